"""The lists of startups and incubators: what an actor may see, found by text and filters, with counts and order.

Who may see what is in `visibility`, what can be asked in `filters`.
"""

from bridge.readmodels.filters import FACETS, ORDERS, Filters, Page
from bridge.readmodels.finding_incubators import FindingIncubators
from bridge.readmodels.finding_startups import FindingStartups

__all__ = ["FACETS", "ORDERS", "Directory", "Filters", "Page"]


class Directory(FindingStartups, FindingIncubators):
    """Queries over startups and incubators; those of lists and addresses take the actor and filter in SQL."""
