"""The table for lists of what belongs to somebody, as files: people, invitations, tokens, what waits, the desks."""

from tests.permissions.answers import reads
from tests.permissions.rows import Row, get
from tests.permissions.rows_twins import ANOR, CENTER, FORM, INCUBATOR, S, twins
from tests.permissions.talking import ASKED, HIDDEN, TOLD

M = f"{INCUBATOR}/manage"
H, RUN = "/hackathons/<slug>", "/hackathons/{hackrun}"
OWN, KEEPERS = "visitor=login founder=ok *=no", "visitor=login manager,here=ok *=no"
MANAGERS, LEADERS = "visitor=login manager=ok *=no", "visitor=login manager,here=ok *=no"
PROPOSED = "visitor=login partner=ok *=shows"
OFFICES = "visitor=login offices=ok *=no"
MEMBERS, DESK = "visitor=login *=ok", "visitor=login administrator=ok *=no"

ROWS: list[Row] = [
    *twins(f"{S}/people", f"{ANOR}/people", OWN, reads("Person Cofounder")),
    *twins(f"{S}/people", "/startups/{woken}/people", KEEPERS, of="unclaimed"),
    *twins(f"{S}/people/invitations", f"{ANOR}/people/invitations", OWN, reads("Person Founder")),
    *twins(f"{S}/people/invitations", "/startups/{veiled}/people/invitations",
           "visitor=login founder=ok manager,offices=no *=hidden", of="of a hidden"),
    *twins(f"{S}/incubators", f"{ANOR}/incubators", OWN, reads("Peshawar Center")),
    *twins(f"{S}/claims", "/startups/{wanted}/claims", KEEPERS, reads("Person Member")),
    *twins(f"{S}/suggestions/dismissed", f"{ANOR}/suggestions/dismissed", OWN, reads("Woken Row")),
    *twins(f"{S}/tokens", f"{ANOR}/tokens", OWN, reads("sb_")),
    *twins(f"{M}/people", f"{CENTER}/manage/people", LEADERS, reads("Person Comanager")),
    *twins(f"{M}/people", "/incubators/{cellar}/manage/people",
           "visitor=login here=ok organiser_there,administrator=no *=hidden", of="of a hidden"),
    *twins(f"{M}/people/invitations", f"{CENTER}/manage/people/invitations", LEADERS, reads("Person Manager")),
    *twins(f"{M}/tokens", f"{CENTER}/manage/tokens", MANAGERS, reads("sb_")),
    *twins(f"{M}/import", f"{CENTER}/manage/import", "visitor=login manager,here=ok *=hidden", reads("kilns")),
    *twins(f"{M}/enquiries", f"{CENTER}/manage/enquiries", MANAGERS, reads("Woken Row")),
    *twins("/enquiries", "/enquiries", PROPOSED, reads("Woken Row")),
    *twins("/admin/moderation", "/admin/moderation", OFFICES),
    *twins(
        "/admin/moderation", "/admin/moderation", "visitor=login here,administrator=ok organiser_there=shows *=no",
        reads("Anor Clinic"), of="of a country",
    ),
    *twins("/admin/moderation/appeals", "/admin/moderation/appeals", OFFICES),
    *twins("/account/tokens", "/account/tokens", MEMBERS),
    *twins("/startups/new", "/startups/new", MEMBERS, reads("Brand New")),
    *twins("/todo", "/todo", MEMBERS),
    get(f"/todo.{FORM}", "/todo.csv", PROPOSED, reads("proposes an introduction"), of="csv a proposal"),
    get(f"/todo.{FORM}", "/todo.json", PROPOSED, reads("answer_proposal"), of="json a proposal"),
    *twins(f"{H}/questions", f"{RUN}/questions", "*=ok", reads(ASKED)),
    *twins(f"{H}/questions", f"{RUN}/questions", "manager,here,administrator=ok *=shows", reads(HIDDEN), of="hidden"),
    *twins(f"{H}/messages", f"{RUN}/messages", "visitor=login founder,partner,other_manager=ok *=shows", reads(TOLD)),
    *twins(f"{H}/manage/messages", f"{RUN}/manage/messages", "visitor=login manager=ok *=no", reads(TOLD)),
    *twins(f"{H}/manage/judges", "/hackathons/{hackseat}/manage/judges", "visitor=login manager=ok *=no",
           reads("Judge Guest")),
    *twins(f"{H}/help", f"{RUN}/help", "visitor=login founder,member,manager=ok partner,other_manager=shows *=no",
           reads("Suu")),
    *twins("/admin/mail", "/admin/mail", DESK, reads("Person Stranger")),
    *twins("/admin/vocabulary/folded", "/admin/vocabulary/folded", OFFICES, reads("samsa")),
    *twins("/admin/vocabulary/replaced", "/admin/vocabulary/replaced", OFFICES),
]  # fmt: skip
