"""The papers say what is there: their links lead somewhere, their commands, options and settings exist."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from bridge.cli.group import COMMANDS, main
from bridge.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(paper.relative_to(ROOT)) for paper in PAPERS]

LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`|^```.*?^```", re.MULTILINE | re.DOTALL)
# A command stands at the beginning of a code span or a line of code, after a prompt or an equals sign of a unit file.
BRIDGE = re.compile(r"(?:^|[`$/'=])[ ]?bridge[ ]([a-z][a-z-]*)([^\n`#|]*)", re.MULTILINE)
DEV = re.compile(r"\./dev[ ]([a-z][a-z-]*)")
SETTING = re.compile(r"\b(?:BRIDGE_[A-Z_]+|DATABASE_URL|SMTP_URL)\b")


@pytest.fixture(params=PAPERS, ids=NAMES)
def paper(request: pytest.FixtureRequest) -> Path:
    """Each of the papers."""
    path: Path = request.param
    return path


def _code(path: Path) -> str:
    return "\n".join(CODE.findall(path.read_text()))


def _anchors(path: Path) -> set[str]:
    prose = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(prose)}


def _called(path: Path) -> Iterator[tuple[str, list[str]]]:
    for name, rest in BRIDGE.findall(_code(path)):
        yield name, re.findall(r"--[a-z][a-z-]*", rest)


def test_every_link_leads_to_a_file_and_a_heading_that_are_there(paper: Path) -> None:
    broken = []
    for link in LINK.findall(CODE.sub("", paper.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        address, _, anchor = link.partition("#")
        target = (paper.parent / address).resolve() if address else paper
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_command_of_bridge_exists_with_its_options(paper: Path) -> None:
    context = click.Context(main)
    unknown = []
    for name, options in _called(paper):
        command = main.get_command(context, name)
        if command is None:
            unknown.append(name)
            continue
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        unknown += [f"{name} {option}" for option in options if option not in known]
    assert unknown == []


def test_every_command_of_dev_exists(paper: Path) -> None:
    usage = subprocess.run([sys.executable, str(ROOT / "dev"), "--help"], check=True, capture_output=True, text=True)
    known = set(re.findall(r"^    ([a-z]+) ", usage.stdout, re.MULTILINE))
    assert {"run", "test"} <= known
    assert set(DEV.findall(_code(paper))) <= known


def test_the_page_for_administrators_names_every_command_and_every_setting() -> None:
    page = ROOT / "docs" / "administrators.md"
    assert {name for name, _ in _called(page)} == set(COMMANDS)
    source = (ROOT / "bridge" / "settings.py").read_text()
    read = set(SETTING.findall(source)) - {"BRIDGE_"}
    assert len(read) >= len(fields(Settings)) - 1
    assert read <= set(SETTING.findall(page.read_text()))


def test_only_settings_that_exist_are_named(paper: Path) -> None:
    read = set(SETTING.findall((ROOT / "bridge" / "settings.py").read_text()))
    tests_read = {"BRIDGE_TEST_PG_URL", "BRIDGE_TEST_SEED", "BRIDGE_REAL_DATA"}
    assert set(SETTING.findall(paper.read_text())) <= read | tests_read


def test_every_document_is_in_the_index_and_pictures_are_small() -> None:
    index = (ROOT / "docs" / "README.md").read_text()
    missing = [
        str(path.relative_to(ROOT / "docs"))
        for path in (ROOT / "docs").rglob("*.md")
        if path.name != "README.md" and f"({path.relative_to(ROOT / 'docs')})" not in index
    ]
    assert missing == []
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()) < 400_000


@pytest.mark.parametrize("text", ["`bridge nonsense`", "```\nbridge verify --nothing\n```"])
def test_a_command_that_does_not_exist_would_be_found(tmp_path: Path, text: str) -> None:
    paper = tmp_path / "page.md"
    paper.write_text(text)
    with pytest.raises(AssertionError):
        test_every_command_of_bridge_exists_with_its_options(paper)
