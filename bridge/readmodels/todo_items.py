"""What can be asked of whom, and one thing that waits as pages, mail and feeds read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa

from bridge.readmodels.base import unpacked
from events import vocabulary


class Kind(StrEnum):
    """What is asked. A new one needs its words in `bridge/todo/kinds.py`."""

    ANSWER_PROPOSAL = "answer_proposal"
    PROPOSE_TIMES = "propose_times"
    CHOOSE_TIME = "choose_time"
    DID_YOU_MEET = "did_you_meet"
    CONFIRM_PARTNERSHIP = "confirm_partnership"
    ANSWER_ADMISSION = "answer_admission"
    ANSWER_OFFER = "answer_offer"
    CONFIRM_PAGE = "confirm_page"
    FINISH_PROFILE = "finish_profile"
    CONFIRM_PROFILE = "confirm_profile"
    DECIDE_REPORTS = "decide_reports"
    ANSWER_APPEAL = "answer_appeal"
    ANSWER_CLAIM = "answer_claim"
    ANSWER_HANDOVER = "answer_handover"
    ANSWER_ENQUIRY = "answer_enquiry"
    ANSWER_GO_BETWEEN = "answer_go_between"
    LOOK_THROUGH = "look_through"
    HOST_HACKATHON = "host_hackathon"
    AGREE_HACKATHON = "agree_hackathon"
    AGREE_CHANGE = "agree_change"
    ANSWER_QUESTIONS = "answer_questions"
    ANSWER_REGISTRATIONS = "answer_registrations"
    ANSWER_JOIN = "answer_join"
    SUBMIT_PROJECT = "submit_project"
    TAKE_HELP = "take_help"
    FINISH_HELP = "finish_help"
    AGREE_ROUND = "agree_round"
    ASSIGN_JUDGES = "assign_judges"
    CONFIRM_RANKING = "confirm_ranking"
    AGREE_RESULTS = "agree_results"
    ISSUE_CERTIFICATES = "issue_certificates"
    IMPORT_STOPPED = "import_stopped"
    INVITATION = "invitation"  # a row of the accounts, joined by `bridge.todo`


class Owner(NamedTuple):
    """Of whom it is asked."""

    kind: str
    id: UUID


def of_startup(startup: UUID) -> Owner:
    """The founders of a startup."""
    return Owner("startup", startup)


def of_incubator(incubator: UUID) -> Owner:
    """The managers of an incubator."""
    return Owner("incubator", incubator)


def of_account(account: UUID) -> Owner:
    """One person."""
    return Owner("account", account)


def of_office(country: str) -> Owner:
    """The organisers of a country's office; '*' for what is no country's. Those of all countries, and administrators,
    see every office's."""
    return Owner("office", uuid5(NAMESPACE_URL, f"office:{country}"))


OFFICES = {of_office(country).id: country for country in (*vocabulary.countries, "*")}


@dataclass(frozen=True, slots=True)
class Party:
    """A startup or an incubator that a line names: its name, by language for an incubator, and its address."""

    id: UUID
    kind: str
    name: str | Mapping[str, str]
    slug: str

    @property
    def address(self) -> str:
        return f"/{self.kind}s/{self.slug}"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. `id` stays the same until it is closed; `owned_by` and `with_whom` are whom it names."""

    id: UUID
    kind: Kind
    subject: UUID
    owner: Owner
    other: UUID | None
    since: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    params: Mapping[str, Any]
    owned_by: Party | None = None
    with_whom: Party | None = None

    @property
    def waits_since(self) -> datetime:
        """From when on it is asked: what opens later is not old when it opens."""
        return max(self.since, self.opens_at or self.since)


def item_of(row: sa.RowMapping) -> Item:
    """A row of the query that names whom it names."""
    return Item(
        row["id"], Kind(row["kind"]), row["subject"], Owner(row["owner_kind"], row["owner"]), row["other"],
        datetime.fromisoformat(row["since"]), _when(row["opens_at"]), _when(row["closes_at"]), unpacked(row["params"]),
        _party(row, "owner", row["owner"]), _party(row, "other", row["other"]),
    )  # fmt: skip


def _party(row: sa.RowMapping, role: str, id: UUID | None) -> Party | None:
    if id is None or row[f"{role}_slug"] is None:
        return None
    if (name := row[f"{role}_startup"]) is not None:
        return Party(id, "startup", name, row[f"{role}_slug"])
    return Party(id, "incubator", unpacked(row[f"{role}_page"])["name"], row[f"{role}_slug"])


def _when(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
