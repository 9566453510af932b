"""What the engine is told about a startup."""

from bridge.followers import profiles
from matching import Exchange
from tests.domain.house import SYSTEM, House


def test_a_profile_says_what_words_mean_now(house: House) -> None:
    need = {"code": "distribution", "sectors": ["fintech"], "countries": ["UZ"], "text": {"en": "A distributor"}}
    startup = house.startup(
        house.person(), "PK", "Anor", sectors=["fintech"], tags=["payments app"], needs=[need],
        one_liner={"en": "One"}, description={"en": "Two", "ru": "Три"}, languages={"en": "fluent"}, markets=["UZ"],
        outsourcing={"services": ["web"], "team": 4}, stage="mvp",
    )  # fmt: skip
    house.terms.fold(SYSTEM, "payments app", "technology", "payments")
    house.terms.replace(SYSTEM, "sector", "fintech", "insurance")
    with house.reading() as reading:
        profile = profiles.some(reading, [startup.id])[startup.id]
    assert profile is not None
    assert profile.id == startup.id.hex
    assert profile.texts == {"en": "One Two", "ru": "Три"}
    assert profile.sectors == ("insurance",)
    assert profile.technologies == ("payments",)
    assert profile.needs == (Exchange("distribution", ("insurance",), ("UZ",), {"en": "A distributor"}),)
    assert profile.services == ("web",)
    assert (profile.markets, profile.stage, dict(profile.languages)) == (("UZ",), "mvp", {"en": "fluent"})


def test_a_hidden_startup_takes_no_part(house: House) -> None:
    hidden = house.startup(house.person(), visibility="hidden")
    members = house.startup(house.person(), name="Members", visibility="members")
    with house.reading() as reading:
        assert profiles.some(reading, [hidden.id])[hidden.id] is None
        assert set(profiles.everybody(reading)) == {members.id}
