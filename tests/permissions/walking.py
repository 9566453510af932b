"""Sends a row's request as a role, and says what it led to; whatever changed is put back before the next one."""

import io
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from bridge.machines.tokens import SCOPES, Kind
from bridge.mail.tables import outbox
from bridge.web import create_app
from events.actor import Actor
from tests.permissions import roles
from tests.permissions.answers import ALLOWED, STATUSES, Outcome
from tests.permissions.planting import plant
from tests.permissions.rows import Row
from tests.permissions.secrets import leaks
from tests.permissions.world import Clock, Patient, Site, World, settings

READABLE = ("text/", "application/json", "application/problem+json")
# Counting attempts is no effect of a request: it happens for refused ones on purpose.
NOT_COMPARED = ("account_throttles",)


class Stage:
    """A site on a planted world; on SQLite every request finds the world as it was planted."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.settings = settings(folder, database_url)
        self.uploads = self.settings.data / "uploads"
        self.clock = Clock()
        self.bridge = Site(self.settings, self.clock)
        self.world: World = plant(self.bridge, self.clock)
        self.bridge.machines.limits = Patient(self.bridge.db, "", self.clock)
        self.app: Flask = create_app(self.bridge)
        self.app.config.update(WTF_CSRF_ENABLED=False, TESTING=True, PROPAGATE_EXCEPTIONS=False)
        self.cookies = {role: self._cookie(role) for role in roles.ROLES if role != roles.VISITOR}
        self.tokens = {role: self._token(role) for role in roles.ROLES if role != roles.VISITOR}
        self._token(roles.FOUNDER, "anor", "startup")
        self._token(roles.MANAGER, "center", "incubator")
        self.world.names["feed"] = self.bridge.machines.feeds.reset(self.world.accounts[roles.MEMBER])
        self.tables = sorted(set(sa.inspect(self.bridge.db.engine).get_table_names()) - set(NOT_COMPARED))
        self.file = Path(str(sa.make_url(database_url).database)) if self.bridge.db.name == "sqlite" else None
        self._keep()

    def _keep(self) -> None:
        """Take the picture that everything is compared with."""
        self.planted = self._contents()
        self.last_event = self.bridge.log.entries(limit=1, newest_first=True)[0].id
        self.letters = set(self._letters())
        if self.file is not None:
            self.bridge.forget()  # the last connection writes the file out
            shutil.copyfile(self.file, self.file.with_suffix(".planted"))
            self._watch()
        if self.uploads.exists():
            shutil.copytree(self.uploads, self.uploads.with_suffix(".planted"), dirs_exist_ok=True)

    def _watch(self) -> None:
        self.watcher = self.bridge.db.engine.raw_connection()
        self.seen = self._version()

    def _version(self) -> int:
        """SQLite's count of commits by other connections."""
        with closing(self.watcher.cursor()) as cursor:
            cursor.execute("PRAGMA data_version")
            row = cursor.fetchone()
            assert row is not None
            return int(row[0])

    def restore(self) -> None:
        """Put the planted world back."""
        if self.file is None:
            return
        self.watcher.close()
        self.bridge.forget()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.file.with_suffix(".planted"), self.file)
        self._watch()
        for kept in self.uploads.with_suffix(".planted").glob("*"):
            if not (file := self.uploads / kept.name).exists():  # an erased person's lists go with them
                shutil.copyfile(kept, file)

    def close(self) -> None:
        """Let go of the database."""
        if self.file is not None:
            self.watcher.close()
        self.bridge.close()

    def send(self, row: Row, role: str, **environment: str) -> Outcome:
        """Send the request of a row as a role."""
        client = self.app.test_client()
        if row.program:
            kind = "data" if isinstance(row.body, bytes) else "json"
            sent = {"headers": self._headers(row, role), kind: self._filled_in(row.body)}
        else:
            if role in self.cookies:
                client.set_cookie("bridge", self.cookies[role])
            fields = {name: self._filled(text) for name, text in row.fields.items()}
            data = {name.lstrip("@").partition(":")[0]: _sent(name, text) for name, text in fields.items()}
            sent = {"data": data or None}
        path = self._filled(row.path)
        response = client.open(path, method=row.method, environ_overrides=environment, **sent)
        kind = response.mimetype or ""
        text = response.get_data(as_text=True) if kind.startswith(READABLE) else ""
        outcome = Outcome(response.status_code, response.headers.get("Location", ""), text)
        with client.session_transaction() as session:
            outcome.signed_in = session.get("_user_id")
        if self.file is None or self._version() != self.seen:
            self._note_effects(outcome)
        response.close()
        return outcome

    def _note_effects(self, outcome: Outcome) -> None:
        now = self._contents()
        outcome.changed = {name for name in self.tables if now[name] != self.planted[name]}
        new = self.bridge.log.entries(after=self.last_event)
        outcome.events = [(entry.fact.TOPIC, entry.fact.by) for entry in new]
        letters = self._letters()
        outcome.letters = [kind for id, kind in letters.items() if id not in self.letters]
        if self.file is None:
            self._keep()
        else:
            self.restore()

    def _filled(self, text: str) -> str:
        return text.format_map(self.world.names)

    def _headers(self, row: Row, role: str) -> dict[str, str]:
        headers = {name: self._filled(text) for name, text in row.headers.items()}
        return {**headers, "Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else headers

    def _filled_in(self, body: Any) -> Any:
        if isinstance(body, dict):
            return {name: self._filled_in(value) for name, value in body.items()}
        if isinstance(body, list):
            return [self._filled_in(value) for value in body]
        return self._filled(body) if isinstance(body, str) else body

    def _letters(self) -> dict[Any, str]:
        with self.bridge.db.read() as connection:
            return {row.id: row.kind for row in connection.execute(sa.select(outbox.c.id, outbox.c.kind))}

    def _contents(self) -> Mapping[str, int]:
        """A number for the rows of every table."""
        with self.bridge.db.read() as connection:
            # Of the driver itself: hundreds of tables are read after every request that changed anything.
            driver: Any = connection.connection.driver_connection
            read = {name: driver.execute(f'SELECT * FROM "{name}"').fetchall() for name in self.tables}
        if self.file is None:  # PostgreSQL's driver makes dictionaries of JSON
            return {name: hash(tuple(sorted(map(repr, rows)))) for name, rows in read.items()}
        return {name: hash(tuple(sorted(map(hash, rows)))) for name, rows in read.items()}

    def _token(self, role: str, key: str = "", kind: Kind = "person") -> str:
        """A token of somebody for everything, used today already; of a planted organisation where one is named."""
        tokens, of = self.bridge.machines.tokens, self.world.id(key) if key else None
        made, secret = tokens.make(self.world.accounts[role], role, SCOPES, 30, kind=kind, organisation=of)
        tokens.used(made)
        self.world.names[f"token_{key or role}"] = str(made.id)
        return secret

    def _cookie(self, role: str) -> str:
        """The session of somebody who has signed in."""
        account = self.bridge.accounts.by_id(self.world.accounts[role])
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return str(serializer.dumps({"_user_id": f"{account.id.hex}:{account.epoch}", "_fresh": True}))  # type: ignore[union-attr]


def _sent(name: str, text: str) -> Any:
    """What a form sends in a field; one whose name begins with @ is a file, called as after a colon."""
    called = name.partition(":")[2] or "list.csv"
    return (io.BytesIO(text.encode()), called) if name.startswith("@") else text


def wrong(stage: Stage, row: Row, role: str, outcome: Outcome) -> list[str]:
    """What is not as the table says, in words."""
    word = row.answers[role]
    to_sign_in = outcome.location.startswith("/account/sign-in?next=")
    if outcome.status not in STATUSES[word] or to_sign_in != (word == "login"):
        return [f"{role}: expected {word}, came {outcome.status} {outcome.location}"]
    problems = leaks(row, role, outcome)
    by = Actor(stage.world.accounts.get(role)).by
    if word in ALLOWED:
        problems += [f"{role}: {said}" for effect in row.effects if (said := effect(outcome, by))]
    elif word == "shows" and any(effect(outcome, by) is None for effect in row.effects):
        problems.append(f"{role}: the page has, or did, what it has for others only")
    if (word not in ALLOWED or row.method == "GET") and outcome.changed - READING_LEAVES:
        problems.append(f"{role}: {word}, and yet changed {outcome.changed} with {outcome.events}")
    return problems


# What was shown to whom at which rank is kept when a founder looks at suggestions; looking at results asks for them.
READING_LEAVES = {"suggestions_shown", "judging_jobs"}
