"""What papers say, put into the words of a language: for the follower that draws and the page that verifies alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from bridge.certificates.texts import CertificateText, Signatory, isolated

Translate = Callable[[str], str]


def _l(text: str) -> str:
    """Mark a text for the catalogues; it is translated when a paper is made."""
    return text


PARTICIPANT, WINNER, JUDGE, MENTOR = "participant", "winner", "judge", "mentor"
KINDS = (PARTICIPANT, WINNER, JUDGE, MENTOR)
TITLES: Mapping[str, str] = {
    PARTICIPANT: _l("Certificate of participation"),
    WINNER: _l("Award certificate"),
    JUDGE: _l("Certificate of thanks"),
    MENTOR: _l("Certificate of thanks"),
}
# They stand under the name and begin with what it is for: no verb has to agree with whom it is about.
REASONS: Mapping[str, str] = {
    PARTICIPANT: _l("for taking part in the hackathon"),
    WINNER: _l("for the prize “%(prize)s”"),
    JUDGE: _l("for judging the projects of the hackathon"),
    MENTOR: _l("for helping the teams of the hackathon as a mentor"),
}
IN_TEAM = _l("%(reason)s with the team “%(team)s”")
ROLES: Mapping[str, str] = {
    PARTICIPANT: _l("Participant"), WINNER: _l("Participant"), JUDGE: _l("Judge"), MENTOR: _l("Mentor"),
    "manager": _l("Organiser"), "guest": _l("Guest"),
}  # fmt: skip
SHEET: Mapping[str, str] = {
    "judge": _l("Judge"), "project": _l("Project"), "comments": _l("Comments for the team"),
    "notes": _l("Notes for the jury only"), "signature": _l("Signature"), "weight": _l("Weight"),
}  # fmt: skip
FORMER_MEMBER = _l("A former member")
GIVEN_TO = _l("This certificate is given to")
CHECK = _l("Anybody can check this certificate here:")


@dataclass(frozen=True, slots=True)
class Award:
    """The facts of a certificate, names already in the language of the paper; the name is None once erased."""

    kind: str
    name: str | None
    hackathon: str
    begins: date
    ends: date
    code: str
    address: str
    issued: date
    place: tuple[str, ...] = ()
    team: str = ""
    prize: str = ""
    hosts: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()


def certificate_text(award: Award, language: str, translate: Translate) -> CertificateText:
    """An award in words; `translate` is gettext in this language."""
    reason = translate(REASONS[award.kind])
    if award.kind == WINNER:
        reason = reason % {"prize": isolated(award.prize)}
    if award.team:
        reason = translate(IN_TEAM) % {"reason": reason, "team": isolated(award.team)}
    # One by one: a city in Latin letters would turn the country's name beside it around.
    where = translate(", ").join(map(isolated, award.place))
    return CertificateText(
        language=language,
        title=translate(TITLES[award.kind]),
        lead=translate(GIVEN_TO),
        name=translate(FORMER_MEMBER) if award.name is None else award.name,
        reason=reason,
        hackathon=award.hackathon,
        when=" · ".join(filter(None, (days(award.begins, award.ends, language), where))),
        hosts=award.hosts,
        signatories=award.signatories,
        check=translate(CHECK),
        address=award.address,
        code=award.code,
        issued=award.issued,
    )


def sheet_labels(translate: Translate) -> dict[str, str]:
    """The words of a score sheet."""
    return {name: translate(text) for name, text in SHEET.items()}


def days(begins: date, ends: date, language: str) -> str:
    """From a day to a day, as the language writes it."""
    # Each day in full: the intervals of CLDR have short months only.
    return " – ".join(format_date(day, "long", locale=language) for day in dict.fromkeys((begins, ends)))
