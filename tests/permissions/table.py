"""Every route of the site x every role and relation, with the expected answer: written by hand, never from code.

Answers are the words of `answers.py`, roles and their groups those of `roles.py`, placeholders are things of the world
that `planting.py` and `stories.py` plant. A new route needs its rows here before it can be merged.
"""

from tests.permissions import (
    rows_accounts,
    rows_api,
    rows_api_more,
    rows_api_steps,
    rows_care,
    rows_drafting,
    rows_hackathons,
    rows_houses,
    rows_imports,
    rows_incubators,
    rows_introductions,
    rows_invitations,
    rows_joining,
    rows_judging,
    rows_jury,
    rows_leading,
    rows_leaving,
    rows_letters,
    rows_participation,
    rows_programs,
    rows_results,
    rows_search,
    rows_sharing,
    rows_startups,
    rows_talking,
    rows_teams,
    rows_todo,
    rows_trust,
    rows_twins,
    rows_twins_more,
    rows_watching,
)
from tests.permissions.answers import ALLOWED
from tests.permissions.rows import Row

TABLE: tuple[Row, ...] = (
    *rows_accounts.ROWS,
    *rows_houses.ROWS,
    *rows_startups.ROWS,
    *rows_teams.ROWS,
    *rows_results.ROWS,
    *rows_talking.ROWS,
    *rows_incubators.ROWS,
    *rows_imports.ROWS,
    *rows_introductions.ROWS,
    *rows_judging.ROWS,
    *rows_care.ROWS,
    *rows_invitations.ROWS,
    *rows_leaving.ROWS,
    *rows_letters.ROWS,
    *rows_search.ROWS,
    *rows_sharing.ROWS,
    *rows_todo.ROWS,
    *rows_trust.ROWS,
    *rows_twins.ROWS,
    *rows_twins_more.ROWS,
    *rows_watching.ROWS,
    *rows_hackathons.ROWS,
    *rows_jury.ROWS,
    *rows_api.ROWS,
    *rows_api_more.ROWS,
    *rows_api_steps.ROWS,
    *rows_participation.ROWS,
    *rows_joining.ROWS,
    *rows_drafting.ROWS,
    *rows_leading.ROWS,
    *rows_programs.ROWS,
)

# For every rule that takes forms, the first row that somebody may send. Programs send JSON and a token, never forms:
# what they may send is tried in tests/api, that no browser can be made to send it in test_forged.py.
SENT = {
    row.rule: row
    for row in reversed(TABLE)
    if row.method == "POST" and not row.program and set(row.answers.values()) & set(ALLOWED)
}
