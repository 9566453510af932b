"""What still keeps a hackathon from being announced: codes, with the part in which each is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.hackathons.agreement import missing, name_of
from events.hackathons.parts import NEEDS_EVERY_HOST
from events.hackathons.phases import EDGES, PHASES, at

if TYPE_CHECKING:
    from events.hackathons.aggregate import Hackathon

NEEDED = (("registration", "closes"), ("building", "opens"), ("building", "closes"))


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to do before announcing."""

    part: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def digest(setup: Mapping[str, Any]) -> str:
    """A name of the text that hosts agree to: rules, deadlines, prizes."""
    return name_of({part: setup.get(part) for part in NEEDS_EVERY_HOST})


def blocks(hackathon: "Hackathon", now: datetime) -> list[Block]:
    """Everything that is missing, in the order of the parts; without those hosts who have not agreed yet."""
    setup = hackathon.setup
    if hackathon.state != "draft":
        return []
    return [
        *_about(setup), *_place(setup), *_dates(setup, now), *_rest(setup),
        *(Block("hosts", "host_not_answered", {"incubator": host}) for host in hackathon.invited),
    ]  # fmt: skip


def not_agreed(hackathon: "Hackathon") -> list[UUID]:
    """The hosts that have not agreed to the present text."""
    return missing(hackathon.accepted, hackathon.agreed, digest(hackathon.setup))


def _about(setup: Mapping[str, Any]) -> Iterator[Block]:
    about = setup.get("about") or {}
    binding = about.get("binding")
    if binding is None:
        yield Block("about", "no_binding_language")
    for text in ("title", "summary", "description"):
        texts = about.get(text) or {}
        if not texts:
            yield Block("about", f"no_{text}")
        elif binding is not None and binding not in texts:
            yield Block("about", "text_not_in_binding_language", {"text": text, "language": binding})


def _place(setup: Mapping[str, Any]) -> Iterator[Block]:
    if not (setup.get("place") or {}).get("form"):
        yield Block("place", "no_form")


def _dates(setup: Mapping[str, Any], now: datetime) -> Iterator[Block]:
    phases = (setup.get("dates") or {}).get("phases") or {}
    for phase in PHASES:
        for edge in EDGES:
            instant = at((phases.get(phase) or {}).get(edge))
            if instant is None and (phase, edge) in NEEDED:
                yield Block("dates", "no_date", {"phase": phase, "edge": edge})
            elif instant is not None and instant <= now and edge == "closes":
                yield Block("dates", "date_has_passed", {"phase": phase, "edge": edge})


def _rest(setup: Mapping[str, Any]) -> Iterator[Block]:
    binding = (setup.get("about") or {}).get("binding")
    if setup.get("taking_part") is None:
        yield Block("taking_part", "no_eligibility")
    asked = setup.get("questions") or {}
    if asked.get("questions") and not asked.get("keep_until"):
        yield Block("questions", "no_retention_date")
    rubric = setup.get("rubric") or {}
    if not rubric.get("criteria"):
        yield Block("rubric", "no_criteria")
    elif not sum(criterion["weight"] for criterion in rubric["criteria"]):
        yield Block("rubric", "weights_sum_to_zero")
    conduct = (setup.get("rules") or {}).get("conduct") or {}
    if not conduct:
        yield Block("rules", "no_conduct")
    elif binding is not None and binding not in conduct:
        yield Block("rules", "text_not_in_binding_language", {"text": "conduct", "language": binding})
