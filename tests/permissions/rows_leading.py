"""The table for leading a team by programs: its people, invitations, startup, files; the world of `rows_teams`."""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, call

A = "/hackathons/<hackathon>/teams/<uuid:team>"
SUU, NUR = "/hackathons/{hackrun}/teams/{suuteam}", "/hackathons/{hackrun}/teams/{nurteam}"
LEAD, MEMBER = "visitor=token founder=did *=no", "visitor=token founder=ok *=no"
M, IN = f"{A}/members/<uuid:account>", f"{A}/invitations/<uuid:invitation>"
ZIP = b"PK\x05\x06" + b"\0" * 18

ROWS: list[Row] = [
    call("POST", f"{SUU}/rename", f"{A}/rename", LEAD, event("team.renamed"), body={"name": "Suu Bar"}),
    call("POST", f"{NUR}/ask/withdraw", f"{A}/ask/withdraw", "visitor=token partner=did *=taken",
         event("team.join_ended")),
    call("POST", f"{SUU}/members/{{cofounder}}/lead", f"{M}/lead", LEAD, event("team.lead_handed_over")),
    call("DELETE", f"{SUU}/members/{{cofounder}}", M, LEAD, event("team.member_left")),
    call("PUT", f"{SUU}/startup", f"{A}/startup", LEAD, event("team.startup_named"), body={"startup": "{anor}"}),
    call("PUT", f"{SUU}/startup", f"{A}/startup", "visitor=token founder=did *=no", of="none",
         body={"startup": None}),
    call("POST", f"{SUU}/dissolve", f"{A}/dissolve", LEAD, event("team.dissolved")),
    call("GET", f"{SUU}/invitations", f"{A}/invitations", MEMBER, reads("somebody@people.example")),
    call(
        "POST", f"{SUU}/invitations/{{team_invitation}}/renew", f"{IN}/renew", LEAD, event("team.member_invited"),
        mail("invitation"), body={},
    ),
    call("GET", f"{SUU}/files", f"{A}/files", MEMBER, reads("paper.pdf")),
    call(
        "POST", f"{SUU}/files?name=plan.zip", f"{A}/files", LEAD, rows("project_files"), body=ZIP,
        headers={"Content-Type": "application/zip"},
    ),
    call("DELETE", f"{SUU}/files/{{team_file}}", f"{A}/files/<digest>", LEAD, rows("project_files")),
]  # fmt: skip
