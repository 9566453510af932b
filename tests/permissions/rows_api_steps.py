"""The table for the API, third part: bringing lists in, deciding about words, accepting an invitation."""

from tests.permissions.answers import event, reads, rows
from tests.permissions.rows import Row, call
from tests.permissions.rows_api import CENTER
from tests.permissions.rows_api import I as HOUSE

J = "/imports/<uuid:job>"
LEADERS = "visitor=token manager,here=ok *=hidden"
LEADERS_DO = "visitor=token manager,here=did *=hidden"
MANAGERS = "visitor=token manager=ok *=hidden"
MANAGERS_DO = "visitor=token manager=did *=hidden"
MANAGERS_LATE = "visitor=token manager=taken *=hidden"
FILE, AS_CSV = b"Name,Country\nA new kiln,PK\n", {"Content-Type": "text/csv"}
MAPPED = {"columns": ["id", "name", "country", None], "list": "kilns"}


def at(step: str, command: str) -> str:
    """The address of the import at a step."""
    return f"/imports/{{import_{step}}}/{command}"


ROWS: list[Row] = [
    # -- imports: what is in a file is for managers, and for whoever sent it
    call("POST", f"{CENTER}/imports", f"{HOUSE}/imports", "visitor=token manager,here=did *=no", rows("import_jobs"),
         body=FILE, headers=AS_CSV),
    call("POST", "/incubators/{cellar_id}/imports", f"{HOUSE}/imports",
         "visitor=token here=did organiser_there=no *=hidden", of="of a hidden incubator", body=FILE,
         headers=AS_CSV),
    call("GET", at("mapping", "mapping"), f"{J}/mapping", MANAGERS, reads("+92 300 5550000")),
    call("PUT", at("mapping", "reading"), f"{J}/reading", MANAGERS_DO, rows("import_jobs"), body={"header": 2}),
    call("PUT", at("checked", "mapping"), f"{J}/mapping", MANAGERS_DO, rows("import_jobs"), body=MAPPED),
    call("POST", at("mapping", "check"), f"{J}/check", MANAGERS_DO, rows("import_jobs")),
    call("POST", at("done", "check"), f"{J}/check", MANAGERS_LATE, of="of one that is done"),
    call("PUT", at("checked", "decisions"), f"{J}/decisions", MANAGERS_DO, rows("import_jobs"),
         body={"undecided": "new"}),
    call("POST", at("checked", "start"), f"{J}/start", MANAGERS_DO, event("import.started")),
    call("POST", at("done", "start"), f"{J}/start", MANAGERS_LATE, of="of one that is done"),
    call("POST", at("stopped", "go-on"), f"{J}/go-on", MANAGERS_DO, rows("import_jobs")),
    call("DELETE", "/imports/{import_drop}", J, MANAGERS_DO, rows("import_jobs")),
    call("DELETE", "/imports/{import_done}", J, MANAGERS_LATE, of="that is done"),
    call("GET", at("done", "bad-rows.csv"), f"{J}/bad-rows.csv", MANAGERS, reads("+92 300 5550001")),
    call("GET", at("done", "bad-rows.xlsx"), f"{J}/bad-rows.xlsx", MANAGERS),
    call("GET", at("done", "undo"), f"{J}/undo", LEADERS),
    call("POST", at("done", "undo"), f"{J}/undo", LEADERS_DO, rows("import_jobs"), body={}),
]  # fmt: skip
