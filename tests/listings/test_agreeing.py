"""Page, CSV, Excel and JSON hold the same rows in the same order and the same total, for whoever looks."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bridge.listings import look
from bridge.web.imports.access import ONE
from bridge.web.twins import EVERY
from bridge.web.twins.serving import FORM
from events.startups.aggregate import Startup
from tests.databases import Sqlite
from tests.domain.house import SYSTEM
from tests.listings import furniture
from tests.listings.gathering import SLUG, whisper
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
    "/admin/moderation/decisions": "organiser", "/startups/{unclaimed}/claims": "keeper",
    "/admin/mail": "administrator",
    "/admin/moderation": "organiser",
    "/admin/moderation/appeals": "organiser",
    "/admin/vocabulary/folded": "organiser", "/admin/vocabulary/replaced": "organiser",
    **{f"/incubators/{{incubator}}/manage/{part}": "keeper" for part in
       ("enquiries", "people", "people/invitations", "tokens", "import")},
    "/hackathons/{hackathon}/manage/people": "keeper", "/hackathons/{hackathon}/manage/messages": "keeper",
    "/hackathons/{hackathon}/manage/judges": "keeper",
    "/hackathons/{hackathon}/manage/judging/scorecards": "keeper",
}  # fmt: skip
# The rows of one import need an import that was worked through: test_rows_of_imports.py walks them. Results need a
# jury: tests/web/results walks them.
WALKED_ELSEWHERE = {ONE, "/hackathons/<slug>/results"}


def _rule(listed: str) -> str:
    """The page of a list with the names of what it belongs to."""
    startup = "{unclaimed}" if listed.endswith("/claims") else "{startup}"
    listed = listed.replace("/hackathons/<slug>", "/hackathons/{hackathon}")
    return listed.replace("/startups/<slug>", f"/startups/{startup}").replace("<slug>", "{incubator}")


LISTS = {_rule(listed): listing for listed, listing in EVERY.items() if listed not in WALKED_ELSEWHERE}
RULES = list(LISTS)
EXAMPLES = 5  # each walks another part of the lists

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
    listing = LISTS[rule]
    query: list[tuple[str, str]] = []
    for choice in listing.choices:
        codes = [code for code in SOME.get(choice.key, ()) if code in choice.codes] or list(choice.codes)[:3]
        most = len(codes) if choice.many else 1
        query += [(choice.key, code) for code in draw(st.lists(st.sampled_from(codes), unique=True, max_size=most))]
    if listing.searched and draw(st.booleans()):
        query.append(("q", draw(st.sampled_from(("ano", "zar", "елка")))))
    if listing.orders:
        query.append(("order", draw(st.sampled_from(listing.orders))))
    return urlencode(query)


def asking(rule: str) -> st.SearchStrategy[tuple[str, str]]:
    """Who asks for a list, mostly those whose it is, and for what of it."""
    whose = FOR.get(rule, "ann")
    return st.tuples(st.sampled_from((whose, whose, *WHO)), questions(rule))


def ask(square: Square, who: str, rule: str, query: str, forms: Collection[str] = VIEWS.keys()) -> dict[str, Told]:
    """What every form of a list tells somebody."""
    village = square.village
    with village.house.reading() as reading:
        views = reading.views
        tables = (views.startups.rows, views.incubators.rows, views.hackathons.rows)
        ids = {row.slug: str(row.id) for table in tables for row in reading.connection.execute(table.select())}
    address = address_of(village, rule)
    browser = square.browser(who)
    answers = {name: VIEWS[name](browser, rule, address, query, ids) for name in forms}
    return {name: answer for name, answer in answers.items() if answer is not None}


def address_of(village: Village, rule: str) -> str:
    """Where a list of the village is: of Ann's first startup, of the second incubator."""
    log = village.house.log
    assert village.unclaimed is not None
    startup, unclaimed = (log.get(Startup, id).slug for id in (village.startups[0].id, village.unclaimed))
    return rule.format(startup=startup, unclaimed=unclaimed, incubator="incubator-kz", hackathon=SLUG)


def agree(told: dict[str, Told]) -> bool:
    """Whether they say the same."""
    return len(set(told.values())) == 1


def test_every_form_of_every_list_holds_the_same(
    square: Square, sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    walked: set[str] = set()
    parts: dict[str, int] = {}  # the same house is asked for the same lists when an example is tried again

    # A whole house an example: shrinking one would take minutes, and the first one found says enough.
    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    @given(data=st.data(), plan=plans)
    def hold(data: st.DataObject, plan: Plan) -> None:
        # What is drawn must not depend on which lists this house is asked for.
        asked = {rule: data.draw(asking(rule), label=rule) for rule in RULES}
        part = parts.setdefault(repr((plan, asked)), len(parts))
        url = sqlite.fresh()
        village = Village(url.render_as_string(hide_password=False), _folder(tmp_path_factory))
        try:
            village.build(plan)
            village.suggest(village.startups[0], village.startups[1:])
            village.house.startups.block(village.founder(0), village.startups[0].id, village.startups[1].id, "why")
            furniture.furnish(village)
            square.look_at(village)
            for rule in RULES[part % EXAMPLES :: EXAMPLES]:
                told = ask(square, asked[rule][0], rule, asked[rule][1])
                assert agree(told), (rule, told)
                assert all(len(one.ids) == one.total for one in told.values()), told
                walked.add(rule)
        finally:
            village.house.close()
            sqlite.drop(url)

    hold()
    assert walked == set(RULES)


def test_every_twin_of_the_site_is_a_list_that_is_walked(square: Square) -> None:
    twins = {str(rule).removesuffix(f".{FORM}") for rule in square.app.url_map.iter_rules() if FORM in str(rule)}
    assert twins == set(EVERY)
    assert {listed for listed in twins if _rule(listed) not in LISTS} == WALKED_ELSEWHERE


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
    furniture.furnish(made)
    square.look_at(made)
    yield made
    made.house.close()


def test_the_forms_of_a_full_house_agree(square: Square, village: Village) -> None:
    for rule in RULES:
        told = ask(square, FOR.get(rule, "ann"), rule, "")
        assert agree(told), (rule, told)
        assert told["page"].ids, rule
        assert ("api" in told) == (OPERATIONS.get(rule, rule) is not None), rule


def test_every_list_goes_on_after_any_of_its_rows(village: Village) -> None:
    house, of = village.house, {"startup": village.startups[0].id, "incubator": village.incubators[1], "": None}
    of["hackathon"] = village.gathered
    parts = 0
    with house.reading() as reading:
        for rule, listing in LISTS.items():
            here = look(house, reading, house.actor_for(village.people[FOR.get(rule, "ann")].account))
            filters = listing.parse({}, village.unclaimed if "{unclaimed}" in rule else of[listing.of])
            ids = [listing.record(row)[listing.key] for row in listing.page(here, filters).rows]
            met: list[str] = []
            rows = listing.page(here, filters, limit=1).rows
            while rows and len(met) <= len(ids):
                met.append(listing.record(rows[0])[listing.key])
                place = json.loads(json.dumps(listing.place(here, filters, rows[0])))  # as a cursor carries it
                rows = listing.page(here, filters, limit=1, after=place).rows
            assert met == ids, rule
            parts += len(ids) > 1
    assert parts > 10


def test_every_list_of_the_api_is_compared() -> None:
    lists = {path for path, columns in lists_of_the_api().items() if columns[0] != "number"}  # test_rows_of_imports
    elsewhere = {_rule(listed) for listed in WALKED_ELSEWHERE}
    assert lists <= {path for rule in RULES if (path := OPERATIONS.get(rule, rule))} | elsewhere


COUNTING = ("/", "/startups", "/startups?q=faraway", "/incubators", "/incubators/incubator-kz", "/partnerships")


def seen(square: Square, who: str) -> dict[str, Any]:
    """What pages, files and programs hold for somebody, by list, and every number on the pages that count."""
    forms = ("page", "json") if who == "visitor" else ("api", "page", "json")
    found: dict[str, Any] = {rule: ask(square, who, rule, "", forms) for rule in RULES}
    found["/account/tokens"] = {}  # asking as a program makes one
    return found | {page + " counts": counted(square, who, page) for page in COUNTING}


def counted(square: Square, who: str, page: str) -> list[str]:
    """What a page counts."""
    return re.findall(r">\s*(\d+)\s*[<(]|(\d+) startup", square.browser(who).get(page).text)


def read(square: Square, who: str, forms: Collection[str]) -> str:
    """Everything that somebody reads of every list in some forms; a page has no form."""
    browser, texts = square.browser(who), []
    for address in (address_of(square.village, rule) for rule in RULES):
        texts += [browser.get(address + form).text for form in forms if form != ".xlsx"]
        if ".xlsx" not in forms:
            continue
        workbook = browser.get(f"{address}.xlsx")
        if workbook.status_code == 200:
            texts.append(str(list(load_workbook(io.BytesIO(workbook.data)).worksheets[0].values)))
    return "\n".join(texts)


def test_what_is_hidden_is_in_no_list_and_counted_nowhere(square: Square, village: Village) -> None:
    before = {who: seen(square, who) for who in ("visitor", "outsider")}
    things = plant(village)
    square.look_at(village)
    assert {who: seen(square, who) for who in before} == before
    told = read(square, "outsider", ("", ".csv", ".xlsx", ".json"))
    assert not [name for name in NAMES if name in told]
    browser, headers = square.browser("outsider"), square.token("outsider")
    for thing in things:
        assert browser.get(thing).status_code == 404, thing
        assert square.app.test_client().get(f"/api/v1{thing}", headers=headers).status_code == 404, thing
    # They are there, for those whom they concern.
    for form in ("csv", "xlsx", "json"):
        assert browser.get(f"{things[0]}/history.{form}").status_code == 404, form
    shown = {who: read(square, who, [".json"]) for who in ("organiser", "administrator")}
    assert all(name in shown["organiser"] for name in ("Faraway Shadow", "Faraway Light", "Nobody reads this"))
    assert "Stranger" in shown["administrator"]
    own = [f"/startups/faraway-shadow/{part}.csv" for part in ("people/invitations", "tokens", "suggestions/dismissed")]
    stranger = square.browser("stranger")
    own += ["/startups/new.csv", "/account/tokens.csv", f"/hackathons/{SLUG}/questions.csv"]
    mine = "".join(stranger.get(address).text for address in own)
    keeper = square.browser("keeper")
    mine += "".join(keeper.get(f"/hackathons/{SLUG}/{page}.csv").text for page in ("manage/messages", "help"))
    assert [name for name in NAMES if name not in shown["organiser"] + mine] == []
    assert counted(square, "organiser", "/startups") != before["outsider"]["/startups counts"]


# What is planted is named like this, whatever it is.
NAMES = (
    "Faraway Shadow", "Faraway Light", "Faraway Stop", "Nobody reads this", "faraway-shadow",
    "friend-of-faraway-shadow", "of faraway-shadow", "for faraway-shadow", "After faraway-shadow", "Faraway Kiln",
    "faraway-folded", "Faraway Question", "Faraway Message", "Faraway Help",
)  # fmt: skip


def plant(village: Village) -> list[str]:
    """One of each kind that is not for everybody, related to what is; returns their addresses."""
    house, stranger, other = village.house, village.people["stranger"], village.house.person()
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
    furniture.belongings(house, stranger, one)
    furniture.of_house(house, keeper, hidden)
    furniture.letter(house, stranger.account)
    house.startups.dismiss(stranger, one.id, two.id, "other")
    nobody = furniture.unclaimed(house, "Faraway Kiln", village.incubators[1])
    furniture.ask_about(village, other, nobody)
    house.enquiries.ask(stranger, one.id, nobody, village.incubators[1], furniture.ASKED)
    house.startups.publish(SYSTEM, nobody, "hidden")
    house.terms.fold(SYSTEM, "faraway-folded", "sector", "mining")
    assert village.gathered is not None
    whisper(house, keeper, village.gathered, stranger)
    village.decide(len(village.startups) - 1, "suspend")
    for founder, startup in ((stranger, one), (other, two)):
        house.startups.change(founder, startup.id, {"visibility": "hidden"})
    startups = [f"/startups/{startup.slug}" for startup in (one, two, stopped)]
    return [*startups, "/incubators/incubator-uz", f"/introductions/{made.id}", f"/partnerships/{agreed.id}"]
