"""Who hears of a hackathon: hosts who are asked, and everybody who relies on what was announced."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from babel.dates import format_date

from bridge.followers.notifier import Notifier
from bridge.followers.timer import Timer
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.tables import outbox
from bridge.mail.writing import Writer
from events.hackathons.moments import in_zone
from tests.domain.house import Clock, House, Person


def member(house: House, name: str) -> Person:
    return Person(house.accounts.demo_account(f"{name}@demo.example", name.title()))


def letters(house: House) -> set[tuple[str, UUID]]:
    while Notifier(house).step():
        pass
    with house.db.read() as connection:
        return {(row.kind, row.account) for row in connection.execute(sa.select(outbox.c.kind, outbox.c.account))}


def written(house: House, kind: str) -> str:
    """What one of the letters of a kind says in English."""
    with house.db.read() as connection:
        row = connection.execute(sa.select(outbox).where(outbox.c.kind == kind)).mappings().first()
    assert row is not None
    letter = Letter(kind, email="a@people.example", params=row["params"], path=row["path"])
    writer = Writer("https://bridge.example", "bridge@bridge.example")
    return writer.write(Leased(uuid4(), uuid4(), letter, house.clock.now, 0), "en").text


def day(moment: Mapping[str, str]) -> str:
    """A moment on the clock of its place, as letters write it."""
    wall = datetime.fromisoformat(moment["wall"])
    return f"{format_date(wall, 'long', locale='en')}, {wall:%H:%M}"


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
    text = written(house, "hackathon_deadline_moved")
    assert f"Deadline for projects: {day(closes)} (Bishkek)" in text
    assert text.count("(Bishkek)") == 1
    rules = {**found.setup["rules"], "late": {"rule": "reason"}}
    changed = house.hackathons.propose(one, found.id, "rules", rules, "Trains are late")
    house.hackathons.agree_change(other, found.id, UUID(next(iter(changed.open_changes))))
    letters(house)
    assert "Changed: Rules and code of conduct" in written(house, "hackathon_changed")


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
