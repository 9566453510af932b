"""A site with founders of several countries, each with a browser of their own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.settings import Settings
from bridge.suggestions import packed_reasons, suggestions
from bridge.web import create_app
from events.actor import Actor
from events.startups.aggregate import Startup
from events.store.places import move, place
from tests.domain.house import Clock, House

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
REASONS = [
    {"code": "need_met", "params": {"code": "distribution", "sectors": ["healthtech"], "country": "UZ"}},
    {"code": "common_language", "params": {"language": "ru", "level": "fluent", "also": []}},
]


@dataclass
class Member:
    """A person with a browser."""

    actor: Actor
    browser: FlaskClient

    def get(self, address: str) -> TestResponse:
        return self.browser.get(address)

    def post(self, address: str, **fields: Any) -> TestResponse:
        return self.browser.post(address, data={name.replace("__", "."): value for name, value in fields.items()})


class Town:
    """The whole site on one database; nothing runs beside it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.clock = Clock()
        settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
        self.house = House(replace(settings, database_url=url), self.clock)
        self.app = create_app(self.house)
        self.app.config["WTF_CSRF_ENABLED"] = False

    def member(self, name: str, language: str = "en", time_zone: str = "UTC") -> Member:
        account = self.house.accounts.demo_account(
            f"{name}@demo.example", name.title(), language=language, time_zone=time_zone
        )
        browser = self.app.test_client()
        browser.post("/account/sign-in", data={"email": f"{name}@demo.example", "password": DEMO_PASSWORD})
        return Member(Actor(account), browser)

    def suggest(self, startup: Startup, *others: Startup, reasons: list[dict[str, Any]] | None = None) -> None:
        """Stand in for the matcher: rows as it writes them."""
        with self.house.db.change() as tx:
            for rank, other in enumerate(others):
                score = 0.9 - rank / 10
                row = {"startup": startup.id, "other": other.id, "score": score, "there": score, "back": score}
                packed = packed_reasons(REASONS if reasons is None else reasons)
                tx.connection.execute(sa.insert(suggestions).values(**row, reasons=packed, engine="test-1"))

    def catch_up(self) -> None:
        """Move the matcher's place to the end of the log."""
        newest = self.house.log.recorder.max_notification_id() or 0
        old = place(self.house.db, "matcher").position
        with self.house.db.change() as tx:
            move(tx, "matcher", old, newest)


@dataclass
class Pair:
    """Two founders, their startups, and the introduction between them once it is proposed."""

    town: Town
    asma: Member
    bek: Member
    mine: Startup
    theirs: Startup

    @property
    def propose_address(self) -> str:
        return f"/startups/{self.theirs.slug}/introduce?from={self.mine.slug}"

    def propose(self, **more: str) -> str:
        """Propose, and answer the address of the introduction."""
        answer = self.asma.post(self.propose_address, **{**CHOICES, **more})
        assert answer.status_code == 303, text(answer)
        return answer.location

    def accepted(self) -> str:
        address = self.propose()
        assert self.bek.post(f"{address}/accept").status_code == 303
        return address

    def confirmed(self, wall: str = "2026-03-09T14:00", place: str = "https://meet.example/room") -> str:
        """An introduction with a confirmed meeting on Karachi's clock."""
        address = self.accepted()
        times = {"times__0__wall": wall, "times__zone": "Asia/Karachi", "times__minutes": "45"}
        assert self.asma.post(f"{address}/times", **times, times__format="video", times__place=place).status_code == 303
        start = re.search(r'name="confirm.start" value="([^"]+)"', self.bek.get(address).text)
        assert start is not None
        assert self.bek.post(f"{address}/confirm", confirm__start=start.group(1)).status_code == 303
        return address

    def state(self, address: str) -> str:
        with self.town.house.reading() as reading:
            row = reading.views.introductions.one(reading.connection, id_of(address))
        assert row is not None
        return str(row["state"])


def open_pair(town: Town) -> Pair:
    asma = town.member("asma", language="en", time_zone="Asia/Karachi")
    bek = town.member("bek", language="ru", time_zone="Asia/Tashkent")
    mine = town.house.startup(asma.actor, "PK", "Anor Health", languages={"ru": "working", "en": "fluent"})
    theirs = town.house.startup(
        bek.actor, "UZ", "Chinor Med", languages={"ru": "native"},
        offers=[{"code": "distribution"}], needs=[{"code": "talent"}],
    )  # fmt: skip
    return Pair(town, asma, bek, mine, theirs)


def text(answer: TestResponse) -> str:
    """What a reader of the page sees of it."""
    main = answer.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def id_of(address: str) -> UUID:
    """The id at the end of an address."""
    return UUID(address.rpartition("/")[2])
