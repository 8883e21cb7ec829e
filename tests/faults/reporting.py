"""Operators who keep writing reports while things break, and what must be true afterwards."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import override_settings
from django.utils import timezone

from lgnet.domain.ledger.models import Fact
from lgnet.domain.response.models import Report
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.operations import set_password
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.audit.chain import verify
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.numbering.models import Counter as Numbers
from lgnet.lib.once.models import DoneForm
from tests.builders import FIRENZE, acting, make_cities, make_user
from tests.harness.visitor import Visitor

REAL_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"
NEW = "/sportello/segnalazioni/nuova/"
PASSWORD = "una-lunga-parola-di-prova"
_REPORT = re.compile(r"^/sportello/segnalazioni/([0-9a-f-]{36})/$")


def make_operator(role: str = Role.CASE_WORKER) -> str:
    """Make somebody who can sign in; return the user name."""
    make_cities()
    user_id = make_user(role)
    # The site's own hasher: with another one the first sign-in would make the password anew, and
    # end the sessions of everybody who signed in at the same moment.
    hasher = override_settings(PASSWORD_HASHERS=[REAL_HASHER])
    with hasher, act_as(system_actor(municipality_id=FIRENZE, job="test")):
        set_password(user_id=user_id, password=PASSWORD, at=timezone.now())
        return User.objects.get(pk=user_id).username


@dataclass
class Told:
    """What one operator wrote and was answered."""

    forms: dict[UUID, str] = field(default_factory=dict)  # form key -> what was written
    acknowledged: dict[UUID, UUID] = field(default_factory=dict)  # form key -> report
    answers: Counter[str] = field(default_factory=Counter)


class Operator(threading.Thread):
    """Writes one report after the other; sends a form again until it is acknowledged."""

    def __init__(self, *, base: str, username: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.told = Told()
        self.error: BaseException | None = None
        self._random = random.Random(seed)
        self._stopping = threading.Event()
        self._visitor = Visitor(base, timeout=10)
        self._visitor.sign_in(username=username, password=PASSWORD)

    def finish(self) -> None:
        """Let the report at hand be acknowledged, then stop."""
        self._stopping.set()

    def run(self) -> None:
        """Write until told to stop."""
        try:
            while not self._stopping.is_set():
                self._write()
        except BaseException as error:  # noqa: BLE001
            self.error = error
        finally:
            self._visitor.close()

    def _write(self) -> None:
        key, what = uuid4(), f"prova {uuid4()}"
        self.told.forms[key] = what
        fields = {
            "csrfmiddlewaretoken": self._visitor.token(),
            "_key": str(key),
            "channel": "PHONE",
            "place": "Novoli, portico",
            "what": what,
            "signs": ["ILL"],
        }
        give_up = time.monotonic() + 90
        while key not in self.told.acknowledged:
            if time.monotonic() > give_up:
                raise AssertionError(f"never acknowledged: {dict(self.told.answers)}")
            report = self._send(fields)
            if report is not None:
                self.told.acknowledged[key] = report
            else:
                time.sleep(self._random.uniform(0.02, 0.1))

    def _send(self, fields: dict[str, Any]) -> UUID | None:
        try:
            answer = self._visitor.post(NEW, fields)
        except (OSError, http.client.HTTPException):
            self.told.answers["no answer"] += 1
            return None
        self.told.answers[str(answer.status)] += 1
        found = _REPORT.match(answer.location)
        if answer.status in (302, 303) and found:
            return UUID(found.group(1))
        if answer.status != 503:
            raise AssertionError(
                f"answered {answer.status} {answer.location}\n{answer.text[:2000]}"
            )
        return None


def start_operators(count: int, *, base: str, username: str) -> list[Operator]:
    """Start operators who write at the same time."""
    crew = [Operator(base=base, username=username, seed=number) for number in range(count)]
    for operator in crew:
        operator.start()
    return crew


def finish(crew: list[Operator]) -> Told:
    """Let everybody finish; return what all of them wrote."""
    for operator in crew:
        operator.finish()
    together = Told()
    for operator in crew:
        operator.join(120)
        assert operator.error is None, operator.error
        assert not operator.is_alive()
        together.forms |= operator.told.forms
        together.acknowledged |= operator.told.acknowledged
        together.answers += operator.told.answers
    return together


def check_nothing_lost_nothing_half(told: Told) -> None:
    """Compare what was acknowledged with what is kept, hop by hop."""
    assert set(told.acknowledged) == set(told.forms), "every form was sent until acknowledged"
    with acting():
        kept = {report.pk: report for report in Report.objects.order_by("id")}
        lost = set(told.acknowledged.values()) - set(kept)
        assert not lost, f"{len(lost)} acknowledged reports are gone"
        assert len(kept) == len(told.forms), "a form made more than one report, or none"
        for key, report_id in told.acknowledged.items():
            assert kept[report_id].what == told.forms[key]
        events = AuditEvent.objects.filter(action="response.received")
        written = Counter(events.order_by().values_list("object_id", flat=True))
        assert written == Counter(map(str, kept)), "reports and audit events differ"
        facts = Counter(
            Fact.objects.filter(kind="response.report_received")
            .order_by()
            .values_list("object_id", flat=True)
        )
        assert facts == Counter(kept.keys()), "reports and facts differ"
        done = DoneForm.objects.filter(key__in=told.forms).exclude(location="")
        assert done.count() == len(kept), "a form was done without its key, or the reverse"
        assert Numbers.objects.get(kind="report").last == len(kept), "a number was lost"
        assert list(verify(FIRENZE)) == []
