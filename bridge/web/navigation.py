"""The navigation of each hat; an entry shows itself only when its address is built."""

from dataclasses import dataclass

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from bridge.web.viewer import Viewer, current_viewer

IN_THE_BAR = 4  # on a phone the first entries are a bar at the bottom, the rest under More


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `address` may name the viewer's own {startup} or {incubator}; without one the entry is left out."""

    address: str
    label: LazyString
    icon: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it."""

    address: str
    label: LazyString
    icon: str
    current: bool


HOME = Entry("/", _l("Home"), "home")
STARTUPS = Entry("/startups", _l("Startups"), "startup")
HACKATHONS = Entry("/hackathons", _l("Hackathons"), "flag")
PROGRAMMES = Entry("/programmes", _l("Programmes"), "path")
INCUBATORS = Entry("/incubators", _l("Incubators"), "incubator")
INTRODUCTIONS = Entry("/introductions", _l("Introductions"), "hands")
PARTNERSHIPS = Entry("/partnerships", _l("Partnerships"), "hands")
RESULTS = Entry("/results", _l("Results"), "chart")

NAVIGATION: dict[str, tuple[Entry, ...]] = {
    "visitor": (STARTUPS, HACKATHONS, PROGRAMMES, INCUBATORS, PARTNERSHIPS, RESULTS),
    "member": (
        HOME,
        STARTUPS,
        INCUBATORS,
        HACKATHONS,
        PROGRAMMES,
        Entry("/startups/new", _l("Add a startup"), "plus"),
        PARTNERSHIPS,
    ),
    "founder": (
        HOME,
        Entry("{startup}/suggestions", _l("Partners"), "spark"),
        INTRODUCTIONS,
        HACKATHONS,
        PROGRAMMES,
        Entry("{startup}", _l("My startup"), "startup"),
        STARTUPS,
        INCUBATORS,
        PARTNERSHIPS,
    ),
    "participant": (
        HOME,
        HACKATHONS,
        Entry("/hackathons/mine", _l("Teams"), "people"),
        Entry("/account/certificates", _l("Certificates"), "check"),
        Entry("/courses", _l("Courses"), "path"),
        STARTUPS,
        INCUBATORS,
    ),
    "manager": (
        HOME,
        Entry("{incubator}/manage/startups", _l("Our startups"), "startup"),
        Entry("{incubator}/manage/introductions", _l("Introductions"), "hands"),
        HACKATHONS,
        PROGRAMMES,
        Entry("{incubator}", _l("Our incubator"), "incubator"),
        STARTUPS,
        INCUBATORS,
        PARTNERSHIPS,
    ),
    "organiser": (
        HOME,
        STARTUPS,
        INCUBATORS,
        Entry("/network", _l("Network"), "hands"),
        PROGRAMMES,
        HACKATHONS,
        Entry("/outcomes", _l("Outcomes"), "chart"),
        Entry("/admin/moderation", _l("Moderation"), "flag"),
        Entry("/admin/vocabulary", _l("Vocabulary"), "tag"),
        PARTNERSHIPS,
        Entry("/timeline", _l("History"), "clock"),
    ),
    "administrator": (
        HOME,
        Entry("/admin/people", _l("People"), "people"),
        Entry("/admin/vocabulary", _l("Vocabulary"), "tag"),
        Entry("/admin/moderation", _l("Moderation"), "flag"),
        Entry("/admin/mail", _l("Mail"), "mail"),
        Entry("/admin/health", _l("Health"), "chart"),
        STARTUPS,
        INCUBATORS,
    ),
}

NAVIGATION["judge"] = (
    Entry("{judging}/judge", _l("Score"), "check"),
    Entry("{judging}/projects", _l("Projects"), "startup"),
    Entry("{judging}/schedule", _l("Schedule"), "clock"),
    Entry("{judging}", _l("Hackathon"), "flag"),
)

MOST_REMEMBERED = 2000


def navigation() -> list[Link]:
    """Return the entries of the viewer's hat that are built, the one for this page marked."""
    viewer = current_viewer()
    entries = NAVIGATION.get(viewer.hat, NAVIGATION["member" if viewer.signed_in else "visitor"])
    addresses = [(entry, address) for entry in entries if (address := _address(entry, viewer)) and is_built(address)]
    here = _longest_prefix([address for _, address in addresses], request.path)
    return [Link(address, entry.label, entry.icon, address == here) for entry, address in addresses]


def is_built(address: str) -> bool:
    """Tell whether some page answers at this address; asked a dozen times a page, so remembered by the application."""
    known: dict[str, bool] = current_app.extensions.setdefault("is_built", {})
    if (found := known.get(address)) is None:
        if len(known) >= MOST_REMEMBERED:  # addresses of single startups are among them
            known.clear()
        found = known[address] = _answers(address)
    return found


def _answers(address: str) -> bool:
    try:
        current_app.url_map.bind("localhost").match(address.partition("?")[0], method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def _address(entry: Entry, viewer: Viewer) -> str | None:
    own = {"startup": viewer.startup, "incubator": viewer.incubator, "judging": viewer.judging}
    if any(f"{{{name}}}" in entry.address and not address for name, address in own.items()):
        return None
    return entry.address.format(**own)


def _longest_prefix(addresses: list[str], path: str) -> str | None:
    fitting = [a for a in addresses if path == a or (a != "/" and path.startswith(a.rstrip("/") + "/"))]
    return max(fitting, key=len, default=None)
