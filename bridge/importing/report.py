"""What an import found and did: rows and columns by the names that the person's spreadsheet gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell about a cell: a code with params, put into words by the pages and the command line.

    `row` counts as the spreadsheet does, the header is row 1; `column` is the header as written, '' for the whole row.
    """

    row: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """`problems` kept rows out; `hints` did not. In a dry run nothing was written, the counts say what would be."""

    dry_run: bool
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    with_sectors: int = 0
    problems: list[Finding] = field(default_factory=list)
    hints: list[Finding] = field(default_factory=list)
    bad_rows: dict[int, list[str]] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Rows that did not go in."""
        return len(self.bad_rows)

    def problem(self, finding: Finding, cells: list[str]) -> None:
        """Keep a row out, with its cells for the file to mend."""
        self.problems.append(finding)
        self.bad_rows[finding.row] = cells

    def unknown_words(self) -> list[tuple[str, int]]:
        """Words that the vocabulary does not know and how often they came, the most frequent first."""
        counted = Counter(str(hint.params["word"]) for hint in self.hints if hint.code == "unknown_word")
        return counted.most_common()
