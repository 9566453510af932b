"""The identity on paper: colours, mark, bridge and QR code, in a PDF that is the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import segno
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import DeviceRGB
from fpdf.enums import PathPaintRule

from bridge.certificates.lettering import Align, Letters, OwnRuns, clean
from bridge.certificates.texts import ISOLATE, ISOLATED

PAPER, INK, MUTED, LINE = "#fbfaf8", "#171b38", "#575b78", "#dddbe6"
LAPIS, LAPIS_DEEP, LAPIS_SOFT, NIGHT = "#24389c", "#1a2870", "#e7eafb", "#1c2a78"
APRICOT, APRICOT_INK, APRICOT_SOFT = "#f09a2c", "#8a4700", "#fdeed6"
SITE = "Startup Bridge"
MARK = 48.0
"""The square in which the mark is drawn, as in mark.svg."""
DECK = (((7, 22), (15, 14.5), (24, 14.5)), ((24, 14.5), (33, 14.5), (41, 22)))
ARCHES = ((9.0, 13), (26.0, 13))


class Paper:
    """A PDF of our own with its letters; sides are given in reading direction."""

    def __init__(self, *, language: str, rtl: bool, title: str, day: date, landscape: bool = False) -> None:
        self.pdf = OwnRuns("landscape" if landscape else "portrait", "mm", "A4")
        self.pdf.alias_nb_pages("")  # else a person called {nb} would be the number of pages
        self.rtl = rtl
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        # The day of issue, not the moment of drawing: the same certificate is the same file.
        self.pdf.set_creation_date(datetime(day.year, day.month, day.day, tzinfo=UTC))
        self.pdf.set_lang(language)
        self.pdf.set_title(clean(title).translate({ord(ISOLATE): None, ord(ISOLATED): None}))
        self.pdf.set_creator(SITE)
        self.letters = Letters(self.pdf, rtl=rtl)

    @property
    def width(self) -> float:
        return float(self.pdf.w)

    @property
    def height(self) -> float:
        return float(self.pdf.h)

    def page(self, colour: str | None = None) -> None:
        """Begin a page, all of it in a colour where one is given."""
        self.pdf.add_page()
        if colour:
            self.box(0, 0, self.width, self.height, colour)

    def x(self, from_start: float, width: float = 0) -> float:
        """The left edge of something that begins so far from where lines begin."""
        return self.width - from_start - width if self.rtl else from_start

    def block(
        self, words: str, at: float, y: float, room: float, sizes: Sequence[float], colour: str,
        *, most: int = 1, bold: bool = False, align: Align = "start",
    ) -> None:  # fmt: skip
        """At most so many lines around the base line `y`, in the largest of the sizes in which they fit."""
        size, lines = self.letters.fitted(words, room, sizes, most, bold=bold)
        leading = size * (0.62 if self.rtl else 0.44)
        for number, line in enumerate(lines):
            down = y + (number - (len(lines) - 1) / 2) * leading
            self.letters.write(at, down, line, size, colour, bold=bold, align=align)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.pdf.set_fill_color(colour)
        self.pdf.rect(x, y, width, height, style="F")

    def rule(self, x: float, y: float, width: float, colour: str = LINE, thick: float = 0.25) -> None:
        """A line to write on, or between two things."""
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(thick)
        self.pdf.line(x, y, x + width, y)

    def mark(self, x: float, y: float, size: float) -> None:
        """Our mark in its square."""
        scale = size / MARK
        self.pdf.set_fill_color(NIGHT)
        self.pdf.rect(x, y, size, size, style="F", round_corners=True, corner_radius=12 * scale)
        self.bridge(x, y, scale, "#ffffff", "#f7a940", 4 * scale)

    def bridge(
        self, x: float, y: float, scale: float, near: str, far: str, thick: float, *, cap: str = "round"
    ) -> None:
        """The two sides of the bridge: half a deck and an arch each."""
        sides = ((near, DECK[0], ARCHES[0]), (far, DECK[1], ARCHES[1]))
        with self.pdf.drawing_context() as drawing:
            for colour, deck, (left, wide) in sides:
                path = PaintedPath()
                path.style.auto_close = False
                path.style.paint_rule = PathPaintRule.STROKE
                path.style.stroke_color = _rgb(colour)
                path.style.stroke_width = thick
                path.style.stroke_cap_style = cap
                (ax, ay), (bx, by), (cx, cy) = deck
                path.move_to(x + ax * scale, y + ay * scale)
                path.quadratic_curve_to(x + bx * scale, y + by * scale, x + cx * scale, y + cy * scale)
                _arch(path, x, y, scale, left, wide)
                drawing.add_item(path)

    def qr(self, x: float, y: float, size: float, address: str) -> None:
        """A QR code that fills the square; around it the paper must stay light for four of its dots."""
        rows = [list(row) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]
        dot = size / len(rows)
        self.pdf.set_fill_color(INK)
        for down, row in enumerate(rows):
            across = 0
            while across < len(row):
                end = across
                while end < len(row) and row[end]:
                    end += 1
                if end > across:
                    self.pdf.rect(x + across * dot, y + down * dot, (end - across) * dot, dot * 1.02, style="F")
                across = max(end, across + 1)

    def content(self) -> bytes:
        """The file; nothing can be drawn after it."""
        try:
            return bytes(self.pdf.output())
        finally:
            self.pdf.close()


def _arch(path: PaintedPath, x: float, y: float, scale: float, left: float, wide: float) -> None:
    radius, bend = wide / 2, wide / 2 * 0.5523  # of a quarter of a circle as a Bézier curve
    top, foot, spring = 34 - radius, 36, 34

    def at(across: float, down: float) -> tuple[float, float]:
        return x + across * scale, y + down * scale

    middle, right = left + radius, left + wide
    path.move_to(*at(left, foot))
    path.line_to(*at(left, spring))
    path.curve_to(*at(left, spring - bend), *at(middle - bend, top), *at(middle, top))
    path.curve_to(*at(middle + bend, top), *at(right, spring - bend), *at(right, spring))
    path.line_to(*at(right, foot))


def _rgb(colour: str) -> DeviceRGB:
    return DeviceRGB(*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)))
