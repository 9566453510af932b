"""The table for the API, third part: bringing lists in, deciding about words, accepting an invitation."""

from tests.permissions.answers import event, mail, reads, rows
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
ORGANISERS_DO = "visitor=token organisers=did *=no"
OWN = "/invitations/<uuid:invitation>"
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
    call("POST", at("stopped", "dismiss"), f"{J}/dismiss", MANAGERS_DO, event("import.dismissed")),
    call("DELETE", "/imports/{import_drop}", J, MANAGERS_DO, rows("import_jobs")),
    call("DELETE", "/imports/{import_done}", J, MANAGERS_LATE, of="that is done"),
    call("GET", at("done", "bad-rows.csv"), f"{J}/bad-rows.csv", MANAGERS, reads("+92 300 5550001")),
    call("GET", at("done", "bad-rows.xlsx"), f"{J}/bad-rows.xlsx", MANAGERS),
    call("GET", at("done", "undo"), f"{J}/undo", LEADERS),
    call("POST", at("done", "undo"), f"{J}/undo", LEADERS_DO, rows("import_jobs"), body={}),
    # -- what waits for those who decide
    call("GET", "/moderation/appeals", "/moderation/appeals",
         "visitor=token organiser_here=ok organiser_there,organiser_all=shows *=no", reads('"appeal":"open"')),
    # -- words: no token is an administrator's
    call("POST", "/tags/fold", "/tags/fold", ORGANISERS_DO, event("term.tag_folded"),
         body={"tag": "kilns", "kind": "sector", "code": "construction"}),
    call("GET", "/tags/folds", "/tags/folds", "visitor=token organisers=ok *=no"),
    call("GET", "/codes/replacements", "/codes/replacements", "visitor=token organisers=ok *=no"),
    call("POST", "/tags/unfold", "/tags/unfold", ORGANISERS_DO, event("term.tag_unfolded"), body={"tag": "plov"}),
    call("POST", "/tags/unfold", "/tags/unfold", "visitor=token organisers=taken *=no", of="that is not folded",
         body={"tag": "nobody folded this"}),
    call("POST", "/codes/replace", "/codes/replace", ORGANISERS_DO, event("term.replaced"),
         body={"kind": "technology", "code": "iot", "successor": "robotics"}),
    # -- an invitation, by its link and by whom it names
    call("POST", "/invitations/look", "/invitations/look", "visitor=token *=did", reads("Anor Clinic"),
         body={"secret": "{invitation_open}"}),
    call("POST", "/invitations/look", "/invitations/look", "visitor=token *=hidden", of="that there is not",
         body={"secret": "nobody's"}),
    call("GET", "/invitations/{invitation_open_id}", OWN, "visitor=token member=ok *=hidden", reads("Anor Clinic")),
    call("POST", "/invitations/{invitation_open_id}/accept", f"{OWN}/accept", "visitor=token member=did *=hidden",
         event("startup.founder_added"), body={}),
    call("POST", "/invitations/{invitation_open_id}/accept", f"{OWN}/accept",
         "visitor=token member=did founder=ok *=no", of="with its link", body={"secret": "{invitation_open}"}),
    call("POST", "/invitations/{invitation_expired_id}/ask", f"{OWN}/ask", "visitor=token member=did *=hidden",
         mail("invitation_asked"), body={}),
    # -- oneself
    call("GET", "/me/details", "/me/details", "visitor=token *=ok", reads("Person")),
    call("PATCH", "/me/details", "/me/details", "visitor=token *=did", rows("accounts"),
         body={"phone": "+996 555 123456"}),
    call("DELETE", "/me/feed", "/me/feed", "visitor=token *=did"),
]  # fmt: skip
