"""Lines of text in a PDF: the font that has each letter, both directions in one line, sizes at which a text fits."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import Literal

from anyascii import anyascii
from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from bridge.certificates.texts import ISOLATE, ISOLATED

VENDOR = Path(__file__).resolve().parents[1] / "static" / "vendor"
PLAIN, BOLD, URDU = "onest", "onest-bold", "nastaliq"
FILES = {
    PLAIN: VENDOR / "onest-2.001" / "onest-400.ttf",
    BOLD: VENDOR / "onest-2.001" / "onest-700.ttf",
    URDU: VENDOR / "noto-nastaliq-urdu-3.007" / "nastaliq-urdu-400.ttf",
}
# Invisible marks change the direction of what follows, or the shape of a neighbour: none of them belongs on a paper,
# but the joiners do belong into words in Arabic script, and isolates around a name (`texts.isolated`).
UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067\u206a-\u206f\ufe00-\ufe0f\ufeff]"
)
MOST_CHARACTERS = 400  # what is longer does not fit anyway, and costs time
NASTALIQ = 1.12  # its letters are small in their tall lines
UNIT = 100.0  # the size at which widths are measured
MARKS = "\u200c\u200d"
ELLIPSIS = "…"
Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font and one direction."""

    text: str
    font: str
    rtl: bool


@cache
def letters(font: str) -> frozenset[str]:
    """The characters that a font has."""
    pdf = OwnRuns()
    found = frozenset(map(chr, pdf.choose(font, UNIT).cmap))
    pdf.close()
    return found


def clean(text: str) -> str:
    """One line without invisible marks; words with letters that no font has are written in Latin ones."""
    composed = unicodedata.normalize("NFC", UNSEEN.sub(" ", text[:MOST_CHARACTERS]))
    return " ".join(filter(None, (_written(word) for word in composed.split())))


def is_arabic(letter: str) -> bool:
    """Whether a letter is written from right to left; digits and signs belong to none."""
    return unicodedata.bidirectional(letter) in ("AL", "R", "AN") or letter in MARKS


def runs(text: str, *, rtl: bool, bold: bool = False) -> list[Run]:
    """The runs of one line from left to right, as Unicode orders them in a paragraph of this direction."""
    base = TextDirection.RTL if rtl else TextDirection.LTR
    characters = BidiParagraph(text, base, preserve_bn_chars=True).get_characters_with_embedding_level()
    characters = [character for character in characters if character.character not in (ISOLATE, ISOLATED)]
    levels = [character.embedding_level for character in characters]
    fonts = _fonts("".join(character.character for character in characters), levels, bold=bold)
    pieces = []
    for (font, level), group in groupby(zip(fonts, levels, characters, strict=True), key=lambda one: one[:2]):
        pieces.append((level, Run("".join(one[2].character for one in group), font, level % 2 == 1)))
    return _as_seen(pieces)


class OwnRuns(FPDF):
    """Takes each text as one run: left to itself, the library breaks words at vowel signs, and letters fall apart."""

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        shaping = self.text_shaping or {}
        shaping["paragraph_direction"] = shaping["fragment_direction"] = shaping.get("direction")
        return (Fragment(text, self._get_current_graphics_state(), self.k),)

    def choose(self, font: str, size: float, *, rtl: bool = False) -> TTFFont:
        """Go on in this font; it is read when it is first chosen."""
        if font not in self.fonts:
            self.add_font(font, fname=FILES[font])
        self.set_font(font, size=size * NASTALIQ if font == URDU else size)
        self.set_text_shaping(True, direction="rtl" if rtl else "ltr")
        chosen = self.fonts[font]
        if not isinstance(chosen, TTFFont):
            raise TypeError(font)
        return chosen

    def close(self) -> None:
        """Close the files of the fonts, which the library leaves open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()


class Letters:
    """Writes with our fonts into one PDF; a font is read only where a text needs it."""

    def __init__(self, pdf: OwnRuns, *, rtl: bool) -> None:
        self.pdf, self.rtl = pdf, rtl
        self._known: dict[tuple[str, bool], float] = {}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a line is, in millimetres."""
        if (text, bold) not in self._known:
            self._known[text, bold] = sum(self._width(run, UNIT) for run in runs(text, rtl=self.rtl, bold=bold))
        return self._known[text, bold] * size / UNIT

    def wrapped(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """The lines of a text; a word that is longer than a line is broken."""
        lines: list[str] = []
        for word in self._pieces(clean(text).split(), width, size, bold=bold):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def fitted(
        self, text: str, width: float, sizes: Iterable[float], most: int, *, bold: bool = False
    ) -> tuple[float, list[str]]:
        """The first of the sizes at which a text has at most so many lines; at the last, the rest is cut off."""
        size, lines = 0.0, list[str]()
        for size in sizes:
            lines = self.wrapped(text, width, size, bold=bold)
            if len(lines) <= most and all(self.width(line, size, bold=bold) <= width for line in lines):
                return size, lines
        last = lines[most - 1] if len(lines) > most else ""
        while last and self.width(last + ELLIPSIS, size, bold=bold) > width:
            last = last[:-1].rstrip()
        return size, [*lines[: most - 1], last + ELLIPSIS]

    def write(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, align: Align = "start"
    ) -> float:
        """Write one line on the base line `y`; `x` is its start, middle or end in reading direction. Its width."""
        line = runs(clean(text), rtl=self.rtl, bold=bold)
        whole = sum(self._width(run, size) for run in line)
        before = whole / 2 if align == "middle" else whole if (align == "start") == self.rtl else 0.0
        at = x - before
        self.pdf.set_text_color(colour)
        for run in line:
            width = self._width(run, size)
            # A cell has its base line at half its height and three tenths of the size.
            self.pdf.set_xy(at, y - 0.8 * self.pdf.font_size)
            self.pdf.cell(width, self.pdf.font_size, run.text, new_x=XPos.RIGHT, new_y=YPos.TOP)
            at += width
        return whole

    def _width(self, run: Run, size: float) -> float:
        self.pdf.choose(run.font, size, rtl=run.rtl)
        return float(self.pdf.get_string_width(run.text))

    def _pieces(self, words: Iterable[str], width: float, size: float, *, bold: bool) -> Iterator[str]:
        for word in words:
            rest = word
            while (wide := self.width(rest, size, bold=bold)) > width and len(rest) > 1:
                most = max(1, min(len(rest) - 1, int(len(rest) * width / wide)))
                while most > 1 and self.width(rest[:most], size, bold=bold) > width:
                    most = most * 9 // 10
                yield rest[:most]
                rest = rest[most:]
            yield rest


def _written(word: str) -> str:
    known = letters(URDU) | letters(PLAIN) | set(MARKS) | {ISOLATE, ISOLATED}
    if set(word) <= known:
        return word
    return "".join(letter if letter in known else anyascii(letter) for letter in word).strip()


def _fonts(text: str, levels: Sequence[int], *, bold: bool) -> list[str]:
    """The font of each letter; digits go with letters before them, signs with both sides or else their direction."""
    latin = BOLD if bold else PLAIN
    own: list[str] = []
    for letter in text:
        strong = unicodedata.bidirectional(letter) == "L"
        follows = letter.isdigit() or unicodedata.combining(letter) > 0
        last = next((font for font in reversed(own) if font), "")
        own.append(URDU if is_arabic(letter) else latin if strong else last if follows else "")
    # What stands before the first letters goes with them; after the last, signs go by their direction.
    before = list(accumulate(own, lambda last, now: now or last, initial=next(filter(None, own), latin)))[1:]
    after = list(accumulate(own[::-1], lambda last, now: now or last, initial=""))[:0:-1]
    out = []
    for letter, level, mine, last, following in zip(text, levels, own, before, after, strict=True):
        wanted = mine or (last if last == following else URDU if level % 2 else latin)
        out.append(next((font for font in (wanted, latin) if letter in letters(font)), URDU))
    return out


def _as_seen(pieces: list[tuple[int, Run]]) -> list[Run]:
    """Unicode's rule L2, for runs: from the highest level down to the lowest odd one, turn what lies at or above it."""
    ordered = list(pieces)
    for level in range(max((level for level, _ in ordered), default=0), 0, -1):
        turned: list[tuple[int, Run]] = []
        for high, group in groupby(ordered, key=lambda piece: piece[0] >= level):
            some = list(group)
            turned += some[::-1] if high else some
        ordered = turned
    return [run for _, run in ordered]
