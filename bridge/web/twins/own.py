"""The addresses of twins of what belongs to somebody: people, invitations, tokens, what waits, the desks."""

from bridge import listings
from bridge.web.app import Answer
from bridge.web.sign_in import members_only
from bridge.web.twins.serving import FORM, blueprint, of_incubator, of_startup, serve


@blueprint.get(f"/startups/<slug>/people.{FORM}")
@members_only
def founders(slug: str, form: str) -> Answer:
    """The founders of a startup."""
    return serve(listings.FOUNDERS, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/people/invitations.{FORM}")
@members_only
def invited_founders(slug: str, form: str) -> Answer:
    """Who is invited to a startup."""
    return serve(listings.INVITED_FOUNDERS, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/incubators.{FORM}")
@members_only
def admissions(slug: str, form: str) -> Answer:
    """How a startup stands with incubators."""
    return serve(listings.ADMISSIONS, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/claims.{FORM}")
@members_only
def claims(slug: str, form: str) -> Answer:
    """Who asks for an unclaimed profile."""
    return serve(listings.CLAIMS, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/suggestions/dismissed.{FORM}")
@members_only
def dismissed(slug: str, form: str) -> Answer:
    """Suggestions that a startup put aside."""
    return serve(listings.DISMISSED, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/tokens.{FORM}")
@members_only
def tokens_of_startup(slug: str, form: str) -> Answer:
    """The tokens of a startup, without their secrets."""
    return serve(listings.TOKENS_OF_STARTUP, form, of_startup(slug))


@blueprint.get(f"/incubators/<slug>/manage/people.{FORM}")
@members_only
def managers(slug: str, form: str) -> Answer:
    """The managers of an incubator."""
    return serve(listings.MANAGERS, form, of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/people/invitations.{FORM}")
@members_only
def invited_managers(slug: str, form: str) -> Answer:
    """Who is invited to an incubator."""
    return serve(listings.INVITED_MANAGERS, form, of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/tokens.{FORM}")
@members_only
def tokens_of_incubator(slug: str, form: str) -> Answer:
    """The tokens of an incubator, without their secrets."""
    return serve(listings.TOKENS_OF_INCUBATOR, form, of_incubator(slug))


@blueprint.get(f"/account/tokens.{FORM}")
@members_only
def tokens(form: str) -> Answer:
    """One's own tokens, without their secrets."""
    return serve(listings.TOKENS, form)


@blueprint.get(f"/startups/new.{FORM}")
@members_only
def drafts(form: str) -> Answer:
    """The startups that one has begun to register."""
    return serve(listings.DRAFTS, form)


@blueprint.get(f"/todo.{FORM}")
@members_only
def waiting(form: str) -> Answer:
    """What waits for whoever asks."""
    return serve(listings.TODO, form)


@blueprint.get(f"/admin/mail.{FORM}")
@members_only
def letters(form: str) -> Answer:
    """Letters that did not leave."""
    return serve(listings.LETTERS, form)


@blueprint.get(f"/admin/vocabulary/folded.{FORM}")
@members_only
def folded(form: str) -> Answer:
    """Tags that count as terms."""
    return serve(listings.FOLDS, form)


@blueprint.get(f"/admin/vocabulary/replaced.{FORM}")
@members_only
def replaced(form: str) -> Answer:
    """Terms that others stand for."""
    return serve(listings.REPLACED, form)


@blueprint.get(f"/enquiries.{FORM}")
@members_only
def enquiries(form: str) -> Answer:
    """What one's startups asked incubators."""
    return serve(listings.ENQUIRIES, form)


@blueprint.get(f"/incubators/<slug>/manage/enquiries.{FORM}")
@members_only
def enquiries_here(slug: str, form: str) -> Answer:
    """What an incubator was asked."""
    return serve(listings.ENQUIRIES_OF_INCUBATOR, form, of_incubator(slug))


@blueprint.get(f"/admin/moderation.{FORM}")
@members_only
def reported(form: str) -> Answer:
    """What waits for a decision."""
    return serve(listings.QUEUE, form)


@blueprint.get(f"/admin/moderation/appeals.{FORM}")
@members_only
def appeals(form: str) -> Answer:
    """Decisions whose appeal waits."""
    return serve(listings.APPEALS, form)
