"""Texts of hackathons as pages show them: Markdown, moments on two clocks, words for codes."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import dates
from flask import Flask
from flask_babel import get_timezone, gettext, ngettext
from markupsafe import Markup

from bridge.markdown import html_of
from bridge.readmodels.base import unpacked
from bridge.web import hackathon_words as words
from bridge.web.hackathons import choices
from bridge.web.i18n import direction, html_language
from bridge.web.names import locale, picked, zone_city
from bridge.web.sharing.previews import of_hackathon
from events.hackathons.phases import Moment, at


def init_app(app: Flask) -> None:
    """Add the filters and the words to the templates."""
    filters = (in_markdown, on_clocks, elsewhere, left, wall_day)
    app.jinja_env.filters.update({found.__name__: found for found in filters})
    app.jinja_env.filters.update(unpack=unpacked, iso=datetime.fromisoformat)
    app.jinja_env.globals.update(hackathon_words=words, hackathon_choices=choices, hackathon_preview=of_hackathon)


def in_markdown(texts: Mapping[str, str]) -> Markup:
    """A Markdown text in the best language for the reader, marked with its language and direction."""
    code, text = picked(texts)
    if not code:
        return Markup("")
    whole = Markup('<div class="prose" lang="{}" dir="{}">{}</div>')
    return whole.format(html_language(code), direction(code), Markup(html_of(text)))  # noqa: S704  # cleaned by nh3


def on_clocks(moment: Moment) -> Markup:
    """A moment with its day on the host's clock, which binds, and on the reader's where that shows another time."""
    found = at(moment)
    if found is None:
        return Markup("")
    there, here = found.astimezone(ZoneInfo(moment["zone"])), found.astimezone(ZoneInfo(str(get_timezone())))
    told = [gettext("%(day)s, %(time)s", day=_day(there), time=_time(there, moment["zone"]))]
    if elsewhere(moment):
        time = _time(here, str(get_timezone()))
        told.append(time if here.date() == there.date() else gettext("%(day)s, %(time)s", day=_day(here), time=time))
    text = Markup(" · ").join(Markup("<bdi>{}</bdi>").format(one) for one in told)
    return Markup('<time datetime="{}" class="clock">{}</time>').format(found.isoformat(), text)


def _day(there: datetime) -> str:
    return str(dates.format_date(there, format="medium", locale=locale()))


def _time(there: datetime, zone: str) -> str:
    return str(gettext("%(time)s in %(city)s", time=f"{there:%H:%M}", city=zone_city(zone)))


def elsewhere(moment: Moment) -> bool:
    """Whether the reader's clock shows another time than the host's."""
    found, here = at(moment), ZoneInfo(str(get_timezone()))
    if found is None or here.key == "UTC":  # whose clock is not known is shown as UTC elsewhere; here it says nothing
        return False
    return found.astimezone(here).utcoffset() != found.astimezone(ZoneInfo(moment["zone"])).utcoffset()


def left(until: datetime, now: datetime) -> str:
    """How long it is until a moment, in days and hours, or hours and minutes."""
    minutes = max(0, int((until - now).total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    first = ngettext("%(num)s day", "%(num)s days", days) if days else ngettext("%(num)s hour", "%(num)s hours", hours)
    if days:
        return f"{first} {ngettext('%(num)s hour', '%(num)s hours', hours)}" if hours else first
    second = ngettext("%(num)s minute", "%(num)s minutes", rest)
    return f"{first} {second}" if hours else second


def wall_day(moment: Moment) -> date:
    """The day of a moment at the host's."""
    return datetime.fromisoformat(moment["wall"]).date()
