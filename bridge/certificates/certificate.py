"""A certificate: one page that a person can frame, and a code by which anybody can check it."""

from bridge.certificates import paper as colours
from bridge.certificates.paper import SITE, Paper
from bridge.certificates.texts import RIGHT_TO_LEFT, CertificateText, isolated

EDGE, QR = 24.0, 27.0
SIGNATURES = 3


def draw(text: CertificateText) -> bytes:
    """The PDF, A4 across."""
    rtl = text.language in RIGHT_TO_LEFT
    title = f"{text.title}: {text.name}"
    paper = Paper(language=text.language, rtl=rtl, title=title, day=text.issued, landscape=True)
    paper.page(colours.PAPER)
    _background(paper)
    _head(paper, text)
    _body(paper, text)
    _signatures(paper, text)
    _check(paper, text)
    return paper.content()


def _background(paper: Paper) -> None:
    """The bridge across the page, in the palest of both colours."""
    scale = paper.width * 1.06 / 34
    left, top = -7 * scale - paper.width * 0.03, 66 - 14.5 * scale
    paper.bridge(left, top, scale, colours.LAPIS_SOFT, colours.APRICOT_SOFT, 2.2 * scale, cap="butt")
    paper.box(0, 0, paper.width / 2, 3, colours.LAPIS)
    paper.box(paper.width / 2, 0, paper.width / 2, 3, colours.APRICOT)


def _head(paper: Paper, text: CertificateText) -> None:
    size, middle = 13.0, 25.4
    paper.mark(paper.x(EDGE, size), 17, size)
    paper.letters.write(paper.x(EDGE + size + 4), middle, SITE, 15, colours.LAPIS_DEEP, bold=True)
    end, room = paper.x(paper.width - EDGE), paper.width / 2 - EDGE
    paper.block(
        " · ".join(map(isolated, text.hosts)), end, middle, room, (11, 10, 9, 8), colours.MUTED, most=2, align="end"
    )


def _body(paper: Paper, text: CertificateText) -> None:
    """Title, name, reason, hackathon: each as large as it fits."""
    room, middle = paper.width - 2 * EDGE, paper.width / 2
    # A long name is rather two lines than one that nobody reads from the wall.
    long = len(paper.letters.wrapped(text.name, room, 30, bold=True)) > 1
    name_sizes: tuple[float, ...]
    if paper.rtl:  # whose lines are taller
        name_sizes = (22, 20, 18, 16) if long else (36, 33, 30)
    else:
        name_sizes = (28, 25, 22, 19, 16) if long else (44, 40, 36, 33, 30)
    for words, sizes, most, colour, bold, y in (
        (text.title, (26, 22, 18, 14), 1, colours.APRICOT_INK, True, 57.0),
        (text.lead, (13, 11, 9), 1, colours.MUTED, False, 68.0),
        (text.name, name_sizes, 2 if long else 1, colours.LAPIS_DEEP, True, 90.0 if not long else 87.0),
        (text.reason, (15, 13, 11, 9), 2, colours.INK, False, 107.0),
        (text.hackathon, (20, 18, 16, 14, 12, 10), 2, colours.LAPIS_DEEP, True, 127.0),
        (text.when, (12, 11, 10, 8), 1, colours.MUTED, False, 144.0),
    ):
        paper.block(words, middle, y, room, sizes, colour, most=most, bold=bold, align="middle")


def _signatures(paper: Paper, text: CertificateText) -> None:
    """A line for each who signs, from where reading begins; the code has the other end."""
    name, role = (188.0, 196.0) if paper.rtl else (186.0, 192.0)
    room = paper.width - 2 * EDGE - QR - 16
    wide = min(68.0, (room - 10 * (SIGNATURES - 1)) / SIGNATURES)
    for number, signatory in enumerate(text.signatories[:SIGNATURES]):
        start = EDGE + number * (wide + 10)
        paper.rule(paper.x(start, wide), 180, wide, colours.MUTED, 0.3)
        paper.block(signatory.name, paper.x(start), name, wide, (11, 10, 9, 7), colours.INK, bold=True)
        paper.block(signatory.role, paper.x(start), role, wide, (9, 8, 7), colours.MUTED)


def _check(paper: Paper, text: CertificateText) -> None:
    """The code, large enough for a phone, and the same to read and type."""
    left, top, quiet = paper.x(paper.width - EDGE - QR, QR), 156.0, 3.4  # four dots
    paper.box(left - quiet, top - quiet, QR + 2 * quiet, QR + 2 * quiet, "#ffffff")
    paper.qr(left, top, QR, text.address)
    paper.block(text.code, left + QR / 2, 191, QR + 2 * quiet, (9.5, 8, 7), colours.INK, bold=True, align="middle")
    end = paper.x(paper.width - EDGE)
    paper.block(text.check, end, 198, paper.width / 2, (8, 7, 6), colours.MUTED, align="end")
    paper.block(text.address, end, 203, paper.width / 2, (8, 7, 6), colours.MUTED, align="end")
