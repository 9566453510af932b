"""Words for hackathons that several pages need: phases, parts, and the sentence for every code of setting one up."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PHASES: dict[str, LazyString] = {
    "registration": _l("Registration"),
    "building": _l("Building"),
    "judging": _l("Judging"),
    "results": _l("Results"),
}
EDGES: dict[str, LazyString] = {
    "registration.opens": _l("Registration opens"),
    "registration.closes": _l("Registration closes"),
    "building.opens": _l("Building begins"),
    "building.closes": _l("Deadline for projects"),
    "judging.opens": _l("Judging begins"),
    "judging.closes": _l("Judging ends"),
    "results.opens": _l("Results are announced"),
    "results.closes": _l("The hackathon ends"),
}
PARTS: dict[str, LazyString] = {
    "about": _l("Title and texts"),
    "place": _l("Place"),
    "dates": _l("Dates and deadlines"),
    "taking_part": _l("Who may take part"),
    "questions": _l("Questions at registration"),
    "tracks": _l("Tracks and challenges"),
    "prizes": _l("Prizes"),
    "schedule": _l("Schedule"),
    "rubric": _l("Rubric and method"),
    "rules": _l("Rules and code of conduct"),
    "hosts": _l("Hosts"),
}
RIGHTS: dict[str, LazyString] = {
    "setup": _l("Set up"),
    "people": _l("People and registrations"),
    "messages": _l("Messages"),
    "judging": _l("Judging: assign, watch, enter paper sheets"),
    "chair": _l("Chair of the jury"),
    "desk": _l("Desk: check-in and links of judges"),
}
FORMS: dict[str, LazyString] = {
    "online": _l("Online"),
    "in_person": _l("In person"),
    "hybrid": _l("Online and in person"),
}
STATES: dict[str, LazyString] = {
    "draft": _l("Draft"), "announced": _l("Announced"), "cancelled": _l("Cancelled"),
}  # fmt: skip

PROBLEMS: dict[str, LazyString] = {
    "unknown_zone": _l("No time zone has this name. Please choose from the list, such as Asia/Bishkek."),
    "no_such_time": _l(
        "%(wall)s does not exist in %(zone)s: the clocks are put forward over it. The next moment is %(instead)s."
    ),
    "time_comes_twice": _l(
        "%(wall)s comes twice in %(zone)s: the clocks are put back over it. Please choose a time an hour away."
    ),
    "closes_before_it_opens": _l("This closes before it opens."),
    "phases_out_of_order": _l("The phases are out of order: this has to come after the phase before it."),
    "ends_before_it_starts": _l("This ends before it begins."),
    "weights_sum_to_zero": _l("All weights are zero. Give at least one criterion a weight."),
    "scale_upside_down": _l("The highest mark has to be above the lowest."),
    "team_sizes_crossed": _l("The largest team has to be at least as large as the smallest."),
    "too_few_options": _l("A choice needs at least two options."),
    "no_such_incubator": _l("No incubator that you can see has this address. Copy the address of its page."),
    "already_a_host": _l("This incubator is a host, or has been asked already."),
    "too_many_hosts": _l("A hackathon has at most %(most)s hosts."),
}
CODES: dict[str, LazyString] = {
    "no_right_in_hackathon": _l("You have not been given this right in the hackathon. Ask its managers."),
    "not_a_host": _l("Only a manager of a host incubator can do this."),
    "hackathon_cancelled": _l("This hackathon is cancelled."),
    "hackathon_not_announced": _l("This hackathon is not announced yet."),
    "already_announced": _l("This hackathon is announced already."),
    "not_ready_to_announce": _l("%(count)s things are missing. The checklist names them."),
    "hosts_have_not_agreed": _l("%(count)s hosts have not agreed to the present rules, dates and prizes."),
    "needs_every_host": _l(
        "This was announced: it changes only when every host agrees. Propose the change, with a reason."
    ),
    "nothing_changes": _l("This is what stands there already."),
    "change_waits": _l("A change of this part waits for agreement already."),
    "change_is_gone": _l("This change has been answered already."),
    "already_agreed": _l("Your side has agreed already."),
    "host_not_invited": _l("This incubator is not asked, or has answered already."),
    "last_host": _l("The last host cannot leave. Cancel the hackathon instead."),
    "phase_is_open": _l("This phase is open already."),
    "phase_not_open": _l("This phase is not open."),
    "phase_over": _l("This phase is over."),
    "phase_deadline_passed": _l("The deadline of this phase has passed. Move the deadline instead."),
    "building_stays_closed": _l("Judging has begun: what is looked at does not change, so building stays closed."),
    "prize_names_track": _l("“%(track)s” stays: the prize “%(prize)s” is of it. Its texts may change."),
    "projects_in_track": _l("“%(track)s” stays: projects in it: %(number)s. Its texts may change."),
    "phase_before_is_open": _l("The phase before is still open."),
    "move_the_deadline": _l("This phase has a deadline. Move the deadline instead, with a reason for everybody."),
    "too_many_people": _l("At most %(most)s people can help with a hackathon."),
    "already_helps": _l("You help with this hackathon already."),
    "does_not_help": _l("This person does not help with the hackathon."),
    # What keeps a hackathon from being announced.
    "no_binding_language": _l("Say which language binds where the texts differ."),
    "no_title": _l("Give it a title."),
    "no_summary": _l("Say in one sentence what it is."),
    "no_description": _l("Describe it."),
    "text_not_in_binding_language": _l("A text is missing in the binding language."),
    "no_form": _l("Say whether it is online, in person or both."),
    "no_date": _l("A date is missing."),
    "date_has_passed": _l("A date has passed."),
    "no_eligibility": _l("Say who may take part."),
    "no_retention_date": _l("Say until when the answers to your questions are kept."),
    "no_criteria": _l("Say by what the projects are judged."),
    "no_conduct": _l("Write a code of conduct, or take the one of the template."),
    "host_not_answered": _l("An incubator that you asked has not answered. Wait, or take the invitation back."),
}
