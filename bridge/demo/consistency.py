"""What is wrong with the demonstration's files: codes, references, countries, order of dates, limits of the domain."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bridge.demo.content import Agreed, Content, DemoIntroduction, DemoStartup, Meeting
from events import vocabulary
from events.errors import Invalid
from events.incubators import page
from events.introductions.aggregate import ANSWER_WITHIN
from events.introductions.guards import MOST_OPEN
from events.startups import profile
from events.zones import time_zones

ANSWERS = ("accepted", "declined", "withdrawn", "expired")


def problems(content: Content) -> list[str]:
    """One line a problem; an empty list when the files can be played."""
    startups = {startup.slug: startup for startup in content.startups}
    return [
        *_directory(content),
        *_people(content, startups),
        *_stays(content, startups),
        *(problem for row in content.introductions for problem in _introduction(row, startups)),
        *_limits(content),
    ]


def _directory(content: Content) -> Iterator[str]:
    for kind, slugs in (
        ("incubator", [i.slug for i in content.incubators]),
        ("startup", [s.slug for s in content.startups]),
    ):
        for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            yield f"{kind} {slug} is there twice"
    known = {incubator.slug: incubator.page["country"] for incubator in content.incubators}
    for incubator in content.incubators:
        try:
            page.checked(incubator.page)
        except Invalid as invalid:
            yield f"incubator {incubator.slug}: {invalid.problems}"
    for startup in content.startups:
        try:
            if profile.checked(startup.profile, year=startup.joined.year) != startup.profile:
                yield f"startup {startup.slug}: the profile is not in its clean form"
        except Invalid as invalid:
            yield f"startup {startup.slug}: {invalid.problems}"
        if startup.incubator is not None and known.get(startup.incubator) != startup.profile["country"]:
            yield f"startup {startup.slug}: {startup.incubator} is unknown or of another country"


def _people(content: Content, startups: dict[str, DemoStartup]) -> Iterator[str]:
    incubators = {incubator.slug for incubator in content.incubators}
    for person in content.people:
        for missing in {*person.founds} - {*startups} | {*person.manages} - incubators:
            yield f"{person.email}: there is no {missing}"
        if person.zone not in time_zones():
            yield f"{person.email}: unknown zone {person.zone}"


def _stays(content: Content, startups: dict[str, DemoStartup]) -> Iterator[str]:
    admitted = {(stay.startup, stay.incubator): stay.at for stay in content.admissions}
    for stay in content.admissions:
        startup = startups.get(stay.startup)
        if startup is None or startup.incubator != stay.incubator or stay.at.date() <= startup.joined:
            yield f"admission of {stay.startup} to {stay.incubator} does not fit its startup"
    for stay in content.graduations:
        if (at := admitted.get((stay.startup, stay.incubator))) is None or at >= stay.at:
            yield f"graduation of {stay.startup} comes before its admission"
    for request in content.requests:
        startup = startups.get(request.startup)
        if startup is None or request.at.date() <= startup.joined or request.by not in ("startup", "incubator"):
            yield f"request of {request.startup} and {request.incubator} does not fit its startup"
    for row in content.dismissals:
        one, other = startups.get(row.startup), startups.get(row.other)
        if one is None or other is None or one.profile["country"] == other.profile["country"]:
            yield f"{row.startup} dismisses {row.other}, which it is never shown"
        elif row.reason not in vocabulary.dismiss_reasons or row.at.date() <= max(one.joined, other.joined):
            yield f"{row.startup} dismisses {row.other} too early or for an unknown reason"


def _introduction(row: DemoIntroduction, startups: dict[str, DemoStartup]) -> Iterator[str]:
    name = f"introduction {row.proposer} -> {row.receiver}"
    one, other = startups.get(row.proposer), startups.get(row.receiver)
    if one is None or other is None:
        yield f"{name}: there is no such startup"
        return
    if one.profile["country"] == other.profile["country"]:
        yield f"{name}: both are of {one.profile['country']}"
    if "hidden" in (one.profile["visibility"], other.profile["visibility"]):
        yield f"{name}: one of them is hidden"
    if row.at.date() <= max(one.joined, other.joined):
        yield f"{name}: proposed before both were there"
    for field, side, code in (("want", "needs", row.want), ("offer", "offers", row.offer)):
        said = [exchange["code"] for exchange in one.profile[side]]
        if code not in vocabulary.exchange or (said and code not in said):
            yield f"{name}: {field} {code} is not in the profile"
    if row.next_step not in vocabulary.next_steps or row.language not in vocabulary.languages:
        yield f"{name}: unknown next step or language"
    yield from (f"{name}: {problem}" for problem in _course(row))


def _course(row: DemoIntroduction) -> Iterator[str]:
    answer, meeting, nothing = row.answer, row.meeting, row.nothing
    if answer is None:
        if meeting or row.partnership or nothing:
            yield "went on without an answer"
        return
    if answer.kind not in ANSWERS or (answer.kind == "declined") != (answer.reason in vocabulary.decline_reasons):
        yield "unknown answer or reason"
    if answer.at <= row.at or (answer.at - row.at >= ANSWER_WITHIN) != (answer.kind == "expired"):
        yield "answered at the wrong time"
    if meeting is not None:
        yield from _met(meeting, answer.at)
    met = meeting.met_at if meeting is not None else None
    if (meeting and answer.kind != "accepted") or ((row.partnership or nothing) and met is None):
        yield "an outcome without a meeting, or a meeting without a yes"
    if (
        nothing is not None
        and met is not None
        and (nothing.at <= met or nothing.reason not in vocabulary.nothing_reasons)
    ):
        yield "came to nothing before the meeting or for an unknown reason"
    if row.partnership is not None and met is not None:
        yield from _agreed(row.partnership, met)


def _met(meeting: Meeting, accepted: datetime) -> Iterator[str]:
    wall = datetime.fromisoformat(meeting.wall).replace(tzinfo=ZoneInfo(meeting.zone))
    if wall.astimezone(UTC) != meeting.start or meeting.format not in vocabulary.meeting_formats:
        yield "the meeting's time or format is wrong"
    ends = meeting.start + timedelta(minutes=meeting.minutes)
    confirmed = meeting.confirmed_at or (meeting.start - timedelta(minutes=1) if meeting.met_at is None else ends)
    if not accepted < meeting.offered_at < confirmed < meeting.start <= ends <= (meeting.met_at or ends):
        yield "the meeting's dates are not in order"


def _agreed(partnership: Agreed, met: datetime) -> Iterator[str]:
    known = vocabulary.milestones
    if partnership.kind not in vocabulary.partnership_kinds or any(m.kind not in known for m in partnership.milestones):
        yield "unknown kind of partnership or milestone"
    days = [met.date(), partnership.since, *(milestone.on for milestone in partnership.milestones)]
    recorded = datetime.combine(partnership.since, time(), UTC)
    confirmed = partnership.confirmed_at or partnership.recorded_at + timedelta(days=1)
    if days != sorted(days) or not recorded < partnership.recorded_at < confirmed:
        yield "the partnership's dates are not in order"
    if partnership.milestones and (partnership.confirmed_at is None or partnership.milestones[0].on < confirmed.date()):
        yield "a milestone before the partnership was confirmed"


def _limits(content: Content) -> Iterator[str]:
    """One open introduction a pair; the domain's limit of proposals that wait."""
    pairs: dict[frozenset[str], datetime | None] = {}
    waiting: dict[str, list[datetime]] = defaultdict(list)
    for row in content.introductions:
        pair = frozenset((row.proposer, row.receiver))
        if pair in pairs and ((over := pairs[pair]) is None or over >= row.at):
            yield f"introduction {row.proposer} -> {row.receiver}: another one is open"
        pairs[pair] = row.over_at
        waiting[row.proposer] = [until for until in waiting[row.proposer] if until > row.at]
        if len(waiting[row.proposer]) >= MOST_OPEN:
            yield f"introduction {row.proposer} -> {row.receiver}: too many proposals wait"
        waiting[row.proposer].append(row.answer.at if row.answer else row.at + ANSWER_WITHIN)
