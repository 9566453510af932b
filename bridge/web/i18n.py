"""The language and the time zone of a page: chosen, remembered, never in the path."""

from functools import cache
from typing import Any, Final
from urllib.parse import unquote

from babel import Locale
from flask import Flask, Response, g, request, session
from flask_babel import Babel, get_locale, get_translations
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from bridge.folders import TRANSLATIONS
from bridge.web import names
from bridge.web.viewer import current_viewer
from events.zones import time_zones

SOURCE: Final = "en"
# By their own names; Uzbek is written in Latin letters, which is also CLDR's default for "uz".
OWN_NAMES = {"en": "English", "ru": "Русский", "ur": "اردو", "ky": "Кыргызча", "uz": "Oʻzbekcha"}
WRITTEN_AS = {"uz": "uz-Latn"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur"})
CHOICE = "lang"
ZONE_COOKIE = "zone"


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale=SOURCE,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=choose_language,
        timezone_selector=choose_zone,
    )
    app.before_request(_remember_choice)
    app.after_request(_name_language)
    app.jinja_env.globals.update(
        page_language=page_language,
        html_language=html_language,
        direction=direction,
        languages=languages,
        text_languages=text_languages,
        # Instead of the extension's own: a page has dozens of texts, and looking the catalogue up took most of each.
        _=said,
        gettext=said,
        ngettext=said_of_many,
    )
    names.init_app(app)


@pass_eval_context
def said(context: EvalContext, text: str, /, **values: Any) -> str:
    """A text of a template in the reader's language; values are escaped, the text itself is ours."""
    return _filled(context, _catalogue().gettext(text), values)


@pass_eval_context
def said_of_many(context: EvalContext, one: str, many: str, number: int, /, **values: Any) -> str:
    """The same for a text that counts."""
    return _filled(context, _catalogue().ngettext(one, many, number), {"num": number, **values})


def _filled(context: EvalContext, text: str, values: dict[str, Any]) -> str:
    shown = Markup(text) if context.autoescape else text  # noqa: S704  # a text of a catalogue
    return shown % values if values or "%" in text else shown


def _catalogue() -> Any:
    """The catalogue of the language that is shown now, which may change within a request: looked up once a language."""
    locale = get_locale()
    known: tuple[Locale | None, Any] | None = g.get("catalogue")
    if known is None or known[0] is not locale:
        known = g.catalogue = (locale, get_translations())
    return known[1]


@cache
def available() -> tuple[str, ...]:
    """Return the languages that pages can be shown in: English, and those whose catalogue is compiled."""
    return tuple(
        code for code in OWN_NAMES if code == SOURCE or (TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo").exists()
    )


def languages() -> list[tuple[str, str]]:
    """Return (code, own name) of every language that pages can be shown in."""
    return [(code, OWN_NAMES[code]) for code in available()]


def text_languages() -> list[tuple[str, str]]:
    """Return (code, own name) of every language that people may write texts in, the page's own first."""
    return sorted(OWN_NAMES.items(), key=lambda item: item[0] != page_language())


def choose_language() -> str:
    """Choose by the address or what it said last, the person's own setting, then the browser."""
    chosen = request.args.get(CHOICE) or session.get(CHOICE)
    if chosen in available():
        return str(chosen)
    own = current_viewer().locale
    if own in available():
        return str(own)
    # A browser that says "ur-PK, en;q=0.5" wants Urdu; matching whole tags would give it English.
    asked = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in asked if code in available()), SOURCE)


def forget_choice() -> None:
    """Let the person's own setting decide again, after they have changed it."""
    session.pop(CHOICE, None)


def choose_zone() -> str:
    """Choose by the person's setting, then by what the browser told in a cookie."""
    for zone in (current_viewer().timezone, unquote(request.cookies.get(ZONE_COOKIE, ""))):
        if zone and zone in time_zones():
            return zone
    return "UTC"


def page_language() -> str:
    """Return the code of the language that this page is shown in."""
    locale = get_locale()
    return locale.language if isinstance(locale, Locale) else SOURCE


def html_language(code: str | None = None) -> str:
    """Return the tag for a `lang` attribute."""
    code = code or page_language()
    return WRITTEN_AS.get(code, code)


def direction(code: str | None = None) -> str:
    """Return which way a language is written, "ltr" or "rtl"."""
    return "rtl" if (code or page_language()) in RIGHT_TO_LEFT else "ltr"


def _remember_choice() -> None:
    asked = request.args.get(CHOICE)
    if asked in available():
        session[CHOICE] = asked


def _name_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", html_language())
        response.vary.update(("Accept-Language", "Cookie"))
    return response
