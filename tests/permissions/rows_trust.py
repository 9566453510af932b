"""The table for trust: anybody reports, the office of the country decides, those concerned appeal."""

from tests.permissions.answers import event, reads
from tests.permissions.judging import INSULT
from tests.permissions.rows import Row, get, post

S, I, INTRODUCTION = "/startups/<slug>", "/incubators/<slug>", "/introductions/<uuid:introduction>"  # noqa: E741  # as in the other tables
D, M = "/decisions/<uuid:decision>", "/admin/moderation"
CASE, DECIDED = f"{M}/<uuid:about>", f"{M}/decisions/<uuid:decision>"
HERE = "visitor=login here,administrator=ok organiser_there=hidden *=no"
HERE_DO = "visitor=login here,administrator=done *=no"
FINE = {"measure": "nothing", "reason": "no_violation"}
WORDS = "Look at the second paragraph of the page"

ROWS: list[Row] = [
    # -- reporting: whoever sees a thing, but for its own people
    get(f"{S}/report", "/startups/{anor}/report", "founder=no *=ok"),
    get(f"{S}/report", "/startups/{veiled}/report", "manager,offices=ok founder=no *=hidden", of="hidden"),
    post(
        f"{S}/report", "/startups/{anor}/report", "founder=no member=goes *=done", event("report.made"),
        fields={"reason": "copied", "text": WORDS},
    ),
    post(
        f"{S}/report", "/startups/{anor}/report", "founder=no visitor=done *=done", event("report.made"),
        of="a person", fields={"reason": "scam", "person": "{cofounder}"},
    ),
    get(f"{I}/report", "/incubators/{center}/report", "manager=no *=ok"),
    post(
        f"{I}/report", "/incubators/{center}/report", "manager=no *=done", event("report.made"),
        fields={"reason": "wrong_data"},
    ),
    get(f"{INTRODUCTION}/report", "/introductions/{i_proposed}/report", "visitor=login partner=ok *=hidden"),
    get(
        f"{INTRODUCTION}/report", "/introductions/{i_accepted}/report", "visitor=login sides=ok *=hidden",
        of="an answer",
    ),
    post(
        f"{INTRODUCTION}/report", "/introductions/{i_proposed}/report", "visitor=login partner=done *=hidden",
        event("report.made"), fields={"reason": "spam"},
    ),
    get("/reports/<uuid:report>", "/reports/{r_visitor}", "*=ok", of="a visitor's: whoever has the address"),
    get("/reports/<uuid:report>", "/reports/{r_member}", "member=ok *=hidden", of="a member's"),
    # -- deciding: administrators and the office of the country
    get(M, M, "visitor=login offices=ok *=no"),
    get(M, M, "visitor=login here,administrator=ok organiser_there=shows *=no", reads("Anor Clinic"), of="the queue"),
    get(CASE, f"{M}/{{anor_id}}", HERE, reads("Somebody without an account")),
    get(CASE, f"{M}/{{i_rude}}", HERE, reads(INSULT), of="a message"),
    post(
        CASE, f"{M}/{{anor_id}}", HERE_DO, event("decision.made"), event("report.closed"),
        fields={**FINE, "reports": "{r_visitor}"},
    ),
    get(DECIDED, f"{M}/decisions/{{d_hide}}", HERE, reads("Shaded Studio")),
    post(f"{DECIDED}/lift", f"{M}/decisions/{{d_hide}}/lift", HERE_DO, event("startup.shown_again")),
    post(
        f"{DECIDED}/answer", f"{M}/decisions/{{d_appealed}}/answer",
        "visitor=login organiser_here,administrator=done *=no", event("decision.appeal_answered"),
        fields={"outcome": "upheld", "message": "It stands, and here is why"},
    ),
    # -- those whom it concerns
    get(D, "/decisions/{d_change}", "visitor=login founder=ok *=hidden", reads("Please change what is written here")),
    get(f"{D}/appeal", "/decisions/{d_change}/appeal", "visitor=login *=goes"),
    post(
        f"{D}/appeal", "/decisions/{d_change}/appeal", "visitor=login founder=done *=hidden",
        event("decision.appealed"), fields={"message": "It is written as it is"},
    ),
    get("/account/suspended", "/account/suspended", "*=goes"),
    post("/account/suspended", "/account/suspended", "*=goes", fields={"message": "It was not me at all"}),
    # -- still right, and seen with one's own eyes
    post(
        f"{S}/confirm", "/startups/{anor}/confirm", "visitor=login founder=done *=no",
        event("startup.profile_confirmed"),
    ),
    post(
        f"{S}/confirm", "/startups/{woken}/confirm", "visitor=login manager,here=done *=no",
        event("startup.profile_confirmed"), of="unclaimed",
    ),
    post(
        f"{I}/manage/startups/<uuid:startup>/verify", "/incubators/{center}/manage/startups/{anor_id}/verify",
        "visitor=login manager=done *=no", event("startup.verified"), fields={"what": "registered", "answer": "yes"},
    ),
    post(
        f"{I}/verify", "/incubators/{center}/verify", "visitor=login here=done *=no", event("incubator.verified"),
        fields={"what": "registered", "answer": "yes"},
    ),
]  # fmt: skip
