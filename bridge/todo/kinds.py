"""What every kind of waiting thing says and where it is answered: one entry a kind, for pages and mail alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.readmodels.todo import Kind


def _l(text: str) -> str:
    """Mark a text for the catalogues; it is translated when it is shown, in a page's language or a letter's."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """A line of the list.

    `says` may name `%(theirs)s` (the other party) and `%(mine)s` (whose it is); `alone` is said where the other may not
    be named. `address` may hold `{subject}` (an id), `{slug}` and `{number}` (parameters), `{mine}` and `{theirs}`
    (addresses of their pages). `action` is what the button of a letter or a list says.
    """

    says: str
    address: str
    action: str
    icon: str
    alone: str = _l("Something waits for your answer.")


INTRODUCTION = "/introductions/{subject}"


def _asks(says: str, address: str) -> Words:
    """Two are to be brought together, and one of them is asked."""
    return Words(says, address, _l("Answer"), "hands")


WORDS: Mapping[Kind, Words] = {
    Kind.ANSWER_PROPOSAL: _asks(_l("%(theirs)s proposes an introduction. Please answer."), INTRODUCTION),
    Kind.PROPOSE_TIMES: Words(
        _l("You and %(theirs)s both said yes. Propose a time to meet."),
        f"{INTRODUCTION}#meeting", _l("Propose times"), "clock",
    ),
    Kind.CHOOSE_TIME: Words(
        _l("%(theirs)s proposes times to meet. Choose one."),
        f"{INTRODUCTION}#meeting", _l("Choose a time"), "clock",
    ),
    Kind.DID_YOU_MEET: _asks(
        _l("Did you meet %(theirs)s? Say so, or say what came in between."), f"{INTRODUCTION}/held"
    ),
    Kind.CONFIRM_PARTNERSHIP: Words(
        _l("%(theirs)s recorded a partnership with you. Is it so?"), "/partnerships/{subject}", _l("Answer"), "check"
    ),
    Kind.ANSWER_ADMISSION: Words(
        _l("%(theirs)s asks to join your programme. Look and decide."),
        "{mine}/manage/startups/{subject}", _l("Decide"), "startup",
    ),
    Kind.ANSWER_OFFER: Words(
        _l("%(theirs)s invites your startup. Say yes or no."), "{mine}/incubators", _l("Answer"), "incubator",
        alone=_l("An incubator invites your startup. Say yes or no."),
    ),
    Kind.CONFIRM_PAGE: Words(
        _l("Your page waits for your confirmation: read it, and choose who may see it."),
        "{mine}/edit", _l("Confirm text and visibility"), "incubator",
    ),
    Kind.FINISH_PROFILE: Words(
        _l("Your profile lacks what partners are found by. Add it, and suggestions come."),
        "{mine}/edit", _l("Improve the profile"), "spark",
    ),
    Kind.CONFIRM_PROFILE: Words(
        _l("Is the profile of %(theirs)s still right? Confirm it with one button, or change it."),
        "{theirs}", _l("Look at the profile"), "check",
    ),
    Kind.DECIDE_REPORTS: Words(
        _l("%(theirs)s was reported. Look and decide."), "/admin/moderation/{subject}", _l("Look and decide"), "flag",
        alone=_l("A report waits for a decision."),
    ),
    Kind.ANSWER_APPEAL: Words(
        _l("A decision about %(theirs)s is appealed. Somebody else than before decides."),
        "/admin/moderation/decisions/{subject}", _l("Look and decide"), "flag",
        alone=_l("A decision is appealed. Somebody else than before decides."),
    ),
    Kind.ANSWER_CLAIM: Words(
        _l("Somebody says that %(theirs)s is theirs. Look and decide."), "{theirs}/claims", _l("Decide"), "people",
        alone=_l("Somebody says that an unclaimed profile is theirs. Look and decide."),
    ),
    Kind.ANSWER_HANDOVER: Words(
        _l("%(theirs)s is to be handed over to you. Do you take the profile?"),
        "{mine}/manage/startups/{subject}", _l("Look and decide"), "startup",
    ),
    Kind.ANSWER_ENQUIRY: _asks(
        _l("%(theirs)s asks you to be the go-between. Please answer."), "/enquiries/{subject}"
    ),
    Kind.ANSWER_GO_BETWEEN: _asks(_l("An incubator introduces you to %(theirs)s. Please answer."), INTRODUCTION),
    Kind.LOOK_THROUGH: Words(
        _l("%(theirs)s asks you to look through your profile. Is all of it still right?"),
        "{mine}/edit", _l("Look through the profile"), "check",
        alone=_l("Your incubator asks you to look through your profile. Is all of it still right?"),
    ),
    Kind.HOST_HACKATHON: Words(
        _l("%(theirs)s asks you to host a hackathon together. Read it, and say yes or no."),
        "/hackathons/{slug}/manage", _l("Read and answer"), "flag",
        alone=_l("You are asked to host a hackathon. Read it, and say yes or no."),
    ),
    Kind.AGREE_HACKATHON: Words(
        _l("%(theirs)s agrees to the rules and dates of your hackathon. Do you?"),
        "/hackathons/{slug}/manage", _l("Read and agree"), "flag",
        alone=_l("The rules and dates of your hackathon wait for your agreement."),
    ),
    Kind.AGREE_CHANGE: Words(
        _l("%(theirs)s proposes to change your announced hackathon. Do you agree?"),
        "/hackathons/{slug}/manage", _l("Read and answer"), "flag",
        alone=_l("A change of your announced hackathon waits for your agreement."),
    ),
    Kind.ANSWER_REGISTRATIONS: Words(
        _l("People ask to take part in a hackathon. Look and decide."),
        "/hackathons/{subject}/manage/people?state=asked", _l("Look and decide"), "people",
    ),
    Kind.ANSWER_QUESTIONS: Words(
        _l("Participants of a hackathon ask questions. Please answer."),
        "/hackathons/{subject}/questions?waiting=yes", _l("Read and answer"), "chat",
    ),
    Kind.AGREE_ROUND: Words(
        _l("A round of judging has rules of its own. Read them; it opens when every host agrees."),
        "/hackathons/{slug}/manage/judging/{number}#rules", _l("Read and agree"), "flag",
    ),
    Kind.ASSIGN_JUDGES: Words(
        _l("Projects of a hackathon have no judge yet. Assign them."),
        "/hackathons/{slug}/manage/judging", _l("Assign judges"), "people",
    ),
    Kind.CONFIRM_RANKING: Words(
        _l("A round of judging is closed. The jury confirms its ranking."),
        "/hackathons/{slug}/manage/results", _l("Look and confirm"), "check",
    ),
    Kind.AGREE_RESULTS: Words(
        _l("The jury of your hackathon confirmed a ranking. Do you agree to publish it?"),
        "/hackathons/{slug}/manage/results", _l("Read and agree"), "flag",
    ),
    Kind.ISSUE_CERTIFICATES: Words(
        _l("The results of your hackathon are out. Issue the certificates."),
        "/hackathons/{slug}/manage/certificates", _l("Issue certificates"), "check",
    ),
    Kind.ANSWER_JOIN: Words(
        _l("Somebody asks to join your team. Please answer."), "/teams/{subject}", _l("Answer"), "people"
    ),
    Kind.SUBMIT_PROJECT: Words(
        _l("Your team has not submitted its project yet."), "/teams/{subject}/project", _l("Go on with it"), "startup"
    ),
    Kind.TAKE_HELP: Words(
        _l("A team asks the mentors for help. Can you?"), "/hackathons/{slug}/help", _l("Look"), "hands"
    ),
    Kind.FINISH_HELP: Words(
        _l("You help a team. Say when it is done."), "/hackathons/{slug}/help", _l("Look"), "hands"
    ),
    Kind.IMPORT_STOPPED: Words(
        _l("An import into %(theirs)s stands still. Let it go on, undo it, or leave it as it is."),
        "{theirs}/manage/import/{subject}", _l("Look and decide"), "upload",
    ),
    Kind.INVITATION: Words(
        _l("You are invited to act for %(theirs)s."), "/invitations/{subject}", _l("Look and answer"), "people",
        alone=_l("You are invited to act for a startup or an incubator."),
    ),
}  # fmt: skip
