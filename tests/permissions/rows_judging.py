"""The table for judges and mentors: the member judges in the one that is judged, and mentors in the one that builds."""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, call, get, post
from tests.permissions.seating import COUSINS, HELP

H, JURY, RUN = "/hackathons/<slug>", "/hackathons/{hackseat}", "/hackathons/{hackrun}"
SHEET, TARAZU = f"{H}/judge/<uuid:round>/<uuid:project>", f"{JURY}/judge/{{seatround}}/{{seatproject}}"
JUDGES, ONE = f"{H}/manage/judges", f"{H}/manage/judges/<uuid:judge>"
GUEST, GONE = f"{JURY}/manage/judges/{{guest_judge}}", f"{JURY}/manage/judges/{{gone_judge}}"
JUDGE, HOST = "visitor=no member=ok *=hidden", "visitor=login manager=done *=no"
SCORES = {"do": "submit", "seen": "0", "values.need": "7", "values.idea": "6", "values.work": "8"}
Q = f"{H}/help"
STEP = f"{Q}/<uuid:request_id>/<any(take, give_back, finish, withdraw):what>"

ROWS: list[Row] = [
    # -- coming in: whoever has the link
    get("/j/<token>", "/j/{guest_link}", "*=ok", reads("Judge Guest")),
    get("/j/<token>", "/j/{gone_link}", "*=gone", of="of somebody who left"),
    post("/j/<token>", "/j/{guest_link}", "*=done", rows("events")),
    post("/j/<token>", "/j/{gone_link}", "*=gone", of="of somebody who left"),
    # -- the judge's own pages; who judges is told to nobody else
    get(f"{H}/judge", f"{JURY}/judge", JUDGE, reads("Tarazu Watch")),
    get(SHEET, TARAZU, JUDGE, reads("Measures wells")),
    post(
        SHEET, TARAZU, "visitor=no member=done *=hidden", event("scorecard.scores_submitted"), fields=SCORES,
    ),
    post(
        SHEET, TARAZU, "visitor=no member=done *=hidden", event("panel.conflict_declared"), of="a conflict",
        fields={"do": "conflict"},
    ),
    post(f"{SHEET}/draft", f"{TARAZU}/draft", JUDGE, rows("scorecard_drafts"), fields={"comment": "Fine"}),
    get(f"{H}/judge/conflicts", f"{JURY}/judge/conflicts", JUDGE, reads("Tarazu Watch")),
    post(
        f"{H}/judge/conflicts", f"{JURY}/judge/conflicts", "visitor=no member=done *=hidden",
        event("panel.conflict_declared"), fields={"projects": "{seatproject}"},
    ),
    get(f"{H}/judge/messages", f"{JURY}/judge/messages", JUDGE),
    get(f"{H}/judge/receipts", f"{JURY}/judge/receipts", JUDGE),
    get(f"{H}/judge/receipts.<any(txt, json):form>", f"{JURY}/judge/receipts.txt", JUDGE),
    get(f"{H}/judge/mine.json", f"{JURY}/judge/mine.json", JUDGE, reads("Tarazu Watch")),
    # -- asking judges, their links
    get(JUDGES, f"{JURY}/manage/judges", "visitor=login manager=ok *=no", reads("Judge Guest")),
    post(
        JUDGES, f"{JURY}/manage/judges", HOST, event("panel.judge_invited"), mail("judge_link"),
        fields={"email": "new@judges.example", "languages": "en"},
    ),
    get(ONE, GUEST, "visitor=login manager=ok *=no", reads(COUSINS)),
    post(ONE, GUEST, HOST, event("panel.judge_changed"), fields={"languages": "ru"}),
    post(f"{ONE}/link", f"{GUEST}/link", "visitor=login manager=ok *=no", event("panel.judge_link_issued")),
    post(f"{ONE}/revoke", f"{GUEST}/revoke", HOST, event("panel.judge_link_revoked")),
    post(
        f"{ONE}/conflicts/<uuid:project>/lift", f"{GUEST}/conflicts/{{seatproject}}/lift", HOST,
        event("panel.conflict_lifted"), fields={"why": "They only share a name"},
    ),
    post(f"{ONE}/remove", f"{GUEST}/remove", HOST, event("panel.judge_left")),
    post(f"{ONE}/erase", f"{GONE}/erase", HOST, rows("guests")),
    post(
        f"{H}/manage/mentors", f"{JURY}/manage/mentors", HOST, mail("invitation"),
        fields={"mentor": "stranger@people.example"},
    ),
    post(
        f"{H}/manage/mentors/invitations/<uuid:invitation>/<any(revoke, renew):what>",
        f"{JURY}/manage/mentors/invitations/{{mentor_asked}}/renew", HOST, mail("invitation"), of="newer",
    ),
    post(
        f"{H}/manage/mentors/invitations/<uuid:invitation>/<any(revoke, renew):what>",
        f"{JURY}/manage/mentors/invitations/{{mentor_asked}}/revoke", HOST, rows("invitations"), of="back",
    ),
    post(
        f"{H}/manage/mentors/<uuid:mentor>/remove", f"{RUN}/manage/mentors/{{member}}/remove", HOST,
        event("panel.mentor_left"),
    ),
    # -- the help queue: a team reads its own requests, mentors and hosts all
    get(
        Q, f"{RUN}/help", "visitor=login founder,member,manager=ok partner,other_manager=shows *=no", reads(HELP)
    ),
    post(
        Q, f"{RUN}/help", "visitor=login other_manager=done founder=taken *=no", event("help_request.asked"),
        fields={"text": "Where is the soldering iron?"},
    ),
    post(STEP, f"{RUN}/help/{{help_asked}}/take", "visitor=login member=done *=no", event("help_request.taken")),
    post(
        STEP, f"{RUN}/help/{{help_taken}}/give_back", "visitor=login member,manager=done *=no",
        event("help_request.returned"), of="back",
    ),
    post(
        STEP, f"{RUN}/help/{{help_taken}}/finish", "visitor=login member=done *=no", event("help_request.given"),
        of="done",
    ),
    post(
        STEP, f"{RUN}/help/{{help_asked}}/withdraw", "visitor=login founder=done *=no",
        event("help_request.withdrawn"), of="withdrawn",
    ),
]  # fmt: skip

B, A = "/hackathons/{hackseat}/sheets", "/hackathons/<hackathon>/sheets"
LOOK, LOOK_RULE = f"{B}/{{seatround}}/{{seatproject}}", f"{A}/<uuid:round>/<uuid:project>"
TOKEN, DID = "visitor=token member=ok *=hidden", "visitor=token member=did *=hidden"
QUEUE, QUEUE_RULE = "/hackathons/{hackrun}/help", "/hackathons/<hackathon>/help"

ROWS += [
    call("GET", B, A, TOKEN, reads("Tarazu Watch")),
    call("GET", LOOK, LOOK_RULE, TOKEN, reads("Tarazu Watch")),
    call("PUT", f"{LOOK}/draft", f"{LOOK_RULE}/draft", DID, rows("scorecard_drafts"), body={"comment": "Fine"}),
    call(
        "POST", f"{LOOK}/submit", f"{LOOK_RULE}/submit", DID, event("scorecard.scores_submitted"),
        body={"values": {"need": 7, "idea": 6, "work": 8}},
    ),
    call(
        "POST", f"{LOOK}/skip", f"{LOOK_RULE}/skip", DID, event("scorecard.project_skipped"), body={"reason": "absent"}
    ),
    call(
        "GET", QUEUE, QUEUE_RULE, "visitor=token founder,member,manager=ok partner,other_manager=shows *=no",
        reads(HELP),
    ),
    call(
        "POST", QUEUE, QUEUE_RULE, "visitor=token other_manager=did founder=taken *=no", event("help_request.asked"),
        body={"text": "Where is the soldering iron?"},
    ),
    call(
        "POST", f"{QUEUE}/{{help_asked}}", f"{QUEUE_RULE}/<uuid:request>", "visitor=token member=did *=no",
        event("help_request.taken"), body={"step": "take"},
    ),
]  # fmt: skip

PANEL, PANEL_RULE = "/hackathons/{hackseat}/judges", "/hackathons/<hackathon>/judges"
SOMEBODY, SOMEBODY_RULE = f"{PANEL}/{{guest_judge}}", f"{PANEL_RULE}/<uuid:judge>"
HELPERS, HELPERS_RULE = "/hackathons/{hackrun}/mentors", "/hackathons/<hackathon>/mentors"
RUNS = "visitor=token manager=did *=no"

ROWS += [
    call("GET", PANEL, PANEL_RULE, "visitor=token manager=ok *=no", reads("Judge Guest")),
    call(
        "POST", PANEL, PANEL_RULE, RUNS, event("panel.judge_invited"), mail("judge_link"),
        body={"email": "new@judges.example", "languages": ["en"]},
    ),
    call("PUT", SOMEBODY, SOMEBODY_RULE, RUNS, event("panel.judge_changed"), body={"languages": ["ru"]}),
    call("POST", f"{SOMEBODY}/link", f"{SOMEBODY_RULE}/link", RUNS, event("panel.judge_link_issued")),
    call("DELETE", f"{SOMEBODY}/link", f"{SOMEBODY_RULE}/link", RUNS, event("panel.judge_link_revoked")),
    call("POST", f"{SOMEBODY}/remove", f"{SOMEBODY_RULE}/remove", RUNS, event("panel.judge_left"), body={}),
    call(
        "POST", HELPERS, HELPERS_RULE, RUNS, mail("invitation"),
        body={"email": "stranger@people.example", "topics": ["iot"]},
    ),
    call(
        "DELETE", f"{JURY}/mentors/invitations/{{mentor_asked}}", f"{HELPERS_RULE}/invitations/<uuid:invitation>", RUNS,
        rows("invitations"),
    ),
    call(
        "POST", f"{JURY}/mentors/invitations/{{mentor_asked}}/renew",
        f"{HELPERS_RULE}/invitations/<uuid:invitation>/renew", RUNS, mail("invitation"), body={},
    ),
    call(
        "DELETE", f"{HELPERS}/{{member}}", f"{HELPERS_RULE}/<uuid:mentor>", RUNS, event("panel.mentor_left")
    ),
]  # fmt: skip
