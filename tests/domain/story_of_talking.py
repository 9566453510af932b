"""The part of the story in which participants ask and managers write."""

from datetime import timedelta
from typing import Any

from events.hackathons.moments import in_zone
from tests.domain.house import SYSTEM, Clock, House

SAID: dict[str, Any] = {"title": {"en": "The hall is open", "ru": "Зал открыт"}, "text": {"en": "Come.", "ru": "Ждём."}}


def talking(house: House, clock: Clock) -> None:
    """Play it."""
    manager, asker = house.person(), house.person()
    found = house.hackathon(manager)
    house.registrations.register(asker, found.id, {"country": "KG", "agreed": "yes", "answers": {}})
    first = house.talking.ask(asker, found.id, "May we bring our own sensors?")
    house.talking.answer(manager, first.id, "Yes.")
    house.talking.answer(manager, first.id, "Yes, and cables.")
    second = house.talking.ask(asker, found.id, "Who is that rude person?")
    house.talking.hide(manager, second.id, "About a person")
    house.talking.show_again(manager, second.id)
    house.talking.withdraw(asker, second.id)
    zone = found.setup["dates"]["zone"]
    later = {"when": "later", "due": in_zone(clock.now + timedelta(hours=2), zone)}
    house.talking.announce(manager, found.id, {"group": "registered", **SAID}, "form 1")
    for form in ("form 2", "form 3"):
        house.talking.announce(manager, found.id, {"group": "no_team", **SAID, **later}, form)
    waiting = house.talking.announce(manager, found.id, {"group": "no_team", **SAID, **later}, "form 3")
    house.talking.cancel_announcement(manager, waiting.id)
    clock.forward(hours=2)
    with house.reading() as reading:
        [due] = reading.views.talking.due(reading.connection, clock.now)
    house.talking.send_due(SYSTEM, due)
