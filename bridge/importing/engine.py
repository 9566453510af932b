"""Run an import: every good row goes in, every bad one is told, and running it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from bridge.importing.columns import mapping
from bridge.importing.reading import Row, Table, Unreadable
from bridge.importing.report import Finding, Report
from bridge.importing.rows import Draft, draft
from bridge.importing.workbooks import NO_VALUE
from events.errors import Broken, Invalid, Problem, Refused
from events.startups.profile import EMPTY, Profile, checked

Progress = Callable[[int, int], None]
_BETWEEN = {"description": "\n\n", "one_liner": " "}  # of two columns that somebody chose for one field
_LONGEST = {"id": 120, "source": 80}
# What Excel shows where a formula has no result; and a formula whose result was never stored.
NO_VALUES = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", NO_VALUE))


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
    """`source` names the list where its rows do not; `columns` overrides fields by header, `fields` by place;
    `defaults` fill gaps; `under` stands before every source, so that the lists of two incubators stay apart."""

    source: str
    year: int  # the current one: nothing was founded later
    columns: Mapping[str, str | None] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    fields: Sequence[str | None] | None = None
    under: str = ""


@dataclass(slots=True)
class Made:
    """What a row came to: its identity and a checked profile, or the problems that keep it out."""

    row: Row
    name: str = ""
    source: str = ""
    row_id: str = ""
    profile: Profile | None = None
    problems: list[Finding] = field(default_factory=list)
    hints: list[Finding] = field(default_factory=list)


class Reader:
    """Makes profiles of rows, one by one. Raises `Unreadable` where no column holds the names."""

    def __init__(self, headers: Sequence[str], options: Options) -> None:
        self.headers, self.options = headers, options
        self.fields = list(options.fields) if options.fields is not None else mapping(headers, options.columns)
        if "name" not in self.fields:
            raise Unreadable("no_name_column", headers=headers)
        if "country" not in self.fields and not options.defaults.get("country"):
            raise Unreadable("no_country", headers=headers)
        pairs = zip(headers, self.fields, strict=True)
        self.header_of = {name: header for header, name in reversed(list(pairs)) if name}
        self.seen: dict[tuple[str, str], int] = {}

    def take(self, row: Row) -> Made:
        """The row as a profile. The same identity a second time is a problem."""
        made = Made(row)
        if (found := self._unusable(row)) is not None:
            made.problems.append(found)
            return made
        values: dict[str, str] = {}
        for name, cell in zip(self.fields, row.cells, strict=False):
            if name is not None and name != "ignored" and cell.strip():
                if cell.strip() in NO_VALUES:
                    made.problems.append(Finding(row.number, self.header_of[name], "no_value", {"value": cell.strip()}))
                values[name] = values[name] + _BETWEEN.get(name, "; ") + cell if name in values else cell
        drafted = draft(values, self.options.defaults)
        made.name, made.row_id = drafted.profile["name"], drafted.row_id
        # A colon stands between source and id in the claim that keeps the pair unique.
        made.source = values.get("source", "").strip().replace(":", "-") or self.options.source
        if (first := self.seen.setdefault((made.source, made.row_id), row.number)) != row.number:
            column = self.header_of.get("id", self.header_of["name"])
            made.problems = [Finding(row.number, column, "duplicate_row", {"first": first})]
        if not made.problems:
            self._check(made, drafted)
        made.source = f"{self.options.under}{made.source}"
        return made

    def _check(self, made: Made, drafted: Draft) -> None:
        try:
            for name, text in (("id", made.row_id), ("source", made.source)):
                if len(text) > _LONGEST[name]:
                    raise Invalid([Problem(name, "too_long", {"most": _LONGEST[name], "length": len(text)})])
            made.profile = checked({**EMPTY, **drafted.profile}, year=self.options.year)
        except Invalid as invalid:
            made.problems += [self.problem(made.row, p.field, p.code, p.params) for p in invalid.problems]
            return
        number = made.row.number
        made.hints += [Finding(number, self.header_of.get(name, ""), code, told) for name, code, told in drafted.notes]

    def problem(self, row: Row, path: str, code: str, params: Mapping[str, object]) -> Finding:
        """A problem of a field, beside the column that it came from."""
        return Finding(row.number, self.header_of.get(path.split(".")[0], ""), code, dict(params))

    def _unusable(self, row: Row) -> Finding | None:
        if row.broken is not None:
            return Finding(row.number, "", row.broken)
        if any(cell.strip() for cell in row.cells[len(self.headers) :]):
            told = {"expected": len(self.headers), "found": len(row.cells)}
            return Finding(row.number, "", "too_many_columns", told)
        return None


def run(table: Table, sink: Sink, options: Options, progress: Progress | None = None) -> Report:
    """Bring a list in row by row. Raises `Unreadable` where no column holds the names."""
    return _Run(table, sink, options).all(progress or (lambda done, total: None))


class _Run:
    def __init__(self, table: Table, sink: Sink, options: Options) -> None:
        self.table, self.sink, self.options = table, sink, options
        self.reader = Reader(table.headers, options)
        self.report = Report(options.dry_run)

    def all(self, progress: Progress) -> Report:
        for header, name in zip(self.table.headers, self.reader.fields, strict=True):
            if name is None and header:
                self.report.hints.append(Finding(1, header, "column_not_used"))
        for done, row in enumerate(self.table.rows, start=1):
            self.report.rows += 1
            self.one(self.reader.take(row))
            progress(done, len(self.table.rows))
        return self.report

    def one(self, made: Made) -> None:
        if made.profile is None:
            self._keep_out(made.row, made.problems)
            return
        try:
            self.write(made.source, made.row_id, made.profile)
        except Invalid as invalid:
            self._keep_out(
                made.row, [self.reader.problem(made.row, p.field, p.code, p.params) for p in invalid.problems]
            )
        except (Refused, Broken) as refused:
            self._keep_out(made.row, [self.reader.problem(made.row, "", refused.code, refused.params)])
        else:
            self.report.with_sectors += bool(made.profile["sectors"])
            self.report.hints += made.hints

    def _keep_out(self, row: Row, problems: Sequence[Finding]) -> None:
        for problem in problems:
            self.report.problem(problem, row.cells)

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
