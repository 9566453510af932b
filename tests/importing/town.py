"""An incubator with a manager, and imports through the follower as the pages start them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.importer import Importer
from bridge.importing.columns import mapping
from bridge.importing.jobs import Job, header_hash
from bridge.importing.opening import opened
from tests.domain.house import House, Person

LIST = """id;Name;Country;Sector;Website;E-mail
1;Alpha Pumps;Pakistan;Agriculture;alpha.example;a@alpha.example
2;Beta Pay;Kyrgyzstan;Fintech;https://beta.example;b@beta.example
3;Gamma;Atlantis;Fintech;;
4;Delta Looms;Pakistan;Basketry;;
"""


class Town:
    """Short ways through an import."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.manager: Person = house.person()
        self.incubator = house.incubator("PK", managers=(self.manager,))
        self.importer = Importer(house)

    def upload(self, content: str | bytes, by: Person | None = None, **settings: Any) -> Job:
        """Send a file and take the mapping that is offered."""
        data = content.encode() if isinstance(content, str) else content
        jobs = self.house.import_jobs
        job = jobs.upload(self.incubator, (by or self.manager).account, "our list.csv", data)
        headers = opened(data, most=1).headers
        jobs.change(
            job.id, ("mapping",), columns=mapping(headers), headers=header_hash(headers), total=1,
            settings={"list": "our list", "country": None, "undecided": "skip", **settings},
        )  # fmt: skip
        return self.job(job.id)

    def check(self, job: Job) -> Job:
        """The dry run."""
        self.house.import_jobs.change(job.id, ("mapping", "checked"), state="checking", done=0)
        return self.work(job)

    def start(self, job: Job) -> Job:
        """The real one begins."""
        self.house.imports.start(Person(job.account), job.id, job.incubator, digest=job.digest, rows=job.total)
        self.house.import_jobs.change(job.id, ("checked",), state="running", done=0)
        return self.job(job.id)

    def work(self, job: Job) -> Job:
        """Let the follower do all that there is."""
        while self.importer.step():
            pass
        return self.job(job.id)

    def bring(self, content: str | bytes, **settings: Any) -> Job:
        """From the file to the report."""
        return self.work(self.start(self.check(self.upload(content, **settings))))

    def undo(self, job: Job) -> Job:
        """The way back."""
        self.house.import_jobs.change(job.id, ("done",), state="undoing", done=0)
        return self.work(job)

    def job(self, id: UUID) -> Job:
        found = self.house.import_jobs.get(id)
        assert found is not None
        return found

    def startup(self, name: str) -> UUID:
        """The startup of that name that there is."""
        with self.house.reading() as reading:
            rows = reading.views.startups.rows
            query = sa.select(rows.c.id).where(rows.c.name == name, reading.views.directory.present())
            found: UUID | None = reading.connection.scalar(query)
        assert found is not None, name
        return found

    def shown(self) -> list[tuple[Any, ...]]:
        """What the lists of pages can show of startups: rows, words, addresses, admissions."""
        with self.house.reading() as reading:
            views, connection = reading.views, reading.connection
            rows, tags = views.startups.rows, views.startups.tags
            present = sa.select(rows.c.name, rows.c.slug, rows.c.profile, rows.c.visibility, rows.c.unclaimed)
            roster = views.directory.roster(connection, self.incubator, ["admitted", "graduated"], limit=999)
            found = [tuple(row) for row in connection.execute(present.where(views.directory.present()))]
            found += [tuple(row) for row in connection.execute(sa.select(tags.c.kind, tags.c.code))]
            found += [tuple(row) for row in connection.execute(sa.select(views.startups.slugs.c.slug))]
            found += [(number,) for number in connection.scalars(sa.select(views.search.own_table.c.number))]
            return sorted([*found, *((row["name"],) for row in roster)], key=repr)
