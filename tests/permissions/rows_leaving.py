"""The table for what is kept about a person: the file, and the end."""

from bridge.accounts.registration import DEMO_PASSWORD
from tests.permissions.answers import event, mail, rows
from tests.permissions.rows import Row, get, post

DATA = "/account/data"
ERASED = {"password": DEMO_PASSWORD, "sure": "yes"}

ROWS: list[Row] = [
    get(DATA, DATA, "visitor=login *=ok"),
    post(f"{DATA}/export", f"{DATA}/export", "visitor=login *=ok"),
    get(f"{DATA}/erase", f"{DATA}/erase", "visitor=login *=ok"),
    post(
        f"{DATA}/erase", f"{DATA}/erase", "visitor=login administrator=taken *=done",
        event("person.erased"), rows("accounts"), mail("erased"), fields=ERASED,
    ),
    get(f"{DATA}/erased", f"{DATA}/erased", "*=ok"),
]  # fmt: skip
