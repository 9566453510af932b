"""Letters that did not leave, and what to do about each."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.listings import LETTERS, look
from bridge.mail.desk import UNDELIVERED
from bridge.web.admin.access import administrator, blueprint
from bridge.web.app import Answer, current_bridge
from bridge.web.messages import add_sentences
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only

add_sentences({"letter_is_done": _l("This letter has left meanwhile, or was given up.")})
ALL = "all"  # as an address without a state asks of files
TITLES = {"waiting": _l("Waiting"), "failed": _l("Failed"), "unsure": _l("Not sure"), ALL: _l("All")}


@blueprint.get("/admin/mail")
@members_only
def undelivered() -> Answer:
    """Show what waits, what failed and what nobody knows the end of."""
    actor, desk = administrator(), current_bridge().desk
    counts = desk.counts(actor)
    counts[ALL] = sum(counts[one] for one in UNDELIVERED)
    state = request.args.get("state", "")
    if state not in TITLES:
        state = next((one for one in ("failed", "unsure", "waiting") if counts[one]), "waiting")
    page = page_of(request.args, counts[state])
    with current_bridge().reading() as reading:
        here, wanted = look(current_bridge(), reading, actor), LETTERS.parse({"state": [state]}, None)
        letters = LETTERS.page(here, wanted, limit=page.size, offset=page.offset).rows
    tabs = [(f"{TITLES[one]} {counts[one]}", f"/admin/mail?state={one}", one == state) for one in TITLES]
    shown = {"letters": letters, "tabs": tabs, "state": state, "page": page, "counts": counts}
    return render_template("admin/mail.html", **shown)


@blueprint.post("/admin/mail/<uuid:letter>/again")
@members_only
def send_again(letter: UUID) -> Answer:
    """Send a letter once more."""
    current_bridge().desk.send_again(administrator(), letter)
    flash(gettext("The letter is on its way again."), "success")
    return redirect("/admin/mail", 303)


@blueprint.post("/admin/mail/<uuid:letter>/give-up")
@members_only
def give_up(letter: UUID) -> Answer:
    """Give a letter up."""
    current_bridge().desk.give_up(administrator(), letter)
    flash(gettext("The letter is given up."), "success")
    return redirect("/admin/mail", 303)
