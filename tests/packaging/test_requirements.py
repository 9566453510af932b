"""What is imported is required, what is required is used, and every version is pinned."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {"bridge", "events", "matching"}
# Needed without an import: data that others read, and what fpdf2 shapes Urdu with when it is there.
NOT_IMPORTED = {"tzdata", "uharfbuzz"}
# They come with Flask, SQLAlchemy and pydantic, in the versions that those want.
COME_ALONG = {"markupsafe", "pydantic-core", "werkzeug"}

# Stubs that only type checkers have.
ONLY_TYPES = {"_typeshed"}


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


def required(section: str) -> set[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg")
    lines = parser["options"]["install_requires"] if section == "run" else parser["options.extras_require"][section]
    return {normal(re.split(r"[\[ <>=]", line.strip())[0]) for line in lines.splitlines() if line.strip()}


def imported() -> set[str]:
    modules: set[str] = set()
    for top in (*OURS, "migrations"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    modules |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                    modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    return {normal(known[module][0]) for module in modules - sys.stdlib_module_names - OURS - ONLY_TYPES}


def test_what_is_imported_is_required_and_what_is_required_is_used() -> None:
    assert imported() - COME_ALONG == required("run") - NOT_IMPORTED


def test_every_requirement_is_pinned_and_no_registry_is_named() -> None:
    pins = (ROOT / "constraints.txt").read_text()
    pinned = {normal(name) for name in re.findall(r"^([\w.-]+)==\S+$", pins, flags=re.MULTILINE)}
    assert (required("run") | required("test")) - pinned == set()
    for text in (pins, (ROOT / "setup.cfg").read_text(), (ROOT / "pyproject.toml").read_text()):
        assert "://" not in text
        assert "index" not in text
