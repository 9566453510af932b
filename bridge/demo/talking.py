"""What is asked and announced around the hackathons of the demonstration, and who came through the door."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.demo.judging import NOW, Judging
from bridge.demo.taking_part import ONE, OTHER, Hackathons
from bridge.demo.timeline import Cast, Moment
from events.actor import Actor
from events.hackathons.moments import in_zone

if TYPE_CHECKING:
    from bridge.composition import Bridge

DONE, BUILDING = "village-clinic", "water-and-light"
# Who asks, what, and what the organisers answered; the last answer is the better one.
ASKED: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    DONE: (
        ("founder-almaty-medical", "Можно ли участвовать из Алматы, не приезжая?",
         ("Да. Презентации идут по видео, переводчик есть.",)),
        ("founder-faisalabad", "کیا ہم پہلے سے لکھا ہوا کوڈ استعمال کر سکتے ہیں؟",
         ("جی ہاں، مگر بتائیں کہ کیا پہلے سے تھا۔",)),
        ("founder-peshawar-software", "Who owns what we build?",
         ("You do.", "You do: the team. Sponsors may ask you.")),
    ),
    BUILDING: (
        ("founder-bishkek", "Датчиктерди өзүбүз алып келсек болобу?",
         ("Ооба. Бизде да жыйырма датчик бар.",)),
        ("founder-peshawar", "Is the hall open at night?",
         ("Until midnight.", "Until midnight; on the last night always.")),
        ("newcomer", "I have no team and I draw well. Where do I find one?", ()),
        ("founder-gilgit", "May the video be in Urdu with English subtitles?", ()),
    ),
}  # fmt: skip
WELCOME: dict[str, Any] = {
    "group": "registered",
    "title": {"en": "Welcome, and where to find us", "ru": "Добро пожаловать и где нас найти", "ur": "خوش آمدید"},
    "text": {
        "en": "The desk is at the entrance. Have the code of your registration ready.\n\nTea is on the first floor.",
        "ru": "Стойка у входа. Приготовьте код вашей регистрации.\n\nЧай на первом этаже.",
        "ur": "ڈیسک داخلی دروازے پر ہے۔ اپنی رجسٹریشن کا کوڈ تیار رکھیں۔\n\nچائے پہلی منزل پر ہے۔",
    },
}
ALONE: dict[str, Any] = {
    "group": "no_team",
    "title": {"en": "No team yet?", "ru": "Ещё без команды?"},
    "text": {"en": "Three teams look for people: see the page of teams.", "ru": "Три команды ищут людей."},
}
LAST: dict[str, Any] = {
    "group": "not_submitted",
    "title": {"en": "Submit early", "ru": "Отправьте заранее"},
    "text": {"en": "You may revise until the deadline.", "ru": "Изменить можно до самого срока."},
}


class Talk:
    """Played after the hackathons themselves."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime, hackathons: Hackathons, judging: Judging) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until
        self.hackathons, self.judging = hackathons, judging

    def moments(self) -> Iterator[Moment]:
        """Questions from the second day on; messages and the desk when building begins."""
        for hackathon in self.hackathons.content:
            slug, begun = str(hackathon["slug"]), self.hackathons.begun(hackathon)
            for number, (who, text, answers) in enumerate(ASKED.get(slug, ())):
                at = begun + timedelta(days=5, hours=7 * number)
                yield Moment(at, partial(self._ask, slug, who, text, answers))
            if slug in ASKED:
                builds = begun + timedelta(days=hackathon["days"]["building"][0])
                yield Moment(builds - timedelta(hours=20), partial(self._write, slug, WELCOME, "welcome"))
                yield Moment(builds + timedelta(hours=1), partial(self._door, slug))
            if slug in (DONE, NOW):
                opens = begun + timedelta(days=hackathon["days"]["judging"][0], hours=1)
                yield Moment(opens + timedelta(hours=1), partial(self._pitches, slug, opens, str(hackathon["zone"])))
        yield Moment(self.until - timedelta(hours=6), partial(self._write, BUILDING, ALONE, "alone"))
        yield Moment(self.until - timedelta(hours=4), self._later)

    def _ask(self, slug: str, who: str, text: str, answers: tuple[str, ...]) -> None:
        account = self.cast.accounts.get(f"{who}@demo.example")
        if account is None:
            return
        talking = self.bridge.talking
        asked = talking.ask(Actor(account), self.hackathons.made[slug], text)
        for place, answer in enumerate(answers):
            talking.answer(self.cast.managers[OTHER if place else ONE], asked.id, answer)

    def _write(self, slug: str, said: Mapping[str, Any], once: str) -> None:
        self.bridge.talking.announce(self.cast.managers[ONE], self.hackathons.made[slug], said, once)

    def _later(self) -> None:
        """One message waits for its moment, a few hours before the deadline."""
        hackathon = next(one for one in self.hackathons.content if one["slug"] == BUILDING)
        closes = self.hackathons.begun(hackathon) + timedelta(days=hackathon["days"]["building"][1])
        due = in_zone(closes - timedelta(hours=6), str(hackathon["zone"]))
        self._write(BUILDING, {**LAST, "when": "later", "due": due}, "last")

    def _door(self, slug: str) -> None:
        """Most of those who registered come; the desk lets them in."""
        id: UUID = self.hackathons.made[slug]
        with self.bridge.reading() as reading:
            people = reading.views.registrations.accounts(reading.connection, id)
        for number, account in enumerate(people):
            if number % 5 != 4:
                self.bridge.registrations.check_in(self.cast.managers[ONE], id, account, "scanned")

    def _pitches(self, slug: str, opens: datetime, zone: str) -> None:
        """Every project speaks for eight minutes, one after the other, in the next morning."""
        with self.bridge.reading() as reading:
            projects = reading.views.judging.submitted(reading.connection, self.hackathons.made[slug])
        rows = [
            {
                "project": project, "at": in_zone(opens + timedelta(days=1, minutes=10 * number), zone), "minutes": 8,
                "room": "Hall", "link": "https://video.demo.example/hall", "interpreter": ("en", "ru")[number % 2],
            }
            for number, project in enumerate(projects)
        ]  # fmt: skip
        self.bridge.rounds.plan_pitches(self.cast.managers[ONE], self.judging.rounds[slug], rows)
