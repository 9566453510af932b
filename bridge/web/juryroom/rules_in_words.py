"""Rules of a round that were not announced, in words: what each is, and what was announced instead."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from bridge.web.hackathons.access import Seen
from bridge.web.hackathons.choices import TIES
from bridge.web.judging_words import METHODS, RULES
from bridge.web.juryroom.access import Round
from bridge.web.names import number, percent, pick_text
from events.judging.rules import rules


def differing(round: Round, seen: Seen) -> Iterator[tuple[str, str, str]]:
    """What a rule is called, how it reads in the round, and how it was announced; empty where nothing was."""
    own, announced = rules(round.plan), rules({"rubric": seen.part("rubric")})
    for rule in round.differs(seen):
        yield str(RULES[rule]), _said(rule, own[rule]), _said(rule, announced[rule])


def _said(rule: str, value: Any) -> str:
    if rule == "criteria":
        return _criteria(value or ())
    if rule == "same_country":
        no, yes = gettext("Judges may see their own country"), gettext("No judge sees their own country")
        return str(yes if value else no)
    if value is None:
        return ""
    if rule == "method":
        return str(METHODS[value][0])
    if rule == "tie":
        return str(TIES[value])
    if rule == "after":
        return str(gettext("Round %(number)s", number=number(value)))
    return str(number(value))


def _criteria(criteria: Any) -> str:
    rows: list[Mapping[str, Any]] = list(criteria)
    all = sum(row["weight"] for row in rows) or 1
    return str(gettext(", ")).join(f"{pick_text(row['name'])} {percent(row['weight'] / all)}" for row in rows)
