"""Scorecards for programs that run the judging: all of a hackathon, those of a round, from paper, withdrawn."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.lists import listed
from bridge.api.naming import WRITE
from bridge.api.operation import operation
from bridge.api.round import GROUP, JUDGE, ONE, PROJECT, Pair, act
from bridge.api.words import Asked, Moment, Sent, Text, Told, utc_or_none
from bridge.judging.reading import counts_of, judging_of, round_of
from bridge.listings.scorecards import READS, SCORECARDS, rights_in
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import held_back, stands_since


class Paper(Pair):
    """A paper sheet."""

    values: dict[str, int]
    comment: Text = ""
    note: Annotated[Text, Field(description="For the jury only.")] = ""
    why: Text = ""


class Withdrawal(Sent):
    """Which scorecards of a judge do not count any more; without projects all of them."""

    judge: UUID
    projects: list[UUID] | None = None
    why: Text


class Return(Pair):
    """A scorecard that counts again."""

    why: Text


class Counted(Told):
    """How far one judge or project is."""

    id: UUID
    assigned: int
    states: dict[str, int]


class Progress(Told):
    """How far a round is."""

    judges: list[Counted]
    projects: list[Counted]


class Whose(Asked):
    """Of whom or what; without, of everybody and everything."""

    judge: UUID | None = None
    project: UUID | None = None


class Scorecard(Told):
    """What a judge handed in about a project; of one that does not count `code` and `why` say the reason."""

    judge: UUID
    project: UUID
    state: Annotated[str, Field(description="`open`, `submitted`, `skipped` or `withdrawn`.")]
    values: dict[str, int]
    comment: str | None
    note: Annotated[str | None, Field(description="For the jury only; organisers read none.")]
    paper: bool
    code: str | None
    why: str | None
    submitted_at: Moment | None
    held_back: Annotated[bool, Field(description="Handed in since the leaderboard stands still: told to the chair.")]


class Scorecards(Told):
    """Those of a round."""

    items: list[Scorecard]


listed(
    "list_scorecards", "/hackathons/{hackathon}/scorecards", GROUP, SCORECARDS, "List scorecards",
    "Who looks at what in all rounds, how far it is, and what was handed in; notes for the jury never.",
    owner=lambda call, key: _of(call, key),
)  # fmt: skip


@operation("GET", ONE + "/scorecards", GROUP)
def list_scorecards_of_round(call: Call, hackathon: str, number: str, query: Whose) -> Scorecards:
    """List the scorecards of a round, of one judge or one project, with what was said

    While the leaderboard stands still, what was handed in since is told to the chair only.
    """
    where = {name: one for name, one in query.model_dump().items() if one is not None}
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        rights = rights_in(reading, call.actor, row["hackathon"])
        notes, since = bool(READS & rights), stands_since(row, rights)
        cards = reading.views.judging.cards_of(reading.connection, row["id"], **where)
        reading.fetch_keys(card[name] for card in cards for name in ("comment", "note", "why"))
        return Scorecards(items=[_card(reading, card, notes, held_back(card, since)) for card in cards])


@operation("GET", ONE + "/progress", GROUP)
def read_progress(call: Call, hackathon: str, number: str) -> Progress:
    """Read how far each judge and each project is"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        judges, projects = counts_of(reading, row)
    return Progress(
        judges=[Counted(id=one.id, assigned=one.assigned, states=dict(one.states)) for one in judges],
        projects=[Counted(id=one.id, assigned=one.assigned, states=dict(one.states)) for one in projects],
    )


@operation("POST", ONE + "/paper", GROUP, scope=WRITE,
           example={"judge": JUDGE, "project": PROJECT, "values": {"need": 7, "idea": 6, "work": 8}})  # fmt: skip
def enter_paper_sheet(call: Call, hackathon: str, number: str, body: Paper) -> None:
    """Enter a judge's paper sheet

    It is marked as such. Nobody enters their own.
    """
    typed = {"values": body.values, "comment": body.comment, "note": body.note}
    enter, actor = call.bridge.scoring.enter_paper, call.actor
    act(call, hackathon, number, lambda id: enter(actor, id, body.judge, body.project, typed, body.why))


@operation("POST", ONE + "/scorecards/withdraw", GROUP, scope=WRITE,
           example={"judge": JUDGE, "why": "Scored at random"})  # fmt: skip
def withdraw_scorecards(call: Call, hackathon: str, number: str, body: Withdrawal) -> None:
    """Let scorecards of a judge not count, with a reason"""
    act(call, hackathon, number,
         lambda id: call.bridge.scoring.withdraw(call.actor, id, body.judge, body.projects, body.why))  # fmt: skip


@operation("POST", ONE + "/scorecards/reinstate", GROUP, scope=WRITE,
           example={"judge": JUDGE, "project": PROJECT, "why": "It was the right sheet"})  # fmt: skip
def reinstate_scorecard(call: Call, hackathon: str, number: str, body: Return) -> None:
    """Let a withdrawn scorecard count again"""
    act(call, hackathon, number,
         lambda id: call.bridge.scoring.reinstate(call.actor, id, body.judge, body.project, body.why))  # fmt: skip


def _of(call: Call, hackathon: str) -> UUID:
    with call.reading() as reading:
        return judging_of(reading, call.actor, hackathon)


def _card(reading: Any, card: Any, notes: bool, held: bool) -> Scorecard:
    comment = None if held else reading.open(card["comment"])
    note = reading.open(card["note"]) if notes and not held else None
    return Scorecard(
        judge=card["judge"], project=card["project"], state=card["state"],
        values={} if held else unpacked(card["scores"]), comment=comment, note=note, paper=card["paper"],
        code=card["code"], why=reading.open(card["why"]), submitted_at=utc_or_none(card["submitted_at"]),
        held_back=held,
    )  # fmt: skip
