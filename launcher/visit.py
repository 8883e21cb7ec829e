"""Sign in as one user per role and open the journey's pages over HTTP, as a browser would."""

import html
import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict

from launcher.say import line, say

LOGIN = "/accesso/"
_TOKEN = re.compile(r"name=[\"']csrfmiddlewaretoken[\"'][^>]*value=[\"']([^\"']+)")


class Visitor:
    """A person with a cookie jar."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar, urllib.request.ProxyHandler({}))

    def get(self, path: str) -> tuple[int, str, str]:
        """Open a page: status, final address, text."""
        return self._open(urllib.request.Request(self.base + path))  # noqa: S310

    def sign_in(self, *, username: str, password: str) -> tuple[int, bool]:
        """Fill the sign-in form: status, and whether it took us to another page."""
        _, address, text = self.get(LOGIN)
        token = _TOKEN.search(text)
        fields = {
            "csrfmiddlewaretoken": html.unescape(token.group(1)) if token else "",
            "username": username,
            "password": password,
        }
        request = urllib.request.Request(  # noqa: S310
            address,
            data=urllib.parse.urlencode(fields).encode(),
            headers={"Referer": address, "Origin": self.base},
        )
        status, address, _ = self._open(request)
        return status, status == 200 and urllib.parse.urlsplit(address).path != LOGIN

    def _open(self, request: urllib.request.Request) -> tuple[int, str, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as answer:
            return answer.code, answer.url or "", ""
        except OSError as error:
            return 0, str(error), ""


def visit_everything(
    *, base: str, logins: list[dict[str, str]], pages: list[dict[str, str]]
) -> int:
    """Print one line per page; 0 only if every sign-in and every page is right.

    A page that sends a signed-in person back to the sign-in page counts as wrong.
    """
    by_role = defaultdict(list)
    for page in pages:
        by_role[page["role"]].append(page)
    people = {entry["role"]: entry for entry in logins}
    wrong = count = 0
    say(f"check: {len(pages)} pages as {len(people)} roles")
    for role in [*people, *(role for role in by_role if role not in people)]:
        visitor = Visitor(base)
        if role in people:
            person = people[role]
            started = time.monotonic()
            status, entered = visitor.sign_in(
                username=person["username"], password=person["password"]
            )
            wrong += not entered
            _report(entered, status, started, f"{role:<20} {LOGIN}  sign in")
            if not entered:
                continue
        for page in by_role.get(role, []):
            started = time.monotonic()
            status, address, _ = visitor.get(page["path"])
            sent_back = role in people and urllib.parse.urlsplit(address).path == LOGIN
            good = status == 200 and not sent_back
            wrong += not good
            count += 1
            _report(good, status, started, f"{role:<20} {page['path']}  {page.get('name', '')}")
    if not count:
        line("no pages to open: the demonstration lists none")
    say(f"check: {count} pages opened, {wrong} wrong")
    return 1 if wrong or not count else 0


def _report(good: bool, status: int, started: float, what: str) -> None:
    milliseconds = (time.monotonic() - started) * 1000
    mark = "ok   " if good else "WRONG"
    line(f"  {mark} {status:3d} {milliseconds:6.0f} ms  {what}".rstrip())
