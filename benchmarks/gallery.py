"""The gallery of a hackathon with 500 projects: requests a second with two processes, and what goes over the wire."""

import gzip
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from benchmarks.houses import house, places
from benchmarks.records import Record, benchmark, beside
from benchmarks.serving import BARE, ROUNDS, WORKERS, free_port, look, rate, served
from bridge.composition import Bridge
from bridge.serving import production_command
from bridge.settings import Settings
from events.actor import Actor
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup

PROJECTS = 500
SYSTEM = Actor(system="benchmark")
GALLERY = "/hackathons/water-and-light/projects"
# What many open at once as a link that is shared; and pages that are made anew each time, for none is asked twice.
ADDRESSES = {
    "": GALLERY,
    ".others": f"{GALLERY}?page={{page}}&from={{n}}",
    ".search": f"{GALLERY}?q=well&track=water&from={{n}}",
}
THINGS = ("well", "canal", "glacier", "turbine", "lamp", "school", "road", "orchard", "herd", "loom")


@benchmark("page.gallery")
def gallery() -> Iterator[Record]:
    """page.gallery{,.others,.search}.{sqlite,postgres} (requests/s, with what goes over the wire in kB)"""
    with places() as kinds:
        for kind, place in kinds.items():
            url = place.fresh()
            bridge = house(url, place.folder)
            _fill(bridge)
            bridge.close()
            place.settle(url)
            settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(place.folder)})
            with served(production_command(replace(settings, port=free_port()), WORKERS), url, place.folder) as ours:
                for name, address in ADDRESSES.items():
                    size, mimetype = look(ours, address.format(n=1, page=1))
                    bare = place.folder / f"bare_gallery{name.replace('.', '_')}_{kind}.py"
                    bare.write_text(BARE.format(size=size, mimetype=mimetype))
                    command = production_command(replace(settings, port=free_port()), WORKERS)
                    command[-1] = f"{bare.stem}:app"
                    command[command.index("--chdir") + 1] = str(place.folder)
                    with served(command, url, place.folder) as floor:
                        rounds = [(rate(ours, address), rate(floor, address)) for _ in range(ROUNDS)]
                    values, floors = zip(*rounds, strict=True)
                    wire = _on_the_wire(ours, address.format(n=1, page=1))
                    more = {"wire_kB": wire / 1000, "html_kB": size / 1000}
                    yield beside(f"page.gallery{name}.{kind}", "requests/s", values, floors, **more)


def _on_the_wire(port: int, address: str) -> int:
    """The bytes of the page as a browser gets it, or as a proxy in front compresses it."""
    asked = urllib.request.Request(  # our own server
        f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(asked) as answer:  # our own server
        body: bytes = answer.read()
        return len(body) if answer.headers.get("Content-Encoding") == "gzip" else len(gzip.compress(body, 6))


def _fill(bridge: Bridge) -> None:
    """A hackathon whose building is over, with a team of one a project."""
    now = datetime.now(UTC) - timedelta(days=20)
    bridge.log.clock = lambda: now
    page = {"name": {"en": "Park"}, "kind": "it_park", "country": "KG"}
    host, manager, invitation = bridge.incubators.list(SYSTEM, page, []).id, Actor(uuid4()), uuid4()
    bridge.incubators.invite_manager(SYSTEM, host, invitation)
    bridge.incubators.join(manager, host, invitation)
    parts = setup(now)
    zone, phases = parts["dates"]["zone"], parts["dates"]["phases"]
    phases["building"]["opens"] = phases["registration"]["opens"]
    phases["judging"]["opens"] = in_zone(now + timedelta(days=60), zone)
    phases["judging"]["closes"] = phases["results"]["opens"] = in_zone(now + timedelta(days=70), zone)
    found = bridge.hackathons.draft(manager, host, parts, slug="water-and-light")
    bridge.hackathons.announce(manager, found.id)
    for number in range(PROJECTS):
        lead, thing = Actor(uuid4()), THINGS[number % len(THINGS)]
        country = ("KG", "PK", "UZ", "KZ", "TJ")[number % 5]
        bridge.registrations.register(lead, found.id, {"country": country, "agreed": "yes"})
        team = bridge.teams.form(lead, found.id, f"Team {number}")
        content = {
            "title": f"{thing.title()} watch {number}", "language": "en", "tracks": ["water"],
            "text": f"Measures a {thing} and tells when it needs care. " * 20,
            "summary": {"en": f"Measures a {thing} and tells its village.", "ru": "Измеряет и рассказывает селу."},
            "challenges": ["light"] if number % 3 == 0 else [],
        }  # fmt: skip
        bridge.projects.submit(lead, team.id, content)
