"""Spreadsheet files as people have them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Any], object] = lambda book: None) -> bytes:
    """An .xlsx file with one sheet; `change` gets the book before it is saved."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    """The same file with one part added, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        before = old.read(name) if name in old.namelist() else b""
        new.writestr(name, content(before) if callable(content) else content)
    return out.getvalue()
