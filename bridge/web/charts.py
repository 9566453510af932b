"""Small pictures drawn on the server as SVG; words in them follow the direction of the page."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from markupsafe import Markup

from bridge.web.names import number

WIDTH = 360
ROW = 36
BASE = 176  # where the column of names ends and the arcs start


@dataclass(frozen=True, slots=True)
class Pair:
    """How much two things (countries) have with each other."""

    one: str
    other: str
    count: int


def arcs(pairs: Sequence[Pair], label: Callable[[str], str], caption: str) -> Markup:
    """Draw names in a column and an arc for every pair, thicker for more: readable on a phone."""
    from bridge.web.i18n import direction

    totals: dict[str, int] = {}
    for pair in pairs:
        for end in (pair.one, pair.other):
            totals[end] = totals.get(end, 0) + pair.count
    order = sorted(totals, key=lambda code: (-totals[code], label(code)))
    at = {code: ROW * index + ROW / 2 for index, code in enumerate(order)}
    most = max((pair.count for pair in pairs), default=1)
    to_left = direction() == "rtl"
    # A curve reaches three quarters of the way to its control points.
    furthest = (WIDTH - BASE - 10) * 4 / 3
    longest = max((abs(at[pair.one] - at[pair.other]) for pair in pairs), default=1) or 1

    def x(value: float) -> float:
        return round(WIDTH - value if to_left else value, 1)

    lines = [
        Markup('<path class="arc" d="M{} {} C{} {} {} {} {} {}" stroke-width="{}"><title>{}</title></path>').format(
            x(BASE), top, x(BASE + reach), top, x(BASE + reach), bottom, x(BASE), bottom,
            round(1.5 + 8 * math.sqrt(pair.count / most), 1),
            f"{label(pair.one)} – {label(pair.other)}: {number(pair.count)}",
        )
        for pair in sorted(pairs, key=lambda pair: pair.count)
        for top, bottom in [sorted((at[pair.one], at[pair.other]))]
        for reach in [furthest * max(0.22, ((bottom - top) / longest) ** 0.7)]
    ]  # fmt: skip
    dots = [
        Markup(
            '<circle class="node" cx="{}" cy="{}" r="{}"/><text x="{}" y="{}" dominant-baseline="central">{}</text>'
            '<text class="figure" x="{}" y="{}" text-anchor="end" dominant-baseline="central">{}</text>'
        ).format(
            x(BASE), at[code], 5,
            x(0), at[code], label(code), x(BASE - 14), at[code], number(totals[code]),
        )
        for code in order
    ]  # fmt: skip
    return _svg("arcs", WIDTH, max(ROW, ROW * len(order)), caption, Markup("").join([*lines, *dots]))


def bars(items: Sequence[tuple[str, float]], caption: str) -> Markup:
    """Draw one labelled bar for each (label, value)."""
    from bridge.web.i18n import direction

    most = max((value for _, value in items), default=0) or 1
    to_left = direction() == "rtl"
    drawn = []
    for index, (label, value) in enumerate(items):
        top = index * 48
        length = round((WIDTH - 8) * value / most, 1)
        drawn.append(
            Markup(
                '<text x="{}" y="{}">{}</text><text class="figure" x="{}" y="{}" text-anchor="end">{}</text>'
                '<rect class="track" x="0" y="{}" width="{}" height="10" rx="5"/>'
                '<rect class="bar" x="{}" y="{}" width="{}" height="10" rx="5"/>'
            ).format(
                WIDTH if to_left else 0, top + 15, label, 0 if to_left else WIDTH, top + 15, number(value),
                top + 26, WIDTH, WIDTH - length if to_left else 0, top + 26, length,
            )
        )  # fmt: skip
    return _svg("bars", WIDTH, max(1, 48 * len(items) - 10), caption, Markup("").join(drawn))


def sparkline(values: Sequence[float], caption: str) -> Markup:
    """Draw a line of values in time; it runs with the direction of reading."""
    from bridge.web.i18n import direction

    most, step = max(values, default=0) or 1, 116 / max(1, len(values) - 1)
    points = [(2 + index * step, 29 - 26 * value / most) for index, value in enumerate(values)]
    if direction() == "rtl":
        points = [(120 - across, up) for across, up in points]
    line = " ".join(f"{across:.1f},{up:.1f}" for across, up in points)
    end = points[-1] if points else (0.0, 0.0)
    drawing = Markup('<polyline points="{}"/><circle cx="{}" cy="{}" r="3"/>').format(
        line, f"{end[0]:.1f}", f"{end[1]:.1f}"
    )
    return _svg("sparkline", 120, 32, caption, drawing)


def pairs_in_words(pairs: Sequence[Pair], label: Callable[[str], str]) -> list[str]:
    """Say the same as the arcs, for those who listen to the page."""
    return [
        gettext("%(one)s and %(other)s: %(count)s", one=label(p.one), other=label(p.other), count=number(p.count))
        for p in pairs
    ]


def _svg(kind: str, width: int, height: float, caption: str, inside: Markup) -> Markup:
    return Markup('<svg class="chart {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        kind, width, height, caption, inside
    )


@dataclass(frozen=True, slots=True)
class Interval:
    """A value that is known only so well, under its label."""

    label: str
    low: float
    value: float
    high: float
    figure: str


def intervals(
    items: Sequence[Interval], caption: str, *, least: float, most: float, middle: float | None = None
) -> Markup:
    """Draw a point on its interval for each item; `middle` is a line through all of them, such as zero."""
    from bridge.web.i18n import direction

    to_left, span = direction() == "rtl", (most - least) or 1

    def x(value: float) -> float:
        share = 6 + (WIDTH - 12) * (min(max(value, least), most) - least) / span
        return round(WIDTH - share if to_left else share, 1)

    height = max(1, 44 * len(items) - 6)
    drawn = []
    if middle is not None:
        drawn.append(
            Markup('<line class="middle" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(x(middle), height)
        )  # fmt: skip
    for index, item in enumerate(items):
        top = index * 44
        drawn.append(
            Markup(
                '<text x="{}" y="{}">{}</text><text class="figure" x="{}" y="{}" text-anchor="end">{}</text>'
                '<line class="span" x1="{}" x2="{}" y1="{}" y2="{}"/><circle cx="{}" cy="{}" r="5"/>'
            ).format(
                WIDTH if to_left else 0, top + 15, item.label, 0 if to_left else WIDTH, top + 15, item.figure,
                x(item.low), x(item.high), top + 28, top + 28, x(item.value), top + 28,
            )
        )  # fmt: skip
    return _svg("intervals", WIDTH, height, caption, Markup("").join(drawn))
