"""Where templates and translations lie: in the checkout beside the package, in a wheel inside it."""

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
TRANSLATIONS: Final = PACKAGE / "translations"


def _beside(name: str) -> Path:
    beside = PACKAGE.parent / name
    # Only the checkout has both: a folder of this name beside an installed package would be somebody else's.
    return beside if (PACKAGE.parent / "setup.cfg").exists() and beside.is_dir() else PACKAGE / name


TEMPLATES: Final = _beside("templates")
MIGRATIONS: Final = _beside("migrations")
