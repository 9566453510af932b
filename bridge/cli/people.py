"""Giving and taking roles, where the first administrator has nobody else to ask; erasing who cannot sign in."""

from uuid import UUID

import click

from bridge.cli.wiring import opened, out
from bridge.composition import Bridge
from events.actor import Actor
from events.offices.service import ROLES

CLI = Actor(system="cli")


@click.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--office", metavar="CC", help="An organiser's country code, or '*' for all countries.")
def grant(email: str, role: str, office: str | None) -> None:
    """Make the person with this address administrator or organiser."""
    if role == "organiser" and office is None:
        raise click.UsageError("An organiser has an office: --office CC with a country's code, or --office '*'.")
    if role == "administrator" and office is not None:
        raise click.UsageError("An administrator has no office: leave --office out.")
    with opened() as bridge:
        bridge.offices.grant(CLI, _account(bridge, email), role, office.upper() if office else None)
    out.print(f"{email} is {role} now{f' ({office})' if office else ''}.", markup=False)


@click.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
def revoke(email: str, role: str) -> None:
    """Take a role back."""
    with opened() as bridge:
        bridge.offices.revoke(CLI, _account(bridge, email), role)
    out.print(f"{email} is no {role} any more.", markup=False)


@click.command()
@click.argument("email")
@click.confirmation_option(prompt="That cannot be taken back. Erase this person?")
def erase(email: str) -> None:
    """Erase the person with this address, who asked for it but cannot sign in."""
    with opened() as bridge:
        bridge.erasure.erase(CLI, _account(bridge, email))
    out.print("The person is erased: their rows, and the key of everything that they typed.", markup=False)


def _account(bridge: Bridge, email: str) -> UUID:
    account = bridge.accounts.by_email(email)
    if account is None:
        raise click.ClickException(f"Nobody has registered with {email}: they register first, then get the role.")
    return account.id
