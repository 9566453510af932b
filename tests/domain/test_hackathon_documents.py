"""A hackathon as one document: brought in again it says the same, whatever its setup holds."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hackathon_documents import FORMAT, bring_in, document, read
from events.hackathons.hosting import RIGHTS
from events.hackathons.moments import in_zone
from events.hackathons.parts import PARTS, checked
from tests.domain.hackathon_setup import setup
from tests.domain.house import House

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHARE = {"format": FORMAT, "version": 1}
texts = st.dictionaries(
    st.sampled_from(("en", "ru", "ur")), st.sampled_from(("Water", "Вода", "پانی", "=1+1", "<b>")), min_size=1
)
keys = st.lists(st.sampled_from(("a", "b", "c")), unique=True, max_size=3)
zones = st.sampled_from(("Asia/Bishkek", "Asia/Karachi", "Europe/Berlin"))  # one with clocks that are put back


def full() -> dict[str, Any]:
    """A setup that says something in every field that there is."""
    parts = setup(NOW)
    later = in_zone(NOW + timedelta(days=200), "Asia/Bishkek")
    parts["place"]["link"] = "https://meet.example/hall"
    parts["taking_part"] |= {
        "countries": ["KG", "PK"], "who": "students", "least_age": 16, "admission": "approval", "places": 80,
        "waiting_list": True, "text": {"en": "Bring a laptop", "ur": "لیپ ٹاپ لائیں"}, "chat": "https://chat.example/x",
    }  # fmt: skip
    options = [{"key": "s", "label": {"en": "S", "ru": "С"}}, {"key": "m", "label": {"en": "M"}}]
    parts["questions"] = {
        "questions": [
            {"key": "size", "label": {"en": "Shirt"}, "kind": "choice", "required": True, "options": options},
            {"key": "why", "label": {"en": "Why?", "ur": "کیوں؟"}, "kind": "text"},
        ],
        "keep_until": later["wall"][:10],
    }
    parts["tracks"]["tracks"][0] |= {"text": {"en": "Wells"}, "site": "https://suu.example/"}
    parts["prizes"] = {"prizes": [*parts["prizes"]["prizes"], {"key": "w", "name": {"en": "Water"}, "track": "water"}]}
    parts["prizes"]["people"] = True
    parts["schedule"]["items"] += [
        {"title": {"ur": "اختتام"}, "starts": in_zone(NOW + timedelta(days=19), "Asia/Bishkek")}
    ]
    parts["rubric"] |= {"method": "mixed_model", "tie": "jury", "views": 4, "same_country": True}
    parts["rules"] = {
        "conduct": {"en": "Be kind.", "ru": "Будьте добры."}, "video": "required",
        "late": {"rule": "penalty", "minutes": 30, "penalty": 5},
        "files": {"most": 2, "megabytes": 3, "kinds": ["pdf", "image"]},
    }  # fmt: skip
    return parts


def told(house: House, hackathon: UUID) -> dict[str, Any]:
    """The document as a file holds it."""
    with house.reading() as reading:
        rows = reading.views.hackathons.rows
        row = reading.connection.execute(rows.select().where(rows.c.id == hackathon)).mappings().one()
        found: dict[str, Any] = orjson.loads(orjson.dumps(document(reading, row, RIGHTS)))
    return found


def same(found: dict[str, Any]) -> tuple[Any, Any]:
    """What is to be the same of a hackathon that was carried over."""
    return found["setup"], [(one["number"], one["plan"]) for one in found["rounds"]]


def test_a_hackathon_brought_in_as_new_and_exported_again_says_the_same(house: House) -> None:
    manager, other = house.person(), house.person()
    made = house.hackathon(manager, **full())
    house.rounds.plan(manager, made.id, {"name": {"en": "Preliminary", "ur": "ابتدائی"}, "everybody": True})
    rubric = {"criteria": [{"key": "pitch", "name": {"en": "Pitch"}, "weight": 1}], "views": 5}
    house.rounds.plan(manager, made.id, {"name": {"en": "Final"}, "top": 5, "after": 1, "rubric": rubric}, 2)
    house.registrations.register(
        other,
        made.id,
        {"country": "KG", "agreed": "yes", "student": "yes", "old_enough": "yes", "answers": {"size": "s"}},
    )
    first = told(house, made.id)
    assert set(first["setup"]) == set(PARTS)
    house.clock.forward(days=400)  # dates that have passed are no obstacle
    again = bring_in(house, other, house.incubator("UZ", (other,)), first)
    second = told(house, again.id)
    assert same(second) == same(first)
    assert (second["hackathon"]["state"], second["teams"], second["registrations"]) == ("draft", [], {"here": 0})
    assert second["hackathon"]["slug"] != first["hackathon"]["slug"]


def test_its_dates_move_by_whole_days_and_nothing_else_changes(house: House) -> None:
    manager = house.person()
    first = told(house, house.hackathon(manager, **full()).id)
    again = bring_in(house, manager, house.incubator("UZ", (manager,)), first, date(2027, 3, 1))
    second = told(house, again.id)
    moved = [part for part in PARTS if second["setup"][part] != first["setup"][part]]
    assert moved == ["dates", "questions", "schedule"]
    phases = [one["setup"]["dates"]["phases"] for one in (first, second)]
    walls = [[edge["wall"] for phase in one.values() for edge in phase.values() if edge] for one in phases]
    assert {wall[10:] for wall in walls[0]} == {wall[10:] for wall in walls[1]}
    days = {(date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days for a, b in zip(*walls, strict=True)}
    assert days == {365}


def test_dates_move_onto_an_hour_that_comes_twice(house: House) -> None:
    manager, parts = house.person(), full()
    begins, ends = (in_zone(datetime(2026, 9, day, 0, 30, tzinfo=UTC), "Europe/Berlin") for day in (25, 27))
    phases = {"registration": {"opens": begins, "closes": ends}}
    parts = {"about": parts["about"], "dates": {"zone": "Europe/Berlin", "phases": phases}}
    again = bring_in(house, manager, house.incubator("UZ", (manager,)), {**SHARE, "setup": parts}, date(2026, 10, 25))
    opens = again.times("registration").opens
    assert (begins["wall"], opens) == ("2026-09-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC))


@st.composite
def setups(draw: st.DrawFn) -> dict[str, Any]:
    """Setups with other texts, languages, rows and zones; moments that the clock may show twice."""
    parts, zone = full(), draw(zones)
    start = draw(st.integers(-10, 4))  # half hours from the one that Berlin's clocks show twice
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)
    instants = [first + timedelta(minutes=30 * (start + n)) for n in range(8)]
    moments = iter([in_zone(one, zone) for one in instants])
    phases = {
        name: {"opens": next(moments), "closes": next(moments)}
        for name in ("registration", "building", "judging", "results")
    }
    tracks = draw(keys)
    parts["about"] |= {"title": draw(texts), "description": draw(texts)}
    parts["dates"] = {"zone": zone, "phases": phases}
    parts["tracks"] = {"tracks": [{"key": key, "name": draw(texts)} for key in tracks]}
    track = st.sampled_from([None, *tracks])
    parts["prizes"] = {"prizes": [{"key": key, "name": draw(texts), "track": draw(track)} for key in draw(keys)]}
    items = [in_zone(draw(st.sampled_from(instants)), zone) for _ in range(draw(st.integers(0, 3)))]
    parts["schedule"] = {"items": [{"title": draw(texts), "starts": starts} for starts in items]}
    weights = st.integers(1, 9)
    parts["rubric"]["criteria"] = [{"key": key, "name": draw(texts), "weight": draw(weights)} for key in draw(keys)]
    return {part: value for part, value in parts.items() if part in ("about", "dates", "tracks") or draw(st.booleans())}


@settings(max_examples=60, deadline=None)
@given(setups())
def test_what_a_setup_says_is_read_again_as_it_was_written(parts: dict[str, Any]) -> None:
    kept: dict[str, Any] = {}
    for part in PARTS:
        if part in parts:
            kept[part] = checked(part, parts[part], kept, None)
    file = orjson.loads(orjson.dumps({**SHARE, "setup": kept}))
    assert read(deepcopy(file)) == (kept, [])
