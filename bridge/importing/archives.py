"""What is inside a spreadsheet file, before anything is unpacked: bombs, passwords and other programs' files."""

from __future__ import annotations

import io
import zipfile

from bridge.importing.reading import Unreadable

MOST_PARTS = 2_000
MOST_UNPACKED = 120_000_000
MOST_RATIO, FROM = 250, 1_000_000  # a sheet of real rows shrinks to a tenth or a thirtieth
# Everything but sheets is held in memory as a whole.
MOST_OF = {"xl/sharedStrings.xml": 30_000_000}
MOST_OF_OTHERS = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<head", b"<meta")


def kind_of(data: bytes) -> str:
    """'xlsx' or 'csv', by the content and never by the name. Raises `Unreadable` for what is neither."""
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("file_encrypted" if encrypted else "old_spreadsheet")
    if data.startswith(b"PK"):
        return "xlsx"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise Unreadable("html_not_spreadsheet")
    sample = data[:100_000]
    if sample.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf")):
        raise Unreadable("not_a_list")
    # Zeros are another matter: UTF-16 has them, and some programs leave them behind.
    strange = sum(sample.count(bytes([code])) for code in (*range(1, 9), *range(14, 27)))
    if strange * 50 > len(sample):
        raise Unreadable("not_a_list")
    return "csv"


def archive(data: bytes) -> zipfile.ZipFile:
    """The parts of an .xlsx file, none of which unpacks to more than it may. Raises `Unreadable`."""
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("file_damaged") from error
    parts = found.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("file_encrypted")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Unreadable("other_spreadsheet" if names & {"mimetype", "xl/workbook.bin"} else "not_a_list")
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        raise Unreadable("unpacks_too_large")
    # Python reads no more of a part than it declares, so that what is declared is the most there can be.
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("unpacks_too_large")
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        most = MOST_UNPACKED if is_sheet else MOST_OF.get(part.filename, MOST_OF_OTHERS)
        bomb = part.file_size > FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        # Pictures and the like are never unpacked.
        if part.filename.endswith((".xml", ".rels")) and (part.file_size > most or bomb):
            raise Unreadable("unpacks_too_large")
    return found
