"""Which encoding a file is in: marks and UTF-8 decide, else the Windows page in which the letters make words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

# As a person may choose them; the last ones are what Excel writes where it writes no Unicode.
ENCODINGS = ("utf-8", "utf-16", "windows-1251", "windows-1252", "windows-1254", "windows-1256")
_PAGES = ("windows-1251", "windows-1252", "windows-1256")  # guessed among these; of equals the first
_SAMPLE = 20_000
_FEW = 20  # one broken letter to so many whole ones is still UTF-8


def decoded(data: bytes, chosen: str | None = None) -> tuple[str, str, int]:
    """The text, the encoding, and how many letters could not be read in it."""
    encoding = chosen or guessed(data)
    python = {"utf-8": "utf-8-sig", "utf-16": _utf_16(data)}.get(encoding, encoding)
    text = data.decode(python, errors="replace")
    return text, encoding, text.count("\ufffd") - data.count(b"\xef\xbf\xbd") * (encoding == "utf-8")


def guessed(data: bytes) -> str:
    """The likeliest of `ENCODINGS`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_utf_16_zeros(data[:_SAMPLE]):
        return "utf-16"
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if not broken or broken * _FEW < sum(character > "\x7f" for character in text[:_SAMPLE]) - broken:
        return "utf-8"
    sample = b"\n".join(line for line in data[: 10 * _SAMPLE].split(b"\n") if not line.isascii())[:_SAMPLE]
    return max(_PAGES, key=lambda page: _sense(sample.decode(page, errors="replace")))


def _utf_16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"  # the mark says which end comes first
    return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"


def _has_utf_16_zeros(sample: bytes) -> bool:
    """Without a mark: every other byte of Latin letters and separators is zero."""
    half = len(sample) // 2
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    return half > 4 and max(zeros) > half * 0.4 > min(zeros)


def _sense(text: str) -> float:
    """How much pairs of letters look like words: one script, no capital after a small letter, no stray signs."""
    found = sum(_pairs(text))
    return found - sum(_sign(character) for character in text)


def _pairs(text: str) -> Iterable[float]:
    for one, other in pairwise(text):
        if one.isalpha() and other.isalpha() and (one > "\x7f" or other > "\x7f"):
            first, second = _script(one), _script(other)
            fits = first == second and not (one.islower() and other.isupper())
            # A page of accents never makes long words of accented letters alone.
            yield (0.4 if first == "L" and one > "\x7f" and other > "\x7f" else 1.0) if fits else -2.0


def _sign(character: str) -> float:
    if character <= "\x7f" or character.isalpha() or character in "«»“”„’‘–—…№ ،؛؟":
        return 0.0
    return 3.0 if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Sc", "So", "Lm") else 1.0


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x250:
        return "L"
    return "C" if 0x400 <= code < 0x530 else "A" if 0x600 <= code < 0x780 else "?"
