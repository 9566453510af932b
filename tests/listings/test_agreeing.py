"""Page, CSV, Excel and JSON hold the same rows in the same order and the same total, for whoever looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bridge.listings import LISTINGS
from tests.databases import Sqlite
from tests.listings.views import OPERATIONS, VIEWS, Told, lists_of_the_api
from tests.listings.village import WHO, Plan, Square, Village

SOME = {
    "country": ("PK", "KZ", "KG"), "sector": ("space", "water"), "stage": ("idea", "mvp"), "need": ("talent",),
    "offer": ("distribution",), "language": ("ru",), "technology": ("iot",), "kind": ("it_park", "pilot"),
    "state": ("waiting", "going", "over", "recorded", "confirmed", "asked", "admitted", "proposed"),
    "side": ("sent", "received"),
}  # fmt: skip
# Whose lists these are, where they are no founder's.
FOR = {
    "/incubators/{incubator}/manage/startups": "keeper", "/incubators/{incubator}/manage/introductions": "keeper",
    "/incubators/{incubator}/history": "keeper", "/admin/people": "administrator", "/admin/vocabulary": "organiser",
    "/admin/moderation/decisions": "organiser",
}  # fmt: skip
RULES = [rule.replace("/startups/<slug>", "/startups/{startup}").replace("<slug>", "{incubator}") for rule in LISTINGS]

subsets = st.lists(st.sampled_from(("space", "water")), unique=True, max_size=2)
profiles = st.fixed_dictionaries({
    "name": st.sampled_from(("Anor", "anor", "Ёлка", "Zar")),
    "country": st.sampled_from(SOME["country"]),
    "visibility": st.sampled_from(("public", "public", "members", "hidden")),
    "sectors": subsets,
    "stage": st.sampled_from((None, "idea", "mvp")),
    "tags": st.lists(st.sampled_from(("yurts", "=1+1", "книги")), unique=True, max_size=2),
    "needs": st.sampled_from(([], [{"code": "talent"}])),
    "languages": st.sampled_from(({}, {"ru": "fluent"})),
})  # fmt: skip
numbers = st.integers(0, 4)
plans = st.builds(
    Plan,
    st.lists(profiles, min_size=5, max_size=5),
    st.tuples(st.just("public"), st.sampled_from(("public", "members", "hidden"))),
    st.lists(st.tuples(numbers, st.sampled_from(("asked", "admitted", "graduated"))), max_size=4),
    st.lists(
        st.tuples(numbers, numbers, st.sampled_from(("proposed", "declined", "accepted", "recorded", "confirmed"))),
        max_size=4,
    ),
    st.lists(numbers, max_size=3),
)


@st.composite
def questions(draw: st.DrawFn, rule: str) -> str:
    """A query for a list: some of its filters, words, an order."""
    listing = LISTINGS[_template(rule)]
    query: list[tuple[str, str]] = []
    for choice in listing.choices:
        codes = [code for code in SOME.get(choice.key, tuple(choice.codes)[:3]) if code in choice.codes]
        most = len(codes) if choice.many else 1
        query += [(choice.key, code) for code in draw(st.lists(st.sampled_from(codes), unique=True, max_size=most))]
    if listing.searched and draw(st.booleans()):
        query.append(("q", draw(st.sampled_from(("ano", "zar", "елка")))))
    if listing.orders:
        query.append(("order", draw(st.sampled_from(listing.orders))))
    return urlencode(query)


def _template(rule: str) -> str:
    return rule.replace("{startup}", "<slug>").replace("{incubator}", "<slug>")


def ask(square: Square, who: str, rule: str, query: str) -> dict[str, Told]:
    """What every form of a list tells somebody."""
    village = square.village
    with village.house.reading() as reading:
        tables = (reading.views.startups.rows, reading.views.incubators.rows)
        ids = {row.slug: str(row.id) for table in tables for row in reading.connection.execute(table.select())}
        slugs = {id: slug for slug, id in ids.items()}
    address = rule.format(startup=slugs[str(village.startups[0].id)], incubator=slugs[str(village.incubators[1])])
    browser = square.browser(who)
    answers = {name: view(browser, rule, address, query, ids) for name, view in VIEWS.items()}
    return {name: answer for name, answer in answers.items() if answer is not None}


def agree(told: dict[str, Told]) -> bool:
    """Whether they say the same."""
    return len(set(told.values())) == 1


# A whole house an example: shrinking one would take minutes, and the first one found says enough.
@settings(
    max_examples=7, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
@given(data=st.data(), plan=plans)
def test_every_form_of_every_list_holds_the_same(
    square: Square, sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, plan: Plan
) -> None:
    url = sqlite.fresh()
    village = Village(url.render_as_string(hide_password=False), _folder(tmp_path_factory))
    try:
        village.build(plan)
        village.suggest(village.startups[0], village.startups[1:])
        village.house.startups.block(village.founder(0), village.startups[0].id, village.startups[1].id, "why")
        square.look_at(village)
        for _ in range(6):
            who, rule = data.draw(st.sampled_from(WHO), label="who"), data.draw(st.sampled_from(RULES), label="list")
            told = ask(square, who, rule, data.draw(questions(rule), label="query"))
            assert agree(told), told
            assert all(len(one.ids) == one.total for one in told.values()), told
    finally:
        village.house.close()
        sqlite.drop(url)


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.getbasetemp()


@pytest.fixture
def village(square: Square, database_url: str, tmp_path: Path) -> Iterator[Village]:
    """Three public startups of two founders, with something in every list."""
    made = Village(database_url, tmp_path)
    common: dict[str, Any] = {"sectors": ["space"], "tags": ["yurts"]}
    made.build(
        Plan(
            [
                {"name": "Anor", **common},
                {"name": "Bek", "country": "KZ", **common},
                {"name": "Chinor", "country": "KG"},
            ],
            admissions=[(0, "admitted"), (1, "admitted")],
            introductions=[(0, 1, "confirmed")],
            decisions=[1, 2],
        )
    )
    made.house.startups.block(made.founder(0), made.startups[0].id, made.startups[2].id, "why")
    made.suggest(made.startups[0], [made.house.startup(made.people["bek"], "UZ", "Dala")])
    square.look_at(made)
    yield made
    made.house.close()


def test_the_forms_of_a_full_house_agree(square: Square, village: Village) -> None:
    for rule in RULES:
        told = ask(square, FOR.get(rule, "ann"), rule, "")
        assert agree(told), (rule, told)
        assert told["page"].ids, rule
        assert ("api" in told) == (OPERATIONS.get(rule, rule) is not None), rule


def test_every_list_of_the_api_is_compared() -> None:
    lists = {path for path, columns in lists_of_the_api().items() if columns[0] != "number"}  # test_rows_of_imports
    assert lists == {path for rule in RULES if (path := OPERATIONS.get(rule, rule))}


def seen(square: Square, who: str) -> dict[str, Any]:
    """All that files and programs hold for somebody, by list, and every number on the pages that count."""
    browser, headers = square.browser(who), square.token(who)
    found: dict[str, Any] = {}
    for rule in RULES:
        answer = browser.get(rule.format(startup="anor", incubator="incubator-kz") + ".json")
        told = answer.get_json() if answer.status_code == 200 else None
        found[rule] = (answer.status_code, told and {**told, "made_at": ""})
        if path := OPERATIONS.get(rule, rule):
            address = "/api/v1" + path.format(startup="anor", incubator="incubator-kz")
            found[path + " of programs"] = square.app.test_client().get(address, headers=headers).get_json()
    for page in ("/", "/startups", "/startups?q=faraway", "/incubators", "/incubators/incubator-kz", "/partnerships"):
        found[page + " counts"] = re.findall(r">\s*(\d+)\s*[<(]|(\d+) startup", browser.get(page).text)
    return found


def test_what_is_hidden_is_in_no_list_and_counted_nowhere(square: Square, village: Village) -> None:
    before = {who: seen(square, who) for who in ("visitor", "outsider")}
    things = plant(village)
    square.look_at(village)
    assert {who: seen(square, who) for who in before} == before
    browser, headers = square.browser("outsider"), square.token("outsider")
    for thing in things:
        assert browser.get(thing).status_code == 404, thing
        assert square.app.test_client().get(f"/api/v1{thing}", headers=headers).status_code == 404, thing
    shown = seen(square, "organiser")
    assert all(text in str(shown) for text in ("Faraway Shadow", "Faraway Light", "Nobody reads this"))
    assert shown["/startups counts"] != before["outsider"]["/startups counts"]


def plant(village: Village) -> list[str]:
    """One of each kind that is not for everybody, related to what is; returns their addresses."""
    house, stranger, other = village.house, village.house.person(), village.house.person()
    keeper, secret = village.people["keeper"], {"visibility": "members", "sectors": ["mining"], "tags": ["secret"]}
    one = house.startup(stranger, "PK", "Faraway Shadow", **secret)
    two = house.startup(other, "KZ", "Faraway Light", **secret)
    stopped = house.startup(other, "KG", "Faraway Stop", sectors=["mining"])
    hidden = house.incubator("UZ", (keeper,))
    house.incubators.change(keeper, hidden, {"visibility": "hidden"})
    house.startups.ask_admission(stranger, one.id, village.incubators[1])
    house.startups.answer_request(keeper, one.id, village.incubators[1], True)
    village.startups += [one, two, stopped]
    village.suggest(village.startups[0], [one])
    house.startups.block(stranger, one.id, village.startups[0].id, "between us")
    made = house.propose(stranger, one, two)
    house.introductions.accept(other, made.id)
    house.introductions.mark_met(stranger, made.id, "2026-03-02")
    said = {"kind": "pilot", "since": "2026-03-02", "summary": {"en": "Nobody reads this"}}
    agreed = house.partnerships.record(stranger, made.id, said)
    village.decide(len(village.startups) - 1, "suspend")
    for founder, startup in ((stranger, one), (other, two)):
        house.startups.change(founder, startup.id, {"visibility": "hidden"})
    startups = [f"/startups/{startup.slug}" for startup in (one, two, stopped)]
    return [*startups, "/incubators/incubator-uz", f"/introductions/{made.id}", f"/partnerships/{agreed.id}"]
