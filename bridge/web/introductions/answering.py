"""Answering a proposal, and what its proposer can do while it waits."""

from uuid import UUID

from flask_babel import gettext

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.introductions.access import blueprint, look
from bridge.web.introductions.acting import Answer, act
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.actor import Actor


def me() -> Actor:
    """Who acts."""
    return current_viewer().actor


@blueprint.post("/introductions/<uuid:introduction>/accept")
@members_only
def accept(introduction: UUID) -> Answer:
    """Say yes."""

    done = gettext("Accepted. Now you see how to reach each other.")
    with current_bridge().reading() as reading:
        row = reading.views.introductions.one(reading.connection, introduction)
    if row is not None and row["go_between"] is not None and row["agreed_by"] is None:
        done = gettext("You said yes. When the other side does too, you see how to reach each other.")

    def command(form: Form) -> None:
        current_bridge().introductions.accept(me(), introduction, form.text("accept.message"))

    return act(introduction, "accept", command, done)


@blueprint.post("/introductions/<uuid:introduction>/decline")
@members_only
def decline(introduction: UUID) -> Answer:
    """Say no, with a reason."""

    def command(form: Form) -> None:
        reason, message = form.one("decline.reason"), form.text("decline.message")
        current_bridge().introductions.decline(me(), introduction, reason, message)

    return act(introduction, "decline", command, gettext("Declined. They read your reason in their language."))


@blueprint.post("/introductions/<uuid:introduction>/withdraw")
@members_only
def withdraw(introduction: UUID) -> Answer:
    """Take a proposal back."""

    def command(form: Form) -> None:
        current_bridge().introductions.withdraw(me(), introduction)

    return act(introduction, "withdraw", command, gettext("Your proposal is withdrawn."))


@blueprint.post("/introductions/<uuid:introduction>/remind")
@members_only
def remind(introduction: UUID) -> Answer:
    """Ask once more."""

    def command(form: Form) -> None:
        current_bridge().introductions.remind(me(), introduction)

    return act(introduction, "remind", command, gettext("A reminder is on its way."))


@blueprint.post("/introductions/<uuid:introduction>/block")
@members_only
def block(introduction: UUID) -> Answer:
    """No suggestion and no proposal between the two any more; what is open stays as it is."""

    def command(form: Form) -> None:
        bridge = current_bridge()
        with bridge.reading() as reading:
            story = look(reading, introduction)
        bridge.startups.block(me(), story.mine["id"], story.other["id"], form.text("block.why"))

    done = gettext("Blocked. Neither of you is suggested to the other, and no new proposals pass between you.")
    return act(introduction, "block", command, done)
