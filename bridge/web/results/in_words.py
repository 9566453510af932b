"""How a mark arose, in sentences: the codes that the engine gave, in the words of the reader."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import flask_babel
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import lazy_gettext as _l

from bridge.certificates.words import TITLES
from bridge.web.messages import add_sentences
from bridge.web.names import locale, pick_text

# The library publishes no annotations.
gettext: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext

SMALL = 0.005  # points: less is not shown


def init_app(app: Flask) -> None:
    """Add the filters to the templates, and the sentences for codes."""
    app.jinja_env.filters.update(points=points, arose=arose)
    app.jinja_env.globals.update(certificate_titles=TITLES)
    add_sentences(
        {
            "no_peoples_choice": _l("This hackathon has no people's choice."),
            "voting_not_open": _l("Voting begins when building is over."),
            "voting_is_over": _l("Voting is over: the results are out, or their time has come."),
            "not_for_the_own_team": _l("Nobody votes for their own team."),
            "certificate_is_revoked": _l("This certificate is revoked already."),
            "prize_was_taken_back": _l("A correction of the results took this prize; only another one gives it back."),
            "certificate_is_valid": _l("This certificate is valid already."),
            "not_a_receipt": _l("A receipt looks like 12-ABCDE-FGHJK: a number and ten letters."),
            "not_a_hackathon_document": _l("This is no hackathon that was exported from here."),
            "newer_hackathon_document": _l("This document comes from a newer version than this site reads."),
        }
    )


def points(value: float | None, sign: bool = False) -> str:
    """A mark with two decimals, as the reader writes them; with its sign where it is a step."""
    if value is None:
        return "—"
    return str(format_decimal(value, "+0.00;-0.00" if sign else "0.00", locale=locale()))


def arose(row: Mapping[str, Any], criteria: Mapping[str, Any] | None = None) -> list[str]:
    """The sentences of one project's mark; a code that nobody describes here says nothing."""
    found = [_sentence(reason) for reason in row.get("reasons") or ()]
    if not row.get("reasons") and row.get("mark") is None:
        found.append(gettext("No scorecard of this project counts, so it has no mark."))
    if row.get("tie"):
        found.append(_tie(str(row["tie"]), criteria or {}))
    return [sentence for sentence in found if sentence]


def _sentence(reason: Mapping[str, Any]) -> str:
    code = reason.get("code")
    if code == "judged":
        views = int(reason["views"])
        return ngettext(
            "%(num)s judge gave it %(mean)s, by the weights of the rubric.",
            "%(num)s judges gave it %(mean)s on average, by the weights of the rubric.",
            views, mean=points(reason["mean"]),
        )  # fmt: skip
    if code == "as_given":
        return gettext("The mark is this mean as it is: nothing was corrected.")
    if code == "corrected":
        return _corrected(reason)
    if code == "taken_off":
        return gettext("%(points)s points were taken off because it came late.", points=points(reason["points"]))
    return ""


def _corrected(reason: Mapping[str, Any]) -> str:
    said = {
        "severity": gettext("%(points)s for how strict or kind its judges are"),
        "weighting": gettext("%(points)s for how far each of them can be relied on"),
        "shrinkage": gettext("%(points)s towards the middle, because few views leave it open"),
    }
    steps = [
        text % {"points": points(reason[name], True)}
        for name, text in said.items()
        if abs(float(reason.get(name) or 0)) >= SMALL
    ]
    if not steps:
        return gettext("The model changed nothing in that.")
    return gettext("The model changed that by %(steps)s.", steps=_listed(steps))


def _listed(parts: Iterable[str]) -> str:
    return gettext("; ").join(parts)


def _tie(rule: str, criteria: Mapping[str, Any]) -> str:
    if rule == "firsts":
        return gettext("It stood level with another; more judges put this one first.")
    name = pick_text(criteria[rule]) if rule in criteria else rule
    return gettext("It stood level with another; the tie rule looked at “%(criterion)s”.", criterion=name)
