"""Tables of privacy. The first three decide in the database who is hidden from whom."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from lgnet.domain.privacy.enums import (
    AnomalyKind,
    DueAnswer,
    EmergencyGround,
    EmergencyOutcome,
    NoticeKind,
    SecludedFor,
    TermKind,
)
from lgnet.lib.actor import current_municipality
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import TENANT_DELETABLE
from lgnet.lib.vault.fields import EncryptedText, VaultModel

MOST_MINUTES = 240


class Seclusion(TenantObject, VaultModel):
    """A time in which a person exists only for the named and for who follows their case.

    The function ``lgnet_act`` of the database reads this table at the begin of every transaction.
    """

    classified = classify(
        none="id vault_key placed_at review_on ended_at",
        staff="placed_by ended_by",
        link="person",
        special="ground",
        identity="reason end_reason",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="seclusions")
    ground = models.CharField(max_length=8, choices=SecludedFor.choices)
    reason = EncryptedText()
    placed_at = models.DateTimeField()
    placed_by = models.UUIDField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="seclusion_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("placed_at")),
                name="seclusion_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality"], condition=Q(ended_at=None), name="seclusion_open")
        ]


class NamedReader(TenantObject):
    """A colleague who sees a secluded person besides who follows the case."""

    classified = classify(none="id from_at ended_at", staff="user_id named_by", link="person")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="named_readers")
    user_id = models.UUIDField()
    from_at = models.DateTimeField()
    named_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user_id"], condition=Q(ended_at=None), name="reader_named_once"
            )
        ]


class BreakGlass(TenantObject, VaultModel):
    """A hidden file opened in an emergency, for a while; its reason has a key of its own.

    The database ends it at ``until``, and lets nobody judge their own.
    """

    classified = classify(
        none="id vault_key ground opened_at until closed_at reviewed_at outcome",
        staff="user_id role reviewed_by",
        link="person",
        identity="reason review_note",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="emergencies")
    user_id = models.UUIDField()
    role = models.CharField(max_length=40)
    ground = models.CharField(max_length=8, choices=EmergencyGround.choices)
    reason = EncryptedText()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=9, choices=EmergencyOutcome.choices, blank=True)
    review_note = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    until__gt=F("opened_at"),
                    until__lte=F("opened_at") + timedelta(minutes=MOST_MINUTES),
                ),
                name="emergency_in_order",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None, outcome="")
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(reviewed_by=F("user_id"))
                ),
                name="emergency_judged_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-opened_at"], name="emergency_recent"),
            models.Index(fields=["municipality", "user_id", "until"], name="emergency_of_user"),
        ]


class Notice(TenantObject):
    """Something a user, or everybody in a role, is told on Oggi until somebody has seen it."""

    classified = classify(
        none="id to_role kind object_id created_at seen_at",
        staff="to_user about_user seen_by",
        link="person_id",
    )

    to_user = models.UUIDField(null=True)
    to_role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=9, choices=NoticeKind.choices)
    object_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    about_user = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_user__isnull=False) | ~Q(to_role=""), name="notice_to_somebody"
            )
        ]
        indexes = [
            models.Index(
                fields=["municipality", "-created_at"],
                condition=Q(seen_at=None),
                name="notice_unseen",
            )
        ]


class PrivacySettings(TenantModel):
    """A municipality's own limits; one row, made when somebody first changes them."""

    classified = classify(
        none="emergency_minutes opened_at_least opened_per_case day_from day_to"
        " night_opened searches_an_hour changed_at",
        staff="changed_by",
    )

    municipality = models.OneToOneField(
        "network.Municipality",
        models.PROTECT,
        primary_key=True,
        default=current_municipality,
        related_name="+",
        editable=False,
    )
    emergency_minutes = models.PositiveSmallIntegerField(default=60)
    opened_at_least = models.PositiveSmallIntegerField(default=20)
    opened_per_case = models.PositiveSmallIntegerField(default=2)
    day_from = models.PositiveSmallIntegerField(default=7)
    day_to = models.PositiveSmallIntegerField(default=20)
    night_opened = models.PositiveSmallIntegerField(default=5)
    searches_an_hour = models.PositiveSmallIntegerField(default=40)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(emergency_minutes__range=(5, MOST_MINUTES)),
                name="settings_emergency_ends",
            )
        ]


class RetentionTerm(TenantObject):
    """How long a municipality keeps what it holds about somebody, and on what legal basis."""

    classified = classify(none="id kind months legal_basis from_on to_on set_at", staff="set_by")

    kind = models.CharField(max_length=6, choices=TermKind.choices)
    months = models.PositiveSmallIntegerField()
    legal_basis = models.CharField(max_length=300)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"], condition=Q(to_on=None), name="term_one_in_force"
            ),
            models.CheckConstraint(condition=Q(months__range=(1, 600)), name="term_months"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="term_in_order"
            ),
        ]


class RetentionDue(TenantObject):
    """Somebody whose term is over, found by a job; a person answers, nothing goes by itself."""

    db_policy = TENANT_DELETABLE.of("person_id", unfrozen=("INSERT", "UPDATE", "DELETE"))
    classified = classify(
        none="id term due_on found_at answer answered_at again_on",
        staff="answered_by",
        link="person",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    term = models.ForeignKey("privacy.RetentionTerm", models.PROTECT, related_name="due")
    due_on = models.DateField()
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=DueAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    again_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(answer=""), name="due_open_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_by__isnull=False),
                name="due_answered_by_somebody",
            ),
        ]


class Anomaly(TenantObject):
    """A day on which somebody read far more than their work explains; a person judges it."""

    classified = classify(
        none="id kind on counted allowed found_at seen_at", staff="user_id role seen_by"
    )

    user_id = models.UUIDField()
    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=AnomalyKind.choices)
    on = models.DateField()
    counted = models.PositiveIntegerField()
    allowed = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user_id", "kind", "on"], name="anomaly_once"
            )
        ]
        indexes = [models.Index(fields=["municipality", "-on"], name="anomaly_recent")]
