"""The table for what people do about programs: tokens of their own and of organisations, the private feed, docs."""

from tests.permissions.answers import reads, rows
from tests.permissions.rows import Row, get, post

S, M = "/startups/<slug>/tokens", "/incubators/<slug>/manage/tokens"
ANOR, CENTER = "/startups/{anor}/tokens", "/incubators/{center}/manage/tokens"
NEW = {"name": "A program", "scopes": "read", "days": "30"}
MADE = (rows("api_tokens"), reads("sb_"))

ROWS: list[Row] = [
    get("/api/v1/docs", "/api/v1/docs", "*=ok", reads("/startups/{startup}")),
    get("/account/tokens", "/account/tokens", "visitor=login *=ok"),
    post("/account/tokens", "/account/tokens", "visitor=login *=ok", *MADE, fields=NEW),
    post(
        "/account/tokens/<uuid:token>/revoke", "/account/tokens/{token_founder}/revoke",
        "visitor=login founder=done *=hidden", rows("api_tokens"),
    ),
    post(
        "/account/tokens/<uuid:token>/revoke", "/account/tokens/{token_anor}/revoke", "visitor=login *=hidden",
        of="an organisation's",
    ),
    post("/account/feed", "/account/feed", "visitor=login *=ok", rows("private_feeds"), reads("/feeds/")),
    post("/account/feed/end", "/account/feed/end", "visitor=login member=done *=goes", rows("private_feeds")),
    # -- whoever has the address reads it
    get("/feeds/<secret>.json", "/feeds/{feed}.json", "*=ok", reads("meetings")),
    get("/feeds/<secret>.ics", "/feeds/{feed}.ics", "*=ok", reads("VCALENDAR")),
    get("/feeds/<secret>.json", "/feeds/nobodys.json", "*=hidden", of="none"),
    # -- of a startup: its founders
    get(S, ANOR, "visitor=login founder=ok *=no"),
    post(S, ANOR, "visitor=login founder=ok *=no", *MADE, fields=NEW),
    post(
        f"{S}/<uuid:token>/revoke", f"{ANOR}/{{token_anor}}/revoke", "visitor=login founder=done *=no",
        rows("api_tokens"),
    ),
    post(f"{S}/<uuid:token>/revoke", f"{ANOR}/{{token_center}}/revoke", "visitor=login founder=hidden *=no",
         of="another organisation's"),
    # -- of an incubator: its managers
    get(M, CENTER, "visitor=login manager=ok *=no"),
    post(M, CENTER, "visitor=login manager=ok *=no", *MADE, fields=NEW),
    post(
        f"{M}/<uuid:token>/revoke", f"{CENTER}/{{token_center}}/revoke", "visitor=login manager=done *=no",
        rows("api_tokens"),
    ),
]  # fmt: skip
