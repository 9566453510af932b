"""Run an import: every good row goes in, every bad one is told, and running it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from bridge.importing.columns import mapping
from bridge.importing.reading import Row, Table, Unreadable
from bridge.importing.report import Finding, Report
from bridge.importing.rows import Draft, draft
from events.errors import Broken, Invalid, Problem, Refused
from events.startups.profile import Profile, checked

Progress = Callable[[int, int], None]
_BETWEEN = {"description": "\n\n", "one_liner": " "}  # of two columns that somebody chose for one field
_LONGEST = {"id": 120, "source": 80}


class Sink(Protocol):
    """The domain, as far as an import needs it. A row's identity is its source and its id there."""

    def existing(self, source: str, row_id: str) -> UUID | None:
        """The startup that came from this row earlier."""

    def register_unclaimed(self, source: str, row_id: str, profile: Profile) -> UUID:
        """Make a hidden profile that nobody has taken over yet."""

    def update_if_untouched(self, startup: UUID, profile: Profile) -> bool:
        """Take the fields that no person has edited; answers whether anything changed."""


@dataclass(frozen=True, slots=True)
class Options:
    """`source` names the list where its rows do not; `columns` overrides fields by header; `defaults` fill gaps."""

    source: str
    year: int  # the current one: nothing was founded later
    columns: Mapping[str, str | None] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


def run(table: Table, sink: Sink, options: Options, progress: Progress | None = None) -> Report:
    """Bring a list in row by row. Raises `Unreadable` where no column holds the names."""
    return _Run(table, sink, options).all(progress or (lambda done, total: None))


class _Run:
    def __init__(self, table: Table, sink: Sink, options: Options) -> None:
        self.table, self.sink, self.options = table, sink, options
        self.fields = mapping(table.headers, options.columns)
        if "name" not in self.fields:
            raise Unreadable("no_name_column", headers=table.headers)
        if "country" not in self.fields and not options.defaults.get("country"):
            raise Unreadable("no_country", headers=table.headers)
        self.header_of = {
            name: header for header, name in reversed(list(zip(table.headers, self.fields, strict=True))) if name
        }
        self.report = Report(options.dry_run)
        self.seen: dict[tuple[str, str], int] = {}

    def all(self, progress: Progress) -> Report:
        for header, name in zip(self.table.headers, self.fields, strict=True):
            if name is None and header:
                self.report.hints.append(Finding(1, header, "column_not_used"))
        for done, row in enumerate(self.table.rows, start=1):
            self.report.rows += 1
            self.one(row)
            progress(done, len(self.table.rows))
        return self.report

    def one(self, row: Row) -> None:
        found = self.unusable(row)
        if found is not None:
            self.report.problem(found, row.cells)
            return
        values: dict[str, str] = {}
        for name, cell in zip(self.fields, row.cells, strict=False):
            if name is not None and name != "ignored" and cell.strip():
                values[name] = values[name] + _BETWEEN.get(name, "; ") + cell if name in values else cell
        made = draft(values, self.options.defaults)
        # A colon stands between source and id in the claim that keeps the pair unique.
        source = values.get("source", "").strip().replace(":", "-") or self.options.source
        if (first := self.seen.setdefault((source, made.row_id), row.number)) != row.number:
            column = self.header_of.get("id", self.header_of["name"])
            self.report.problem(Finding(row.number, column, "duplicate_row", {"first": first}), row.cells)
            return
        try:
            for name, text in (("id", made.row_id), ("source", source)):
                if len(text) > _LONGEST[name]:
                    raise Invalid([Problem(name, "too_long", {"most": _LONGEST[name], "length": len(text)})])
            profile = checked(made.profile, year=self.options.year)
            self.write(source, made.row_id, profile)
        except Invalid as invalid:
            for problem in invalid.problems:
                self.refuse(row, problem.field, problem.code, problem.params)
            return
        except (Refused, Broken) as refused:
            self.refuse(row, "", refused.code, refused.params)
            return
        self.report.with_sectors += bool(profile["sectors"])
        self.tell(row, made)

    def unusable(self, row: Row) -> Finding | None:
        if row.broken is not None:
            return Finding(row.number, "", row.broken)
        extra = [cell for cell in row.cells[len(self.table.headers) :] if cell.strip()]
        if extra:
            return Finding(
                row.number, "", "too_many_columns", {"expected": len(self.table.headers), "found": len(row.cells)}
            )
        return None

    def write(self, source: str, row_id: str, profile: Profile) -> None:
        startup = self.sink.existing(source, row_id)
        if startup is None:
            if not self.options.dry_run:
                self.sink.register_unclaimed(source, row_id, profile)
            self.report.created += 1
        elif not self.options.dry_run and self.sink.update_if_untouched(startup, profile):
            self.report.updated += 1
        else:
            self.report.unchanged += 1

    def refuse(self, row: Row, path: str, code: str, params: Mapping[str, object]) -> None:
        column = self.header_of.get(path.split(".")[0], "")
        self.report.problem(Finding(row.number, column, code, dict(params)), row.cells)

    def tell(self, row: Row, made: Draft) -> None:
        for name, code, params in made.notes:
            self.report.hints.append(Finding(row.number, self.header_of.get(name, ""), code, params))
