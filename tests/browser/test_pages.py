"""Every page of the site with demo data: accessible, whole and quiet, narrow and wide, in both directions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bridge.accounts.registration import DEMO_PASSWORD
from tests.browser.addresses import FILES, Sample, rules, samples
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.site import Site

Addresses = dict[str, list[Sample]]
WIDTHS = {360: 740, 1280: 900}
# axe looks at a page once, on a phone or on a wide window in turns of the rules: what it finds in other languages it
# finds in English. Contrast is measured in both, as each has its palette.
PALETTES: dict[int, Literal["light", "dark"]] = {360: "light", 1280: "dark"}
LANGUAGES = ("en", "ur", "ru")
PARTS = 8  # of the site, so that processes share the work evenly
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # Nothing of these changes what is found here; each costs time.
    "preload": False,
    "iframes": False,
    "ancestry": False,
    "rules": {"color-contrast": {"enabled": False}},  # by itself, below
}
# Put into a page once, and asked for nothing but what is wrong: what passes is most of an answer.
RUN_AXE = "options => axe.run(options).then(found => found.violations)"
# Contrast takes two thirds of axe, and follows from colours, sizes and grounds alone: each such look is measured on the
# first page that a process meets it on, three times, as one of them may be covered. What floats is a look of its own.
LOOKS = """() => {
  const grounds = new Map([[null, '']]);
  const ground = e => {
    if (!grounds.has(e)) {
      const s = getComputedStyle(e), floats = s.position !== 'static' && s.position !== 'relative';
      const name = floats ? `${e.tagName} ${e.className}` : '';
      const drawn = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, name].join(' ');
      grounds.set(e, ground(e.parentElement) + (drawn === 'rgba(0, 0, 0, 0) none 1 none ' ? '' : `/${drawn}`));
    }
    return grounds.get(e);
  };
  window.looks = {};
  for (const e of document.querySelectorAll('body *')) {
    const speaks = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (!(speaks || e.matches('input, select, textarea')) || !e.checkVisibility()) continue;
    const s = getComputedStyle(e), look = [s.color, s.fontSize, s.fontWeight, s.textShadow, ground(e)].join('|');
    const alike = window.looks[look] ??= [];
    if (alike.length < 3) alike.push(e);
  }
  return Object.keys(window.looks);
}"""
RUN_CONTRAST = """looks => axe.run({include: looks.flatMap(look => window.looks[look])}, {
  runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations'], preload: false, iframes: false
}).then(found => found.violations)"""
# A finger needs 44 px; a link within a sentence has the sentence's height, as everywhere.
LOOK = """() => ({
  lang: document.documentElement.lang, dir: document.documentElement.dir,
  wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  titles: document.querySelectorAll('h1').length,
  text: document.title + '\\n' + document.body.innerText,
  blind: [...document.images].filter(i => !i.hasAttribute('alt')).map(i => i.src),
  broken: [...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src),
  small: [...document.querySelectorAll('header a, header summary, header button, nav a, nav summary, main .button')]
    .filter(e => e.checkVisibility() && !e.matches('.skip'))
    .map(e => [e.innerText.trim() || e.getAttribute('aria-label') || e.className, e.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([text, box]) => `${text} ${Math.round(box.width)}x${Math.round(box.height)}`),
})"""
# A change of the palette fades in, and half-way colours are nobody's.
SETTLE = """() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => document.getAnimations().filter(a => a instanceof CSSTransition).forEach(a => a.finish()))"""
# What stands on a page when a text was not put together: placeholders, words of Python and of the templates.
UNFINISHED = re.compile(r"%\(\w+\)|\{\{|\{%|\bNone\b(?! yet)|Undefined|<built-in|\{\}|LazyString|\bmsgid\b")


@dataclass(frozen=True)
class Visit:
    """A page that is opened in a language, whether it is looked at on a wide window too, and at which width by axe."""

    sample: Sample
    language: str
    wide: bool
    axe: int = 360


class Readers:
    """Everybody who reads: each signs in once a process and keeps a browser."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self.people: dict[str | None, Person] = {}
        self.measured: set[str] = set()  # looks of texts

    def __getitem__(self, who: str | None) -> Person:
        if who not in self.people:
            context = self.browser.new_context(base_url=self.site.base, viewport=PHONE, reduced_motion="reduce")
            person = self.people[who] = Person(self.site, context.new_page(), who or "")
            if who:
                person.sign_in(DEMO_PASSWORD)
        return self.people[who]

    def close(self) -> None:
        for person in self.people.values():
            person.page.context.close()


@pytest.fixture(scope="module")
def addresses(demo: Site) -> Addresses:
    """Made once a process: some samples are letters and invitations."""
    return samples(demo)


@pytest.fixture(scope="module")
def readers(demo: Site, browser: Browser) -> Iterator[Readers]:
    everybody = Readers(demo, browser)
    yield everybody
    everybody.close()


def visits(number: int, found: list[Sample]) -> Iterator[Visit]:
    """Every sample of a rule in English; in each other language one, by turns of its readers."""
    for n, sample in enumerate(found):
        wide = n == 0
        yield Visit(sample, "en", wide, axe=1280 if wide and number % 2 else 360)
    kinds = [*{sample.who: sample for sample in reversed(found)}.values()]
    for turn, language in enumerate(LANGUAGES[1:], number):
        yield Visit(kinds[turn % len(kinds)], language, wide=False)


def test_every_rule_of_the_site_has_a_sample(demo: Site, addresses: Addresses) -> None:
    missing = [rule for rule in rules(demo) if not addresses.get(rule)]
    assert not missing, f"write a sample into tests/browser/addresses.py for {missing}"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_serious_finding(demo: Site, addresses: Addresses, readers: Readers, part: int) -> None:
    pages = [*enumerate(rule for rule in rules(demo) if rule not in FILES)][part::PARTS]
    wrong = [
        f"{visit.sample.address} ({visit.sample.who or 'visitor'}, {visit.language}): {problem}"
        for number, rule in pages
        for visit in visits(number, addresses[rule])
        for problem in _problems(readers[visit.sample.who], visit, readers.measured)
    ]
    assert not wrong, f"{len(wrong)} findings\n" + "\n".join(wrong)


def test_files_answer(demo: Site, addresses: Addresses, readers: Readers) -> None:
    found = [sample for rule in rules(demo) if rule in FILES for sample in addresses[rule]]
    answers = {sample.address: readers[sample.who].page.request.get(sample.address).status for sample in found}
    assert not {address: status for address, status in answers.items() if status >= 400}


def test_what_is_too_pale_is_found_whatever_was_measured_before(readers: Readers) -> None:
    page, measured = readers[None].page, set[str]()
    page.goto("about:blank")
    page.set_content("<html lang=en><title>Pale</title><main><h1>Clear</h1><p>Clear</p><p>Clear too</p></main>")
    assert _accessible(page, measured) == []
    known = set(measured)
    page.evaluate("document.querySelector('p:last-child').style.color = '#ccc'")
    assert [problem.partition(" ")[0] for problem in _accessible(page, measured)] == ["color-contrast"]
    page.evaluate("document.querySelector('p:last-child').style = ''")
    page.evaluate("document.querySelector('main').style.background = '#222'")
    assert [problem.partition(" ")[0] for problem in _accessible(page, known)] == ["color-contrast"]


def _problems(person: Person, visit: Visit, measured: set[str]) -> list[str]:
    """What is wrong with a page: on a phone, and once for every rule on a wide window too."""
    person.complaints.clear()
    person.page.set_viewport_size({"width": 360, "height": WIDTHS[360]})
    # Said in the address: the account's own language would win over what the browser remembers.
    answer = person.page.goto(_in(visit.sample.address, visit.language))
    if f"lang={visit.language}" not in person.page.url:  # it led on to another page, which is asked for by itself
        answer = person.page.goto(_in(person.page.url, visit.language))
    if answer is None or answer.status >= 400:
        return [f"answers {answer and answer.status}"]
    problems = []
    for width, height in WIDTHS.items():
        if width > 360 and not visit.wide:
            continue
        person.page.set_viewport_size({"width": width, "height": height})
        found = _looked(person.page, visit.language)
        if visit.language == "en":
            person.page.emulate_media(color_scheme=PALETTES[width])
            found += _accessible(person.page, measured, whole=width == visit.axe)
        problems += [f"at {width} px: {problem}" for problem in found]
    return problems + person.complaints


def _in(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def _looked(page: Page, language: str) -> list[str]:
    seen: dict[str, Any] = page.evaluate(LOOK)
    problems = [f"{kind}: {seen[kind]}" for kind in ("blind", "broken", "small") if seen[kind]]
    if seen["wider"] > 0:
        problems.append(f"{seen['wider']} px wider than the window")
    if not seen["lang"].startswith(language) or seen["dir"] != ("rtl" if language == "ur" else "ltr"):
        problems.append(f"is {seen['lang']} {seen['dir']}")
    if seen["titles"] != 1:
        problems.append(f"has {seen['titles']} titles")
    if unfinished := UNFINISHED.search(seen["text"]):
        problems.append(f"shows {unfinished.group()!r} in {seen['text'][max(0, unfinished.start() - 40) :][:90]!r}")
    return problems


def _accessible(page: Page, measured: set[str], *, whole: bool = True) -> list[str]:
    """What axe finds, of all its rules or of contrast alone."""
    page.evaluate(SETTLE)
    looks = [look for look in page.evaluate(LOOKS) if look not in measured]
    if (whole or looks) and page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN_AXE, AXE) if whole else []
    if looks:
        found += page.evaluate(RUN_CONTRAST, looks)
        measured.update(looks)
    return [
        f"{finding['id']} ({finding['impact']}): {finding['nodes'][0]['html'][:160]} ({len(finding['nodes'])} in all)"
        for finding in found
        if finding["impact"] in ("serious", "critical")
    ]
