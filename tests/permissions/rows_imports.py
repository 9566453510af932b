"""The table for imports: managers and the office of the country bring lists in; for others there are no such pages.

What is in a file has people's contacts: only managers of the incubator, and whoever sent it, see or change that.
"""

from tests.permissions.answers import event, reads, rows
from tests.permissions.rows import Row, get, post

B = "/incubators/<slug>/manage/import"
J = f"{B}/<uuid:job>"
LEADERS = "visitor=login manager,here=ok *=hidden"
LEADERS_DO = "visitor=login manager,here=done *=hidden"
MANAGERS = "visitor=login manager=ok *=hidden"
MANAGERS_DO = "visitor=login manager=done *=hidden"
MANAGERS_LATE = "visitor=login manager=taken *=hidden"
FILE = {"@file": "Name,Country\nA new kiln,PK\n"}
COLUMNS = {"column.0": "id", "column.1": "name", "column.2": "country", "column.3": "-", "list": "kilns"}


def at(step: str, command: str = "") -> str:
    """The address of the import at a step."""
    return f"/incubators/{{center}}/manage/import/{{import_{step}}}" + (f"/{command}" if command else "")


ROWS: list[Row] = [
    get(B, "/incubators/{center}/manage/import", LEADERS, reads("Person Manager")),
    get(B, "/incubators/{park}/manage/import", "visitor=login here=ok *=hidden", of="of an incubator without people"),
    get(B, "/incubators/{cellar}/manage/import", "visitor=login here=ok *=hidden", of="of a hidden incubator"),
    post(B, "/incubators/{center}/manage/import", LEADERS_DO, rows("import_jobs"), fields=FILE),
    # -- before anything is in: the file is the incubator's alone
    get(J, at("mapping"), MANAGERS, reads("+92 300 5550000"), of="its columns"),
    get(J, at("checked"), MANAGERS, reads("kilns.csv"), of="checked"),
    get(J, "/incubators/{tower}/manage/import/{import_done}", "visitor=login *=hidden", of="of another incubator"),
    post(f"{J}/reading", at("mapping", "reading"), MANAGERS_DO, rows("import_jobs"), fields={"header": "2"}),
    post(f"{J}/check", at("mapping", "check"), MANAGERS_DO, rows("import_jobs"), fields={**COLUMNS, "do": "check"}),
    post(f"{J}/back", at("checked", "back"), MANAGERS_DO, rows("import_jobs")),
    post(f"{J}/decide", at("checked", "decide"), MANAGERS_DO, rows("import_jobs"), fields={"undecided": "new"}),
    post(f"{J}/start", at("checked", "start"), MANAGERS_DO, event("import.started")),
    post(f"{J}/start", at("done", "start"), MANAGERS_LATE, of="of one that is done"),
    post(f"{J}/drop", at("drop", "drop"), MANAGERS_DO, rows("import_jobs")),
    post(f"{J}/drop", at("done", "drop"), MANAGERS_LATE, of="of one that is done"),
    post(f"{J}/go_on", at("stopped", "go_on"), MANAGERS_DO, rows("import_jobs")),
    post(f"{J}/dismiss", at("stopped", "dismiss"), MANAGERS_DO, event("import.dismissed")),
    get(f"{J}/<any(reading, check, back, decide, start, go_on, dismiss, drop):part>", at("done", "start"), "*=goes"),
    # -- the report is the office's too, but not what was in the file
    get(J, at("done"), LEADERS, reads("Person Manager"), of="done"),
    get(f"{J}/rows.<any(csv, xlsx):kind>", at("done", "rows.csv"), MANAGERS, reads("+92 300 5550001")),
    get(f"{J}/rows.<any(csv, xlsx):kind>", at("done", "rows.xlsx"), MANAGERS, of="for Excel"),
    get(f"{J}/undo", at("done", "undo"), LEADERS),
    post(f"{J}/undo", at("done", "undo"), LEADERS_DO, rows("import_jobs")),
]  # fmt: skip
