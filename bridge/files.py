"""Files outside the log, by the hash of their content. Pictures are drawn anew: nothing uploaded is served."""

import io
import os
import tempfile
import warnings
from collections.abc import Callable, Container
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from PIL import Image, ImageOps, UnidentifiedImageError

from bridge.columns import Instant
from bridge.project_drafts import StoredFile
from bridge.sniffing import harmless, sniff
from events.errors import Invalid, Problem
from events.store import Database

metadata = sa.MetaData()
files = sa.Table(
    "files",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("media_type", sa.String(80), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("owner", sa.Uuid),
    sa.Column("stored_at", Instant, nullable=False),
)

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
LOGO_SIDE, PICTURE_SIDE = 320, 2000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class Files:
    """A folder of content by hash, and a row about each; who may read a file, the page that shows it decides."""

    def __init__(self, db: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        self.db, self.folder, self.clock = db, folder, clock

    def put_logo(self, field: str, content: bytes, owner: UUID | None) -> str:
        """Keep a picture as a WebP of at most 320 pixels a side, without its metadata. Raises `Invalid`."""
        if len(content) > MOST_BYTES:
            raise Invalid([Problem(field, "too_big", {"most": MOST_BYTES // 1_000_000})])
        return self._put(_drawn_anew(field, content), "image/webp", owner)

    def put_upload(
        self, field: str, name: str, content: bytes, owner: UUID | None, *, kinds: Container[str], megabytes: int
    ) -> StoredFile:
        """Keep what a team uploads: told by its content, pictures drawn anew. Raises `Invalid`."""
        if len(content) > megabytes * 1_000_000:
            raise Invalid([Problem(field, "too_big", {"most": megabytes})])
        found = sniff(field, name, content)
        if found.kind not in kinds:
            raise Invalid([Problem(field, "file_kind_not_allowed", {"is": found.ending})])
        ending = found.ending
        if found.kind == "image":
            content, ending = _drawn_anew(field, content, PICTURE_SIDE), "webp"
        digest = self._put(content, found.media_type, owner)
        return StoredFile(digest, harmless(name, ending), found.media_type, found.kind, len(content))

    def read(self, digest: str) -> tuple[bytes, str] | None:
        """The content and its media type."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(files).where(files.c.digest == digest)).first()
        path = self._path(digest)
        return (path.read_bytes(), row.media_type) if row and path.is_file() else None

    def _put(self, content: bytes, media_type: str, owner: UUID | None) -> str:
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and moved: another process never sees half a file.
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        with self.db.change() as tx:
            if tx.connection.execute(sa.select(files.c.digest).where(files.c.digest == digest)).first() is None:
                row = {"digest": digest, "media_type": media_type, "size": len(content), "owner": owner}
                tx.connection.execute(files.insert().values(**row, stored_at=self.clock()))
        return digest

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def _drawn_anew(field: str, content: bytes, side: int = LOGO_SIDE) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_many_pixels(field)
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels(field) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Invalid([Problem(field, "not_a_picture", {})]) from error
    upright.thumbnail((side, side))
    out = io.BytesIO()
    upright.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


def _too_many_pixels(field: str) -> Invalid:
    return Invalid([Problem(field, "too_many_pixels", {"most": MOST_PIXELS // 1_000_000})])
