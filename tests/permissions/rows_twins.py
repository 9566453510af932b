"""The table for lists as files: each answers as its page does, in every form, and the list of partnerships."""

from tests.permissions.answers import Effect, reads
from tests.permissions.rows import Row, get

FORM = "<any(csv, xlsx, json):form>"
INCUBATOR, S = "/incubators/<slug>", "/startups/<slug>"
ANOR, CENTER = "/startups/{anor}", "/incubators/{center}"
WATCHERS = "visitor=login founder,manager,offices=ok *=no"


def twins(rule: str, path: str, answers: str, *effects: Effect, of: str = "") -> list[Row]:
    """A list in the three forms; nobody reads Excel's in a test like this, so it has only the answer."""
    address, _, query = path.partition("?")
    return [
        get(
            f"{rule}.{FORM}", f"{address}.{form}" + (f"?{query}" if query else ""),
            answers, *(effects if form != "xlsx" else ()), of=f"{form} {of}".strip(),
        )
        for form in ("csv", "json") + (() if of else ("xlsx",))
    ]  # fmt: skip


ROWS: list[Row] = [
    get("/partnerships", "/partnerships", "*=ok", reads("Summary of the confirmed partnership")),
    get(
        "/partnerships", "/partnerships", "sides,organisers=ok *=shows", reads("Summary of the disputed partnership"),
        of="not confirmed",
    ),
    *twins("/startups", "/startups", "*=ok", reads("Anor Clinic")),
    *twins(
        "/startups", "/startups?q=lantern", "founder,manager,offices=ok *=shows", reads("Veiled Lantern"), of="search",
    ),
    *twins(
        f"{S}/suggestions", f"{ANOR}/suggestions", "visitor=login founder,manager,organisers=ok *=no",
        reads("Steppe Works"),
    ),
    *twins(f"{S}/history", f"{ANOR}/history", WATCHERS),
    *twins(
        f"{S}/history", "/startups/{veiled}/history", "visitor=login founder,manager,offices=ok *=hidden",
        of="of a hidden",
    ),
    *twins(f"{S}/blocked", f"{ANOR}/blocked", "visitor=login founder=ok *=no", reads("Loose Row")),
    *twins("/incubators", "/incubators", "*=ok", reads("Peshawar Center")),
    *twins(f"{INCUBATOR}/startups", f"{CENTER}/startups", "*=ok", reads("Anor Clinic")),
    *twins(f"{INCUBATOR}/startups", "/incubators/{cellar}/startups", "offices=ok *=hidden", of="of a hidden"),
    *twins(
        f"{INCUBATOR}/manage/startups", f"{CENTER}/manage/startups", "visitor=login manager=ok *=no",
        reads("Dormant Row"),
    ),
    *twins(f"{INCUBATOR}/history", f"{CENTER}/history", "visitor=login manager,offices=ok *=no"),
    *twins("/introductions", "/introductions", "visitor=login sides=ok *=shows", reads("Proposed Pair")),
    *twins(
        "/partnerships", "/partnerships", "sides,organisers=ok *=shows", reads("Summary of the recorded partnership"),
    ),
    *twins("/admin/people", "/admin/people", "visitor=login administrator=ok *=no", reads("Person Organiser_There")),
    *twins("/admin/vocabulary", "/admin/vocabulary", "visitor=login offices=ok *=no", reads("units")),
]  # fmt: skip
