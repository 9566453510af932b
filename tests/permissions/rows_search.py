"""The table for the search in the header: everybody may ask, and finds what they may know of."""

from tests.permissions.answers import reads
from tests.permissions.rows import Row, call, get

ROWS: list[Row] = [
    get("/search", "/search?q=watch", "*=ok", reads(" Watch")),
    get("/search", "/search?q=watch&kind=project", "*=ok", reads("Well Watch"), of="projects"),
    get("/search", "/search?q=unkind", "*=ok", of="what a decision hides"),
    get("/search", "/search?q=lantern", "founder,manager,offices=ok *=shows", reads("Veiled Lantern"), of="hidden"),
    get("/search", "/search?q=silence", "offices=ok *=shows", reads("Cellar Of Silence"), of="a hidden incubator"),
    get("/search", "/search?q=copied", "*=ok", of="a project that is out"),
    call("GET", "/search?q=watch", "/search", "*=ok", reads(" Watch")),
    call("GET", "/search?q=lantern", "/search", "founder,manager,organisers=ok *=shows", reads("Veiled Lantern"),
         of="hidden"),
]  # fmt: skip
