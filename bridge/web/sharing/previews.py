"""What messengers and search engines are told of a page: only what everybody may see, in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.i18n import CHOICE, direction, page_language
from bridge.web.names import country, label, pick_text
from bridge.web.sharing.drawing import Card
from events import vocabulary

SITE = "Startup Bridge"
# What a list's picture may say: codes that we know, never words that somebody typed into an address.
CHOICES = {
    "country": "countries", "need": "exchange", "offer": "exchange", "sector": "sectors", "technology": "technologies",
    "kind": "incubator_kinds",
}  # fmt: skip
MOST_CHOICES = 4
LONGEST = 200  # of a description: messengers show two or three lines


@dataclass(frozen=True, slots=True)
class Preview:
    """A title, a description, the page's own path, and its picture; `members` for pages that not everybody may open."""

    title: str
    description: str
    path: str
    picture: str
    card: Card
    members: bool = False

    @property
    def address(self) -> str:
        """The page's one address, the same in every language."""
        return absolute(self.path)

    @property
    def message(self) -> str:
        """What is sent along with the link."""
        return f"{self.title}\n{self.address}" if self.title else self.address


def absolute(path: str) -> str:
    """An address that works outside this site."""
    return current_bridge().settings.base_url + path


def canonical(language: str | None = None) -> str:
    """This page's own path with its filters; without a language it opens in the reader's own."""
    query = [(key, value) for key in request.args if key != CHOICE for value in request.args.getlist(key)]
    query += [(CHOICE, language)] if language else []
    return f"{request.path}?{urlencode(query)}" if query else request.path


def site() -> Preview:
    """What every page says that has nothing of its own to show to everybody."""
    line = gettext("Startups of Central Asia and its neighbours find partners across the border.")
    card = Card(gettext("Two sides, one way across."), line=line, rtl=_rtl())
    return Preview(SITE, line, canonical(), _picture("site", card), card)


def site_for_members() -> Preview:
    """The same for a page that only some may open: its link can be sent, and tells nothing."""
    found = site()
    return Preview("", found.description, found.path, found.picture, found.card, members=True)


def of_startup(row: sa.RowMapping) -> Preview:
    """A startup that everybody may see; of any other, nothing."""
    if row["visibility"] != "public":
        return site_for_members()
    card, path = startup_card(row), f"/startups/{row['slug']}"
    return Preview(card.title, _described(card), path, _picture(path[1:], card), card)


def of_incubator(row: sa.RowMapping) -> Preview:
    """An incubator that everybody may see; of any other, nothing."""
    if row["visibility"] != "public":
        return site_for_members()
    card, path = incubator_card(row), f"/incubators/{row['slug']}"
    return Preview(card.title, _described(card), path, _picture(path[1:], card), card)


def of_hackathon(row: sa.RowMapping) -> Preview:
    """A hackathon that was announced; of a draft, nothing."""
    if not row["shown"]:
        return site_for_members()
    card, path = hackathon_card(row), f"/hackathons/{row['slug']}"
    return Preview(card.title, _described(card), path, _picture(path[1:], card), card)


def of_partnership(row: sa.RowMapping, startups: Iterable[sa.RowMapping | None]) -> Preview:
    """A partnership: the names of those startups that everybody may see, once both sides have confirmed it."""
    names = [startup["name"] for startup in startups if startup is not None and startup["visibility"] == "public"]
    if row["state"] not in ("confirmed", "ended") or not names:
        return site_for_members()
    own, kind = site(), label(row["kind"], "partnership_kinds")
    line = " – ".join(part for part in (kind, pick_text(unpacked(row["summary"]))) if part)
    return Preview(" · ".join(names), _short(line), f"/partnerships/{row['id']}", own.picture, own.card)


def of_list(name: str) -> Preview:
    """A list with the filters of this address."""
    card = list_card(name, request.args)
    chosen = _choices(name, request.args)
    title = f"{card.title}: {card.line}" if chosen else card.title
    return Preview(title, _list_line(name), canonical(), _picture(name, card, chosen), card)


def startup_card(row: sa.RowMapping) -> Card:
    profile = unpacked(row["profile"])
    labels = tuple(label(code, "sectors") for code in profile["sectors"])
    line = pick_text(profile["one_liner"])
    return Card(row["name"], gettext("Startup"), line, _place(row), labels, _rtl())


def incubator_card(row: sa.RowMapping) -> Card:
    page = unpacked(row["page"])
    kind = label(page["kind"], "incubator_kinds")
    return Card(pick_text(page["name"]), kind, pick_text(page["description"]), _place(row), (), _rtl())


def hackathon_card(row: sa.RowMapping) -> Card:
    setup = unpacked(row["setup"])
    about, place = setup["about"], setup.get("place") or {}
    there = [place.get("city"), country(place["country"]) if place.get("country") else None]
    labels = tuple(label(code, "sectors") for code in about.get("sectors") or ())
    line = pick_text(about.get("summary") or {})
    where = " · ".join(part for part in there if part)
    return Card(pick_text(about["title"]), gettext("Hackathon"), line, where, labels, _rtl())


def list_card(name: str, args: MultiDict[str, str]) -> Card:
    chosen = [_say(name, key, value) for key, value in _choices(name, args)]
    titles = {
        "incubators": gettext("Incubators"), "partnerships": gettext("Partnerships"),
        "hackathons": gettext("Hackathons"),
    }  # fmt: skip
    return Card(titles.get(name) or gettext("Startups"), SITE, " · ".join(chosen) or _list_line(name), rtl=_rtl())


def _list_line(name: str) -> str:
    if name == "partnerships":
        return str(gettext("What startups of different countries agreed, confirmed by both sides."))
    if name == "hackathons":
        return str(gettext("Hackathons of incubators on both sides of the border."))
    if name == "incubators":
        return str(
            gettext("National Incubation Centers, IT parks and accelerators of Central Asia and its neighbours.")
        )
    return str(
        gettext("Startups of Central Asia and its neighbours: what they do, what they seek and what they offer.")
    )


def _choices(name: str, args: MultiDict[str, str]) -> list[tuple[str, str]]:
    known = (
        (key, value) for key in CHOICES for value in args.getlist(key) if value in vocabulary.LISTS[_terms(name, key)]
    )
    return list(dict.fromkeys(known))[:MOST_CHOICES]


def _terms(name: str, key: str) -> str:
    return "partnership_kinds" if (name, key) == ("partnerships", "kind") else CHOICES[key]


def _say(name: str, key: str, value: str) -> str:
    if key == "country":
        return country(value)
    terms = _terms(name, key)
    if key == "need":
        return label(value, terms, "need")
    return label(value, terms, "offer") if key == "offer" else label(value, terms)


def _place(row: sa.RowMapping) -> str:
    return " · ".join(part for part in (row["city"], country(row["country"])) if part)


def _described(card: Card) -> str:
    return _short(" – ".join(part for part in (card.line, card.place) if part))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _picture(name: str, card: Card, query: list[tuple[str, str]] | None = None) -> str:
    asked = urlencode([*(query or []), ("v", card.digest[:12])])
    return f"/pictures/{page_language()}/{name}.png?{asked}"


def _rtl() -> bool:
    return direction() == "rtl"
