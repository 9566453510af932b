"""The part of the story in which people register, form teams and hand in projects."""

from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import uuid4

from events.hackathons.moments import in_zone
from events.projects.aggregate import Project, project_id
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, Clock, House

CONTENT: dict[str, Any] = {
    "title": "Suu Ajyrat", "language": "ky", "text": "# Water\nMeasures **wells**.", "tracks": ["water"],
    "summary": {"ky": "Кудуктарды өлчөйт", "en": "Measures wells"},
    "links": [{"address": "example.org", "label": "Demo"}],
}  # fmt: skip


def taking_part(house: House, clock: Clock) -> None:
    """Play it."""
    manager, other, lead, second, third, fourth = (house.person() for _ in range(6))
    parts = setup(clock.now)
    asking: dict[str, Any] = {
        "taking_part": {**parts["taking_part"], "admission": "approval", "places": 3, "waiting_list": True}
    }
    asking["questions"] = {
        "questions": [{"key": "diet", "label": {"en": "Diet?"}, "kind": "line"}], "keep_until": "2026-12-31",
    }  # fmt: skip
    asking["dates"] = deepcopy(parts["dates"])
    asking["dates"]["phases"]["judging"]["opens"] = in_zone(clock.now + timedelta(days=17), asking["dates"]["zone"])
    asking["rules"] = {**parts["rules"], "late": {"rule": "reason"}}
    found = house.hackathon(manager, other, **asking)
    joining: dict[str, Any] = {"country": "KG", "agreed": "yes", "answers": {"diet": "No nuts"}}
    for person in (lead, second, third, fourth):
        house.registrations.register(person, found.id, joining)
    for person in (lead, second, third, fourth):
        house.registrations.approve(manager, found.id, person.account)
    house.registrations.withdraw(third, found.id)  # and the fourth moves up
    house.registrations.register(third, found.id, joining)
    house.registrations.refuse(manager, found.id, third.account, "Full")
    house.registrations.check_in(manager, found.id, lead.account, "scanned")
    house.registrations.undo_check_in(manager, found.id, lead.account)
    house.registrations.forget_answers(SYSTEM, found.id, third.account)
    team = house.teams.form(lead, found.id, "Suu")
    house.teams.rename(lead, team.id, "Suu Ajyrat")
    house.teams.describe(lead, team.id, {"open": True, "skills": ["iot"], "text": {"en": "Sensors, please"}})
    house.teams.ask(second, team.id, "I solder")
    house.teams.take_back(second, team.id)
    house.teams.ask(second, team.id)
    house.teams.answer(lead, team.id, second.account, True)
    house.teams.invite(lead, team.id, invitation := uuid4())
    house.teams.revoke_invitation(lead, team.id, invitation)
    house.teams.invite(lead, team.id, invitation := uuid4())
    house.teams.join(fourth, team.id, invitation)
    house.teams.hand_over(lead, team.id, second.account)
    startup = house.startup(lead, "KG", "Suu")
    house.teams.stand_for(lead, team.id, startup.id)
    house.teams.leave(fourth, team.id)
    mentor = house.person()
    house.panels.add_mentor(manager, found.id, mentor.account, ["iot"])
    house.teams.dissolve(fourth, house.teams.form(fourth, found.id, "Alone").id)
    why = {"measure": "hide", "reason": "spam", "message": "Choose another name"}
    report = house.reports.report(house.person(), "team", team.id, {"reason": "spam"})
    decision = house.moderation.decide(house.moderator(), [report.id], why)
    house.moderation.lift(house.moderator(), decision.id)
    clock.forward(days=15)
    asked = house.help.ask(lead, team.id, {"subject": "iot", "text": "The sensor does not answer"})
    house.help.take(mentor, asked.id)
    house.help.give_back(mentor, asked.id)
    house.help.take(mentor, asked.id)
    house.help.finish(second, asked.id)
    house.help.withdraw(lead, house.help.ask(lead, team.id, {"text": "Never mind"}).id)
    house.projects.submit(lead, team.id, CONTENT)
    house.projects.withdraw(lead, team.id)
    house.projects.submit(second, team.id, {**CONTENT, "title": "Suu 2"})
    house.projects.disqualify(manager, team.id, "Copied")
    house.projects.reinstate(manager, team.id, "Not copied after all")
    partner = house.startup(fourth, "PK", "Bridge Works")
    made = house.log.get(Project, project_id(team.id))
    choices = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
    house.introductions.propose(fourth, partner.id, startup.id, choices, project=made.id)
    clock.forward(days=1.5)
    house.projects.submit(second, team.id, {**CONTENT, "title": "Suu 3"})
    house.projects.answer_late(manager, team.id, 3, True, "The power was out")
    house.hackathons.record_phases(SYSTEM, found.id)
