"""The table for letters: one's own wish, the signed link in a letter, and the administrators' desk."""

from tests.permissions.answers import reads, rows
from tests.permissions.rows import Row, get, post
from tests.permissions.rows_accounts import OWN, OWN_DO
from tests.permissions.rows_houses import ADMINISTRATOR, ADMINISTRATOR_DOES

LINK, STOP, MAIL = "/letters/<token>", "/letters/<token>/stop", "/admin/mail"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}

ROWS: list[Row] = [
    get("/account/letters", "/account/letters", OWN),
    post("/account/letters", "/account/letters", OWN_DO, rows("accounts"), fields={"letters": "never"}),
    # -- the link in a letter: whoever has it, signed in or not, for the account that it was made for
    get(LINK, "/letters/{stop_link}", "*=ok"),
    get(LINK, "/letters/not-a-link", "*=hidden", of="unknown"),
    get(LINK, "/letters/{stop_link_gone}", "*=gone", of="of somebody who left"),
    post(LINK, "/letters/{stop_link}", "*=done", rows("accounts"), fields={"letters": "daily"}),
    post(LINK, "/letters/not-a-link", "*=hidden", of="unknown", fields={"letters": "daily"}),
    get(STOP, "/letters/{stop_link}/stop", "*=ok"),
    post(STOP, "/letters/{stop_link}/stop", "*=ok", rows("accounts"), fields=ONE_CLICK),
    post(STOP, "/letters/not-a-link/stop", "*=hidden", of="unknown", fields=ONE_CLICK),
    post(STOP, "/letters/{stop_link_gone}/stop", "*=gone", of="of somebody who left", fields=ONE_CLICK),
    # -- undelivered mail
    get(MAIL, MAIL, ADMINISTRATOR, reads("a_kind_of_letter")),
    post(f"{MAIL}/<uuid:letter>/again", f"{MAIL}/{{failed_letter}}/again", ADMINISTRATOR_DOES, rows("outbox")),
    post(f"{MAIL}/<uuid:letter>/give-up", f"{MAIL}/{{failed_letter}}/give-up", ADMINISTRATOR_DOES, rows("outbox")),
]
