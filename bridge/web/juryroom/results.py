"""The results room: what was computed, how sure it is, what if, the report about judges, any past moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.judging import asking
from bridge.judging.jobs import Job
from bridge.readmodels.freezing import stands_since
from bridge.web.app import Answer, current_bridge
from bridge.web.charts import Interval, intervals
from bridge.web.forms import Form
from bridge.web.judging_words import METHODS
from bridge.web.juryroom import words
from bridge.web.juryroom.access import OUTCOME, RESULTS, Room, Round, blueprint, by_name, names_of, projects_of, room_of
from bridge.web.layout import stands_at
from bridge.web.messages import sentence
from bridge.web.names import number as in_digits
from bridge.web.outside import others_decide
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Missing


@dataclass(frozen=True, slots=True)
class Standing:
    """One project of a ranking in words that the template needs."""

    id: str
    title: str
    team: str
    place: int
    mark: float | None
    low: int | None
    high: int | None
    top3: float | None
    plain: float | None
    beside: int | None
    views: int
    confirmed: int | None


@blueprint.get(RESULTS)
@members_only
def newest_results(slug: str) -> Response:
    """Lead to the results of the newest round that has any."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
    judged = [one for one in room.rounds if one.state != "planned"]
    if not judged:
        return redirect(room.address, 302)
    return redirect(f"{room.seen.address}/manage/results/{judged[-1].number}", 302)


@blueprint.get(OUTCOME)
@members_only
def results(slug: str, number: int) -> Answer:
    """Show what the scores come to, now or as of a past moment."""
    return results_page(slug, number, Form())


def results_page(slug: str, number: int, form: Form, status: int = 200, problem: str | None = None) -> Answer:
    """The page, with a form that was sent from it or what refused a button."""
    bridge, part = current_bridge(), request.headers.get("HX-Request") == "true"
    with bridge.reading() as reading:
        room, round, projects, digest = _opened(reading, slug, number)
        stands_at(f"{room.seen.address}/manage/results/{number}")
        hosts = [(host, host["incubator"] in round.agreed) for host in room.seen.accepted]
        publications = [
            (row, reading.open(row["why"]))
            for row in reading.views.judging.published(reading.connection, room.seen.id)
            if row["round"] == round.id
        ]
        tags = reading.views.projects.tags_of(reading.connection, list(projects))
        why, now = reading.open(round.row["why"]), reading.now
        others = others_decide(reading, room.seen, round.projects)
    at, stands_still = _as_of(room, round, form)
    account = current_viewer().actor.account
    job = asking.past(bridge, round.id, at, account) if at else asking.results(bridge, round.id, account)
    standings = _standings(job, round, projects)
    shown = {
        "room": room, "seen": room.seen, "round": round, "job": job, "at": at, "stands_still": stands_still,
        "standings": standings, "picture": _picture(standings), "digest": digest,
        "notes": _notes(job, projects), "broke": _broke(job), "method": METHODS[round.method],
    }  # fmt: skip
    template = "juryroom/_ranking.html" if part else "juryroom/results.html"
    prizes = room.seen.part("prizes").get("prizes") or []
    page = render_template(
        template, **shown, hosts=hosts, publications=publications, form=form, problem=problem, why=why, now=now,
        prizes=[(one, _winner(one, prizes, standings, tags)) for one in prizes],
        choices=[(one.id, one.title) for one in standings], others=others, decides=room.chairs and others is None,
        stale=bool(round.ranking) and round.row["computed"] != digest,
    )  # fmt: skip
    answer = make_response(page, status)
    answer.vary.add("HX-Request")
    if part and not at and job.state == "done":
        answer.headers["HX-Refresh"] = "true"  # what the jury says about it stands beside the ranking
    return answer


def _opened(reading: Reading, slug: str, number: int) -> tuple[Room, Round, dict[UUID, sa.RowMapping], str]:
    room = room_of(reading, slug)
    round = room.round(number)
    if round.state == "planned":
        raise Missing("results", str(number))
    cards = reading.views.judging.cards_of(reading.connection, round.id)
    projects = projects_of(reading, {*round.projects, *(card["project"] for card in cards)})
    return room, round, projects, reading.views.judging.digest(reading.connection, round.id)


def _as_of(room: Room, round: Round, form: Form) -> tuple[datetime | None, bool]:
    """The moment that is asked for, on the host's clock; where it stands still, the freeze, for all but the chair."""
    asked = request.args.get("as-of", "")
    frozen = stands_since(round.row, room.seen.rights)
    at: datetime | None = None
    if asked:
        try:
            there = datetime.fromisoformat(asked.replace(" ", "+"))
            at = (there if there.tzinfo else there.replace(tzinfo=ZoneInfo(room.seen.zone))).astimezone(UTC)
        except (ValueError, OverflowError):
            form.stored = {**form.stored, "as-of": asked}
    if frozen is not None:
        return (frozen if at is None else min(at, frozen)), True
    return at, False


def _broke(job: Job) -> str | None:
    return sentence(job.answer["problem"], job.answer) if job.state == "failed" and job.answer else None


def _notes(job: Job, projects: Mapping[UUID, sa.RowMapping]) -> list[str]:
    if job.state != "done" or job.answer is None:
        return []
    notes = job.answer.get("notes") or []
    judges = {UUID(one["judge"]) for one in job.answer.get("judges") or ()}
    names = {str(id): name for id, name in names_of(judges).items()}
    return [words.note(one, names | {str(id): row["title"] for id, row in projects.items()}) for one in notes]


def _standings(job: Job, round: Round, projects: Mapping[UUID, sa.RowMapping]) -> list[Standing]:
    if job.state != "done" or job.answer is None:
        return []
    beside: Mapping[str, Any] = job.answer.get("beside") or job.answer.get("before") or {}
    found = []
    for row in job.answer["rows"]:
        project = projects.get(UUID(row["project"]))
        found.append(
            Standing(
                row["project"], project["title"] if project else "—", project["team_name"] if project else "",
                row["official"], row["mark"], row.get("low"), row.get("high"), row.get("top3"), row.get("plain"),
                (beside.get(row["project"]) or {}).get("rank"), row["views"],
                round.ranking.get(UUID(row["project"])),
            )
        )  # fmt: skip
    return found


def _picture(standings: Sequence[Standing]) -> Any:
    """Places with the range that holds the true one nine times of ten; nothing where the method gives none."""
    sure = [one for one in standings if one.low is not None and one.high is not None]
    if not sure:
        return ""
    items = [
        Interval(one.title, low, one.place, high, f"\u2066{'–'.join(map(in_digits, dict.fromkeys((low, high))))}\u2069")
        for one in sure
        for low, high in [(one.low or 1, one.high or 1)]
    ]
    return intervals(items, gettext("The place of each project and how sure it is"), least=1, most=len(standings))


def _winner(
    prize: Mapping[str, Any],
    prizes: Sequence[Mapping[str, Any]],
    standings: Sequence[Standing],
    tags: Mapping[UUID, Mapping[str, list[str]]],
) -> str:
    """Whom a prize goes to by the places: of a track the best in it, of all projects one after the other."""
    order = sorted(standings, key=lambda one: one.confirmed or one.place)
    alike = [one for one in prizes if one.get("track") == prize.get("track")]
    if prize.get("track"):
        order = [one for one in order if prize["track"] in (tags.get(UUID(one.id)) or {}).get("track", ())]
    place = alike.index(prize)
    return order[place].id if place < len(order) else ""


@blueprint.get(f"{OUTCOME}/what-if")
@members_only
def what_if(slug: str, number: int) -> Answer:
    """Show the places under other weights, another method or without some judges, beside the official ones."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        room, round, projects, _ = _opened(reading, slug, number)
        judges = {card["judge"] for card in reading.views.judging.cards_of(reading.connection, round.id)}
    room.seen.must("chair")
    names = names_of(judges)
    criteria = round.rubric["criteria"]
    method = request.args.get("method", "")
    params: dict[str, Any] = {}
    if method in ("plain_mean", "mixed_model") and method != round.method:
        params["method"] = method
    without = sorted({id for id in request.args.getlist("without") if id in {str(judge) for judge in judges}})
    if without:
        params["without"] = without
    weights = {one["key"]: _weight(request.args.get(f"weight.{one['key']}"), one["weight"]) for one in criteria}
    if any(weights[one["key"]] != one["weight"] for one in criteria):
        params["weights"] = weights
    job = asking.what_if(bridge, round.id, params, current_viewer().actor.account) if params else None
    part = request.headers.get("HX-Request") == "true"
    page = render_template(
        "juryroom/_beside.html" if part else "juryroom/what_if.html",
        room=room, seen=room.seen, round=round, job=job, weights=weights, without=without, criteria=criteria,
        chosen=method or round.method, judges=[(str(id), names[id]) for id in by_name(judges, names)],
        standings=[] if job is None else _standings(job, round, projects), broke=None if job is None else _broke(job),
        methods=[(code, text) for code, (text, _) in METHODS.items() if code != "auto"],
    )  # fmt: skip
    answer = make_response(page)
    answer.vary.add("HX-Request")
    return answer


def _weight(typed: str | None, usual: int) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 5 else usual


@blueprint.get(f"{OUTCOME}/report")
@members_only
def report(slug: str, number: int) -> Answer:
    """Show the chair how strict each judge is, and whether judges favour their own country."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        room, round, projects, _ = _opened(reading, slug, number)
    room.seen.must("chair")
    job = asking.report(bridge, round.id, current_viewer().actor.account)
    told = job.answer if job.state == "done" and job.answer else {"judges": [], "homes": [], "notes": []}
    names = names_of(UUID(one["judge"]) for one in told["judges"])
    part = request.headers.get("HX-Request") == "true"
    page = render_template(
        "juryroom/_report.html" if part else "juryroom/report.html",
        room=room, seen=room.seen, round=round, job=job, broke=_broke(job), notes=_notes(job, projects),
        judges=[(names[UUID(one["judge"])], one) for one in told["judges"]], homes=told["homes"],
        picture=_severities([(names[UUID(one["judge"])], one) for one in told["judges"]]),
    )  # fmt: skip
    answer = make_response(page)
    answer.vary.add("HX-Request")
    return answer


def _severities(judges: Sequence[tuple[str, Mapping[str, Any]]]) -> Any:
    if not judges:
        return ""
    ends = [abs(end) for _, one in judges for end in (one["low"], one["high"])]
    most = max(ends, default=1.0) or 1.0
    items = [
        Interval(name, one["low"], one["severity"], one["high"], points(one["severity"])) for name, one in judges
    ]  # fmt: skip
    return intervals(items, gettext("How strict each judge is"), least=-most, most=most, middle=0)


def points(value: float) -> str:
    """Points with their sign."""
    return "\u2066" + ("+" if value > 0 else "−" if value < 0 else "") + in_digits(round(abs(value), 2)) + "\u2069"
