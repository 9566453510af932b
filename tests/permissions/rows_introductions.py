"""The table for introductions and partnerships.

Only the founders of the two sides act; for everybody else there is nothing here to act on. Organisers read the outline,
without what people wrote; for others there is no introduction at all. A partnership is open to everybody once the other
side has confirmed it.
"""

from tests.permissions.answers import event, reads, rows
from tests.permissions.rows import Row, get, post

I = "/introductions/<uuid:introduction>"  # noqa: E741  # the letter is the shortest name of what this table is about
P = "/partnerships/<uuid:partnership>"
S = "/startups/<slug>"
STEPPE = "/startups/{steppe}/introduce"
READERS = "visitor=login sides,organisers=ok *=hidden"
BOTH = "visitor=login sides=done *=hidden"
PROPOSER = "visitor=login founder=done partner=no *=hidden"
RECEIVER = "visitor=login partner=done founder=no *=hidden"
COMMANDS = "accept, decline, withdraw, remind, block, times, confirm, cancel, met, close, partnership"
CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru", "message": "Hello"}
STATES = (
    "proposed", "accepted", "offering", "meeting", "met", "declined", "withdrawn", "expired", "nothing", "recorded",
    "confirmed", "disputed", "ended",
)  # fmt: skip


def at(state: str, command: str = "") -> str:
    """The address of the introduction in a state."""
    return f"/introductions/{{i_{state}}}" + (f"/{command}" if command else "")


ROWS: list[Row] = [
    # -- proposing: the startup that asks is named in the address, and must be one's own
    get(f"{S}/introduce", f"{STEPPE}?from={{anor}}", "visitor=login founder=ok *=hidden", reads("Steppe Works")),
    get(f"{S}/introduce", STEPPE, "visitor=login partner=goes *=ok", of="which of one's own asks"),
    get(f"{S}/introduce", "/startups/{faraway}/introduce?from={anor}", "visitor=login *=hidden", of="a hidden one"),
    post(
        f"{S}/introduce", f"{STEPPE}?from={{anor}}", "visitor=login founder=done *=hidden",
        event("introduction.proposed"), fields=CHOICES,
    ),
    post(
        f"{S}/introduce", f"{STEPPE}?from={{anor}}", "visitor=login founder=done *=hidden", rows("drafts"),
        of="kept for later", fields={**CHOICES, "save": "yes", "message": "Later"},
    ),
    post(
        f"{S}/introduce", "/startups/{faraway}/introduce?from={anor}", "visitor=login *=hidden", of="to a hidden one",
        fields=CHOICES,
    ),
    post(
        f"{S}/introduce/draft", f"{STEPPE}/draft?from={{anor}}", "visitor=script founder=ok *=hidden", rows("drafts"),
        fields=CHOICES,
    ),
    # -- reading
    get("/introductions", "/introductions", "visitor=login *=ok"),
    get("/introductions", "/introductions", "visitor=login sides=ok *=shows", reads("Proposed Pair"), of="one's own"),
    *(get(I, at(state), READERS, reads("Shifo Labs"), of=state) for state in STATES),
    get(
        I, at("accepted"), "visitor=login sides=ok organisers=shows *=hidden", reads("@founder_telegram"),
        of="contacts",
    ),
    # Whoever had to sign in while a form was on its way comes back to its page, which decides what they see.
    get(f"{I}/<any({COMMANDS}):part>", at("proposed", "accept"), "*=goes"),
    # -- answering
    post(f"{I}/accept", at("proposed", "accept"), RECEIVER, event("introduction.accepted")),
    post(
        f"{I}/accept", at("declined", "accept"), "visitor=login partner=taken founder=no *=hidden",
        of="declined before",
    ),
    post(
        f"{I}/accept", at("expired", "accept"), "visitor=login partner=taken founder=no *=hidden",
        of="too late",
    ),
    post(
        f"{I}/decline", at("proposed", "decline"), RECEIVER, event("introduction.declined"),
        fields={"decline.reason": "not_now"},
    ),
    post(f"{I}/withdraw", at("proposed", "withdraw"), PROPOSER, event("introduction.withdrawn")),
    post(f"{I}/remind", at("proposed", "remind"), PROPOSER, event("introduction.reminded")),
    post(f"{I}/block", at("proposed", "block"), BOTH, event("startup.blocked")),
    # -- meeting
    post(
        f"{I}/times", at("accepted", "times"), BOTH, event("introduction.times_proposed"),
        fields={
            "times.0.wall": "2026-06-01T10:00", "times.zone": "Asia/Karachi", "times.minutes": "30",
            "times.format": "video",
        },
    ),
    post(
        f"{I}/confirm", at("offering", "confirm"), "visitor=login founder=done partner=taken *=hidden",
        event("introduction.meeting_confirmed"), fields={"confirm.start": "{start}"},
    ),
    post(f"{I}/cancel", at("meeting", "cancel"), BOTH, event("introduction.meeting_cancelled")),
    # The file names the place, which only the two sides know.
    get(f"{I}/meeting.ics", at("meeting", "meeting.ics"), "visitor=login sides=ok *=hidden", reads("VCALENDAR")),
    get(f"{I}/meeting.ics", at("accepted", "meeting.ics"), "visitor=login *=hidden", of="no meeting"),
    # -- what came of it
    post(f"{I}/met", at("accepted", "met"), BOTH, event("introduction.met"), fields={"met.on": "2026-04-20"}),
    post(f"{I}/close", at("met", "close"), BOTH, event("introduction.nothing_came"), fields={"close.reason": "price"}),
    post(
        f"{I}/partnership", at("met", "partnership"), BOTH, event("partnership.recorded"),
        fields={"record.kind": "distribution", "record.since": "2026-04-20", "record.summary.en": "We sell"},
    ),
    # -- partnerships
    get(f"{P}/<any(confirm, dispute, milestones, end):part>", "/partnerships/{p_recorded}/confirm", "*=goes"),
    *(
        get(P, f"/partnerships/{{p_{state}}}", "*=ok", reads(f"Summary of the {state}"), of=state)
        for state in ("confirmed", "ended")
    ),
    *(
        get(P, f"/partnerships/{{p_{state}}}", "sides,organisers=ok *=hidden", reads("Summary of"), of=state)
        for state in ("recorded", "disputed")
    ),
    post(f"{P}/confirm", "/partnerships/{p_recorded}/confirm", RECEIVER, event("partnership.confirmed")),
    post(
        f"{P}/confirm", "/partnerships/{p_disputed}/confirm", RECEIVER, event("partnership.confirmed"),
        of="disputed before",
    ),
    post(f"{P}/dispute", "/partnerships/{p_recorded}/dispute", RECEIVER, event("partnership.disputed")),
    post(
        f"{P}/milestones", "/partnerships/{p_confirmed}/milestones", "visitor=login sides=done *=hidden",
        event("partnership.milestone_reached"), fields={"milestone.kind": "signed", "milestone.on": "2026-04-22"},
    ),
    post(
        f"{P}/end", "/partnerships/{p_confirmed}/end", "visitor=login sides=done *=hidden", event("partnership.ended"),
        fields={"end.on": "2026-04-22", "end.reason.en": "Done"},
    ),
]  # fmt: skip
