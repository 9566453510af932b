"""Sentences for entries of the log about judging."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]

# Why an assignment or a scorecard does not count any more; the codes of `events.judging.conflicts` among them.
WHY = {
    "team_member": _l("was or is in the team"),
    "shared_startup": _l("shares a startup"),
    "shared_incubator": _l("shares an incubator"),
    "mentored": _l("has mentored the team"),
    "declared": _l("a conflict of interest was declared"),
    "language": _l("does not read the language of the project"),
    "same_country": _l("is of the same country"),
    "judge_left": _l("the judge has left"),
    "project_gone": _l("the project is not judged here"),
    "by_hand": _l("taken back by hand"),
}
SKIPPED = {"conflict": _l("conflict of interest"), "absent": _l("the team was absent")}


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _judge(text: LazyString, who: str = "judge") -> Tell:
    return lambda details, names: escape(str(text)) % {"person": names.person(UUID(str(details[who])))}


def _why(text: LazyString) -> Tell:
    def tell(details: Details, names: "Names") -> Markup:
        said = {"person": names.person(UUID(str(details["judge"]))) if "judge" in details else "", "why": ""}
        return escape(str(text)) % {**said, "why": str(WHY.get(details["code"], details["code"]))}

    return tell


def _number(text: LazyString) -> Tell:
    return lambda details, names: str(text) % {"number": details["number"]}


def _published(details: Details, names: "Names") -> str:
    first = details["number"] == 1
    text = _l("Results published") if first else _l("Results corrected: publication %(number)s")
    return str(text) % {"number": details["number"]}


SENTENCES: dict[str, Tell] = {
    "panel.formed": _plain(_l("A panel was formed")),
    "panel.judge_invited": _judge(_l("%(person)s was invited to judge")),
    "panel.judge_changed": _judge(_l("What the panel knows of %(person)s was changed")),
    "panel.judge_link_issued": _judge(_l("%(person)s got a personal link")),
    "panel.judge_link_revoked": _judge(_l("The personal link of %(person)s was revoked")),
    "panel.judge_entered": _judge(_l("%(person)s came in as a judge")),
    "panel.judge_left": _judge(_l("%(person)s is no judge any more")),
    "panel.conflict_declared": _judge(_l("A conflict of interest of %(person)s was declared")),
    "panel.conflict_lifted": _judge(_l("A conflict of interest of %(person)s was declared by mistake")),
    "panel.mentor_joined": _judge(_l("%(person)s mentors teams"), "mentor"),
    "panel.mentor_left": _judge(_l("%(person)s does not mentor any more"), "mentor"),
    "panel.team_mentored": _judge(_l("%(person)s helped a team"), "mentor"),
    "judging_round.planned": _number(_l("Round %(number)s of judging was planned")),
    "judging_round.changed": _plain(_l("The plan of a round was changed")),
    "judging_round.rules_agreed": _plain(_l("A host agreed to the rules of a round")),
    "judging_round.panel_seated": _plain(_l("The judges of a round were chosen")),
    "judging_round.projects_taken": _plain(_l("The projects of a round were chosen")),
    "judging_round.judges_assigned": _plain(_l("Projects were assigned to judges")),
    "judging_round.assignment_withdrawn": _why(_l("%(person)s does not judge a project: %(why)s")),
    "judging_round.opened": _plain(_l("Judging opened: rubric and method are fixed")),
    "judging_round.closed": _plain(_l("Judging closed")),
    "judging_round.reopened": _plain(_l("Judging was opened again")),
    "judging_round.pitches_planned": _plain(_l("The order of pitches was planned")),
    "judging_round.leaderboard_frozen": _plain(_l("The leaderboard was frozen")),
    "judging_round.ranking_confirmed": _plain(_l("The jury confirmed a ranking")),
    "judging_round.results_agreed": _plain(_l("A host agreed to the results")),
    "judging_round.results_published": _published,
    "judging_round.feedback_released": _plain(_l("Teams can read their feedback")),
    "judging_round.results_revealed": _plain(_l("A place was revealed")),
    "scorecard.opened": _plain(_l("A scorecard was opened")),
    "scorecard.scores_submitted": _plain(_l("Scores were handed in")),
    "scorecard.project_skipped": lambda details, names: (
        str(_l("No scores: %(why)s")) % {"why": str(SKIPPED.get(details["reason"], details["reason"]))}
    ),
    "scorecard.withdrawn": _why(_l("A scorecard does not count any more: %(why)s")),
    "scorecard.reinstated": _plain(_l("A scorecard counts again")),
}
