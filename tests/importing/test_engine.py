"""Good rows go in, bad ones are told and come back to be mended, and a second run changes nothing."""

from __future__ import annotations

import pytest

from bridge.importing import Finding, Options, Unreadable, mending_file, read, run
from tests.importing.lists import YEAR, Memory, bring, codes

LIST = """id,name,country,industry,one_liner,year,website
a1,Alpha Pumps,Pakistan,Agriculture,Water pumps for farmers,2019.0,alpha.example
a2,Beta Pay,Kyrgyzstan,Fintech,Payments by phone,2021,https://beta.example
"""


def test_good_rows_go_in_with_their_codes() -> None:
    memory = Memory()
    report = bring(LIST, memory)
    assert (report.rows, report.created, report.refused, report.with_sectors) == (2, 2, 0, 2)
    alpha = memory.named("Alpha Pumps")
    assert alpha["country"] == "PK"
    assert alpha["founded"] == 2019
    assert alpha["site"] == "https://alpha.example"
    assert "agritech" in alpha["sectors"]


def test_a_second_run_changes_nothing() -> None:
    memory = Memory()
    bring(LIST, memory)
    writes = memory.writes
    report = bring(LIST, memory)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    assert memory.writes == writes


def test_a_changed_row_updates_what_no_person_edited() -> None:
    memory = Memory()
    bring(LIST, memory)
    startup = memory.rows["test_list", "a1"]
    memory.profiles[startup] = {**memory.profiles[startup], "one_liner": {"en": "Written by its founder"}}
    memory.edited[startup] = {"one_liner"}
    report = bring(LIST.replace("Water pumps for farmers", "Seeds").replace("2019.0", "2018"), memory)
    assert (report.updated, report.unchanged) == (1, 1)
    assert memory.profiles[startup]["founded"] == 2018
    assert memory.profiles[startup]["one_liner"] == {"en": "Written by its founder"}


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    memory = Memory()
    bad = LIST + "a3,Gamma,Atlantis,Fintech,Nothing,1800,\n"
    dry = bring(bad, memory, dry_run=True)
    assert memory.writes == 0
    real = bring(bad, memory)
    assert dry.dry_run
    assert (dry.rows, dry.created, dry.problems, dry.hints) == (real.rows, real.created, real.problems, real.hints)


def test_problems_name_the_row_and_the_column_as_the_list_calls_it() -> None:
    report = bring("Название;Страна;Год\nХорошая;Казахстан;2020\nПлохая;Атлантида;3000\n;Узбекистан;\n", Memory())
    assert report.created == 1
    assert codes(report.problems) == [
        (3, "Страна", "unknown_code"),
        (3, "Год", "out_of_range"),
        (4, "Название", "required"),
    ]
    assert report.problems[1].params == {"low": 1950, "high": YEAR}


def test_a_refusal_of_the_domain_keeps_only_its_row_out() -> None:
    memory = Memory()
    memory.refuse_names = {"Alpha Pumps"}
    report = bring(LIST, memory)
    assert report.created == 1
    assert codes(report.problems) == [(2, "", "not_your_country")]


def test_rows_that_do_not_fit_the_header_are_told() -> None:
    report = bring('name,country\nAlpha,Pakistan,one,two\nBeta,Pakistan,,\nGamma\nDelta,"Pakistan\n', Memory())
    assert codes(report.problems) == [
        (2, "", "too_many_columns"),
        (4, "country", "required"),
        (5, "", "unclosed_quote"),
    ]
    assert report.problems[0].params == {"expected": 2, "found": 4}
    assert report.created == 1


def test_the_same_row_twice_in_one_file_is_told_with_the_first_one() -> None:
    report = bring("id,name,country\n1,Alpha,PK\n1,Beta,PK\n", Memory())
    assert report.problems == [Finding(3, "id", "duplicate_row", {"first": 2})]
    report = bring("name,country\nAlpha,PK\n“ALPHA”,Pakistan\n", Memory())
    assert codes(report.problems) == [(3, "name", "duplicate_row")]


def test_the_source_column_is_part_of_the_identity() -> None:
    memory = Memory()
    report = bring("id,source,name,country\n1,one,Alpha,PK\n1,two,Beta,PK\n1,,Gamma,PK\n", memory)
    assert report.created == 3
    assert set(memory.rows) == {("one", "1"), ("two", "1"), ("test_list", "1")}


def test_columns_that_are_not_used_are_told_once() -> None:
    report = bring("name,country,shoe size,email\nAlpha,PK,43,alpha@example.org\nBeta,PK,44,\n", Memory())
    assert codes(report.hints) == [(1, "shoe size", "column_not_used")]


def test_contact_details_never_reach_the_profile() -> None:
    memory = Memory()
    bring("name,country,email,phone\nAlpha,PK,someone@example.org,+92 300 0000000\n", memory)
    assert "someone@example.org" not in repr(memory.profiles)
    assert "0000000" not in repr(memory.profiles)


def test_unknown_words_are_counted_for_whoever_keeps_the_vocabulary() -> None:
    report = bring("name,country,industry\nA1,PK,Basketry\nB1,PK,Basketry\nC1,PK,Falconry\n", Memory())
    assert report.unknown_words() == [("Basketry", 2), ("Falconry", 1)]


@pytest.mark.parametrize(("data", "code"), [(b"city\nOsh\n", "no_name_column"), (b"name\nAlpha\n", "no_country")])
def test_a_list_that_lacks_what_every_profile_needs_is_refused_as_a_whole(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        run(read(data), Memory(), Options("list", YEAR))
    assert refused.value.code == code


def test_a_country_for_the_whole_list_can_be_given() -> None:
    memory = Memory()
    report = bring("name\nAlpha\n", memory, defaults={"country": "KG"})
    assert report.created == 1
    assert memory.named("Alpha")["country"] == "KG"


def test_chosen_columns_go_before_known_headers_and_two_join() -> None:
    memory = Memory()
    chosen = {"plot": "description", "more": "description"}
    bring("name,country,plot,more\nAlpha,PK,First.,Second.\n", memory, columns=chosen)
    assert memory.named("Alpha")["description"] == {"en": "First.\n\nSecond."}


def test_progress_is_told_row_by_row() -> None:
    told: list[tuple[int, int]] = []
    run(read(LIST.encode()), Memory(), Options("list", YEAR), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_bad_rows_come_back_as_a_file_that_can_be_mended_and_sent_again() -> None:
    memory = Memory()
    table = read(
        "имя;страна;город\nХорошая;Казахстан;Алматы\nПлохая;Атлантида;Ош\nЛишняя;Казахстан;Ош;x\n".encode("cp1251")
    )
    report = run(table, memory, Options("list", YEAR))
    file = mending_file(table, report, lambda finding: f"{finding.column} {finding.code}".strip())
    assert file.decode("utf-8-sig").splitlines() == [
        "имя;страна;город;problem",
        "Плохая;Атлантида;Ош;страна unknown_code",
        'Лишняя;Казахстан;Ош;"too_many_columns; x"',
    ]
    mended = read(file.replace("Атлантида".encode(), "Узбекистан".encode()))
    again = run(mended, memory, Options("list", YEAR))
    assert (again.created, again.refused) == (2, 0)
    assert memory.named("Плохая")["country"] == "UZ"


def test_mending_twice_keeps_one_column_of_problems() -> None:
    table = read(b"name,country,problem\nAlpha,Atlantis,old reason\n")
    report = run(table, Memory(), Options("list", YEAR))
    file = mending_file(table, report, lambda finding: finding.code)
    assert file.decode("utf-8-sig").splitlines() == ["name,country,problem", "Alpha,Atlantis,unknown_code"]
