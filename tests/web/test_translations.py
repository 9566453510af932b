"""The catalogues: complete, not fuzzy, with the same places to fill in, and compiled."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "bridge" / "translations"
COMPLETE = ("ru", "ur")
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)s|%[sd]")


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def used() -> frozenset[str]:
    """Every text that modules and templates ask for."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel publishes no annotations for it
    found: set[str] = set()
    for folder in ("bridge", "templates"):
        # The patterns name the folder, so paths are made relative to the checkout.
        inside = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if pattern.startswith(folder)
        ]
        settings = {pattern.removeprefix(f"{folder}/"): option for pattern, option in options.items()}
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, inside, settings, KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return frozenset(found - {""})


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def first(message: Message) -> str:
    return str(message.id) if isinstance(message.id, str) else str(message.id[0])


def test_texts_are_found_at_all() -> None:
    assert {"Startups", "Please fill this in.", "%(num)s startup fits", "Skip to the content"} <= used()


@pytest.mark.parametrize("language", COMPLETE)
def test_every_text_is_translated(language: str) -> None:
    translated = {first(m) for m in catalogue(language) if m.id and all(strings(m)) and not m.fuzzy}
    assert sorted(used() - translated) == []


@pytest.mark.parametrize("language", COMPLETE)
def test_no_text_is_kept_that_nobody_asks_for(language: str) -> None:
    assert sorted({first(m) for m in catalogue(language) if m.id} - used()) == []


@pytest.mark.parametrize("language", COMPLETE)
def test_translations_fill_in_the_same_places(language: str) -> None:
    wrong = []
    for message in catalogue(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        places = {place for text in ids for place in PLACE.findall(text)}
        for text in strings(message) if message.id else []:
            # A plural form may leave its number out ("one startup"), never invent a place.
            found = set(PLACE.findall(text))
            if not found <= places or (len(ids) == 1 and text and found != places):
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("language", COMPLETE)
def test_the_compiled_catalogue_is_that_of_the_texts(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").read_bytes() == compiled.getvalue()
