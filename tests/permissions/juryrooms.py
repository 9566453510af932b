"""Two hackathons of the world whose juries are at work: rounds in every state, between two host incubators."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from bridge.judging import asking
from bridge.judging.jobs import ASSIGNMENT
from events.actor import Actor
from events.hackathons.moments import in_zone
from events.judging import rules
from events.judging.round import Round, word
from tests.domain.hackathon_setup import setup
from tests.permissions import roles
from tests.permissions.hacking import CONTENT
from tests.permissions.world import World

NOTE, COMMENT = "only the jury reads this note", "the judge praises the sensors"
SCORES = {"need": 7, "idea": 6, "work": 8}


def juries(world: World) -> None:
    """The member judges, the partner chairs, the founder leads one of two teams; both managers are hosts."""
    now = world.clock.now
    begun = now - timedelta(days=10)
    world.clock.now = begun
    ids = [_hackathon(world, slug) for slug in ("hackroom", "hackends")]
    projects = [_projects(world, id, slug) for id, slug in zip(ids, ("room", "ends"), strict=True)]
    world.clock.now = now
    for id in ids:
        _panel(world, id)
    _working(world, ids[0], projects[0])
    _ending(world, ids[1], projects[1])


def _hackathon(world: World, slug: str) -> UUID:
    service, manager, other = world.bridge.hackathons, world.actor(roles.MANAGER), world.actor(roles.OTHER_MANAGER)
    parts = setup(world.clock.now)
    zone = parts["dates"]["zone"]

    def day(number: int) -> dict[str, str]:
        return in_zone(world.clock.now + timedelta(days=number), zone)

    parts["dates"]["phases"] = {
        "registration": {"opens": day(-1), "closes": day(8)}, "building": {"opens": day(-1), "closes": day(8)},
        "judging": {"opens": day(9), "closes": day(30)}, "results": {"opens": day(31)},
    }  # fmt: skip
    found = service.draft(manager, world.id("center"), parts, slug=slug)
    service.invite_host(manager, found.id, world.id("tower"))
    service.answer_host(other, found.id, world.id("tower"), True)
    service.agree(other, found.id)
    service.announce(manager, found.id)
    service.invite_person(manager, found.id, invitation := uuid4(), ["chair"])
    service.join(world.actor(roles.PARTNER), found.id, invitation)
    world.names |= {slug: found.slug, f"{slug}_id": str(found.id)}
    return found.id


def _projects(world: World, hackathon: UUID, slug: str) -> list[UUID]:
    made = []
    for number, who in enumerate((roles.FOUNDER, "stranger"), 1):
        typed = {"country": "KG", "agreed": "yes", "answers": {}}
        world.bridge.registrations.register(world.actor(who), hackathon, typed)
        team = world.bridge.teams.form(world.actor(who), hackathon, f"Judged {number}")
        content = {**CONTENT, "title": f"Judged Watch {number}"}
        made.append(world.bridge.projects.submit(world.actor(who), team.id, content).id)
        world.names[f"{slug}_project{number}"] = str(made[-1])
    return made


def _panel(world: World, hackathon: UUID) -> None:
    for who in (roles.MEMBER, roles.ADMINISTRATOR):
        seat = {"languages": ["en"], "country": "UZ"}
        world.bridge.panels.invite(world.actor(roles.MANAGER), hackathon, world.accounts[who], seat)


def _working(world: World, hackathon: UUID, projects: list[UUID]) -> None:
    """Round 1 is open and half scored, 2 is planned with a proposal, 3 is closed and computed."""
    rounds, manager = world.bridge.rounds, world.actor(roles.MANAGER)
    one = _round(world, hackathon, projects, 1)
    rounds.open(manager, one.id)
    _score(world, one.id, roles.ADMINISTRATOR, projects)
    world.bridge.scoring.withdraw(manager, one.id, world.accounts[roles.ADMINISTRATOR], projects[1:], "Wrong sheet")
    two = _round(world, hackathon, projects, 2)
    with world.bridge.reading() as reading:
        row = reading.views.judging.round(reading.connection, two.id)
    assert row is not None
    asked = asking.assignment(world.bridge, two.id, {"views": 1, "fresh": False, "at": row["version"]})
    pairs = [[str(world.accounts[roles.MEMBER]), str(project)] for project in projects]
    pairs.append([str(world.accounts[roles.ADMINISTRATOR]), str(projects[0])])
    answer = {
        "found": True, "pairs": pairs, "released": [], "loads": {},
        "overlap": {"groups": 1, "squares": 0, "bound": 0},
    }  # fmt: skip
    _answered(world, asked.id, answer)
    world.names |= {"proposal": str(asked.id), "version_of_room": str(row["version"])}
    assert asked.kind == ASSIGNMENT
    _computed(world, _closed(world, hackathon, projects, 3), "3")


def _ending(world: World, hackathon: UUID, projects: list[UUID]) -> None:
    """Round 1 is confirmed, 2 is agreed to by both hosts, 3 is published."""
    publishing, manager, other = world.bridge.publishing, world.actor(roles.MANAGER), world.actor(roles.OTHER_MANAGER)
    for number in (1, 2, 3):
        round = _closed(world, hackathon, projects, number)
        publishing.confirm(manager, round.id, _computed(world, round, f"e{number}"))
        for host in (manager, other) if number > 1 else ():
            publishing.agree(host, round.id)
        row = world.bridge.log.get(Round, round.id)
        world.names[f"word{number}"] = word(row.ranking, row.computed, row.published)
    publishing.publish(manager, round.id)
    _ruled(world, hackathon)


def _ruled(world: World, hackathon: UUID) -> None:
    """Round 4 was planned by the rules of then; the announced ones are others by now, so it needs both hosts."""
    service, manager, other = world.bridge.hackathons, world.actor(roles.MANAGER), world.actor(roles.OTHER_MANAGER)
    made = world.bridge.rounds.plan(manager, hackathon, {"name": {"en": "Jury 4"}}, 4)
    rubric = {**made.plan["rubric"], "tie": "shared"}
    [change] = service.propose(manager, hackathon, "rubric", rubric, "As both wish").open_changes
    service.agree_change(other, hackathon, UUID(change))
    world.names["rules4"] = rules.name(made.plan)


def _round(world: World, hackathon: UUID, projects: list[UUID], number: int) -> Round:
    rounds, manager = world.bridge.rounds, world.actor(roles.MANAGER)
    judges = [world.accounts[who] for who in (roles.MEMBER, roles.ADMINISTRATOR)]
    made = rounds.plan(manager, hackathon, {"name": {"en": f"Jury {number}"}}, number)
    rounds.seat(manager, made.id, judges)
    rounds.take(manager, made.id, projects)
    pairs = [(judge, project) for judge in judges for project in projects]
    return rounds.assign(manager, made.id, pairs if number != 2 else pairs[:2])


def _closed(world: World, hackathon: UUID, projects: list[UUID], number: int) -> Round:
    rounds, manager = world.bridge.rounds, world.actor(roles.MANAGER)
    round = _round(world, hackathon, projects, number)
    rounds.open(manager, round.id)
    for who in (roles.MEMBER, roles.ADMINISTRATOR):
        _score(world, round.id, who, projects)
    return rounds.close(manager, round.id)


def _score(world: World, round: UUID, who: str, projects: list[UUID]) -> None:
    for project in projects:
        typed = {"values": SCORES, "comment": COMMENT, "note": NOTE}
        try:
            world.bridge.scoring.submit(Actor(world.accounts[who]), round, project, typed)
        except Exception as error:  # round 2 has one judge
            if getattr(error, "code", "") != "not_assigned":
                raise


def _computed(world: World, round: Round, key: str) -> str:
    asked = asking.results(world.bridge, round.id)
    rows: list[dict[str, Any]] = [
        {
            "project": str(project), "official": place, "shared": False, "mark": 9.0 - place, "plain": 9.0 - place,
            "views": 2, "error": None, "low": None, "high": None, "top3": None, "tie": None, "reasons": [],
        }
        for place, project in enumerate(round.projects, 1)
    ]  # fmt: skip
    _answered(world, asked.id, {"rows": rows, "method": "plain_mean", "judges": [], "notes": [], "beside": {}})
    world.names |= {f"digest{key}": asked.digest, f"computed{key}": str(asked.id)}
    return asked.digest


def _answered(world: World, job: UUID, answer: dict[str, Any]) -> None:
    """Stand in for the compute follower, which imports SciPy."""
    taken = world.bridge.judging_jobs.take()
    assert taken is not None
    assert taken.id == job
    world.bridge.judging_jobs.finish(job, answer)
