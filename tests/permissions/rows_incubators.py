"""The table for incubators: managers edit and run, the office of the country lists them and brings managers in."""

from tests.permissions.answers import event, mail, reads
from tests.permissions.rows import Row, get, post

I = "/incubators/<slug>"  # noqa: E741  # the letter is the shortest name of what this table is about
M = f"{I}/manage/startups/<uuid:startup>"
CENTER = "/incubators/{center}"
MANAGERS = "visitor=login manager=ok *=no"
MANAGERS_DO = "visitor=login manager=done *=no"
LEADERS = "visitor=login manager,here=ok *=no"
LEADERS_DO = "visitor=login manager,here=done *=no"
PAGE = {"name.en": "Peshawar Center", "kind": "it_park", "city": "Peshawar", "visibility": "public"}


def of(startup: str, command: str = "") -> str:
    """The address of a startup in the roster."""
    return f"{CENTER}/manage/startups/{{{startup}_id}}" + (f"/{command}" if command else "")


ROWS: list[Row] = [
    get("/incubators", "/incubators", "*=ok", reads("Peshawar Center")),
    get(I, CENTER, "*=ok", reads("Peshawar Center"), of="public"),
    get(I, "/incubators/{garden}", "visitor=hidden *=ok", reads("Members Garden"), of="for members"),
    get(I, "/incubators/{cellar}", "offices=ok *=hidden", reads("Cellar Of Silence"), of="hidden"),
    get(I, "/incubators/{park}", "*=ok", reads("Unclaimed Park"), of="unclaimed"),
    # -- listing: the office of the country that the form names
    get("/incubators/new", "/incubators/new", "visitor=login organisers=ok *=no"),
    post(
        "/incubators/new", "/incubators/new", "visitor=login here=done *=no", event("incubator.listed"),
        fields={**PAGE, "country": "PK", "name.en": "Another Park"},
    ),
    # -- editing: its managers alone; an unclaimed one has none
    get(f"{I}/edit", f"{CENTER}/edit", MANAGERS),
    get(f"{I}/edit", "/incubators/{park}/edit", "visitor=login *=no", of="unclaimed"),
    get(f"{I}/edit", "/incubators/{cellar}/edit", "visitor=login offices=no *=hidden", of="hidden"),
    post(
        f"{I}/edit", f"{CENTER}/edit", MANAGERS_DO, event("incubator.page_changed"),
        fields={**PAGE, "version": "{center_version}"},
    ),
    post(
        f"{I}/edit", "/incubators/{park}/edit", "visitor=login *=no", of="unclaimed",
        fields={**PAGE, "version": "{park_version}"},
    ),
    get(f"{I}/history", f"{CENTER}/history", "visitor=login manager,offices=ok *=no"),
    # -- its people
    get(f"{I}/manage/people", f"{CENTER}/manage/people", LEADERS, reads("Person Comanager")),
    get(f"{I}/manage/people", "/incubators/{park}/manage/people", "visitor=login here=ok *=no", of="unclaimed"),
    post(
        f"{I}/manage/people", f"{CENTER}/manage/people", LEADERS_DO, event("incubator.manager_invited"),
        mail("invitation"), fields={"email": "colleague@people.example"},
    ),
    post(
        f"{I}/manage/people", "/incubators/{park}/manage/people", "visitor=login here=done *=no",
        event("incubator.manager_invited"), mail("invitation"), of="unclaimed",
        fields={"email": "first@people.example"},
    ),
    post(
        f"{I}/manage/people/<uuid:account>/leave", f"{CENTER}/manage/people/{{comanager}}/leave", LEADERS_DO,
        event("incubator.manager_left"), of="a colleague",
    ),
    post(
        f"{I}/manage/people/<uuid:account>/leave", f"{CENTER}/manage/people/{{manager}}/leave", LEADERS_DO,
        event("incubator.manager_left"), of="oneself",
    ),
    post(
        f"{I}/manage/people/<uuid:account>/leave", f"{CENTER}/manage/people/{{other_manager}}/leave",
        "visitor=login manager,here=taken *=no", of="another incubator's",
    ),
    post(
        f"{I}/manage/people/invitations/<uuid:invitation>/revoke",
        f"{CENTER}/manage/people/invitations/{{invitation_center_id}}/revoke", LEADERS_DO,
        event("incubator.manager_invitation_revoked"),
    ),
    # -- its startups
    get(f"{I}/manage/startups", f"{CENTER}/manage/startups", MANAGERS, reads("Dormant Row")),
    get(f"{I}/manage/invite", f"{CENTER}/manage/invite", MANAGERS),
    get(M, of("asking"), MANAGERS, reads("only the managers read why we ask"), of="asks"),
    get(M, of("dormant"), MANAGERS, reads("Dormant Row"), of="unclaimed, hidden"),
    get(M, of("faraway"), "visitor=login manager=hidden *=no", of="of no roster"),
    post(f"{M}/answer", of("asking", "answer"), MANAGERS_DO, event("startup.admitted"), fields={"answer": "yes"}),
    post(f"{M}/invite", of("steppe", "invite"), MANAGERS_DO, event("startup.admission_offered")),
    post(f"{M}/invite", of("faraway", "invite"), "visitor=login manager=hidden *=no", of="a hidden one"),
    post(f"{M}/graduate", of("anor", "graduate"), MANAGERS_DO, event("startup.graduated"), fields={"on": "2026-04-20"}),
    post(
        f"{M}/graduate", "/incubators/{tower}/manage/startups/{anor_id}/graduate",
        "visitor=login other_manager=hidden *=no", of="of another incubator", fields={"on": "2026-04-20"},
    ),
    post(f"{M}/answer", of("offered", "answer"), "visitor=login manager=taken *=no", of="for the startup",
         fields={"answer": "yes"}),
    post(f"{M}/end", of("anor", "end"), MANAGERS_DO, event("startup.admission_ended"), fields={"how": "left"}),
    post(
        f"{M}/publish", of("dormant", "publish"), MANAGERS_DO, event("startup.published"),
        fields={"visibility": "public"},
    ),
    post(
        f"{M}/publish", of("anor", "publish"), "visitor=login *=no", of="claimed: its founders decide",
        fields={"visibility": "members"},
    ),
    post(
        f"{M}/founder", of("dormant", "founder"), MANAGERS_DO, event("startup.founder_invited"), mail("invitation"),
        fields={"email": "owner@people.example"},
    ),
    post(
        f"{M}/founder", of("anor", "founder"), "visitor=login *=no", of="claimed: its founders invite",
        fields={"email": "owner@people.example"},
    ),
]  # fmt: skip
