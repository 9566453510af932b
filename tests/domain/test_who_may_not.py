"""Every command of hackathons, tried by people who may not: suspended, of a host that declined, at the desk."""

import inspect
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bridge.listings import HACKATHONS, look
from events.actor import VISITOR, Actor
from events.errors import DomainError, Missing, Refused
from events.hackathons.access import HackathonService
from events.hackathons.checklist import digest
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person
from tests.domain.jury import SEAT, Jury, jury
from tests.domain.story_of_taking_part import CONTENT

SERVICES = (
    "hackathons", "registrations", "teams", "projects", "talking", "help", "panels", "rounds", "scoring", "publishing",
    "votes", "certificates",
)  # fmt: skip
ASKING = {name for name, _ in inspect.getmembers(HackathonService, inspect.isfunction)} | {
    "led_by", "round_led", "reason", "has_right", "leaving", "checked", "may_ask_mentors",
}  # fmt: skip
# What anybody with an account may do for themselves: not a matter of rights over the hackathon.
OWN = {
    "registrations": {"register", "withdraw"}, "teams": None, "projects": {"submit", "withdraw"},
    "talking": {"ask", "withdraw"}, "help": None, "votes": None, "scoring": {"submit", "skip"},
    "panels": {"enter", "join_mentors"}, "hackathons": {"draft", "join"},
}  # fmt: skip
DESK = {("registrations", "check_in"), ("registrations", "undo_check_in"), ("panels", "issue_link")} | {
    ("panels", "revoke_link")
}


class Try:
    """Calls a command with things that are there, whatever they are called."""

    def __init__(self, house: House, made: Jury) -> None:
        self.house, self.made, self.round = house, made, made.opened()
        made.score(self.round.id, made.judges[0], made.projects[0])
        question = house.talking.ask(made.leads[0], made.hackathon.id, "Where is the hall?")
        said = {"group": "judges", "title": {"en": "Hello"}, "text": {"en": "Come"}}
        later = {"when": "later", "due": f"{house.clock.now.year + 1}-01-10T12:00"}
        waiting = house.talking.announce(made.one, made.hackathon.id, {**said, **later}, "later")
        self.values: dict[str, Any] = {
            "hackathon": made.hackathon.id, "account": made.leads[0].account, "team": made.teams[0],
            "project": made.projects[0], "projects": [made.projects[0]], "judge": made.judges[0].account,
            "judges": [made.judges[0].account], "round": self.round.id, "question": question.id, "request": uuid4(),
            "announcement": waiting.id, "invitation": uuid4(), "newer": uuid4(), "certificate": uuid4(),
            "change": uuid4(), "mentor": uuid4(), "startup": None, "incubator": made.hackathon.accepted[0],
            "typed": {**CONTENT, **said, **SEAT, "country": "KG", "agreed": "yes"}, "part": "about", "phase": "judging",
            "why": "Because", "text": "Because", "name": "Another", "once": "once", "number": 1, "accepted": True,
            "yes": True, "accept": True, "how": "ticked", "reason": "conflict", "place": 1, "seen": None, "digest": "x",
            "pairs": [(made.judges[0].account, made.projects[0])], "rights": ["desk"], "start": None, "slug": "other",
            "topics": [], "ranking": None, "prizes": [], "roles": ["judge"], "asked_by": made.one, "now": house.clock(),
            "agreement": digest(made.hackathon.setup), "message": "Hello", "setup": made.hackathon.setup,
        }  # fmt: skip

    def commands(self) -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
        """Every command with its arguments."""
        for service in SERVICES:
            found = getattr(self.house, service)
            for name, method in inspect.getmembers(found, inspect.ismethod):
                asked = list(inspect.signature(method).parameters.values())
                if name.startswith("_") or name in ASKING or not asked or asked[0].name != "by":
                    continue
                needed = [one for one in asked[1:] if one.default is one.empty]
                given = {one.name: self.values.get(one.name, uuid4()) for one in needed}
                yield service, name, method, given

    def refused(self, by: Actor) -> dict[tuple[str, str], bool]:
        """Which commands were refused; none may do anything before it is."""
        found = {}
        for service, name, method, values in self.commands():
            before = self._length()
            try:
                method(by, **values)
                found[service, name] = False
            except (Refused, Missing):
                found[service, name] = True
            except DomainError:
                found[service, name] = False
            assert not found[service, name] or self._length() == before, (service, name)
        return found

    def _length(self) -> int:
        with self.house.db.read() as connection:
            return int(connection.exec_driver_sql("SELECT max(id) FROM events").scalar() or 0)


@pytest.fixture
def trying(house: House, clock: Clock) -> Try:
    return Try(house, jury(house, clock))


def test_whoever_is_suspended_does_nothing_in_hackathons(house: House, clock: Clock, trying: Try) -> None:
    lead = trying.made.leads[0]
    founded = house.startup(lead, "KG", "Suu", visibility="public")
    report = house.reports.report(house.person(), "person", lead.account, {"reason": "spam"}, startup=founded.id)
    why = {"measure": "suspend_person", "reason": "spam", "message": "You wrote to everybody."}
    house.moderation.decide(house.moderator(), [report.id], why)
    assert house.actor_for(lead.account) == VISITOR
    made = trying.made
    house.hackathons.invite_person(made.one, made.hackathon.id, trying.values["invitation"], ["setup"])
    clock.now -= timedelta(days=1.5)  # teams may still change: it is not for that reason that they are refused
    allowed = [command for command, refused in trying.refused(house.actor_for(lead.account)).items() if not refused]
    assert allowed == []


def _managing(found: dict[tuple[str, str], bool]) -> list[tuple[str, str]]:
    """What somebody could do that is not their own affair."""

    def own(service: str, name: str) -> bool:
        names = OWN.get(service, set())
        return names is None or name in names

    return [command for command, refused in found.items() if not refused and not own(*command)]


def test_a_host_that_declined_has_no_rights_sees_no_draft_and_is_not_waited_for(house: House, clock: Clock) -> None:
    one, declined = house.person(), house.person()
    mine, theirs = house.incubator("PK", (one,)), house.incubator("UZ", (declined,))
    draft = house.hackathons.draft(one, mine, setup(clock.now))
    house.hackathons.invite_host(one, draft.id, theirs)
    assert listed(house, declined) == ["Water and Light"]
    house.hackathons.answer_host(declined, draft.id, theirs, False)
    assert listed(house, declined) == []
    with house.reading() as reading:
        assert reading.views.hackathons.sides_of(reading.connection, declined, draft.id) == []
    house.hackathons.announce(one, draft.id)  # the rules waited for no agreement of theirs
    trying = Try(house, jury(house, clock, one=one))
    house.hackathons.invite_host(one, trying.made.hackathon.id, theirs)
    house.hackathons.answer_host(declined, trying.made.hackathon.id, theirs, False)
    assert _managing(trying.refused(declined)) == []


def test_who_helps_at_the_desk_checks_in_and_hands_out_links_and_nothing_else(house: House, clock: Clock) -> None:
    trying = Try(house, jury(house, clock))
    helper: Person = house.person()
    house.hackathons.invite_person(trying.made.one, trying.made.hackathon.id, invitation := uuid4(), ["desk"])
    house.hackathons.join(helper, trying.made.hackathon.id, invitation)
    assert set(_managing(trying.refused(helper))) == DESK


def listed(house: House, actor: Actor) -> list[str]:
    with house.reading() as reading:
        found = HACKATHONS.page(look(house, reading, actor), HACKATHONS.parse({}, None), limit=100)
    return [str(row["setup"]["about"]["title"]["en"]) for row in found.rows]
