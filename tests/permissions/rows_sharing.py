"""The table for pictures of previews and QR codes: open to everybody, and they tell of nothing that is not."""

from tests.permissions.answers import reads
from tests.permissions.rows import Row, get

LISTS = "/pictures/<language>/<any(startups, incubators, partnerships, hackathons):kind>.png"
PICTURE = "/pictures/<language>/<any(startups, incubators, hackathons):kind>/<slug>.png"

ROWS: list[Row] = [
    get("/share", "/share?path=/startups/{anor}", "*=ok", reads("/startups/")),
    get("/share", "/share?path=https://elsewhere.example/", "*=hidden", of="another site"),
    get("/share.svg", "/share.svg?path=/startups/{anor}", "*=ok"),
    get("/pictures/<language>/site.png", "/pictures/en/site.png", "*=ok"),
    get(LISTS, "/pictures/ur/incubators.png?country=PK", "*=ok"),
    get(PICTURE, "/pictures/en/startups/{anor}.png", "*=ok"),
    # The site's own picture, as for one that is not there (tests/web/startups/test_sharing.py).
    get(PICTURE, "/pictures/en/startups/{faraway}.png", "*=ok", of="hidden"),
    get(PICTURE, "/pictures/xx/startups/{anor}.png", "*=hidden", of="no such language"),
]
