"""What waits for the person in front of the page: the list, and the few lines that start pages show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import Blueprint, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from bridge import todo
from bridge.composition import Reading
from bridge.todo import Item, Line
from bridge.web.app import current_bridge
from bridge.web.names import bdi, pick_text
from bridge.web.pagination import page_of
from bridge.web.sign_in import current_account, members_only
from bridge.web.viewer import current_viewer

blueprint = Blueprint("todo", __name__)

FIRST = 5  # lines on a start page
SOON = timedelta(days=7)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are as urgent as each other."""

    title: LazyString
    lines: list[Line]


@blueprint.get("/todo")
@members_only
def show() -> str:
    """Show everything that waits, what is due soonest first."""
    bridge, viewer = current_bridge(), current_viewer()
    page = page_of(request.args, viewer.waiting or 0, SIZE)
    now = bridge.clock()
    with bridge.reading() as reading:
        items = _items(reading, now, page.offset + page.size)[page.offset :]
    return render_template("todo/show.html", groups=_grouped(in_words(items), now), page=page, many=_acts_for_many())


def first_lines(reading: Reading, now: datetime) -> list[Line]:
    """The few lines that stand on a start page."""
    return in_words(_items(reading, now, FIRST)) if current_viewer().waiting else []


def in_words(items: Iterable[Item]) -> list[Line]:
    """Items in the language of the page, as HTML."""
    lines = (todo.line_of(item, gettext, _name) for item in items)
    return [replace(line, text=Markup(line.text)) for line in lines]  # noqa: S704  # our catalogue's, names escaped


def _items(reading: Reading, now: datetime, limit: int) -> list[Item]:
    account = current_account()
    actor, email = current_viewer().actor, account.email if account else ""
    return todo.waiting_for(reading.connection, reading.views, actor, email, now, limit=limit)


def _grouped(lines: Sequence[Line], now: datetime) -> list[Group]:
    groups = [Group(title, []) for title in (_l("Due this week"), _l("Due later"), _l("Without a deadline"))]
    for line in lines:
        until = line.item.closes_at
        groups[2 if until is None else 0 if until <= now + SOON else 1].lines.append(line)
    return [group for group in groups if group.lines]


def _acts_for_many() -> bool:
    """Whether a line has to say for which startup or incubator it is."""
    return len(current_viewer().hats) > 1


def _name(name: str | Mapping[str, str]) -> Markup:
    return bdi(name if isinstance(name, str) else pick_text(name))
