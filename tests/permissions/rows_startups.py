"""The table for startups: the directory, profiles, registering, editing, people, incubators, doors, suggestions.

A startup that somebody may not know of is missing for them; what they may see but not do is refused. Organisers read
everything and act for unclaimed profiles of their country; administrators read, and act for nobody.
"""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, get, post

S = "/startups/<slug>"
ANOR, VEILED, DORMANT, WOKEN = "/startups/{anor}", "/startups/{veiled}", "/startups/{dormant}", "/startups/{woken}"
FOUNDERS = "visitor=login founder=ok *=no"
FOUNDERS_DO = "visitor=login founder=done *=no"
KEEPERS = "visitor=login manager,here=ok *=no"
KEEPERS_DO = "visitor=login manager,here=done *=no"
PROFILE = {"country": "PK", "city": "Elsewhere", "one_liner.en": "said anew", "visibility": "public"}

ROWS: list[Row] = [
    get("/startups", "/startups?order=name", "*=ok", reads("Anor Clinic")),
    get("/startups", "/startups?from=PK&need=distribution&country=UZ", "*=goes", of="the start page's question"),
    get("/startups", "/startups?q=lantern", "founder,manager,offices=ok *=shows", reads("Veiled Lantern"), of="search"),
    get("/startups", "/startups?sector=mining", "offices=ok *=shows", reads("Faraway Shadow"), of="filtered"),
    get(S, ANOR, "*=ok", reads("Anor Clinic"), of="public"),
    get(S, "/startups/{shifo}", "*=ok", reads("Shifo Labs"), of="partner's"),
    get(S, "/startups/{inner}", "visitor=hidden *=ok", reads("Inner Circle"), of="for members"),
    get(S, VEILED, "founder,manager,offices=ok *=hidden", reads("Veiled Lantern"), of="hidden"),
    get(S, "/startups/{faraway}", "offices=ok *=hidden", reads("Faraway Shadow"), of="somebody else's, hidden"),
    get(S, WOKEN, "*=ok", reads("Woken Row"), of="unclaimed, published"),
    get(S, DORMANT, "manager,offices=ok *=hidden", reads("Dormant Row"), of="unclaimed, hidden"),
    get(S, "/startups/{asking_before}", "*=goes", of="an earlier address"),
    # -- registering
    get("/startups/new", "/startups/new", "visitor=login *=ok"),
    get("/startups/new", "/startups/new", "member=ok visitor=login *=shows", reads("Drafted Thing"), of="drafts"),
    get(
        "/startups/new", "/startups/new?draft={draft}&step=1", "member=ok visitor=login *=shows",
        reads("Drafted Thing"), of="somebody's draft",
    ),
    post(
        "/startups/new", "/startups/new", "visitor=login *=done", rows("drafts"), of="a step",
        fields={"step": "1", "do": "next", "name": "Begun", "country": "PK"},
    ),
    post(
        "/startups/new", "/startups/new", "visitor=login *=done", event("startup.registered"), of="the last button",
        fields={"draft": "{finished}", "step": "3", "do": "register", "visibility": "public"},
    ),
    post("/startups/new/draft", "/startups/new/draft", "visitor=login *=ok", fields={"step": "1", "name": "Typing"}),
    post(
        "/startups/new/discard", "/startups/new/discard", "visitor=login member=done *=goes", rows("drafts"),
        fields={"draft": "{draft}"},
    ),
    # -- editing
    get(f"{S}/edit", f"{ANOR}/edit", FOUNDERS, reads("About anor")),
    get(f"{S}/edit", f"{VEILED}/edit", "visitor=login founder=ok manager,offices=no *=hidden", of="hidden"),
    get(f"{S}/edit", f"{WOKEN}/edit", KEEPERS, of="unclaimed"),
    get(
        f"{S}/edit", f"{DORMANT}/edit", "visitor=login manager,here=ok organiser_there,administrator=no *=hidden",
        of="unclaimed, hidden",
    ),
    post(
        f"{S}/edit", f"{ANOR}/edit", FOUNDERS_DO, event("startup.profile_changed"),
        fields={**PROFILE, "name": "Anor Clinic", "version": "{anor_version}"},
    ),
    post(
        f"{S}/edit", f"{WOKEN}/edit", KEEPERS_DO, event("startup.profile_changed"), of="unclaimed",
        fields={**PROFILE, "name": "Woken Row", "version": "{woken_version}"},
    ),
    post(f"{S}/address", f"{ANOR}/address", FOUNDERS_DO, event("startup.renamed"), fields={"slug": "anor-moved"}),
    post(
        f"{S}/address", f"{WOKEN}/address", KEEPERS_DO, event("startup.renamed"), of="unclaimed",
        fields={"slug": "woken-moved"},
    ),
    post(
        f"{S}/publish", f"{ANOR}/publish", FOUNDERS_DO, event("startup.published"), fields={"visibility": "members"}
    ),
    post(
        f"{S}/publish", f"{WOKEN}/publish", KEEPERS_DO, event("startup.published"), of="unclaimed",
        fields={"visibility": "members"},
    ),
    post(
        f"{S}/publish", f"{DORMANT}/publish",
        "visitor=login manager,here=done organiser_there,administrator=no *=hidden", event("startup.published"),
        of="unclaimed, hidden", fields={"visibility": "public"},
    ),
    # -- history: those who answer for it, and those who read everything
    get(f"{S}/history", f"{ANOR}/history", "visitor=login founder,manager,offices=ok *=no"),
    get(
        f"{S}/history", "/startups/{accepted}/history", "visitor=login founder=ok manager,offices=shows *=no",
        reads("Shifo Labs"), of="whom it talks with",
    ),
    get(f"{S}/history", f"{WOKEN}/history", "visitor=login manager,offices=ok *=no", of="unclaimed"),
    get(f"{S}/history", "/startups/{shifo}/history", "visitor=login partner,offices=ok *=no", of="blocked by another"),
    get(f"{S}/history", f"{VEILED}/history", "visitor=login founder,manager,offices=ok *=hidden", of="hidden"),
    # -- people
    get(f"{S}/people", f"{ANOR}/people", FOUNDERS, reads("Person Cofounder")),
    get(f"{S}/people", f"{WOKEN}/people", KEEPERS, of="unclaimed"),
    post(
        f"{S}/people", f"{ANOR}/people", FOUNDERS_DO, event("startup.founder_invited"), mail("invitation"),
        fields={"email": "friend@people.example"},
    ),
    post(
        f"{S}/people", f"{WOKEN}/people", KEEPERS_DO, event("startup.founder_invited"), mail("invitation"),
        of="unclaimed", fields={"email": "owner@people.example"},
    ),
    post(
        f"{S}/people/invitations/<uuid:invitation>/revoke", f"{ANOR}/people/invitations/{{invitation_open_id}}/revoke",
        FOUNDERS_DO, event("startup.founder_invitation_revoked"), rows("invitations"),
    ),
    post(
        f"{S}/people/invitations/<uuid:invitation>/revoke",
        f"{WOKEN}/people/invitations/{{invitation_claim_id}}/revoke",
        KEEPERS_DO, event("startup.founder_invitation_revoked"), rows("invitations"), of="unclaimed",
    ),
    post(
        f"{S}/people/<uuid:account>/leave", f"{ANOR}/people/{{cofounder}}/leave", FOUNDERS_DO,
        event("startup.founder_left"),
    ),
    post(
        f"{S}/people/invitations/<uuid:invitation>/revoke", f"{ANOR}/people/invitations/{{invitation_claim_id}}/revoke",
        "visitor=login founder=taken *=no", of="another startup's",
    ),
    post(
        f"{S}/people/<uuid:account>/leave", f"{ANOR}/people/{{founder}}/leave", FOUNDERS_DO,
        event("startup.founder_left"), of="oneself",
    ),
    post(
        f"{S}/people/<uuid:account>/leave", f"{VEILED}/people/{{founder}}/leave",
        "visitor=login founder=taken manager,offices=no *=hidden", of="the last founder of a hidden one",
    ),
    post(
        f"{S}/people/<uuid:account>/leave", f"{ANOR}/people/{{partner}}/leave", "visitor=login founder=taken *=no",
        of="another startup's",
    ),
    # -- incubators
    get(f"{S}/incubators", f"{ANOR}/incubators", FOUNDERS),
    post(
        f"{S}/incubators", f"{ANOR}/incubators", FOUNDERS_DO, event("startup.admission_asked"),
        fields={"incubator": "{tower}", "message": "May we come?"},
    ),
    post(
        f"{S}/incubators/<uuid:incubator>/answer", "/startups/{offered}/incubators/{center_id}/answer", FOUNDERS_DO,
        event("startup.admitted"), fields={"answer": "yes"},
    ),
    post(
        f"{S}/incubators/<uuid:incubator>/end", "/startups/{asking}/incubators/{center_id}/end",
        "visitor=login founder,manager=done *=no", event("startup.admission_ended"), of="withdraw",
        fields={"how": "withdrawn"},
    ),
    post(
        f"{S}/incubators/<uuid:incubator>/end", f"{ANOR}/incubators/{{center_id}}/end",
        "visitor=login founder,manager=done *=no", event("startup.admission_ended"), of="leave",
        fields={"how": "left"},
    ),
    # -- doors
    post(f"{S}/pause", f"{ANOR}/pause", FOUNDERS_DO, event("startup.proposals_paused"), fields={"paused": "yes"}),
    get(f"{S}/blocked", f"{ANOR}/blocked", FOUNDERS, reads("Loose Row")),
    post(f"{S}/blocked", f"{ANOR}/blocked", FOUNDERS_DO, event("startup.blocked"), fields={"other": "{steppe}"}),
    post(
        f"{S}/blocked", f"{ANOR}/blocked", "visitor=login founder=hidden *=no", of="one that they may not know of",
        fields={"other": "{faraway}"},
    ),
    post(
        f"{S}/blocked/<uuid:other>/remove", f"{ANOR}/blocked/{{loose_id}}/remove", FOUNDERS_DO,
        event("startup.unblocked"),
    ),
    # -- suggestions
    get(
        f"{S}/suggestions", f"{ANOR}/suggestions", "visitor=login founder,manager,organisers=ok *=no",
        reads("Steppe Works"),
    ),
    post(
        f"{S}/suggestions/dismiss", f"{ANOR}/suggestions/dismiss", FOUNDERS_DO, event("startup.suggestion_dismissed"),
        fields={"other": "{steppe}", "reason": "not_relevant"},
    ),
    post(
        f"{S}/suggestions/dismiss", f"{ANOR}/suggestions/dismiss", "visitor=login founder=hidden *=no",
        of="one that they may not know of", fields={"other": "{faraway}", "reason": "not_relevant"},
    ),
    post(
        f"{S}/suggestions/restore", f"{ANOR}/suggestions/restore", FOUNDERS_DO, event("startup.suggestion_restored"),
        fields={"other": "{woken}"},
    ),
    get(f"{S}/suggestions/<any(dismiss, restore):part>", f"{ANOR}/suggestions/dismiss", "*=goes"),
    # -- logos
    get("/files/<digest>.webp", "/files/{public_logo}.webp", "*=ok", of="of a public startup"),
    get("/files/<digest>.webp", "/files/{hidden_logo}.webp", "founder,manager,offices=ok *=hidden", of="of a hidden"),
    get("/files/<digest>.webp", "/files/{draft_logo}.webp", "member=ok *=hidden", of="in a draft"),
]  # fmt: skip
