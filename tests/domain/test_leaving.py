"""Given somebody who left words in every corner, when they are erased, then nothing of them is found anywhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
import sqlalchemy as sa
from PIL import Image

import bridge.accounts.invitations
import bridge.accounts.tables
import bridge.drafts
import bridge.files
import bridge.heartbeats
import bridge.importing.tables
import bridge.judging.jobs
import bridge.machines.tables
import bridge.mail.tables
import bridge.papers
import bridge.project_drafts
import bridge.scorecard_drafts
import bridge.suggestions
from bridge.leaving import erasing
from bridge.leaving.export import export
from bridge.machines.repeats import Kept, Lease
from bridge.mail import Letter, Mailer
from bridge.mail.transport import Handover, Send
from bridge.mail.writing import Writer
from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.hackathons.moments import in_zone
from events.people.aggregate import person_id
from events.personal import PersonalText
from events.store.rebuild import rebuild
from events.store.verify import verify
from events.teams.aggregate import Team
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, House, Person
from tests.domain.jury import SCORES, jury
from tests.domain.story_of_taking_part import CONTENT

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
EMAIL, NAME, PHONE, TELEGRAM = "zarmina.qux@people.example", "Zarmina Quxley", "+923001234987", "zarmina_qux"
PLAIN = (EMAIL, NAME, PHONE, TELEGRAM)
SEALED = re.compile(r"[0-9a-f]{32}\.[A-Za-z0-9_-]{40,}")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


class Zarmina:
    """Somebody with an account, a startup, words in every corner and rows in every table that may hold them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.said = [f"quxword{n} lantern" for n in range(30)]
        id = house.accounts.demo_account(EMAIL, NAME, time_zone="Asia/Karachi")
        details = {"language": "en", "time_zone": "Asia/Karachi", "phone": PHONE, "whatsapp": PHONE}
        house.accounts.change_details(id, name=NAME, telegram=TELEGRAM, **details)
        self.actor, self.other = Actor(id), house.person()
        self.startup, self.theirs = house.startup(self.actor, "PK", "Lamp"), house.startup(self.other, "UZ", "Wick")
        self._speaks()
        self._leaves_rows()

    def _speaks(self) -> None:
        house, me, said = self.house, self.actor, self.said
        self.incubator = house.incubator("PK", managers=(me,))
        house.startups.ask_admission(me, self.startup.id, house.incubator("KG"), said[0])
        self.open = house.propose(me, self.startup, self.theirs, message=said[1]).id
        third = house.startup(house.person(), "KG", "Third")
        asked = house.propose(Actor(third.founders[0]), third, self.startup)
        house.introductions.accept(me, asked.id, said[2])
        house.clock.forward(hours=1)
        wall = house.clock().strftime("%Y-%m-%dT23:30")
        times = [{"wall": wall, "minutes": 30, "format": "in_person"}]
        house.introductions.propose_times(me, asked.id, times, "Asia/Karachi", said[3])
        house.startups.dismiss(me, self.startup.id, self.theirs.id, "other", said[4], None)
        listed = house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "KG"}, source="list", row="1")
        house.startups.publish(SYSTEM, listed.id, "public")
        self.claimed = listed.id
        house.claiming.ask(me, listed.id, said[5])
        house.reports.report(me, "startup", self.theirs.id, {"reason": "other", "text": f"They copied {said[6]}"})
        house.offices.grant(SYSTEM, self.account, "organiser", "PK")
        self._asks_and_is_brought()
        self._decides_and_is_decided_about()
        self._is_at_hackathons()
        self._leads_a_team()

    def _asks_and_is_brought(self) -> None:
        """As a founder: an enquiry, an introduction by a go-between. As a manager: the same, a refusal, a handover."""
        house, me, said = self.house, self.actor, self.said
        keeper = house.person()
        park = house.incubator("KG", managers=(keeper,))
        self.keeper, self.park = keeper, park
        row = {"name": "Kept", "country": "KG"}
        kept = [
            house.startups.register_unclaimed(SYSTEM, row, source="kept", row=str(n), incubator=of)
            for n, of in enumerate([park, self.incubator, self.incubator])
        ]
        for startup in kept:
            house.startups.publish(SYSTEM, startup.id, "public")
        asked = house.enquiries.ask(me, self.startup.id, kept[0].id, park, {**CHOICES, "message": said[9]})
        self.asked = asked.id
        answered = house.startup(self.other, "UZ", "Curious")
        question = house.enquiries.ask(
            self.other, answered.id, kept[1].id, self.incubator, {**CHOICES, "message": "Who are they, and where?"}
        )
        house.enquiries.answer(me, question.id, "not_possible", said[10])
        house.startups.offer_admission(SYSTEM, self.startup.id, park)
        house.startups.answer_offer(me, self.startup.id, park, True)
        fourth = house.startup(house.person(), "UZ", "Fourth")
        self.brought = house.between.introduce(
            keeper, park, self.startup.id, fourth.id, {**CHOICES, "message": "Talk to each other"}
        ).id
        house.introductions.accept(me, self.brought, said[11])
        house.startups.offer_admission(SYSTEM, self.theirs.id, self.incubator)
        house.startups.answer_offer(self.other, self.theirs.id, self.incubator, True)
        fifth = house.startup(house.person(), "KG", "Fifth")
        typed = {**CHOICES, "message": said[12]}
        self.brings = house.between.introduce(me, self.incubator, self.theirs.id, fifth.id, typed).id
        refused = house.claiming.ask(house.person(), kept[1].id, "It is ours")
        house.claiming.refuse(me, kept[1].id, refused, said[13])
        house.keeping.hand_over(me, kept[2].id, park, said[14])

    def _decides_and_is_decided_about(self) -> None:
        house, me, said = self.house, self.actor, self.said
        organiser = Actor(me.account, frozenset({"organiser"}), "PK")
        spam = house.startup(house.person(), "PK", "Spam")
        report = house.reports.report(self.other, "startup", spam.id, {"reason": "spam"})
        why = {"measure": "hide", "reason": "spam", "message": said[15], "record": said[16]}
        self.decision = house.moderation.decide(organiser, [report.id], why).id
        mine = house.startup(me, "KG", "Mine")
        report = house.reports.report(self.other, "startup", mine.id, {"reason": "scam"})
        why = {"measure": "hide", "reason": "scam", "message": "This is a scam", "record": "Seen it"}
        decided = house.moderation.decide(house.moderator(), [report.id], why)
        self.appealed = house.moderation.appeal(me, decided.id, said[17]).id
        house.reports.report(self.other, "person", self.account, {"reason": "scam"}, startup=self.startup.id)

    def _is_at_hackathons(self) -> None:
        """In one they take part, help with messages and leave a draft; in one they judge, as in another as a guest."""
        house, me, said = self.house, self.actor, self.said
        manager = house.person()
        asks = {"questions": [{"key": "diet", "label": {"en": "Diet?"}, "kind": "line"}], "keep_until": "2027-12-31"}
        found = house.hackathon(manager, questions=asks)
        joining = {"country": "PK", "agreed": "yes"}
        house.registrations.register(me, found.id, {**joining, "answers": {"diet": said[19]}})
        lead = house.person()
        house.registrations.register(lead, found.id, {**joining, "answers": {"diet": "None"}})
        team = house.teams.form(lead, found.id, "Lanterns").id
        house.teams.describe(lead, team, {"open": True, "skills": [], "text": {}})
        house.teams.ask(me, team, said[20])
        self.question = house.talking.ask(me, found.id, said[21]).id
        house.hackathons.invite_person(manager, found.id, invitation := uuid4(), ["messages"])
        house.hackathons.join(me, found.id, invitation)
        house.talking.answer(me, house.talking.ask(lead, found.id, "Is there tea?").id, said[22])
        later = {"when": "later", "due": in_zone(house.clock() + timedelta(days=2), "Asia/Bishkek")}
        written = {"group": "registered", "title": {"en": said[23]}, "text": {"en": said[24]}}
        house.talking.announce(me, found.id, written, "now")
        self.message = house.talking.announce(me, found.id, {**written, **later}, "later").id
        made = jury(house, house.clock)
        made.invite(Person(self.account))
        round = made.opened()
        typed = {"values": SCORES, "comment": said[25], "note": said[26]}
        house.scoring.submit(made.as_judge(Person(self.account)), round.id, made.projects[0], typed)
        house.scorecard_drafts.save(round.id, self.account, made.projects[1], {"comment": said[27]})
        guest = house.guests.welcome(NAME, EMAIL)
        self.card = house.keys.seal(guest.id, "quxword of a guest")
        house.papers.ask("badges", found.id, "en", {"names": NAME})

    def _leads_a_team(self) -> None:
        """With a mate: refuses who asks, asks for help, hands a project in, looks after another hackathon's people."""
        house, me, said = self.house, self.actor, self.said
        dates = setup(house.clock())["dates"]
        edges = {edge: in_zone(house.clock() + timedelta(days=day), dates["zone"]) for edge, day in
                 (("opens", -1), ("closes", 9))}  # fmt: skip
        dates["phases"] |= {"registration": edges, "building": edges}
        found = house.hackathon(dates=dates)
        self.mate, third = house.person(), house.person()
        for person in (me, self.mate, third):
            house.registrations.register(person, found.id, {"country": "PK", "agreed": "yes"})
        self.team = house.teams.form(me, found.id, "Lamplighters").id
        house.teams.describe(me, self.team, {"open": True, "skills": [], "text": {}})
        house.teams.ask(self.mate, self.team)
        house.teams.answer(me, self.team, self.mate.account, True)
        house.teams.ask(third, self.team)
        house.teams.answer(me, self.team, third.account, False, said[28])
        house.help.ask(me, self.team, {"text": said[29]})
        house.projects.submit(me, self.team, CONTENT)

    def _leaves_rows(self) -> None:
        house, me = self.house, self.account
        house.drafts.save(me, "startup", {"one_liner": self.said[7]})
        house.machines.tokens.make(me, f"Script of {self.said[8]}", ["read"], 30)
        house.machines.feeds.reset(me)
        token, _ = house.machines.tokens.make(me, "Once", ["read"], 30)
        lease = house.machines.repeats.begin(token.id, "key", b"asked")
        assert isinstance(lease, Lease)
        house.machines.repeats.answered(lease, me, Kept(200, {}, NAME.encode()))
        self._imports()
        house.files.put_logo("logo", picture(), me)
        with house.db.change() as tx:
            house.invitations.add(tx.connection, uuid4(), "startup", self.theirs.id, EMAIL, self.other.account)
            house.invitations.add(
                tx.connection, uuid4(), "startup", self.theirs.id, None, self.other.account, name=NAME
            )
            mine = uuid4()
            house.invitations.add(tx.connection, mine, "startup", self.theirs.id, EMAIL, self.other.account, account=me)
            wanted = uuid4()
            house.invitations.add(tx.connection, wanted, "startup", self.theirs.id, "x@x.example", self.other.account)
            house.invitations.ask(tx.connection, wanted, me)
            house.outbox.put(
                tx.connection, Letter("invitation_asked", account=self.other.account, params={"asker": NAME})
            )
            house.outbox.put(tx.connection, Letter("reset", account=me, path="/account/reset/secret-link"))
            house.outbox.put(tx.connection, Letter("email_changed", email=EMAIL, params={"name": NAME}))
            row = {
                "id": uuid4(),
                "sent_at": house.clock(),
                "email": EMAIL,
                "subject": "To you",
                "text": f"Hello {NAME}",
            }
            tx.connection.execute(bridge.mail.tables.mailbox.insert().values(**row, html=f"<p>{NAME}</p>"))

    def _imports(self) -> None:
        """Two files: one that is being mapped, and one that was brought in with a refused row."""
        house, said = self.house, self.said
        content = f"Name,Country\n{said[18]},KG\n".encode()
        jobs = house.import_jobs
        self.mapped = jobs.upload(self.incubator, self.account, f"{NAME}.csv", content).id
        self.imported = jobs.upload(self.incubator, self.account, f"{NAME} 2.csv", content).id
        settings = {"list": "list", "country": "KG"}
        told = {"code": "bad_cell", "params": {"text": said[18]}}
        jobs.change(self.imported, ("mapping",), state="done", settings=settings, problem=told, words=[[said[18], 1]])
        row = {"job": self.imported, "number": 1, "outcome": "refused", "name": said[18], "problems": [told]}
        with house.db.change() as tx:
            tx.connection.execute(bridge.importing.tables.rows.insert().values(**row))

    @property
    def account(self) -> UUID:
        assert self.actor.account is not None
        return self.actor.account

    def values(self) -> list[str]:
        """Everything that must not be found."""
        return [*PLAIN, PHONE.removeprefix("+92"), *self.said]


class Post:
    """A mail server that forgets."""

    def __init__(self) -> None:
        self.readers: list[str] = []

    @contextmanager
    def open(self) -> Iterator[Send]:
        yield self._take

    def _take(self, message: EmailMessage, handover: Handover) -> None:
        with handover():
            self.readers.append(str(message["To"]))


@pytest.fixture
def zarmina(house: House) -> Zarmina:
    return Zarmina(house)


def erase(house: House, zarmina: Zarmina) -> Post:
    """Erase, and let the mail that waits leave."""
    house.erasure.erase(zarmina.actor, zarmina.account)
    return mail(house)


def mail(house: House) -> Post:
    post = Post()
    writer = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
    mailer = Mailer(house.outbox, writer, post, house.accounts.recipient)
    while mailer.step():
        pass
    house.outbox.sweep()  # once an hour
    return post


def everything(house: House) -> str:
    """Every cell of every table, with every sealed text in it opened, and every file as it lies on the disk."""
    found: list[str] = []
    with house.db.read() as connection:
        tables = sa.inspect(connection).get_table_names()
        assert len(tables) > 40
        for table in tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                found += [_text(cell) for cell in row if cell is not None]
    stored = "\n".join(found)
    tokens = [PersonalText.parse(token) for token in SEALED.findall(stored)]
    facts = [text for entry in house.log.entries(limit=100_000) for text in _personal(vars(entry.fact))]
    assert len(facts) > 5
    # In a file of SQLite cells follow each other without a sign between: sealed texts are looked for in the rows alone.
    return "\n".join([_of_files(house), stored, *(house.keys.open(text) or "" for text in [*tokens, *facts])])


def _text(cell: object) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def _personal(value: object) -> Iterator[PersonalText]:
    if isinstance(value, PersonalText):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _personal(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _personal(inner)


def _of_files(house: House) -> str:
    folders = {house.settings.data}
    if not house.db.postgresql:
        folders.add(Path(str(sa.make_url(house.db.url).database)).parent)
        name = Path(str(sa.make_url(house.db.url).database)).name
        files = [path for folder in folders for path in folder.rglob("*") if path.name.startswith(name)]
    else:
        files = []
    files += [path for path in house.settings.data.rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("latin-1") for path in set(files) if path.is_file())


def test_nothing_of_an_erased_person_is_left_anywhere(house: House, zarmina: Zarmina) -> None:
    before = everything(house)
    assert [value for value in zarmina.values() if value not in before] == []
    post = erase(house, zarmina)
    after = everything(house)
    assert [value for value in zarmina.values() if value in after] == []
    assert house.keys.open(zarmina.card) is None  # of a guest with the same address
    # The good-bye went to the address before it was forgotten.
    assert [reader for reader in post.readers if EMAIL in reader] != []


def test_nothing_of_an_erased_person_comes_back_with_a_rebuild(house: House, zarmina: Zarmina) -> None:
    erase(house, zarmina)
    assert verify(house.db) == []
    assert rebuild(house.log, house.views, compare=True).differences == ()
    after = everything(house)
    assert [value for value in zarmina.values() if value in after] == []


def test_a_team_goes_on_without_a_lead_who_was_erased(house: House, zarmina: Zarmina) -> None:
    erase(house, zarmina)
    team = house.log.get(Team, zarmina.team)
    assert (team.members, team.lead, team.requests) == ([zarmina.mate.account], zarmina.mate.account, [])
    assert house.projects.submit(zarmina.mate, zarmina.team, {**CONTENT, "title": "Lamps"}).standing == 2
    with house.reading() as reading:
        row = reading.views.teams.one(reading.connection, zarmina.team)
        assert row is not None
        assert (row["lead"], row["size"]) == (zarmina.mate.account, 1)
        states = sa.select(reading.views.help.rows.c.state).where(reading.views.help.rows.c.team == zarmina.team)
        assert list(reading.connection.scalars(states)) == ["withdrawn"]


def test_others_keep_their_words(house: House, zarmina: Zarmina) -> None:
    message = house.keys.seal(zarmina.other.account, "wickword")
    erase(house, zarmina)
    assert house.keys.open(message) == "wickword"


def test_who_is_erased_is_nobody_here_any_more(house: House, zarmina: Zarmina) -> None:
    erase(house, zarmina)
    assert house.accounts.names([zarmina.account]) == {zarmina.account: None}
    assert house.accounts.by_email(EMAIL) is None
    with house.reading() as reading:
        directory = reading.views.directory
        assert directory.founded_by(reading.connection, zarmina.account) == []
        assert directory.managed_by(reading.connection, zarmina.account) == []
        assert reading.views.offices.of(reading.connection, zarmina.account) == {}
        startup = directory.by_slug(reading.connection, SYSTEM, zarmina.startup.slug)
    assert startup is not None
    assert startup["unclaimed"]
    assert house.topics(zarmina.open)[-1] == "introduction.withdrawn"
    assert house.topics(zarmina.claimed)[-1] == "startup.claim_withdrawn"
    assert house.topics(zarmina.asked)[-1] == "enquiry.withdrawn"
    assert house.topics(zarmina.question)[-1] == "question.withdrawn"
    assert house.topics(zarmina.message)[-1] == "announcement.cancelled"
    assert house.topics(zarmina.brought)[-1] == "introduction.declined"
    assert house.topics(zarmina.brings)[-1] == "introduction.proposed"
    assert house.import_jobs.get(zarmina.mapped) is None
    assert house.topics(person_id(zarmina.account)) == ["person.opened", "person.erased"]


def test_nothing_that_rests_keeps_a_person_from_being_erased(house: House, zarmina: Zarmina) -> None:
    report = house.reports.report(zarmina.other, "startup", zarmina.startup.id, {"reason": "scam"})
    why = {"measure": "suspend", "reason": "scam", "message": "This is a scam", "record": "Seen it"}
    house.moderation.decide(house.moderator(), [report.id], why)
    erase(house, zarmina)
    assert house.accounts.by_email(EMAIL) is None
    assert house.erasure.go_on() == 0


def test_one_erasure_that_does_not_go_on_keeps_nobody_waiting(
    house: House, zarmina: Zarmina, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = house.accounts.demo_account("second@people.example", "Second")
    with monkeypatch.context() as patched:
        patched.setattr(house.erasure, "_go_on", lambda by, account: None)
        for account in (zarmina.account, second):
            house.erasure.erase(Actor(account), account)
    first = min(zarmina.account, second, key=lambda id: id.hex)
    leave = house.erasure.departures.leave

    def stuck(by: Actor, account: UUID, **given: Any) -> None:
        if account == first:
            raise Broken("stuck")
        leave(by, account, **given)

    monkeypatch.setattr(house.erasure.departures, "leave", stuck)
    assert house.erasure.go_on() == 2
    left = {zarmina.account: EMAIL, second: "second@people.example"}
    assert {id for id, email in left.items() if house.accounts.by_email(email) is not None} == {first}


def test_only_the_person_asks_for_it(house: House, zarmina: Zarmina) -> None:
    with pytest.raises(Refused):
        house.erasure.erase(zarmina.other, zarmina.account)
    assert house.accounts.by_email(EMAIL) is not None


def test_an_administrator_hands_over_first(house: House, zarmina: Zarmina) -> None:
    house.offices.grant(SYSTEM, zarmina.account, "administrator")
    with pytest.raises(Broken, match="administrator_hands_over_first"):
        house.erasure.erase(zarmina.actor, zarmina.account)
    assert house.accounts.by_email(EMAIL) is not None


def test_who_is_not_the_only_founder_leaves_the_profile_to_the_others(house: House, zarmina: Zarmina) -> None:
    invitation = uuid4()
    house.startups.invite_founder(zarmina.actor, zarmina.startup.id, invitation)
    house.startups.join(house.person(), zarmina.startup.id, invitation)
    assert zarmina.startup.id not in [row["id"] for row in house.erasure.sole(zarmina.account)]
    erase(house, zarmina)
    with house.reading() as reading:
        startup = reading.views.directory.by_slug(reading.connection, SYSTEM, zarmina.startup.slug)
    assert startup is not None
    assert not startup["unclaimed"]
    assert house.topics(zarmina.open)[-1] == "introduction.proposed"


@pytest.mark.parametrize("broken", ["_forget_rows", "departures"])
def test_an_interrupted_erasure_is_finished_by_the_timer(
    house: House, zarmina: Zarmina, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    class Gone(Exception):
        pass

    def die(*args: object, **kwargs: object) -> None:
        raise Gone

    with monkeypatch.context() as patched:
        if broken == "departures":
            patched.setattr(house.erasure.departures, "leave", die)
        else:
            patched.setattr(house.erasure, broken, die)
        with pytest.raises(Gone):
            house.erasure.erase(zarmina.actor, zarmina.account)
    assert house.accounts.by_email(EMAIL) is not None
    assert house.erasure.go_on() == 1
    assert house.erasure.go_on() == 0
    mail(house)
    after = everything(house)
    assert [value for value in zarmina.values() if value in after] == []
    assert house.topics(person_id(zarmina.account)).count("person.erased") == 1


def test_while_somebody_is_being_erased_nobody_signs_in(
    house: House, zarmina: Zarmina, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.erasure, "_go_on", lambda by, account: None)
    account = house.accounts.by_email(EMAIL)
    assert account is not None
    house.erasure.erase(zarmina.actor, zarmina.account)
    assert house.accounts.by_session(zarmina.account, account.epoch) is None


# Where rows about people may be, and what becomes of them; a new table is looked at before it joins one of these.
FORGOTTEN = {
    "accounts", "account_tokens", "drafts", "outbox", "mailbox", "invitations", "files", "api_tokens", "api_repeats",
    "private_feeds", "guests", "judge_links", "project_drafts", "project_files", "scorecard_drafts", "papers",
}  # fmt: skip
NOT_OF_PEOPLE = {
    "account_throttles",  # keyed hashes of addresses, gone within a day
    "api_limits",  # keyed hashes of tokens and addresses, gone within minutes
    "heartbeats", "suggestions", "import_rows", "judging_jobs",
}  # fmt: skip


def test_every_table_beside_the_log_was_looked_at() -> None:
    modules: tuple[Any, ...] = (
        bridge.accounts.invitations, bridge.accounts.tables, bridge.drafts, bridge.files, bridge.mail.tables,
        bridge.heartbeats, bridge.machines.tables, bridge.project_drafts, bridge.suggestions, bridge.importing.tables,
        bridge.scorecard_drafts, bridge.papers, bridge.judging.jobs,
    )  # fmt: skip
    tables = {table.name for module in modules for table in module.metadata.sorted_tables}
    assert tables == FORGOTTEN | NOT_OF_PEOPLE | {table.name for table in erasing.KEPT}


def test_the_file_about_a_person_holds_their_own_words_and_nobody_elses(house: House, zarmina: Zarmina) -> None:
    house.introductions.decline(zarmina.other, zarmina.open, "no_fit", "wickword")
    with export(house, zarmina.account) as file, zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".json")}
    everything = "\n".join(parts.values())
    assert [value for value in [*PLAIN, *zarmina.said] if value not in everything] == []
    assert "wickword" not in everything
    account = orjson.loads(parts["account.json"])
    assert account["email"] == EMAIL
    assert "password_hash" not in account
    history = orjson.loads(parts["history.json"])
    mine = [entry.id for entry in house.log.entries(limit=10_000) if entry.fact.by == str(zarmina.account)]
    assert [line["event"] for line in history if line["event"] in mine] == mine
    assert orjson.loads(parts["roles.json"])["founder_of"][0]["name"] == "Lamp"


def test_who_reported_a_person_is_not_in_the_file_about_them(house: House, zarmina: Zarmina) -> None:
    typed = {"reason": "spam", "text": "wickword"}
    house.reports.report(zarmina.other, "person", zarmina.account, typed, startup=zarmina.startup.id)
    with export(house, zarmina.account) as file, zipfile.ZipFile(file) as archive:
        everything = archive.read("history.json").decode()
    assert everything.count("report.made") == 1  # the one of their own
    assert str(zarmina.other.account) not in everything
    assert "wickword" not in everything


def test_there_is_no_file_about_nobody(house: House) -> None:
    with pytest.raises(Missing):
        export(house, uuid4())
