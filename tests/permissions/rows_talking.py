"""The table for talking around a hackathon: questions that everybody reads, messages to groups."""

from typing import Any

from tests.permissions.answers import event, reads
from tests.permissions.rows import Row, call, get, post
from tests.permissions.talking import ASKED, HIDDEN, TOLD

H, RUN = "/hackathons/<slug>", "/hackathons/{hackrun}"
REPORT = f"{H}/<any(questions, projects, teams):what>/<uuid:about>/report"
Q, QUESTION, HID = f"{H}/questions/<uuid:question>", f"{RUN}/questions/{{question}}", "{hidden_question}"
WHAT = f"{Q}/<any(answer, withdraw, hide, show):what>"
M, API = f"{H}/manage/messages", "/hackathons/<hackathon>"
LEADS, ASKERS = "visitor=login manager=done *=no", "visitor=login founder,partner,other_manager=done *=no"
# The hackathon's only host is of the startup's country.
MODERATES = "visitor=login manager,here,administrator=done *=no"
DID, TAKES_PART = "visitor=token manager=did *=no", "visitor=token founder,partner,other_manager=did *=no"
DID_MODERATE = "visitor=token manager,here=did *=no"  # tokens carry no administrator's rights
TYPED = {"group": "registered", "title.en": "Tea", "text.en": "At five", "when": "now", "once": "a form"}
BODY: dict[str, Any] = {"group": "judges", "title": {"en": "Tea"}, "text": {"en": "At five"}}

ROWS: list[Row] = [
    get(f"{H}/questions", f"{RUN}/questions", "*=ok", reads(ASKED)),
    get(f"{H}/questions", f"{RUN}/questions", "manager,here,administrator=ok *=shows", reads(HIDDEN), of="hidden"),
    post(
        f"{H}/questions", f"{RUN}/questions", ASKERS, event("question.asked"), fields={"text": "Is there tea?"}
    ),
    post(WHAT, f"{QUESTION}/answer", LEADS, event("question.answered"), fields={"text": "Yes"}, of="answer"),
    post(WHAT, f"{QUESTION}/hide", MODERATES, event("question.hidden"), fields={"why": "Private"}, of="hide"),
    post(WHAT, f"{RUN}/questions/{HID}/show", MODERATES, event("question.shown_again"), of="show"),
    post(WHAT, f"{QUESTION}/withdraw", "visitor=login founder=done *=no", event("question.withdrawn"), of="withdraw"),
    get(f"{H}/messages", f"{RUN}/messages", "visitor=login founder,partner,other_manager=ok *=shows", reads(TOLD)),
    get(M, f"{RUN}/manage/messages", "visitor=login manager=ok *=no", reads(TOLD)),
    post(M, f"{RUN}/manage/messages", "visitor=login manager=ok *=no", reads("Send it now"), fields=TYPED),
    post(f"{M}/<uuid:message>/cancel", f"{RUN}/manage/messages/{{message}}/cancel", LEADS,
         event("announcement.cancelled")),
    get(Q, QUESTION, "*=done"),
    get(REPORT, f"{QUESTION}/report", "founder=no *=ok", of="question"),
    post(REPORT, f"{QUESTION}/report", "founder=no *=done", event("report.made"), fields={"reason": "spam"},
         of="question"),
    get(REPORT, f"{RUN}/questions/{HID}/report", "manager,offices=ok *=hidden", of="hidden"),
    get(REPORT, f"{RUN}/teams/{{suuteam}}/report", "founder=no *=ok", of="team"),
    get(REPORT, "/hackathons/{hackdone}/projects/{doneproject}/report", "founder=no *=ok", of="project"),
    get(REPORT, f"{RUN}/projects/{{soloproject}}/report", "other_manager=no manager,offices=ok *=hidden", of="closed"),
    get("/hackathons/mine", "/hackathons/mine", "visitor=login *=ok"),
    # -- programs
    call("GET", "/hackathons/{hackrun}/questions", f"{API}/questions", "*=ok", reads(ASKED)),
    call("POST", "/hackathons/{hackrun}/questions", f"{API}/questions", TAKES_PART, event("question.asked"),
         body={"text": "Is there tea?"}),
    call("POST", "/questions/{question}/answer", "/questions/<uuid:question>/answer", DID, event("question.answered"),
         body={"text": "Yes."}),
    call("POST", "/questions/{question}/hide", "/questions/<uuid:question>/hide", DID_MODERATE,
         event("question.hidden"), body={"why": "Private"}),
    call("POST", "/questions/{hidden_question}/show", "/questions/<uuid:question>/show", DID_MODERATE,
         event("question.shown_again")),
    call("POST", "/questions/{question}/withdraw", "/questions/<uuid:question>/withdraw",
         "visitor=token founder=did *=no", event("question.withdrawn")),
    call("GET", "/hackathons/{hackrun}/messages", f"{API}/messages",
         "visitor=token founder,partner,other_manager=ok *=shows", reads(TOLD)),
    call("GET", "/hackathons/{hackrun}/messages/written", f"{API}/messages/written", "visitor=token manager=ok *=no",
         reads(TOLD)),
    call("POST", "/hackathons/{hackrun}/messages", f"{API}/messages", DID, event("announcement.sent"), body=BODY),
    call("POST", "/questions/{question}/reports", "/questions/<uuid:question>/reports",
         "visitor=token founder=no *=did", event("report.made"), body={"reason": "spam"}),
    call("POST", "/teams/{suuteam}/reports", "/teams/<uuid:team>/reports", "visitor=token founder=no *=did",
         event("report.made"), body={"reason": "spam"}),
    call("POST", "/projects/{doneproject}/reports", "/projects/<uuid:project>/reports",
         "visitor=token founder=no *=did", event("report.made"), body={"reason": "spam"}),
    call("POST", "/messages/{message}/cancel", "/messages/<uuid:message>/cancel", DID,
         event("announcement.cancelled")),
]  # fmt: skip
