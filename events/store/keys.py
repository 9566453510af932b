"""Sealing what people type, each under a key of its subject; forgetting the key erases the text everywhere."""

import base64
import os
import threading
import time
from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from events.errors import Broken
from events.personal import PersonalText
from events.store.database import Database
from events.store.prepared import Prepared
from events.store.tables import personal_keys

NONCE = 12
# A key that another process forgot may live on in this one's memory for so many seconds, and no longer.
REMEMBERED_SECONDS = 5.0
REMEMBERED_KEYS = 10_000
AT_ONCE = 500

WRAPPED = Prepared(sa.select(personal_keys.c.wrapped).where(personal_keys.c.subject == sa.bindparam("subject")))
FORGET = Prepared(
    personal_keys.update().where(personal_keys.c.subject == sa.bindparam("whose")).values(wrapped=sa.null())
)


class Keys:
    """The keys of all subjects, wrapped by the master key; a subject is whoever the text is about or by."""

    def __init__(self, database: Database, master_key: bytes) -> None:
        self.database = database
        self._master = AESGCM(master_key)
        self._remembered: dict[UUID, tuple[float, AESGCM | None]] = {}
        self._lock = threading.Lock()
        insert = postgresql_insert if database.postgresql else sqlite_insert
        self._insert = Prepared(insert(personal_keys).on_conflict_do_nothing())

    def seal(self, subject: UUID, text: str) -> PersonalText:
        """Seal a text under its subject's key, which is made at the first use. Raises `Broken` for the forgotten."""
        key = self._key(subject) or self._new_key(subject)
        nonce = os.urandom(NONCE)
        sealed = nonce + key.encrypt(nonce, text.encode(), subject.bytes)
        return PersonalText(subject, base64.urlsafe_b64encode(sealed).decode().rstrip("="))

    def open(self, text: PersonalText) -> str | None:
        """The text, or None when its subject was forgotten."""
        key = self._key(text.subject)
        return None if key is None else _opened(key, text)

    def fetch(self, texts: Iterable[PersonalText]) -> None:
        """Bring the keys of many texts to memory with one query, before they are opened one by one."""
        self._fetch({text.subject for text in texts if not self._fresh(text.subject)})

    def forget(self, subject: UUID) -> None:
        """Destroy the key for good: texts of this subject can neither be opened nor sealed any more."""
        with self.database.change() as transaction:
            transaction.send(self._insert, {"subject": subject, "wrapped": None})
            transaction.send(FORGET, {"whose": subject})
        self._remembered.pop(subject, None)

    def _fresh(self, subject: UUID) -> bool:
        known = self._remembered.get(subject)
        return known is not None and known[0] > time.monotonic()

    def _key(self, subject: UUID) -> AESGCM | None:
        known = self._remembered.get(subject)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        rows = self.database.rows(WRAPPED, {"subject": subject})
        return self._remember(subject, rows[0][0]) if rows else None

    def _fetch(self, subjects: set[UUID]) -> None:
        wanted = sorted(subjects)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            query = sa.select(personal_keys.c.subject, personal_keys.c.wrapped).where(personal_keys.c.subject.in_(some))
            with self.database.read() as connection:
                found = {row.subject: row.wrapped for row in connection.execute(query)}
            for subject in some:
                self._remember(subject, found.get(subject))

    def _new_key(self, subject: UUID) -> AESGCM:
        nonce, key = os.urandom(NONCE), AESGCM.generate_key(256)
        wrapped = nonce + self._master.encrypt(nonce, key, subject.bytes)
        with self.database.change() as transaction:  # of two that make one at once, the first wins
            transaction.send(self._insert, {"subject": subject, "wrapped": wrapped})
            kept = transaction.rows(WRAPPED, {"subject": subject})[0][0]
        made = self._remember(subject, kept)
        if made is None:
            raise Broken("subject_forgotten")
        return made

    def _remember(self, subject: UUID, wrapped: bytes | None) -> AESGCM | None:
        key = None
        if wrapped is not None:
            key = AESGCM(self._master.decrypt(wrapped[:NONCE], wrapped[NONCE:], subject.bytes))
        with self._lock:
            if len(self._remembered) >= REMEMBERED_KEYS:
                self._remembered.clear()
            self._remembered[subject] = (time.monotonic() + REMEMBERED_SECONDS, key)
        return key


def _opened(key: AESGCM, text: PersonalText) -> str | None:
    raw = base64.urlsafe_b64decode(text.sealed + "=" * (-len(text.sealed) % 4))
    try:
        return key.decrypt(raw[:NONCE], raw[NONCE:], text.subject.bytes).decode()
    except InvalidTag:  # sealed under a key that is gone, or altered
        return None
