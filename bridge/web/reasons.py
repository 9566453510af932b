"""Why two startups were suggested to each other, in plain words of the reader, seen from either side."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import flask_babel
from babel.lists import format_list

from bridge.web.names import country, label, language, locale, phrase

Reason = Mapping[str, Any]

# The library publishes no annotations.
gettext: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext

# The same fact as the other side of the pair reads it.
_OTHER_SIDE = {
    "need_met": "offer_wanted", "offer_wanted": "need_met", "they_offer": "we_offer", "we_offer": "they_offer",
    "market_theirs": "market_ours", "market_ours": "market_theirs",
}  # fmt: skip
_PROVIDER = {"theirs": "ours", "ours": "theirs"}


def in_words(reasons: Iterable[Reason]) -> list[str]:
    """Sentences for reasons as the engine gave them; a code that nobody describes here says nothing."""
    sentences = (_sentence(str(reason["code"]), reason.get("params") or {}) for reason in reasons)
    return [sentence for sentence in sentences if sentence]


def turned(reasons: Iterable[Reason]) -> list[Reason]:
    """The same reasons as the other startup reads them."""
    return [
        {"code": _OTHER_SIDE.get(reason["code"], reason["code"]), "params": _turned(reason.get("params") or {})}
        for reason in reasons
    ]


def of_facts(facts: Mapping[str, Any] | None) -> list[Reason]:
    """The reasons that a proposal keeps; older ones kept the codes alone."""
    codes = (facts or {}).get("reasons") or []
    params = (facts or {}).get("params") or [{}] * len(codes)
    return [{"code": code, "params": more} for code, more in zip(codes, params, strict=False)]


def _turned(params: Mapping[str, Any]) -> Mapping[str, Any]:
    if "provider" in params:
        return {**params, "provider": _PROVIDER[params["provider"]]}
    if "theirs" in params:
        return {**params, "terms": params["theirs"], "theirs": params["terms"]}
    return params


def _sentence(code: str, params: Mapping[str, Any]) -> str:
    if code in ("need_met", "offer_wanted", "both_seek"):
        return _exchange(code, params)
    if code in ("they_offer", "we_offer") and params:
        offer = phrase(params["code"], "exchange", "offer")
        if code == "they_offer":
            return gettext("They offer %(offer)s, which startups at your stage often need.", offer=offer)
        return gettext("You offer %(offer)s, which startups at their stage often need.", offer=offer)
    if code == "outsourcing_fit":
        return _outsourcing(params)
    if code == "market_theirs":
        return (
            gettext("You want to enter %(country)s, where they are at home.", country=country(params["country"]))
            if (params)
            else gettext("You want to enter their market.")
        )
    if code == "market_ours":
        return (
            gettext("They want to enter %(country)s, where you are at home.", country=country(params["country"]))
            if (params)
            else gettext("They want to enter your market.")
        )
    if code == "common_language":
        return _language(params)
    return _shared(code, params)


def _exchange(code: str, params: Mapping[str, Any]) -> str:
    if not params:
        return {
            "need_met": gettext("They offer what you seek."),
            "offer_wanted": gettext("They seek what you offer."),
            "both_seek": gettext("You seek the same, together."),
        }[code]
    words = {"want": phrase(params["code"], "exchange", "need"), "offer": phrase(params["code"], "exchange", "offer")}
    place = country(params["country"]) if params.get("country") else None
    if place:
        sentence = {
            "need_met": gettext("You seek %(want)s in %(place)s; they offer %(offer)s.", **words, place=place),
            "offer_wanted": gettext("They seek %(want)s in %(place)s; you offer %(offer)s.", **words, place=place),
            "both_seek": gettext("You both seek %(want)s: %(place)s.", want=words["want"], place=place),
        }[code]
    else:
        sentence = {
            "need_met": gettext("You seek %(want)s; they offer %(offer)s.", **words),
            "offer_wanted": gettext("They seek %(want)s; you offer %(offer)s.", **words),
            "both_seek": gettext("You both seek %(want)s.", want=words["want"]),
        }[code]
    if sectors := params.get("sectors"):
        field = gettext("Field: %(fields)s.", fields=_list(label(sector, "sectors") for sector in sectors))
        return f"{sentence} {field}"
    return sentence


def _outsourcing(params: Mapping[str, Any]) -> str:
    theirs = params.get("provider") != "ours"
    services = _list(label(service, "services") for service in params.get("services") or ())
    if theirs:
        sentence = gettext("You seek an outsourcing team; they seek customers for theirs.")
    else:
        sentence = gettext("They seek an outsourcing team; you seek customers for yours.")
    return f"{sentence} {gettext('Services: %(services)s.', services=services)}" if services else sentence


def _language(params: Mapping[str, Any]) -> str:
    if not params:
        return gettext("You have a language in common.")
    languages = [params["language"], *(params.get("also") or ())]
    return gettext("You both work in %(languages)s.", languages=_list(language(code) for code in languages))


def _shared(code: str, params: Mapping[str, Any]) -> str:
    if code in ("shared_sectors", "shared_fields"):
        fields = _list(_field(value) for value in params.get("codes") or ())
        return gettext("You are both in %(fields)s.", fields=fields) if fields else gettext("You share a field.")
    if code == "shared_technologies":
        tools = _list(label(value, "technologies") for value in params.get("codes") or ())
        return gettext("You both work with %(tools)s.", tools=tools) if tools else gettext("You share technologies.")
    if code in ("shared_tags", "shared_topics"):
        topics = _list(_topics(params))
        if not topics:
            return gettext("You write about the same topics.")
        return ngettext(
            "You share a topic: %(topics)s.", "You share topics: %(topics)s.", len(_topics(params)), topics=topics
        )
    return ""


def _field(code: str) -> str:
    known = label(code, "sectors")
    return known if known != code else label(code, "technologies")


def _topics(params: Mapping[str, Any]) -> list[str]:
    """Each word as the reader's side wrote it, with the other side's beside it where that differs."""
    if "tags" in params:
        return [_isolated(f"“{tag}”") for tag in params["tags"]]
    ours, theirs = params.get("terms") or (), params.get("theirs") or params.get("terms") or ()
    return [
        _isolated(f"“{mine}”" if mine.casefold() == other.casefold() else f"“{mine}” ({other})")
        for mine, other in zip(ours, theirs, strict=False)
    ]


def _isolated(words: str) -> str:
    """Words of another script that must not turn the sentence around them."""
    return f"\u2068{words}\u2069"


def _list(words: Iterable[str]) -> str:
    return format_list(list(words), locale=locale())
