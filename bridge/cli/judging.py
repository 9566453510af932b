"""The command that checks the public export of a hackathon's judging; it needs no database and no settings."""

import click

from events.judging_chain import verifying


@click.command("judging-verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--root", metavar="R", help="As it is printed on the published results.")
@click.option("--receipt", "receipts", multiple=True, metavar="CODE", help="Such as 12-ABCDE-FGHJK; several times.")
@click.pass_context
def judging_verify(context: click.Context, file: str, root: str | None, receipts: tuple[str, ...]) -> None:
    """Check the public export of a hackathon's judging, against its printed root and judges' receipts."""
    given = [part for receipt in receipts for part in ("--receipt", receipt)]
    context.exit(verifying.main([*(("--root", root) if root else ()), *given, "--", file]))
