"""Somebody at a phone: signs in, opens mail, fills forms, and fails at once when a page misbehaves."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from tests.browser.site import Site, wait_for

PASSWORD = "apricots beyond the pass"


class Person:
    """A page of the browser with the habits of people."""

    def __init__(self, site: Site, page: Page, email: str, name: str = "") -> None:
        self.site, self.page, self.email, self.name = site, page, email, name
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium writes a line for every answer from 400 on; the tests look at statuses themselves.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def go(self, address: str, status: int = 200) -> Response:
        """Open an address of the site."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, self._told(answer)
        return answer

    def fill(self, **values: str) -> None:
        """Fill fields by their names."""
        for name, value in values.items():
            self.field(name).fill(value)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'main [name="{name}"]')

    def choose(self, name: str, value: str) -> None:
        """Choose from a list, or tap a chip or card, unfolding what hides it."""
        if (listed := self.page.locator(f'main select[name="{name}"]')).count():
            listed.select_option(value)
            return
        box = self.page.locator(f'main input[name="{name}"][value="{value}"]')
        self.unfold(box)
        box.check(force=True)  # the input is invisible, its label is what one taps
        assert box.is_checked()

    def unfold(self, inside: Locator) -> None:
        """Open the folded parts of the page that something is in."""
        inside.first.evaluate(
            "e => { for (let d = e; d; d = d.parentElement) if (d.tagName == 'DETAILS') d.open = true }"
        )

    def press(self, button: Locator, status: int = 200) -> None:
        """Send a form and see its answer."""
        self.unfold(button)
        with self.page.expect_navigation() as arriving:
            button.first.click()
        answer = arriving.value
        assert answer.status == status, self._told(answer)

    def send(self, action: str, status: int = 200) -> None:
        """Send the form whose address ends so, by its own visible button."""
        form = self.page.locator(f'main form[action$="{action}"]')
        self.press(form.locator("button[type=submit]:not(.hidden)"), status)

    def do(self, value: str, status: int = 200) -> None:
        """Press a button that says what to do, such as 'next'."""
        self.press(self.page.locator(f'main button[name=do][value="{value}"]:not(.hidden)'), status)

    def _told(self, answer: Response) -> str:
        log = (self.site.data / "log").read_text()[-2000:] if answer.status >= 500 else ""
        return f"{answer.status} at {answer.url}\n{self.text()[:600]}\n{log}"

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def register(self, language: str) -> None:
        """Make an account in a language and confirm it by the letter."""
        self.go(f"/account/register?lang={language}")
        self.fill(name=self.name, email=self.email, password=PASSWORD)
        self.send("/account/register")
        self.follow_letter("/account/confirm/")
        self.send(self.path)

    def follow_letter(self, address: str) -> None:
        """Open the newest letter to this person that has such a link, and the link in it."""
        wait_for(f"a letter to {self.email} with {address}", lambda: self._open_letter(address), 60)
        link = self.page.locator(f'main a[href*="{address}"]').first.get_attribute("href")
        assert link is not None
        self.go(link)

    def _open_letter(self, address: str) -> bool:
        letters = self._asked("/mailbox").partition("<main")[2].split("<li>")[1:]
        for letter in [re.search(r"/mailbox/[\w-]+", one) for one in letters if self.email in one]:
            # Looked through without the browser: a page of its own for every letter costs more than all else here.
            if letter and re.search(f'href="[^"]*{address}', self._asked(letter[0])):
                self.go(letter[0])
                return True
        return False

    def _asked(self, address: str) -> str:
        return self.page.request.get(address).text()

    def sign_in(self, password: str = PASSWORD) -> None:
        self.go("/account/sign-in")
        self.fill(email=self.email, password=password)
        self.send("/account/sign-in")
        assert self.path != "/account/sign-in"

    def must_be_fine(self, language: str | None = None) -> None:
        """The page fits the phone, has the direction of its language, and nothing was complained about."""
        page = self.page.evaluate(
            "({lang: document.documentElement.lang, dir: document.documentElement.dir,"
            " wider: document.documentElement.scrollWidth - document.documentElement.clientWidth})"
        )
        assert page["wider"] <= 0, f"{self.path} is {page['wider']} px wider than the phone"
        if language is not None:
            assert page["lang"].startswith(language), f"{self.path} is in {page['lang']}"
            assert page["dir"] == ("rtl" if language == "ur" else "ltr")
            wanted = {"ru": r"[а-яА-Я]", "ur": r"[\u0600-\u06ff]", "en": "[a-zA-Z]"}[language]
            assert re.search(wanted, self.page.locator("h1").first.inner_text()), f"{self.path} has no {language} title"
        assert not self.complaints, self.complaints
