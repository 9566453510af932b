"""Words for judging that several pages need, and the sentence for every code of it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.web.history_of_judging import SKIPPED, WHY

__all__ = ["CARDS", "CODES", "JUDGES", "METHODS", "ROUNDS", "RULES", "SKIPPED", "WHY"]

ROUNDS: dict[str, LazyString] = {
    "planned": _l("Planned"), "open": _l("Scores are taken"), "closed": _l("Closed"), "published": _l("Published"),
}  # fmt: skip
JUDGES: dict[str, LazyString] = {
    "invited": _l("Invited"), "entered": _l("Has come in"), "left": _l("Has given up"), "declined": _l("Said no"),
    "removed": _l("Taken off"),
}  # fmt: skip
CARDS: dict[str, LazyString] = {
    "todo": _l("To do"), "open": _l("On the way"), "submitted": _l("Handed in"), "skipped": _l("Skipped"),
    "withdrawn": _l("Withdrawn"),
}  # fmt: skip
METHODS: dict[str, tuple[LazyString, LazyString]] = {
    "auto": (
        _l("Automatic"),
        _l("The plain mean where every judge sees every project, otherwise the mixed model."),
    ),
    "plain_mean": (
        _l("Plain mean"),
        _l("The average of what the judges gave, by the weights. Fair where every judge sees every project."),
    ),
    "mixed_model": (
        _l("Mixed model"),
        _l(
            "Estimates how strict each judge is and takes that out, carefully where there is little to go by; "
            "a judge who scores at random counts less. For rounds in which judges see different projects."
        ),
    ),
}
# Rules of a round that hosts agree to.
RULES: dict[str, LazyString] = {
    "criteria": _l("Criteria and weights"), "low": _l("Lowest mark"), "high": _l("Highest mark"),
    "method": _l("Method"), "tie": _l("When two are equal"), "same_country": _l("Judges and countries"),
    "after": _l("It follows another round"), "top": _l("How many projects get in"),
}  # fmt: skip
CODES: dict[str, LazyString] = {
    "conflict_of_interest": _l("A conflict of interest forbids this. Nothing was assigned."),
    "conflicted_scores_count": _l(
        "Scores count that a conflict of interest forbids (%(number)s). Withdraw them before you publish."
    ),
    "scores_changed_since": _l(
        "Scores have changed since this was computed. Look at the new result, and confirm that one."
    ),
    "ranking_changed_since": _l(
        "The jury has decided anew since you opened this page. Read it below, then decide again."
    ),
    "rules_not_agreed": _l(
        "This round has rules of its own, and not every host agrees to them yet (%(number)s missing). "
        "They find it in their list of what waits."
    ),
    "rules_changed_since": _l("The rules have changed since you opened this page. Read them once more, then agree."),
    "results_not_agreed": _l(
        "Not every host has agreed to this ranking yet (%(number)s missing). They find it in their list of what waits."
    ),
    "result_not_computed": _l("The result of these scores is not computed yet. Wait a moment and try again."),
    "ranking_not_confirmed": _l("The jury has not confirmed a ranking yet."),
    "ranking_is_not_of_these_projects": _l("The order has to hold every project of the round once."),
    "departing_needs_a_reason": _l("Another order than the computed one needs a reason, which everybody reads."),
    "correcting_needs_a_reason": _l("A correction needs a reason, which everybody reads."),
    "results_are_published": _l("The results are published: scores stand as they are. Publish a correction instead."),
    "results_not_published": _l("The results are not published yet."),
    "leaderboard_is_frozen": _l("The leaderboard stands still already."),
    "round_has_opened": _l("The round has opened: rubric, method and tie rule stand."),
    "round_not_open": _l("The round is not open: it takes no scores now."),
    "round_not_closed": _l("The round is not closed yet."),
    "round_without_judges": _l("Nobody judges in this round yet. Choose the judges first."),
    "round_without_projects": _l("This round has no projects yet. Choose them first."),
    "rubric_without_criteria": _l("Say by what the projects are judged: at least one criterion."),
    "projects_without_judges": _l("Projects without a judge: %(number)s."),
    "too_many_rounds": _l("A hackathon has at most %(most)s rounds."),
    "judge_invited_already": _l("This person is a judge here already."),
    "judges_do_not_mentor": _l("This person judges here, and whoever judges does not mentor."),
    "mentors_do_not_judge": _l("This person mentors here, and whoever mentors does not judge."),
    "no_link": _l("This judge has no link that could be revoked."),
    "no_such_conflict": _l("No such conflict of interest is declared."),
    "not_a_mentor": _l("Only a mentor of this hackathon can do this."),
    "not_assigned": _l("This judge does not look at this project, or not any more."),
    "not_for_oneself": _l("Nobody does this for themselves. Ask another manager."),
    "own_seat": _l("Nobody who runs the judging changes their own seat in the jury. Ask another manager of a host."),
    "nothing_to_withdraw": _l("There is no scorecard to withdraw."),
    "places_leave_gaps": _l("Places go up from 1 and leave none out; projects that are level share one."),
    "not_in_this_track": _l("The prize of a track goes to a project of that track."),
    "project_left_the_round": _l("This project is not judged in this round any more. Take it into the round first."),
    "scorecard_counts": _l("This scorecard counts already."),
    "scorecard_withdrawn": _l("This scorecard was withdrawn. The chair of the jury can let it count again."),
    "unknown_skip": _l("Say whether it is a conflict of interest, or whether the team was absent."),
    "assignment_is_old": _l("The round has changed since. Look at it again; nothing was changed now."),
    "unknown_way": _l("Assignments are made by hand, for everybody, or as they were proposed."),
    # What the compute follower answers where it cannot answer.
    "computing_broke": _l("This could not be computed. It was noted; please try once more."),
    "weights_sum_to_zero": _l("All weights are zero. Give at least one criterion a weight."),
    "unknown_judge": _l("This judge handed in nothing that counts."),
}
