"""The demonstration's startups: enough of them, varied, fictional, and no two alike."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import combinations

import pytest

from bridge.demo.content import Content, load
from events import vocabulary


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def texts(content: Content) -> Iterator[tuple[str, str, str]]:
    """(slug, language, text) of everything that a profile says in sentences."""
    for startup in content.startups:
        profile = startup.profile
        for field in ("one_liner", "description"):
            yield from ((startup.slug, language, text) for language, text in profile[field].items())
        for row in profile["needs"] + profile["offers"]:
            yield from ((startup.slug, language, text) for language, text in row["text"].items())


def test_there_are_about_150_startups_of_all_eleven_members(content: Content) -> None:
    countries = Counter(startup.profile["country"] for startup in content.startups)

    assert countries.total() == 150
    assert countries.keys() == set(vocabulary.countries.codes)
    assert {code: countries[code] for code in ("PK", "KG", "UZ", "KZ")} == {"PK": 45, "KG": 28, "UZ": 30, "KZ": 22}


def test_a_third_is_described_in_russian_and_some_in_urdu_kyrgyz_and_uzbek(content: Content) -> None:
    languages = Counter(language for startup in content.startups for language in startup.profile["one_liner"])

    assert languages["ru"] * 3 >= len(content.startups)
    assert min(languages[code] for code in ("ur", "ky", "uz")) >= 4


def test_a_text_is_written_in_the_script_of_its_language(content: Content) -> None:
    scripts = {"ru": "[а-яё]", "ky": "[а-яөүң]", "kk": "[а-яәқң]", "ur": "[\u0600-\u06ff]"}
    wrong = [
        (slug, language, text)
        for slug, language, text in texts(content)
        if len(re.findall(scripts.get(language, "[a-zəöüğışç]"), text.lower())) * 2 < len(re.findall(r"[^\W\d_]", text))
    ]

    assert wrong == []


def test_names_and_texts_appear_once(content: Content) -> None:
    names = Counter(startup.profile["name"].casefold() for startup in content.startups)
    sentences = Counter(text.casefold() for _, _, text in texts(content))

    assert [name for name, times in names.items() if times > 1] == []
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_no_two_descriptions_are_made_from_one_mould(content: Content) -> None:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return set(zip(words, words[1:], words[2:], strict=False))

    described = [
        (startup.slug, language, shingles(text))
        for startup in content.startups
        for language, text in startup.profile["description"].items()
    ]
    alike = [
        (one, other)
        for (one, language, here), (other, theirs, there) in combinations(described, 2)
        if language == theirs and len(here & there) > 0.05 * len(here | there)
    ]

    assert alike == []


def test_one_liners_fit_in_a_line_and_descriptions_in_a_paragraph(content: Content) -> None:
    for startup in content.startups:
        profile = startup.profile
        assert all(20 <= len(text) <= 140 for text in profile["one_liner"].values()), startup.slug
        words = [len(text.split()) for text in profile["description"].values()]
        assert all(40 <= count <= 120 for count in words), (startup.slug, words)
        assert max(words, default=50) >= 45, startup.slug


@pytest.mark.parametrize("name", ["sectors", "technologies"])
def test_every_topic_of_the_vocabulary_is_used(content: Content, name: str) -> None:
    used = {code for startup in content.startups for code in startup.profile[name]}

    assert used == set(vocabulary.LISTS[name].codes)


@pytest.mark.parametrize("side", ["needs", "offers"])
def test_everything_that_can_be_sought_or_offered_is(content: Content, side: str) -> None:
    used = {row["code"] for startup in content.startups for row in startup.profile[side]}

    assert used == set(vocabulary.exchange.codes)


def test_every_outsourcing_service_is_sold_by_somebody(content: Content) -> None:
    teams = [startup.profile["outsourcing"] for startup in content.startups if startup.profile["outsourcing"]]

    assert len(teams) >= 35
    assert {service for team in teams for service in team["services"]} == set(vocabulary.services.codes)


def test_some_profiles_are_thin_and_some_are_not_for_everybody(content: Content) -> None:
    thin = [startup for startup in content.startups if not startup.profile["needs"] and not startup.profile["offers"]]
    visibility = Counter(startup.profile["visibility"] for startup in content.startups)

    assert 12 <= len(thin) <= 18
    assert visibility["members"] >= 3
    assert visibility["hidden"] >= 2


def test_every_stage_and_most_founding_years_occur(content: Content) -> None:
    assert {startup.profile["stage"] for startup in content.startups} == {*vocabulary.stages.codes, None}
    years = {startup.profile["founded"] for startup in content.startups} - {None}
    assert years <= set(range(2016, 2027))
    assert len(years) >= 9


def test_most_startups_have_a_counterpart_in_another_country(content: Content) -> None:
    """Somebody abroad offers what they seek, in a sector and a country that both name."""

    def meets(one: dict[str, object], other: dict[str, object]) -> bool:
        return any(
            need["code"] == offer["code"]
            and set(need["sectors"]) & set(offer["sectors"])
            and (not need["countries"] or other["country"] in need["countries"])
            and (not offer["countries"] or {one["country"], other["country"]} & set(offer["countries"]))
            for need in one["needs"]  # type: ignore[attr-defined]
            for offer in other["offers"]  # type: ignore[attr-defined]
        )

    profiles = [startup.profile for startup in content.startups if startup.profile["needs"]]
    served = [one for one in profiles if any(meets(one, o) for o in profiles if o["country"] != one["country"])]

    assert len(served) >= 0.8 * len(profiles)


def test_no_file_names_a_real_site_or_address() -> None:
    folder = files("bridge.demo")
    found = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".json")]
    found += [file.read_text(encoding="utf-8") for file in (folder / "startups").iterdir()]
    sites = re.findall(r"https?://([^/\"\s]+)", "".join(found))
    hosts = re.findall(r"\b[\w-]+\.(?:com|org|net|io|pk|kg|uz|kz|tj|az|ge|tm|mn|af|cn|ru)\b", "".join(found))

    assert len(sites) > 100
    assert [site for site in sites if not site.endswith(".example")] == []
    assert hosts == []


def test_incubators_say_that_they_are_a_demonstration(content: Content) -> None:
    assert len(content.incubators) == 8
    for incubator in content.incubators:
        assert incubator.slug.startswith("demo-")
        assert incubator.page["name"]["en"].startswith("Demo ")
        assert {"en", "ru", "ur"} <= incubator.page["description"].keys()


def test_accounts_of_every_role_and_relation_are_called_after_their_part(content: Content) -> None:
    people = content.people

    assert {role for person in people for role in person.roles} == {"administrator", "organiser"}
    assert {person.office for person in people if person.office} == {"*", "PK", "KG"}
    assert {slug for person in people for slug in person.manages} == {i.slug for i in content.incubators}
    assert len({slug for person in people for slug in person.founds}) >= 20
    assert any(not person.roles and not person.manages and not person.founds for person in people)
    assert {person.locale for person in people} == {"en", "ru", "ur"}
    assert all(person.name.startswith("Demo ") and person.email.endswith("@demo.example") for person in people)
    assert len({person.email for person in people}) == len(people)


def test_startups_came_one_after_the_other_over_years(content: Content) -> None:
    days = [startup.joined for startup in content.startups]

    assert {day.year for day in days} == {2022, 2023, 2024, 2025, 2026}
    assert max(days) < date(2026, 11, 1)
