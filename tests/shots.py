"""Photographs the main pages of a site with demo data, narrow and wide, for people to look at: `./dev shots`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bridge.accounts.registration import DEMO_PASSWORD
from tests.browser.addresses import ADMINISTRATOR, FOUNDER, MANAGER, NEWCOMER, ORGANISER, THIN, Sample, samples
from tests.browser.person import Person
from tests.browser.site import CHROMIUM_ARGS, Site, chromium, running

OUT = Path(__file__).resolve().parents[1] / "shots"
WIDTHS = (360, 1280)
EXPECTED = {"not-found": 404}


# Pages that the samples of the tests lead to: the rule, and which of its samples.
SAMPLED = {
    "share": ("/share", 0),
    "invitation": ("/i/<secret>", 0),
    "letters-stop": ("/letters/<token>", 0),
    "api-docs": ("/api/v1/docs", 0),
    "report": ("/startups/<slug>/report", 0),
    "report-followed": ("/reports/<uuid:report>", 0),
    "suspended": ("/account/suspended", 0),
    "founder-todo": ("/todo", 0),
    "founder-held": ("/introductions/<uuid:introduction>/held", 0),
    "founder-link": ("/startups/<slug>/people/link", 0),
    "founder-tokens": ("/startups/<slug>/tokens", 0),
    "founder-claim": ("/startups/<slug>/claim", 0),
    "founder-ask": ("/startups/<slug>/ask", 0),
    "founder-enquiry": ("/enquiries/<uuid:enquiry>", 1),
    "founder-decision": ("/decisions/<uuid:decision>", 0),
    "founder-report-message": ("/introductions/<uuid:introduction>/report", 0),
    "account-data": ("/account/data", 0),
    "account-erase": ("/account/data/erase", 0),
    "account-letters": ("/account/letters", 0),
    "account-tokens": ("/account/tokens", 0),
    "manager-todo": ("/todo", 1),
    "manager-invite": ("/incubators/<slug>/manage/invite", 0),
    "manager-import": ("/incubators/<slug>/manage/import", 0),
    "manager-import-columns": ("/incubators/<slug>/manage/import/<uuid:job>", 0),
    "manager-import-done": ("/incubators/<slug>/manage/import/<uuid:job>", 1),
    "manager-import-undo": ("/incubators/<slug>/manage/import/<uuid:job>/undo", 0),
    "manager-claims": ("/startups/<slug>/claims", 0),
    "manager-merge": ("/startups/<slug>/merge", 0),
    "manager-merge-compared": ("/startups/<slug>/merge", 1),
    "manager-hand-over": ("/startups/<slug>/hand-over", 0),
    "manager-enquiries": ("/incubators/<slug>/manage/enquiries", 0),
    "manager-introductions": ("/incubators/<slug>/manage/introductions", 0),
    "manager-introduce": ("/incubators/<slug>/manage/introduce", 2),
    "manager-tokens": ("/incubators/<slug>/manage/tokens", 0),
    "moderation": ("/admin/moderation", 1),
    "moderation-case": ("/admin/moderation/<uuid:about>", 0),
    "moderation-decision": ("/admin/moderation/decisions/<uuid:decision>", 0),
    "administrator-mail": ("/admin/mail", 0),
}


@dataclass(frozen=True)
class Shot:
    """A page and who looks at it."""

    name: str
    address: str
    who: str | None = None


def shots_of(site: Site) -> list[Shot]:
    """The main pages; those of the demonstration's introductions and partnerships by what there is."""
    found = samples(site)
    introductions = found["/introductions/<uuid:introduction>"]
    startup, incubator = found["/startups/<slug>"][1].address, found["/incubators/<slug>"][2].address
    wizard = "/startups/new?draft=0123456789abcdef&step="
    return [
        Shot("home", "/"),
        Shot("startups", "/startups"),
        Shot("startups-found", "/startups?q=clinic&country=UZ"),
        Shot("startups-nothing-found", "/startups?q=xyzzy"),
        Shot("startup", startup),
        Shot("incubators", "/incubators"),
        Shot("incubator", incubator),
        Shot("incubator-unclaimed", found["/incubators/<slug>"][1].address),
        Shot("register", "/account/register"),
        Shot("check-mail", "/account/check-mail"),
        Shot("sign-in", "/account/sign-in"),
        Shot("help", "/help"),
        Shot("not-found", "/nothing-is-here"),
        Shot("styleguide", "/styleguide"),
        Shot("newcomer-home", "/", NEWCOMER),
        *(Shot(f"wizard-{step}", f"{wizard}{step}", NEWCOMER) for step in (1, 2, 3)),
        Shot("thin-suggestions", found["/startups/<slug>/suggestions"][1].address, THIN),
        Shot("founder-home", "/", FOUNDER),
        Shot("founder-startup", startup, FOUNDER),
        Shot("founder-suggestions", f"{startup}/suggestions", FOUNDER),
        Shot("founder-propose", found["/startups/<slug>/introduce"][0].address, FOUNDER),
        Shot("founder-edit", f"{startup}/edit", FOUNDER),
        Shot("founder-people", f"{startup}/people", FOUNDER),
        Shot("founder-history", f"{startup}/history", FOUNDER),
        Shot("founder-account", "/account", FOUNDER),
        _shot("introductions", found["/introductions"][0]),
        *(
            _shot(f"introduction-{state}", sample)
            for state, sample in zip(("sent", "received", "accepted", "met"), introductions, strict=False)
        ),
        _shot("partnership", found["/partnerships/<uuid:partnership>"][0]),
        Shot("manager-home", "/", MANAGER),
        Shot("manager-incubator", incubator, MANAGER),
        Shot("manager-startups", f"{incubator}/manage/startups", MANAGER),
        Shot("manager-people", f"{incubator}/manage/people", MANAGER),
        Shot("organiser-home", "/", ORGANISER),
        Shot("organiser-vocabulary", "/admin/vocabulary", ORGANISER),
        Shot("administrator-home", "/", ADMINISTRATOR),
        Shot("administrator-people", "/admin/people", ADMINISTRATOR),
        Shot("administrator-health", "/admin/health", ADMINISTRATOR),
        *(_shot(name, found[rule][n]) for name, (rule, n) in SAMPLED.items()),
    ]


def _shot(name: str, sample: Sample) -> Shot:
    return Shot(name, sample.address, sample.who)


def main() -> int:
    """Make the photographs and list what could not be taken."""
    parser = argparse.ArgumentParser(prog="./dev shots", description=__doc__)
    parser.add_argument("names", nargs="*", help="some of the pages; all without")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--languages", default="en,ru,ur", help="such as en,ur")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), demo=True) as site:
        return photographs(site, chosen.out, chosen.names, chosen.languages.split(","))


def photographs(site: Site, out: Path, names: list[str], languages: list[str]) -> int:
    """Photograph pages of a running site."""
    out.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in shots_of(site) if not names or shot.name in names]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        failed = [
            f"{shot.name} ({language}, {width}): {problem}"
            for who in dict.fromkeys(shot.who for shot in shots)
            for shot, language, width, problem in _of_person(
                browser, site, [shot for shot in shots if shot.who == who], out, languages
            )
        ]
        browser.close()
    print(f"{out}: {len(shots)} pages, {len(failed)} of the photographs failed")
    print("\n".join(failed))
    return 1 if failed else 0


def _of_person(
    browser: Browser, site: Site, shots: list[Shot], out: Path, languages: list[str]
) -> Iterator[tuple[Shot, str, int, str]]:
    """Photograph what one person sees, yielding the photographs that failed and why."""
    context = browser.new_context(base_url=site.base, reduced_motion="reduce")
    person = Person(site, context.new_page(), shots[0].who or "")
    if shots[0].who is not None:
        person.sign_in(DEMO_PASSWORD)
    for language in languages:
        person.page.goto(f"/account/check-mail?lang={language}")
        for shot in shots:
            for width in WIDTHS:
                # Loaded anew for each width: what lies open on a wide page is folded on a phone.
                person.page.set_viewport_size({"width": width, "height": 800})
                answer = person.page.goto(shot.address)
                status = answer.status if answer else 0
                problem = _photograph(person.page, width, out / f"{shot.name}-{language}-{width}.png")
                if status != EXPECTED.get(shot.name, 200):
                    yield shot, language, width, f"answers {status}"
                elif problem:
                    yield shot, language, width, problem
    context.close()


def _photograph(page: Page, width: int, path: Path) -> str | None:
    """Photograph the whole page, and say so where it does not fit its window."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    # As tall as the page: a bar that is fixed to the window would lie across its middle.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(800, height)})
    page.screenshot(path=path)
    return f"{wider} px wider than the window" if wider > 0 else None


if __name__ == "__main__":
    sys.exit(main())
