"""The wheel runs where there is no checkout: every folder that the site needs travels in it."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_SHIPPED = shutil.ignore_patterns(".*", "var", "shots", "build", "dist", "*.egg-info", "__pycache__")
SITE_ANSWERS = """
import os
from pathlib import Path
import bridge
from bridge.composition import Bridge
from bridge.settings import Settings
from bridge.web.app import create_app

assert "site-packages" in bridge.__file__ and os.environ["OUTSIDE"] in bridge.__file__, bridge.__file__
client = create_app(Bridge(Settings.load(os.environ))).test_client()
english, russian = client.get("/?lang=en"), client.get("/?lang=ru")
assert english.status_code == russian.status_code == 200
assert 'lang="ru"' in russian.text and english.text != russian.text
assert "Стартап" in russian.text, "the translations did not travel"
style = next(part for part in english.text.split('"') if part.startswith("/static/") and ".css" in part)
assert client.get(style).status_code == 200, style
print("answered")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from a copy: setuptools leaves its own folders beside the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=NOT_SHIPPED)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(source)], check=True, capture_output=True, text=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def outside(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment that holds the wheel, and borrows only the libraries of this one."""
    home = tmp_path_factory.mktemp("outside")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    install = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*install, "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True, text=True)
    packages = next((home / "lib").glob("python*/site-packages"))
    # A path in a .pth file is searched last and its own .pth files are not read: the checkout stays unknown.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def run(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    ours = ("BRIDGE_", "PYTHON", "DATABASE_")
    keep = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env = keep | {"BRIDGE_ENV": "development", "BRIDGE_DATA": str(home / "data"), "OUTSIDE": str(home)}
    (home / "data").mkdir(exist_ok=True)
    return subprocess.run(
        [str(home / "bin" / command[0]), *command[1:]], check=False, capture_output=True, text=True, cwd=home, env=env
    )


def listed_packages() -> dict[str, Path]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg")
    lines = [line.partition("=") for line in parser["options"]["package_dir"].splitlines()]
    moved = {package.strip(): place.strip() for package, _, place in lines if package.strip()}
    names = parser["options"]["packages"].split()

    def folder(name: str) -> Path:
        for package, place in moved.items():
            if name == package or name.startswith(package + "."):
                return ROOT.joinpath(place, *name[len(package) + 1 :].split("."))
        return ROOT.joinpath(*name.split("."))

    return {name: folder(name) for name in names}


def test_every_folder_with_modules_is_a_listed_package() -> None:
    with_modules = {
        module.parent
        for top in ("bridge", "events", "matching", "migrations")
        for module in (ROOT / top).rglob("*.py")
        if not {"static", "__pycache__"} & set(module.relative_to(ROOT).parts)
    }
    listed = listed_packages()
    assert with_modules - set(listed.values()) == set()
    assert {name for name, folder in listed.items() if not folder.is_dir()} == set()


def test_the_wheel_holds_every_file_that_the_site_reads(wheel: Path) -> None:
    kinds = {
        "bridge/static": ROOT / "bridge" / "static",
        "bridge/translations": ROOT / "bridge" / "translations",
        "bridge/templates": ROOT / "templates",
    }
    held = set(zipfile.ZipFile(wheel).namelist())
    # Sources of translations stay at home: the site reads only what they are compiled to.
    missing = {
        name
        for place, folder in kinds.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".cfg", ".po", ".pot", ".py", ".pyc", ".md")
        if (name := f"{place}/{path.relative_to(folder).as_posix()}") not in held
    }
    assert missing == set()


def test_the_wheel_holds_the_data_and_marks_of_its_packages(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    data = {
        path.relative_to(ROOT).as_posix()
        for top in ("bridge", "events", "matching")
        for path in (ROOT / top).rglob("*")
        if path.suffix in (".json", ".tsv") and "static" not in path.parts
    }
    assert data - held == set()
    assert {"bridge/py.typed", "events/py.typed", "matching/py.typed", "bridge/migrations/script.py.mako"} <= held


def test_the_command_introduces_itself_outside_the_checkout(outside: Path) -> None:
    done = run(outside, "bridge", "--help")
    assert done.returncode == 0, done.stderr
    assert "migrate" in done.stdout


def test_the_installed_site_migrates_its_database_and_answers(outside: Path) -> None:
    migrated = run(outside, "bridge", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    answered = run(outside, "python", "-c", SITE_ANSWERS)
    assert (answered.returncode, answered.stdout.strip()) == (0, "answered"), answered.stderr


def test_production_does_not_start_without_its_secrets(outside: Path) -> None:
    refused = run(outside, "python", "-c", "from bridge.settings import Settings; Settings.load({})")
    assert refused.returncode != 0
    assert "BRIDGE_SECRET_KEY is missing" in refused.stderr
