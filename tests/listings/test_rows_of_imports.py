"""The report of an import as a file holds the rows of its page, for those who may open it."""

from __future__ import annotations

import re
from pathlib import Path

from bridge.followers.importer import Importer
from bridge.importing.jobs import header_hash
from tests.domain.house import SYSTEM
from tests.listings.views import as_csv, as_json, as_xlsx, lists_of_the_api
from tests.listings.village import Plan, Square, Village

FILE = "id,Name,Country\n1,Kiln,PK\n,,Nowhere\n3,=1+1,PK\n4,Kiln,Atlantis\n"
COLUMNS = ["id", "name", "country"]


def brought_in(village: Village) -> str:
    """The address of an import of the first incubator that is done."""
    house, incubator, manager = village.house, village.incubators[0], village.people["manager"]
    job = house.import_jobs.upload(incubator, manager.account, "kilns.csv", FILE.encode())
    settings = {"list": "kilns", "undecided": "skip"}
    headers = header_hash(FILE.partition("\n")[0].split(","))
    house.import_jobs.change(
        job.id, ("mapping",), columns=COLUMNS, headers=headers, settings=settings, state="checking"
    )
    importer = Importer(house)
    while importer.step():
        pass
    house.imports.start(house.actor_for(manager.account), job.id, incubator, digest=job.digest, rows=4)
    house.import_jobs.change(job.id, ("checked",), state="running", done=0)
    while importer.step():
        pass
    return f"/incubators/incubator-pk/manage/import/{job.id}"


def test_every_part_of_a_report_is_in_its_files(square: Square, sqlite_url: str, tmp_path: Path) -> None:
    village = Village(sqlite_url, tmp_path)
    village.build(Plan())
    address = brought_in(village)
    square.look_at(village)
    browser, whole = square.browser("manager"), []
    for outcome in ("new", "refused"):
        shown = re.findall(r"Row (\d+)</span>", browser.get(f"{address}?rows={outcome}").text)
        for form in (as_csv, as_xlsx, as_json):
            told = form(browser, "", address, f"rows={outcome}", {})
            assert (list(told.ids), told.total) == (shown, len(shown)), form
        whole += shown
    assert len(whole) == 4
    assert as_json(browser, "", address, "", {}).ids == tuple(sorted(whole, key=int))
    for path in (path for path, columns in lists_of_the_api().items() if columns[0] == "number"):
        named = re.sub("{incubator}", "incubator-pk", path).replace("{job}", address.rpartition("/")[2])
        answer = square.app.test_client().get(f"/api/v1{named}", headers=square.token("manager"))
        assert [str(item["number"]) for item in answer.get_json()["items"]] == sorted(whole, key=int)
    told_rows = browser.get(f"{address}.csv").text
    assert "'=1+1" in told_rows
    assert "Country: is none of the known values" in told_rows
    village.house.offices.grant(SYSTEM, village.people["outsider"].account, "organiser", "PK")
    assert square.browser("outsider").get(f"{address}.csv").status_code == 200
    for who in ("keeper", "ann", "organiser"):
        assert square.browser(who).get(f"{address}.csv").status_code == 404
    village.house.close()
