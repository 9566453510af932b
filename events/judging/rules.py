"""The rules of a round, and to which of them every host has agreed already by announcing the hackathon.

By what is judged, how marks become a ranking, and who gets into a final, is a rule. How many projects a judge looks at
(`views`, `everybody`) is arranged in the round; what follows from it for the method was announced.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from events.hackathons import agreement

OF_RUBRIC = ("criteria", "low", "high", "method", "tie", "same_country")
OF_FINAL = ("after", "top")


def rules(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan says that hosts agree to."""
    rubric = plan.get("rubric") or {}
    return {name: rubric.get(name) for name in OF_RUBRIC} | {name: plan.get(name) for name in OF_FINAL}


def name(plan: Mapping[str, Any]) -> str:
    """The name of the rules: agreements hold it."""
    return agreement.name_of(rules(plan))


def differing(plan: Mapping[str, Any], setup: Mapping[str, Any]) -> list[str]:
    """Which rules of a round are not those that every host agreed to when the hackathon was announced."""
    announced, own = rules({"rubric": setup.get("rubric")}), rules(plan)
    return [rule for rule in (*OF_RUBRIC, *OF_FINAL) if own[rule] != announced[rule]]


def not_agreed(
    plan: Mapping[str, Any], setup: Mapping[str, Any], hosts: Collection[UUID], agreed: Mapping[str, str]
) -> list[UUID]:
    """The hosts that have not agreed to the rules of a round; none where they are the announced ones."""
    return agreement.missing(hosts, agreed, name(plan)) if differing(plan, setup) else []
