"""Score sheets on paper: one page for a judge and a project, with the rubric, for a day without a network."""

from collections.abc import Sequence
from datetime import date

from bridge.certificates import paper as colours
from bridge.certificates.paper import SITE, Paper
from bridge.certificates.texts import RIGHT_TO_LEFT, ScoreSheet, SheetCriterion, isolated

EDGE, QR, ROW, BOX = 16.0, 24.0, 25.0, 8.0
FOOT = 96.0  # room for comments, notes and signature
MOST_BOXES = 11


def score_sheets(those: Sequence[ScoreSheet], language: str, day: date) -> bytes:
    """The PDF, A4 upright; a rubric that is longer than a page goes on on the next."""
    paper = Paper(language=language, rtl=language in RIGHT_TO_LEFT, title=SITE, day=day)
    if not those:
        paper.page()
    for sheet in those:
        _sheet(paper, sheet)
    return paper.content()


def _sheet(paper: Paper, sheet: ScoreSheet) -> None:
    row = ROW + 4 if paper.rtl else ROW
    y = _head(paper, sheet)
    for number, criterion in enumerate(sheet.criteria, 1):
        if y + row > paper.height - EDGE:
            y = _head(paper, sheet)
        _criterion(paper, sheet, criterion, number, y)
        y += row
    if y + FOOT > paper.height - EDGE / 2:
        y = _head(paper, sheet)
    _foot(paper, sheet, y)


def _head(paper: Paper, sheet: ScoreSheet) -> float:
    """The top of a page: what is judged, by whom; where the first criterion begins."""
    paper.page()
    start, room = paper.x(EDGE), paper.width - 2 * EDGE - QR - 8
    paper.mark(paper.x(EDGE, 9), 14, 9)
    over = f"{isolated(sheet.hackathon)} · {isolated(sheet.round)}"
    paper.block(over, paper.x(EDGE + 12), 20, room - 12, (10, 9, 8, 7), colours.MUTED)
    title = f"{sheet.number} {isolated(sheet.project)}".strip()
    paper.block(title, start, 34, room, (18, 16, 14, 12, 10), colours.LAPIS_DEEP, bold=True)
    judge = f"{sheet.labels['judge']}: {isolated(sheet.judge)}"
    paper.block(judge, start, 44, room, (12, 11, 10, 9), colours.INK)
    paper.qr(paper.x(paper.width - EDGE - QR, QR), 14, QR, sheet.address)
    paper.rule(EDGE, 50, paper.width - 2 * EDGE, colours.LAPIS, 0.6)
    return 53


def _criterion(paper: Paper, sheet: ScoreSheet, criterion: SheetCriterion, number: int, y: float) -> None:
    start, end, room = paper.x(EDGE), paper.x(paper.width - EDGE), paper.width - 2 * EDGE
    helps, boxes = (13.5, 17.5) if paper.rtl else (11.0, 13.5)
    title, weight = f"{number}. {isolated(criterion.title)}", f"{sheet.labels['weight']}: {criterion.weight}"
    paper.block(title, start, y + 5.5, room - 40, (11, 10, 9, 8), colours.INK, bold=True)
    paper.block(weight, end, y + 5.5, 38, (9, 8, 7), colours.MUTED, align="end")
    paper.block(isolated(criterion.help), start, y + helps, room, (9, 8, 7, 6), colours.MUTED)
    values = range(criterion.low, criterion.high + 1)
    if len(values) <= MOST_BOXES:
        for place, value in enumerate(values):
            left = paper.x(EDGE + place * (BOX + 6), BOX)
            _frame(paper, left, y + boxes, BOX)
            paper.letters.write(left + BOX / 2, y + boxes + 5.4, str(value), 10, colours.MUTED, align="middle")
    else:
        _frame(paper, paper.x(EDGE, 24), y + boxes, 24)
        scale = f"{criterion.low}–{criterion.high}"
        paper.letters.write(paper.x(EDGE + 28), y + boxes + 5.4, scale, 10, colours.MUTED)


def _foot(paper: Paper, sheet: ScoreSheet, y: float) -> None:
    """Room for words, and for a signature."""
    start, wide = paper.x(EDGE), paper.width - 2 * EDGE
    for label, lines in (("comments", 4), ("notes", 3)):
        y += 9
        paper.block(sheet.labels[label], start, y, wide, (10, 9, 8), colours.INK, bold=True)
        for _ in range(lines):
            y += 8
            paper.rule(EDGE, y, wide)
    y += 13
    paper.block(sheet.labels["signature"], start, y, 50, (10, 9, 8), colours.INK, bold=True)
    paper.rule(paper.x(EDGE + 54, 80), y + 1, 80, colours.MUTED, 0.3)


def _frame(paper: Paper, left: float, top: float, wide: float) -> None:
    paper.pdf.set_draw_color(colours.MUTED)
    paper.pdf.set_line_width(0.3)
    paper.pdf.rect(left, top, wide, BOX)
