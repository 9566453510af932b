"""The table for the API: each operation with everybody's own token, for all scopes.

A token does what its person does on pages, but nobody is an administrator here. Whoever has no token reads what is
public; what they may not see is missing for programs as it is for people.
"""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, call

S, I = "/startups/<startup>", "/incubators/<incubator>"  # noqa: E741  # short names of what the table is about
N, P = "/introductions/<uuid:introduction>", "/partnerships/<uuid:partnership>"
ANOR, WOKEN, DORMANT, CENTER = "/startups/{anor}", "/startups/{woken}", "/startups/{dormant}", "/incubators/{center}"
ALL = "*=ok"
MEMBERS = "visitor=token *=ok"
FOUNDERS = "visitor=token founder=ok *=no"
FOUNDERS_DO = "visitor=token founder=did *=no"
KEEPERS_DO = "visitor=token manager,here=did *=no"
MANAGERS = "visitor=token manager=ok *=no"
MANAGERS_DO = "visitor=token manager=did *=no"
LEADERS_DO = "visitor=token manager,here=did *=no"
SIDES = "visitor=token sides=did *=hidden"
PROPOSER = "visitor=token founder=did partner=no *=hidden"
RECEIVER = "visitor=token partner=did founder=no *=hidden"
PROPOSAL = {
    "proposer": "{anor}", "receiver": "{steppe}", "want": "distribution", "offer": "talent", "next_step": "call",
    "language": "ru",
}  # fmt: skip


def at(state: str, command: str = "") -> str:
    """The address of the introduction in a state."""
    return f"/introductions/{{i_{state}}}" + (f"/{command}" if command else "")


ROWS: list[Row] = [
    call("GET", "/openapi.json", "/openapi.json", ALL, reads("openapi")),
    # -- startups
    call("GET", "/startups", "/startups", ALL, reads("Anor Clinic")),
    call("GET", "/startups?q=lantern", "/startups", "founder,manager,organisers=ok *=shows", reads("Veiled Lantern"),
         of="search"),
    call("POST", "/startups", "/startups", "visitor=token *=did", event("startup.registered"),
         body={"name": "Made By A Program", "country": "PK"}),
    call("GET", ANOR, S, ALL, reads("Anor Clinic")),
    call("GET", "/startups/{inner_id}", S, "visitor=hidden *=ok", reads("Inner Circle"), of="for members, by id"),
    call("GET", "/startups/{veiled}", S, "founder,manager,organisers=ok *=hidden", reads("Veiled"), of="hidden"),
    call("GET", DORMANT, S, "manager,organisers=ok *=hidden", reads("Dormant Row"), of="unclaimed, hidden"),
    call("GET", "/startups/{asking_before}", S, ALL, reads("asking-now"), of="an earlier address"),
    call("PATCH", ANOR, S, FOUNDERS_DO, event("startup.profile_changed"), body={"city": "Lahore"},
         headers={"If-Match": '"{anor_version}"'}),
    call("PATCH", WOKEN, S, KEEPERS_DO, event("startup.profile_changed"), of="unclaimed", body={"city": "Lahore"},
         headers={"If-Match": "*"}),
    call("POST", f"{ANOR}/rename", f"{S}/rename", FOUNDERS_DO, event("startup.renamed"), body={"slug": "anor-moved"}),
    call("POST", f"{WOKEN}/publish", f"{S}/publish", KEEPERS_DO, event("startup.published"),
         body={"visibility": "members"}),
    call("PUT", f"{ANOR}/pause", f"{S}/pause", FOUNDERS_DO, event("startup.proposals_paused"), body={"paused": True}),
    call("GET", f"{ANOR}/history", f"{S}/history", "visitor=token founder,manager,organisers=ok *=no"),
    # -- suggestions
    call("GET", f"{ANOR}/suggestions", f"{S}/suggestions", "visitor=token founder,manager,organisers=ok *=no",
         reads("Steppe Works")),
    call("GET", f"{ANOR}/dismissals", f"{S}/dismissals", FOUNDERS, reads("Woken Row")),
    call("PUT", f"{ANOR}/dismissals/{{steppe}}", f"{S}/dismissals/<other>", FOUNDERS_DO,
         event("startup.suggestion_dismissed"), body={"reason": "not_relevant"}),
    call("PUT", f"{ANOR}/dismissals/{{faraway}}", f"{S}/dismissals/<other>",
         "visitor=token organisers=no *=hidden", of="one that they may not know of", body={"reason": "not_relevant"}),
    call("DELETE", f"{ANOR}/dismissals/{{woken_id}}", f"{S}/dismissals/<other>", FOUNDERS_DO,
         event("startup.suggestion_restored")),
    call("GET", f"{ANOR}/blocked", f"{S}/blocked", FOUNDERS, reads("Loose Row")),
    call("PUT", f"{ANOR}/blocked/{{steppe}}", f"{S}/blocked/<other>", FOUNDERS_DO, event("startup.blocked"), body={}),
    call("DELETE", f"{ANOR}/blocked/{{loose_id}}", f"{S}/blocked/<other>", FOUNDERS_DO, event("startup.unblocked")),
    # -- people
    call("GET", f"{ANOR}/founders", f"{S}/founders", MEMBERS, reads("Person Cofounder")),
    call("DELETE", f"{ANOR}/founders/{{cofounder}}", f"{S}/founders/<uuid:account>", FOUNDERS_DO,
         event("startup.founder_left")),
    call("GET", f"{CENTER}/managers", f"{I}/managers", MEMBERS, reads("Person Comanager")),
    call("DELETE", f"{CENTER}/managers/{{comanager}}", f"{I}/managers/<uuid:account>", LEADERS_DO,
         event("incubator.manager_left")),
    call("POST", f"{ANOR}/invitations", f"{S}/invitations", FOUNDERS_DO, event("startup.founder_invited"),
         mail("invitation"), body={"email": "friend@people.example"}),
    call("POST", f"{WOKEN}/invitations", f"{S}/invitations", KEEPERS_DO, event("startup.founder_invited"),
         mail("invitation"), of="unclaimed", body={"email": "owner@people.example"}),
    call("DELETE", f"{ANOR}/invitations/{{invitation_open_id}}", f"{S}/invitations/<uuid:invitation>", FOUNDERS_DO,
         event("startup.founder_invitation_revoked"), rows("invitations")),
    call("POST", f"{CENTER}/invitations", f"{I}/invitations", LEADERS_DO, event("incubator.manager_invited"),
         mail("invitation"), body={"email": "colleague@people.example"}),
    call("DELETE", f"{CENTER}/invitations/{{invitation_center_id}}", f"{I}/invitations/<uuid:invitation>", LEADERS_DO,
         event("incubator.manager_invitation_revoked"), rows("invitations")),
    # -- admissions
    call("GET", "/startups/{asking}/admissions", f"{S}/admissions", FOUNDERS, reads("only the managers read")),
    call("POST", f"{ANOR}/admissions", f"{S}/admissions", FOUNDERS_DO, event("startup.admission_asked"),
         body={"incubator": "{tower}"}),
    call("POST", "/startups/{offered}/admissions/{center}/answer", f"{S}/admissions/<incubator>/answer", FOUNDERS_DO,
         event("startup.admitted"), body={"yes": True}),
    call("POST", "/startups/{asking}/admissions/{center_id}/end", f"{S}/admissions/<incubator>/end", FOUNDERS_DO,
         event("startup.admission_ended"), body={"how": "withdrawn"}),
    call("POST", f"{CENTER}/roster/{{steppe}}/offer", f"{I}/roster/<startup>/offer", MANAGERS_DO,
         event("startup.admission_offered")),
    call("POST", f"{CENTER}/roster/{{faraway}}/offer", f"{I}/roster/<startup>/offer",
         "visitor=token organisers=no *=hidden", of="a hidden one"),
    call("POST", f"{CENTER}/roster/{{asking}}/answer", f"{I}/roster/<startup>/answer", MANAGERS_DO,
         event("startup.admitted"), body={"yes": True}),
    call("POST", f"{CENTER}/roster/{{anor}}/graduate", f"{I}/roster/<startup>/graduate", MANAGERS_DO,
         event("startup.graduated"), body={"on": "2026-04-20"}),
    call("POST", "/incubators/{tower}/roster/{anor}/graduate", f"{I}/roster/<startup>/graduate",
         "visitor=token other_manager=hidden *=no", of="of another incubator", body={"on": "2026-04-20"}),
    call("POST", f"{CENTER}/roster/{{anor}}/end", f"{I}/roster/<startup>/end", MANAGERS_DO,
         event("startup.admission_ended"), body={"how": "left"}),
    # -- incubators
    call("GET", "/incubators", "/incubators", ALL, reads("Peshawar Center")),
    call("POST", "/incubators", "/incubators", "visitor=token here=did *=no", event("incubator.listed"),
         body={"name": {"en": "Another Park"}, "kind": "it_park", "country": "PK"}),
    call("GET", CENTER, I, ALL, reads("Peshawar Center")),
    call("GET", "/incubators/{garden}", I, "visitor=hidden *=ok", reads("Members Garden"), of="for members"),
    call("GET", "/incubators/{cellar_id}", I, "organisers=ok *=hidden", reads("Cellar Of Silence"), of="hidden"),
    call("PATCH", CENTER, I, MANAGERS_DO, event("incubator.page_changed"), body={"city": "Peshawar"},
         headers={"If-Match": '"{center_version}"'}),
    call("GET", f"{CENTER}/startups", f"{I}/startups", ALL, reads("Anor Clinic")),
    call("GET", f"{CENTER}/startups", f"{I}/startups", "founder,manager,organisers=ok *=shows", reads("Veiled Lantern"),
         of="hidden ones"),
    call("GET", f"{CENTER}/roster", f"{I}/roster", MANAGERS, reads("Dormant Row")),
    call("GET", f"{CENTER}/history", f"{I}/history", "visitor=token manager,organisers=ok *=no"),
    # -- introductions
    call("GET", "/introductions", "/introductions", MEMBERS),
    call("GET", "/introductions", "/introductions", "visitor=token sides=ok *=shows", reads("Proposed Pair"),
         of="one's own"),
    call("POST", "/introductions", "/introductions", FOUNDERS_DO, event("introduction.proposed"), body=PROPOSAL),
    call("POST", "/introductions", "/introductions", "visitor=token organisers=no *=hidden", of="to a hidden one",
         body={**PROPOSAL, "receiver": "{faraway}"}),
    call("GET", at("proposed"), N, "visitor=token sides,organisers=ok *=hidden", reads("Shifo Labs"), of="proposed"),
    call("GET", at("proposed"), N, "visitor=token sides=ok organisers=shows *=hidden", reads("only both sides"),
         of="texts"),
    call("GET", at("accepted"), N, "visitor=token partner=ok founder,organisers=shows *=hidden",
         reads("@founder_telegram"), of="contacts"),
    call("POST", at("proposed", "accept"), f"{N}/accept", RECEIVER, event("introduction.accepted"), body={}),
    call("POST", at("declined", "accept"), f"{N}/accept", "visitor=token partner=taken founder=no *=hidden",
         of="declined before", body={}),
    call("POST", at("proposed", "decline"), f"{N}/decline", RECEIVER, event("introduction.declined"),
         body={"reason": "not_now"}),
    call("POST", at("proposed", "withdraw"), f"{N}/withdraw", PROPOSER, event("introduction.withdrawn")),
    call("POST", at("proposed", "remind"), f"{N}/remind", PROPOSER, event("introduction.reminded")),
    call("POST", at("accepted", "times"), f"{N}/times", SIDES, event("introduction.times_proposed"),
         body={"zone": "Asia/Karachi", "times": [{"wall": "2026-06-01T10:00", "format": "video"}]}),
    call("POST", at("offering", "confirm"), f"{N}/confirm", "visitor=token founder=did partner=taken *=hidden",
         event("introduction.meeting_confirmed"), body={"start": "{start}"}),
    call("POST", at("meeting", "cancel"), f"{N}/cancel", SIDES, event("introduction.meeting_cancelled"), body={}),
    call("POST", at("accepted", "met"), f"{N}/met", SIDES, event("introduction.met"), body={"on": "2026-04-20"}),
    call("POST", at("held", "not-held"), f"{N}/not-held", SIDES, event("introduction.meeting_not_held"),
         body={"answer": "they_missed"}),
    call("POST", at("met", "close"), f"{N}/close", SIDES, event("introduction.nothing_came"), body={"reason": "price"}),
    # -- partnerships
    call("GET", "/partnerships", "/partnerships", ALL, reads("Summary of the confirmed")),
    call("GET", "/partnerships", "/partnerships", "sides,organisers=ok *=shows", reads("Summary of the recorded"),
         of="not confirmed yet"),
    call("POST", "/partnerships", "/partnerships", SIDES, event("partnership.recorded"),
         body={"introduction": "{i_met}", "kind": "distribution", "since": "2026-04-20"}),
    call("GET", "/partnerships/{p_confirmed}", P, ALL, reads("Summary of the confirmed"), of="confirmed"),
    call("GET", "/partnerships/{p_recorded}", P, "sides,organisers=ok *=hidden", reads("Summary of"), of="recorded"),
    call("POST", "/partnerships/{p_recorded}/confirm", f"{P}/confirm", RECEIVER, event("partnership.confirmed")),
    call("POST", "/partnerships/{p_recorded}/dispute", f"{P}/dispute", RECEIVER, event("partnership.disputed")),
    call("POST", "/partnerships/{p_confirmed}/milestones", f"{P}/milestones", SIDES,
         event("partnership.milestone_reached"), body={"kind": "signed", "on": "2026-04-22"}),
    call("POST", "/partnerships/{p_confirmed}/end", f"{P}/end", SIDES, event("partnership.ended"),
         body={"on": "2026-04-22"}),
    call("POST", f"{ANOR}/confirm", f"{S}/confirm", FOUNDERS_DO, event("startup.profile_confirmed")),
    call("POST", f"{WOKEN}/confirm", f"{S}/confirm", KEEPERS_DO, event("startup.profile_confirmed"), of="unclaimed"),
    # -- claims
    call("POST", f"{WOKEN}/claims", f"{S}/claims", "visitor=token *=did", event("startup.claim_requested"),
         body={"message": "We founded it years ago"}),
    call("DELETE", "/startups/{wanted}/claims/{claim_wanted}", f"{S}/claims/<uuid:claim>",
         "visitor=token member=did *=hidden", event("startup.claim_withdrawn")),
    call("POST", "/startups/{wanted}/claims/{claim_wanted}/answer", f"{S}/claims/<uuid:claim>/answer",
         "visitor=token manager=did *=no", event("startup.founder_added"), body={"yes": True}),
    call("POST", f"{WOKEN}/claims/{{claim_wanted}}/answer", f"{S}/claims/<uuid:claim>/answer",
         "visitor=token manager,here=hidden *=no", of="another profile's", body={"yes": True}),
    # -- the rest
    call("GET", "/vocabulary", "/vocabulary", ALL, reads("sectors")),
    call("GET", "/vocabulary/sectors", "/vocabulary/<name>", ALL, reads("healthtech")),
    call("GET", "/me", "/me", MEMBERS, reads("Person")),
    call("GET", "/todo", "/todo", "visitor=token partner=ok *=shows", reads("answer_proposal")),
    call("GET", "/tokens", "/tokens", MEMBERS, reads("sb_")),
    call("DELETE", "/tokens/{token_founder}", "/tokens/<uuid:token>", "visitor=token founder=did *=hidden",
         rows("api_tokens")),
    call("GET", "/changes?limit=500", "/changes", ALL, reads("startup.registered")),
    call("GET", "/changes?limit=500", "/changes", "sides,organisers=ok *=shows", reads("introduction.proposed"),
         of="introductions"),
]  # fmt: skip
