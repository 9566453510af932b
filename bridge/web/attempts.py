"""Doing what a form asks for, or showing the form again with what stands in the way."""

from collections.abc import Callable
from typing import Protocol

from bridge.web.app import Answer
from bridge.web.forms import Form
from bridge.web.messages import sentence
from events.errors import Broken, Invalid


class Show(Protocol):
    """Shows a page with a form as it was typed, and a sentence above it."""

    def __call__(self, form: Form, trouble: str | None = None, *, status: int) -> Answer: ...


def refused(command: Callable[[], object], form: Form, show: Show) -> Answer | None:
    """What is wrong is shown beside its field, what the state forbids now above the form; None where it was done."""
    try:
        command()
    except Invalid as invalid:
        form.refuse(invalid)
        return show(form, status=422)
    except Broken as broken:
        return show(form, sentence(broken.code, broken.params), status=409)
    return None
