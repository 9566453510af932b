"""The chain as it grows: each entry holds the hash of the one before."""

import hmac
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from events.judging_chain.commitments import SALT, commit
from events.judging_chain.verifying import NOTHING, Receipt, code_of

VERSION = 1
OPENED = "judging.opened"
# Ids, codes, moments and hashes. A sentence, a name or an address does not fit: nothing private can slip in.
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What stands in an entry under a seal until it may be read: its text, and the salt without which nobody tries."""

    said: str
    salt: str

    @classmethod
    def of(cls, facts: Mapping[str, Any], key: bytes, number: int) -> "Sealed":
        """Seal facts of the entry with a number, by the key of the hackathon: the same facts, the same seal."""
        return cls(_written(_public(facts)), hmac.digest(key, f"seal\0{number}".encode(), "sha256").hex()[: 2 * SALT])

    @property
    def seal(self) -> str:
        """What the entry holds of it."""
        return commit(self.said, bytes.fromhex(self.salt))


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the judging: its number, its text as it was hashed, its hash, and what is told of its seal."""

    number: int
    body: str
    hash: str
    opened: Sealed | None = None

    @property
    def line(self) -> str:
        """The line of the public export."""
        told = f',"said":{self.opened.said},"salt":"{self.opened.salt}"' if self.opened else ""
        return f'{{"entry":{self.body},"hash":"{self.hash}"{told}}}'

    @property
    def receipt(self) -> Receipt:
        """What a judge is given: the number and ten letters that can be read aloud."""
        return Receipt(self.number, code_of(self.hash))


class Chain:
    """The entries of one hackathon in their order; the same facts always give the same hashes."""

    def __init__(self, hackathon: str, opened: datetime) -> None:
        self.entries: list[Entry] = [opening(hackathon, opened)]

    @property
    def root(self) -> str:
        """The hash of the newest entry: whoever knows it knows all before it."""
        return self.entries[-1].hash

    def add(self, kind: str, at: datetime, facts: Mapping[str, Any]) -> Entry:
        """Append a fact; refuses what is neither an id, a code, a moment, a hash nor a whole number."""
        made = entry_after(len(self.entries), self.root, kind, at, facts)
        self.entries.append(made)
        return made

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def entry_after(number: int, previous: str, kind: str, at: datetime, facts: Mapping[str, Any]) -> Entry:
    """The entry with this number after one with this hash; refuses what has no place in the chain."""
    entry = {"at": _moment(at), "facts": _public(facts), "kind": _public(kind), "n": number, "prev": previous}
    body = _written(entry)
    return Entry(number, body, sha256(body.encode()).hexdigest())


def opening(hackathon: str, opened: datetime) -> Entry:
    """The entry with which every chain begins."""
    return entry_after(0, NOTHING, OPENED, opened, {"hackathon": hackathon, "version": VERSION})


def opaque(key: bytes, kind: str, id: str) -> str:
    """A name for a judge, project or sheet that only the holder of the hackathon's key can lead back to anybody."""
    return hmac.digest(key, f"{kind}\0{id}".encode(), "sha256").hex()[:24]


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _public(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        if not WORD.fullmatch(value):
            raise ValueError(f"not an id, a code, a moment or a hash: {value!r}")
        return value
    if isinstance(value, Mapping):
        return {_public(key): _public(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_public(one) for one in value]
    # Fractions are written in as many ways as there are languages: scores and weights are whole numbers here.
    raise TypeError(f"not for the chain: {type(value).__name__}")
