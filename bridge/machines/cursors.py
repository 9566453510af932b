"""Where a list or the feed goes on, as a text that says nothing: not how many entries there are, nor which."""

import base64
import binascii
from hashlib import sha512
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST = 600


class BadCursor(Exception):
    """A cursor that was not given out here, or for something else."""


class Cursors:
    """Seals places. The same place always gives the same text, so that an answer can be cached and compared."""

    def __init__(self, secret: str) -> None:
        self._box = AESSIV(sha512(b"cursors:" + secret.encode()).digest())

    def seal(self, purpose: str, place: Any) -> str:
        """A place in a list; `purpose` is the list, with its filters where they matter."""
        sealed = self._box.encrypt(orjson.dumps(place), [purpose.encode()])
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def open(self, purpose: str, text: str) -> Any:
        """The place behind a cursor. Raises `BadCursor`."""
        if len(text) > LONGEST or not text.isascii():
            raise BadCursor
        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            return orjson.loads(self._box.decrypt(sealed, [purpose.encode()]))
        except (binascii.Error, ValueError, InvalidTag) as error:
            raise BadCursor from error
