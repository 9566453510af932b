"""Who looks at what: ask the solver, look at its proposal, apply it, or change single assignments by hand."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext

from bridge.accounts.same_person import accounts_of_guests
from bridge.composition import Reading
from bridge.judging import applying, asking
from bridge.judging.jobs import ASSIGNMENT, Job
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.judging_words import WHY
from bridge.web.juryroom import words
from bridge.web.juryroom.access import ROUND, Round, blueprint, by_name, names_of, projects_of, room_of, round_in
from bridge.web.layout import stands_at
from bridge.web.messages import sentence
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem

SIZE, MOST_VIEWS = 25, 50  # projects on a page of the matrix; judges that one project may have
HERE = f"{ROUND}/assignment"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the solver found, beside what stands."""

    job: Job
    fresh: list[tuple[str, str]]
    gone: list[tuple[str, str, str]]
    lost: int  # scorecards that were handed in and would not count any more
    loads: list[tuple[str, int, int]]
    views: tuple[int, int]
    groups: int
    overlap: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A judge and a project: whether one looks at the other, or why not."""

    judge: int
    name: str
    assigned: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A project of the matrix."""

    number: int
    id: UUID
    row: sa.RowMapping
    count: int
    cells: list[Cell] = field(default_factory=list)


@blueprint.get(HERE)
@members_only
def assignment(slug: str, number: int) -> Answer:
    """Show who looks at what, and a proposal that was asked for."""
    return assignment_page(slug, number)


def assignment_page(
    slug: str, number: int, problem: Broken | None = None, *, form: Form | None = None, ticked: Set[str] | None = None
) -> Answer:
    """The page, with what refused a change: the `form` that asks for a proposal, or pairs that were `ticked`."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        room = room_of(reading, slug)
        round = room.round(number)
        stands_at(f"{room.address}/{number}/assignment")
        judging, connection = reading.views.judging, reading.connection
        projects = projects_of(reading, round.projects)
        names = names_of({*round.judges, *(row["judge"] for row in judging.panel(connection, room.seen.id))})
        job = _asked(round)
        said = _named(names, projects)
        standing = {(look["judge"], look["project"]) for look in judging.looks_of(connection, round.id)}
        handed = judging.cards_of(connection, round.id, state="submitted") if job is not None else ()
        scored = {(row["judge"], row["project"]) for row in handed}
        shown = {
            "room": room, "seen": room.seen, "round": round, "job": job, "problem": _refusal(problem, said),
            "may_change": room.assigns and round.state != "published", "form": form or Form(), "ticked": ticked,
        }  # fmt: skip
        if request.headers.get("HX-Request") == "true":
            page = render_template("juryroom/_proposal.html", **shown, **_found(job, said, standing, scored))
        else:
            page = render_template(
                "juryroom/assignment.html", **shown, **_found(job, said, standing, scored),
                **_matrix(reading, round, names, projects, standing), counted=len(standing),
            )  # fmt: skip
    answer = make_response(page, 422 if form is not None else 200 if problem is None else 409)
    answer.vary.add("HX-Request")
    return answer


def _asked(round: Round) -> Job | None:
    """The question in the address, if it is about this round."""
    try:
        job = current_bridge().judging_jobs.one(UUID(request.values.get("job", "")))
    except ValueError:
        return None
    return job if job is not None and job.round == round.id and job.kind == ASSIGNMENT else None


def _named(names: Mapping[UUID, str], projects: Mapping[UUID, sa.RowMapping]) -> dict[str, str]:
    return {str(id): name for id, name in names.items()} | {str(id): row["title"] for id, row in projects.items()}


def _refusal(problem: Broken | None, said: Mapping[str, str]) -> str | None:
    """What refused it, with the judge, the project and the reason where it was a conflict."""
    if problem is None:
        return None
    if problem.code != "conflict_of_interest":
        return sentence(problem.code, problem.params)
    judge, project = said.get(str(problem.params["judge"]), "—"), said.get(str(problem.params["project"]), "—")
    why = WHY[str(problem.params["conflict"])]
    told: str = gettext("%(judge)s may not judge %(project)s: %(why)s. Nothing was changed.",
                        judge=judge, project=project, why=why)  # fmt: skip
    return told


def _found(
    job: Job | None, said: Mapping[str, str], standing: set[tuple[UUID, UUID]], scored: set[tuple[UUID, UUID]]
) -> dict[str, Any]:
    """The answer of a job in words."""
    if job is None or job.answer is None:
        return {"proposal": None, "impossible": None}
    answer = job.answer
    if "problem" in answer:
        return {"proposal": None, "impossible": None, "broke": str(answer["problem"])}
    if not answer["found"]:
        return {
            "proposal": None,
            "impossible": {
                "shortages": [words.shortage(one, said) for one in answer["shortages"]],
                "relaxations": [words.relaxation(one["changes"], said) for one in answer["relaxations"]],
                "more_judges": answer["more_judges"],
            },
        }
    return {"proposal": _proposal(job, answer, said, standing, scored), "impossible": None}


def _proposal(
    job: Job,
    answer: Mapping[str, Any],
    said: Mapping[str, str],
    standing: set[tuple[UUID, UUID]],
    scored: set[tuple[UUID, UUID]],
) -> Proposal:
    fresh, gone = applying.changes(answer, standing)
    codes = {(judge, project): why for judge, project, why in answer["released"]}
    now: dict[str, int] = {}
    for judge, _ in standing:
        now[str(judge)] = now.get(str(judge), 0) + 1
    seen: dict[str, int] = {}
    for _, project in answer["pairs"]:
        seen[project] = seen.get(project, 0) + 1
    judges = max(1, len(answer["loads"]))
    pairs = judges * (judges - 1) / 2
    return Proposal(
        job,
        [(said[str(judge)], said[str(project)]) for judge, project in fresh],
        [
            (said.get(str(judge), "—"), said.get(str(project), "—"), _why(codes.get((str(judge), str(project)), ())))
            for judge, project in gone
        ],
        len(scored.intersection(gone)),
        sorted((said[judge], now.get(judge, 0), load) for judge, load in answer["loads"].items()),
        (min(seen.values(), default=0), max(seen.values(), default=0)),
        int(answer["overlap"]["groups"]),
        round_to((answer["overlap"]["squares"] / pairs) ** 0.5 if pairs else 0.0),
    )


def round_to(value: float) -> float:
    """One digit after the point."""
    return round(value, 1)


def _why(codes: Any) -> str:
    rules = {"gone": WHY["judge_left"], "country": WHY["same_country"], "track": gettext("judges another track")}
    return str(gettext(", ")).join(str(rules.get(code) or WHY.get(code, code)) for code in codes)


def _matrix(
    reading: Reading, round: Round, names: Mapping[UUID, str], projects: Mapping[UUID, sa.RowMapping],
    standing: set[tuple[UUID, UUID]],
) -> dict[str, Any]:  # fmt: skip
    """A page of projects by all judges; numbers are places in the lists of the round, whose version the form keeps."""
    page = page_of(request.values, len(projects), SIZE)  # a form that was sent names its page
    also = accounts_of_guests(reading.connection, reading.views.judging.asked_to_judge(round.id))
    conflicts = {
        (one.judge, one.project): str(WHY[one.code])
        for one in reading.views.judging.conflicts(reading.connection, round.id, reading.now, also=also)
    }
    judges = by_name(round.judges, names)
    place = {judge: number for number, judge in enumerate(round.judges)}
    order = {project: number for number, project in enumerate(round.projects)}
    lines = []
    for id in list(projects)[page.offset : page.offset + page.size]:
        cells = [Cell(place[one], names[one], (one, id) in standing, conflicts.get((one, id), "")) for one in judges]
        lines.append(Line(order[id], id, projects[id], sum(cell.assigned for cell in cells), cells))
    return {"judges": [names[one] for one in judges], "lines": lines, "page": page, "conflicts": len(conflicts)}


@blueprint.post(f"{HERE}/ask")
@members_only
def ask_assignment(slug: str, number: int) -> Answer:
    """Ask the solver; its answer is read on the page."""
    room, round = round_in(slug, number)
    form = Form.of_request()
    views = None if form.text("views") == "everybody" else whole(form.text("views"))
    if form.text("views") != "everybody" and not 1 <= (views or 0) <= MOST_VIEWS:
        form.refuse(Invalid([Problem("views", "out_of_range", {"low": 1, "high": MOST_VIEWS})]))
        return assignment_page(slug, number, form=form)
    params = {"views": views, "fresh": form.text("fresh") == "yes", "at": round.row["version"]}
    job = asking.assignment(current_bridge(), round.id, params, current_viewer().actor.account)
    return redirect(f"{room.address}/{number}/assignment?job={job.id}#proposal", 303)


@blueprint.post(f"{HERE}/apply")
@members_only
def apply_assignment(slug: str, number: int) -> Answer:
    """Take a proposal over, if the round is still the one that it was made for."""
    room, round = round_in(slug, number)
    job = _asked(round)
    try:
        applying.apply(current_bridge(), current_viewer().actor, round.id, round.row["version"], job)
    except Broken as broken:
        return assignment_page(slug, number, broken)
    flash(gettext("The proposal is applied."), "success")
    return redirect(f"{room.address}/{number}/assignment", 303)


@blueprint.post(f"{HERE}/by-hand")
@members_only
def assign_by_hand(slug: str, number: int) -> Answer:
    """Make the assignments of a page of the matrix those that are ticked."""
    room, round = round_in(slug, number)
    form, bridge, actor = Form.of_request(), current_bridge(), current_viewer().actor
    back = f"{room.address}/{number}/assignment"
    try:
        if whole(form.text("version")) != round.row["version"]:
            raise Broken("assignment_is_old")
        ticked = {_pair(round, text) for text in form.many("pair")}
        shown = {_project(round, text) for text in form.many("project")}
        with bridge.reading() as reading:
            looks = reading.views.judging.looks_of(reading.connection, round.id)
        standing = {(look["judge"], look["project"]) for look in looks if look["project"] in shown}
        applying.change(bridge, actor, round.id, ticked - standing, standing - ticked)
    except Broken as broken:
        # Numbers of an older state of the round name others by now.
        same = whole(form.text("version")) == round.row["version"]
        return assignment_page(slug, number, broken, ticked=set(form.many("pair")) if same else None)
    flash(gettext("Saved."), "success")
    page = whole(form.text("page")) or 1
    return redirect(f"{back}?page={page}" if page > 1 else back, 303)


def _pair(round: Round, text: str) -> tuple[UUID, UUID]:
    judge, _, project = text.partition("-")
    number = whole(judge)
    if number is None or number >= len(round.judges):
        raise Broken("assignment_is_old")
    return round.judges[number], _project(round, project)


def _project(round: Round, text: str) -> UUID:
    number = whole(text)
    if number is None or number >= len(round.projects):
        raise Broken("assignment_is_old")
    return round.projects[number]
