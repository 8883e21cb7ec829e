"""A person at a browser without a screen: one kept connection, cookies, forms as the page has them.

Used by the fault tests and the benchmarks, which need many of them at once.
"""

import http.client
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie

LOGIN = "/accesso/"
Fields = Mapping[str, str | Sequence[str]]


@dataclass
class Form:
    """A form of a page: where it goes, and what it holds before anybody types."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **typed: str | Sequence[str]) -> dict[str, list[str]]:
        """Return the fields with what somebody typed."""
        given = {k: [v] if isinstance(v, str) else list(v) for k, v in typed.items()}
        return {**self.fields, **given}


class _Forms(HTMLParser):
    """Collects forms with their hidden and preselected values."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(action=at.get("action", ""), method=at.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._control(self._open, tag, at, {name for name, _ in attrs})

    def _control(self, form: Form, tag: str, at: dict[str, str], present: set[str]) -> None:
        name = at.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in present:
            form.fields.setdefault(self._select, []).append(at.get("value", ""))
        elif tag == "input" and name and at.get("type", "text") not in {"submit", "button", "file"}:
            if at.get("type") in {"checkbox", "radio"} and "checked" not in present:
                return
            form.fields.setdefault(name, []).append(at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    location: str = ""

    @property
    def forms(self) -> list[Form]:
        """The forms of the page, in order."""
        parser = _Forms()
        parser.feed(self.text)
        return parser.forms


class Visitor:
    """One person signed in, or not; not to be shared by threads."""

    def __init__(self, base: str, *, timeout: float = 30) -> None:
        parts = urllib.parse.urlsplit(base)
        self.base = base
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._timeout = timeout
        self._connection: http.client.HTTPConnection | None = None
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Open a page; redirects are not followed."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form."""
        return self._ask("POST", path, fields)

    def send(self, page: str, form: Form, **typed: str | Sequence[str]) -> Answer:
        """Fill a form of a page and send it where the form says."""
        return self.post(urllib.parse.urljoin(page, form.action or page), form.filled(**typed))

    def sign_in(self, *, username: str, password: str) -> None:
        """Fill the sign-in form; fail loudly when it does not open."""
        form = find_form(self.get(LOGIN).forms, "password")
        answer = self.send(LOGIN, form, username=username, password=password)
        if answer.status != 302 or answer.location.startswith(LOGIN):
            raise AssertionError(f"{username} could not sign in: {answer.status}")

    def token(self) -> str:
        """The cross-site token a form must carry."""
        return next(value for name, value in self.cookies.items() if "csrf" in name.lower())

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        headers = {"Origin": self.base, "Referer": self.base + path, "Accept-Language": "it"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self._connection is None:
            self._connection = http.client.HTTPConnection(*self._address, timeout=self._timeout)
        try:
            self._connection.request(method, path, body=body, headers=headers)
            response = self._connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
        return Answer(response.status, text, response.headers.get("Location", ""))

    def _keep_cookies(self, lines: Iterable[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def find_form(forms: Iterable[Form], *names: str, action: str = "") -> Form:
    """Return the first POST form that holds these fields and goes to an address like this."""
    for form in forms:
        if form.method == "post" and action in form.action and set(names) <= set(form.fields):
            return form
    raise AssertionError(f"no form with {names} {action}")
