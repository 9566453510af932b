"""What spreadsheets show of a list: headings and values in the reader's language, codes beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.listings import Column, Listing, Row
from bridge.web import reasons
from bridge.web.imports.wording import OUTCOMES, reason
from bridge.web.introductions.wording import STATES as INTRODUCTION_STATES
from bridge.web.names import country, label, language, pick_text
from bridge.web.partnerships import STATES as PARTNERSHIP_STATES
from bridge.web.trust_sentences import DONE
from events.vocabulary import Side

Cell = str | int | float | datetime | date | None
BETWEEN = "; "

# An import knows the English, Russian and Urdu ones of a startup's own fields.
HEADINGS: dict[str, LazyString] = {
    "id": _l("ID"), "event_id": _l("ID"), "name": _l("Name"), "country": _l("Country"), "city": _l("City"),
    "one_liner": _l("Short description"), "description": _l("Description"), "sectors": _l("Sector"),
    "technologies": _l("Technologies"), "tags": _l("Tags"), "stage": _l("Stage"), "founded": _l("Founded"),
    "team_size": _l("Team size"), "site": _l("Site"), "needs": _l("Seeks"), "offers": _l("Offers"),
    "markets": _l("Target markets"), "languages": _l("Works in"), "visibility": _l("Visibility"),
    "unclaimed": _l("Unclaimed"), "registered_at": _l("Registered (UTC)"), "changed_at": _l("Changed (UTC)"),
    "address": _l("Page"), "kind": _l("Kind"), "startups": _l("Number of startups"), "listed_at": _l("Listed (UTC)"),
    "state": _l("State"), "side": _l("Side"), "mine_id": _l("ID of our startup"), "mine_name": _l("Our startup"),
    "other_id": _l("ID of the other startup"), "other_name": _l("The other startup"),
    "other_country": _l("Country of the other startup"), "one_id": _l("ID of the first startup"),
    "one_name": _l("The first startup"), "one_country": _l("Country of the first startup"), "want": _l("Is sought"),
    "offer": _l("Is offered"), "next_step": _l("Next step"), "language": _l("Language"),
    "proposed_at": _l("Proposed (UTC)"), "expires_at": _l("Ends (UTC)"), "answered_at": _l("Answered (UTC)"),
    "decline_reason": _l("Why it was declined"), "meeting_at": _l("Meeting (UTC)"), "met_on": _l("Met on"),
    "nothing_reason": _l("Why nothing came of it"), "summary": _l("Summary"), "since": _l("Since"),
    "ended_on": _l("Ended on"), "milestones": _l("Milestones"), "recorded_at": _l("Recorded (UTC)"),
    "admitted_at": _l("Admitted (UTC)"), "graduated_on": _l("Graduated on"), "rank": _l("Rank"), "score": _l("Score"),
    "reasons": _l("Reasons"), "at": _l("When (UTC)"), "what": _l("What happened"), "who": _l("Who"),
    "detail": _l("What they wrote"), "account": _l("ID of the person"), "role": _l("Role"), "office": _l("Office"),
    "tag": _l("Tag"), "ours": _l("Proposed by us"), "agreed_name": _l("Has said yes"),
    "outcomes": _l("What came of it"), "startup_id": _l("ID of the startup"), "startup_name": _l("Startup"),
    "incubator_name": _l("Incubator"), "reported": _l("Number of reports"), "measure": _l("Decision"),
    "reason": _l("Reason"), "until": _l("Until (UTC)"), "in_force": _l("In force"), "appeal": _l("Appeal"),
    "appealed_at": _l("Appealed (UTC)"), "ended_at": _l("Ended (UTC)"),
    "number": _l("Row"), "outcome": _l("Result"), "problems": _l("What is wrong"), "alike_name": _l("Looks like"),
    "undone": _l("After the undoing"),
}  # fmt: skip
# Codes that are no list of the vocabulary.
SAID: dict[str, dict[str, LazyString]] = {
    "visibilities": {"public": _l("Everybody"), "members": _l("Members only"), "hidden": _l("Hidden")},
    "introduction_states": {code: text for code, (text, _) in INTRODUCTION_STATES.items()},
    "partnership_states": {code: text for code, (text, _) in PARTNERSHIP_STATES.items()},
    "admission_states": {
        "asked": _l("Asks to be admitted"), "offered": _l("Invited"), "admitted": _l("In the programme"),
        "graduated": _l("Graduated"), "handed": _l("Offered to us"),
    },
    "reported_kinds": {
        "startup": _l("Startup"), "incubator": _l("Incubator"), "introduction": _l("Message of an introduction"),
        "person": _l("Person"),
    },
    "measures": DONE,
    "import_outcomes": OUTCOMES,
    "import_undone": {"withdrawn": _l("Taken back"), "restored": _l("As before"), "left": _l("Stayed")},
    "appeals": {
        "open": _l("Appeal waits"), "upheld": _l("Appeal: it stands"), "reversed": _l("Appeal: taken back"),
    },
    "sides": {"received": _l("Received"), "sent": _l("Sent")},
    "roles": {"administrator": _l("Administrator"), "organiser": _l("Organiser")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of a spreadsheet."""

    heading: str
    kind: str
    cell: Callable[[Row], Cell]


def shown(listing: Listing[Any], base_url: str) -> list[Shown]:
    """The columns for people, then the codes of those that are said in words."""
    columns = [column for column in listing.columns if column.name in HEADINGS and column.kind != "json"]
    if listing.key == "event_id":  # pages say these lines in sentences, made for the whole batch
        columns += [Column(name, partial(_added, name)) for name in ("what", "detail")]
    said = [Shown(_heading(column), column.kind, _saying(column, base_url)) for column in columns]
    codes = [column for column in columns if column.terms]
    return said + [
        Shown(gettext("%(column)s (code)", column=_heading(column)), "text", _coding(column)) for column in codes
    ]


def _added(name: str, row: Row) -> Any:
    return row.get(name)


def _heading(column: Column) -> str:
    return str(HEADINGS[column.name])


def _saying(column: Column, base_url: str) -> Callable[[Row], Cell]:
    return lambda row: said(column, column.read(row), base_url)


def _coding(column: Column) -> Callable[[Row], Cell]:
    return lambda row: BETWEEN.join(codes_of(column.read(row)))


def codes_of(value: Any) -> list[str]:
    """The codes in a cell: one, several, those of wishes, or those of languages with their levels."""
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [f"{code}:{level}" for code, level in value.items()]
    return [row["code"] if isinstance(row, dict) else row for row in value]


def said(column: Column, value: Any, base_url: str) -> Cell:
    """A cell for people."""
    if value is None:
        return str(gettext("a former member")) if column.kind == "person" else None
    match column.kind:
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value[:10])
        case "number":
            number: int | float = value
            return number
        case "flag":
            return str(gettext("Yes") if value else gettext("No"))
        case "texts":
            return pick_text(value)
        case "address":
            return f"{base_url}{value}"
        case "levels":
            return BETWEEN.join(f"{language(code)} ({label(level, 'levels')})" for code, level in value.items())
        case "problems":
            return BETWEEN.join(map(reason, value))
        case "reasons":
            return BETWEEN.join(reasons.in_words(value))
        case "code" | "codes" | "wishes":
            return BETWEEN.join(term(column.terms, code) for code in codes_of(value))
        case "words":
            return BETWEEN.join(value)
    return str(value)


def term(terms: str, code: str) -> str:
    """A code in the reader's language."""
    if terms in SAID:
        return str(SAID[terms].get(code, code))
    if terms == "offices":
        return str(gettext("All countries")) if code == "*" else country(code)
    if terms in ("countries", "markets"):
        return country(code)
    if terms == "languages":
        return language(code)
    name, _, side = terms.partition(":")
    sides: dict[str, Side] = {"need": "need", "offer": "offer"}
    return label(code, name, sides.get(side))


def headings(columns: Sequence[Shown]) -> list[str]:
    """The first row."""
    return [column.heading for column in columns]
