"""A judge's own sheets for programs: what is assigned, what was typed, handing in, skipping."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.naming import GROUP, WRITE
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Text, Told, utc
from bridge.composition import Reading
from bridge.juries import Juries
from bridge.readmodels.base import unpacked
from bridge.readmodels.judge_desk import receipts, sheets
from events.errors import Broken, Missing
from events.judging.scorecard import SKIPS
from events.judging_chain.verifying import Receipt

MINE = "/hackathons/{hackathon}/sheets"
ONE = MINE + "/{round}/{project}"
Scores = Annotated[dict[str, int], Field(description="By the key of the criterion.")]


class SheetDraft(Sent):
    """What is typed so far; nothing of it counts."""

    values: Annotated[dict[str, int], Field(description="By the key of the criterion; some may be missing.")] = {}
    comment: Annotated[Text, Field(description="For the team.")] = ""
    note: Annotated[Text, Field(description="For the jury alone.")] = ""


class Scored(Sent):
    """What is handed in."""

    values: Scores
    comment: Annotated[Text, Field(description="For the team.")] = ""
    note: Annotated[Text, Field(description="For the jury alone.")] = ""
    seen: Annotated[
        int | None, Field(description="`times` of the sheet that you have read; 409 where it was handed in since.")
    ] = None


class Skipped(Sent):
    """Why there are no scores."""

    reason: Annotated[str, OneOf(SKIPS)]
    why: Annotated[Text, Field(description="What the conflict of interest is; the chair reads it.")] = ""


class Proof(Told):
    """The receipt of what was handed in: it fits the public export of the judging only if nothing was altered."""

    number: int
    code: str


class MySheet(Told):
    """A project that you judge, or judged; `code` says why it was skipped or withdrawn."""

    round: UUID
    project: UUID
    title: str
    team: str
    language: str
    state: Annotated[str, Field(description="`to_do`, `received`, `skipped` or `withdrawn`.")]
    open: Annotated[bool, Field(description="Whether scores are taken now.")]
    code: str | None
    values: Scores
    times: Annotated[int, Field(description="How often it was handed in.")]
    submitted_at: Moment | None
    receipt: Proof | None


class MySheets(Told):
    """All of yours, round by round."""

    items: list[MySheet]


class WholeSheet(MySheet):
    """A sheet with its words and what was typed since."""

    comment: str | None
    note: str | None
    rubric: dict[str, Any]
    draft: dict[str, Any] | None


def _rows(call: Call, reading: Reading, hackathon: str) -> list[sa.RowMapping]:
    """The sheets of whoever asks; that somebody judges is told to nobody else."""
    id = seeing.hackathon(reading, call.actor, hackathon)["id"]
    seat = reading.views.judging.seat(reading.connection, id, call.account)
    if seat is None or call.actor.only is not None:
        raise Missing("judge", hackathon)
    return list(sheets(reading.connection, reading.views, call.account, id))


def _told(row: sa.RowMapping, receipt: Receipt | None) -> dict[str, Any]:
    gone = row["withdrawn_at"] is not None or row["state"] == "withdrawn"
    names = {"submitted": "received", "skipped": "skipped"}
    return {
        "round": row["round"], "project": row["project"], "title": row["title"], "team": row["team_name"],
        "language": row["language"], "state": "withdrawn" if gone else names.get(row["state"], "to_do"),
        "open": not gone and row["round_state"] == "open" and not row["published"],
        "code": row["code"] if row["withdrawn_at"] else row["card_code"],
        "values": {key: int(value) for key, value in unpacked(row["scores"] or "{}").items()},
        "times": row["times"] or 0, "submitted_at": utc(row["submitted_at"]) if row["submitted_at"] else None,
        "receipt": Proof(number=receipt.number, code=receipt.code) if receipt else None,
    }  # fmt: skip


def _shown(call: Call, hackathon: str, round: UUID, project: UUID) -> WholeSheet:
    with call.reading() as reading:
        found = _rows(call, reading, hackathon)
        row = next((one for one in found if (one["round"], one["project"]) == (round, project)), None)
        if row is None:
            raise Missing("project", project)
        proof = receipts(reading.connection, reading.views, [row["card"]] if row["card"] else []).get(row["card"])
        words: dict[str, Any] = {name: reading.open(row[name]) for name in ("comment", "note")}
    draft = call.bridge.scorecard_drafts.load(round, call.account, project)
    rubric = unpacked(row["plan"])["rubric"]
    return WholeSheet(**_told(row, proof), **words, rubric=rubric, draft=draft.data if draft else None)


@operation("GET", MINE, GROUP)
def list_sheets(call: Call, hackathon: str) -> MySheets:
    """List the projects that you judge

    For judges with an account; whoever has only a personal link has the pages.
    """
    with call.reading() as reading:
        rows = _rows(call, reading, hackathon)
        found = receipts(reading.connection, reading.views, [row["card"] for row in rows if row["card"]])
    return MySheets(items=[MySheet(**_told(row, found.get(row["card"]))) for row in rows])


@operation("GET", ONE, GROUP)
def read_sheet(call: Call, hackathon: str, round: UUID, project: UUID) -> WholeSheet:
    """Read a sheet, with what you typed and have not handed in"""
    return _shown(call, hackathon, round, project)


@operation("PUT", ONE + "/draft", GROUP, scope=WRITE, example={"values": {"need": 7}, "comment": "Clear"})
def save_sheet(call: Call, hackathon: str, round: UUID, project: UUID, body: SheetDraft) -> WholeSheet:
    """Keep what you have typed

    Nothing of it counts; another phone goes on with it.
    """
    if not _shown(call, hackathon, round, project).open:
        raise Broken("round_not_open")
    typed = {"values": {key: str(value) for key, value in body.values.items()}}
    call.bridge.scorecard_drafts.save(
        round, call.account, project, {**typed, "comment": body.comment, "note": body.note}
    )
    return _shown(call, hackathon, round, project)


@operation("POST", ONE + "/submit", GROUP, scope=WRITE, example={"values": {"need": 7, "idea": 6, "work": 8}})
def submit_sheet(call: Call, hackathon: str, round: UUID, project: UUID, body: Scored) -> WholeSheet:
    """Hand a sheet in

    The same scores again change nothing.
    """
    _shown(call, hackathon, round, project)
    typed = body.model_dump(include={"values", "comment", "note"})
    card = call.bridge.scoring.submit(call.actor, round, project, typed, seen=body.seen)
    Juries(call.bridge, call.actor, "", "en").say_yes(card.hackathon)
    call.bridge.scorecard_drafts.drop(round, call.account, project)
    return _shown(call, hackathon, round, project)


@operation("POST", ONE + "/skip", GROUP, scope=WRITE, example={"reason": "absent"})
def skip_sheet(call: Call, hackathon: str, round: UUID, project: UUID, body: Skipped) -> WholeSheet:
    """Skip a project

    A conflict of interest takes it from your list at once and for good; an absent team may be scored later.
    """
    _shown(call, hackathon, round, project)
    card = call.bridge.scoring.skip(call.actor, round, project, body.reason, body.why or None)
    Juries(call.bridge, call.actor, "", "en").say_yes(card.hackathon)
    return _shown(call, hackathon, round, project)
