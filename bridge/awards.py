"""What stands on the papers of a hackathon: facts of read models and names of people, in one language.

Pages ask for a paper by what it says, and the follower draws what it says by then; both find it here. Nothing here
draws, so web workers may load it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from babel import Locale
from babel.support import NullTranslations, Translations

from bridge.accounts.guests import as_asked, asked_as
from bridge.certificates.texts import Badge, CertificateText, ScoreSheet, SheetCriterion, Signatory
from bridge.certificates.words import FORMER_MEMBER, ROLES, Award, certificate_text, sheet_labels
from bridge.folders import TRANSLATIONS
from bridge.readmodels.base import unpacked
from bridge.texts import best_text
from events.results.certificates import shown_code

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

Names = Mapping[UUID, str | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """A hackathon as papers name it."""

    row: sa.RowMapping
    setup: dict[str, Any]
    title: str
    hosts: tuple[Signatory, ...]
    begins: date
    ends: date


def translator(language: str) -> Callable[[str], str]:
    """Gettext in a language, outside of requests too."""
    return _catalogue(language).gettext


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [language])


def certificate(bridge: "Bridge", reading: "Reading", row: sa.RowMapping, language: str) -> CertificateText | None:
    """The text of a certificate; None where the hackathon is gone."""
    found = award(bridge, reading, row, language)
    return None if found is None else certificate_text(found, language, translator(language))


def award(bridge: "Bridge", reading: "Reading", row: sa.RowMapping, language: str) -> Award | None:
    """The facts of a certificate with the names of now: whoever was erased has none."""
    here = setting(reading, row["hackathon"], language)
    if here is None:
        return None
    team = reading.views.teams.one(reading.connection, row["team"]) if row["team"] else None
    prizes = {one["key"]: one["name"] for one in (here.setup.get("prizes") or {}).get("prizes") or ()}
    place = here.setup.get("place") or {}
    where = [place.get("city") or ""]
    if place.get("country"):
        where.append(str(Locale.parse(language).territories.get(place["country"], place["country"])))
    return Award(
        kind=row["role"],
        name=bridge.accounts.names([row["account"]]).get(row["account"]),
        hackathon=here.title,
        begins=here.begins,
        ends=here.ends,
        code=shown_code(row["code"]),
        address=f"{bridge.settings.base_url}/verify/{row['code']}",
        issued=datetime.fromisoformat(row["issued_at"]).date(),
        place=tuple(filter(None, where)),
        team=team["name"] if team is not None and not team["hidden"] else "",
        prize=best_text(prizes.get(row["prize"], {}), language) or str(row["prize"] or ""),
        hosts=tuple(host.name for host in here.hosts),
        signatories=here.hosts,
    )


def setting(reading: "Reading", hackathon: UUID, language: str) -> Setting | None:
    """A hackathon with its hosts, in a language."""
    views, connection = reading.views, reading.connection
    rows = views.hackathons.rows
    row = connection.execute(sa.select(rows).where(rows.c.id == hackathon)).mappings().first()
    if row is None:
        return None
    setup = unpacked(row["setup"])
    countries = Locale.parse(language).territories
    hosts = tuple(
        Signatory(best_text(unpacked(host["page"])["name"], language), str(countries.get(host["country"], "")))
        for host in views.hackathons.hosts_of(connection, [hackathon]).get(hackathon, [])
        if host["state"] == "accepted"
    )
    building = ((setup.get("dates") or {}).get("phases") or {}).get("building") or {}
    days = [date.fromisoformat(one["wall"][:10]) for one in (building.get("opens"), building.get("closes")) if one]
    days = days or [datetime.fromisoformat(row["announced_at"]).astimezone(UTC).date()]
    title = best_text((setup.get("about") or {}).get("title") or {}, language)
    return Setting(row, setup, title, hosts, days[0], days[-1])


def badges(bridge: "Bridge", reading: "Reading", hackathon: UUID, language: str) -> list[Badge]:
    """A badge for everybody who has a place, judges, mentors or helps."""
    here = setting(reading, hackathon, language)
    if here is None:
        return []
    views, connection, say = reading.views, reading.connection, translator(language)
    page = f"{bridge.settings.base_url}/hackathons/{here.row['slug']}"
    approved = views.registrations.find(connection, hackathon, ("approved",), limit=5000)[0]
    teams = views.teams.names_of(connection, hackathon, [row["account"] for row in approved])
    people = [
        (
            row["account"],
            "participant",
            teams.get(row["account"], ""),
            f"{page}/manage/people/check-in?code={row['code']}",
        )
        for row in approved
    ]
    people += [(row["judge"], "judge", "", page) for row in views.judging.panel(connection, hackathon)]
    people += [(row["mentor"], "mentor", "", page) for row in views.judging.mentors_of(connection, hackathon)]
    people += [(row["account"], "manager", "", page) for row in views.hackathons.people_of(connection, hackathon)]
    names = as_asked(bridge.accounts.names([one[0] for one in people]), asked_as(connection, hackathon))
    found = [
        Badge(names.get(account) or say(FORMER_MEMBER), say(ROLES[role]), here.title, address, team)
        for account, role, team, address in people
    ]
    return sorted(found, key=lambda badge: (badge.role, badge.name.casefold()))


def sheets(bridge: "Bridge", reading: "Reading", round: UUID, language: str) -> list[ScoreSheet]:
    """A score sheet for every assignment of a round that stands, a judge's after each other."""
    views, connection = reading.views, reading.connection
    found = views.judging.round(connection, round)
    here = None if found is None else setting(reading, found["hackathon"], language)
    if found is None or here is None:
        return []
    plan, labels = unpacked(found["plan"]), sheet_labels(translator(language))
    rubric, looks = plan["rubric"], views.judging.looks_of(connection, round)
    known = bridge.accounts.names({look["judge"] for look in looks})
    names = as_asked(known, asked_as(connection, found["hackathon"]))
    projects = {row["id"]: row for row in views.projects.by_ids(connection, {look["project"] for look in looks})}
    numbers = {UUID(str(id)): str(place) for place, id in enumerate(unpacked(found["projects"]), 1)}
    criteria = tuple(_criterion(one, rubric, language) for one in rubric["criteria"])
    page = f"{bridge.settings.base_url}/hackathons/{here.row['slug']}"
    made = [
        ScoreSheet(
            here.title, best_text(plan["name"], language),
            names.get(look["judge"]) or translator(language)(FORMER_MEMBER),
            projects[look["project"]]["title"], numbers.get(look["project"], ""), criteria, labels,
            f"{page}/projects/{look['project']}",
        )
        for look in looks if look["project"] in projects
    ]  # fmt: skip
    return sorted(made, key=lambda sheet: (sheet.judge.casefold(), int(sheet.number or 0)))


def _criterion(one: Mapping[str, Any], rubric: Mapping[str, Any], language: str) -> SheetCriterion:
    total = sum(criterion["weight"] for criterion in rubric["criteria"]) or 1
    weight = f"{round(100 * one['weight'] / total)} %"
    return SheetCriterion(
        best_text(one["name"], language),
        best_text(one.get("text") or {}, language),
        weight,
        rubric["low"],
        rubric["high"],
    )
