"""The table for what waits for people: everybody reads their own list, both sides say whether a meeting took place."""

from tests.permissions.answers import event, reads
from tests.permissions.rows import Row, get, post
from tests.permissions.rows_introductions import BOTH, at

HELD = "/introductions/<uuid:introduction>/held"
ANSWER = f"{HELD}/<any(met, not_yet, missed):answer>"
SIDES = "visitor=login sides=ok *=hidden"

ROWS: list[Row] = [
    get("/todo", "/todo", "visitor=login *=ok"),
    get("/todo", "/todo", "visitor=login partner=ok *=shows", reads("proposes an introduction"), of="a proposal"),
    get("/todo", "/todo", "visitor=login sides=ok *=shows", reads("/held"), of="whether they met"),
    get(HELD, at("held", "held"), SIDES, reads("/held/missed")),
    get(HELD, at("proposed", "held"), SIDES, of="no meeting"),
    *(get(ANSWER, at("held", f"held/{answer}"), SIDES, reads("csrf_token"), of=answer) for answer in ("met", "missed")),
    get(ANSWER, at("held", "held/not_yet"), SIDES, reads("csrf_token"), of="not yet"),
    post(ANSWER, at("held", "held/met"), BOTH, event("introduction.met"), fields={"on": "2026-04-20"}),
    post(ANSWER, at("held", "held/not_yet"), BOTH, event("introduction.meeting_not_held"), of="not yet"),
    post(
        ANSWER, at("held", "held/missed"), BOTH, event("introduction.meeting_not_held"), of="somebody did not come",
        fields={"answer": "they_missed"},
    ),
    post(ANSWER, at("withdrawn", "held/not_yet"), "visitor=login sides=taken *=hidden", of="withdrawn before"),
]  # fmt: skip
