"""Badges: eight a page, to print and cut; the code is read at the desk."""

from collections.abc import Sequence
from datetime import date

from bridge.certificates import paper as colours
from bridge.certificates.paper import SITE, Paper
from bridge.certificates.texts import RIGHT_TO_LEFT, Badge

ACROSS, DOWN = 2, 4
WIDE, HIGH = 105.0, 74.25
EDGE, QR = 8.0, 24.0


def badges(those: Sequence[Badge], language: str, day: date) -> bytes:
    """The PDF, A4 upright, in the order given."""
    rtl = language in RIGHT_TO_LEFT
    paper = Paper(language=language, rtl=rtl, title=SITE, day=day)
    if not those:
        paper.page()
    for number, badge in enumerate(those):
        place = number % (ACROSS * DOWN)
        if place == 0:
            paper.page()
            _cuts(paper)
        column = place % ACROSS if not rtl else ACROSS - 1 - place % ACROSS
        _badge(paper, badge, column * WIDE, place // ACROSS * HIGH)
    return paper.content()


def _cuts(paper: Paper) -> None:
    """Short lines where to cut, outside of what is read."""
    for row in range(1, DOWN):
        for x in (0.0, WIDE - 3, 2 * WIDE - 6):
            paper.rule(x, row * HIGH, 6, colours.LINE, 0.2)
    paper.pdf.set_draw_color(colours.LINE)
    for row in range(DOWN + 1):
        paper.pdf.line(WIDE, max(0, row * HIGH - 3), WIDE, min(paper.height, row * HIGH + 3))


def _badge(paper: Paper, badge: Badge, left: float, top: float) -> None:
    inward = -1 if paper.rtl else 1
    start, end = (left + WIDE - EDGE, left + EDGE) if paper.rtl else (left + EDGE, left + WIDE - EDGE)
    room, mark = WIDE - 2 * EDGE, 8.0
    paper.mark(min(start, start + inward * mark), top + 7, mark)
    past = mark + 3
    paper.block(badge.hackathon, start + inward * past, top + 12.4, room - past, (10, 9, 8, 7), colours.MUTED, most=2)
    long = len(paper.letters.wrapped(badge.name, room, 20, bold=True)) > 1
    sizes = ((14, 12, 10) if paper.rtl else (19, 17, 15, 13, 11)) if long else (26, 23, 20)
    paper.block(badge.name, start, top + 30.5, room, sizes, colours.LAPIS_DEEP, most=2 if long else 1, bold=True)
    paper.block(badge.organisation, start, top + 46, room - QR - 4, (10, 9, 8, 7), colours.INK, most=2)
    # The role has a field of its own colour, as wide as it is.
    size, (role, *_) = paper.letters.fitted(badge.role or "·", room - QR - 14, (12, 11, 10, 8), 1, bold=True)
    width = paper.letters.width(role, size, bold=True) + 8
    paper.box(min(start, start + inward * width), top + HIGH - 19, width, 10, colours.APRICOT_SOFT)
    paper.letters.write(start + inward * 4, top + HIGH - 12.4, role, size, colours.APRICOT_INK, bold=True)
    paper.qr(min(end, end - inward * QR), top + HIGH - 9 - QR, QR, badge.address)
