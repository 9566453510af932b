"""The table for the jury's room: managers of both hosts, a chair, a judge, offices; pages and programs."""

from tests.permissions.answers import Effect, event, reads, rows
from tests.permissions.juryrooms import COMMENT, NOTE
from tests.permissions.rows import Row, call, get, post
from tests.permissions.rows_twins import twins

JUDGING, RESULTS = "/hackathons/<slug>/manage/judging", "/hackathons/<slug>/manage/results"
ROUND, OUTCOME = f"{JUDGING}/<int:number>", f"{RESULTS}/<int:number>"
WORK, ENDS = "/hackathons/{hackroom}/manage/judging", "/hackathons/{hackends}/manage/results"
ENDS_WORK = "/hackathons/{hackends}/manage/judging"
COMPUTED = "/hackathons/{hackroom}/manage/results/3"
# Managers of both hosts do everything; the partner has the right of the chair; the member judges.
READERS = "visitor=login managers,partner,organisers=ok *=no"
PLANS, PLANNERS = "visitor=login managers=ok *=no", "visitor=login managers=done *=no"
CHAIR, CHAIRS = "visitor=login managers,partner=ok *=no", "visitor=login managers,partner=done *=no"
HOSTS = "visitor=login managers=done *=no"
API, A = "/hackathons/{hackroom}/rounds", "/hackathons/<hackathon>/rounds"
E, ONE = "/hackathons/{hackends}/rounds", "/hackathons/<hackathon>/rounds/<number>"
READ = "visitor=token managers,partner,organisers=ok *=no"
MANAGE, LEAD = "visitor=token managers=did *=no", "visitor=token managers,partner=did *=no"
SHEET = {"values.need": "5", "values.idea": "5", "values.work": "5"}
PAIR = {"judge": "{member}", "project": "{room_project1}"}
DONE = {"judge": "{administrator}", "project": "{room_project1}"}
GONE = {"judge": "{administrator}", "project": "{room_project2}"}


def changes(path: str, rule: str, body: object, *effects: Effect, who: str = MANAGE, method: str = "POST") -> Row:
    """An operation on a round of the first hackathon."""
    return call(method, f"{API}/{path}", f"{ONE}/{rule}", who, *effects, body=body)


ROWS: list[Row] = [
    # -- rounds
    get(JUDGING, WORK, READERS, reads("Jury 1")),
    get(f"{JUDGING}/new", f"{WORK}/new", PLANS),
    post(
        f"{JUDGING}/new", f"{WORK}/new", PLANNERS, event("judging_round.planned"), event("judging_round.panel_seated"),
        event("judging_round.projects_taken"),
        fields={"name.en": "Last", "method": "auto", "tie": "criterion", "views": "2", "rubric_of": "hackathon"},
    ),
    get(ROUND, f"{WORK}/2", READERS, reads("Jury 2")),
    get(f"{ROUND}/plan", f"{WORK}/2/plan", PLANS),
    post(
        f"{ROUND}/plan", f"{WORK}/2/plan", PLANNERS, event("judging_round.changed"),
        fields={"name.en": "Else", "method": "plain_mean", "tie": "jury", "views": "2", "rubric_of": "hackathon"},
    ),
    post(
        f"{ROUND}/people", f"{WORK}/2/people", PLANNERS, event("judging_round.panel_seated"),
        fields={"judges": "{member}", "projects": "{room_project1}"},
    ),
    post(
        f"{ROUND}/<any(open, close):what>", f"{WORK}/1/close", PLANNERS, event("judging_round.closed"),
    ),
    post(
        f"{ROUND}/<any(open, close):what>", f"{WORK}/2/open", PLANNERS, event("judging_round.opened"), of="open",
    ),
    post(
        f"{ROUND}/agree", f"{ENDS_WORK}/4/agree", HOSTS, event("judging_round.rules_agreed"),
        fields={"seen": "{rules4}"},
    ),
    post(
        f"{ROUND}/reopen", f"{WORK}/3/reopen", CHAIRS, event("judging_round.reopened"), fields={"why": "Too early"},
    ),
    # -- who looks at what
    get(f"{ROUND}/assignment", f"{WORK}/2/assignment", READERS, reads("Judged Watch 2")),
    post(
        f"{ROUND}/assignment/ask", f"{WORK}/2/assignment/ask", PLANNERS, rows("judging_jobs"), fields={"views": "2"},
    ),
    post(
        f"{ROUND}/assignment/apply", f"{WORK}/2/assignment/apply", PLANNERS, event("judging_round.judges_assigned"),
        fields={"job": "{proposal}"},
    ),
    post(
        f"{ROUND}/assignment/by-hand", f"{WORK}/2/assignment/by-hand", PLANNERS,
        event("judging_round.assignment_withdrawn"), fields={"version": "{version_of_room}", "project": "0"},
    ),
    post(
        f"{ROUND}/assignment/apply", f"{WORK}/1/assignment/apply", "visitor=login managers=taken *=no",
        fields={"job": "{proposal}"}, of="of another round",
    ),
    post(
        f"{ROUND}/assignment/by-hand", f"{WORK}/2/assignment/by-hand", "visitor=login managers=taken *=no",
        fields={"version": "1"}, of="an old page",
    ),
    # -- progress and sheets
    get(f"{ROUND}/progress", f"{WORK}/1/progress", READERS, reads("Judged Watch 1")),
    get(f"{ROUND}/judges/<uuid:judge>", f"{WORK}/1/judges/{{administrator}}", READERS, reads(COMMENT)),
    get(
        f"{ROUND}/judges/<uuid:judge>", f"{WORK}/1/judges/{{administrator}}",
        "visitor=login managers,partner=ok organisers=shows *=no", reads(NOTE), of="notes of the jury",
    ),
    get(f"{ROUND}/projects/<uuid:project>", f"{WORK}/1/projects/{{room_project1}}", READERS, reads(COMMENT)),
    get(
        f"{ROUND}/projects/<uuid:project>", f"{WORK}/1/projects/{{room_project1}}",
        "visitor=login managers,partner=ok organisers=shows *=no", reads(NOTE), of="notes of the jury",
    ),
    get(
        f"{ROUND}/judges/<uuid:judge>/paper/<uuid:project>", f"{WORK}/1/judges/{{member}}/paper/{{room_project1}}",
        PLANS,
    ),
    post(
        f"{ROUND}/judges/<uuid:judge>/paper/<uuid:project>", f"{WORK}/1/judges/{{member}}/paper/{{room_project1}}",
        PLANNERS, event("scorecard.scores_submitted"), fields=SHEET,
    ),
    post(
        f"{ROUND}/judges/<uuid:judge>/withdraw", f"{WORK}/1/judges/{{administrator}}/withdraw", CHAIRS,
        event("scorecard.withdrawn"), fields={"why": "Scored at random"},
    ),
    post(
        f"{ROUND}/judges/<uuid:judge>/reinstate/<uuid:project>",
        f"{WORK}/1/judges/{{administrator}}/reinstate/{{room_project2}}", CHAIRS, event("scorecard.reinstated"),
        fields={"why": "It was the right one"},
    ),
    post(
        f"{ROUND}/judges/<uuid:judge>/leave", f"{WORK}/1/judges/{{administrator}}/leave", PLANNERS,
        event("judging_round.panel_seated"), event("judging_round.assignment_withdrawn"),
    ),
    get(f"{JUDGING}/scorecards", f"{WORK}/scorecards", READERS, reads("Judged Watch 1")),
    *twins(f"{JUDGING}/scorecards", f"{WORK}/scorecards", READERS, reads("Judged Watch 1")),
    # -- pitches
    get(f"{ROUND}/pitches", f"{WORK}/1/pitches", READERS),
    post(
        f"{ROUND}/pitches", f"{WORK}/1/pitches", PLANNERS, event("judging_round.pitches_planned"),
        fields={"pitches.0.project": "{room_project1}", "pitches.0.at": "2026-03-20T10:00", "pitches.0.minutes": "5"},
    ),
    # -- results
    get(RESULTS, "/hackathons/{hackroom}/manage/results", "visitor=login managers,partner,organisers=done *=no"),
    get(OUTCOME, COMPUTED, READERS, reads("Judged Watch 1")),
    get(OUTCOME, f"{COMPUTED}?as-of=2026-03-01T10:00", READERS, of="a past moment"),
    get(f"{OUTCOME}/what-if", f"{COMPUTED}/what-if?method=mixed_model", CHAIR),
    get(f"{OUTCOME}/report", f"{COMPUTED}/report", CHAIR),
    post(f"{OUTCOME}/freeze", f"{COMPUTED}/freeze", CHAIRS, event("judging_round.leaderboard_frozen")),
    post(
        f"{OUTCOME}/confirm", f"{COMPUTED}/confirm", CHAIRS, event("judging_round.ranking_confirmed"),
        fields={"do": "confirm", "digest": "{digest3}"},
    ),
    post(
        f"{OUTCOME}/agree", f"{ENDS}/1/agree", HOSTS, event("judging_round.results_agreed"),
        fields={"seen": "{word1}"},
    ),
    post(
        f"{OUTCOME}/publish", f"{ENDS}/2/publish", CHAIRS, event("judging_round.results_published"),
        fields={"seen": "{word2}"},
    ),
    post(
        f"{OUTCOME}/publish", f"{ENDS}/1/publish", "visitor=login managers,partner=taken *=no", of="hosts not asked",
        fields={"seen": "{word1}"},
    ),
    post(
        f"{OUTCOME}/publish", f"{ENDS}/2/publish", "visitor=login managers,partner=taken *=no", of="another ranking",
        fields={"seen": "{word1}"},
    ),
    post(f"{OUTCOME}/feedback", f"{ENDS}/3/feedback", CHAIRS, event("judging_round.feedback_released")),
    # -- programs
    call("GET", "/hackathons/{hackroom}/scorecards", "/hackathons/<hackathon>/scorecards", READ, reads(COMMENT)),
    call("GET", API, A, READ, reads("Jury 1")),
    call("POST", API, A, MANAGE, event("judging_round.planned"), body={"name": {"en": "Last"}}),
    call("GET", f"{API}/1", ONE, READ, reads("Jury 1")),
    changes("2/plan", "plan", {"name": {"en": "Else"}}, event("judging_round.changed"), method="PUT"),
    changes("2/judges", "judges", {"judges": ["{member}"]}, event("judging_round.panel_seated"), method="PUT"),
    changes(
        "2/projects", "projects", {"projects": ["{room_project1}"]}, event("judging_round.projects_taken"),
        method="PUT",
    ),
    call(
        "POST", f"{E}/4/agreement", f"{ONE}/agreement", MANAGE, event("judging_round.rules_agreed"),
        body={"rules": "{rules4}"},
    ),
    changes("2/open", "open", None, event("judging_round.opened")),
    changes("1/close", "close", None, event("judging_round.closed")),
    changes("3/reopen", "reopen", {"why": "Too early"}, event("judging_round.reopened"), who=LEAD),
    call("GET", f"{API}/1/conflicts", f"{ONE}/conflicts", READ),
    call("GET", f"{API}/1/assignments", f"{ONE}/assignments", READ, reads("hand")),
    call("GET", f"{API}/1/scorecards", f"{ONE}/scorecards", READ, reads(COMMENT)),
    call(
        "GET", f"{API}/1/scorecards", f"{ONE}/scorecards", "visitor=token managers,partner=ok organisers=shows *=no",
        reads(NOTE), of="notes of the jury",
    ),
    changes("2/proposals", "proposals", {"views": 2}, rows("judging_jobs")),
    call("GET", f"{API}/2/questions/{{proposal}}", f"{ONE}/questions/<uuid:question>", READ, reads("pairs")),
    changes(
        "2/proposals/{proposal}/apply", "proposals/<uuid:question>/apply", None, event("judging_round.judges_assigned"),
    ),
    changes(
        "2/assignments", "assignments", {"pairs": [DONE]}, event("judging_round.judges_assigned"),
    ),
    changes(
        "2/assignments/withdraw", "assignments/withdraw", {"pairs": [PAIR]},
        event("judging_round.assignment_withdrawn"),
    ),
    call("GET", f"{API}/1/progress", f"{ONE}/progress", READ, reads("submitted")),
    changes(
        "1/paper", "paper", {**PAIR, "values": {"need": 5, "idea": 5, "work": 5}}, event("scorecard.scores_submitted"),
    ),
    changes(
        "1/scorecards/withdraw", "scorecards/withdraw", {"judge": "{administrator}", "why": "Scored at random"},
        event("scorecard.withdrawn"), who=LEAD,
    ),
    changes(
        "1/scorecards/reinstate", "scorecards/reinstate", {**GONE, "why": "It was the right one"},
        event("scorecard.reinstated"), who=LEAD,
    ),
    changes(
        "1/pitches", "pitches", {"pitches": [{"project": "{room_project1}", "at": "2026-03-20T10:00"}]},
        event("judging_round.pitches_planned"), method="PUT",
    ),
    call("GET", f"{API}/3/result", f"{ONE}/result", READ, reads("official")),
    changes("3/what-if", "what-if", {"method": "mixed_model"}, rows("judging_jobs"), who=LEAD),
    changes("3/report", "report", None, rows("judging_jobs"), who=LEAD),
    changes("3/freeze", "freeze", None, event("judging_round.leaderboard_frozen"), who=LEAD),
    changes(
        "3/confirm", "confirm", {"digest": "{digest3}"}, event("judging_round.ranking_confirmed"), who=LEAD,
    ),
    call(
        "POST", f"{E}/1/agree", f"{ONE}/agree", "visitor=token managers=did *=no",
        event("judging_round.results_agreed"), body={"confirmed": "{word1}"},
    ),
    call(
        "POST", f"{E}/2/publish", f"{ONE}/publish", LEAD, event("judging_round.results_published"),
        body={"confirmed": "{word2}"},
    ),
    call(
        "POST", f"{E}/1/agree", f"{ONE}/agree", "visitor=token managers=taken partner=taken *=no",
        body={"confirmed": "{word2}"}, of="another ranking",
    ),
    call(
        "POST", f"{E}/2/publish", f"{ONE}/publish", "visitor=token managers,partner=taken *=no",
        body={"confirmed": "{word1}"}, of="another ranking",
    ),
    call("POST", f"{E}/3/feedback", f"{ONE}/feedback", LEAD, event("judging_round.feedback_released")),
]  # fmt: skip
