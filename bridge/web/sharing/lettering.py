"""Letters for pictures: which of our fonts writes a word, lines that fit, and words from right to left."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby

from anyascii import anyascii
from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont, Layout

from bridge.web.assets import STATIC

FONTS = {
    "onest": STATIC / "vendor/onest-2.001/onest-700.woff2",  # Latin and Cyrillic
    "naskh": STATIC / "vendor/noto-naskh-arabic-2.004/naskh-urdu-400.woff2",
}
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# Marks that tell programs about direction or joining: no ink, and no font has them.
_UNSEEN = re.compile("[\u0000-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NO_LETTER = "\u0378"  # never assigned: what a font draws for it is what it draws for letters that it lacks
SPACE = 0.26  # between words, of the size
MOST_CHARACTERS = 400  # what is longer does not fit anyway, and costs time


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the font that has all its letters."""

    text: str
    font: str

    def width(self, size: int) -> float:
        return _font(self.font, size).getlength(self.text)


def words(text: str) -> list[Word]:
    """Split a text; a word with letters that no font has is written in Latin ones (`თბილისი`: tbilisi)."""
    clean = _UNSEEN.sub(" ", text[:MOST_CHARACTERS])
    return [_word(word) for part in clean.split() for word in _written(part).split()]


def fitted(text: str, width: int, sizes: tuple[int, ...], most: int) -> tuple[int, list[list[Word]]]:
    """The largest of the sizes at which a text has at most so many lines; at the smallest, the rest is cut off."""
    all_words = words(text)
    lines: list[list[Word]] = []
    for size in sizes:
        lines = _wrapped(all_words, width, size)
        if len(lines) <= most and all(width_of(line, size) <= width for line in lines):
            return size, lines
    return sizes[-1], _cut(lines, width, sizes[-1], most)


def write(
    draw: ImageDraw.ImageDraw, x: float, y: float, line: list[Word], size: int, colour: str, *, rtl: bool
) -> float:
    """Write one line from its first word on, `y` being the base line; returns its width."""
    whole = width_of(line, size)
    at = x - whole if rtl else x
    for word in _as_seen(line, rtl=rtl):
        draw.text((at, y), word.text, font=_font(word.font, size), fill=colour, anchor="ls")
        at += word.width(size) + size * SPACE
    return whole


def _as_seen(line: list[Word], *, rtl: bool) -> list[Word]:
    """The words from left to right; words of the other direction keep their own order among themselves."""
    told = zip(_leftward(line, rtl=rtl), line, strict=True)
    runs = [(leftward, [word for _, word in run]) for leftward, run in groupby(told, key=lambda pair: pair[0])]
    ordered = [run[::-1] if leftward else run for leftward, run in (runs[::-1] if rtl else runs)]
    return [word for run in ordered for word in run]


def _leftward(line: list[Word], *, rtl: bool) -> list[bool]:
    """Which words go to the left; a lone sign goes with its neighbours if they agree, else with the line."""
    own = [word.font == "naskh" if any(map(str.isalnum, word.text)) else None for word in line]
    before = list(accumulate(own, _last_known))
    after = list(accumulate(own[::-1], _last_known))[::-1]
    return [
        mine if mine is not None else last if last is not None and last == following else rtl
        for mine, last, following in zip(own, before, after, strict=True)
    ]


def _last_known(last: bool | None, now: bool | None) -> bool | None:
    return last if now is None else now


def _word(text: str) -> Word:
    return Word(text, "naskh" if _ARABIC.search(text) else "onest")


def _written(part: str) -> str:
    letters = set(part)
    if letters <= _letters("naskh") or letters <= _letters("onest"):
        return part
    return "".join(letter for letter in anyascii(part) if letter in _letters("onest") or letter == " ")


def _wrapped(all_words: list[Word], width: int, size: int) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in (piece for one in all_words for piece in _pieces(one, width, size)):
        if lines and width_of([*lines[-1], word], size) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _pieces(word: Word, width: int, size: int) -> list[Word]:
    """A word that is longer than a line, in parts that are not."""
    most = len(word.text)
    while most > 1 and Word(word.text[:most], word.font).width(size) > width:
        most -= 1
    parts = (word.text[start : start + most] for start in range(0, len(word.text), most))
    return [Word(part, word.font) for part in parts]


def _cut(lines: list[list[Word]], width: int, size: int, most: int) -> list[list[Word]]:
    """Keep what fits, and say with an ellipsis that something is missing."""
    kept, end = lines[:most], Word("…", "onest")  # the other font has no ellipsis
    while len(lines) > most and len(kept[-1]) > 1 and width_of([*kept[-1], end], size) > width:
        kept[-1].pop()
    if len(lines) > most:
        kept[-1].append(end)
    return kept


def width_of(line: list[Word], size: int) -> float:
    """How wide a line is when it is written."""
    return sum(word.width(size) for word in line) + size * SPACE * max(0, len(line) - 1)


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    # Naskh letters are small in their square.
    return ImageFont.truetype(FONTS[name], round(size * 1.15) if name == "naskh" else size, layout_engine=Layout.RAQM)


@cache
def _letters(name: str) -> frozenset[str]:
    """The characters that a font has, of those that our names can be written with."""
    font = ImageFont.truetype(FONTS[name], 24, layout_engine=Layout.BASIC)
    nothing = bytes(font.getmask(_NO_LETTER))
    asked = (chr(code) for ranges in ((33, 0x250), (0x2B0, 0x300), (0x400, 0x530), (0x600, 0x700), (0x2010, 0x2200))
             for code in range(*ranges))  # fmt: skip
    return frozenset(letter for letter in asked if bytes(font.getmask(letter)) != nothing)
