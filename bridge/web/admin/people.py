"""Who has which role: grants by e-mail, and taking them back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.listings import GRANTS, look
from bridge.web.admin.access import administrator, blueprint
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import add_sentences
from bridge.web.names import country
from bridge.web.sign_in import members_only
from events import vocabulary
from events.errors import Broken, Invalid, Problem
from events.offices.service import ROLES

add_sentences({
    "no_such_account": _l("Nobody has registered with this address. They register first, then get the role."),
    "another_kind": _l("A sector can only be replaced by a sector, a technology by a technology."),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force."""

    account: UUID
    name: str | None
    role: str
    office: str | None
    since: datetime


@blueprint.route("/admin/people", methods=["GET", "POST"])
@members_only
def people() -> Answer:
    """Show the grants, or give a role to the person with an e-mail address."""
    actor, form, status = administrator(), Form.of_request(), 200
    if request.method == "POST":
        role = form.text("role")
        try:
            account = current_bridge().accounts.by_email(form.text("email"))
            if account is None:
                raise Invalid([Problem("email", "no_such_account" if form.text("email") else "required")])
            office = form.one("office") if role == "organiser" else None
            current_bridge().offices.grant(actor, account.id, role, office)
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        except Broken as broken:
            form.problems.append(Problem("role", broken.code, broken.params))
            status = 409
        else:
            flash(gettext("%(name)s has the role now.", name=account.name), "success")
            return redirect("/admin/people", 303)
    return render_template("admin/people.html", form=form, grants=_grants(), me=actor.account, **_choices()), status


@blueprint.post("/admin/people/<uuid:account>/<role>/revoke")
@members_only
def revoke(account: UUID, role: str) -> Answer:
    """Take a role back."""
    current_bridge().offices.revoke(administrator(), account, role)
    flash(gettext("The role is taken back."), "success")
    return redirect("/admin/people", 303)


def _grants() -> list[Grant]:
    bridge = current_bridge()
    with bridge.reading() as reading:
        _, parts = GRANTS.all(look(bridge, reading, administrator()), None)
        return [
            Grant(row["account"], row["name"], row["role"], row["office"], datetime.fromisoformat(row["since"]))
            for rows in parts
            for row in rows
        ]


def _choices() -> dict[str, Any]:
    labels = {"administrator": gettext("Administrator"), "organiser": gettext("Organiser")}
    countries = sorted(((code, country(code)) for code in vocabulary.countries.codes), key=lambda pair: pair[1])
    return {
        "roles": [(role, labels[role]) for role in ROLES],
        "role_labels": labels,
        "offices": [("*", gettext("All countries")), *countries],
    }
