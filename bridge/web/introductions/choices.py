"""What a proposal offers to choose from, what fits the two first, and what is chosen before anybody touches it."""

from collections.abc import Mapping
from typing import Any

from bridge.web.i18n import page_language
from bridge.web.names import language
from events import vocabulary

FIELDS = ("want", "offer", "next_step", "language")
MUTUAL = ("joint_venture", "co_development")
_LEVELS = {"basic": 1, "working": 2, "fluent": 3, "native": 4}

Profile = Mapping[str, Any]
Options = list[tuple[str, str]]


def options(mine: Profile, theirs: Profile) -> dict[str, Options]:
    """Pairs of code and label for every choice: what both profiles speak for stands first."""
    reader = page_language()
    wants, offers = _wants(mine, theirs), _offers(mine, theirs)
    spoken = _languages(mine, theirs)
    rest = [code for code in vocabulary.languages.codes if code not in spoken]
    return {
        "want": sorted(vocabulary.exchange.choices(reader, "need"), key=lambda pair: _place(wants, pair[0])),
        "offer": sorted(vocabulary.exchange.choices(reader, "offer"), key=lambda pair: _place(offers, pair[0])),
        "next_step": vocabulary.next_steps.choices(reader),
        "language": [(code, language(code)) for code in [*spoken, *rest]],
    }


def defaults(mine: Profile, theirs: Profile, facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is chosen at first: from the best reasons of the suggestion, else from the two profiles."""
    met = {"want": "", "offer": ""}
    for code, params in zip((facts or {}).get("reasons", ()), (facts or {}).get("params", ()), strict=False):
        side = {"need_met": "want", "they_offer": "want", "offer_wanted": "offer", "we_offer": "offer"}.get(code)
        if side and not met[side]:
            met[side] = params.get("code", "")
        if code == "both_seek" and params:
            met = {name: chosen or params["code"] for name, chosen in met.items()}
    # Who develops or founds something together wants the same as they offer.
    together = met["offer"] if met["offer"] in MUTUAL else ""
    wants, offers, spoken = _wants(mine, theirs), _offers(mine, theirs), _languages(mine, theirs)
    return {
        "want": met["want"] or together or (wants[0] if wants else ""),
        "offer": met["offer"] or (offers[0] if offers else ""),
        "next_step": "call",
        "language": spoken[0] if spoken else "en",
        "message": "",
    }


def _wants(mine: Profile, theirs: Profile) -> list[str]:
    """Exchange codes by how well they fit: I need and they offer, I need, they offer."""
    return _ranked(_codes(mine, "needs"), _codes(theirs, "offers"))


def _offers(mine: Profile, theirs: Profile) -> list[str]:
    return _ranked(_codes(mine, "offers"), _codes(theirs, "needs"))


def _ranked(own: list[str], answered: list[str]) -> list[str]:
    return list(dict.fromkeys([*(code for code in own if code in answered), *own, *answered]))


def _codes(profile: Profile, side: str) -> list[str]:
    return [row["code"] for row in profile[side]]


def _languages(mine: Profile, theirs: Profile) -> list[str]:
    """Languages that both have, the one that both speak best first."""
    shared = set(mine["languages"]) & set(theirs["languages"])

    def level(code: str) -> int:
        return min(_LEVELS.get(profile["languages"][code], 0) for profile in (mine, theirs))

    return sorted(shared, key=lambda code: (-level(code), code))


def _place(order: list[str], code: str) -> int:
    return order.index(code) if code in order else len(order)
