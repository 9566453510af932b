"""What programs come with: tokens, repeated requests, limits, cursors and the addresses of private feeds."""

from bridge.machines.service import Machines
from bridge.machines.tokens import Token, Tokens

__all__ = ["Machines", "Token", "Tokens"]
