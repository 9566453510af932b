"""The table for unclaimed profiles in somebody's care: claims, merging, handing over, questions, go-betweens."""

from tests.permissions.answers import event, reads
from tests.permissions.caring import ASKED, DECIDED
from tests.permissions.rows import Row, get, post
from tests.permissions.rows_incubators import CENTER, MANAGERS, MANAGERS_DO, I, M, of
from tests.permissions.rows_introductions import READERS
from tests.permissions.rows_startups import KEEPERS, KEEPERS_DO, S
from tests.permissions.stories import CHOICES

WOKEN, WANTED, TWIN, HANDED = "/startups/{woken}", "/startups/{wanted}", "/startups/{twin}", "/startups/{handed}"
ANSWER = f"{S}/claims/<uuid:claim>/answer"
GO_BETWEEN = f"{I}/manage/introductions/<uuid:introduction>/<any(withdraw, remind):what>"
BROUGHT = f"{CENTER}/manage/introductions/{{i_brought}}"
PAIR = f"{CENTER}/manage/introduce?one={{anor}}&other={{steppe}}"
TYPED = {**CHOICES, "message": "You two should meet, we think"}
E = "/enquiries/<uuid:enquiry>"

ROWS: list[Row] = [
    # -- claiming: anybody asks, the managers decide; organisers where there are none
    get(f"{S}/claim", f"{WOKEN}/claim", "visitor=login *=ok"),
    get(f"{S}/claim", "/startups/{anor}/claim", "visitor=login *=goes", of="claimed"),
    get(f"{S}/claim", "/startups/{dormant}/claim", "visitor=login manager,offices=ok *=hidden", of="hidden"),
    post(
        f"{S}/claim", f"{WOKEN}/claim", "visitor=login *=done", event("startup.claim_requested"),
        fields={"message": "We founded it years ago"},
    ),
    post(
        f"{S}/claim", "/startups/{dormant}/claim", "visitor=login *=hidden", of="hidden",
        fields={"message": "We founded it years ago"},
    ),
    post(
        f"{S}/claim/withdraw", f"{WANTED}/claim/withdraw", "visitor=login member=done *=hidden",
        event("startup.claim_withdrawn"),
    ),
    get(f"{S}/claims", f"{WANTED}/claims", KEEPERS, reads(DECIDED)),
    post(
        ANSWER, f"{WANTED}/claims/{{claim_wanted}}/answer", "visitor=login manager=done *=no",
        event("startup.founder_added"), of="yes", fields={"answer": "yes"},
    ),
    post(
        ANSWER, f"{WANTED}/claims/{{claim_wanted}}/answer", "visitor=login manager=done *=no",
        event("startup.claim_refused"), of="no", fields={"answer": "no", "why": "We do not know you"},
    ),
    post(
        ANSWER, "/startups/{loose}/claims/{claim_loose}/answer", "visitor=login here=done *=no",
        event("startup.founder_added"), of="of no incubator", fields={"answer": "yes"},
    ),
    post(
        ANSWER, f"{WOKEN}/claims/{{claim_wanted}}/answer", "visitor=login manager,here=hidden *=no",
        of="another profile's", fields={"answer": "yes"},
    ),
    # -- merging and handing over
    get(f"{S}/merge", f"{TWIN}/merge", KEEPERS),
    get(f"{S}/merge", f"{TWIN}/merge?into={{woken}}", KEEPERS, reads("goes into"), of="looked at"),
    post(
        f"{S}/merge", f"{TWIN}/merge", KEEPERS_DO, event("startup.merged"),
        fields={"into": "{woken}", "why": "It is the same startup"},
    ),
    post(
        f"{S}/merge", "/startups/{anor}/merge", "visitor=login *=no", of="claimed",
        fields={"into": "{woken}", "why": "It is the same startup"},
    ),
    get(f"{S}/hand-over", f"{TWIN}/hand-over", KEEPERS),
    post(
        f"{S}/hand-over", f"{TWIN}/hand-over", KEEPERS_DO, event("startup.handover_offered"),
        fields={"to": "{tower}", "why": "They know it"},
    ),
    post(f"{S}/hand-over/withdraw", f"{HANDED}/hand-over/withdraw", KEEPERS_DO, event("startup.handover_ended")),
    get(
        M, "/incubators/{tower}/manage/startups/{handed_id}", "visitor=login other_manager=ok *=no",
        reads("Handed Row"), of="handed over",
    ),
    post(
        f"{M}/take-over", "/incubators/{tower}/manage/startups/{handed_id}/take-over",
        "visitor=login other_manager=done *=no", event("startup.admitted"), fields={"answer": "yes"},
    ),
    post(f"{M}/ask-update", of("anor", "ask-update"), MANAGERS_DO, event("startup.update_asked")),
    # -- questions about unclaimed startups
    get(f"{S}/ask", f"{WANTED}/ask?from={{shifo}}", "visitor=login partner=ok *=hidden"),
    post(
        f"{S}/ask", f"{WANTED}/ask?from={{shifo}}", "visitor=login partner=done *=hidden", event("enquiry.asked"),
        fields=TYPED,
    ),
    get("/enquiries", "/enquiries", "visitor=login partner=ok *=shows", reads("Woken Row")),
    get(E, "/enquiries/{enquiry}", "visitor=login partner,manager=ok *=hidden", reads(ASKED)),
    post(
        f"{E}/answer", "/enquiries/{enquiry}/answer", "visitor=login manager=done partner=no *=hidden",
        event("enquiry.answered"), fields={"answer": "introduced", "message": "We have called them"},
    ),
    post(
        f"{E}/withdraw", "/enquiries/{enquiry}/withdraw", "visitor=login partner=done manager=no *=hidden",
        event("enquiry.withdrawn"),
    ),
    get(f"{I}/manage/enquiries", f"{CENTER}/manage/enquiries", MANAGERS, reads("Woken Row")),
    # -- introductions as managers see and make them
    get(f"{I}/manage/introductions", f"{CENTER}/manage/introductions", MANAGERS, reads("Brought Pair")),
    get(f"{I}/manage/introduce", f"{CENTER}/manage/introduce", MANAGERS, reads("Anor Clinic")),
    get(f"{I}/manage/introduce", PAIR, MANAGERS, reads("Steppe Works"), of="two"),
    post(f"{I}/manage/introduce", PAIR, MANAGERS_DO, event("introduction.proposed"), fields=TYPED),
    post(GO_BETWEEN, f"{BROUGHT}/withdraw", MANAGERS_DO, event("introduction.withdrawn"), of="withdraw"),
    post(GO_BETWEEN, f"{BROUGHT}/remind", MANAGERS_DO, event("introduction.reminded"), of="remind"),
    post(
        GO_BETWEEN, "/incubators/{tower}/manage/introductions/{i_brought}/withdraw",
        "visitor=login other_manager=hidden *=no", of="of another incubator",
    ),
    get(
        "/introductions/<uuid:introduction>", "/introductions/{i_brought}", READERS, of="an incubator's",
    ),
    post(
        "/introductions/<uuid:introduction>/accept", "/introductions/{i_brought}/accept",
        "visitor=login sides=done *=hidden", event("introduction.side_agreed"), of="an incubator's",
    ),
    post(
        "/introductions/<uuid:introduction>/decline", "/introductions/{i_brought}/decline",
        "visitor=login sides=done *=hidden", event("introduction.declined"), of="an incubator's",
        fields={"decline.reason": "no_fit"},
    ),
    post(
        "/introductions/<uuid:introduction>/withdraw", "/introductions/{i_brought}/withdraw",
        "visitor=login sides=no *=hidden", of="an incubator's",
    ),
]  # fmt: skip
