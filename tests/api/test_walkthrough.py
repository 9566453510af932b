"""The walk in docs/api.md works as it stands there: every call is sent, and answers as the page says."""

import json
import re
import shlex
from pathlib import Path
from string import Template

from werkzeug.test import TestResponse

from events.actor import Actor
from tests.api.town import Town
from tests.domain.hackathon_setup import setup

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
STEP = re.compile(r"^```sh\n(.*?)^```\n\n```\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILES = {"@kilns.csv": "No,Startup,Land\n1,A kiln,Pakistan\n", "@plan.pdf": "%PDF-1.4 a plan"}
# What later calls take from answers before.
KEPT = {"ID": "id", "NEXT": "next", "DIGEST": "digest"}


def send(town: Town, call: str) -> TestResponse:
    """Send what curl would."""
    words = shlex.split(call)[1:]
    method, headers, body, address = "GET", {}, None, ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        elif word == "--data-binary":
            body = FILES[words.pop(0)]
        else:
            address = word
    return town.app.test_client().open(address, method=method, headers=headers, data=body)


def hackathon(town: Town) -> None:
    """`canals`, Dana's, where teams build since registration opened."""
    parts = setup(town.clock.now)
    phases = parts["dates"]["phases"]
    phases["building"]["opens"] = phases["registration"]["opens"]
    made = town.bridge.hackathons.draft(Actor(town.dana), town.center, parts, slug="canals")
    town.bridge.hackathons.announce(Actor(town.dana), made.id)


def test_every_step_answers_as_the_page_says(town: Town) -> None:
    hackathon(town)
    names = {"SITE": "", "TOKEN": town.token(town.dana), "OTHER": town.token(town.bek)}
    steps = STEP.findall(PAGE.read_text())
    assert len(steps) == 10
    for calls, answers in steps:
        for call, expected in zip(calls.splitlines(), answers.split(), strict=True):
            answer = send(town, Template(call.replace("\\$", "$$")).substitute(names))
            assert str(answer.status_code) == expected, (call, answer.get_data(as_text=True))
            told = json.loads(answer.get_data())
            names |= {name: str(told[key]) for name, key in KEPT.items() if told.get(key)}
            names |= {"ETAG": answer.headers["ETag"].replace('"', '\\"')} if "ETag" in answer.headers else {}
    after = town.ask("GET", "/changes", names["TOKEN"]).get_json()
    topics = [change["topic"] for change in after["items"]]
    said = [topic for topic in topics if topic.startswith("introduction.")]
    assert said == ["introduction.proposed", "introduction.accepted"]
