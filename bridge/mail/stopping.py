"""The link that stops letters: signed, for one account, for that alone, and without an end."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from itsdangerous import BadSignature, Signer


class StopLinks:
    """Makes and reads the secret part of `/letters/<token>`; it names an account by its id, which tells nobody whose.

    Old letters lie in mailboxes for years, and whoever finds a link in one must be able to stop what comes: so it
    does not expire. All that it opens is how often letters come.
    """

    def __init__(self, secret_key: str) -> None:
        self._signer = Signer(secret_key, salt="letters", digest_method=sha256)

    def token(self, account: UUID) -> str:
        """The token of an account."""
        return self._signer.sign(urlsafe_b64encode(account.bytes).rstrip(b"=")).decode("ascii")

    def path(self, account: UUID) -> str:
        """Where a letter's reader says how often they want letters."""
        return f"/letters/{self.token(account)}"

    def account(self, token: str) -> UUID | None:
        """Whose token it is; None for one that was not made here."""
        try:
            return UUID(bytes=urlsafe_b64decode(self._signer.unsign(token) + b"=="))
        except (BadSignature, ValueError):
            return None
