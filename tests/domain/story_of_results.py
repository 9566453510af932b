"""The part of the story in which everybody chooses a project, and certificates are given."""

from typing import Any

from events.results.certificate import PARTICIPANT, certificate_id
from tests.domain.jury import Jury

CHOICE: dict[str, Any] = {
    "prizes": [
        {"key": "first", "name": {"en": "First prize", "ru": "Первая премия"}, "worth": "3,000 USD"},
        {"key": "wave", "name": {"en": "Best of water"}, "track": "water"},
    ],
    "people": True,
}


def voting(made: Jury) -> None:
    """Somebody from outside votes, thinks again, and takes it back; somebody of a team votes for another one."""
    house, id = made.house, made.hackathon.id
    guest = house.person()
    house.votes.vote(guest, id, made.projects[0])
    house.votes.vote(guest, id, made.projects[1])
    house.votes.withdraw(guest, id)
    house.votes.vote(made.leads[0], id, made.projects[1])


def certificates(made: Jury) -> None:
    """All of them; one is revoked, and valid again."""
    house, one, id = made.house, made.one, made.hackathon.id
    house.certificates.issue(one, id)
    first = certificate_id(id, made.leads[0].account, PARTICIPANT)
    house.certificates.revoke(one, first, "Was never there")
    house.certificates.reinstate(one, first, "Was there after all")
