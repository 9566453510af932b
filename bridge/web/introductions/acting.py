"""How every button of the page works: the command, then the page again; a refusal keeps what was typed."""

import re
from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.introductions.access import look
from bridge.web.introductions.story import page
from bridge.web.introductions.wording import CHANGED
from bridge.web.messages import sentence
from events.errors import Broken, Invalid, Missing, Problem, Stale

Answer = Response | tuple[str, int]
Command = Callable[[Form], str | None]
_STATE_CODES = ("not_waiting", "not_in_state", "expired", "no_meeting", "time_not_offered")


def act(introduction: UUID, part: str, command: Command, done: str) -> Answer:
    """Run a command with the form of one part of the page; it may answer another address to go on at."""
    with current_bridge().reading() as reading:
        before = look(reading, introduction)
    if before.side is None:
        raise Missing("introduction", introduction)
    form = Form.of_request()
    try:
        goes_to = command(form)
    except Invalid as invalid:
        form.problems.extend(_placed(problem, part) for problem in invalid.problems)
        return page(introduction, part, form), 422
    except Broken as broken:
        return page(introduction, part, form, what_changed(introduction, broken)), 409
    except Stale:
        return page(introduction, part, form, sentence("stale")), 409
    flash(done, "success")
    return redirect(goes_to or f"{before.address}", 303)


def _placed(problem: Problem, part: str) -> Problem:
    """A problem beside the field of the page: what all offered times share has one field."""
    field = re.sub(r"^times\.\d+\.(minutes|format)$", r"\1", problem.field)
    field = {"times": "times.0.wall"}.get(field, field)
    return Problem(field if field.startswith(f"{part}.") else f"{part}.{field}", problem.code, problem.params)


def what_changed(introduction: UUID, broken: Broken | Stale) -> str:
    """What the state forbids, and how it came to this state where the page was opened before."""
    if isinstance(broken, Stale):
        return sentence("stale")
    with current_bridge().reading() as reading:
        state = look(reading, introduction).state
    reason = sentence(broken.code, broken.params)
    return f"{CHANGED[state]} {reason}" if broken.code in _STATE_CODES and state in CHANGED else reason
