"""The files that people send for an import: kept by its number, read by its pages and its follower alone."""

import os
import tempfile
from pathlib import Path
from uuid import UUID


class Uploads:
    """A folder beside that of pictures; nothing in it is ever served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, job: UUID, content: bytes) -> None:
        """Keep a file; written beside and moved, so that nobody sees half of it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(self._path(job))

    def read(self, job: UUID) -> bytes | None:
        """The content, None where it was removed."""
        path = self._path(job)
        return path.read_bytes() if path.is_file() else None

    def remove(self, job: UUID) -> None:
        """Forget a file."""
        self._path(job).unlink(missing_ok=True)

    def _path(self, job: UUID) -> Path:
        return self.folder / job.hex
