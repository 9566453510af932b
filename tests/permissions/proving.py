"""A hackathon of the world whose results are out, and one in which everybody chooses a project."""

from datetime import timedelta
from uuid import UUID

from bridge.judging import asking
from events.actor import Actor
from events.results.certificate import JUDGE, PARTICIPANT, certificate_id
from tests.permissions import roles
from tests.permissions.hacking import CONTENT, hackathon_of, team_of
from tests.permissions.world import World

COMMENT = "only the team reads this comment"
PEOPLE = {"prizes": [{"key": "first", "name": {"en": "First prize"}}], "people": True}


def results(world: World) -> None:
    """Plant them: the founder's team alone took part, and the stranger judged it."""
    bridge, now, manager = world.bridge, world.clock.now, world.actor(roles.MANAGER)
    bridge.hackathons.propose(manager, world.id("hackdone"), "prizes", PEOPLE, "Everybody should have a say")
    world.clock.now = now - timedelta(days=30)
    won = hackathon_of(world, "hackwon", closes=10, judged=12)
    team = team_of(world, won, roles.FOUNDER, "Won", "wonteam")
    project = bridge.projects.submit(world.actor(roles.FOUNDER), team, {**CONTENT, "title": "Won Watch"}).id
    world.clock.now = now - timedelta(days=17)
    judge = Actor(world.accounts["stranger"], only=won)
    bridge.panels.invite(manager, won, world.accounts["stranger"], {"languages": ["en"], "country": "UZ"})
    round = bridge.rounds.plan(manager, won, {"name": {"en": "Jury"}}).id
    bridge.rounds.seat(manager, round, [world.accounts["stranger"]])
    bridge.rounds.take(manager, round, [project])
    bridge.rounds.assign(manager, round, [(world.accounts["stranger"], project)])
    bridge.rounds.open(manager, round)
    bridge.scoring.submit(judge, round, project, {"values": {"need": 7, "idea": 6, "work": 8}, "comment": COMMENT})
    bridge.rounds.close(manager, round)
    _published(world, round, project)
    bridge.certificates.issue(manager, won, (PARTICIPANT, JUDGE))
    given = certificate_id(won, world.accounts[roles.FOUNDER], PARTICIPANT)
    taken = certificate_id(won, world.accounts["stranger"], JUDGE)
    bridge.certificates.revoke(manager, taken, "Was somebody else")
    with bridge.reading() as reading:
        of = {row["id"]: row["code"] for row in reading.views.results.certificates_in(reading.connection, won)}
    world.names |= {"wonround": str(round), "given": str(given), "taken_back": str(taken)}
    world.names |= {"won_code": of[given], "taken_code": of[taken]}
    world.clock.now = now


def _published(world: World, round: UUID, project: UUID) -> None:
    bridge, manager = world.bridge, world.actor(roles.MANAGER)
    asked = asking.results(bridge, round)
    assert bridge.judging_jobs.take() is not None
    row = {
        "project": str(project),
        "official": 1,
        "mark": 7.0,
        "reasons": [{"code": "judged", "mean": 7.0, "views": 1}],
    }
    bridge.judging_jobs.finish(asked.id, {"rows": [row]})
    bridge.publishing.confirm(manager, round, asked.digest)
    bridge.publishing.agree(manager, round)
    bridge.publishing.publish(manager, round, [{"prize": "first", "project": project}])
    bridge.publishing.release_feedback(manager, round)
