"""The words of spreadsheets: what stands over each column, and what codes mean that are no list of the vocabulary."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.web.enquiries import SAID as ANSWERS
from bridge.web.enquiries import STATES as ENQUIRY_STATES
from bridge.web.hackathon_words import FORMS
from bridge.web.hackathon_words import STATES as HACKATHON_STATES
from bridge.web.imports.wording import OUTCOMES
from bridge.web.imports.wording import STATES as IMPORT_STATES
from bridge.web.introductions.wording import STATES as INTRODUCTION_STATES
from bridge.web.judging_words import CARDS
from bridge.web.partnerships import STATES as PARTNERSHIP_STATES
from bridge.web.talking.messages import GROUPS
from bridge.web.tokens import LABELS
from bridge.web.trust_sentences import DONE

# An import knows the English, Russian and Urdu ones of a startup's own fields.
HEADINGS: dict[str, LazyString] = {
    "id": _l("ID"), "event_id": _l("ID"), "name": _l("Name"), "country": _l("Country"), "city": _l("City"),
    "one_liner": _l("Short description"), "description": _l("Description"), "sectors": _l("Sector"),
    "technologies": _l("Technologies"), "tags": _l("Tags"), "stage": _l("Stage"), "founded": _l("Founded"),
    "team_size": _l("Team size"), "site": _l("Site"), "needs": _l("Seeks"), "offers": _l("Offers"),
    "markets": _l("Target markets"), "languages": _l("Works in"), "visibility": _l("Visibility"),
    "unclaimed": _l("Unclaimed"), "registered_at": _l("Registered (UTC)"), "changed_at": _l("Changed (UTC)"),
    "address": _l("Page"), "kind": _l("Kind"), "startups": _l("Number of startups"), "listed_at": _l("Listed (UTC)"),
    "state": _l("State"), "side": _l("Side"), "mine_id": _l("ID of our startup"), "mine_name": _l("Our startup"),
    "other_id": _l("ID of the other startup"), "other_name": _l("The other startup"),
    "other_country": _l("Country of the other startup"), "one_id": _l("ID of the first startup"),
    "one_name": _l("The first startup"), "one_country": _l("Country of the first startup"), "want": _l("Is sought"),
    "offer": _l("Is offered"), "next_step": _l("Next step"), "language": _l("Language"),
    "proposed_at": _l("Proposed (UTC)"), "expires_at": _l("Ends (UTC)"), "answered_at": _l("Answered (UTC)"),
    "decline_reason": _l("Why it was declined"), "meeting_at": _l("Meeting (UTC)"), "met_on": _l("Met on"),
    "nothing_reason": _l("Why nothing came of it"), "summary": _l("Summary"), "since": _l("Since"),
    "ended_on": _l("Ended on"), "milestones": _l("Milestones"), "recorded_at": _l("Recorded (UTC)"),
    "admitted_at": _l("Admitted (UTC)"), "graduated_on": _l("Graduated on"), "rank": _l("Rank"), "score": _l("Score"),
    "reasons": _l("Reasons"), "at": _l("When (UTC)"), "what": _l("What happened"), "who": _l("Who"),
    "detail": _l("What they wrote"), "account": _l("ID of the person"), "role": _l("Role"), "office": _l("Office"),
    "tag": _l("Tag"), "ours": _l("Proposed by us"), "agreed_name": _l("Has said yes"),
    "outcomes": _l("What came of it"), "startup_id": _l("ID of the startup"), "startup_name": _l("Startup"),
    "incubator_name": _l("Incubator"), "reported": _l("Number of reports"), "measure": _l("Decision"),
    "reason": _l("Reason"), "until": _l("Until (UTC)"), "in_force": _l("In force"), "appeal": _l("Appeal"),
    "appealed_at": _l("Appealed (UTC)"), "ended_at": _l("Ended (UTC)"),
    "number": _l("Row"), "outcome": _l("Result"), "problems": _l("What is wrong"), "alike_name": _l("Looks like"),
    "undone": _l("After the undoing"),
    "whom": _l("Invited"), "by_link": _l("By a link"), "inviter": _l("Invited by"), "created_at": _l("Made (UTC)"),
    "asker": _l("Asks for a new one"), "asked_at": _l("Asked (UTC)"), "hint": _l("Begins with"),
    "scopes": _l("What it may do"), "works": _l("Works"), "used_on": _l("Last used on"), "closes_at": _l("Until (UTC)"),
    "saved_at": _l("Saved (UTC)"), "own_id": _l("ID of their own startup"), "own_name": _l("Their own startup"),
    "letter": _l("Kind of letter"), "domain": _l("Mail domain"), "due_at": _l("Next attempt (UTC)"),
    "attempts": _l("Attempts"), "failure": _l("What went wrong"), "term": _l("Counts as"), "old": _l("Old term"),
    "list": _l("List"), "total": _l("Number of rows"), "uploaded_at": _l("Sent (UTC)"), "subject": _l("ID"),
    "incubator": _l("ID of the incubator"), "request": _l("ID"), "of": _l("For"),
    "title": _l("Title"), "form": _l("Form"), "hosts": _l("Hosts"), "zone": _l("Time zone"),
    "registration_closes": _l("Registration closes (UTC)"), "building_opens": _l("Building begins (UTC)"),
    "building_closes": _l("Deadline for projects (UTC)"), "results_open": _l("Results (UTC)"),
    "announced_at": _l("Announced (UTC)"),
    "place": _l("Rank"), "mark": _l("Mark"), "official": _l("Computed rank"), "low": _l("Rank, from"),
    "high": _l("Rank, to"), "top3": _l("Probability of the top three"), "tracks": _l("Tracks"),
    "challenges": _l("Challenges"), "countries": _l("Countries"), "prizes": _l("Prizes"), "team": _l("Team"),
    "penalty": _l("Penalty"), "submitted_at": _l("Handed in (UTC)"), "size": _l("People"),
    "open": _l("Looks for people"), "skills": _l("Skills"), "text": _l("Whom they look for"),
    "formed_at": _l("Formed (UTC)"), "checked_in_at": _l("Checked in (UTC)"),
    "round": _l("Round"), "judge": _l("ID of the judge"), "project": _l("ID of the project"),
    "assigned": _l("Assigned"), "marks": _l("Scores"), "comment": _l("Comment for the team"),
    "paper": _l("From paper"),
    "hidden": _l("Hidden"), "wordings": _l("Wordings of the answer"), "group": _l("To whom"), "track": _l("Track"),
    "sent_at": _l("Went out (UTC)"), "readers": _l("Number of readers"), "mentor": _l("Mentor"),
    "team_id": _l("ID of the team"), "asked_by": _l("Asked by"), "taken_at": _l("Taken (UTC)"),
    # Some mean something of their own in one list.
    "questions.text": _l("Question"), "questions.answer": _l("The organisers' answer"),
    "most": _l("Projects at most"), "conflicts": _l("Declared conflicts"), "judges.languages": _l("Reads"),
    "written.text": _l("Text"), "messages.text": _l("Text"),
    "written.due_at": _l("Goes out (UTC)"), "help.text": _l("What they need help with"),
    "help.subject": _l("Technology"), "projects.text": _l("Description"), "links": _l("Links"), "video": _l("Video"),
    "about_name": _l("Asked about"), "answer": _l("Answer"), "count": _l("Number of reports"), **OUTCOMES,
}  # fmt: skip
# Codes that are no list of the vocabulary.
SAID: dict[str, dict[str, LazyString]] = {
    "visibilities": {"public": _l("Everybody"), "members": _l("Members only"), "hidden": _l("Hidden")},
    "introduction_states": {code: text for code, (text, _) in INTRODUCTION_STATES.items()},
    "partnership_states": {code: text for code, (text, _) in PARTNERSHIP_STATES.items()},
    "admission_states": {
        "asked": _l("Asks to be admitted"), "offered": _l("Invited"), "admitted": _l("In the programme"),
        "graduated": _l("Graduated"), "handed": _l("Offered to us"),
    },
    "reported_kinds": {
        "startup": _l("Startup"), "incubator": _l("Incubator"), "introduction": _l("Message of an introduction"),
        "person": _l("Person"), "question": _l("Question about a hackathon"), "project": _l("Project of a hackathon"),
        "team": _l("Team of a hackathon"),
    },
    "measures": DONE,
    "import_outcomes": OUTCOMES,
    "import_undone": {"withdrawn": _l("Taken back"), "restored": _l("As before"), "left": _l("Stayed")},
    "appeals": {
        "open": _l("Appeal waits"), "upheld": _l("Appeal: it stands"), "reversed": _l("Appeal: taken back"),
    },
    "standings": {
        "asked": _l("Asked, waiting for an answer"), "offered": _l("Invites you"), "admitted": _l("Admitted"),
        "graduated": _l("Graduated"), "handed": _l("To be handed over"), "refused": _l("Not admitted"),
        "declined": _l("You declined"), "withdrawn": _l("Withdrawn"), "left": _l("You left"),
    },
    "invitation_states": {"open": _l("Open"), "expired": _l("Expired")},
    "letter_states": {"waiting": _l("Waiting"), "failed": _l("Failed"), "unsure": _l("Not sure")},
    "enquiry_states": {code: text for code, (text, _) in ENQUIRY_STATES.items()},
    "enquiry_answers": ANSWERS,
    "import_states": {code: text for code, (text, _) in IMPORT_STATES.items()},
    "term_kinds": {"sector": _l("Sector"), "technology": _l("Technology")},
    "scopes": LABELS,
    "hackathon_states": HACKATHON_STATES,
    "registration_states": {
        "asked": _l("Asks"), "waiting": _l("Waits for a place"), "approved": _l("Takes part"),
        "refused": _l("Refused"), "withdrawn": _l("Withdrew"),
    },
    "project_states": {
        "submitted": _l("Submitted"), "waiting": _l("Submitted late"), "withdrawn": _l("Withdrawn"),
        "disqualified": _l("Out of the judging"),
    },
    "hackathon_forms": FORMS,
    "judge_states": {"asked": _l("Asked"), "entered": _l("Came in")},
    "question_states": {
        "asked": _l("Without an answer"), "answered": _l("Answered"), "withdrawn": _l("Taken back"),
    },
    "message_groups": GROUPS,
    "message_states": {"scheduled": _l("Waits"), "sent": _l("Went out"), "cancelled": _l("Cancelled")},
    "help_states": {
        "asked": _l("Waits"), "taken": _l("A mentor comes"), "done": _l("Done"), "withdrawn": _l("Withdrawn"),
    },
    "scorecard_states": CARDS,
    "sides": {"received": _l("Received"), "sent": _l("Sent")},
    "roles": {"administrator": _l("Administrator"), "organiser": _l("Organiser")},
}  # fmt: skip
