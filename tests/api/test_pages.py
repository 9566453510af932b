"""Whatever a page can send, a program can do as well, unless there is a reason, which docs/decisions/api.md tells."""

import bridge.api  # noqa: F401  # makes the operations
from bridge.api.operation import OPERATIONS
from tests.api.town import Town

S, I, N = "/startups/<slug>", "/incubators/<slug>", "/introductions/<uuid:introduction>"  # noqa: E741  # what it is about
MANAGE, PEOPLE = f"{I}/manage", f"{I}/manage/people"
H, T = "/hackathons/<slug>", "/hackathons/<slug>/teams/<uuid:team>"
JOB, ROSTER = f"{MANAGE}/import/<uuid:job>", f"{MANAGE}/startups/<uuid:startup>"
# By the address of a form, what does the same.
DONE = {
    "/account": "change_details", "/account/letters": "choose_letters", "/account/data/export": "export_data",
    "/account/feed/end": "end_feed", "/account/tokens/<uuid:token>/revoke": "revoke_token",
    f"{S}/tokens/<uuid:token>/revoke": "revoke_token", f"{MANAGE}/tokens/<uuid:token>/revoke": "revoke_token",
    "/letters/<token>": "choose_letters", "/letters/<token>/stop": "choose_letters",
    "/admin/moderation/<uuid:about>": "decide", "/admin/moderation/decisions/<uuid:decision>/answer": "answer_appeal",
    "/admin/moderation/decisions/<uuid:decision>/lift": "lift_decision",
    "/decisions/<uuid:decision>/appeal": "appeal_decision", "/admin/vocabulary/fold": "fold_tag",
    "/admin/vocabulary/unfold": "unfold_tag", "/admin/vocabulary/replace": "replace_code",
    "/enquiries/<uuid:enquiry>/answer": "answer_enquiry", "/enquiries/<uuid:enquiry>/withdraw": "withdraw_enquiry",
    "/i/<secret>": "accept_invitation", "/i/<secret>/ask": "ask_for_invitation",
    "/invitations/<uuid:invitation>": "accept_invitation", "/invitations/<uuid:invitation>/ask": "ask_for_invitation",
    # -- incubators
    "/incubators/new": "list_incubator", f"{I}/edit": "change_incubator", f"{I}/report": "report_incubator",
    f"{I}/verify": "verify_incubator", f"{MANAGE}/introduce": "introduce_startups",
    f"{MANAGE}/introductions/<uuid:introduction>/<any(withdraw, remind):what>": "withdraw_brought",
    PEOPLE: "invite_manager", f"{PEOPLE}/<uuid:account>/leave": "take_manager_off",
    f"{PEOPLE}/invitations/<uuid:invitation>/renew": "renew_manager_invitation",
    f"{PEOPLE}/invitations/<uuid:invitation>/revoke": "revoke_manager_invitation", f"{PEOPLE}/link": "link_manager",
    f"{ROSTER}/answer": "answer_request", f"{ROSTER}/ask-update": "ask_update", f"{ROSTER}/end": "end_stay",
    f"{ROSTER}/founder": "invite_founder", f"{ROSTER}/graduate": "graduate_startup",
    f"{ROSTER}/invite": "offer_admission", f"{ROSTER}/publish": "publish_startup",
    f"{ROSTER}/take-over": "answer_handover", f"{ROSTER}/verify": "verify_startup",
    f"{MANAGE}/import": "send_list", f"{JOB}/reading": "read_otherwise",
    f"{JOB}/check": "check_import", f"{JOB}/back": "map_columns", f"{JOB}/decide": "decide_rows",
    f"{JOB}/start": "start_import", f"{JOB}/go_on": "go_on_with_import", f"{JOB}/drop": "drop_import",
    f"{JOB}/undo": "undo_import", f"{JOB}/dismiss": "dismiss_import",
    # -- startups
    "/startups/new": "register_startup", f"{S}/edit": "change_startup", f"{S}/address": "rename_startup",
    f"{S}/publish": "publish_startup", f"{S}/pause": "pause_startup", f"{S}/confirm": "confirm_startup",
    f"{S}/ask": "ask_incubator", f"{S}/blocked": "block_startup", f"{S}/blocked/<uuid:other>/remove": "unblock_startup",
    f"{S}/claim": "ask_for_profile", f"{S}/claim/withdraw": "withdraw_claim",
    f"{S}/claims/<uuid:claim>/answer": "answer_claim", f"{S}/hand-over": "hand_over_startup",
    f"{S}/hand-over/withdraw": "keep_startup", f"{S}/incubators": "ask_admission",
    f"{S}/incubators/<uuid:incubator>/answer": "answer_offer", f"{S}/incubators/<uuid:incubator>/end": "end_admission",
    f"{S}/merge": "merge_startup", f"{S}/people": "invite_founder",
    f"{S}/people/<uuid:account>/leave": "take_founder_off", f"{S}/people/link": "link_founder",
    f"{S}/people/invitations/<uuid:invitation>/renew": "renew_founder_invitation",
    f"{S}/people/invitations/<uuid:invitation>/revoke": "revoke_founder_invitation",
    f"{S}/report": "report_startup", f"{S}/suggestions/dismiss": "dismiss_suggestion",
    f"{S}/suggestions/restore": "restore_suggestion",
    # -- introductions and partnerships
    f"{S}/introduce": "propose_introduction", f"{N}/accept": "accept_introduction",
    f"{N}/decline": "decline_introduction", f"{N}/withdraw": "withdraw_introduction",
    f"{N}/remind": "remind_of_introduction", f"{N}/times": "offer_times", f"{N}/confirm": "confirm_time",
    f"{N}/cancel": "cancel_meeting", f"{N}/met": "record_meeting", f"{N}/close": "close_introduction",
    f"{N}/held/<any(met, not_yet, missed):answer>": "record_missed_meeting", f"{N}/block": "block_startup",
    f"{N}/report": "report_message", f"{N}/partnership": "record_partnership",
    "/partnerships/<uuid:partnership>/confirm": "confirm_partnership",
    "/partnerships/<uuid:partnership>/dispute": "dispute_partnership",
    "/partnerships/<uuid:partnership>/milestones": "add_milestone",
    "/partnerships/<uuid:partnership>/end": "end_partnership",
    # -- taking part in hackathons
    f"{H}/register": "register_for_hackathon", f"{H}/register/withdraw": "withdraw_registration",
    f"{H}/manage/people/<uuid:account>/<any(approve, refuse, check_in, undo):what>": "approve_registration",
    f"{H}/manage/people/check-in": "check_in", f"{H}/teams": "form_team",
    f"{T}/rename": "rename_team", f"{T}/describe": "describe_team", f"{T}/ask": "ask_to_join",
    f"{T}/take-back": "withdraw_join_request", f"{T}/requests/<uuid:account>": "answer_join_request",
    f"{T}/leave": "leave_team", f"{T}/members/<uuid:account>/<any(remove, lead):what>": "take_member_off",
    f"{T}/startup": "name_startup_of_team", f"{T}/dissolve": "dissolve_team", f"{T}/invite": "invite_to_team",
    f"{T}/invitations/<uuid:invitation>/<any(revoke, renew):what>": "renew_invitation_to_team",
    f"{H}/project": "submit_project", f"{H}/project/draft": "save_project_draft",
    f"{H}/project/withdraw": "withdraw_project",
    f"{H}/project/files": "upload_project_file", f"{H}/project/files/<digest>/remove": "remove_project_file",
    f"{H}/projects/<uuid:project>/<any(disqualify, reinstate):what>": "disqualify_project",
    f"{H}/projects/<uuid:project>/versions/<int:number>/answer": "answer_late_version",
}  # fmt: skip
# What stays on pages, by the reason.
SESSION, SECRET, ADMINISTRATOR, PART = "opens a session", "its answer is a secret", "administrators'", "part of a page"
STAYS = {
    **dict.fromkeys((
        "/account/check-mail", "/account/confirm/<token>", "/account/email", "/account/email/<token>",
        "/account/forgot", "/account/password", "/account/register", "/account/reset/<token>", "/account/sign-in",
        "/account/sign-out", "/account/data/erase", "/account/suspended", "/j/<token>",
    ), SESSION),
    **dict.fromkeys(("/account/feed", "/account/tokens", f"{S}/tokens", f"{MANAGE}/tokens"), SECRET),
    **dict.fromkeys((
        "/admin/mail/<uuid:letter>/again", "/admin/mail/<uuid:letter>/give-up", "/admin/people",
        "/admin/people/<uuid:account>/<role>/revoke",
    ), ADMINISTRATOR),
    **dict.fromkeys((
        "/startups/new/draft", "/startups/new/discard", f"{S}/introduce/draft", "/verify/<code>/certificate",
    ), PART),
}  # fmt: skip
BASES = ("/api/", "/hackathons")
TAKING_PART = "taking_part."  # of the forms of hackathons, those of people who take part are in the table


def test_every_form_has_an_operation_or_a_reason(town: Town) -> None:
    forms = {
        str(rule) for rule in town.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and (rule.endpoint.startswith(TAKING_PART) or not str(rule).startswith(BASES))
    }  # fmt: skip
    told = {*DONE, *STAYS}
    assert forms - told == set(), "forms without an operation or a reason: see docs/decisions/api.md"
    assert told - forms == set(), "no such form any more"
    assert not set(DONE) & set(STAYS)


def test_the_operations_are_there() -> None:
    assert set(DONE.values()) - set(OPERATIONS) == set()
