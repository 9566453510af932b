"""A startup's page."""

import uuid

from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town, text


def test_it_says_everything_in_the_readers_language(town: Town, asma: Member) -> None:
    town.house.startup(
        asma.actor, "PK", "Anor", city="Peshawar", founded=2019, team_size=8, site="anor.example",
        one_liner={"en": "Lamps", "ru": "Лампы"}, needs=[{"code": "distribution", "countries": ["KZ"]}],
        languages={"ru": "working"}, outsourcing={"services": ["web"], "team": 4},
    )  # fmt: skip
    page = text(town.app.test_client().get("/startups/anor?lang=ru"))
    for word in ("Лампы", "Пакистан", "Дистрибьютор", "Казахстан", "2019"):
        assert word in page, word
    assert "Lamps" not in page


def test_who_may_not_see_it_finds_nothing(town: Town, asma: Member, bek: Member) -> None:
    for visibility, statuses in (("public", [200] * 3), ("members", [404, 200, 200]), ("hidden", [404, 404, 200])):
        town.house.startup(asma.actor, "PK", f"Anor {visibility}", visibility=visibility)
        browsers = (town.app.test_client(), bek.browser, asma.browser)
        assert [browser.get(f"/startups/anor-{visibility}").status_code for browser in browsers] == statuses


def test_an_old_address_leads_to_the_new_one(town: Town, asma: Member) -> None:
    town.house.startup(asma.actor, "PK", "Anor", visibility="members")
    answer = asma.post("/startups/anor/address", slug="Anor Health")
    assert answer.location == "/startups/anor-health"
    old = asma.get("/startups/anor/people?x=1")
    assert (old.status_code, old.location) == (301, "/startups/anor-health/people?x=1")
    assert town.app.test_client().get("/startups/anor").status_code == 404


def test_an_address_that_is_taken_or_none_is_refused_beside_its_field(town: Town, asma: Member) -> None:
    town.house.startup(asma.actor, "PK", "Anor")
    town.house.startup(asma.actor, "PK", "Bulbul")
    for slug in ("bulbul", "new", "!", ""):
        answer = asma.post("/startups/anor/address", slug=slug)
        assert answer.status_code == 422, slug


def test_an_unclaimed_one_says_so_and_whom_to_ask(town: Town, asma: Member) -> None:
    house = town.house
    incubator = house.incubator("PK", (asma.actor,))
    startup = house.startups.register_unclaimed(
        SYSTEM, {"name": "Anor", "country": "PK"}, source="list", row="1", incubator=incubator
    )
    assert town.app.test_client().get("/startups/anor").status_code == 404
    managed = text(asma.get("/startups/anor"))
    assert "Invite its founder" in managed
    assert asma.post("/startups/anor/publish", visibility="public").status_code == 303
    page = text(town.app.test_client().get("/startups/anor"))
    assert "This is our startup" in page
    assert "Incubator PK" in page
    assert startup.unclaimed


def test_founders_and_others_are_offered_what_they_may_do(town: Town, asma: Member, bek: Member) -> None:
    town.house.startup(asma.actor, "PK", "Anor")
    town.house.startup(bek.actor, "UZ", "Chinor")
    own, other = asma.get("/startups/anor").text, bek.get("/startups/anor").text
    assert "/startups/anor/edit" in own
    assert "/startups/anor/edit" not in other
    assert "/startups/anor/introduce?from=chinor" in other
    assert "/startups/chinor/blocked?other=anor" in other
    assert "/introduce" not in town.app.test_client().get("/startups/anor").text


def test_other_founders_do_not_get_into_its_rooms(town: Town, asma: Member, bek: Member) -> None:
    town.house.startup(asma.actor, "PK", "Anor")
    town.house.startup(bek.actor, "UZ", "Chinor")
    for part in ("edit", "people", "incubators", "blocked", "history"):
        assert asma.get(f"/startups/anor/{part}").status_code == 200
        assert bek.get(f"/startups/anor/{part}").status_code == 403
        assert town.app.test_client().get(f"/startups/anor/{part}").location.startswith("/account/sign-in")


CHANGING = (
    "edit", "address", "pause", "publish", "blocked", "people", "incubators",
    f"blocked/{uuid.uuid4()}/remove", f"people/{uuid.uuid4()}/leave", f"people/invitations/{uuid.uuid4()}/revoke",
    f"incubators/{uuid.uuid4()}/answer", f"incubators/{uuid.uuid4()}/end",
)  # fmt: skip


def test_nobody_else_changes_anything(town: Town, asma: Member, bek: Member) -> None:
    anor = town.house.startup(asma.actor, "PK", "Anor")
    before = town.house.topics(anor.id)
    fields = {"name": "Stolen", "version": "1", "paused": "yes", "email": "x@y.example", "slug": "stolen"}
    fields |= {"visibility": "hidden", "how": "left", "answer": "yes", "other": "anor"}
    for address in CHANGING:
        assert bek.post(f"/startups/anor/{address}", **fields).status_code in (403, 404), address
    assert town.house.topics(anor.id) == before


def test_a_logo_of_a_hidden_startup_is_hidden(town: Town, asma: Member, bek: Member) -> None:
    digest = "ab" * 32
    town.house.startup(asma.actor, "PK", "Anor", visibility="hidden", logo=digest)
    with town.house.reading() as reading:
        directory = reading.views.directory
        assert directory.visibilities_of_logo(reading.connection, asma.actor, digest) == {"hidden"}
        assert directory.visibilities_of_logo(reading.connection, bek.actor, digest) == set()
    assert bek.get(f"/files/{digest}.webp").status_code == 404
    assert bek.get("/files/../../etc/passwd.webp").status_code == 404
