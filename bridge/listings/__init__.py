"""Every list of the site, once: what pages show, what can be taken as a file, and what the API answers with."""

from typing import Any

from bridge.listings.administration import GRANTS, TAGS
from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Row, look
from bridge.listings.desks import FOLDS, LETTERS, REPLACED
from bridge.listings.enquiries import ENQUIRIES, ENQUIRIES_OF_INCUBATOR
from bridge.listings.hackathons import HACKATHONS
from bridge.listings.helping import HELP
from bridge.listings.history import OF_INCUBATOR as HISTORY_OF_INCUBATOR
from bridge.listings.history import OF_STARTUP as HISTORY_OF_STARTUP
from bridge.listings.incubators import INCUBATORS
from bridge.listings.introductions import INTRODUCTIONS
from bridge.listings.judges import JUDGES
from bridge.listings.moderation import APPEALS, DECISIONS, QUEUE
from bridge.listings.oversight import OVERSIGHT
from bridge.listings.partnerships import PARTNERSHIPS
from bridge.listings.people import FOUNDERS, INVITED_FOUNDERS, INVITED_MANAGERS, MANAGERS
from bridge.listings.projects import PROJECTS
from bridge.listings.registrations import REGISTRATIONS
from bridge.listings.results import RESULTS
from bridge.listings.rosters import BLOCKED, ROSTER
from bridge.listings.scorecards import SCORECARDS
from bridge.listings.standing import ADMISSIONS, CLAIMS, DISMISSED
from bridge.listings.startups import OF_INCUBATOR, STARTUPS
from bridge.listings.suggestions import SUGGESTIONS
from bridge.listings.talking import MESSAGES, QUESTIONS, WRITTEN
from bridge.listings.teams import TEAMS
from bridge.listings.tokens import OF_INCUBATOR as TOKENS_OF_INCUBATOR
from bridge.listings.tokens import OF_STARTUP as TOKENS_OF_STARTUP
from bridge.listings.tokens import PERSONAL as TOKENS
from bridge.listings.waiting import DRAFTS, TODO
from bridge.readmodels.keyset import Place

# By the page that shows the list, without the slug of what it belongs to.
LISTINGS: dict[str, Listing[Any]] = {
    "/startups": STARTUPS,
    "/startups/new": DRAFTS,
    "/startups/<slug>/suggestions": SUGGESTIONS,
    "/startups/<slug>/suggestions/dismissed": DISMISSED,
    "/startups/<slug>/history": HISTORY_OF_STARTUP,
    "/startups/<slug>/blocked": BLOCKED,
    "/startups/<slug>/people": FOUNDERS,
    "/startups/<slug>/people/invitations": INVITED_FOUNDERS,
    "/startups/<slug>/incubators": ADMISSIONS,
    "/startups/<slug>/claims": CLAIMS,
    "/startups/<slug>/tokens": TOKENS_OF_STARTUP,
    "/incubators": INCUBATORS,
    "/incubators/<slug>/startups": OF_INCUBATOR,
    "/incubators/<slug>/manage/startups": ROSTER,
    "/incubators/<slug>/manage/introductions": OVERSIGHT,
    "/incubators/<slug>/manage/enquiries": ENQUIRIES_OF_INCUBATOR,
    "/incubators/<slug>/manage/people": MANAGERS,
    "/incubators/<slug>/manage/people/invitations": INVITED_MANAGERS,
    "/incubators/<slug>/manage/tokens": TOKENS_OF_INCUBATOR,
    "/incubators/<slug>/history": HISTORY_OF_INCUBATOR,
    "/hackathons": HACKATHONS,
    "/hackathons/<slug>/projects": PROJECTS,
    "/hackathons/<slug>/results": RESULTS,
    "/hackathons/<slug>/teams": TEAMS,
    "/hackathons/<slug>/questions": QUESTIONS,
    "/hackathons/<slug>/messages": MESSAGES,
    "/hackathons/<slug>/help": HELP,
    "/hackathons/<slug>/manage/people": REGISTRATIONS,
    "/hackathons/<slug>/manage/messages": WRITTEN,
    "/hackathons/<slug>/manage/judges": JUDGES,
    "/hackathons/<slug>/manage/judging/scorecards": SCORECARDS,
    "/introductions": INTRODUCTIONS,
    "/partnerships": PARTNERSHIPS,
    "/enquiries": ENQUIRIES,
    "/todo": TODO,
    "/account/tokens": TOKENS,
    "/admin/moderation": QUEUE,
    "/admin/moderation/appeals": APPEALS,
    "/admin/moderation/decisions": DECISIONS,
    "/admin/people": GRANTS,
    "/admin/vocabulary": TAGS,
    "/admin/vocabulary/folded": FOLDS,
    "/admin/vocabulary/replaced": REPLACED,
    "/admin/mail": LETTERS,
}

__all__ = [
    "ADMISSIONS", "APPEALS", "BLOCKED", "CLAIMS", "DECISIONS", "DISMISSED", "DRAFTS", "ENQUIRIES",
    "ENQUIRIES_OF_INCUBATOR", "FOLDS", "FOUNDERS", "GRANTS", "HACKATHONS", "HELP", "HISTORY_OF_INCUBATOR",
    "HISTORY_OF_STARTUP", "INCUBATORS", "INTRODUCTIONS", "INVITED_FOUNDERS", "INVITED_MANAGERS", "JUDGES", "LETTERS",
    "LISTINGS",
    "MANAGERS", "MESSAGES", "OF_INCUBATOR", "OVERSIGHT", "PARTNERSHIPS", "PROJECTS", "QUESTIONS", "QUEUE",
    "REGISTRATIONS", "REPLACED", "RESULTS", "ROSTER", "SCORECARDS", "STARTUPS", "SUGGESTIONS", "TAGS", "TEAMS", "TODO",
    "TOKENS", "TOKENS_OF_INCUBATOR", "TOKENS_OF_STARTUP", "WRITTEN", "Asked", "Choice", "Column", "Found", "Listing",
    "Look", "Place", "Row", "look",
]  # fmt: skip
