"""Proposing an introduction: a few choices that the other side reads in its own language, and a text if one likes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, request
from flask_babel import force_locale, gettext
from markupsafe import Markup

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web import reasons
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import available, page_language
from bridge.web.introductions.access import blueprint
from bridge.web.introductions.choices import FIELDS, defaults, options
from bridge.web.introductions.obstacles import Obstacle, obstacle
from bridge.web.introductions.wording import proposal
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startups.access import Seen, logo_address, look
from bridge.web.suggestions import facts_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Problem
from events.startups.profile import EMPTY

DRAFT = "introduction"
LONGEST = 4000  # more than a message may have, so that a draft can be shortened


@dataclass(frozen=True)
class Pair:
    """The startup that asks and the one that is asked, as the page needs them."""

    mine: sa.RowMapping
    theirs: Seen
    facts: dict[str, Any] | None
    obstacle: Obstacle | None
    language: str
    project: UUID | None = None  # of a hackathon, where the reader comes from

    @property
    def profile(self) -> dict[str, Any]:
        return {**EMPTY, **unpacked(self.mine["profile"])}

    @property
    def address(self) -> str:
        began = f"&project={self.project}" if self.project else ""
        return f"{self.theirs.address}/introduce?from={self.mine['slug']}{began}"

    @property
    def draft(self) -> str:
        return f"{self.mine['id'].hex}:{self.theirs.id.hex}"


@blueprint.get("/startups/<slug>/introduce")
@members_only
def introduce(slug: str) -> Answer:
    """Show the form, or why there is none; first of all which of one's own startups asks."""
    with current_bridge().reading() as reading:
        theirs = look(reading, slug)
        own = _own(reading)
        if "from" not in request.args:
            if len(own) != 1:
                return render_template("introductions/choose.html", theirs=theirs, own=own)
            return redirect(f"{theirs.address}/introduce?from={own[0]['slug']}", 303)
        pair = _pair(reading, theirs, own)
    stored = _stored(pair)
    return _page(pair, Form(stored), stored)


@blueprint.post("/startups/<slug>/introduce")
@members_only
def propose(slug: str) -> Answer:
    """Send the proposal, or keep it for later."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        pair = _pair(reading, look(reading, slug), _own(reading))
    form = Form.of_request()
    typed = _typed(form)
    if form.one("save"):
        if not _keep(pair, typed):
            form.problems.append(Problem("message", "too_long", {"most": 2000, "length": len(typed["message"])}))
            return _page(pair, form, typed), 422
        flash(gettext("The draft is saved. Only you can see it."), "success")
        return redirect(pair.address, 303)
    try:
        made = bridge.introductions.propose(
            actor, pair.mine["id"], pair.theirs.id, typed, suggestion=pair.facts, project=pair.project
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(pair, form, typed), 422
    except Broken as broken:
        _keep(pair, typed)
        return _page(pair, form, typed, sentence(broken.code, broken.params)), 409
    if actor.account is not None:
        bridge.drafts.drop(actor.account, DRAFT, pair.draft)
    flash(gettext("Your proposal is on its way. They have three weeks to answer."), "success")
    return redirect(f"/introductions/{made.id}", 303)


@blueprint.post("/startups/<slug>/introduce/draft")
def keep(slug: str) -> Answer:
    """Keep what is typed while it is typed, and answer how the other side would read it."""
    if not current_viewer().signed_in:
        abort(401)  # a script asks: the sign-in page would land inside the form
    with current_bridge().reading() as reading:
        pair = _pair(reading, look(reading, slug), _own(reading))
    typed = _typed(Form.of_request())
    saved = current_bridge().clock() if _keep(pair, typed) else None
    return render_template("introductions/_preview.html", preview=_preview(pair, typed), saved=saved)


def _own(reading: Reading) -> list[sa.RowMapping]:
    account = current_viewer().actor.account
    return reading.views.directory.founded_by(reading.connection, account) if account else []


def _pair(reading: Reading, theirs: Seen, own: list[sa.RowMapping]) -> Pair:
    slug = request.args.get("from", "")
    mine = next((row for row in own if row["slug"] == slug), None)
    if mine is None:
        raise Missing("startup", slug)
    facts = facts_of(reading, mine["id"], theirs.id)
    founders = reading.views.directory.founders(reading.connection, theirs.id)
    stop = obstacle(reading, mine, theirs, current_bridge().clock())
    return Pair(mine, theirs, facts, stop, _language(founders, theirs.row["country"]), _project(reading, theirs))


def _project(reading: Reading, theirs: Seen) -> UUID | None:
    """The project that the address names, if the other startup stands behind it."""
    try:
        asked = UUID(request.args.get("project", ""))
    except ValueError:
        return None
    row = reading.views.projects.one(reading.connection, asked)
    team = reading.views.teams.one(reading.connection, row["team"]) if row is not None and row["standing"] else None
    return asked if team is not None and team["startup"] == theirs.id else None


def _language(founders: list[UUID], country: str) -> str:
    """The language that the other side reads pages in: its founder's, else the commonest of its country here."""
    for founder in founders[:1]:
        account = current_bridge().accounts.by_id(founder)
        if account is not None and account.language in available():
            return account.language
    return next((code for code in vocabulary.countries.spoken(country) if code in available()), "en")


def _page(pair: Pair, form: Form, typed: Mapping[str, Any], trouble: str | None = None) -> str:
    kept = reasons.of_facts(pair.facts)
    return render_template(
        "introductions/propose.html",
        pair=pair, form=form, trouble=trouble, options=options(pair.profile, pair.theirs.profile),
        preview=_preview(pair, typed), saved=None, reasons=reasons.in_words(kept),
        logo=logo_address(pair.theirs.profile["logo"]),
    )  # fmt: skip


def _stored(pair: Pair) -> dict[str, Any]:
    """The draft, or what fits best."""
    account = current_viewer().actor.account
    found = current_bridge().drafts.load(account, DRAFT, pair.draft) if account else None
    return found[0] if found else defaults(pair.profile, pair.theirs.profile, pair.facts)


def _typed(form: Form) -> dict[str, str]:
    return {name: form.text(name)[:40] for name in FIELDS} | {"message": form.text("message")}


def _keep(pair: Pair, typed: Mapping[str, str]) -> bool:
    account = current_viewer().actor.account
    if account is None or len(typed["message"]) > LONGEST:
        return False
    current_bridge().drafts.save(account, DRAFT, typed, pair.draft)
    return True


def _preview(pair: Pair, typed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The proposal as the other side reads it, in its language and in the writer's; None while a choice lacks."""
    lists = {"want": vocabulary.exchange, "offer": vocabulary.exchange, "next_step": vocabulary.next_steps}
    lists["language"] = vocabulary.languages
    if any(typed.get(name) not in codes for name, codes in lists.items()):
        return None
    texts: dict[str, Markup] = {}
    for language in dict.fromkeys((pair.language, page_language())):
        with force_locale(language):
            texts[language] = proposal(pair.mine, typed)
    return {"texts": texts, "message": typed.get("message") or ""}
