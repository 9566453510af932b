"""What a file is by its content, whatever its name says; names that people gave, made harmless."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from lzma import LZMAError

from events.errors import Invalid, Problem

IMAGES = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "gif": b"GIF8"}
OFFICE = {
    "ppt/": ("pptx", "slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "word/": ("docx", "document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
OPEN = {
    "application/vnd.oasis.opendocument.presentation": ("odp", "slides"),
    "application/vnd.oasis.opendocument.text": ("odt", "document"),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods", "document"),
}
SPELLINGS = {"jpg": ("jpg", "jpeg"), "webp": ("webp",)}
MOST_ENTRIES = 20_000
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]')


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The ending that the content asks for, the kind that hackathons allow or not, and the media type."""

    ending: str
    kind: str
    media_type: str


def sniff(field: str, name: str, content: bytes) -> Sniffed:
    """What the content is. Raises `Invalid` where that is nothing that may be uploaded, or not what the name says."""
    found = _sniffed(content)
    if found is None:
        raise Invalid([Problem(field, "file_kind_unknown" if content else "file_is_empty")])
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending not in SPELLINGS.get(found.ending, (found.ending,)):
        raise Invalid([Problem(field, "not_what_it_says", {"says": ending[:10] or "?", "is": found.ending})])
    return found


def harmless(name: str, ending: str) -> str:
    """A name without paths, marks and control characters, at most 100 characters, with the ending of its content."""
    stem = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2]).rpartition(".")[0]
    cleaned = "".join(c for c in _NOT_IN_NAMES.sub("", stem) if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    return f"{cleaned.strip(' .')[:90].strip() or 'file'}.{ending}"


def _sniffed(content: bytes) -> Sniffed | None:
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Sniffed("pdf", "pdf", "application/pdf")
    for ending, start in IMAGES.items():
        if content.startswith(start):
            return Sniffed(ending, "image", "image/webp")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Sniffed("webp", "image", "image/webp")
    return _zipped(content) if content.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None


def _zipped(content: bytes) -> Sniffed | None:
    """An archive by its directory; nothing in it is unpacked but the small note that open documents begin with."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_ENTRIES:
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                with archive.open("mimetype") as note:
                    media_type = note.read(200).decode("ascii", "replace").strip()
                if media_type in OPEN:
                    ending, kind = OPEN[media_type]
                    return Sniffed(ending, kind, media_type)
    except (
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        return None
    if "[Content_Types].xml" in names:
        if any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in names):
            return None  # macros are programs
        for folder, (ending, kind, media_type) in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return Sniffed(ending, kind, media_type)
    return Sniffed("zip", "archive", "application/zip")
