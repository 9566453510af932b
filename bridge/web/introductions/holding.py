"""After a meeting: did you meet? The links in letters only open a page; a button on it is the answer."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.introductions.access import Story, blueprint, look
from bridge.web.introductions.acting import Answer, what_changed
from bridge.web.introductions.answering import me
from bridge.web.introductions.story import page
from bridge.web.messages import add_sentences
from bridge.web.sign_in import members_only
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Stale

MISSED = ("they_missed", "we_missed")

add_sentences({"meeting_not_over": _l("The time of the meeting is not over yet.")})


@blueprint.get("/introductions/<uuid:introduction>/held")
@members_only
def ask_held(introduction: UUID) -> str:
    """Ask whether they met."""
    return render_template("introductions/held.html", story=_story(introduction), answer=None)


@blueprint.get("/introductions/<uuid:introduction>/held/<any(met, not_yet, missed):answer>")
@members_only
def ask_answer(introduction: UUID, answer: str) -> str:
    """Show one answer with its button: programs that look into mail open links, and must not answer for people."""
    story = _story(introduction)
    return _confirming(story, answer, Form({"on": _day(story)}))


@blueprint.post("/introductions/<uuid:introduction>/held/<any(met, not_yet, missed):answer>")
@members_only
def say_held(introduction: UUID, answer: str) -> Answer:
    """Take the answer of one side."""
    story, form, commands = _story(introduction), Form.of_request(), current_bridge().introductions
    try:
        if answer == "met":
            commands.mark_met(me(), introduction, form.text("on"))
        else:
            commands.say_not_held(me(), introduction, "not_yet" if answer == "not_yet" else form.one("answer"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _confirming(story, answer, form), 422
    except (Broken, Stale) as problem:
        return page(introduction, trouble=what_changed(introduction, problem)), 409
    if answer == "met":
        flash(gettext("Good that you met. What came of it?"), "success")
        return redirect(f"{story.address}#outcome", 303)
    again = gettext("Noted. You can propose other times here; in a week we ask you again.")
    flash(again if answer == "not_yet" else gettext("Noted. You can propose other times here."), "success")
    return redirect(f"{story.address}#meeting", 303)


def _story(introduction: UUID) -> Story:
    """The introduction for one of its two sides; organisers read it elsewhere."""
    with current_bridge().reading() as reading:
        story = look(reading, introduction)
    if story.side is None:
        raise Missing("introduction", introduction)
    return story


def _confirming(story: Story, answer: str, form: Form) -> str:
    labels = dict(vocabulary.meeting_answers.choices(page_language()))
    choices = [(code, labels[code]) for code in MISSED]
    return render_template("introductions/held.html", story=story, answer=answer, form=form, choices=choices)


def _day(story: Story) -> str:
    start = story.meeting_start
    return (start or story.now).date().isoformat()
