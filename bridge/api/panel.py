"""Judges and mentors of a hackathon for programs that run it: asking, links, ties, taking off."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.accounts.guests import as_asked
from bridge.api.calling import Answer, Call
from bridge.api.joining import inviter_of
from bridge.api.naming import GROUP, WRITE, hackathon_named
from bridge.api.operation import operation
from bridge.api.people import ToldInvitation, told_invitation
from bridge.api.words import Country, Language, Moment, Sent, Technology, Text, Told, utc
from bridge.juries import Juries, Made
from bridge.readmodels.base import unpacked
from events.errors import Refused

JUDGES = "/hackathons/{hackathon}/judges"
ONE = JUDGES + "/{judge}"
MENTORS = "/hackathons/{hackathon}/mentors"
ASK_MENTORS = ("judging", "people")
EXAMPLE = {"name": "Gulnara Asanova", "languages": ["en", "ru"], "country": "KG"}


class Ties(Sent):
    """What the panel knows of a judge; conflicts of interest follow from it."""

    languages: Annotated[list[Language], Field(description="What they read; other projects are never assigned.")]
    country: Country | None = None
    incubators: Annotated[list[UUID], Field(description="Beside the ties that the site knows.")] = []
    startups: list[UUID] = []
    tracks: Annotated[list[str], Field(description="Keys of tracks; none: all.")] = []
    most: Annotated[int | None, Field(description="At most so many projects.")] = None


class NewJudge(Ties):
    """Somebody to ask; by `email`, or by `name` alone for a link to hand over."""

    name: Text = ""
    email: Text = ""


class Mentor(Sent):
    """Somebody who is to help teams; they accept with an account of this address."""

    email: Text
    topics: list[Technology] = []


class Leaving(Sent):
    """Why a judge is taken off."""

    why: Text = ""


class PanelJudge(Told):
    """A judge; `name` is null for a former member."""

    id: UUID
    name: str | None
    state: Annotated[str, Field(description="`invited`, `entered`, `left`, `declined` or `removed`.")]
    languages: list[str]
    country: str | None
    incubators: list[UUID]
    startups: list[UUID]
    tracks: list[str]
    most: int | None
    account: Annotated[bool, Field(description="Whether they came in and have one; false until then.")]
    link: Annotated[bool, Field(description="Whether a personal link is open.")]
    link_used_at: Moment | None
    conflicts: Annotated[int, Field(description="How many they declared.")]


class PanelMentor(Told):
    """A mentor."""

    id: UUID
    name: str | None
    topics: list[str]


class HackathonPanel(Told):
    """Judges, those who left last, and mentors."""

    judges: list[PanelJudge]
    mentors: list[PanelMentor]
    mentors_asked: Annotated[list[ToldInvitation], Field(description="Those who have not answered; not for the desk.")]


class PersonalLink(Told):
    """A link that is told once; the older one is dead. `mailed` says whether it went to an address as well."""

    judge: UUID
    link: str
    mailed: bool


def _hackathon(call: Call, slug: str, *rights: str) -> UUID:
    id = hackathon_named(call, slug)
    if not any(call.bridge.help.has_right(call.actor, id, right) for right in rights):
        raise Refused("no_right_in_hackathon", right=rights[0])
    return id


def _juries(call: Call) -> Juries:
    account = call.bridge.accounts.by_id(call.account)
    name, language = (account.name, account.language) if account is not None else ("", "en")
    return Juries(call.bridge, call.actor, name, language)


def _told(call: Call, made: Made) -> PersonalLink:
    return PersonalLink(judge=made.judge, link=f"{call.bridge.settings.base_url}{made.path}", mailed=bool(made.mailed))


def _shown(call: Call, hackathon: UUID) -> HackathonPanel:
    bridge = call.bridge
    with call.reading() as reading:
        judging = reading.views.judging
        judges = judging.panel(reading.connection, hackathon, gone=True)
        mentors = judging.mentors_of(reading.connection, hackathon)
        declared = judging.declared_by(reading.connection, hackathon)
    people = [row["judge"] for row in judges] + [row["mentor"] for row in mentors]
    names = as_asked(bridge.accounts.names(people) if people else {}, bridge.guests.asked_as(hackathon))
    guests, links = bridge.guests.among(people) if people else {}, bridge.guests.links_of(hackathon)

    def judge(row: Any) -> PanelJudge:
        link = links.get(row["judge"])
        standing = link is not None and link.state == "open" and row["link"] == link.id
        return PanelJudge(
            id=row["judge"], name=names[row["judge"]], state=row["state"], **unpacked(row["seat"]),
            account=row["entered_at"] is not None and row["judge"] not in guests and names[row["judge"]] is not None,
            link=standing,
            link_used_at=utc(link.used_at) if link is not None and link.used_at else None,
            conflicts=declared.get(row["judge"], 0),
        )  # fmt: skip

    asks = any(bridge.help.has_right(call.actor, hackathon, right) for right in ASK_MENTORS)
    asked = bridge.invitations.open_for(hackathon, "mentor") if asks else []
    return HackathonPanel(
        mentors_asked=[told_invitation(one) for one in asked],
        judges=[judge(row) for row in sorted(judges, key=lambda row: row["left_at"] or "")],
        mentors=[
            PanelMentor(id=row["mentor"], name=names[row["mentor"]], topics=unpacked(row["topics"])) for row in mentors
        ],
    )


@operation("GET", JUDGES, GROUP)
def read_panel(call: Call, hackathon: str) -> HackathonPanel:
    """Read who judges and who helps teams

    For those with the right `judging` or `desk`.
    """
    return _shown(call, _hackathon(call, hackathon, "judging", "desk"))


@operation("POST", JUDGES, GROUP, scope=WRITE, status=201, secret=True, example=EXAMPLE)
def invite_judge(call: Call, hackathon: str, body: NewJudge) -> Answer[PersonalLink]:
    """Ask somebody to judge

    They need no account: the personal link opens their own pages.
    """
    id = _hackathon(call, hackathon, "judging")
    made = _juries(call).invite(
        id, {"name": body.name, "email": body.email}, body.model_dump(include=set(Ties.model_fields))
    )
    return Answer(_told(call, made), location=f"/api/v1/hackathons/{hackathon}/judges")


@operation("PUT", ONE, GROUP, scope=WRITE, example={"languages": ["en"], "country": "KG"})
def change_judge(call: Call, hackathon: str, judge: UUID, body: Ties) -> HackathonPanel:
    """Change what is known of a judge

    A conflict of interest that follows withdraws assignments and scores at once.
    """
    id = _hackathon(call, hackathon, "judging")
    call.bridge.panels.change(call.actor, id, judge, body.model_dump())
    return _shown(call, id)


@operation("POST", ONE + "/link", GROUP, scope=WRITE, status=201, secret=True)
def renew_judge_link(call: Call, hackathon: str, judge: UUID) -> PersonalLink:
    """Make a new personal link

    The old one is dead at once, and whoever came in by it is out.
    """
    return _told(call, _juries(call).send_link(_hackathon(call, hackathon, "judging", "desk"), judge))


@operation("DELETE", ONE + "/link", GROUP, scope=WRITE)
def close_judge_link(call: Call, hackathon: str, judge: UUID) -> None:
    """Close a personal link"""
    _juries(call).revoke_link(_hackathon(call, hackathon, "judging", "desk"), judge)


@operation("POST", ONE + "/remove", GROUP, scope=WRITE, example={"why": "Fell ill"})
def remove_judge(call: Call, hackathon: str, judge: UUID, body: Leaving) -> HackathonPanel:
    """Take a judge off

    What they handed in counts until it is withdrawn.
    """
    id = _hackathon(call, hackathon, "judging")
    _juries(call).remove(id, judge, body.why or None)
    return _shown(call, id)


@operation("POST", MENTORS, GROUP, scope=WRITE, example={"email": "mentor@example.com", "topics": ["iot"]})
def ask_mentor(call: Call, hackathon: str, body: Mentor) -> HackathonPanel:
    """Ask somebody to help teams

    They get an invitation by mail, and are among the mentors when they have accepted it.
    """
    id = _hackathon(call, hackathon, *ASK_MENTORS)
    replace(inviter_of(call), topics=tuple(body.topics)).invite("mentor", id, body.email)
    return _shown(call, id)


@operation("DELETE", MENTORS + "/invitations/{invitation}", GROUP, scope=WRITE)
def revoke_mentor_invitation(call: Call, hackathon: str, invitation: UUID) -> None:
    """Take the invitation of a mentor back"""
    inviter_of(call).revoke("mentor", _hackathon(call, hackathon, *ASK_MENTORS), invitation)


@operation("POST", MENTORS + "/invitations/{invitation}/renew", GROUP, scope=WRITE, example={})
def renew_mentor_invitation(call: Call, hackathon: str, invitation: UUID) -> HackathonPanel:
    """Send a newer invitation to a mentor

    The old link is dead then.
    """
    id = _hackathon(call, hackathon, *ASK_MENTORS)
    inviter_of(call).renew("mentor", id, invitation)
    return _shown(call, id)


@operation("DELETE", MENTORS + "/{mentor}", GROUP, scope=WRITE)
def remove_mentor(call: Call, hackathon: str, mentor: UUID) -> None:
    """Let a mentor stop"""
    call.bridge.panels.remove_mentor(call.actor, _hackathon(call, hackathon, *ASK_MENTORS), mentor)
