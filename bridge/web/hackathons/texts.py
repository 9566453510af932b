"""Texts of hackathons as pages show them: Markdown, moments on two clocks, words for codes."""

from collections.abc import Mapping
from datetime import datetime

from flask import Flask
from markupsafe import Markup

from bridge.markdown import html_of
from bridge.readmodels.base import unpacked
from bridge.web import hackathon_words as words
from bridge.web.hackathons import choices
from bridge.web.i18n import direction, html_language
from bridge.web.names import picked
from bridge.web.sharing.previews import of_hackathon
from events.hackathons.phases import Moment, at


def init_app(app: Flask) -> None:
    """Add the filters and the words to the templates."""
    app.jinja_env.filters.update(in_markdown=in_markdown, instant=instant, unpack=unpacked, iso=datetime.fromisoformat)
    app.jinja_env.globals.update(hackathon_words=words, hackathon_choices=choices, hackathon_preview=of_hackathon)


def in_markdown(texts: Mapping[str, str]) -> Markup:
    """A Markdown text in the best language for the reader, marked with its language and direction."""
    code, text = picked(texts)
    if not code:
        return Markup("")
    whole = Markup('<div class="prose" lang="{}" dir="{}">{}</div>')
    return whole.format(html_language(code), direction(code), Markup(html_of(text)))  # noqa: S704  # cleaned by nh3


def instant(moment: Moment | None) -> datetime | None:
    """When a moment is."""
    return at(moment)
