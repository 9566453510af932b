"""The table for hackathons: the list and its files, public pages, setting up, hosts, helpers, and what programs do."""

from tests.domain.hackathon_setup import setup
from tests.permissions.answers import event, mail, reads
from tests.permissions.rows import Row, call, get, post
from tests.permissions.rows_twins import twins
from tests.permissions.world import Clock

H, MANAGE = "/hackathons/<slug>", "/hackathons/<slug>/manage"
DRAFT, READY, ON = "/hackathons/{h_draft}", "/hackathons/{h_ready}", "/hackathons/{h_on}"
# A draft is missing for everybody but those who prepare it; of what was announced only its hosts' people do something.
PREPARE = "visitor=login managers=ok *=hidden"
LEAD, LEADS = "visitor=login managers=ok *=no", "visitor=login managers=done *=no"
MINE = "visitor=login manager=done other_manager=no *=hidden"
HOSTS_DRAFT = "visitor=login managers=done *=hidden"
HELD, OPEN = "prizes", {"prizes.0.name.en": "Cup", "prizes.0.key": "cup", "why": "A sponsor came"}
API, A, READ = "/hackathons/{hackathon}", "/hackathons/<hackathon>", "*=ok"
API_LEADS, API_DRAFT = "visitor=token managers=did *=no", "visitor=token managers=did *=hidden"
API_MINE = "visitor=token manager=did other_manager=no *=hidden"
ABOUT = setup(Clock().now)["about"]

ROWS: list[Row] = [
    get("/hackathons", "/hackathons", "*=ok", reads("Water and Light")),
    get("/hackathons", "/hackathons?q=preparations", "managers=ok *=shows", reads("Secret Preparations"), of="draft"),
    *twins("/hackathons", "/hackathons", "*=ok", reads("Water and Light")),
    *twins(
        "/hackathons", "/hackathons?q=preparations", "managers=ok *=shows", reads("Secret Preparations"), of="draft",
    ),
    get(H, ON, "*=ok", reads("Teams of")),
    get(H, DRAFT, "managers=ok *=hidden", reads("Secret Preparations"), of="draft"),
    get(f"{H}/schedule", f"{ON}/schedule", "*=ok", reads("Opening")),
    get(f"{H}/schedule", f"{DRAFT}/schedule", "managers=ok *=hidden", of="draft"),
    get(f"{H}/calendar.ics", f"{ON}/calendar.ics", "*=ok", reads("Opening")),
    get(f"{H}/calendar.ics", f"{DRAFT}/calendar.ics", "managers=ok *=hidden", of="draft"),
    get(
        "/hackathons/<uuid:hackathon>/<path:rest>", "/hackathons/{h_on_id}/schedule", "visitor=login *=done",
    ),
    get(
        "/hackathons/<uuid:hackathon>/<path:rest>", "/hackathons/{h_draft_id}/manage",
        "visitor=login managers=done *=hidden", of="draft",
    ),
    # -- drafting: managers of any incubator, for their own
    get("/hackathons/new", "/hackathons/new", LEAD),
    post(
        "/hackathons/new", "/hackathons/new", LEADS, event("hackathon.drafted"),
        fields={"title": "Spring Days", "start": "2026-09-01", "zone": "Asia/Karachi"},
    ),
    # -- setting up: whoever manages a host; who is asked to host reads, and answers
    get(MANAGE, f"{ON}/manage", "visitor=login managers=done *=no"),
    get(f"{MANAGE}/setup", f"{DRAFT}/manage/setup", PREPARE, reads("Secret Preparations"), of="draft"),
    get(f"{MANAGE}/setup", f"{ON}/manage/setup", LEAD, reads("only hosts know of this proposal")),
    get(f"{MANAGE}/setup/<part>", f"{DRAFT}/manage/setup/tracks", "visitor=login manager=ok other_manager=no *=hidden"),
    post(
        f"{MANAGE}/setup/<part>", f"{DRAFT}/manage/setup/tracks", MINE, event("hackathon.part_changed"),
        fields={"tracks.0.name.en": "Bread", "version": "1"},
    ),
    post(
        f"{MANAGE}/setup/<part>", f"{ON}/manage/setup/rules", LEADS, event("hackathon.change_proposed"),
        of="what every host agreed to", fields={"conduct.en": "Be very kind.", "why": "Somebody was not"},
    ),
    post(f"{MANAGE}/agree", f"{READY}/manage/agree", "visitor=login manager=done other_manager=goes *=hidden",
         event("hackathon.host_agreed")),
    post(f"{MANAGE}/announce", f"{READY}/manage/announce", HOSTS_DRAFT.replace("managers", "manager").replace(
        " *", " other_manager=taken *"), event("hackathon.announced")),
    post(f"{MANAGE}/cancel", f"{ON}/manage/cancel", LEADS, event("hackathon.cancelled"), fields={"why": "No hall"}),
    post(
        f"{MANAGE}/phases/<phase>/<any(open, close):what>", f"{ON}/manage/phases/results/open", LEADS,
        event("hackathon.phase_opened"),
    ),
    post(
        f"{MANAGE}/changes/<uuid:change>/agree", f"{ON}/manage/changes/{{h_change_id}}/agree",
        "visitor=login manager=done other_manager=taken *=no", event("hackathon.change_applied"),
    ),
    post(
        f"{MANAGE}/changes/<uuid:change>/refuse", f"{ON}/manage/changes/{{h_change_id}}/refuse", LEADS,
        event("hackathon.change_refused"),
    ),
    # -- hosts
    post(
        f"{MANAGE}/hosts", f"{DRAFT}/manage/hosts", MINE, event("hackathon.host_invited"),
        fields={"incubator": "/incubators/{park}"},
    ),
    post(
        f"{MANAGE}/hosts/<uuid:incubator>/answer", f"{DRAFT}/manage/hosts/{{tower_id}}/answer",
        "visitor=login other_manager=done manager=no *=hidden", event("hackathon.host_accepted"),
        fields={"accept": "yes"},
    ),
    post(
        f"{MANAGE}/hosts/<uuid:incubator>/leave", f"{ON}/manage/hosts/{{tower_id}}/leave",
        "visitor=login other_manager=done *=no", event("hackathon.host_left"),
    ),
    # -- helpers
    get(f"{MANAGE}/team", f"{ON}/manage/team", LEAD, reads("Person Joined")),
    post(
        f"{MANAGE}/team", f"{ON}/manage/team", LEADS, event("hackathon.person_invited"), mail("invitation"),
        fields={"email": "helper@people.example", "rights": "desk"},
    ),
    get(f"{MANAGE}/team/link", f"{ON}/manage/team/link", "visitor=login managers=done *=no"),
    post(
        f"{MANAGE}/team/link", f"{ON}/manage/team/link", "visitor=login managers=ok *=no",
        event("hackathon.person_invited"), fields={"name": "The one at the desk", "rights": "desk"},
    ),
    post(
        f"{MANAGE}/team/invitations/<uuid:invitation>/renew", f"{ON}/manage/team/invitations/{{h_invitation}}/renew",
        LEADS, event("hackathon.person_invited"), mail("invitation"),
    ),
    post(
        f"{MANAGE}/team/invitations/<uuid:invitation>/revoke", f"{ON}/manage/team/invitations/{{h_invitation}}/revoke",
        LEADS, event("hackathon.person_invitation_revoked"),
    ),
    post(
        f"{MANAGE}/team/<uuid:account>/rights", f"{ON}/manage/team/{{joined}}/rights", LEADS,
        event("hackathon.rights_changed"), fields={"rights": "people"},
    ),
    post(
        f"{MANAGE}/team/<uuid:account>/leave", f"{ON}/manage/team/{{joined}}/leave", LEADS,
        event("hackathon.person_removed"),
    ),
    # -- programs
    call("GET", "/hackathons", "/hackathons", READ, reads("Water and Light")),
    call("GET", "/hackathons/{h_on}", A, READ, reads("Water and Light")),
    call("GET", "/hackathons/{h_draft}", A, "managers=ok *=hidden", reads("Secret Preparations"), of="draft"),
    call(
        "POST", "/hackathons", "/hackathons", "visitor=token manager=did *=no", event("hackathon.drafted"),
        body={"incubator": "{center_id}", "setup": {"about": {"title": {"en": "Spring"}, "binding": "en"}}},
    ),
    call(
        "PUT", "/hackathons/{h_draft}/parts/about", f"{A}/parts/<part>", API_MINE, event("hackathon.part_changed"),
        body={"value": {**ABOUT, "title": {"en": "Other Preparations"}}},
    ),
    call(
        "POST", "/hackathons/{h_on}/parts/rules/changes", f"{A}/parts/<part>/changes", API_LEADS,
        event("hackathon.change_proposed"), body={"value": {"conduct": {"en": "Kinder."}}, "why": "Somebody was not"},
    ),
    call(
        "POST", "/hackathons/{h_on}/changes/{h_change_id}/agree", f"{A}/changes/<uuid:change>/agree",
        "visitor=token manager=did other_manager=taken *=no", event("hackathon.change_applied"),
    ),
    call(
        "POST", "/hackathons/{h_on}/changes/{h_change_id}/refuse", f"{A}/changes/<uuid:change>/refuse", API_LEADS,
        event("hackathon.change_refused"), body={"why": ""},
    ),
    call(
        "POST", "/hackathons/{h_ready}/agree", f"{A}/agree", "visitor=token managers=did *=hidden",
        body={"rules": "{h_ready_rules}"},
    ),
    call(
        "POST", "/hackathons/{h_ready}/announce", f"{A}/announce",
        "visitor=token manager=did other_manager=taken *=hidden", event("hackathon.announced"),
    ),
    call(
        "POST", "/hackathons/{h_on}/cancel", f"{A}/cancel", API_LEADS, event("hackathon.cancelled"),
        body={"why": "No hall"},
    ),
    call(
        "POST", "/hackathons/{h_on}/phases/results/open", f"{A}/phases/<phase>/open", API_LEADS,
        event("hackathon.phase_opened"),
    ),
    call(
        "POST", "/hackathons/{h_on}/phases/registration/close", f"{A}/phases/<phase>/close",
        "visitor=token managers=taken *=no", of="with a deadline",
    ),
    call(
        "POST", "/hackathons/{hackwon}/phases/results/close", f"{A}/phases/<phase>/close",
        "visitor=token manager=did *=no", event("hackathon.phase_closed"),
    ),
    call(
        "POST", "/hackathons/{h_draft}/hosts", f"{A}/hosts", API_MINE, event("hackathon.host_invited"),
        body={"incubator": "{park_id}"},
    ),
    call(
        "POST", "/hackathons/{h_draft}/hosts/{tower_id}/answer", f"{A}/hosts/<uuid:incubator>/answer",
        "visitor=token other_manager=did manager=no *=hidden", event("hackathon.host_accepted"), body={"accept": True},
    ),
    call(
        "DELETE", "/hackathons/{h_on}/hosts/{tower_id}", f"{A}/hosts/<uuid:incubator>",
        "visitor=token other_manager=did *=no", event("hackathon.host_left"),
    ),
]  # fmt: skip
