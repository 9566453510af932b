"""One history in which every kind of fact happens at least once."""

from uuid import UUID, uuid4

from events.actor import Actor
from events.startups.profile import EMPTY, checked
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.story_of_care import care
from tests.domain.story_of_hackathons import hackathons
from tests.domain.story_of_judging import judging
from tests.domain.story_of_taking_part import taking_part
from tests.domain.story_of_talking import talking
from tests.domain.story_of_trust import trust


def everything(house: House, clock: Clock) -> None:
    """Play it."""
    founder, partner, manager, second = (house.person() for _ in range(4))
    incubator = house.incubator("PK", managers=(manager,))
    _people(house)
    _words_and_roles(house, second)
    needs = [{"code": "distribution", "countries": ["UZ"], "text": {"en": "clinics"}}]
    mine = house.startup(founder, "PK", "Anor", sectors=["healthtech"], tags=["units"], needs=needs)
    theirs = house.startup(partner, "UZ", "Шифо", offers=[{"code": "distribution"}], languages={"ru": "native"})
    house.startups.change(founder, mine.id, {"tags": ["units", "plov"], "description": {"ur": "چھوٹے یونٹ"}})
    house.startups.rename(founder, mine.id, "anor-med")
    invitation = uuid4()
    house.startups.invite_founder(founder, mine.id, invitation)
    house.startups.join(second, mine.id, invitation)
    house.startups.leave(founder, mine.id, second.account)
    house.startups.invite_founder(founder, mine.id, invitation := uuid4())
    house.startups.revoke_invitation(founder, mine.id, invitation)
    house.startups.ask_admission(founder, mine.id, incubator, "Please")
    house.startups.answer_request(manager, mine.id, incubator, False, "Full")
    house.startups.offer_admission(manager, mine.id, incubator)
    house.startups.answer_offer(founder, mine.id, incubator, True)
    house.startups.graduate(manager, mine.id, incubator, "2026-03-01")
    row = house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "KG"}, source="list", row="1")
    house.startups.publish(SYSTEM, row.id, "public")
    house.startups.dismiss(
        founder, mine.id, row.id, "other", "no", {"engine": "1", "score": 0.1, "rank": 9, "reasons": []}
    )
    house.startups.restore(founder, mine.id, row.id)
    house.startups.pause(partner, theirs.id, True)
    house.startups.pause(partner, theirs.id, False)
    house.startups.block(partner, theirs.id, row.id, "spam")
    house.startups.unblock(partner, theirs.id, row.id)
    _imports(house, manager, incubator)
    trust(house, clock, (founder, partner, manager), mine.id, incubator)
    _introductions(house, clock, founder, partner)
    care(house, founder, manager, incubator)
    hackathons(house, clock)
    taking_part(house, clock)
    judging(house, clock)
    talking(house, clock)


def _imports(house: House, manager: Person, incubator: UUID) -> None:
    begun = house.imports.start(manager, uuid4(), incubator, digest="0" * 64, rows=2)
    house.imports.stop(SYSTEM, begun.id, manager.account, "running", "import_broke", lambda tx: None)
    house.imports.dismiss(manager, begun.id)
    house.imports.go_on(manager, begun.id, "running", lambda tx: None)
    batch = house.imported.batch(manager, incubator)
    listed = batch.register(checked({**EMPTY, "name": "Listed", "country": "PK"}, year=2026), source="l", row="1")
    batch.save(lambda tx: None)
    house.imports.finish(manager, begun.id, {"new": 1, "refused": 1})
    batch = house.imported.batch(manager, incubator)
    assert batch.withdraw(listed.id, listed.version, begun.id)
    batch.save(lambda tx: None)
    house.imports.undo(manager, begun.id, {"withdrawn": 1})


def _people(house: House) -> None:
    page = {"name": {"en": "Park"}, "kind": "technology_park", "country": "UZ"}
    fact = {"field": "name", "value": "Park", "source": "example.org", "year": 2024}
    park = house.incubators.list(SYSTEM, page, [fact])
    house.incubators.relist(SYSTEM, park.id, {**page, "city": "Nukus"}, [fact])
    second = house.person()
    house.incubators.invite_manager(SYSTEM, park.id, invitation := uuid4())
    house.incubators.join(second, park.id, invitation)
    house.incubators.invite_manager(second, park.id, invitation := uuid4())
    house.incubators.revoke_invitation(second, park.id, invitation)
    house.incubators.change(second, park.id, {"description": {"en": "Here"}})
    house.incubators.change(second, park.id, {"city": "Tashkent"})
    house.incubators.leave(second, park.id, second.account)


def _words_and_roles(house: House, person: Person) -> None:
    house.terms.fold(SYSTEM, "plov", "sector", "foodtech")
    house.terms.fold(SYSTEM, "units", "technology", "embedded")
    house.terms.unfold(SYSTEM, "units")
    house.terms.replace(SYSTEM, "sector", "fashion", "textiles")
    house.offices.grant(SYSTEM, person.account, "organiser", "PK")
    house.offices.revoke(SYSTEM, person.account, "organiser")
    leaver = house.person()
    house.erasure.departures.leave(leaver, leaver.account, startups=[], incubators=[])


def _introductions(house: House, clock: Clock, founder: Actor, partner: Actor) -> None:
    def fresh() -> UUID:
        mine, theirs = house.startup(founder, "PK"), house.startup(partner, "UZ")
        return house.propose(founder, mine, theirs, message="Hello").id

    declined = fresh()
    house.introductions.decline(partner, declined, "no_fit", "Sorry")
    withdrawn = fresh()
    house.introductions.withdraw(founder, withdrawn)
    expired = fresh()
    clock.forward(days=6)
    house.introductions.remind(founder, expired)
    clock.forward(days=20)
    house.introductions.expire(SYSTEM, expired)
    for kind in ("distribution", "pilot", None):
        found = fresh()
        house.introductions.accept(partner, found, "Yes")
        wall = clock.now.strftime("%Y-%m-%dT23:30")
        for offerer, other in ((founder, partner), (partner, founder)):
            times = [{"wall": wall, "minutes": 30, "format": "in_person"}]
            offered = house.introductions.propose_times(offerer, found, times, "Asia/Tashkent", "Chorsu 1")
            house.introductions.confirm_time(other, found, offered.times[0]["start"])
        house.introductions.cancel_meeting(founder, found, "ill")
        house.introductions.mark_met(partner, found, clock.now.date().isoformat())
        if kind is None:
            house.introductions.close(founder, found, "price", "Too dear")
            continue
        today = clock.now.date().isoformat()
        agreed = house.partnerships.record(founder, found, {"kind": kind, "since": today, "summary": {"en": "We sell"}})
        house.partnerships.answer(partner, agreed.id, kind == "distribution")
        if kind == "distribution":
            house.partnerships.reach(partner, agreed.id, {"kind": "signed", "on": today, "note": {"ru": "Подписано"}})
            house.partnerships.end(founder, agreed.id, {"on": today, "reason": {"en": "Done"}})
    missed = fresh()
    house.introductions.accept(partner, missed)
    times = [{"wall": clock.now.strftime("%Y-%m-%dT23:30"), "format": "video"}]
    offered = house.introductions.propose_times(founder, missed, times, "Asia/Tashkent")
    house.introductions.confirm_time(partner, missed, offered.times[0]["start"])
    clock.forward(days=1)
    house.introductions.say_not_held(partner, missed, "not_yet")
