"""A list that a program brings in, from the file to the way back; what is refused is refused as on the pages."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from bridge.followers.importer import Importer
from events.actor import Actor
from tests.api.town import Town
from tests.importing.workbooks import with_part, workbook

LIST = "Nr;Firma;Страна\n1;Печь;Пакистан\n2;Станок;Атлантида\n3;ANOR;Pakistan\n"
CSV = {"Content-Type": "text/csv; charset=windows-1251"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(town: Town, token: str, content: bytes, media: str = "text/csv", **headers: str) -> TestResponse:
    headers = {"Content-Type": media, **headers}
    return town.ask("POST", "/incubators/center/imports?name=Kilns.csv", token, data=content, headers=headers)


def work(town: Town) -> None:
    importer = Importer(town.bridge)
    while importer.step():
        pass


def done(answer: TestResponse) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.get_json()


@pytest.fixture
def dana(town: Town) -> str:
    """The manager's token; her incubator has `anor` already."""
    town.bridge.startups.ask_admission(Actor(town.aida), town.anor, town.center)
    town.bridge.startups.answer_request(Actor(town.dana), town.anor, town.center, True)
    return town.token(town.dana)


def test_a_list_goes_in_and_comes_out_again(town: Town, dana: str) -> None:
    made = done(send(town, dana, LIST.encode("windows-1251")))
    here = f"/imports/{made['id']}"
    assert (made["state"], made["list"]) == ("mapping", "Kilns")
    offered = done(town.ask("GET", f"{here}/mapping", dana))
    assert (offered["encoding"], offered["delimiter"]) == ("windows-1251", "semicolon")
    assert [column["field"] for column in offered["columns"]] == [None, None, "country"]
    assert town.code(town.ask("POST", f"{here}/check", dana)) == (422, "invalid")
    typed = {"columns": ["id", "name", "country"], "list": "kilns"}
    seen = done(town.ask("PUT", f"{here}/mapping", dana, json=typed))
    assert seen["rows"][0]["profile"]["country"] == "PK"
    assert seen["rows"][1]["problems"] == [{"column": "Страна", "code": "unknown_code", "params": {}}]
    before = town.ask("GET", "/startups", dana).get_json()["total"]
    assert done(town.ask("POST", f"{here}/check", dana))["state"] == "checking"
    work(town)
    assert done(town.ask("GET", here, dana))["counts"] == {"new": 1, "refused": 1, "alike": 1}
    [alike] = done(town.ask("GET", f"{here}/rows?rows=alike", dana))["items"]
    assert (alike["alike_id"], alike["decision"]) == (str(town.anor), None)
    done(town.ask("PUT", f"{here}/decisions", dana, json={"rows": [{"number": 4, "decision": "skip"}]}))
    assert town.ask("GET", "/startups", dana).get_json()["total"] == before  # nothing but a check so far
    started = done(town.ask("POST", f"{here}/start", dana, headers={"Idempotency-Key": "start"}))
    work(town)
    again = town.ask("POST", f"{here}/start", dana, headers={"Idempotency-Key": "start"})
    assert (started["state"], again.get_json()["state"], again.headers["Idempotency-Replayed"]) == (
        "running", "running", "true",
    )  # fmt: skip
    report = done(town.ask("GET", here, dana))
    assert (report["state"], report["done"], report["total"]) == ("done", 3, 3)
    assert report["counts"] == {"new": 1, "refused": 1, "skipped": 1}
    undo = done(town.ask("GET", f"{here}/undo", dana))
    assert undo == {"free": 1, "touched": 0, "startups": []}
    done(town.ask("POST", f"{here}/undo", dana, json={}))
    work(town)
    assert done(town.ask("GET", here, dana))["undone"] == {"withdrawn": 1}


def test_the_bad_rows_come_as_files_that_can_be_sent_again(town: Town, dana: str) -> None:
    text = "Name,Country,Phone\n=1+1,Nowhere,+92 300 5550001\n"
    here = f"/imports/{done(send(town, dana, text.encode()))['id']}"
    done(town.ask("POST", f"{here}/check", dana))
    work(town)
    answer = town.ask("GET", f"{here}/bad-rows.csv", dana)
    assert answer.mimetype == "text/csv"
    row = answer.get_data().decode("utf-8-sig").splitlines()[1]
    assert row == "'=1+1,Nowhere,'+92 300 5550001,Country: unknown_code"
    book = load_workbook(io.BytesIO(town.ask("GET", f"{here}/bad-rows.xlsx", dana).get_data()))
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["=1+1", "Nowhere"]
    mended = done(send(town, dana, answer.get_data().replace(b"Nowhere", b"Pakistan")))
    assert done(town.ask("GET", f"/imports/{mended['id']}/mapping", dana))["rows"][0]["problems"] == []
    assert town.ask("DELETE", f"/imports/{mended['id']}", dana).status_code == 204
    assert town.ask("GET", f"/imports/{mended['id']}", dana).status_code == 404


@pytest.mark.parametrize(
    ("content", "media", "code"),
    [
        (b" \n", "text/csv", "file_empty"),
        (b"a;" * 3_000 + b"\n", "text/csv", "file_too_wide"),
        (b"PK\x03\x04 and no more", XLSX, "file_damaged"),
        (with_part(workbook([["a"]]), "xl/styles.xml", b"<a>" + b" " * 20_000_000), XLSX, "unpacks_too_large"),
        # What a file is, its first bytes say, whatever it is sent as.
        (with_part(workbook([["a"]]), "xl/styles.xml", b"<a>" + b" " * 20_000_000), "text/csv", "unpacks_too_large"),
    ],
    ids=["empty", "wide", "damaged", "bomb", "bomb as text"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_and_not_kept(
    town: Town, dana: str, content: bytes, media: str, code: str
) -> None:
    answer = send(town, dana, content, media)
    assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (422, code)
    assert not list(town.bridge.import_jobs.uploads.folder.glob("*"))


def test_a_file_that_is_too_big_is_not_read(town: Town, dana: str) -> None:
    assert town.code(send(town, dana, b"x" * 10_000_001)) == (413, "too_big")
    assert town.code(send(town, dana, b"{}", "application/json")) == (415, "media_type")


def test_a_file_is_kept_once_however_often_it_is_sent_with_one_key(town: Town, dana: str) -> None:
    key = {"Idempotency-Key": "once"}
    first, second = (send(town, dana, LIST.encode(), **key).get_json()["id"] for _ in range(2))
    assert first == second
    renamed = "/incubators/center/imports?name=Other.csv"
    other = town.ask("POST", renamed, dana, data=LIST.encode(), headers={"Content-Type": "text/csv", **key})
    assert town.code(other) == (422, "idempotency_key_reused")


def test_imports_of_one_incubator_are_nothing_to_tokens_of_another(town: Town, dana: str) -> None:
    page = {"name": {"en": "Other"}, "kind": "it_park", "country": "PK"}
    other = town.bridge.incubators.list(Actor(system="test"), page, []).id
    town.bridge.incubators.invite_manager(Actor(system="test"), other, invitation := other)
    town.bridge.incubators.join(Actor(town.dana), other, invitation)
    here = f"/imports/{done(send(town, dana, LIST.encode()))['id']}"
    bound = town.token(town.dana, of=other, kind="incubator")  # the same person made it
    assert town.ask("GET", f"{here}/mapping", bound).status_code == 404
    assert town.ask("POST", f"{here}/check", bound).status_code == 404
    assert town.code(send(town, bound, LIST.encode())) == (403, "not_a_manager")
    assert town.ask("GET", f"{here}/mapping", town.token(town.aida)).status_code == 404
