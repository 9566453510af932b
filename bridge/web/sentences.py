"""The sentence for every code with which the domain refuses; those of accounts are beside their pages."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

# Beside a field.
PROBLEMS: dict[str, LazyString] = {
    "required": _l("Please fill this in."),
    "too_short": _l("Please write at least %(least)s characters."),
    "too_long": _l("This is %(length)s characters long; at most %(most)s fit."),
    "too_many": _l("Please choose at most %(most)s."),
    "twice": _l("This is here twice."),
    "not_text": _l("Only text can go here."),
    "wrong_type": _l("This cannot be read. Please fill it in again."),
    "direction_mark": _l("This has invisible marks that turn the direction of text. Please type it again."),
    "control_character": _l("This has invisible control characters. Please type it again."),
    "unknown_code": _l("Please choose from the list."),
    "unknown_field": _l("This field is not known here."),
    "unknown_file": _l("The file is not here any more. Please choose it again."),
    "not_a_number": _l("Please write a whole number."),
    "out_of_range": _l("Please write a number from %(low)s to %(high)s."),
    "not_an_address": _l("Please write a web address, such as example.com."),
    "not_an_email": _l("Please write an e-mail address, such as name@example.com."),
    "not_a_date": _l("Please write a date."),
    "not_a_moment": _l("Please write a date and a time."),
    "in_the_past": _l("This is in the past."),
    "in_the_future": _l("This is in the future."),
    "too_long_ago": _l("This is too long ago."),
    "too_far_ahead": _l("Please choose a time within the next %(days)s days."),
    "taken": _l("Somebody has this already. Please choose another."),
    "too_big": _l("The file is too big: at most %(most)s MB."),
    "too_many_pixels": _l("The picture is too large: at most %(most)s million pixels."),
    "not_a_picture": _l("Please choose a picture: PNG, JPEG or WebP."),
}

# For a whole page: who may not, and what the present state forbids.
REFUSALS: dict[str, LazyString] = {
    "sign_in": _l("Please sign in first."),
    "another_organisation": _l("This token is for one organisation; it can do nothing for others."),
    "not_a_founder": _l("Only the founders of the startup may do this."),
    "not_a_manager": _l("Only the managers of the incubator may do this."),
    "not_an_organiser": _l("Only the organisers of this country may do this."),
    "not_an_administrator": _l("Only administrators may do this."),
    "not_visible": _l("This startup is not open to you."),
    "own_role": _l("Nobody can give or take their own role."),
    "system_only": _l("This happens by itself; people cannot do it."),
    "no_demo_here": _l("Demonstration accounts do not work on this site."),
    "stale": _l("Somebody else changed this while you were writing."),
    "forged": _l(
        "This form did not come from this site, or it is too old. Please go back, reload the page and send again."
    ),
}
STATES: dict[str, LazyString] = {
    "admission_exists": _l("The startup has asked this incubator already."),
    "admission_not_waiting": _l("This request has been answered already."),
    "already_a_founder": _l("This person is a founder here already."),
    "already_a_manager": _l("This person is a manager here already."),
    "already_confirmed": _l("This page has been confirmed already."),
    "already_folded": _l("This tag belongs to a term already."),
    "already_granted": _l("This person has this role already."),
    "already_imported": _l("This row has been imported already."),
    "already_introduced": _l("You two have an introduction already."),
    "already_reminded": _l("You have reminded them already. Now it is their turn."),
    "already_replaced": _l("This term has been replaced already."),
    "already_visible": _l("This profile can be seen already."),
    "ends_before_it_began": _l("A partnership cannot end before it began (%(since)s)."),
    "expired": _l("The time to answer this proposal has ended."),
    "invitation_used_or_revoked": _l("This invitation was used or taken back. Please ask for a new one."),
    "merge_with_itself": _l("This is the same profile. Choose the other one."),
    "last_founder": _l("A startup needs a founder: invite another one first."),
    "no_meeting": _l("There is no meeting yet."),
    "not_a_founder_here": _l("This person is not a founder here."),
    "not_a_manager_here": _l("This person is not a manager here."),
    "not_admitted": _l("This startup does not belong to this incubator."),
    "not_folded": _l("This tag does not belong to a term."),
    "not_granted": _l("This person does not have this role."),
    "not_in_state": _l("This step has passed already, or its turn has not come yet."),
    "not_waiting": _l("This proposal has been answered already."),
    "own_profile_hidden": _l("Your profile is hidden. Show it at least to members, so that they can see who writes."),
    "own_profile_suspended": _l("Your profile is suspended. Until that is over you cannot propose anything."),
    "own_startup": _l("This is your own startup."),
    "own_times": _l("You proposed these times. Now the other side chooses."),
    "partnership_exists": _l("This partnership is recorded already."),
    "proposals_paused": _l("They take no new proposals for now."),
    "publish_first": _l("Please publish the profile first."),
    "replaced_in_a_circle": _l("A term cannot replace itself, not even by way of others."),
    "same_country": _l("You are both in the same country. Introductions here lead across a border."),
    "startup_not_active": _l("This startup does not take part at the moment."),
    "subject_forgotten": _l("This person has been erased; nothing can be written about them any more."),
    "time_has_passed": _l("This time has passed. Please choose another."),
    "time_not_offered": _l("This time is not among those proposed."),
    "too_early_to_remind": _l("Please give them %(days)s days before you remind them."),
    "too_many_founders": _l("A startup has at most %(most)s founders here."),
    "too_many_managers": _l("An incubator has at most %(most)s managers here."),
    "too_many_milestones": _l("A partnership has at most %(most)s milestones."),
    "too_many_reports": _l("You have reported %(most)s things within an hour. Please go on later: nothing is lost."),
    "too_many_reports_here": _l("Many have reported this already, and it is being looked at. Thank you."),
    "too_many_imports_today": _l(
        "%(most)s lists were brought in here within a day. This one is checked and waits; please bring it in tomorrow."
    ),
    "too_many_open_proposals": _l(
        "You have %(most)s open proposals. One more is possible when one is answered or ends."
    ),
    "too_many_proposals_today": _l("You have made %(most)s proposals within a day. Please go on tomorrow."),
    "declined_lately": _l("They declined your proposal less than %(days)s days ago. They may propose to you."),
    "unclaimed_startup": _l("Nobody has taken over this profile yet. Ask its incubator to introduce you."),
    "you_blocked_them": _l("You have blocked this startup. Unblock it first."),
}
UNKNOWN = _l("This cannot be done as it is now.")
