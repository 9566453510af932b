"""All rounds of a hackathon, and one of them: what is missing before it opens, who judges what, opening and closing."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template
from flask_babel import gettext, ngettext

from bridge.composition import Reading
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.juryroom import rules_in_words
from bridge.web.juryroom.access import (
    JUDGING,
    ROUND,
    Room,
    Round,
    blueprint,
    by_name,
    names_of,
    projects_of,
    room_of,
    round_in,
)
from bridge.web.juryroom.counting import Progress, progress_of
from bridge.web.juryroom.taking import first_of
from bridge.web.messages import sentence
from bridge.web.names import number as in_digits
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a round needs before it opens."""

    text: str
    done: bool
    address: str = ""


@blueprint.get(JUDGING)
@members_only
def overview(slug: str) -> str:
    """Show the rounds of a hackathon."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
        rounds = [(one, progress_of(reading, one)) for one in room.rounds]
        judges = len(reading.views.judging.panel(reading.connection, room.seen.id))
        submitted = len(reading.views.judging.submitted(reading.connection, room.seen.id))
    return render_template(
        "juryroom/overview.html", room=room, seen=room.seen, rounds=rounds, judges=judges, submitted=submitted
    )


@blueprint.get(ROUND)
@members_only
def show_round(slug: str, number: int) -> Answer:
    """Show a round."""
    return round_page(slug, number, Form())


def round_page(
    slug: str, number: int, form: Form, status: int = 200, problem: str | None = None, *, chosen: Form | None = None
) -> Answer:
    """The page of a round, with a form that was sent from it, the people `chosen` in it, or what refused a button."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
        round = room.round(number)
        judging, connection = reading.views.judging, reading.connection
        panel = [row["judge"] for row in judging.panel(connection, room.seen.id)]
        meant = first_of(reading, room, round.plan)
        projects = projects_of(reading, {*(meant or ()), *round.projects})
        progress = progress_of(reading, round)
        left = round.not_agreed(room.seen)
        lines = _checklist(reading, room, round, progress, meant)
    names = names_of({*panel, *round.judges})
    left_out = [id for id in meant or () if id not in round.projects]
    page = render_template(
        "juryroom/round.html",
        room=room,
        seen=room.seen,
        round=round,
        checklist=lines,
        ready=all(line.done for line in lines),
        progress=progress,
        judges=[(one, names[one]) for one in by_name(panel, names)],
        projects=[(id, row["title"], row["team_name"]) for id, row in projects.items()],
        waits=meant is None,
        differs=list(rules_in_words.differing(round, room.seen)),
        not_agreed=left,
        mine=bool(set(left) & set(room.seen.own_hosts)),
        left_out=left_out,
        weights=sum(criterion["weight"] for criterion in round.rubric["criteria"]) or 1,
        ticked={
            "judges": set(map(str, round.judges) if chosen is None else chosen.many("judges")),
            "projects": set(map(str, round.projects or left_out) if chosen is None else chosen.many("projects")),
        },
        form=form,
        problem=problem,
    )
    return page, status


def _checklist(reading: Reading, room: Room, round: Round, progress: Progress, meant: list[UUID] | None) -> list[Line]:
    here = f"{room.address}/{round.number}"
    without = sum(not one.assigned for one in progress.projects)
    if meant is None:
        taken = gettext("The jury has not confirmed the ranking of the round before yet.")
    else:
        count = len(round.projects)
        taken = ngettext("%(count)s project is judged.", "%(count)s projects are judged.", count,
                         count=in_digits(count)) if count else gettext("No project is chosen yet.")  # fmt: skip
    judges = len(round.judges)
    seated = ngettext("%(count)s judge is chosen.", "%(count)s judges are chosen.", judges, count=in_digits(judges))
    if without:
        covered = ngettext("%(count)s project has no judge yet.", "%(count)s projects have no judge yet.", without,
                           count=in_digits(without))  # fmt: skip
    else:
        covered = gettext("Every project has a judge.") if round.projects else gettext("Nothing is assigned yet.")
    agreeing = gettext("Every host agrees to the rules of this round.")
    if left := round.not_agreed(room.seen):
        agreeing = gettext("Its rules are not those that were announced: every host has to agree.")
    built = not room.seen.phases["building"].open(reading.now)
    return [
        Line(seated if judges else gettext("Nobody judges yet."), bool(judges), "#people"),
        Line(taken, bool(round.projects), "#people"),
        Line(covered, bool(round.projects) and not without, f"{here}/assignment"),
        *([Line(agreeing, not left, "#rules")] if round.differs(room.seen) else []),
        Line(
            gettext("Building is over.")
            if built
            else gettext("Teams still build: a round opens when building is over."),
            built,
        ),
    ]


@blueprint.post(f"{ROUND}/people")
@members_only
def choose(slug: str, number: int) -> Answer:
    """Choose the judges and the projects of a round."""
    room, round = round_in(slug, number)
    form, rounds, actor = Form.of_request(), current_bridge().rounds, current_viewer().actor
    try:
        rounds.seat(actor, round.id, [UUID(id) for id in form.many("judges")])
        rounds.take(actor, round.id, [UUID(id) for id in form.many("projects")])
    except ValueError:
        raise Broken("nothing_changes") from None
    except (Invalid, Broken) as refusal:
        return round_page(slug, number, form, form.refuse(refusal, "people"), chosen=form)
    flash(gettext("Saved. Whoever was taken off lost what they were assigned."), "success")
    return redirect(f"{room.address}/{number}", 303)


@blueprint.post(f"{ROUND}/agree")
@members_only
def agree_to_rules(slug: str, number: int) -> Answer:
    """A host agrees to rules that were not announced, those that it read."""
    room, round = round_in(slug, number)
    try:
        current_bridge().rounds.agree(current_viewer().actor, round.id, Form.of_request().text("seen"))
    except Broken as broken:
        return round_page(slug, number, Form(), 409, sentence(broken.code, broken.params))
    flash(gettext("Your side agrees. If the rules of the round change, you are asked again."), "success")
    return redirect(f"{room.address}/{number}", 303)


@blueprint.post(f"{ROUND}/<any(open, close):what>")
@members_only
def open_or_close(slug: str, number: int, what: str) -> Answer:
    """Take scores from now on, or no more."""
    room, round = round_in(slug, number)
    rounds = current_bridge().rounds
    try:
        (rounds.open if what == "open" else rounds.close)(current_viewer().actor, round.id)
    except Broken as broken:
        return round_page(slug, number, Form(), 409, sentence(broken.code, broken.params))
    told = gettext("The round is open: method and rubric stand.") if what == "open" else gettext("The round is closed.")
    flash(told, "success")
    return redirect(f"{room.address}/{number}", 303)


@blueprint.post(f"{ROUND}/reopen")
@members_only
def reopen(slug: str, number: int) -> Answer:
    """It was closed too early."""
    room, round = round_in(slug, number, "chair")
    form = Form.of_request()
    try:
        current_bridge().rounds.reopen(current_viewer().actor, round.id, form.text("why"))
    except (Invalid, Broken) as refusal:
        return round_page(slug, number, form, form.refuse(refusal, "why"))
    flash(gettext("The round takes scores again."), "success")
    return redirect(f"{room.address}/{number}", 303)
