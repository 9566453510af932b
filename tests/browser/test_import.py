"""A manager brings a spreadsheet in from a phone: bad rows come back, are mended and sent again; then all is undone."""

import io
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site

LIST = (
    "№;Название;Страна;Отрасль;Почта;Год\r\n"
    "1;Ткани Дельта;Пакистан;Текстиль;d@delta.example;2019\r\n"
    "2;Насосы Альфа;Атлантида;Агро;a@alpha.example;2035\r\n"
).encode("windows-1251")
CSV = "text/csv"


@pytest.fixture
def house(fresh: Site) -> tuple[str, str]:
    """The page of an incubator of its own, and its manager's address."""
    email = f"manager-{uuid4().hex[:8]}@demo.example"
    with fresh.opened() as bridge:
        account = bridge.accounts.demo_account(email, "Manager of Lists", time_zone="Asia/Karachi")
        page = {"name": {"en": f"House {uuid4().hex[:6]}"}, "kind": "it_park", "country": "PK"}
        made = bridge.incubators.list(Actor(system="test"), page, [])
        bridge.incubators.invite_manager(Actor(system="test"), made.id, invitation := uuid4())
        bridge.incubators.join(Actor(account=account), made.id, invitation)
    return f"/incubators/{made.slug}", email


def send(who: Person, name: str, content: bytes) -> None:
    who.page.set_input_files("main input[name=file]", {"name": name, "mimeType": CSV, "buffer": content})
    who.send("/manage/import")


def wait(who: Person, words: str) -> None:
    """The page asks by itself until the follower has done its work."""
    who.page.wait_for_selector(f'main h1:has-text("{words}")')


def bad_rows(who: Person) -> bytes:
    with who.page.expect_download() as arriving:
        who.page.locator('main a[href$="rows.xlsx"]').click()
    return arriving.value.path().read_bytes()


def test_import_page_with_a_bad_file_and_its_repair(fresh: Site, house: tuple[str, str], person: PersonMaker) -> None:
    base, email = house
    who = person(fresh, email)
    who.sign_in(DEMO_PASSWORD)
    who.go(f"{base}/manage/startups?lang=en")
    who.press(who.page.locator('main a[href$="/manage/import"]'))
    who.page.set_input_files("main input[name=file]", {"name": "a.xls", "mimeType": CSV, "buffer": b"<html><table>"})
    who.press(who.page.locator('main form[action$="/manage/import"] button.primary'), status=422)
    assert "a web page" in who.text()
    who.must_be_fine("en")
    send(who, "Наши стартапы.csv", LIST)
    assert "Cyrillic (Windows-1251)" in who.text()
    assert who.field("column.1").input_value() == "name"
    assert who.field("column.4").input_value() == "-", "addresses of people are left out"
    who.must_be_fine("en")
    who.do("check")
    wait(who, "What would become of the rows")
    assert "Насосы Альфа" in who.text()
    who.must_be_fine("en")
    who.send("/start")
    wait(who, "The list is brought in")
    who.must_be_fine("en")
    book = load_workbook(io.BytesIO(bad_rows(who)))
    cells = {cell.value: cell for cell in book.active[2]}
    assert any("Год" in str(value) for value in cells), "the last column says what is wrong"
    cells["Атлантида"].value, cells["2035"].value = "Киргизия", "2020"
    mended = io.BytesIO()
    book.save(mended)
    who.go(f"{base}/manage/import")
    send(who, "mended.xlsx", mended.getvalue())
    assert "as they were then" in who.text()
    assert who.field("list").input_value() == "Наши стартапы"
    who.do("check")
    wait(who, "What would become of the rows")
    who.send("/start")
    wait(who, "The list is brought in")
    first = who.path
    who.go(f"{base}/manage/startups")
    assert "Насосы Альфа" in who.text()
    assert "Ткани Дельта" in who.text()
    who.go(f"{first}/undo")
    who.send("/undo")
    wait(who, "The import was undone")
    who.go(f"{base}/manage/startups?lang=ur")
    assert "Насосы Альфа" not in who.text()
    assert "Ткани Дельта" in who.text()
    who.go(f"{base}/manage/import")
    who.must_be_fine()
