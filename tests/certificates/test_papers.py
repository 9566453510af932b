"""Papers: every letter of five languages has its shape, names fit, nothing that people type does harm."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno
from fpdf.fonts import TTFFont
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bridge.certificates.badges import badges
from bridge.certificates.certificate import draw
from bridge.certificates.lettering import Letters, OwnRuns, clean, runs
from bridge.certificates.paper import Paper
from bridge.certificates.sheets import score_sheets
from bridge.certificates.texts import LABELS, Badge, CertificateText, ScoreSheet, SheetCriterion, Signatory, isolated

DAY = date(2026, 9, 7)
ALPHABETS = {
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 “”‘’–—…",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя №«»",
    "ky": "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "uz": "Gʻayrat Oʻtkir oʻgʻli Shoʻrtanov aʼzo Chalqash Ng qx",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤۂۓ ۰۱۲۳۴۵۶۷۸۹ ،؛؟۔ شاہراہِ رحمٰن منّت اُردو",
}
CERTIFICATE = CertificateText(
    "en", "Certificate", "This is to certify that", "Aigul Sadykova", "won the first prize", "Silk Road Hackathon",
    "5–7 September 2026", ("Park", "Centre"), (Signatory("N. Bekov", "Park"),), "Check it here:",
    "https://bridge.example/verify/7KQ2-M9XW", "7KQ2-M9XW", DAY,
)  # fmt: skip
HOSTILE = "{nb} \\) Tj ET (\x00\x1b) \u202egnp.exe\u202c <script> %s \ud83d\udc69\u200d\U0001f4bb" + "W" * 5000


@pytest.fixture
def shaped(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """What was shaped while drawing: each piece of text with the numbers of its glyphs, 0 for a letter without one."""
    seen: list[tuple[str, list[int]]] = []
    true = TTFFont.shape_text

    def record(self: TTFFont, text: str, font_size_pt: float, parameters: object) -> object:
        infos, _ = self.perform_harfbuzz_shaping(text, font_size_pt, parameters)  # type: ignore[arg-type]  # as given
        seen.append((text, [info.codepoint for info in infos]))
        return true(self, text, font_size_pt, parameters)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(TTFFont, "shape_text", record)
    return seen


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_our_languages_is_drawn_with_a_shape_of_its_own(
    shaped: list[tuple[str, list[int]]], language: str
) -> None:
    text = ALPHABETS[language]
    draw(replace(CERTIFICATE, language=language, name=text[:30], reason=text, hackathon=text))
    assert not [(piece, glyphs) for piece, glyphs in shaped if 0 in glyphs]
    written = "".join(piece for piece, _ in shaped)
    assert set(text) <= set(written)


def test_a_vowel_sign_does_not_tear_a_word_apart(shaped: list[tuple[str, list[int]]]) -> None:
    draw(replace(CERTIFICATE, language="ur", name="عبدالرحمٰن"))
    assert "عبدالرحمٰن" in [piece for piece, _ in shaped]


def test_both_directions_stand_in_one_line_as_unicode_orders_them() -> None:
    line = runs("ٹیم Amber 12 (ایکس)", rtl=True)
    assert [(run.text, run.rtl) for run in line] == [(" (ایکس)", True), ("Amber 12", False), ("ٹیم ", True)]
    assert [run.font for run in line] == ["nastaliq", "onest", "nastaliq"]
    line = runs("Team عنبر 12 won", rtl=False)
    assert [run.text.strip() for run in line if run.text.strip()] == ["Team", "12", "عنبر", "won"]
    assert {run.font for run in runs("5 تا 7 ستمبر", rtl=True)} == {"nastaliq"}


def test_a_name_inside_a_sentence_does_not_turn_the_signs_around_it() -> None:
    line = runs(clean(f"ٹیم «{isolated('Amber')}» (Lahore) کے"), rtl=True)
    assert [run.text for run in line if not run.rtl] == ["Lahore", "Amber"]
    assert "".join(run.text for run in line[::-1]) == "ٹیم «Amber» (Lahore) کے"
    torn = runs("ٹیم «Amber» (Lahore) کے", rtl=True)
    assert [run.text for run in torn if not run.rtl] == ["Amber» (Lahore)"]
    assert isolated("a\u2069\u2069b") == "\u2068ab\u2069"
    assert isolated("") == ""


def test_words_that_no_font_has_are_written_in_latin_letters_and_invisible_marks_are_gone() -> None:
    assert clean("თბილისი · 日本") == "tbilisi · RiBen"
    assert clean("a\u202eb\u2066c\ufeff \x07 d") == "a b c d"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"  # the joiner belongs to the word


@settings(max_examples=40, phases=(Phase.explicit, Phase.generate), deadline=None)
@given(
    st.text(st.sampled_from("Wiʻ өңүЖ ٹیم محمدٰ12.,()—{}\n\u202e"), max_size=90), st.integers(12, 250),
    st.integers(1, 3), st.booleans(),
)  # fmt: skip
def test_whatever_is_written_fits(text: str, room: int, most: int, rtl: bool) -> None:
    pdf = OwnRuns()
    pdf.add_page()
    letters = Letters(pdf, rtl=rtl)
    size, lines = letters.fitted(text, room, (44, 30, 20, 8), most)
    assert len(lines) <= most
    assert all(letters.width(line, size) <= room for line in lines)
    pdf.close()


def test_a_long_name_is_kept_whole_on_two_lines(shaped: list[tuple[str, list[int]]]) -> None:
    name = "Muhammad Abdul Rehman Chaudhry Siddiqui al-Bukhari ibn Zulfiqar Ali Khan Mirzo-Ulugbek"
    draw(replace(CERTIFICATE, name=name))
    pieces = [piece for piece, _ in shaped]
    assert any(f"{first} {second}" == name for first in pieces for second in pieces if name.startswith(first))


def test_what_people_type_is_written_and_does_nothing_else(shaped: list[tuple[str, list[int]]]) -> None:
    hostile = replace(
        CERTIFICATE, name=HOSTILE, reason=HOSTILE, hackathon=HOSTILE, when=HOSTILE, hosts=(HOSTILE,) * 9,
        signatories=(Signatory(HOSTILE, HOSTILE),) * 9,
    )  # fmt: skip
    content = draw(hostile)
    assert content.count(b"/Type /Page\n") == 1
    assert b"/JavaScript" not in content
    assert any("{nb}" in piece for piece, _ in shaped)
    empty = replace(CERTIFICATE, name="", reason="", hosts=(), signatories=())
    assert draw(empty).startswith(b"%PDF")


def test_the_same_certificate_is_the_same_file_in_another_process() -> None:
    certificate = replace(CERTIFICATE, language="ur", name="عائشہ Aigul Өмүр")
    program = (
        "import datetime, hashlib, sys\n"
        "from bridge.certificates.certificate import draw\n"
        "from bridge.certificates.texts import CertificateText, Signatory\n"
        f"print(hashlib.sha256(draw({certificate!r})).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "17", "TZ": "Asia/Karachi"}
    root = Path(__file__).parents[2]
    asked = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == hashlib.sha256(draw(certificate)).hexdigest()


def test_the_code_leads_to_the_page_that_verifies(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[float, float, float]] = []
    paper = Paper(language="en", rtl=False, title="", day=DAY)
    paper.page()
    monkeypatch.setattr(paper.pdf, "rect", lambda x, y, w, _h, **_: drawn.append((x, y, w)))
    paper.qr(10, 20, 33, CERTIFICATE.address)
    true = [list(row) for row in segno.make(CERTIFICATE.address, error="m", micro=False, boost_error=False).matrix]
    dot = 33 / len(true)
    seen = [[0] * len(true) for _ in true]
    for x, y, wide in drawn:
        for step in range(round(wide / dot)):
            seen[round((y - 20) / dot)][round((x - 10) / dot) + step] = 1
    assert seen == true


def test_badges_are_eight_a_page_in_the_order_given(shaped: list[tuple[str, list[int]]]) -> None:
    those = [
        Badge(f"Guest {number}", "Judge", "Silk Road", f"https://bridge.example/c/{number}") for number in range(9)
    ]
    content = badges(those, "en", DAY)
    assert content.count(b"/Type /Page\n") == 2
    written = list(dict.fromkeys(piece for piece, _ in shaped if piece.startswith("Guest")))
    assert written == [f"Guest {number}" for number in range(9)]
    assert badges([], "ur", DAY).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "criteria", "pages"), [("en", 4, 1), ("en", 18, 3), ("ur", 9, 2)])
def test_a_score_sheet_has_every_criterion_and_goes_on_where_a_page_ends(
    shaped: list[tuple[str, list[int]]], language: str, criteria: int, pages: int
) -> None:
    rubric = tuple(SheetCriterion(f"Craft{number}", "How well?", "20 %", 1, 10) for number in range(criteria))
    labels = {label: label for label in LABELS}
    sheet = ScoreSheet("Silk Road", "Final", "Aigul", "Amber", "17", rubric, labels, "https://bridge.example/s/1")
    content = score_sheets([sheet, sheet], language, DAY)
    assert content.count(b"/Type /Page\n") == 2 * pages
    written = " ".join(piece for piece, _ in shaped)
    assert all(f"Craft{number}" in written for number in range(criteria))


def test_a_scale_that_is_too_long_for_boxes_gets_one_to_write_into(shaped: list[tuple[str, list[int]]]) -> None:
    rubric = (SheetCriterion("Craft", "", "1", 0, 100),)
    labels = {label: label for label in LABELS}
    score_sheets([ScoreSheet("H", "R", "J", "P", "", rubric, labels, "https://b.example/s")], "en", DAY)
    assert "0–100" in [piece for piece, _ in shaped]
