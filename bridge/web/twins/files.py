"""Lists as files: written row by row into a file beside memory, and sent when it is whole.

A reader on a slow line then holds no look at the database open, and a list that breaks half-way is an error page
instead of half a file.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import orjson

from bridge.listings import Listing, Row
from bridge.web.twins.words import Cell, Shown, headings

IN_MEMORY = 1_000_000  # bytes of a file before it goes to the disk
# What a spreadsheet takes for the beginning of a formula, also behind what it skips.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width signs count too


@dataclass(frozen=True)
class Whole:
    """A whole list: what it is, its columns for people, how many rows, and the rows, few at a time."""

    listing: Listing[Any]
    columns: Sequence[Shown]
    total: int
    batches: Iterator[Sequence[Row]]
    made_at: datetime
    right_to_left: bool = False

    def rows(self) -> Iterator[Row]:
        for batch in self.batches:
            yield from batch


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before what could begin a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(whole: Whole, file: IO[bytes]) -> None:
    """UTF-8 with a mark by which Excel knows it, lines ended as the format says."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings(whole.columns)])
    for row in whole.rows():
        writer.writerow([_written(column.cell(row)) for column in whole.columns])
    text.detach()  # or closing it would close the file


def _written(cell: Cell) -> str | int | float:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return cell
    return harmless(cell or "")


def as_xlsx(whole: Whole, file: IO[bytes]) -> None:
    """A workbook with one sheet. What writes it takes 30 MB to load: a worker that is never asked does without."""
    from bridge.web.twins import workbooks

    workbooks.write(whole, file)


def as_json(whole: Whole, file: IO[bytes]) -> None:
    """Codes and ids as they are, texts in every language, moments in UTC: the form for machines."""
    head = {"list": whole.listing.name, "made_at": whole.made_at.isoformat(), "total": whole.total}
    file.write(orjson.dumps(head)[:-1] + b',"items":[')
    for number, row in enumerate(whole.rows()):
        file.write((b",\n" if number else b"\n") + orjson.dumps(whole.listing.record(row)))
    file.write(b"\n]}\n")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a twin."""

    type: str
    write: Callable[[Whole, IO[bytes]], None]


FORMS = {
    "csv": Form("text/csv; charset=utf-8", as_csv),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": Form("application/json", as_json),
}


def written(whole: Whole, form: str) -> IO[bytes]:
    """The file of a whole list, at its beginning; whoever sends a long one closes it."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # kept for the answer
    try:
        FORMS[form].write(whole, file)
        size = file.tell()
        file.seek(0)
        if size > IN_MEMORY:
            return file
        short = io.BytesIO(file.read())
    except BaseException:
        file.close()
        raise
    file.close()
    return short
