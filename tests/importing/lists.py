"""What the import tests share: a list as bytes, and a domain that remembers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from bridge.importing import Options, Report, read, run
from events.errors import Refused
from events.startups.profile import Profile

YEAR = 2026


class Memory:
    """Startups by source and row; fields in `edited` are what a person wrote."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], UUID] = {}
        self.profiles: dict[UUID, Profile] = {}
        self.edited: dict[UUID, set[str]] = {}
        self.writes = 0
        self.refuse_names: set[str] = set()

    def existing(self, source: str, row_id: str) -> UUID | None:
        return self.rows.get((source, row_id))

    def register_unclaimed(self, source: str, row_id: str, profile: Profile) -> UUID:
        if profile["name"] in self.refuse_names:
            raise Refused("not_your_country")
        self.writes += 1
        startup = self.rows[source, row_id] = uuid4()
        self.profiles[startup], self.edited[startup] = profile, set()
        return startup

    def update_if_untouched(self, startup: UUID, profile: Profile) -> bool:
        before, edited = self.profiles[startup], self.edited[startup]
        after = {**profile, **{field: before[field] for field in edited}}
        self.profiles[startup] = after
        self.writes += after != before
        return after != before

    def named(self, name: str) -> Profile:
        """The one startup of that name."""
        (found,) = (profile for profile in self.profiles.values() if profile["name"] == name)
        return found


def bring(data: bytes | str, sink: Memory, **options: Any) -> Report:
    """Import a list as it stands."""
    raw = data.encode() if isinstance(data, str) else data
    return run(read(raw), sink, Options(source="test_list", year=YEAR, **options))


def codes(findings: Iterable[Any]) -> list[tuple[int, str, str]]:
    """Row, column and code of findings, without params."""
    return [(finding.row, finding.column, finding.code) for finding in findings]
