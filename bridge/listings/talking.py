"""What is said around a hackathon: questions that everybody reads, and what its managers wrote to groups."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, plain
from bridge.listings.scorecards import rights_in
from bridge.listings.short import hackathon_of, parse_owner, selected
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events.errors import Refused

WAITING = Choice("waiting", ("yes",), many=False)


@dataclass(frozen=True, slots=True)
class Questions:
    """Of which hackathon, and whether only those without an answer."""

    hackathon: UUID | None
    waiting: bool = False


def parse_questions(asked: Asked, of: UUID | None) -> Questions:
    """All, or those that wait."""
    return Questions(of, bool(WAITING.chosen(asked)))


def find_questions(
    look: Look, asked: Questions, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Questions for everybody; hidden ones for who asked them, and for those who may hide."""
    row = hackathon_of(look, asked.hackathon)
    talking, account = look.reading.views.talking, look.actor.account
    own = account if look.actor.only is None else None
    rows, total = talking.questions_of(
        look.reading.connection, row["id"], account=own, hidden=may_hide(look, row["id"]), waiting=asked.waiting,
        limit=limit, offset=offset, after=after,
    )  # fmt: skip
    look.reading.fetch_keys(text for one in rows for text in (one["text"], one["answer"]))
    opened = look.reading.open
    return Found([{**one, "text": opened(one["text"]), "answer": opened(one["answer"])} for one in rows], total)


def may_hide(look: Look, hackathon: UUID) -> bool:
    """Whether somebody answers here, or looks after the whole site or a host's country."""
    hackathons, connection, actor = look.reading.views.hackathons, look.reading.connection, look.actor
    if "administrator" in actor.roles or "messages" in rights_in(look.reading, actor, hackathon):
        return True
    hosts = hackathons.hosts_of(connection, [hackathon]).get(hackathon, ())
    return any(host["state"] == "accepted" and actor.organises(host["country"]) for host in hosts)


def find_written(
    look: Look, hackathon: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """What was written to groups and what waits, for those who write."""
    row = hackathon_of(look, hackathon)
    if "messages" not in rights_in(look.reading, look.actor, row["id"]):
        raise Refused("no_right_in_hackathon", right="messages")
    talking = look.reading.views.talking
    found = _messages(look, talking.written(row["id"]), talking.written_order(), limit, offset, after)
    return Found([{**one, "setup": row["setup"]} for one in found.rows], found.total)


def find_messages(
    look: Look, hackathon: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """What somebody was written."""
    row, talking = hackathon_of(look, hackathon), look.reading.views.talking
    if look.actor.account is None:
        raise Refused("sign_in")
    here = look.actor.only in (None, row["id"])  # a judge's link opens one hackathon, a token of a startup none
    addressed = talking.addressed(row["id"], look.actor.account if here else None)
    return _messages(look, addressed, talking.addressed_order(), limit, offset, after)


def _messages(
    look: Look, query: sa.Select[Any], order: Order, limit: int, offset: int, after: Place | None
) -> Found:  # fmt: skip
    found = selected(look, query, order, limit=limit, offset=offset, after=after)
    said = [unpacked(row["texts"]) for row in found.rows]
    look.reading.fetch_keys(token for texts in said for both in texts.values() for token in both.values())
    return Found(
        [
            {**row, **{name: _opened(look, texts, name) for name in ("title", "text")}}
            for row, texts in zip(found.rows, said, strict=True)
        ],
        found.total,
    )


def _opened(look: Look, texts: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    """A text by language, as far as who wrote it was not erased."""
    opened = {code: look.reading.open(both[name]) for code, both in texts.items()}
    return {code: text for code, text in opened.items() if text is not None}


QUESTIONS = Listing(
    "questions",
    parse_questions,
    find_questions,
    lambda look, asked: look.reading.views.talking.order(),
    (
        plain("id", "id"),
        plain("state", "code", "question_states"),
        Column("hidden", lambda row: bool(row["hidden"]), "flag"),
        plain("text"),
        plain("answer"),
        Column("wordings", lambda row: row["answers"], "number"),
        Column("asked_at", lambda row: row["at"], "moment"),
        plain("answered_at", "moment"),
    ),
    choices=(WAITING,),
    of="hackathon",
)
WRITTEN = Listing(
    "written",
    parse_owner,
    find_written,
    lambda look, asked: look.reading.views.talking.written_order(),
    (
        plain("id", "id"),
        plain("group", "code", "message_groups"),
        plain("track", "key", "tracks"),
        plain("state", "code", "message_states"),
        plain("title", "texts"),
        plain("text", "texts"),
        plain("due_at", "moment"),
        plain("sent_at", "moment"),
        plain("readers", "number"),
    ),
    of="hackathon",
)
MESSAGES = Listing(
    "messages",
    parse_owner,
    find_messages,
    lambda look, asked: look.reading.views.talking.addressed_order(),
    (plain("id", "id"), plain("title", "texts"), plain("text", "texts"), plain("sent_at", "moment")),
    of="hackathon",
)
