"""Who hears of a hackathon: hosts who are asked, and everybody who relies on what was announced."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.notifier import Notifier
from bridge.followers.timer import Timer
from bridge.mail.tables import outbox
from events.hackathons.moments import in_zone
from tests.domain.house import Clock, House, Person


def member(house: House, name: str) -> Person:
    return Person(house.accounts.demo_account(f"{name}@demo.example", name.title()))


def letters(house: House) -> set[tuple[str, UUID]]:
    while Notifier(house).step():
        pass
    with house.db.read() as connection:
        return {(row.kind, row.account) for row in connection.execute(sa.select(outbox.c.kind, outbox.c.account))}


def test_a_moved_deadline_is_told_to_hosts_and_to_everybody_registered(house: House) -> None:
    one, other, guest = (member(house, name) for name in ("one", "other", "guest"))
    found = house.hackathon(one, other)
    house.registrations.register(guest, found.id, {"country": "PK", "agreed": "yes"})
    dates = found.setup["dates"]
    closes = in_zone(house.clock.now + timedelta(days=15), dates["zone"])
    moved = {**dates, "phases": {**dates["phases"], "building": {**dates["phases"]["building"], "closes": closes}}}
    waiting = house.hackathons.propose(one, found.id, "dates", moved, "The hall closes early")
    told = letters(house)
    assert ("hackathon_host_asked", other.account) in told
    assert ("hackathon_change_proposed", other.account) in told
    assert not any(kind == "hackathon_deadline_moved" for kind, _ in told)
    house.hackathons.agree_change(other, found.id, UUID(next(iter(waiting.open_changes))))
    about = {account for kind, account in letters(house) if kind == "hackathon_deadline_moved"}
    assert about == {one.account, guest.account}


def test_the_timer_writes_down_what_opened_and_closed(house: House, clock: Clock) -> None:
    found = house.hackathon()
    timer = Timer(house)
    assert timer.step() >= 1
    assert house.topics(found.id)[-1] == "hackathon.phase_opened"
    clock.forward(days=14.5)
    timer.step()
    assert house.topics(found.id)[-3:] == [
        "hackathon.phase_opened", "hackathon.phase_closed", "hackathon.phase_opened",
    ]  # fmt: skip
    before = len(house.topics(found.id))
    timer.step()
    assert len(house.topics(found.id)) == before
