"""The table for inviting people to hackathons by programs: helpers with rights, members of teams."""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, call

A = "/hackathons/<hackathon>"
ON, RUN = "/hackathons/{h_on}", "/hackathons/{hackrun}"
H, IN = f"{A}/helpers/<uuid:account>", f"{A}/invitations/<uuid:invitation>"
T, SUU = f"{A}/teams/<uuid:team>", f"{RUN}/teams/{{suuteam}}"
LEADS, LEAD = "visitor=token managers=did *=no", "visitor=token founder=did *=no"
DESK = {"rights": ["desk"]}

ROWS: list[Row] = [
    call("GET", f"{ON}/helpers", f"{A}/helpers", "visitor=token managers=ok *=no", reads("Person Joined")),
    call("PUT", f"{ON}/helpers/{{joined}}", H, LEADS, event("hackathon.rights_changed"), body={"rights": ["people"]}),
    call("DELETE", f"{ON}/helpers/{{joined}}", H, LEADS, event("hackathon.person_removed")),
    call(
        "POST", f"{ON}/invitations", f"{A}/invitations", LEADS, event("hackathon.person_invited"), mail("invitation"),
        body={"email": "helper@people.example", **DESK},
    ),
    call(
        "POST", f"{ON}/invitation-links", f"{A}/invitation-links", LEADS, event("hackathon.person_invited"),
        reads("/i/"), body={"name": "The one at the desk", **DESK},
    ),
    call(
        "DELETE", f"{ON}/invitations/{{h_invitation}}", IN, LEADS, event("hackathon.person_invitation_revoked"),
        rows("invitations"),
    ),
    call(
        "POST", f"{ON}/invitations/{{h_invitation}}/renew", f"{IN}/renew", LEADS, event("hackathon.person_invited"),
        mail("invitation"), body={},
    ),
    call(
        "POST", f"{SUU}/invitations", f"{T}/invitations", LEAD, event("team.member_invited"), mail("invitation"),
        body={"email": "friend@people.example"},
    ),
    call(
        "POST", f"{SUU}/invitation-links", f"{T}/invitation-links", LEAD, event("team.member_invited"), reads("/i/"),
        body={"name": "Farida from the second floor"},
    ),
    call(
        "DELETE", f"{SUU}/invitations/{{team_invitation}}", f"{T}/invitations/<uuid:invitation>", LEAD,
        event("team.member_invitation_revoked"),
    ),
]  # fmt: skip
