"""The table for taking part in hackathons: registering, teams, projects, the gallery, people and the desk.

In the one that runs the founder leads a team with the cofounder, the partner takes part without a team and asked one,
and another house's manager is alone in a team that submitted. The manager's incubator hosts both; organisers read.
"""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.hacking import MESSAGE, WHY_COME
from tests.permissions.rows import Row, get, post
from tests.permissions.rows_twins import twins

H = "/hackathons/<slug>"
RUN, DONE = "/hackathons/{hackrun}", "/hackathons/{hackdone}"
T, P = f"{H}/teams/<uuid:team>", f"{H}/projects/<uuid:project>"
SUU, NUR, SOLO = f"{RUN}/teams/{{suuteam}}", f"{RUN}/teams/{{nurteam}}", f"{RUN}/teams/{{soloteam}}"
WATCH, SOLO_WATCH = f"{DONE}/projects/{{doneproject}}", f"{RUN}/projects/{{soloproject}}"
PEOPLE, WHAT = f"{H}/manage/people", "<any(approve, refuse, check_in, undo):what>"
LEAD, ALONE = "visitor=login founder=done *=no", "visitor=login other_manager=done *=no"
TEAMED = "visitor=login founder,other_manager=done *=goes"
SUBMIT = {
    "title": "Canal Watch", "language": "en", "text": "Measures canals", "tracks": "water", "summary.en": "Canals",
    "summary.ru": "Каналы", "version": "0",
}  # fmt: skip
HOST, READS = "visitor=login manager=done *=no", "visitor=login manager,organisers=ok *=no"

ROWS: list[Row] = [
    # -- registering
    get(f"{H}/register", f"{RUN}/register", "visitor=login *=ok"),
    post(
        f"{H}/register", f"{RUN}/register", "visitor=login founder,partner,other_manager=taken *=done",
        event("registration.made"), fields={"country": "KG", "agreed": "yes"},
    ),
    post(
        f"{H}/register/withdraw", f"{RUN}/register/withdraw",
        "visitor=login founder,partner,other_manager=done *=hidden", event("registration.withdrawn"),
    ),
    # -- teams
    get(f"{H}/teams", f"{DONE}/teams", "*=ok", reads("Done"), of="one of which is hidden"),
    get(T, f"{DONE}/teams/{{unkindteam}}", "manager,organisers=ok *=hidden", reads("Unkind Words"),
        of="hidden by a decision"),
    get(P, f"{DONE}/projects/{{unkindproject}}", "manager,organisers=ok *=hidden", of="its team hidden"),
    get("/teams/<uuid:team>", "/teams/{unkindteam}", "visitor=login *=hidden", of="hidden by a decision"),
    get(f"{H}/teams", f"{RUN}/teams", "*=ok", reads("Suu")),
    post(
        f"{H}/teams", f"{RUN}/teams", "visitor=login partner=done *=taken", event("team.formed"), fields={"name": "Tal"}
    ),
    get(T, SUU, "founder=ok *=shows", reads(MESSAGE)),
    get(T, NUR, "*=ok", of="another"),
    get("/teams/<uuid:team>", "/teams/{suuteam}", "visitor=login *=goes"),
    get("/teams/<uuid:team>/<any(project):rest>", "/teams/{suuteam}/project", "visitor=login *=goes"),
    post(f"{T}/rename", f"{SUU}/rename", LEAD, event("team.renamed"), fields={"name": "Suu Bar"}),
    post(f"{T}/describe", f"{SUU}/describe", LEAD, event("team.described"), fields={"skills": "ai_ml"}),
    post(f"{T}/ask", f"{SUU}/ask", "visitor=login partner=done *=taken", event("team.join_asked")),
    post(f"{T}/take-back", f"{NUR}/take-back", "visitor=login partner=done *=taken", event("team.join_ended")),
    post(
        f"{T}/requests/<uuid:account>", f"{SUU}/requests/{{joined}}", LEAD, event("team.member_joined"),
        fields={"answer": "yes"},
    ),
    post(f"{T}/leave", f"{SOLO}/leave", "visitor=login other_manager=taken *=no"),
    post(
        f"{T}/leave", f"{DONE}/teams/{{idleteam}}/leave", "visitor=login partner=done *=no", event("team.dissolved"),
        of="the last one",
    ),
    post(f"{T}/leave", f"{NUR}/leave", "visitor=login *=no", of="another"),
    post(
        f"{T}/members/<uuid:account>/<any(remove, lead):what>", f"{SUU}/members/{{cofounder}}/remove", LEAD,
        event("team.member_left"), of="remove",
    ),
    post(
        f"{T}/members/<uuid:account>/<any(remove, lead):what>", f"{SUU}/members/{{cofounder}}/lead", LEAD,
        event("team.lead_handed_over"), of="lead",
    ),
    post(f"{T}/startup", f"{SUU}/startup", LEAD, event("team.startup_named"), fields={"startup": "{anor_id}"}),
    get(f"{T}/dissolve", f"{SUU}/dissolve", "visitor=login founder=ok *=no"),
    post(f"{T}/dissolve", f"{SUU}/dissolve", LEAD, event("team.dissolved")),
    post(
        f"{T}/invite", f"{SUU}/invite", LEAD, event("team.member_invited"), mail("invitation"),
        fields={"how": "mail", "email": "newer@people.example"},
    ),
    post(
        f"{T}/invitations/<uuid:invitation>/<any(revoke, renew):what>", f"{SUU}/invitations/{{team_invitation}}/revoke",
        LEAD, event("team.member_invitation_revoked"), of="revoke",
    ),
    post(
        f"{T}/invitations/<uuid:invitation>/<any(revoke, renew):what>", f"{SUU}/invitations/{{team_invitation}}/renew",
        LEAD, event("team.member_invited"), of="renew",
    ),
    # -- the team's own project
    get(f"{H}/project", f"{RUN}/project", "visitor=login founder,other_manager=ok *=goes"),
    post(f"{H}/project", f"{RUN}/project", TEAMED, rows("project_drafts"), fields={**SUBMIT, "do": "submit"}),
    post(f"{H}/project", f"{RUN}/project", TEAMED, rows("project_drafts"), of="draft", fields={**SUBMIT, "do": "save"}),
    post(
        f"{H}/project/draft", f"{RUN}/project/draft", "visitor=login founder,other_manager=ok *=no",
        rows("project_drafts"), fields=SUBMIT,
    ),
    post(
        f"{H}/project/withdraw", f"{RUN}/project/withdraw", "visitor=login founder=hidden other_manager=done *=no",
        event("project.withdrawn"),
    ),
    post(
        f"{H}/project/files", f"{RUN}/project/files", "visitor=login founder,other_manager=done *=no",
        rows("project_files"), fields={"@file:paper.zip": "PK\x05\x06" + "\0" * 18},
    ),
    get(f"{H}/project/files/<digest>", f"{RUN}/project/files/{{team_file}}",
        "visitor=login founder=ok other_manager=hidden *=no"),
    post(
        f"{H}/project/files/<digest>/remove", f"{RUN}/project/files/{{team_file}}/remove", LEAD.replace(
            "founder=done", "founder=done other_manager=goes"), rows("project_files"),
    ),
    # -- the gallery
    get(f"{H}/projects", f"{DONE}/projects", "*=ok", reads("Well Watch")),
    get(f"{H}/projects", f"{RUN}/projects", "manager,organisers=ok *=shows", reads("Solo Watch"), of="building"),
    get(P, WATCH, "*=ok"),
    get(P, SOLO_WATCH, "manager,other_manager,organisers=ok *=hidden", of="building"),
    get(f"{P}/versions/<int:number>", f"{WATCH}/versions/1", "*=ok"),
    get(f"{P}/versions/<int:number>", f"{WATCH}/versions/2", "founder,manager,organisers=ok *=hidden", of="late"),
    get(f"{P}/files/<digest>", f"{WATCH}/files/{{team_file}}", "*=hidden"),
    post(
        f"{P}/<any(disqualify, reinstate):what>", f"{WATCH}/disqualify", HOST, event("project.disqualified"),
        fields={"why": "Copied"},
    ),
    post(
        f"{P}/versions/<int:number>/answer", f"{WATCH}/versions/2/answer", HOST,
        event("project.late_version_answered"), fields={"answer": "yes", "why": "The power was out"},
    ),
    # -- the people
    get(PEOPLE, f"{RUN}/manage/people", "visitor=login manager=ok organisers=shows *=no", reads(WHY_COME)),
    post(
        f"{PEOPLE}/<uuid:account>/{WHAT}", f"{RUN}/manage/people/{{partner}}/refuse", HOST,
        event("registration.refused"), of="refuse", fields={"why": "Was rude"},
    ),
    post(
        f"{PEOPLE}/<uuid:account>/{WHAT}", f"{RUN}/manage/people/{{partner}}/check_in", HOST,
        event("registration.checked_in"), of="check in",
    ),
    get(f"{PEOPLE}/check-in", f"{RUN}/manage/people/check-in?code={{desk_code}}", "visitor=login manager=ok *=no",
        reads("Person Partner")),
    post(
        f"{PEOPLE}/check-in", f"{RUN}/manage/people/check-in", HOST, event("registration.checked_in"),
        fields={"code": "{desk_code}"},
    ),
    *twins(f"{H}/projects", f"{DONE}/projects", "*=ok", reads("Well Watch")),
    *twins(PEOPLE, f"{RUN}/manage/people", READS, reads("Person Partner")),
]  # fmt: skip
