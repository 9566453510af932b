"""The pages of an import: what is told of a file at once, the columns, the report, and undo with its reasons."""

import io

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from bridge.importing import steps
from tests.domain.house import SYSTEM
from tests.importing.workbooks import with_part, workbook
from tests.web.imports.conftest import LIST, Desk
from tests.web.introductions.town import Town, text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no rows in this file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel file"),
        (b"<html><table>", "a web page"),
        (with_part(workbook([["a"]]), "xl/styles.xml", b"<a>" + b" " * 20_000_000), "far too large"),
        (b"Name\n" * 50_000, "The file is too big"),
        (b"a;" * 3_000 + b"\n", "at most 200 columns"),
    ],
    ids=["empty", "xls", "html", "bomb", "too big", "too wide"],
)  # fmt: skip
def test_what_is_no_list_is_told_beside_the_file_and_not_kept(
    desk: Desk, content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "MOST_BYTES", 200_000)
    if said == "no rows in this file":
        content = b" \n"
    answer = desk.send(content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert desk.town.house.import_jobs.of(desk.incubator, ["mapping"]) == []
    assert not list(desk.town.house.import_jobs.uploads.folder.glob("*"))


def test_no_file_at_all_is_told(desk: Desk) -> None:
    answer = desk.manager.post(desk.base)
    assert answer.status_code == 422
    assert "Please choose a file." in text(answer)


def test_files_that_nobody_brings_in_do_not_pile_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MOST_WAITING", 1)
    address = desk.sent()
    assert desk.send(LIST).status_code == 422
    assert desk.manager.post(f"{address}/drop").status_code == 303
    assert desk.send(LIST).status_code == 303


def test_the_columns_show_examples_and_what_words_become(desk: Desk) -> None:
    shown = text(desk.manager.get(desk.sent(LIST.encode("windows-1251"))))
    assert "Cyrillic (Windows-1251)" in shown
    assert "Пакистан = Pakistan" in shown
    assert "Атлантида" in shown
    assert "Плетение" in shown
    assert "d@delta.example" in shown, "the person sees what will be left out"


def test_a_file_that_was_read_wrongly_is_read_as_the_person_says(desk: Desk) -> None:
    address = desk.sent("Заметка\nName|Country\nAnor|PK\n".encode("windows-1251"))
    answer = desk.manager.post(f"{address}/reading", encoding="windows-1251", delimiter="bar", header="2")
    assert answer.status_code == 303
    assert desk.job(address).columns == ["name", "country"]
    desk.manager.post(f"{address}/reading", encoding="utf-8", delimiter="bar", header="1")
    assert "cannot be read in this encoding" in text(desk.manager.get(address))


def test_a_mapping_without_names_or_with_one_thing_twice_is_not_checked(desk: Desk) -> None:
    address = desk.sent()
    answer = desk.check(address, **{"column.1": "-", "column.2": "-"})
    assert answer.status_code == 422
    assert "holds the names" in text(answer)
    assert "one country for the whole list" in text(answer)
    answer = desk.check(address, **{"column.0": "name", "column.1": "name"})
    assert "Another column is this already." in text(answer)
    assert desk.job(address).state == "mapping"


def test_one_country_for_the_whole_list_is_enough(desk: Desk) -> None:
    address = desk.sent("Name\nAnor\n")
    assert desk.check(address, country="KG").status_code == 303
    assert desk.town.house.import_jobs.counts(desk.job(address).id) == {"new": 1}


def test_the_same_header_is_offered_the_same_columns(desk: Desk) -> None:
    first = desk.sent()
    desk.check(first, **{"column.3": "tags", "list": "Spring"})
    second = desk.sent(LIST.replace("Отрасль;Почта", "Отрасль;Почта;problem"))
    job = desk.job(second)
    assert (job.columns[3], job.list_name) == ("tags", "Spring")
    assert "as they were then" in text(desk.manager.get(second))


def test_progress_is_seen_with_and_without_scripts(desk: Desk) -> None:
    address = desk.sent()
    desk.manager.browser.post(f"{address}/check", data=desk.columns(address))
    whole = desk.manager.get(address)
    assert "Look again" in whole.text
    part = desk.manager.browser.get(address, headers={"HX-Request": "true"})
    assert "hx-get" in part.text
    assert "<html" not in part.text
    desk.work()
    assert desk.manager.browser.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_report_has_each_row_and_the_bad_ones_come_back_as_text(desk: Desk) -> None:
    address = desk.brought()
    assert "Ткани" in text(desk.manager.get(f"{address}?rows=new"))
    assert "Страна: is none of the known values" in text(desk.manager.get(f"{address}?rows=refused"))
    lines = desk.manager.get(f"{address}/rows.csv").data.decode("utf-8-sig").splitlines()
    assert lines[0] == "№;Название;Страна;Отрасль;Почта;problem"
    assert lines[1:] == ["2;'=Насосы;Атлантида;;a@a.example;Страна: is none of the known values"]
    book = load_workbook(io.BytesIO(desk.manager.get(f"{address}/rows.xlsx").data))
    assert [cell.data_type for cell in book.active[2]][1] == "s"


def test_the_reasons_are_in_the_readers_language(desk: Desk) -> None:
    address = desk.brought()
    russian = desk.manager.get(f"{address}/rows.csv?lang=ru").data.decode("utf-8-sig")
    assert russian.splitlines()[0].endswith(";problem"), "the header is one that the next import knows"


def test_an_organiser_reads_the_report_but_nothing_that_was_in_the_file(desk: Desk) -> None:
    organiser = desk.town.member("organiser")
    desk.town.house.offices.grant(SYSTEM, organiser.actor.account, "organiser", "PK")  # type: ignore[arg-type]  # signed in
    address = desk.brought()
    shown = organiser.get(address)
    assert shown.status_code == 200
    assert "rows.csv" not in shown.text
    assert "a@a.example" not in shown.text
    assert organiser.get(f"{address}/rows.csv").status_code == 404
    assert organiser.get(desk.sent()).status_code == 404


def test_undo_says_what_was_changed_since_and_asks_whether_it_may_stay(desk: Desk) -> None:
    address = desk.brought("Name,Country\nAnor,PK\nBeta,PK\n")
    assert "2 rows are taken back" in text(desk.manager.get(f"{address}/undo"))
    with desk.town.house.reading() as reading:
        rows = reading.views.startups.rows
        anor = reading.connection.scalar(sa.select(rows.c.id).where(rows.c.name == "Anor"))
    assert anor is not None
    desk.town.house.startups.change(desk.manager.actor, anor, {"city": "Quetta"})
    asked = text(desk.manager.get(f"{address}/undo"))
    assert "1 row is taken back" in asked
    assert "Changed: City" in asked
    assert desk.manager.post(f"{address}/undo").status_code == 409
    assert desk.manager.post(f"{address}/undo", touched="stay").status_code == 303
    desk.work()
    assert "1 row was taken back." in text(desk.manager.get(address))
    assert desk.manager.post(f"{address}/undo", touched="stay").status_code == 409


def test_rows_that_look_like_a_startup_that_is_there_are_decided_on_the_page(desk: Desk) -> None:
    desk.brought("Name,Country\nAnor,PK\n")
    address = desk.sent("Name,Country,City\nANOR,PK,Swat\n")
    desk.check(address, list="another")
    shown = desk.manager.get(address)
    assert 'name="decision.2"' in shown.text
    data = {"decision.2": "update", "undecided": "skip"}
    assert desk.manager.browser.post(f"{address}/decide", data=data).status_code == 303
    assert 'value="update" checked' in desk.manager.get(address).text
    desk.manager.post(f"{address}/start")
    desk.work()
    assert desk.town.house.import_jobs.counts(desk.job(address).id) == {"updated": 1}


def test_a_step_out_of_turn_is_refused(desk: Desk) -> None:
    address = desk.sent()
    for step in ("start", "back", "decide", "go_on", "dismiss"):
        assert desk.manager.post(f"{address}/{step}").status_code == 409, step
    assert desk.manager.get(f"{address}/undo").status_code == 404


def test_a_long_report_asks_the_database_no_more_often_than_a_short_one(desk: Desk) -> None:
    counts = []
    for size in (1, 60):
        address = desk.brought("Name,Country\n" + "".join(f"Startup {size} {n},PK\n" for n in range(size)))
        seen: list[str] = []

        def note(*arguments: object, seen: list[str] = seen) -> None:
            seen.append(str(arguments[2]))

        sa.event.listen(desk.town.house.db.engine, "before_cursor_execute", note)
        desk.manager.get(address)
        sa.event.remove(desk.town.house.db.engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[0] == counts[1] > 0


def test_an_organiser_who_takes_an_import_back_does_not_get_its_file_by_that(desk: Desk, town: Town) -> None:
    address = desk.brought()
    organiser = town.member("organiser")
    assert organiser.actor.account is not None
    town.house.offices.grant(SYSTEM, organiser.actor.account, "organiser", "PK")
    assert organiser.get(f"{address}/rows.csv").status_code == 404
    assert organiser.browser.post(f"{address}/undo").status_code == 303
    assert organiser.get(f"{address}/rows.csv").status_code == 404
    desk.work()
    assert desk.job(address).state == "undone"
    assert organiser.get(f"{address}/rows.csv").status_code == 404
    assert "Список.csv" not in organiser.get(address).text


def test_a_list_of_somebody_quicker_is_said_beside_the_check_and_the_check_stays(desk: Desk) -> None:
    late = desk.sent()
    desk.check(late)
    desk.town.clock.forward(minutes=1)
    desk.brought()
    answer = desk.manager.post(f"{late}/start")
    assert (answer.status_code, answer.location) == (303, late)
    assert "check them again" in text(desk.manager.get(f"{late}?lang=en"))
    assert desk.job(late).state == "checked"
