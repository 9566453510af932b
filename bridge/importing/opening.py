"""Open a file of whatever kind people have: by what is in it, not by its name."""

from __future__ import annotations

from bridge.importing.archives import kind_of
from bridge.importing.reading import How, Table, read
from bridge.importing.workbooks import read_workbook


def opened(data: bytes, how: How = How(), most: int | None = None) -> Table:  # noqa: B008  # frozen
    """A spreadsheet or CSV file as a table, or its first rows. Raises `Unreadable`."""
    return read_workbook(data, how, most) if kind_of(data) == "xlsx" else read(data, how, most)
