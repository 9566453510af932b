"""The follower draws what was asked for: certificates, badges and score sheets, each once."""

from collections.abc import Mapping
from dataclasses import asdict

import pytest

from bridge import awards
from bridge.followers import papers as following
from bridge.followers.papers import Printer
from bridge.papers import BADGES, CERTIFICATE, SHEETS, Paper
from events.results.certificate import PARTICIPANT, certificate_id
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_results import publish


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    found = jury(house, clock, prizes=CHOICE)
    publish(found)
    house.certificates.issue(found.one, found.hackathon.id)
    return found


def ask(made: Jury, language: str) -> tuple[Mapping[str, object], Paper]:
    """Ask for the first lead's certificate as the page does."""
    house = made.house
    with house.reading() as reading:
        row = reading.views.results.by_id(
            reading.connection, certificate_id(made.hackathon.id, made.leads[0].account, PARTICIPANT)
        )
        assert row is not None
        text = awards.certificate(house, reading, row, language)
    assert text is not None
    return asdict(text), house.papers.ask(CERTIFICATE, row["id"], language, asdict(text))


def test_a_certificate_is_drawn_once_in_each_language(made: Jury) -> None:
    printer, papers = Printer(made.house), made.house.papers
    for language in ("en", "ur"):
        said, paper = ask(made, language)
        assert (paper.state, paper.content) == ("waiting", None)
        assert printer.step()
        drawn = papers.find(CERTIFICATE, paper.subject, language, said)
        assert drawn is not None
        assert (drawn.content or b"").startswith(b"%PDF-")
        assert ask(made, language)[1].id == drawn.id
    assert not printer.step()


def test_another_name_makes_another_paper(made: Jury) -> None:
    said, paper = ask(made, "en")
    assert made.house.papers.find(CERTIFICATE, paper.subject, "en", {**said, "name": "Somebody else"}) is None


def test_badges_and_sheets_are_drawn(made: Jury) -> None:
    house, id = made.house, made.hackathon.id
    with house.reading() as reading:
        round = reading.views.judging.rounds_of(reading.connection, id)[0]["id"]
        assert len(awards.badges(house, reading, id, "ru")) == len(made.leads) + len(made.judges)
        assert len(awards.sheets(house, reading, round, "ru")) == len(made.judges) * len(made.projects)
    for kind, subject in ((BADGES, id), (SHEETS, round)):
        house.papers.ask(kind, subject, "ru", {})
        assert Printer(house).step()
        drawn = house.papers.find(kind, subject, "ru", {})
        assert drawn is not None
        assert (drawn.content or b"").startswith(b"%PDF-")


def test_a_paper_that_cannot_be_drawn_is_told_and_tried_again(made: Jury, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise ValueError("no ink")

    with monkeypatch.context() as patch:
        patch.setattr(following, "draw", broken)
        said, paper = ask(made, "en")
        assert Printer(made.house).step()
    failed = made.house.papers.find(CERTIFICATE, paper.subject, "en", said)
    assert failed is not None
    assert failed.state == "failed"
    assert ask(made, "en")[1].state == "waiting"
    assert Printer(made.house).step()
    assert ask(made, "en")[1].state == "done"
