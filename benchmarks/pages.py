"""Pages in process at 10,000 startups and 100,000 events; how soon suggestions follow a saved profile."""

import gc
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from flask.testing import FlaskClient

from benchmarks.crowds import account, fill
from benchmarks.houses import house, places
from benchmarks.records import Record, benchmark, percentile
from bridge.accounts.tables import accounts
from bridge.composition import Bridge
from bridge.followers.matcher import Matcher
from bridge.web import create_app
from events.actor import Actor
from events.startups.aggregate import Startup

STARTUPS, EVENTS, ROUNDS = 10_000, 100_000, 60
PAGES = {
    "home": ("/", "/"),
    "directory": ("/startups", "/startups"),
    "directory.text": ("/startups?q=payment+clinic", "/startups?q=wallet"),
    "directory.filters": ("/startups?country=UZ&country=KG&sector=fintech&need=distribution", "/startups?offer=talent"),
    "startup": ("/startups/startup-{n}", "/startups/startup-{n}"),
    "suggestions": ("/startups/startup-{own}/suggestions",) * 2,
    "introductions": ("/introductions", "/introductions"),
}
OF_MEMBERS = {"suggestions", "introductions"}


@benchmark("page", "fresh")
def pages() -> Iterator[Record]:
    """page.<page>.{visitor,founder}.{sqlite,postgres} (95th percentile), fresh.{sqlite,postgres}"""
    with places() as kinds:
        for kind, place in kinds.items():
            bridge = house(place.fresh(), place.folder)
            ids = fill(bridge, STARTUPS, EVENTS)
            place.settle(bridge.settings.database_url)
            matcher = Matcher(bridge)
            matcher.load()
            # The lists of those who look in the benchmark; the others' would take minutes and change no figure.
            matcher.waiting = dict.fromkeys(ids[:ROUNDS])
            _settle(matcher)
            _people(bridge, range(ROUNDS))
            gc.collect()
            gc.freeze()  # the engine's objects: a web worker has none of them to look through
            for name, addresses in PAGES.items():
                for who in ("visitor", "founder"):
                    if who == "visitor" and name in OF_MEMBERS:
                        continue
                    times = _times(bridge, addresses, who)
                    middle = statistics.median(times)
                    yield Record(f"page.{name}.{who}.{kind}", percentile(times, 0.95), "ms", peers={"median": middle})
            fresh = [_fresh(bridge, matcher, ids[number], number) for number in range(20)]
            worst = {"median": statistics.median(fresh), "worst": max(fresh)}
            yield Record(f"fresh.{kind}", percentile(fresh, 0.95), "ms", peers=worst)
            bridge.close()


def _settle(matcher: Matcher) -> None:
    while matcher.step():
        pass


def _people(bridge: Bridge, numbers: range) -> None:
    rows = [
        {
            "id": account(number).account, "email": f"f{number}@bench.example", "email_key": f"f{number}@bench.example",
            "name": f"Founder {number}", "password_hash": "-", "language": "en", "time_zone": "Asia/Karachi",
            "phone": None, "whatsapp": None, "telegram": None, "epoch": 0, "demo": False,
            "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
        for number in numbers
    ]  # fmt: skip
    with bridge.db.change() as tx:
        tx.connection.execute(accounts.insert(), rows)


def _times(bridge: Bridge, addresses: tuple[str, ...], who: str) -> list[float]:
    app = create_app(bridge)
    times = []
    for number in range(ROUNDS):
        client: FlaskClient = app.test_client()
        client.set_cookie("measured", "1")  # whoever brings a cookie gets a page that is made for them
        if who == "founder":
            _sign_in(client, account(number))
        address = addresses[number % len(addresses)].format(n=(number * 97) % STARTUPS, own=number)
        if number == 0:  # templates compile, catalogues load
            client.get(address)
        begin = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    return times


def _sign_in(client: FlaskClient, actor: Actor) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = f"{UUID(str(actor.account)).hex}:0"
        session["_fresh"] = True


def _fresh(bridge: Bridge, matcher: Matcher, startup: UUID, number: int) -> float:
    """Milliseconds from saving a profile until its own and the others' lists are written."""
    by = account(number)
    one_liner = {"en": f"clinic sensors for hospitals, series {number}"}
    begin = time.perf_counter()
    saved: Startup = bridge.startups.change(by, startup, {"one_liner": one_liner, "sectors": ["healthtech"]})
    newest = bridge.log.entries(of=saved.id, limit=1, newest_first=True)[0].id
    while matcher.place().position < newest:
        matcher.step()
    with bridge.reading() as reading:
        bridge.suggestions.of(reading.connection, reading.views, by, startup)
    return (time.perf_counter() - begin) * 1000
