"""Pictures that were drawn once: files by what they say, few drawn at a time, the oldest given up."""

import os
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from bridge.web.sharing.drawing import Card, draw

MOST = 2_000  # about 50 megabytes
PATIENCE = 3.0  # seconds in which a drawing waits for its turn

# A process draws one picture at a time: a crowd of crawlers must not keep the pages waiting.
_turn = BoundedSemaphore(1)


def picture_of(folder: Path, card: Card) -> bytes | None:
    """The PNG of a card; None where too many are being drawn just now."""
    path = folder / f"{card.digest}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    if not _turn.acquire(timeout=PATIENCE):
        return None
    try:
        if path.exists():  # drawn while this one waited
            return path.read_bytes()
        content = draw(card)
        _keep(path, content)
        return content
    finally:
        _turn.release()


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)  # another process never reads half a picture
    kept = list(path.parent.glob("*.png"))
    if len(kept) > MOST:
        for old in sorted(kept, key=_since)[: MOST // 10]:
            old.unlink(missing_ok=True)


def _since(file: Path) -> float:
    """When it was drawn; what another process has given up meanwhile is the oldest."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
