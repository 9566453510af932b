"""The file of the rows that did not go in: the same columns and one more that says why, to mend and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from bridge.importing.reading import Table
from bridge.importing.report import Finding, Report

PROBLEM = "problem"  # a known header that the next import passes over


def mending_file(table: Table, report: Report, say: Callable[[Finding], str]) -> bytes:
    """The refused rows as a CSV file in UTF-8 that spreadsheets open; `say` puts a finding into the reader's words."""
    columns = [i for i, header in enumerate(table.headers) if header.strip().lower() != PROBLEM]
    reasons: dict[int, list[str]] = {}
    for finding in report.problems:
        reasons.setdefault(finding.row, []).append(say(finding))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=table.delimiter, lineterminator="\r\n")
    writer.writerow([*(table.headers[i] for i in columns), PROBLEM])
    for number, cells in report.bad_rows.items():
        kept = [cells[i] if i < len(cells) else "" for i in columns]
        # Cells beyond the header would shift the reason: they go into it, where nothing is lost.
        beyond = [cell for cell in cells[len(table.headers) :] if cell.strip()]
        writer.writerow([*kept, "; ".join([*reasons[number], *beyond])])
    return text.getvalue().encode("utf-8-sig")
