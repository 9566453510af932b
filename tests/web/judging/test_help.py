"""The pages of the help queue: a team asks, a mentor comes, others have no business there."""

from uuid import UUID

from bridge.followers.notifier import Notifier
from bridge.mail.tables import outbox
from tests.web.judging.conftest import SCORES, Bench, path_in
from tests.web.judging.test_sheets import sheet


def invited(bench: Bench) -> dict[str | None, UUID]:
    """The open invitations to help teams, by address."""
    return {one.email: one.id for one in bench.town.house.invitations.open_for(bench.made.hackathon.id, "mentor")}


def test_a_team_asks_a_mentor_comes_and_both_see_it(bench: Bench) -> None:
    town, made = bench.town, bench.made
    mentor, member = town.member("mentor"), town.member("member")
    assert member.actor.account is not None
    town.clock.forward(days=-1.5)  # back into building
    house, lead = town.house, made.leads[0]
    house.teams.describe(lead, made.teams[0], {"open": "yes", "skills": [], "text": {}})
    town.clock.forward(days=-14)
    house.registrations.register(member.actor, made.hackathon.id, {"country": "KG", "agreed": "yes", "answers": {}})
    house.teams.ask(member.actor, made.teams[0])
    house.teams.answer(lead, made.teams[0], member.actor.account, True)
    town.clock.forward(days=14)
    asked = f"{bench.address}/manage/mentors"
    answers = [bench.manager.post(asked, mentor=f"{who}@demo.example", topics="iot") for who in ("mentor", "nobody")]
    assert [(answer.status_code, answer.location) for answer in answers] == [
        (303, f"{bench.address}/manage/judges#mentors")
    ] * 2  # who has an account is told to nobody
    managed = bench.manager.get(f"{bench.address}/manage/judges").text
    assert ("mentor@demo.example" in managed, "nobody@demo.example" in managed) == (True, True)
    again = bench.manager.post(asked, mentor="mentor@demo.example")
    assert (again.status_code, "has an open invitation already" in again.text) == (422, True)
    assert bench.manager.post(f"{asked}/invitations/{invited(bench)['nobody@demo.example']}/revoke").status_code == 303
    invitation = f"/invitations/{invited(bench)['mentor@demo.example']}"
    assert "Help the teams of" in mentor.get(invitation).text
    assert mentor.post(invitation).location == f"{bench.address}/help"
    assert invited(bench) == {}
    address = f"{bench.address}/help"
    assert town.member("stranger").get(address).status_code == 403
    short = member.post(address, text="?")
    assert short.status_code == 422
    assert member.post(address, text="The sensor is silent", subject="iot").status_code == 303
    assert member.post(address, text="Another thing, please").status_code == 409
    assert "The sensor is silent" in bench.manager.get(address).text
    page = mentor.get(address).text
    assert "I come" in page
    with house.reading() as reading:
        [row] = reading.views.help.queue(reading.connection, made.hackathon.id, reading.views.teams.rows)
    assert member.post(f"{address}/{row['id']}/take").status_code == 403
    assert mentor.post(f"{address}/{row['id']}/take").status_code == 303
    assert "Mentor comes" in member.get(address).text
    assert mentor.post(f"{address}/{row['id']}/finish").status_code == 303
    assert "Nobody waits" in mentor.get(address).text
    Notifier(house).step()
    with house.db.read() as connection:
        kinds = connection.scalars(outbox.select().with_only_columns(outbox.c.kind)).all()
    assert kinds.count("help_taken") == 1


def test_receipts_are_mailed_to_judges_with_an_address_when_the_round_closes(bench: Bench) -> None:
    bench.manager.post(f"{bench.address}/manage/judges", email="gulnara@example.com", name="Gulnara", languages="ru")
    link = bench.manager.post(f"{bench.address}/manage/judges/{bench.judge()}/link")
    phone, round = bench.browser(path_in(link.text)), bench.opened()
    assert phone.post(sheet(bench), data=SCORES).status_code == 303
    bench.town.house.rounds.close(bench.made.one, round.id)
    Notifier(bench.town.house).step()
    with bench.town.house.db.read() as connection:
        letter = connection.execute(outbox.select().where(outbox.c.kind == "judge_receipts")).mappings().one()
    assert letter["account"] == bench.judge()
    [receipt] = letter["params"]["receipts"]
    assert receipt in phone.get(f"{bench.address}/judge").text
    recipient = bench.town.house.accounts.recipient(bench.judge())
    assert recipient is not None
    assert recipient.email == "gulnara@example.com"
