"""The sentence for every code about claims, merging, handing over, enquiries and go-betweens."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

STATES: dict[str, LazyString] = {
    "already_claimed": _l("This profile has its people already."),
    "claim_exists": _l("You have asked for this profile already."),
    "claim_not_waiting": _l("This request has been answered already."),
    "claim_names_no_startup": _l("This request names no other startup."),
    "too_many_claims": _l("You have %(most)s requests that wait. One more is possible when one is answered."),
    "too_many_claims_today": _l("You have made %(most)s requests within a day. Please go on tomorrow."),
    "too_many_claims_here": _l("Many have asked for this profile already. Please try again in some days."),
    "merge_claimed": _l("This profile has founders: only they can close it. Ask them."),
    "merge_with_requests": _l("Somebody asks for this profile. Answer the request first."),
    "merge_with_introductions": _l("This startup has introductions under way. They have to end first."),
    "merge_across_countries": _l("The two profiles are in different countries."),
    "belongs_there_already": _l("The startup belongs to this incubator already."),
    "handover_waits": _l("The profile is offered to an incubator already."),
    "handover_not_waiting": _l("This offer has ended already."),
    "nobody_to_accept": _l("Nobody manages this incubator here yet, so nobody could accept."),
    "nobody_to_ask": _l("Nobody has taken over this profile yet: there is nobody to ask."),
    "update_asked_lately": _l("You have asked them within the last %(days)s days."),
    "no_go_between": _l("No incubator of this startup has people here who could help."),
    "enquiry_exists": _l("You have asked about this startup already."),
    "enquiry_not_waiting": _l("This question has been answered already."),
    "too_many_enquiries": _l("You have %(most)s questions that wait. One more is possible when one is answered."),
    "too_many_enquiries_today": _l("You have asked %(most)s questions within a day. Please go on tomorrow."),
    "you_agreed_already": _l("You have said yes already. Now the other side answers."),
    "cannot_introduce_unclaimed": _l("Nobody has taken over one of the two profiles: nobody could answer."),
    "cannot_introduce_hidden": _l("One of the two profiles is hidden."),
    "cannot_introduce_same_country": _l("Both are in the same country. Introductions here lead across a border."),
    "cannot_introduce_same_founder": _l("The two have a founder in common."),
    "cannot_introduce_paused": _l("One of the two takes no introductions for now."),
    "cannot_introduce_declined": _l("One of them declined less than %(days)s days ago."),
    "cannot_introduce_again": _l("The two have an introduction already."),
    "too_many_brokered": _l("You have %(most)s introductions that wait. One more is possible when one is answered."),
    "too_many_brokered_today": _l("You have proposed %(most)s introductions within a day. Please go on tomorrow."),
}
REFUSALS: dict[str, LazyString] = {
    "own_request": _l("This is your own request: somebody else decides."),
    "not_your_request": _l("This is somebody else's request."),
    "neither_is_yours": _l("Neither of the two belongs to your incubator."),
}
