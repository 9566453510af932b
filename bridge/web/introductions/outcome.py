"""What came of an introduction: they met, a partnership, or nothing and why."""

from uuid import UUID

from flask_babel import gettext

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.introductions.access import blueprint
from bridge.web.introductions.acting import Answer, act
from bridge.web.introductions.answering import me
from bridge.web.sign_in import members_only


@blueprint.post("/introductions/<uuid:introduction>/met")
@members_only
def met(introduction: UUID) -> Answer:
    """Say that you met."""

    def command(form: Form) -> None:
        current_bridge().introductions.mark_met(me(), introduction, form.text("met.on"))

    return act(introduction, "met", command, gettext("Good that you met. What came of it?"))


@blueprint.post("/introductions/<uuid:introduction>/close")
@members_only
def close(introduction: UUID) -> Answer:
    """Nothing came of it."""

    def command(form: Form) -> None:
        reason, note = form.one("close.reason"), form.text("close.note")
        current_bridge().introductions.close(me(), introduction, reason, note)

    return act(introduction, "close", command, gettext("Noted. Thank you for saying why."))


@blueprint.post("/introductions/<uuid:introduction>/partnership")
@members_only
def record(introduction: UUID) -> Answer:
    """Record what was agreed."""

    def command(form: Form) -> str:
        typed = {
            "kind": form.one("record.kind"),
            "since": form.text("record.since"),
            "summary": form.mapping("record.summary"),
        }
        partnership = current_bridge().partnerships.record(me(), introduction, typed)
        return f"/partnerships/{partnership.id}"

    return act(introduction, "record", command, gettext("The partnership is recorded. The other side confirms it now."))
