"""Letters about what is said around a hackathon: answers to who asked, announcements to the group they are for.

An announcement is the one letter that holds words which somebody wrote: it is what its readers are to read, they were
chosen one by one, and the words leave the outbox with the letter.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from bridge.readmodels.base import unpacked
from events.fact import Fact
from events.hackathons.talking import events as facts


def _hackathon(occasion: Occasion) -> sa.RowMapping | None:
    fact: Any = occasion.fact
    rows = occasion.views.hackathons.rows
    return occasion.connection.execute(sa.select(rows).where(rows.c.id == fact.hackathon)).mappings().first()


def _to_asker(kind: str) -> Write:
    """A letter to who asked a question; not about what they did themselves."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        id = occasion.fact.originator_id
        row, question = _hackathon(occasion), occasion.views.talking.question(occasion.connection, id)
        if row is None or question is None or str(question["account"]) == occasion.fact.by:
            return
        path = f"/hackathons/{row['slug']}/questions#q-{id}"
        named = {"hackathon": row["sort_name"]}
        yield Letter(kind, account=question["account"], params=named, path=path, thread=f"hackathon:{row['id']}")

    return write


def _announced(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    row = _hackathon(occasion)
    written = occasion.views.talking.announcement(occasion.connection, fact.originator_id)
    if row is None or written is None:
        return
    said: dict[str, dict[str, str]] = {"title": {}, "text": {}}
    for language, texts in unpacked(written["texts"]).items():
        opened = {name: occasion.open(texts[name]) for name in said}
        if None in opened.values():
            return  # whoever wrote it was erased before it left
        for name, text in opened.items():
            said[name][language] = str(text)
    params = {"hackathon": row["sort_name"], **said}
    path, thread = f"/hackathons/{row['slug']}/messages", f"hackathon:{row['id']}"
    for account in fact.readers:
        yield Letter("hackathon_message", account=account, params=params, path=path, thread=thread)


WRITERS: Mapping[type[Fact], Write] = {
    facts.QuestionAnswered: _to_asker("question_answered"),
    facts.QuestionHidden: _to_asker("question_hidden"),
    facts.AnnouncementSent: _announced,
}
