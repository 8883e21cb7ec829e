"""Users and memberships."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import NETWORK, OWN, SELF, Policy, exempt


class UserManager(BaseUserManager["User"]):
    """Finds users by their user name."""


class User(AbstractBaseUser):
    """An operator's account."""

    db_policy = exempt("read at sign-in, before anybody is known; work names of operators only")
    classified = classify(
        none="id password last_login is_active language", staff="username display_name"
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="it")

    objects = UserManager()

    @property
    def initials(self) -> str:
        """Two letters for the corner of the page."""
        words = self.display_name.replace(".", " ").split()
        return "".join(word[0] for word in words[:2]).upper()


class Membership(models.Model):
    """A user's role in one municipality, or in the network when there is none, with dates."""

    db_policy = Policy(read=f"{OWN} OR {SELF} OR {NETWORK}", write=f"{OWN} OR {NETWORK}")
    classified = classify(none="id municipality role from_on to_on organisation", staff="user")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("security.User", models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=NETWORK_ROLES, municipality=None)
                | (~models.Q(role__in=NETWORK_ROLES) & models.Q(municipality__isnull=False)),
                name="membership_place_fits_role",
            )
        ]
