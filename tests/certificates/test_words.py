"""What a certificate says: one sentence a kind, days as the language writes them, and no name once it is erased."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bridge.certificates.texts import ISOLATE, ISOLATED, LABELS
from bridge.certificates.words import JUDGE, KINDS, PARTICIPANT, WINNER, Award, certificate_text, days, sheet_labels

AWARD = Award(
    PARTICIPANT, "Aigul Sadykova", "Silk Road Hackathon", date(2026, 9, 5), date(2026, 9, 7), "7KQ2-M9XW",
    "https://bridge.example/verify/7KQ2-M9XW", date(2026, 9, 10), place=("Bishkek",), team="Amber",
    prize="Green cities", hosts=("Park",),
)  # fmt: skip


def same(text: str) -> str:
    return text


def reason_of(award: Award) -> str:
    """What stands under the name, without the marks around names."""
    return certificate_text(award, "en", same).reason.translate({ord(ISOLATE): None, ord(ISOLATED): None})


def test_a_certificate_says_what_it_is_for() -> None:
    assert reason_of(AWARD) == "for taking part in the hackathon with the team “Amber”"
    assert reason_of(replace(AWARD, kind=WINNER)) == "for the prize “Green cities” with the team “Amber”"
    assert reason_of(replace(AWARD, kind=JUDGE, team="")) == "for judging the projects of the hackathon"
    assert len({reason_of(replace(AWARD, kind=kind)) for kind in KINDS}) == len(KINDS)


def test_a_percent_sign_in_a_prize_is_a_percent_sign() -> None:
    assert (
        reason_of(replace(AWARD, kind=WINNER, prize="100%(team)s", team="50 %"))
        == "for the prize “100%(team)s” with the team “50 %”"
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "September 5, 2026 – September 7, 2026"), ("ru", "5 сентября 2026 г. – 7 сентября 2026 г."),
        ("ur", "5 ستمبر، 2026 – 7 ستمبر، 2026"), ("uz", "5-sentabr, 2026 – 7-sentabr, 2026"),
    ],
)  # fmt: skip
def test_days_are_written_as_the_language_does(language: str, written: str) -> None:
    said = days(date(2026, 9, 5), date(2026, 9, 7), language)
    assert " ".join(said.split()) == written
    assert "–" not in days(date(2026, 9, 7), date(2026, 9, 7), language)


def test_who_was_erased_is_a_former_member() -> None:
    assert certificate_text(replace(AWARD, name=None), "en", same).name == "A former member"


def test_a_score_sheet_has_all_its_words() -> None:
    assert set(sheet_labels(same)) == set(LABELS)


def test_words_and_texts_load_no_library_that_draws() -> None:
    program = (
        "import sys, bridge.certificates.words, bridge.certificates.texts\n"
        "print(sorted(sys.modules.keys() & {'fpdf', 'uharfbuzz', 'fontTools', 'segno', 'PIL'}))"
    )
    root = Path(__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_a_city_in_latin_letters_does_not_turn_the_country_beside_it() -> None:
    said = certificate_text(replace(AWARD, place=("Peshawar", "پاکستان")), "ur", str)
    assert said.when.endswith(" · \u2068Peshawar\u2069, \u2068پاکستان\u2069")
