"""The table for lists of those who look after others: their startups' introductions, imports, decisions, tags."""

from tests.permissions.answers import reads
from tests.permissions.rows import Row, call
from tests.permissions.rows_imports import LEADERS, MANAGERS, at
from tests.permissions.rows_imports import J as IMPORT
from tests.permissions.rows_twins import twins

I, CENTER = "/incubators/<slug>", "/incubators/{center}"  # noqa: E741  # short names of what the table is about
DECISIONS = "/admin/moderation/decisions"
# Those of the administrator's browser; no token has that role.
BY_TOKEN = "visitor=token organisers=ok *=no"

ROWS: list[Row] = [
    *twins(
        f"{I}/manage/introductions", f"{CENTER}/manage/introductions", "visitor=login manager=ok *=no",
        reads("Brought Pair"),
    ),
    *twins(
        f"{I}/manage/introductions", "/incubators/{cellar}/manage/introductions", "visitor=login offices=no *=hidden",
        of="of a hidden",
    ),
    *twins(IMPORT, at("done"), LEADERS, reads("Kiln done")),
    *twins(IMPORT, at("checked"), MANAGERS, reads("Kiln checked"), of="not brought in yet"),
    *twins(DECISIONS, DECISIONS, "visitor=login offices=ok *=no"),
    *twins(
        DECISIONS, DECISIONS, "visitor=login here,administrator=ok organiser_there=shows *=no",
        reads("Judged Studio"), of="of a country",
    ),
    call(
        "GET", f"{CENTER}/introductions", "/incubators/<incubator>/introductions", "visitor=token manager=ok *=no",
        reads("Brought Pair"),
    ),
    call("GET", "/decisions", "/decisions", BY_TOKEN),
    call(
        "GET", "/decisions", "/decisions", "visitor=token here=ok organiser_there=shows *=no",
        reads("Judged Studio"), of="of a country",
    ),
    call("GET", "/tags", "/tags", BY_TOKEN, reads("units")),
]  # fmt: skip
