"""Pictures of previews: sizes, letters of three scripts, lines that fit, and crowds that ask at once."""

import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from bridge.web.sharing import lettering, shelf
from bridge.web.sharing.drawing import HEIGHT, WIDTH, Card, draw
from bridge.web.sharing.lettering import Word, fitted, width_of, words

CARDS = [
    Card("Registan Cold Chain", "Startup", "Cold storage for apricots.", "Samarkand", ("Agritech", "Logistics")),
    Card("Санарип Өнүгүү Борбору", "Инкубатор", "Помогаем стартапам.", "Бишкек", ("Финтех",)),
    Card("کاروان ٹیکنالوجی", "اسٹارٹ اپ", "سامان کی ترسیل 2024 سے", "کراچی", ("لاجسٹکس",), rtl=True),
    Card("N" * 300, "x " * 200, "<b>&amp;</b> " * 50, "y" * 300, ("z" * 200,) * 9),
    Card("", "", "\u0000\u202e\u200f", "გ" * 5, ("",)),
]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:12] or "nothing")
def test_a_picture_has_the_size_that_messengers_ask_for_and_is_light(card: Card) -> None:
    content = draw(card)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(content) < 60_000


def test_every_word_is_written_with_a_font_that_has_its_letters() -> None:
    assert words("Anor کاروان Өнүгүү") == [Word("Anor", "onest"), Word("کاروان", "naskh"), Word("Өнүгүү", "onest")]
    assert [word.text for word in words("თბილისი 北京")] == ["tbilisi", "BeiJing"]
    assert words("\u0000\u202e \u200f") == []


def test_long_names_shrink_then_wrap_then_end_in_an_ellipsis() -> None:
    sizes = (88, 54)
    assert fitted("Anor", 1000, sizes, 2)[0] == 88
    assert fitted("Central Asian Cooperation and Development Bureau", 1000, sizes, 2)[0] == 54
    for text in ("word " * 80, "unbroken" * 40, "کاروان " * 60):
        size, lines = fitted(text, 1000, sizes, 2)
        assert len(lines) == 2
        assert lines[-1][-1].text == "…"
        assert all(width_of(line, size) <= 1000 + width_of([Word("…", "onest")], size) * 2 for line in lines)


def test_words_of_the_other_direction_keep_their_own_order() -> None:
    def seen(text: str, *, rtl: bool) -> str:
        return " ".join(word.text for word in lettering._as_seen(words(text), rtl=rtl))

    assert seen("Registan Cold Chain", rtl=True) == "Registan Cold Chain"
    assert seen("کاروان سرائے", rtl=False) == "سرائے کاروان"
    assert seen("Peshawar · پاکستان", rtl=True) == "پاکستان · Peshawar"
    assert seen("Peshawar · پاکستان", rtl=False) == "Peshawar · پاکستان"
    assert seen("Kabul – Lahore", rtl=True) == "Kabul – Lahore"
    assert seen("سال 2024 سے", rtl=True) == "سے 2024 سال"


def test_what_differs_has_a_picture_of_its_own() -> None:
    assert len({card.digest for card in CARDS}) == len(CARDS)
    assert CARDS[0].digest == Card(*[getattr(CARDS[0], name) for name in Card.__slots__]).digest


def test_a_crowd_of_crawlers_makes_one_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Card] = []

    def slow(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr(shelf, "draw", slow)
    found: list[bytes | None] = []
    crowd = [threading.Thread(target=lambda: found.append(shelf.picture_of(tmp_path, CARDS[0]))) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(set(found)) == 1
    assert None not in found
    assert len(drawn) == 1
    assert [path.name for path in tmp_path.iterdir()] == [f"{CARDS[0].digest}.png"]


def test_who_waits_too_long_is_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PATIENCE", 0)
    with shelf._turn:
        assert shelf.picture_of(tmp_path, CARDS[0]) is None
    assert shelf.picture_of(tmp_path, CARDS[0]) is not None


def test_the_shelf_gives_up_its_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 10)
    monkeypatch.setattr(shelf, "draw", lambda card: b"picture")
    for number in range(30):
        shelf.picture_of(tmp_path, Card(str(number)))
    assert len(list(tmp_path.iterdir())) <= 10


def test_what_another_process_gave_up_meanwhile_keeps_no_picture_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST", 10)
    monkeypatch.setattr(shelf, "draw", lambda card: b"picture")
    for number in range(10):
        (tmp_path / f"{number}.png").symlink_to(tmp_path / "gone")  # listed, and not there any more
    assert shelf.picture_of(tmp_path, Card("new")) == b"picture"
