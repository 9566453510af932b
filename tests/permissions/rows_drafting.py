"""The table for drafts, versions and files of projects by programs; the world of `rows_teams`."""

from tests.permissions.answers import event, reads, rows
from tests.permissions.hacking import CONTENT
from tests.permissions.rows import Row, call

A = "/hackathons/<hackathon>"
T, P = f"{A}/teams/<uuid:team>", f"{A}/projects/<uuid:project>"
SUU = "/hackathons/{hackrun}/teams/{suuteam}"
LATE = "/hackathons/{hackdone}/teams/{doneteam}"
SOLO, DONE = "/hackathons/{hackrun}/projects/{soloproject}", "/hackathons/{hackdone}/projects/{doneproject}"
MEMBER, ANY = "visitor=token founder=ok *=no", {"If-Match": "*"}
INSIDE = "founder,manager,organisers=ok *=shows"

ROWS: list[Row] = [
    call("GET", f"{SUU}/project/draft", f"{T}/project/draft", MEMBER),
    call(
        "PUT", f"{SUU}/project/draft", f"{T}/project/draft", "visitor=token founder=did *=no", rows("project_drafts"),
        body=CONTENT, headers=ANY,
    ),
    call("POST", f"{SUU}/project/draft/submit", f"{T}/project/draft/submit", "visitor=token founder=hidden *=no",
         headers=ANY, of="not begun"),
    call("POST", f"{LATE}/project/draft/submit", f"{T}/project/draft/submit", "visitor=token founder=did *=no",
         event("project.revised"), headers=ANY),
    call("GET", f"{SUU}/files/{{team_file}}", f"{T}/files/<digest>", MEMBER),
    call("GET", f"{DONE}/versions", f"{P}/versions", INSIDE, reads("Late Watch")),
    call("GET", f"{DONE}/versions/2", f"{P}/versions/<number>", "founder,manager,organisers=ok *=hidden",
         reads("Late Watch")),
    call("GET", f"{SOLO}/versions", f"{P}/versions", "manager,other_manager,organisers=ok *=hidden", of="building"),
    call("GET", f"{DONE}/files/{{team_file}}", f"{P}/files/<digest>", "*=hidden", of="another team's"),
    call("GET", f"{DONE}/files/{{late_file}}", f"{P}/files/<digest>", "founder,manager,organisers=ok *=hidden"),
]  # fmt: skip
