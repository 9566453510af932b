"""The picture that a messenger shows beside a link: our mark and colours, 1200 x 630, drawn here."""

import io
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256

from PIL import Image, ImageDraw

from bridge.web.assets import STATIC
from bridge.web.sharing.lettering import fitted, width_of, words, write

WIDTH, HEIGHT, EDGE = 1200, 630, 80
ROOM = WIDTH - 2 * EDGE
FOOT = 520  # the base line of place and labels
FINE = 3  # shapes are drawn this much larger and made smaller, which smooths them
COLOURS = 96  # of the palette: flat colours and the shades of their edges
VERSION = 2  # count it up when the drawing changes: browsers and messengers fetch the pictures anew
LABELS = 4
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: the kind of thing above, the name, a sentence, the place, a few labels."""

    title: str
    over: str = ""
    line: str = ""
    place: str = ""
    labels: tuple[str, ...] = ()
    rtl: bool = False

    @property
    def digest(self) -> str:
        """The name of exactly this picture."""
        return sha256(repr((VERSION, astuple(self))).encode()).hexdigest()


def draw(card: Card) -> bytes:
    """Draw a card; answers a PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colour("night"))
    _bridge(picture, card.rtl)
    pen = ImageDraw.Draw(picture)
    start = WIDTH - EDGE if card.rtl else EDGE
    _brand(picture, pen, card.rtl)
    _, over = fitted(card.over, ROOM, (30,), 1)
    y = 190
    if over:
        write(pen, start, y + 24, over[0], 30, colour("apricot"), rtl=card.rtl)
        y += 60
    size, title = fitted(card.title, ROOM, (88, 76, 64, 54), 2)
    for line in title:
        write(pen, start, y + size * 0.82, line, size, colour("night-ink"), rtl=card.rtl)
        y += round(size * 1.22)
    y += 14
    below = FOOT - 36 if card.place or card.labels else FOOT + 16
    size, lines = fitted(card.line, ROOM, (36, 32), max(1, (below - y) // 48))
    for line in lines:
        write(pen, start, y + size * 0.8, line, size, colour("night-muted"), rtl=card.rtl)
        y += round(size * 1.4)
    _foot(pen, card, start)
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def colour(name: str) -> str:
    """A colour of the light palette, as the pages' own style sheet has it."""
    found = re.search(rf"--{name}: (#[0-9a-f]+);", (STATIC / "tokens.css").read_text())
    if found is None:
        raise LookupError(f"tokens.css has no --{name}")
    return found[1]


def _brand(picture: Image.Image, pen: ImageDraw.ImageDraw, rtl: bool) -> None:
    left = WIDTH - EDGE - 88 if rtl else EDGE
    _strokes(picture, (left, 66), 2.2, 3.6)
    beside = left - 22 if rtl else left + 88 + 22
    write(pen, beside, 118, words("Startup Bridge"), 34, colour("night-ink"), rtl=rtl)


def _foot(pen: ImageDraw.ImageDraw, card: Card, start: int) -> None:
    """The place and the labels, in one row above the bridge."""
    y, size = FOOT, 28
    used = 0.0
    if card.place:
        _, lines = fitted(card.place, ROOM // 2, (size,), 1)
        width = write(pen, start, y, lines[0] if lines else [], size, colour("night-ink"), rtl=card.rtl)
        used += width + 34
    for label in card.labels[:LABELS]:
        text = words(label)
        width = width_of(text, 26) + 44
        if used + width > ROOM or not text:
            continue
        left = start - used - width if card.rtl else start + used
        pen.rounded_rectangle((left, y - 36, left + width, y + 16), 26, fill=colour("lapis"))
        write(pen, left + width - 22 if card.rtl else left + 22, y, text, 26, colour("night-muted"), rtl=card.rtl)
        used += width + 12


def _bridge(picture: Image.Image, rtl: bool) -> None:
    """The way across along the lower edge: one half ours, one half theirs."""
    large = Image.new("RGB", (WIDTH * FINE, 90 * FINE), colour("night"))
    pen = ImageDraw.Draw(large)
    one, two = colour("night-ink"), colour("apricot")
    left, right = (two, one) if rtl else (one, two)
    for ends, ink in (((0, WIDTH / 2), left), ((WIDTH / 2, WIDTH), right)):
        begin, end = ends
        middle = WIDTH / 2
        curve = [
            (x * FINE, (20 + 34 * abs((x - middle) / middle) ** 1.8) * FINE)
            for x in (begin + (end - begin) * step / 60 for step in range(61))
        ]
        pen.line(curve, fill=ink, width=9 * FINE, joint="curve")
    for arch in range(6):
        ink = left if arch < 3 else right
        box = (arch * 200 + 22, 66, arch * 200 + 178, 222)
        pen.arc([side * FINE for side in box], 180, 360, fill=ink, width=9 * FINE)
    picture.paste(large.resize((WIDTH, 90), Image.Resampling.LANCZOS), (0, HEIGHT - 90))


def _strokes(picture: Image.Image, at: tuple[int, int], scale: float, thick: float) -> None:
    """The mark, as templates/macros/ui.html draws it."""
    size = (round(40 * scale), round(32 * scale))
    large = Image.new("RGB", (size[0] * FINE, size[1] * FINE), colour("night"))
    pen, by = ImageDraw.Draw(large), scale * FINE
    one, two = colour("night-ink"), colour("apricot")
    width = round(thick * by)
    curves = (((2, 15.5), (11, 8), (20, 8), one), ((20, 8), (29, 8), (38, 15.5), two))
    for begin, control, end, ink in curves:
        _line(pen, [_between(begin, control, end, step / 24) for step in range(25)], by, ink, width)
    for left, ink in ((4.0, one), (21.0, two)):
        pen.arc([(left - thick / 2) * by, (17.5 - thick / 2) * by, (left + 15 + thick / 2) * by,
                 (32.5 + thick / 2) * by], 180, 360, fill=ink, width=width)  # fmt: skip
        for x in (left, left + 15):
            _line(pen, [(x, 25), (x, 29)], by, ink, width)
    picture.paste(large.resize(size, Image.Resampling.LANCZOS), at)


def _line(pen: ImageDraw.ImageDraw, points: Sequence[Point], by: float, ink: str, width: int) -> None:
    pen.line([(x * by, y * by) for x, y in points], fill=ink, width=width, joint="curve")


def _between(begin: Point, control: Point, end: Point, share: float) -> Point:
    rest = 1 - share
    return (
        rest * rest * begin[0] + 2 * rest * share * control[0] + share * share * end[0],
        rest * rest * begin[1] + 2 * rest * share * control[1] + share * share * end[1],
    )
