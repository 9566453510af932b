"""Names, numbers, dates and texts as the reader's language writes them: the filters of the templates."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from flask import Flask, current_app
from flask_babel import get_locale, get_timezone, gettext
from markupsafe import Markup, escape

from bridge.texts import best
from events import vocabulary
from events.vocabulary import Side


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        pick=pick,
        pick_text=pick_text,
        country=country,
        language=language,
        number=number,
        percent=percent,
        day=day,
        moment=moment,
        ago=ago,
        clock=clock,
        zone_city=zone_city,
        label=label,
        phrase=phrase,
    )


def locale() -> Locale:
    return get_locale() or Locale("en")


def picked(texts: Mapping[str, str], reader: str | None = None) -> tuple[str, str]:
    """Return (language, text): the reader's language, else English, else Russian, else any; ("", "") when empty."""
    return best(texts, reader or locale().language)


def pick(texts: Mapping[str, str]) -> Markup:
    """Show a text in the best language for the reader, marked with its language and direction."""
    from bridge.web.i18n import direction, html_language

    code, text = picked(texts)
    if not code:
        return Markup("")
    opening = f'<span lang="{escape(html_language(code))}" dir="{direction(code)}">'
    return Markup(opening) + text + Markup("</span>")  # noqa: S704  # adding to markup escapes


def pick_text(texts: Mapping[str, str]) -> str:
    """Return the text that `pick` shows, for places that take no markup (attributes, page titles)."""
    return picked(texts)[1]


def country(code: str) -> str:
    """Return a country's name: as its own people call it in our vocabulary, else as CLDR has it."""
    if code in vocabulary.markets:
        return vocabulary.markets.label(code, locale().language)
    return str(locale().territories.get(code, code))


def language(code: str) -> str:
    """Return a language's name: as its own people call it in our vocabulary, else as CLDR has it."""
    if code in vocabulary.languages:
        return vocabulary.languages.label(code, locale().language)
    return str(locale().languages.get(code, code))


def label(code: str, terms: str, side: Side | None = None) -> str:
    """Return the name of a term of a vocabulary list: `"agritech"|label("sectors")`; unknown codes name themselves."""
    known = vocabulary.LISTS[terms]
    return known.label(code, locale().language, side) if code in known else code


def phrase(code: str, terms: str, side: Side | None = None) -> str:
    """Return a term as the object of a sentence ("a distributor")."""
    known = vocabulary.LISTS[terms]
    return known.phrase(code, locale().language, side) if code in known else code


def number(value: float) -> str:
    return _decimal(value, locale())


@lru_cache(maxsize=2048, typed=True)
def _decimal(value: float, locale: Locale) -> str:
    return numbers.format_decimal(value, locale=locale)


def percent(share: float) -> str:
    return numbers.format_percent(share, locale=locale())


def day(value: date | datetime, form: str = "long") -> str:
    """Write a date; a moment is first moved to the reader's zone."""
    if isinstance(value, datetime):
        value = _aware(value).astimezone(get_timezone())
    return dates.format_date(value, format=form, locale=locale())


def moment(value: datetime, form: str = "long") -> Markup:
    """Write a moment in the reader's zone and name the zone's city, for machines too."""
    there = _aware(value).astimezone(get_timezone())
    day, time = dates.format_date(there, format=form, locale=locale()), _at(value, str(get_timezone()))
    text = f"{day}{gettext(', ')}{time}"
    return Markup('<time datetime="{}">{}</time>').format(_aware(value).astimezone(UTC).isoformat(), text)


def ago(value: datetime, now: datetime | None = None) -> Markup:
    """Write how long ago something was ("3 days ago"); the exact moment is in the tooltip."""
    text = dates.format_timedelta(_aware(value) - (now or _now()), add_direction=True, locale=locale(), threshold=0.9)
    exact = dates.format_datetime(_aware(value).astimezone(get_timezone()), format="medium", locale=locale())
    return Markup('<time datetime="{}" title="{}">{}</time>').format(_aware(value).isoformat(), exact, text)


def _now() -> datetime:
    """By the clock of the site, which the rules ask too: a page never says that a deadline is ahead when it is not."""
    found: datetime = current_app.extensions["bridge"].clock()
    return found


def clock(value: datetime, zones: list[str]) -> Markup:
    """Write one moment on the clocks of several zones: "14:00 in Karachi · 15:00 in Bishkek"."""
    seen = list(dict.fromkeys(zones))
    parts = [Markup("<bdi>{}</bdi>").format(_at(value, zone)) for zone in seen]
    return Markup('<time datetime="{}" class="clock">{}</time>').format(
        _aware(value).astimezone(UTC).isoformat(), Markup(" · ").join(parts)
    )


def zone_city(zone: str) -> str:
    """Return the name of a zone's city in the reader's language."""
    if zone == "UTC":
        return zone
    # The country would only lengthen it: Almaty, Karachi and Tashkent need no explanation.
    return str(dates.get_timezone_location(zone, locale=locale(), return_city=True))


def _at(value: datetime, zone: str) -> str:
    from flask_babel import gettext

    there = _aware(value).astimezone(ZoneInfo(zone))
    time = dates.format_time(there, format="HH:mm", locale=locale())  # nobody mistakes 02:00 for 14:00
    return time + " UTC" if zone == "UTC" else gettext("%(time)s in %(city)s", time=time, city=zone_city(zone))


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def bdi(name: str) -> Markup:
    """Keep a name's direction from disturbing the sentence around it."""
    # A lazy text calls itself safe HTML, and names that people typed may be in it.
    return Markup("<bdi>") + (name if isinstance(name, Markup) else str(name)) + Markup("</bdi>")
