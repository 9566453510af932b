"""The table for what programs do in taking part: registrations, teams, projects; the world of `rows_teams`."""

from tests.permissions.answers import event, reads
from tests.permissions.hacking import CONTENT
from tests.permissions.rows import Row, call

A = "/hackathons/<hackathon>"
RUN, DONE = "/hackathons/{hackrun}", "/hackathons/{hackdone}"
T, P, G = f"{A}/teams/<uuid:team>", f"{A}/projects/<uuid:project>", f"{A}/registrations/<uuid:account>"
SUU, NUR, SOLO = f"{RUN}/teams/{{suuteam}}", f"{RUN}/teams/{{nurteam}}", f"{RUN}/teams/{{soloteam}}"
WATCH, SOLO_WATCH = f"{DONE}/projects/{{doneproject}}", f"{RUN}/projects/{{soloproject}}"
PARTNER = f"{RUN}/registrations/{{partner}}"
LEAD, HOST = "visitor=token founder=did *=no", "visitor=token manager=did *=no"
WHY = {"why": "We looked at it together"}

ROWS: list[Row] = [
    call("GET", f"{RUN}/registration", f"{A}/registration", "visitor=token founder,partner,other_manager=ok *=hidden"),
    call(
        "POST", f"{RUN}/registration", f"{A}/registration", "visitor=token founder,partner,other_manager=taken *=did",
        event("registration.made"), body={"country": "KG", "agreed": True},
    ),
    call(
        "POST", f"{RUN}/registration/withdraw", f"{A}/registration/withdraw",
        "visitor=token founder,partner,other_manager=did *=hidden", event("registration.withdrawn"),
    ),
    call("GET", f"{RUN}/registrations", f"{A}/registrations", "visitor=token manager,organisers=ok *=no",
         reads("Person Partner")),
    call("POST", f"{PARTNER}/approve", f"{G}/approve", "visitor=token manager=taken *=no"),
    call("POST", f"{RUN}/registrations/{{comanager}}/approve", f"{G}/approve", HOST, event("registration.approved"),
         of="refused before"),
    call("POST", f"{PARTNER}/refuse", f"{G}/refuse", HOST, event("registration.refused"), body=WHY),
    call("POST", f"{PARTNER}/check-in", f"{G}/check-in", HOST, event("registration.checked_in")),
    call("DELETE", f"{PARTNER}/check-in", f"{G}/check-in", "visitor=token manager=hidden *=no"),
    call(
        "POST", f"{RUN}/teams", f"{A}/teams", "visitor=token partner=did *=taken", event("team.formed"),
        body={"name": "Tal"},
    ),
    call("GET", SUU, T, "visitor=token *=ok", reads("Suu")),
    call("GET", f"{DONE}/teams/{{unkindteam}}", T, "visitor=token manager,organisers=ok *=hidden", reads("Unkind Name"),
         of="hidden by a decision"),
    call("PUT", f"{SUU}/wanted", f"{T}/wanted", LEAD, event("team.described"), body={"open": False}),
    call("POST", f"{SUU}/ask", f"{T}/ask", "visitor=token partner=did *=taken", event("team.join_asked"),
         body={"message": ""}),
    call(
        "POST", f"{SUU}/requests/{{joined}}", f"{T}/requests/<uuid:account>", LEAD, event("team.member_joined"),
        body={"accept": True},
    ),
    call("POST", f"{SOLO}/leave", f"{T}/leave", "visitor=token other_manager=taken *=no"),
    call("POST", f"{DONE}/teams/{{idleteam}}/leave", f"{T}/leave", "visitor=token partner=did *=no",
         event("team.member_left"), event("team.dissolved"), of="the last one"),
    call("PUT", f"{SUU}/project", f"{T}/project", LEAD, event("project.submitted"), body=CONTENT),
    call("POST", f"{SOLO}/project/withdraw", f"{T}/project/withdraw", "visitor=token other_manager=did *=no",
         event("project.withdrawn")),
    call("GET", f"{DONE}/projects", f"{A}/projects", "*=ok", reads("Well Watch")),
    call("GET", WATCH, P, "*=ok", reads("Well Watch")),
    call("GET", SOLO_WATCH, P, "manager,other_manager,organisers=ok *=hidden", of="building"),
    call("POST", f"{WATCH}/disqualify", f"{P}/disqualify", HOST, event("project.disqualified"), body=WHY),
    call("POST", f"{WATCH}/reinstate", f"{P}/reinstate", "visitor=token manager=taken *=no", body=WHY),
    call("POST", f"{DONE}/projects/{{outproject}}/reinstate", f"{P}/reinstate",
         "visitor=token manager=did organisers=no *=hidden", event("project.reinstated"), of="that is out", body=WHY),
    call(
        "POST", f"{WATCH}/versions/2/answer", f"{P}/versions/<number>/answer", HOST,
        event("project.late_version_answered"), body={"accept": True, **WHY},
    ),
]  # fmt: skip
