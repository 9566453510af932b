"""The table for invitations: renewing them, links that are handed over, asking for a newer one."""

from tests.permissions.answers import event, mail, reads, rows
from tests.permissions.rows import Row, get, post
from tests.permissions.rows_incubators import CENTER, LEADERS_DO, I
from tests.permissions.rows_startups import ANOR, FOUNDERS_DO, KEEPERS_DO, WOKEN, S

RENEW = f"{S}/people/invitations/<uuid:invitation>/renew"
OWN = "/invitations/<uuid:invitation>"
# Whoever has the link of one that has ended may ask; one that works is asked for by those whom it is not for.
ASKING = "visitor,member,founder=shows *=done"

ROWS: list[Row] = [
    get(f"{S}/people/link", f"{ANOR}/people/link", FOUNDERS_DO),
    get(f"{I}/manage/people/link", f"{CENTER}/manage/people/link", LEADERS_DO),
    post(
        f"{S}/people/link", f"{ANOR}/people/link", "visitor=login founder=ok *=no", event("startup.founder_invited"),
        rows("invitations"), reads("/i/"), fields={"name": "Somebody Else"},
    ),
    post(
        f"{I}/manage/people/link", f"{CENTER}/manage/people/link", "visitor=login manager,here=ok *=no",
        event("incubator.manager_invited"), rows("invitations"), reads("/i/"), fields={"name": "Somebody Else"},
    ),
    post(
        RENEW, f"{ANOR}/people/invitations/{{invitation_open_id}}/renew", FOUNDERS_DO, event("startup.founder_invited"),
        event("startup.founder_invitation_revoked"), mail("invitation"), rows("invitations"),
    ),
    post(
        RENEW, f"{WOKEN}/people/invitations/{{invitation_claim_id}}/renew", KEEPERS_DO,
        event("startup.founder_invited"), mail("invitation"), of="unclaimed",
    ),
    post(
        f"{I}/manage/people/invitations/<uuid:invitation>/renew",
        f"{CENTER}/manage/people/invitations/{{invitation_center_id}}/renew", LEADERS_DO,
        event("incubator.manager_invited"), mail("invitation"), rows("invitations"),
    ),
    post("/i/<secret>/ask", "/i/{invitation_expired}/ask", "*=done", mail("invitation_asked"), of="expired"),
    post("/i/<secret>/ask", "/i/{invitation_open}/ask", ASKING, mail("invitation_asked"), of="open"),
    post("/i/<secret>/ask", "/i/{invitation_gone}/ask", "*=gone", of="taken back"),
    post("/i/<secret>/ask", "/i/not-a-secret/ask", "*=hidden", of="unknown"),
    get(OWN, "/invitations/{invitation_open_id}", "visitor=login member=ok *=hidden", reads("Anor Clinic")),
    post(
        OWN, "/invitations/{invitation_open_id}", "visitor=login member=done *=hidden", event("startup.founder_added")
    ),
    post(
        f"{OWN}/ask", "/invitations/{invitation_expired_id}/ask", "visitor=login member=done *=hidden",
        mail("invitation_asked"),
    ),
]  # fmt: skip
