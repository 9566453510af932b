"""The columns of the table: who stands before a page, and what they are to the things of the planted world."""

VISITOR = "visitor"  # nobody is signed in
MEMBER = "member"  # an account without any relation; holds the open invitations and drafts of the world
FOUNDER = "founder"  # of the startup in question; the side that proposes
PARTNER = "partner"  # of the other startup; the side that receives
MANAGER = "manager"  # of the incubator that the startup belongs to
OTHER_MANAGER = "other_manager"  # of an incubator in a third country
ORGANISER_HERE = "organiser_here"  # the office of the startup's country
ORGANISER_THERE = "organiser_there"  # the office of a third country
ORGANISER_ALL = "organiser_all"
ADMINISTRATOR = "administrator"

ROLES = (
    VISITOR,
    MEMBER,
    FOUNDER,
    PARTNER,
    MANAGER,
    OTHER_MANAGER,
    ORGANISER_HERE,
    ORGANISER_THERE,
    ORGANISER_ALL,
    ADMINISTRATOR,
)
# Short names of groups, for writing the table.
GROUPS = {
    "managers": (MANAGER, OTHER_MANAGER),
    "organisers": (ORGANISER_HERE, ORGANISER_THERE, ORGANISER_ALL),
    "here": (ORGANISER_HERE, ORGANISER_ALL),
    "offices": (ORGANISER_HERE, ORGANISER_THERE, ORGANISER_ALL, ADMINISTRATOR),
    "sides": (FOUNDER, PARTNER),
    "all": ROLES,
}
