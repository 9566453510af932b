"""Two founders of two countries and a manager, from registration to partnership, in English, Russian and Urdu."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote_plus, urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar

from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site, wait_for

INCUBATOR = "/incubators/nic-peshawar"
LINK = "https://meet.example/peshawar-tashkent"


@dataclass
class Founder:
    """What a founder registers."""

    person: Person
    language: str
    startup: str
    country: str
    city: str
    line: str
    need: str
    offer: str

    @property
    def slug(self) -> str:
        return self.startup.lower().replace(" ", "-")


def test_two_founders_and_a_manager_get_from_registration_to_a_partnership(fresh: Site, person: PersonMaker) -> None:
    karachi = {"timezone_id": "Asia/Karachi"}
    gul = person(fresh, "gul@peshawar.example", "Gul of Peshawar", locale="ur", **karachi)
    timur = person(fresh, "timur@tashkent.example", "Timur of Tashkent", locale="ru", timezone_id="Asia/Tashkent")
    manager = person(fresh, "manager@incubator.example", "Mina the Manager", locale="en", **karachi)
    organiser = person(fresh, "organiser@office.example", "Omar the Organiser", locale="en", **karachi)
    peshawar = Founder(
        gul, "ur", "Khyber Pulse", "PK", "Peshawar", "دیہی کلینکوں کے لیے سستے سینسر", "distribution", "co_development"
    )
    tashkent = Founder(
        timur,
        "ru",
        "Sanam Tibbiyot",
        "UZ",
        "Ташкент",
        "Поставляем датчики в поликлиники",
        "co_development",
        "distribution",
    )

    _register(peshawar)
    _register(tashkent)
    _manager_comes(organiser, manager)
    _admitted(peshawar, manager)
    introduction = _proposed(peshawar, tashkent)
    _accepted(introduction, peshawar, tashkent)
    _meeting(introduction, peshawar, tashkent)
    _partnership(introduction, peshawar, tashkent)
    _graduated(peshawar, manager)


def _saved(who: Person, address: str, words: str) -> AbstractContextManager[object]:
    """Until the site has taken in a draft with these words: what was typed before may be on its way still."""
    return who.page.expect_response(
        lambda answer: (
            urlsplit(answer.url).path.endswith(address)
            and answer.ok
            and quote_plus(words) in (answer.request.post_data or "")
        )
    )


def _register(founder: Founder) -> None:
    """An account by mail, then the startup in three steps, left and taken up again in between."""
    who = founder.person
    who.register(founder.language)
    who.sign_in()
    who.go("/account")
    who.fill(phone="+92 300 1234567" if founder.country == "PK" else "+998 90 123 45 67")
    who.send("/account")
    who.must_be_fine(founder.language)

    who.go("/startups/new")
    who.must_be_fine(founder.language)
    who.fill(name=founder.startup)
    who.field("country").select_option(founder.country)
    with _saved(who, "/startups/new/draft", founder.city):
        who.fill(city=founder.city)
    who.go("/")  # left without pressing anything
    who.go("/startups/new")
    assert founder.startup in who.text()
    who.press(who.page.locator('main a[href*="draft="]', has_not_text="+").filter(visible=True).last)
    assert who.field("city").input_value() == founder.city
    who.choose("stage", "revenue")
    who.fill(**{f"one_liner.{founder.language}": founder.line})
    who.do("next")
    who.must_be_fine(founder.language)
    who.choose("sectors", "healthtech")
    who.choose("technologies", "iot")
    who.do("next")
    who.must_be_fine(founder.language)
    who.field("needs.0.code").select_option(founder.need)
    who.field("offers.0.code").select_option(founder.offer)
    who.choose("markets", "UZ" if founder.country == "PK" else "PK")
    for language in ("en", "ru"):
        who.field(f"languages.{language}").select_option("fluent")
    who.choose("visibility", "public")
    who.do("register")
    who.must_be_fine(founder.language)
    assert who.path == f"/startups/{founder.slug}/suggestions"


def _manager_comes(organiser: Person, manager: Person) -> None:
    """An organiser of Pakistan invites the incubator's first manager, who confirms its page."""
    organiser.register("en")
    organiser.site.command("grant", organiser.email, "organiser", "--office", "PK")
    organiser.sign_in()
    organiser.go(INCUBATOR)
    assert "Unclaimed" in organiser.text()
    organiser.go(f"{INCUBATOR}/manage/people")
    organiser.fill(email=manager.email)
    organiser.send("/manage/people")
    organiser.must_be_fine("en")

    manager.follow_letter("/i/")
    invitation = manager.path
    manager.page.locator('main a[href^="/account/register"]').click()
    manager.fill(name=manager.name, email=manager.email, password="snow over the Khyber")
    manager.send("/account/register")
    manager.follow_letter("/account/confirm/")
    manager.send(manager.path)
    assert manager.path == "/account/sign-in"
    manager.fill(email=manager.email, password="snow over the Khyber")
    manager.send("/account/sign-in")
    assert manager.path == invitation, "signing in leads back to the invitation"
    manager.send(invitation)
    manager.go(f"{INCUBATOR}/edit")
    manager.must_be_fine("en")
    manager.fill(**{"offers.en": "Rooms, mentors and an introduction to hospitals."})
    manager.choose("visibility", "public")
    manager.send("/edit")
    manager.go(INCUBATOR)
    assert "Unclaimed" not in manager.text()
    assert "introduction to hospitals" in manager.text()
    manager.must_be_fine("en")


def _admitted(founder: Founder, manager: Person) -> None:
    who = founder.person
    who.go(f"/startups/{founder.slug}/incubators")
    option = (
        who.field("incubator").locator("option", has_text=re.compile("Peshawar|پشاور")).first.get_attribute("value")
    )
    who.field("incubator").select_option(option)
    who.fill(message="ہم آپ کے پروگرام میں شامل ہونا چاہتے ہیں")
    who.send("/incubators")
    who.must_be_fine("ur")
    manager.go(f"{INCUBATOR}/manage/startups?state=asked")
    assert "ہم آپ کے پروگرام" in manager.text()
    manager.must_be_fine("en")
    manager.send("/answer")
    manager.go(f"{INCUBATOR}/manage/startups?state=admitted")
    assert founder.startup in manager.text()
    who.go(f"/startups/{founder.slug}")
    assert who.page.locator(f'main a[href^="{INCUBATOR}"]').count()


def _proposed(one: Founder, other: Founder) -> str:
    """The suggestion is there with its reasons; a proposal made of choices goes out."""
    who = one.person
    card = (
        who.page.locator("article, .card, li").filter(has=who.page.locator(f'a[href^="/startups/{other.slug}"]')).first
    )
    who.go(f"/startups/{one.slug}/suggestions")
    card.wait_for()
    assert who.page.locator(".reasons li").count(), "a suggestion has its reasons"
    who.must_be_fine("ur")
    who.press(who.page.locator(f'main a[href^="/startups/{other.slug}/introduce"]'))
    who.choose("want", "distribution")
    who.choose("offer", "co_development")
    who.choose("next_step", "demo")
    who.field("language").select_option("ru")
    words = "Our sensors work where the power fails."
    with _saved(who, "/introduce/draft", words):
        who.fill(message=words)
    preview = who.page.locator("#preview blockquote[lang=ru]")
    preview.wait_for()
    assert re.search("[а-я]", preview.inner_text()), "shown beforehand in the language of those who read it"
    who.must_be_fine("ur")
    who.press(who.page.locator("main form button.primary:not(.hidden)"))
    assert who.path.startswith("/introductions/")
    who.must_be_fine("ur")
    assert other.person.email not in who.page.content()
    return who.path


def _accepted(introduction: str, one: Founder, other: Founder) -> None:
    """The other side is told by mail, reads it in Russian, and only its yes shows how to reach each other."""
    who = other.person
    who.follow_letter(introduction)
    who.must_be_fine("ru")
    lead = who.page.locator("main .lead").first.inner_text()
    assert re.search("[а-я]{4}", lead), lead
    assert "Our sensors work where the power fails." in who.text()
    assert one.person.email not in who.page.content()
    assert "1234567" not in who.page.content()
    who.fill(**{"accept.message": "Давайте встретимся"})
    who.send("/accept")
    who.must_be_fine("ru")
    assert one.person.email in who.text()
    assert "1234567" in who.text()
    one.person.go(introduction)
    assert other.person.email in one.person.text()
    assert "Давайте встретимся" in one.person.text()
    one.person.must_be_fine("ur")


def _meeting(introduction: str, one: Founder, other: Founder) -> None:
    """A time offered on one clock is confirmed on the other and goes into a calendar."""
    day = datetime.now(ZoneInfo("Asia/Karachi")).date() + timedelta(days=9)
    start = datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZoneInfo("Asia/Karachi"))
    who = one.person
    who.fill(**{"times.0.wall": f"{day}T08:30", "times.1.wall": f"{day}T11:00", "times.place": LINK})
    assert who.field("times.zone").input_value() == "Asia/Karachi"
    who.choose("times.minutes", "45")
    who.choose("times.format", "video")
    who.send("/times")
    who.must_be_fine("ur")

    them = other.person
    them.follow_letter(introduction)
    them.must_be_fine("ru")
    # Karachi and Tashkent have the same clock, five hours before Greenwich.
    assert them.page.locator("#meeting", has_text="8:30").count()
    for city in ("Ташкент", "Карачи"):
        assert city in them.page.locator("#meeting").inner_text()
    them.send("/confirm")
    assert LINK in them.page.content()
    with them.page.expect_download() as downloading:
        them.page.locator('main a[href$="/meeting.ics"]').click()
    calendar = Calendar.from_ical(downloading.value.path().read_bytes())
    event: Any = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].dt.astimezone(UTC) == start.astimezone(UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert LINK in str(event["LOCATION"])
    assert one.startup in str(event["SUMMARY"])
    who.go(introduction)
    assert who.page.locator('main a[href$="/meeting.ics"]').count()
    who.must_be_fine("ur")


def _partnership(introduction: str, one: Founder, other: Founder) -> None:
    """They met; what one side records the other confirms, and everybody can read it then."""
    them, who = other.person, one.person
    them.go(introduction)
    them.send("/met")
    them.must_be_fine("ru")
    them.choose("record.kind", "distribution")
    them.unfold(them.field("record.summary.ru"))
    them.fill(**{"record.summary.ru": "Продаём датчики в Узбекистане."})
    them.send("/partnership")
    if not them.path.startswith("/partnerships/"):
        them.press(them.page.locator('main a[href^="/partnerships/"]'))
    partnership = them.path
    them.must_be_fine("ru")
    stranger = who.page.context.browser.new_context(base_url=who.site.base)  # type: ignore[union-attr]
    page = stranger.new_page()
    hidden = page.goto(partnership)
    assert hidden is not None
    assert hidden.status == 404

    who.follow_letter(partnership)
    who.must_be_fine("ur")
    who.send("/confirm")
    who.must_be_fine("ur")
    who.choose("milestone.kind", "signed")
    who.fill(**{"milestone.on": datetime.now(UTC).date().isoformat()})
    who.send("/milestones")
    assert who.page.locator("main .timeline li").count() == 1
    who.must_be_fine("ur")
    open_now = page.goto(partnership)
    assert open_now is not None
    assert open_now.status == 200
    assert "Продаём датчики" in page.locator("main").inner_text()
    stranger.close()


def _graduated(founder: Founder, manager: Person) -> None:
    manager.go(f"{INCUBATOR}/manage/startups")
    manager.press(manager.page.locator("main h2 a", has_text=founder.startup))
    manager.fill(on=datetime.now(UTC).date().isoformat())
    manager.send("/graduate")
    assert "Graduated" in manager.text()
    manager.must_be_fine("en")
    wait_for("no follower to stop", manager.site.caught_up, 20)
