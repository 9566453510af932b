"""Everything about one person in one file for them: a ZIP of JSON files, with the pictures that they uploaded."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from bridge.accounts.invitations import invitations
from bridge.accounts.tables import accounts, guests, judge_links
from bridge.drafts import drafts
from bridge.files import files
from bridge.importing.tables import jobs
from bridge.leaving.hackathons import hackathons_of
from bridge.machines.tables import feeds
from bridge.machines.tables import tokens as machine_tokens
from bridge.mail.tables import outbox
from bridge.project_drafts import drafts as project_drafts
from bridge.project_drafts import files as project_files
from bridge.scorecard_drafts import drafts as scorecard_drafts
from bridge.suggestions import shown
from events.errors import Missing
from events.fact import Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

AT_ONCE = 500  # entries of the log in one query
IN_MEMORY = 5_000_000  # bytes; more goes to a temporary file
READABLE = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
# Not theirs to take along: secrets, even as hashes, and what only keeps the machine in step.
LEFT_OUT = {"password_hash", "hash", "token_hash", "email_key", "epoch", "lease", "leased_until"}


def export(bridge: "Bridge", account: UUID) -> IO[bytes]:
    """The file, at its beginning; the caller closes it. Raises `Missing`.

    `account.json`, `roles.json`, `history.json` (what the person did, with the words that they typed; and what was
    decided about them, without who else was there), and one file each for the rows that are kept beside the log.
    """
    with bridge.reading() as reading:
        row = reading.connection.execute(sa.select(accounts).where(accounts.c.id == account)).mappings().first()
        if row is None:
            raise Missing("account", account)
        parts: dict[str, object] = {
            "account.json": _row(row),
            "roles.json": _roles(reading, account),
            "history.json": list(_history(bridge, reading, account)),
            "hackathons.json": hackathons_of(reading, account),
            **{f"{name}.json": rows for name, rows in _rows(reading.connection, account, row["email_key"])},
        }
        pictures = list(reading.connection.scalars(sa.select(files.c.digest).where(files.c.owner == account)))
    texts = {name: orjson.dumps(content, default=str, option=READABLE) for name, content in parts.items()}
    out: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # handed to the caller
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        for digest in pictures:
            if (found := bridge.files.read(digest)) is not None:
                archive.writestr(f"pictures/{digest}.webp", found[0])
    out.seek(0)
    return out


def _roles(reading: "Reading", account: UUID) -> dict[str, Any]:
    directory, connection = reading.views.directory, reading.connection
    founded, managed = directory.founded_by(connection, account), directory.managed_by(connection, account)
    return {
        "founder_of": [
            {"id": row["id"], "name": row["name"], "address": f"/startups/{row['slug']}"} for row in founded
        ],
        "manager_of": [{"id": row["id"], "address": f"/incubators/{row['slug']}"} for row in managed],
        "offices": reading.views.offices.of(connection, account),
    }


def _history(bridge: "Bridge", reading: "Reading", account: UUID) -> Iterator[dict[str, Any]]:
    """Each entry of the log once: those that the person made, and those that name them."""
    rows = reading.views.history.rows
    mine = rows.c.by == str(account)
    # A line that names somebody holds the id as JSON writes it; a sealed text begins with it without dashes.
    about = sa.or_(rows.c.details.like(f"%{account}%"), rows.c.details.like(f"%{account.hex}%"))
    query = sa.select(rows.c.event_id).where(sa.or_(mine, about)).distinct().order_by(rows.c.event_id)
    ids = list(reading.connection.scalars(query))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for entry in bridge.log.entries(ids=some, limit=AT_ONCE, connection=reading.connection):
            fact = entry.fact
            by_them = fact.by == str(account)
            # Who reports whom stays between that person and those who decide.
            if not by_them and fact.TOPIC.startswith("report."):
                continue
            names = fact.__dataclass_fields__.keys() - Fact.__dataclass_fields__.keys()
            carried = {name: getattr(fact, name) for name in sorted(names)} | {"why": fact.why}
            told = {name: _told(reading, value, account) for name, value in carried.items()}
            kept = {name: value for name, value in told.items() if value is not None}
            yield {"event": entry.id, "at": fact.timestamp, "what": fact.TOPIC, "about": fact.originator_id, **kept}


def _told(reading: "Reading", value: object, account: UUID) -> object:
    """The person's own words opened; the words of others stay closed, they are those people's."""
    if isinstance(value, dict):
        return {name: _told(reading, inner, account) for name, inner in value.items()}
    if not isinstance(value, PersonalText):
        return value
    return reading.keys.open(value) if value.subject == account else None


def _rows(connection: sa.Connection, account: UUID, email: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    same_address = sa.func.lower(invitations.c.email) == email
    theirs = {
        "drafts": (drafts, drafts.c.account == account),
        "invitations": (
            invitations, sa.or_(same_address, invitations.c.account == account, invitations.c.invited_by == account)
        ),
        "letters": (outbox, outbox.c.account == account),
        "tokens": (machine_tokens, machine_tokens.c.account == account),
        "feeds": (feeds, feeds.c.account == account),
        "imports": (jobs, jobs.c.account == account),
        "judge_links": (judge_links, judge_links.c.judge == account),
        "scorecard_drafts": (scorecard_drafts, scorecard_drafts.c.judge == account),
        "suggestions_shown": (shown, shown.c.account == account),
        "guests": (guests, sa.func.lower(guests.c.email) == email),
        "project_drafts": (project_drafts, project_drafts.c.saved_by == account),
        "project_files": (project_files, project_files.c.uploaded_by == account),
    }  # fmt: skip
    for name, (table, condition) in theirs.items():
        found = [_row(row) for row in connection.execute(sa.select(table).where(condition)).mappings()]
        if name == "invitations":
            # To whom else the person wrote is those people's address.
            found = [{**row, "email": row["email"] if _same(row["email"], email) else None} for row in found]
        yield name, found


def _same(one: object, other: str) -> bool:
    return isinstance(one, str) and one.lower() == other


def _row(row: sa.RowMapping) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in LEFT_OUT}
    return {name: value.isoformat() if isinstance(value, datetime | date) else value for name, value in kept.items()}
