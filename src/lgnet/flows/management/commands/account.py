"""`manage account`: an account for somebody, with a password that is shown once."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lgnet.domain.security import operations as security
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.queries import find_user, system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import LgnetError
from lgnet.lib.tenancy.tenants import all_tenants

_WHY = {
    "security.bad_username": "the user name is of small letters, digits, dots, hyphens, from 3 on",
    "security.no_display_name": "the name is of 1 to 80 characters",
    "security.username_not_free": "this user name is taken: --new-password gives it another password",
}


class Command(BaseCommand):
    """Make an account with its role, or give one a new password."""

    help = "Make an account with its role, or give one a new password; the password is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who and where."""
        parser.add_argument("username")
        parser.add_argument("--name", help="the person's name, as colleagues read it")
        parser.add_argument("--role", choices=[str(role) for role in Role])
        parser.add_argument("--city", metavar="ISTAT", help="the Comune's code, for a city's role")
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--new-password", action="store_true", help="only a new password")
        only.add_argument(
            "--reset-second-factor", action="store_true", help="only take apps and passkeys away"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and show the password."""
        if options["reset_second_factor"]:
            self._reset(options)
            self.stdout.write(f"{options['username']} sets up another at the next sign-in")
            return
        try:
            password = self._renew(options) if options["new_password"] else self._make(options)
        except LgnetError as error:
            raise CommandError(_WHY.get(error.code, error.code)) from None
        self.stdout.write(f"{options['username']}  {password}")

    def _make(self, options: dict[str, Any]) -> str:
        role, city, now = options["role"], options["city"], timezone.now()
        if not (options["name"] and role):
            raise CommandError("a new account needs --name and --role")
        if (role in NETWORK_ROLES) == bool(city):
            raise CommandError(f"{role} {'takes no' if city else 'needs a'} --city")
        if city and city not in all_tenants():
            raise CommandError("no such Comune in the network: ./lgnet manage network lists them")
        with act_as(system_actor(municipality_id=city, job="account")):
            user = security.create_user(
                username=options["username"], display_name=options["name"], at=now
            )
            security.grant_membership(
                user_id=user.pk,
                role=role,
                municipality_id=city,
                from_on=timezone.localdate(now),
                at=now,
            )
            return self._set(user.pk)

    def _renew(self, options: dict[str, Any]) -> str:
        with act_as(system_actor(municipality_id=None, job="account")):
            return self._set(self._known(options))

    def _reset(self, options: dict[str, Any]) -> None:
        with act_as(system_actor(municipality_id=None, job="account")):
            security.reset_second_factor(user_id=self._known(options), at=timezone.now())

    @staticmethod
    def _known(options: dict[str, Any]) -> Any:
        user = find_user(username=options["username"])
        if user is None:
            raise CommandError("there is no such account")
        return user.pk

    def _set(self, user_id: Any) -> str:
        password = secrets.token_urlsafe(12)
        security.set_password(user_id=user_id, password=password, at=timezone.now())
        return password
