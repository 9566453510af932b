"""What only some may read: planted texts, names and contact details that no page may show to anybody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.permissions.answers import Outcome
from tests.permissions.judging import INSULT
from tests.permissions.roles import ADMINISTRATOR, FOUNDER, GROUPS, MANAGER, MEMBER, PARTNER, ROLES, VISITOR
from tests.permissions.rows import Row

MEMBERS = tuple(role for role in ROLES if role != VISITOR)
OFFICES, SIDES = GROUPS["offices"], GROUPS["sides"]
INTRODUCTION = "/introductions/<uuid:introduction>"
DECIDERS = (*GROUPS["here"], ADMINISTRATOR)
DECIDED_MESSAGE = "GET /admin/moderation/<uuid:about> [a message]"
DECIDED_BY_PROGRAM = "GET /api/v1/moderation/<uuid:about>"
PROGRAMS = "POST /api/v1/introductions/<uuid:introduction>"
# Contact details open when both sides have said yes: in these states, and on one's own account's pages.
YES = ("accepted", "offering", "meeting", "met", "nothing", "recorded", "confirmed", "disputed", "ended", "contacts")

UNTOLD = ("blocked by another", "unclaimed")


@dataclass(frozen=True)
class Secret:
    """A text, who may read it, and for some only on certain pages (by role: beginnings of the rows' names)."""

    text: str
    readers: tuple[str, ...]
    only_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    looked_for_on: tuple[str, ...] = ()  # names of rows; empty for all

    def may(self, row: Row, role: str) -> bool:
        """Whether a role may read it in the answer to a row's request."""
        if role not in self.readers:
            return False
        return str(row).startswith(self.only_on[role]) if role in self.only_on else True


def _contact(who: str, other: str) -> list[Secret]:
    # Programs are answered with the introduction by whatever they do to it.
    commands = ("accept", "confirm", "times", "cancel", "met", "not-held", "close")
    answered = tuple(f"{PROGRAMS}/{command}" for command in commands)
    said_yes = (*(f"GET {INTRODUCTION} [{state}]" for state in YES), f"POST {INTRODUCTION}/confirm", *answered)
    said_yes += (f"GET {PROGRAMS.removeprefix('POST ')} [contacts]",)
    own = (
        "GET /account",
        "POST /account",
        "GET /i/",
        "POST /i/",
        "GET /api/v1/me/details",
        "PATCH /api/v1/me/details",
    )  # an invitation tells whose account it is opened with
    return [
        Secret(text, (who, other), {who: (*said_yes, *own), other: said_yes})
        for text in (f"@{who}_telegram", f"{who}@people.example")
    ]


SECRETS: tuple[Secret, ...] = (
    # Startups and incubators that are not for everybody are nowhere: no list, count, chart, history or choice.
    Secret("Inner Circle", MEMBERS),
    Secret("Veiled Lantern", (FOUNDER, MANAGER, *OFFICES)),
    Secret("Dormant Row", (MANAGER, *OFFICES)),
    Secret("Faraway Shadow", OFFICES),
    Secret('value="mining"', OFFICES, looked_for_on=("GET /startups", "GET /startups [search]")),  # of a hidden one
    Secret("Members Garden", MEMBERS),
    # One that has hidden itself: its partner still reads it where they had to do with each other, and not in lists.
    Secret("Ended Pair", (FOUNDER, PARTNER, *OFFICES)),
    Secret("Ended Pair", (FOUNDER, *OFFICES), looked_for_on=("GET /startups", "GET /startups/<slug> [partner's]")),
    Secret("Cellar Of Silence", OFFICES),
    # A team that a decision hides is nowhere, and its project with it; who runs the hackathon still sees both.
    *(Secret(f"Unkind {what}", (MANAGER, *OFFICES)) for what in ("Name", "Words", "Watch")),
    # What people wrote is for those they wrote it to; organisers read neither messages nor places.
    Secret("only both sides", SIDES),
    Secret("only the managers", (FOUNDER, MANAGER)),
    # Whoever decides reads the one message that its receiver reported, on its own page.
    Secret(INSULT, (*SIDES, *DECIDERS), dict.fromkeys(DECIDERS, (DECIDED_MESSAGE, DECIDED_BY_PROGRAM))),
    Secret("only those who decide", (MANAGER, *GROUPS["here"])),
    Secret("only the asking side", (PARTNER, MANAGER)),
    Secret("only we know", (FOUNDER,)),
    Secret("only its writer", (FOUNDER,)),
    # Whom a startup blocks or does not want, the other side never learns, nor who keeps its profile.
    Secret("Anor Clinic", (FOUNDER,), looked_for_on=tuple(f"GET /startups/<slug>/history [{of}]" for of in UNTOLD)),
    Secret("Drafted Thing", (MEMBER,)),
    # People: members know who acts for a startup; how to reach them, only the other side that said yes.
    Secret("Person Cofounder", MEMBERS),
    *_contact(FOUNDER, PARTNER),
    *_contact(PARTNER, FOUNDER),
    # Who has which role, and how the house is doing.
    Secret("Person Organiser_There", OFFICES),
)


def leaks(row: Row, role: str, outcome: Outcome) -> list[str]:
    """What an answer tells to somebody who may not know it."""
    told = f"{outcome.text} {outcome.location}"
    looked_for = [secret for secret in SECRETS if not secret.looked_for_on or str(row) in secret.looked_for_on]
    return [
        f"{role}: reads {secret.text!r}" for secret in looked_for if secret.text in told and not secret.may(row, role)
    ]
