"""The table for accounts and invitations."""

from bridge.accounts.registration import DEMO_PASSWORD
from tests.permissions.answers import Outcome, event, mail, reads, rows
from tests.permissions.rows import Row, get, post

A = "/account"
OWN, OWN_DO = "visitor=login *=ok", "visitor=login *=done"
NEW_PASSWORD = "four horses by the lake"  # of people who exist only here
DETAILS = {"name": "New Name", "language": "ru", "time_zone": "Asia/Karachi"}
INVITED = "member=done visitor=shows *=no"


def signed_in(outcome: Outcome, by: str) -> str | None:
    """The browser belongs to somebody now."""
    return None if outcome.signed_in else "nobody is signed in"


def signed_out(outcome: Outcome, by: str) -> str | None:
    """The browser belongs to nobody now."""
    return None if not outcome.signed_in else "somebody is signed in"


ROWS: list[Row] = [
    # -- coming in: open to everybody, whoever they are already
    get(f"{A}/register", f"{A}/register", "*=ok"),
    post(
        f"{A}/register", f"{A}/register", "*=done", mail("confirm"),
        fields={"email": "another@people.example", "password": NEW_PASSWORD, "name": "An Other"},
    ),
    get(f"{A}/check-mail", f"{A}/check-mail", "*=ok"),
    post(
        f"{A}/check-mail", f"{A}/check-mail", "*=done", mail("confirm"), fields={"email": "newcomer@people.example"}
    ),
    get(f"{A}/confirm/<token>", f"{A}/confirm/{{link_confirm}}", "*=ok"),
    get(f"{A}/confirm/<token>", f"{A}/confirm/not-a-link", "*=hidden", of="unknown"),
    get(f"{A}/confirm/<token>", f"{A}/confirm/{{link_reset}}", "*=hidden", of="a link for something else"),
    post(f"{A}/confirm/<token>", f"{A}/confirm/{{link_confirm}}", "*=done", rows("accounts")),
    post(f"{A}/confirm/<token>", f"{A}/confirm/not-a-link", "*=hidden", of="unknown"),
    get(f"{A}/sign-in", f"{A}/sign-in", "visitor=ok *=goes"),
    post(
        f"{A}/sign-in", f"{A}/sign-in", "*=done", signed_in,
        fields={"email": "member@people.example", "password": DEMO_PASSWORD},
    ),
    post(f"{A}/sign-out", f"{A}/sign-out", "*=done", signed_out),
    get(f"{A}/forgot", f"{A}/forgot", "*=ok"),
    post(f"{A}/forgot", f"{A}/forgot", "*=ok", mail("reset"), fields={"email": "stranger@people.example"}),
    get(f"{A}/reset/<token>", f"{A}/reset/{{link_reset}}", "*=ok"),
    post(
        f"{A}/reset/<token>", f"{A}/reset/{{link_reset}}", "*=done", rows("accounts"), mail("password_changed"),
        fields={"password": NEW_PASSWORD},
    ),
    # -- one's own account
    get(A, A, OWN),
    post(A, A, OWN_DO, rows("accounts"), fields=DETAILS),
    get(f"{A}/email", f"{A}/email", OWN),
    post(
        f"{A}/email", f"{A}/email", OWN_DO, mail("email_confirm"), mail("email_requested"),
        fields={"email": "elsewhere@people.example", "password": DEMO_PASSWORD},
    ),
    get(f"{A}/email/<token>", f"{A}/email/{{link_email}}", "*=ok"),  # read on any device, signed in or not
    post(f"{A}/email/<token>", f"{A}/email/{{link_email}}", "*=done", rows("accounts"), mail("email_changed")),
    get(f"{A}/password", f"{A}/password", OWN),
    post(
        f"{A}/password", f"{A}/password", OWN_DO, rows("accounts"), mail("password_changed"),
        fields={"current": DEMO_PASSWORD, "new": NEW_PASSWORD},
    ),
    # -- invitations: the secret link and the invited address together
    get("/i/<secret>", "/i/{invitation_open}", "visitor,member,founder=ok *=no", reads("Anor Clinic"), of="open"),
    get("/i/<secret>", "/i/{invitation_center}", "visitor,member,manager=ok *=no", of="open, to an incubator"),
    *(
        get("/i/<secret>", f"/i/{{invitation_{state}}}", "*=gone", of=state)
        for state in ("used", "gone", "expired")
    ),
    get("/i/<secret>", "/i/not-a-secret", "*=hidden", of="unknown"),
    post("/i/<secret>", "/i/{invitation_open}", f"founder=goes {INVITED}", event("startup.founder_added"), of="open"),
    post(
        "/i/<secret>", "/i/{invitation_center}", f"manager=goes {INVITED}", event("incubator.manager_added"),
        of="open, to an incubator",
    ),
    post("/i/<secret>", "/i/{invitation_claim}", INVITED, event("startup.founder_added"), of="taking over a profile"),
    *(
        post("/i/<secret>", f"/i/{{invitation_{state}}}", "*=gone", of=state)
        for state in ("used", "gone", "expired")
    ),
    post("/i/<secret>", "/i/not-a-secret", "*=hidden", of="unknown"),
]  # fmt: skip
