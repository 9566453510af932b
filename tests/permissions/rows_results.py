"""The table for what everybody reads of results, and what proves them: results, stage, votes, audit, certificates.

The founder's team won; the manager's incubator hosts. Everybody with an account has a vote, but not for their own team.
"""

import json

from bridge.hackathon_documents import FORMAT
from tests.permissions.answers import event, reads, rows
from tests.permissions.proving import COMMENT
from tests.permissions.rows import Row, call, get, post
from tests.permissions.rows_twins import twins

H = "/hackathons/<slug>"
WON, DONE, DRAFT = "/hackathons/{hackwon}", "/hackathons/{hackdone}", "/hackathons/{h_draft}"
CERTIFICATES, PRINT = f"{H}/manage/certificates", f"{H}/manage/print"
LED, LEADS = "visitor=login manager=ok *=no", "visitor=login manager=done *=no"
FETCHED = "visitor=login manager=goes *=no"  # sent to the page that waits for the follower
A, C, API_LEADS = "/hackathons/<hackathon>", "/certificates/{won_code}", "visitor=token manager=did *=no"
TOLD = json.dumps(
    {"format": FORMAT, "version": 1, "setup": {"about": {"title": {"en": "Brought In"}, "binding": "en"}}}
)
CERTIFICATE = "Certificate of participation"
CODE, BACK = "/verify/{won_code}", "<any(revoke, reinstate):what>"

ROWS: list[Row] = [
    get(f"{H}/results", f"{WON}/results", "*=ok", reads("Won Watch")),
    get(f"{H}/results", f"{DRAFT}/results", "*=hidden", of="draft"),
    *twins(f"{H}/results", f"{WON}/results", "*=ok", reads("Won Watch")),
    *twins(f"{H}/teams", f"{WON}/teams", "*=ok", reads("Won")),
    get(f"{H}/results/mine", f"{WON}/results/mine", "visitor=login founder=ok *=hidden", reads(COMMENT)),
    get(f"{H}/results/audit", f"{WON}/results/audit", "*=ok", reads("--root")),
    get(f"{H}/results/audit", f"{DRAFT}/results/audit", "*=hidden", of="draft"),
    get(f"{H}/results/audit/judging.jsonl", f"{WON}/results/audit/judging.jsonl", "*=ok", reads('"entries":')),
    get(
        f"{H}/results/audit/judging.jsonl", "/hackathons/{hackroom}/results/audit/judging.jsonl",
        "managers,partner=ok *=hidden", reads('"entries":'), of="running",
    ),
    get(f"{H}/results/audit/verify_judging.py", f"{WON}/results/audit/verify_judging.py", "*=ok", reads("sha256")),
    # -- the stage: everybody looks, the chair reveals
    get(f"{H}/stage", f"{WON}/stage", "*=ok"),
    get(f"{H}/stage/now", f"{WON}/stage/now", "*=ok"),
    post(
        f"{H}/stage", f"{WON}/stage", LEADS, event("judging_round.results_revealed"), fields={"place": "1"},
    ),
    # -- the people's choice
    get(f"{H}/vote", f"{DONE}/vote", "visitor=login *=ok"),
    post(
        f"{H}/vote", f"{DONE}/vote", "visitor=login founder=taken *=done", event("vote.cast"),
        fields={"project": "{doneproject}"},
    ),
    # -- certificates
    get("/verify", "/verify", "*=ok"),
    get("/verify/<code>", CODE, "*=ok", reads("Person Founder")),
    get("/verify/<code>", "/verify/0000-0000-0000", "*=hidden", of="none"),
    get("/verify/<code>/certificate", f"{CODE}/certificate", "*=ok"),
    post("/verify/<code>/certificate", f"{CODE}/certificate", "*=done", rows("papers")),
    get("/verify/<code>/certificate.pdf", f"{CODE}/certificate.pdf", "*=goes"),
    get("/account/certificates", "/account/certificates", "visitor=login founder=ok *=shows", reads(CERTIFICATE)),
    get(CERTIFICATES, f"{WON}/manage/certificates", LED, reads("Person Founder")),
    post(f"{CERTIFICATES}/issue", f"{WON}/manage/certificates/issue", LEADS, event("certificate.issued")),
    post(
        f"{CERTIFICATES}/<uuid:certificate>/{BACK}", f"{WON}/manage/certificates/{{given}}/revoke", LEADS,
        event("certificate.revoked"), of="revoke", fields={"why": "Was never there"},
    ),
    post(
        f"{CERTIFICATES}/<uuid:certificate>/{BACK}", f"{WON}/manage/certificates/{{taken_back}}/reinstate", LEADS,
        event("certificate.reinstated"), of="reinstate", fields={"why": "It was them"},
    ),
    # -- to print
    get(PRINT, f"{WON}/manage/print", LED),
    get(f"{PRINT}/badges", f"{WON}/manage/print/badges", LED),
    post(f"{PRINT}/badges", f"{WON}/manage/print/badges", LEADS, rows("papers")),
    get(f"{PRINT}/badges.pdf", f"{WON}/manage/print/badges.pdf", FETCHED),
    get(f"{PRINT}/sheets/<uuid:round>", f"{WON}/manage/print/sheets/{{wonround}}", LED),
    post(f"{PRINT}/sheets/<uuid:round>", f"{WON}/manage/print/sheets/{{wonround}}", LEADS, rows("papers")),
    get(f"{PRINT}/sheets/<uuid:round>.pdf", f"{WON}/manage/print/sheets/{{wonround}}.pdf", FETCHED),
    # -- to take along
    get(f"{H}/export.json", f"{WON}/export.json", LED, reads('"startup-bridge/hackathon"')),
    get("/hackathons/new/import", "/hackathons/new/import", "visitor=login managers=ok *=no"),
    post(
        "/hackathons/new/import", "/hackathons/new/import", "visitor=login managers=done *=no",
        event("hackathon.drafted"), fields={"@file:hackathon.json": TOLD.replace("{", "{{").replace("}", "}}")},
    ),
    # -- programs
    call("GET", f"{WON}/document", f"{A}/document", "visitor=token manager=did *=no", reads("setup")),
    call(
        "POST", "/hackathon-documents", "/hackathon-documents", "visitor=token manager=did *=no",
        event("hackathon.drafted"), body={"incubator": "{center_id}", "document": json.loads(TOLD)},
    ),
    call("GET", f"{WON}/teams", f"{A}/teams", "*=ok", reads("Won")),
    call("GET", f"{WON}/results", f"{A}/results", "*=ok", reads("Won Watch")),
    call("GET", f"{WON}/publications", f"{A}/publications", "*=ok", reads('"root"')),
    call(
        "PUT", f"{DONE}/vote", f"{A}/vote", "visitor=token founder=taken *=did", event("vote.cast"),
        body={"project": "{doneproject}"},
    ),
    call("DELETE", f"{DONE}/vote", f"{A}/vote", "visitor=token *=hidden"),
    call(
        "POST", f"{WON}/stage", f"{A}/stage", API_LEADS, event("judging_round.results_revealed"), body={"place": 1},
    ),
    call("POST", f"{WON}/certificates", f"{A}/certificates", API_LEADS, event("certificate.issued")),
    call("GET", C, "/certificates/<code>", "*=ok", reads("Person Founder")),
    call(
        "POST", f"{C}/revoke", "/certificates/<code>/revoke", API_LEADS, event("certificate.revoked"),
        body={"why": "Was never there"},
    ),
    call(
        "POST", "/certificates/{taken_code}/reinstate", "/certificates/<code>/reinstate", API_LEADS,
        event("certificate.reinstated"), body={"why": "It was them"},
    ),
]  # fmt: skip
