"""The table for the API, second part: profiles in somebody's care, go-betweens, trust, imports, one's own data."""

import io

from PIL import Image

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.caring import ASKED, DECIDED
from tests.permissions.judging import INSULT
from tests.permissions.rows import Row, call
from tests.permissions.rows_api import ANOR, CENTER, FOUNDERS_DO, KEEPERS_DO, LEADERS_DO, MANAGERS, MANAGERS_DO, WOKEN
from tests.permissions.rows_api import I as HOUSE
from tests.permissions.rows_api import S as STARTUP
from tests.permissions.stories import CHOICES

TWIN, HANDED = "/startups/{twin}", "/startups/{handed}"
KEEPERS = "visitor=token manager,here=ok *=no"
HERE_READ = "visitor=token here=ok organiser_there=hidden *=no"
HERE_DO = "visitor=token here=did *=no"
NOT_FOR_OTHERS = "visitor=token here=did *=hidden"
PAIR = {"one": "{anor}", "other": "{steppe}", **CHOICES}
QUESTION = {**CHOICES, "startup": "{shifo}", "incubator": "{center}", "message": "You know them, we think"}
BROUGHT, LINKED = "/introductions/{i_brought}", {"name": "Somebody Else"}
N, E, D = "/introductions/<uuid:introduction>", "/enquiries/<uuid:enquiry>", "/decisions/<uuid:decision>"
IMPORT = "/imports/<uuid:job>"
SEEN = "/roster/<startup>/verifications/<what>"
ROSTER = f"{CENTER}/roster/{{anor}}"
OWN, OWN_DO = "visitor=token *=ok", "visitor=token *=did"


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return out.getvalue()


PICTURE = _picture()

ROWS: list[Row] = [
    # -- pictures
    call("PUT", f"{ANOR}/logo", f"{STARTUP}/logo", FOUNDERS_DO, event("startup.profile_changed"), body=PICTURE,
         headers={"Content-Type": "image/png"}),
    call("PUT", f"{WOKEN}/logo", f"{STARTUP}/logo", KEEPERS_DO, event("startup.profile_changed"), of="unclaimed",
         body=PICTURE, headers={"Content-Type": "image/png"}),
    call("DELETE", f"{ANOR}/logo", f"{STARTUP}/logo", FOUNDERS_DO, event("startup.profile_changed")),
    # -- unclaimed profiles
    call("GET", "/startups/{wanted}/claims", f"{STARTUP}/claims", KEEPERS, reads(DECIDED)),
    call("GET", f"{TWIN}/merge/{{woken}}", f"{STARTUP}/merge/<other>", KEEPERS, reads("incubators")),
    call("POST", f"{TWIN}/merge/{{woken}}", f"{STARTUP}/merge/<other>", KEEPERS_DO, event("startup.merged"),
         body={"why": "It is the same startup"}),
    call("POST", f"{ANOR}/merge/{{woken}}", f"{STARTUP}/merge/<other>", "visitor=token *=no", of="claimed", body={}),
    call("POST", f"{TWIN}/hand-over", f"{STARTUP}/hand-over", KEEPERS_DO, event("startup.handover_offered"),
         body={"incubator": "{tower}", "why": "They know it"}),
    call("DELETE", f"{HANDED}/hand-over", f"{STARTUP}/hand-over", KEEPERS_DO, event("startup.handover_ended")),
    call("POST", "/incubators/{tower}/roster/{handed}/take-over", f"{HOUSE}/roster/<startup>/take-over",
         "visitor=token other_manager=did *=no", event("startup.admitted"), body={"yes": True}),
    call("POST", f"{ROSTER}/ask-update", f"{HOUSE}/roster/<startup>/ask-update", MANAGERS_DO,
         event("startup.update_asked")),
    # -- seen with one's own eyes
    call("GET", f"{ANOR}/verifications", f"{STARTUP}/verifications", "*=ok", reads("items")),
    call("GET", f"{CENTER}/verifications", f"{HOUSE}/verifications", "*=ok", reads("items")),
    call("PUT", f"{ROSTER}/verifications/registered", HOUSE + SEEN, MANAGERS_DO, event("startup.verified")),
    call("DELETE", f"{ROSTER}/verifications/registered", HOUSE + SEEN, "visitor=token manager=taken *=no",
         of="of what nobody has said"),
    call("PUT", f"{CENTER}/verifications/registered", f"{HOUSE}/verifications/<what>", HERE_DO,
         event("incubator.verified")),
    call("DELETE", f"{CENTER}/verifications/registered", f"{HOUSE}/verifications/<what>",
         "visitor=token here=taken *=no", of="of what nobody has said"),
    # -- invitations
    call("POST", f"{ANOR}/invitation-links", f"{STARTUP}/invitation-links", FOUNDERS_DO,
         event("startup.founder_invited"), rows("invitations"), reads("/i/"), body=LINKED),
    call("POST", f"{CENTER}/invitation-links", f"{HOUSE}/invitation-links", LEADERS_DO,
         event("incubator.manager_invited"), rows("invitations"), reads("/i/"), body=LINKED),
    call("POST", f"{ANOR}/invitations/{{invitation_open_id}}/renew",
         f"{STARTUP}/invitations/<uuid:invitation>/renew", FOUNDERS_DO, event("startup.founder_invited"),
         mail("invitation"), body={}),
    call("POST", f"{CENTER}/invitations/{{invitation_center_id}}/renew",
         f"{HOUSE}/invitations/<uuid:invitation>/renew", LEADERS_DO, event("incubator.manager_invited"),
         mail("invitation"), body={}),
    # -- go-betweens and questions
    call("POST", f"{CENTER}/introductions", f"{HOUSE}/introductions", MANAGERS_DO, event("introduction.proposed"),
         body=PAIR),
    call("POST", f"{CENTER}{BROUGHT}/withdraw", f"{HOUSE}{N}/withdraw", MANAGERS_DO, event("introduction.withdrawn")),
    call("POST", f"{CENTER}{BROUGHT}/remind", f"{HOUSE}{N}/remind", MANAGERS_DO, event("introduction.reminded")),
    call("POST", f"/incubators/{{tower}}{BROUGHT}/withdraw", f"{HOUSE}{N}/withdraw",
         "visitor=token other_manager=hidden *=no", of="of another incubator"),
    call("POST", f"{BROUGHT}/accept", f"{N}/accept", "visitor=token sides=did *=hidden",
         event("introduction.side_agreed"), of="an incubator's", body={}),
    call("POST", f"{BROUGHT}/decline", f"{N}/decline", "visitor=token sides=did *=hidden",
         event("introduction.declined"), of="an incubator's", body={"reason": "no_fit"}),
    call("POST", "/startups/{wanted}/enquiries", f"{STARTUP}/enquiries", "visitor=token partner=did *=no",
         event("enquiry.asked"), body=QUESTION),
    call("GET", "/enquiries", "/enquiries", "visitor=token partner=ok *=shows", reads("distribution")),
    call("GET", f"{CENTER}/enquiries", f"{HOUSE}/enquiries", MANAGERS, reads("distribution")),
    call("GET", "/enquiries/{enquiry}", E, "visitor=token partner,manager=ok *=hidden", reads(ASKED)),
    call("POST", "/enquiries/{enquiry}/answer", f"{E}/answer", "visitor=token manager=did partner=no *=hidden",
         event("enquiry.answered"), body={"answer": "introduced"}),
    call("POST", "/enquiries/{enquiry}/withdraw", f"{E}/withdraw", "visitor=token partner=did manager=no *=hidden",
         event("enquiry.withdrawn")),
    # -- reporting
    call("POST", f"{ANOR}/reports", f"{STARTUP}/reports", "visitor=token founder=no member=did *=did",
         reads('"kind":"startup"'), body={"reason": "copied"}),
    call("POST", f"{ANOR}/reports", f"{STARTUP}/reports", "visitor=token founder=no *=did", event("report.made"),
         of="a person", body={"reason": "scam", "person": "{cofounder}"}),
    call("POST", f"{CENTER}/reports", f"{HOUSE}/reports", "visitor=token manager=no *=did", event("report.made"),
         body={"reason": "wrong_data"}),
    call("POST", "/introductions/{i_proposed}/reports", f"{N}/reports", "visitor=token partner=did *=hidden",
         event("report.made"), body={"reason": "spam"}),
    call("GET", "/reports/{r_member}", "/reports/<uuid:report>", "visitor=token member=ok *=hidden", reads("copied")),
    # -- deciding: no token is an administrator's
    call("GET", "/moderation", "/moderation", "visitor=token organisers=ok *=no"),
    call("GET", "/moderation", "/moderation", "visitor=token here=ok organiser_there=shows *=no",
         reads('"kind":"startup"'), of="of a country"),
    call("GET", "/moderation/{i_rude}", "/moderation/<uuid:about>", HERE_READ, reads(INSULT)),
    call("POST", "/decisions", "/decisions", HERE_DO, event("decision.made"), event("report.closed"),
         body={"reports": ["{r_visitor}"], "measure": "nothing", "reason": "no_violation"}),
    call("GET", "/decisions/{d_change}", D, "visitor=token here,founder=ok *=hidden",
         reads("Please change what is written here")),
    call("GET", "/decisions/{d_change}", D, "visitor=token here=ok founder=shows *=hidden", reads('"reports":["'),
         of="reports"),
    call("POST", "/decisions/{d_change}/appeal", f"{D}/appeal", "visitor=token founder=did *=hidden",
         event("decision.appealed"), body={"message": "It is written as it is"}),
    call("POST", "/decisions/{d_appealed}/answer", f"{D}/answer",
         "visitor=token organiser_here=did organiser_all,founder=no *=hidden", event("decision.appeal_answered"),
         body={"outcome": "upheld", "message": "It stands, and here is why"}),
    call("POST", "/decisions/{d_hide}/lift", f"{D}/lift", "visitor=token here=did founder=no *=hidden",
         event("startup.shown_again"), body={}),
    # -- imports: what is in a file is for managers, and for whoever sent it
    call("GET", f"{CENTER}/imports", f"{HOUSE}/imports", "visitor=token manager,here=ok *=hidden",
         reads('"state":"done"')),
    call("GET", f"{CENTER}/imports", f"{HOUSE}/imports", "visitor=token manager=ok here=shows *=hidden",
         reads('"state":"checked"'), of="not brought in yet"),
    call("GET", "/imports/{import_done}", IMPORT, "visitor=token manager,here=ok *=hidden", reads("kilns")),
    call("GET", "/imports/{import_checked}", IMPORT, "visitor=token manager=ok *=hidden", of="not brought in yet"),
    call("GET", "/imports/{import_done}/rows", "/imports/<job>/rows", "visitor=token manager,here=ok *=hidden",
         reads("Kiln done")),
    call("GET", "/imports/{import_checked}/rows", "/imports/<job>/rows", "visitor=token manager=ok *=hidden",
         reads("Kiln checked"), of="not brought in yet"),
    # -- one's own
    call("GET", "/me/letters", "/me/letters", OWN, reads("letters")),
    call("PUT", "/me/letters", "/me/letters", OWN_DO, rows("accounts"), body={"letters": "never"}),
    call("POST", "/me/data", "/me/data", OWN_DO),
]  # fmt: skip
