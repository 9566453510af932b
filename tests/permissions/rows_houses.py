"""The table for the start page, what is open to everybody, words, roles and health."""

from tests.permissions.answers import event, reads
from tests.permissions.rows import Row, get, post

ADMINISTRATOR, ADMINISTRATOR_DOES = "visitor=login administrator=ok *=no", "visitor=login administrator=done *=no"
OFFICES, OFFICES_DO = "visitor=login offices=ok *=no", "visitor=login offices=done *=no"
PEOPLE, WORDS = "/admin/people", "/admin/vocabulary"

ROWS: list[Row] = [
    get("/", "/", "*=ok"),
    get("/help", "/help", "*=ok"),
    get("/styleguide", "/styleguide", "*=ok"),
    get("/static/<path:filename>", "/static/tokens.css", "*=ok"),
    # -- roles: given and taken by administrators, who keep their own
    get(PEOPLE, PEOPLE, ADMINISTRATOR, reads("Person Organiser_Here")),
    post(
        PEOPLE, PEOPLE, ADMINISTRATOR_DOES, event("office.role_granted"),
        fields={"email": "stranger@people.example", "role": "organiser", "office": "UZ"},
    ),
    post(
        f"{PEOPLE}/<uuid:account>/<role>/revoke", f"{PEOPLE}/{{organiser_here}}/organiser/revoke", ADMINISTRATOR_DOES,
        event("office.role_revoked"),
    ),
    post(
        f"{PEOPLE}/<uuid:account>/<role>/revoke", f"{PEOPLE}/{{administrator}}/administrator/revoke",
        "visitor=login *=no", of="one's own",
    ),
    # -- words: organisers of every office, because there is one vocabulary
    get(WORDS, WORDS, OFFICES, reads("units")),
    post(
        f"{WORDS}/fold", f"{WORDS}/fold", OFFICES_DO, event("term.tag_folded"),
        fields={"tag": "units", "term": "technology:embedded"},
    ),
    post(f"{WORDS}/unfold", f"{WORDS}/unfold", OFFICES_DO, event("term.tag_unfolded"), fields={"tag": "plov"}),
    post(
        f"{WORDS}/replace", f"{WORDS}/replace", OFFICES_DO, event("term.replaced"),
        fields={"old": "sector:fashion", "successor": "sector:textiles"},
    ),
    # -- health: a page for administrators, an answer for monitors, figures for this machine (see test_near.py)
    get("/admin/health", "/admin/health", ADMINISTRATOR),
    get("/health", "/health", "*=ok", reads("followers")),
    get("/metrics", "/metrics", "*=ok", reads("bridge_log_last_event")),
    # -- the mailbox of a developer's machine: whoever sits there
    get("/mailbox", "/mailbox", "*=ok", reads("A letter")),
    get("/mailbox/<uuid:id>", "/mailbox/{letter}", "*=ok", reads("What is in it")),
    get("/mailbox/<uuid:id>/html", "/mailbox/{letter}/html", "*=ok", reads("What is in it")),
]  # fmt: skip
