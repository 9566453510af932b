"""The file of the rows that did not go in: the same columns and one more that says why, to mend and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bridge.importing.opening import opened
from bridge.importing.reading import Table, Unreadable
from bridge.importing.report import Finding, Report

if TYPE_CHECKING:
    from bridge.composition import Bridge
    from bridge.importing.jobs import Job

PROBLEM = "problem"  # a known header that the next import passes over
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Say = Callable[[Finding], str]


def mending_file(table: Table, report: Report, say: Say) -> bytes:
    """The refused rows as a CSV file in UTF-8 that spreadsheets open; `say` puts a finding into the reader's words."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=table.delimiter or ",", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in _rows(table, report, say))
    return text.getvalue().encode("utf-8-sig")


def mending_workbook(table: Table, report: Report, say: Say) -> bytes:
    """The same as an .xlsx file, in which every cell is text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("mend")
    for row in _rows(table, report, say):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767])
            cell.data_type = "s"  # else what begins with an equals sign would be run
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading the file takes the mark off again."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def refused(bridge: Bridge, job: Job) -> tuple[Table, Report]:
    """The file of an import, and its refused rows with what is wrong. Raises `Unreadable`."""
    content = bridge.import_jobs.uploads.read(job.id)
    if content is None:
        raise Unreadable("file_removed")
    table, report = opened(content, job.reading), Report(dry_run=False)
    cells = {row.number: row.cells for row in table.rows}
    for row in bridge.import_jobs.rows(job.id, ["refused"]):
        for problem in row["problems"]:
            finding = Finding(row["number"], problem["column"], problem["code"], problem["params"])
            report.problem(finding, cells.get(row["number"], []))
    return table, report


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _rows(table: Table, report: Report, say: Say) -> Iterator[list[str]]:
    columns = [i for i, header in enumerate(table.headers) if header.strip().lower() != PROBLEM]
    reasons: dict[int, list[str]] = {}
    for finding in report.problems:
        reasons.setdefault(finding.row, []).append(say(finding))
    yield [*(table.headers[i] for i in columns), PROBLEM]
    for number, cells in report.bad_rows.items():
        kept = [cells[i] if i < len(cells) else "" for i in columns]
        # Cells beyond the header would shift the reason: they go into it, where nothing is lost.
        beyond = [cell for cell in cells[len(table.headers) :] if cell.strip()]
        yield [*kept, "; ".join([*reasons[number], *beyond])]
