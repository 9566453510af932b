"""Two hackathons of the world: one in which teams build, one whose projects everybody may look at."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.permissions import roles
from tests.permissions.world import World

MESSAGE, WHY_COME = "only the lead reads why I ask", "only those who look after people read this answer"
CONTENT: dict[str, Any] = {
    "title": "Well Watch", "language": "en", "text": "Measures wells", "tracks": ["water"],
    "summary": {"en": "Measures wells", "ru": "Измеряет колодцы"},
}  # fmt: skip


def hackathons(world: World) -> None:
    """Plant them; the founder leads a team, the partner takes part without one, another manager has one alone.

    In the one that is over, the partner's team handed nothing in, and one project is out of the judging.
    """
    now = world.clock.now
    world.clock.now = now - timedelta(days=30)
    over = hackathon_of(world, "hackdone", closes=28, judged=60)
    team = team_of(world, over, roles.FOUNDER, "Done", "doneteam")
    done = world.bridge.projects.submit(world.actor(roles.FOUNDER), team, CONTENT)
    team_of(world, over, roles.PARTNER, "Idle", "idleteam")
    copied = team_of(world, over, "joined", "Copied", "copiedteam")
    out = world.bridge.projects.submit(world.actor("joined"), copied, {**CONTENT, "title": "Copied Watch"})
    world.bridge.projects.disqualify(world.actor(roles.MANAGER), copied, "Copied")
    world.names["outproject"] = str(out.id)
    _hidden(world, over)
    world.clock.now = now
    plan = world.bridge.files.put_upload(
        "file", "plan.pdf", b"%PDF-1.4 a late plan", world.accounts[roles.FOUNDER], kinds=("pdf",), megabytes=1
    )
    late = {**CONTENT, "title": "Late Watch", "files": [plan.digest]}
    world.bridge.projects.submit(world.actor(roles.FOUNDER), team, late, [plan.record()])
    world.names["late_file"] = plan.digest
    begun = {**CONTENT, "title": "Late Watch", "text": "Measures wells twice"}
    world.bridge.project_drafts.save(team, 0, begun, world.accounts[roles.FOUNDER])
    world.names["doneproject"] = str(done.id)
    running = hackathon_of(world, "hackrun", closes=20, judged=22)
    teams = world.bridge.teams
    suu = team_of(world, running, roles.FOUNDER, "Suu", "suuteam")
    _registered(world, running, "cofounder", roles.PARTNER, "stranger", "joined", "comanager")
    world.bridge.registrations.refuse(world.actor(roles.MANAGER), running, world.accounts["comanager"], "Runs it")
    teams.invite(world.actor(roles.FOUNDER), suu, invitation := uuid4())
    teams.join(world.actor("cofounder"), suu, invitation)
    solo = team_of(world, running, roles.OTHER_MANAGER, "Solo", "soloteam")
    made = world.bridge.projects.submit(world.actor(roles.OTHER_MANAGER), solo, {**CONTENT, "title": "Solo Watch"})
    world.names["soloproject"] = str(made.id)
    nur = teams.form(world.actor("stranger"), running, "Nur").id
    for team, who in ((suu, roles.FOUNDER), (nur, "stranger"), (solo, roles.OTHER_MANAGER)):
        teams.describe(world.actor(who), team, {"open": True, "skills": ["iot"], "text": {"en": "Sensors"}})
    teams.ask(world.actor("joined"), suu, MESSAGE)
    teams.ask(world.actor(roles.PARTNER), nur, MESSAGE)
    teams.invite(world.actor(roles.FOUNDER), suu, invitation := uuid4())
    with world.bridge.db.change() as tx:
        world.bridge.invitations.add(
            tx.connection, invitation, "team", suu, "somebody@people.example", world.accounts[roles.FOUNDER]
        )
    world.names |= {"nurteam": str(nur), "team_invitation": str(invitation)}
    content = b"%PDF-1.4 a paper"
    file = world.bridge.files.put_upload(
        "file", "paper.pdf", content, world.accounts[roles.FOUNDER], kinds=("pdf",), megabytes=1
    )
    world.bridge.project_drafts.add_file(suu, file, world.accounts[roles.FOUNDER])
    world.names["team_file"] = file.digest
    with world.bridge.reading() as reading:
        row = reading.views.registrations.of(reading.connection, running, world.accounts[roles.PARTNER])
    world.names["desk_code"] = str(row["code"]) if row is not None else ""


def _hidden(world: World, hackathon: UUID) -> None:
    """A team that a decision hides, and its project with it."""
    team = team_of(world, hackathon, "stranger", "Unkind Name", "unkindteam")
    typed = {"open": True, "skills": ["robotics"], "text": {"en": "Unkind Words"}}
    world.bridge.teams.describe(world.actor("stranger"), team, typed)
    made = world.bridge.projects.submit(world.actor("stranger"), team, {**CONTENT, "title": "Unkind Watch"})
    world.names["unkindproject"] = str(made.id)
    report = world.bridge.reports.report(world.actor(roles.MEMBER), "team", team, {"reason": "spam"})
    decided = {"measure": "hide", "reason": "spam", "message": "Please choose another name"}
    world.bridge.moderation.decide(world.actor(roles.ORGANISER_ALL), [report.id], decided)


def hackathon_of(world: World, slug: str, *, closes: int, judged: int) -> UUID:
    now, manager = world.clock.now, world.actor(roles.MANAGER)
    parts = setup(now)
    zone = parts["dates"]["zone"]

    def day(number: int) -> dict[str, str]:
        return in_zone(now + timedelta(days=number), zone)

    parts["dates"]["phases"] = {
        "registration": {"opens": day(-1), "closes": day(closes)},
        "building": {"opens": day(-1), "closes": day(closes)},
        "judging": {"opens": day(judged), "closes": day(judged + 2)},
        "results": {"opens": day(judged + 3)},
    }
    asked = [{"key": "why", "kind": "text", "label": {"en": "Why?"}}]
    parts["questions"] = {"questions": asked, "keep_until": "2027-06-30"}
    parts["rules"]["late"] = {"rule": "reason"}
    found = world.bridge.hackathons.draft(manager, world.id("center"), parts, slug=slug)
    world.bridge.hackathons.announce(manager, found.id)
    world.names |= {slug: found.slug, f"{slug}_id": str(found.id)}
    return found.id


def _registered(world: World, hackathon: UUID, *people: str) -> None:
    for who in people:
        typed = {"country": "KG", "agreed": "yes", "answers": {"why": WHY_COME}}
        world.bridge.registrations.register(world.actor(who), hackathon, typed)


def team_of(world: World, hackathon: UUID, who: str, name: str, key: str) -> UUID:
    _registered(world, hackathon, who)
    team = world.bridge.teams.form(world.actor(who), hackathon, name).id
    world.names[key] = str(team)
    return team
