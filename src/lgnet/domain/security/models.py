"""Users, their memberships, and how they come in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lgnet.domain.security.enums import NETWORK_ROLES, FactorKind, Role
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import NETWORK, OWN, SELF, SYSTEM, Policy, exempt

_THEIRS = f"{SELF} OR {SYSTEM}"
# How somebody comes in is theirs alone; a manager's help passes through the system.
PRIVATE = Policy(read=_THEIRS, write=_THEIRS, verbs=("SELECT", "INSERT", "UPDATE", "DELETE"))


class UserManager(BaseUserManager["User"]):
    """Finds users by their user name."""


class User(AbstractBaseUser):
    """An operator's account."""

    db_policy = exempt("read at sign-in, before anybody is known; work names of operators only")
    classified = classify(
        none="id last_login is_active language",
        secret="password",
        staff="username display_name",
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


class SecondFactor(models.Model):
    """An authenticator app (its secret sealed) or a passkey (its public key) of a user."""

    db_policy = PRIVATE
    classified = classify(
        none="id kind last_step sign_count made_at used_at credential_id public_key",
        secret="secret",
        staff="user name",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("security.User", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=FactorKind.choices)
    name = models.CharField(max_length=60)
    secret = models.BinaryField(null=True)
    last_step = models.BigIntegerField(default=0)
    credential_id = models.BinaryField(null=True, unique=True)
    public_key = models.BinaryField(null=True)
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind=FactorKind.TOTP, secret__isnull=False, credential_id=None, public_key=None
                )
                | models.Q(
                    kind=FactorKind.PASSKEY,
                    secret=None,
                    credential_id__isnull=False,
                    public_key__isnull=False,
                ),
                name="factor_holds_what_its_kind_needs",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(kind=FactorKind.TOTP), name="factor_one_app"
            ),
        ]


class RecoveryCode(models.Model):
    """A code on paper that stands for the second factor once; kept as a keyed hash."""

    db_policy = PRIVATE
    classified = classify(none="id used_at", secret="digest", staff="user")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("security.User", models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]


class KnownDevice(models.Model):
    """A browser somebody came in from: others guessing their password do not shut it out."""

    db_policy = PRIVATE
    classified = classify(none="id first_at seen_at", secret="digest", staff="user label")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("security.User", models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    label = models.CharField(max_length=60)
    first_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="device_once")]


class SignIn(models.Model):
    """Which of the sessions are whose; a row whose session is gone says nothing and goes too."""

    db_policy = PRIVATE
    classified = classify(none="id device at method", secret="session_key", staff="user label")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("security.User", models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.ForeignKey(KnownDevice, models.SET_NULL, null=True, related_name="+")
    label = models.CharField(max_length=60)
    method = models.CharField(max_length=20)
    at = models.DateTimeField()


class AccessCode(models.Model):
    """A single-use code a manager gives a colleague, to set a new password with; soon over."""

    db_policy = PRIVATE
    classified = classify(none="id made_at expires_at", secret="digest", staff="user made_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField("security.User", models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class ExternalIdentity(models.Model):
    """Who a user is at the identity provider: the e-mail their city gave, then a stable subject."""

    db_policy = PRIVATE
    classified = classify(none="id linked_at", staff="user email issuer subject")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField("security.User", models.PROTECT, related_name="+")
    email = models.CharField(max_length=200, unique=True)
    issuer = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    linked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~models.Q(subject=""),
                name="identity_one_account",
            )
        ]


class Throttle(models.Model):
    """How often something failed, under a keyed hash of what: of whom, from where."""

    db_policy = exempt("counts under keyed hashes, needed before anybody is known")
    classified = classify(none="digest failures last_at until")

    digest = models.BinaryField(primary_key=True, max_length=32)
    failures = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
