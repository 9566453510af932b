"""People: identity, sign-in and contact. Personal data lives here and nowhere else."""

from bridge.accounts.model import Account, Contact, LinkFailed, NewAccount, TooManyAttempts
from bridge.accounts.service import Accounts

__all__ = ["Account", "Accounts", "Contact", "LinkFailed", "NewAccount", "TooManyAttempts"]
