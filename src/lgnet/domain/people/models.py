"""People, households, and how to find them."""

from datetime import date
from typing import Any, Protocol

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from lgnet.domain.people.enums import (
    BirthPrecision,
    ErasureReason,
    ErasureState,
    HoldReason,
    HouseholdRole,
    IdentifierKind,
    IdentityStage,
    MatchAnswer,
    Sex,
)
from lgnet.domain.people.register_models import (
    EarlierPlace,
    ListedPerson,
    LookAlike,
    MovedRow,
    RegisterAct,
)
from lgnet.lib.db import DateSpan
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY, TENANT_DELETABLE
from lgnet.lib.vault.fields import EncryptedText, Erased, VaultModel

__all__ = ["EarlierPlace", "ListedPerson", "LookAlike", "MovedRow", "RegisterAct"]


class Named(Protocol):
    """A row that keeps the names of a person."""

    given_name: Any
    family_name: Any
    native_name: Any
    alias: Any


def known_as(row: Named) -> str:
    """Return name and family name, or the alias between quotes, or the name in its own script.

    Of somebody erased it says that they were.
    """
    name = " ".join(part for part in (row.given_name, row.family_name) if part)
    if name:
        return name
    if row.alias or row.native_name:
        return f"«{row.alias}»" if row.alias else str(row.native_name)
    texts = (row.given_name, row.family_name, row.alias, row.native_name)
    return gettext("cancellata") if any(isinstance(one, Erased) for one in texts) else ""


class Person(TenantObject, VaultModel):
    """One person; ``pseudonym`` names them in facts and survives the erasure of the rest.

    A record found to be about the same person as another is ``merged_into`` it: it keeps its names
    and is found by them, and stands for nobody. The database holds that such a record points at
    one that points nowhere, so there are no chains and no cycles.
    """

    db_policy = TENANT.of("id")
    classified = classify(
        none="id vault_key birth_precision birth_source stage registered_at registered_by"
        " updated_at erased_at",
        link="pseudonym merged_into",
        identity="given_name family_name native_name alias phone note",
        trait="sex birth_on birth_to nationality languages",
    )

    pseudonym = models.UUIDField(default=new_id, editable=False)
    stage = models.CharField(max_length=10, choices=IdentityStage.choices)
    given_name = EncryptedText(null=True)
    family_name = EncryptedText(null=True)
    native_name = EncryptedText(null=True)
    alias = EncryptedText(null=True)
    phone = EncryptedText(null=True)
    note = EncryptedText(null=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    # Birth lies in [birth_on, birth_to]: equal when the day is known, both empty when nothing is.
    birth_on = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    birth_precision = models.CharField(
        max_length=7, choices=BirthPrecision.choices, default=BirthPrecision.UNKNOWN
    )
    birth_source = models.CharField(max_length=40, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    updated_at = models.DateTimeField(auto_now=True)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="aliases", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "pseudonym"], name="person_pseudonym"),
            models.CheckConstraint(
                condition=Q(birth_on=None, birth_to=None) | Q(birth_to__gte=F("birth_on")),
                name="person_birth_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "-registered_at", "-id"],
                condition=Q(merged_into=None),
                name="person_recent",
            ),
            models.Index(
                fields=["municipality", "merged_into"],
                condition=Q(merged_into__isnull=False),
                name="person_aliases",
            ),
        ]

    @property
    def full_name(self) -> str:
        """Name and family name, or the alias between quotes, or the name in its own script."""
        return known_as(self)


class EarlierIdentity(TenantObject, VaultModel):
    """What was known of a person before somebody completed or corrected it; written once."""

    db_policy = TENANT_APPEND_ONLY.of("person_id").only_system("UPDATE", "DELETE")
    classified = classify(
        none="id vault_key stage changed birth_precision at",
        staff="by",
        link="person",
        identity="given_name family_name native_name alias phone",
        trait="sex birth_on birth_to nationality",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="earlier")
    stage = models.CharField(max_length=10, choices=IdentityStage.choices)
    given_name = EncryptedText(null=True)
    family_name = EncryptedText(null=True)
    native_name = EncryptedText(null=True)
    alias = EncryptedText(null=True)
    phone = EncryptedText(null=True)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_on = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    birth_precision = models.CharField(max_length=7, choices=BirthPrecision.choices)
    nationality = models.CharField(max_length=3, blank=True)
    # Names of the fields that changed after this, so that a page can say what is new.
    changed = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "person", "-at"], name="earlier_person")]


class SearchToken(TenantModel):
    """A keyed token by which a person is found; says nothing without the key."""

    db_policy = TENANT_DELETABLE.of("person_id")
    classified = classify(none="id kind token", link="person")

    id = models.BigAutoField(primary_key=True)
    # Held by the key that binds it to its own city (`harden`): a second would cost as much again.
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="tokens", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=1)  # the linkage core names the kinds
    token = models.BinaryField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "token", "person"], name="search_token_once"
            )
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="search_token_person")]


class Identifier(TenantObject, VaultModel):
    """A number that names a person, or the reason why it is not known."""

    db_policy = TENANT.of("person_id").only_system("DELETE")
    classified = classify(
        none="id vault_key kind unknown_reason recorded_at", link="person", identity="value"
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=8, choices=IdentifierKind.choices)
    value = EncryptedText(null=True)
    unknown_reason = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "person"], name="identifier_person")]


class LegalStatusPeriod(TenantObject, VaultModel):
    """A title to stay, from a day and perhaps to a day; a receipt says which one it renews."""

    db_policy = TENANT.of("person_id").only_system("DELETE")
    classified = classify(
        none="id vault_key unknown_reason recorded_at",
        link="person renews",
        special="title from_on to_on",
        identity="number",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="titles")
    title = models.CharField(max_length=20)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    number = EncryptedText(null=True)
    renews = models.ForeignKey(
        "people.LegalStatusPeriod", models.DO_NOTHING, null=True, related_name="receipts"
    )
    unknown_reason = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "person", "from_on"], name="title_person"),
            models.Index(fields=["municipality", "to_on"], name="title_expiry"),
        ]


class Vulnerability(TenantObject, VaultModel):
    """A category of art. 17 c. 1 d.lgs. 142/2015 that somebody assessed on a day."""

    db_policy = TENANT.of("person_id").only_system("DELETE")
    classified = classify(
        none="id vault_key recorded_at ended_on rule_set",
        link="person",
        identity="assessed_by",
        special="category assessed_on ascertained",
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="vulnerabilities")
    category = models.CharField(max_length=10)
    assessed_on = models.DateField()
    assessed_by = EncryptedText(null=True)
    ascertained = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    # The version of the list of categories it was chosen from; '' before versions were kept.
    rule_set = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "person"], name="vulnerability_person")]


class Household(TenantObject):
    """People who want to live together."""

    classified = classify(none="id code formed_on dissolved_on")

    code = models.CharField(max_length=14)
    formed_on = models.DateField()
    dissolved_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="household_code")
        ]


class HouseholdMember(TenantObject):
    """A person's time in a household."""

    db_policy = TENANT.of("person_id")
    classified = classify(none="id household role from_on to_on", link="person")

    household = models.ForeignKey("people.Household", models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=HouseholdRole.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="person_in_one_household",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateSpan(F("from_on"), F("to_on")), RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [models.Index(fields=["municipality", "household"], name="member_household")]

    def is_past(self, on: date) -> bool:
        """Tell whether it was over on a day."""
        return self.to_on is not None and self.to_on <= on


class MatchDecision(TenantObject):
    """What a person decided about two records that looked alike, until somebody withdraws it."""

    db_policy = TENANT.of("first_id", "second_id")
    classified = classify(
        none="id answer reasons decided_at withdrawn_at",
        staff="decided_by withdrawn_by",
        link="first second",
    )

    first = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9, choices=MatchAnswer.choices)
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(withdrawn_at=None),
                name="match_decided_once",
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="match_in_order"),
        ]
        indexes = [models.Index(fields=["municipality", "second"], name="match_second")]


class RetentionHold(TenantObject):
    """A time in which a person's texts must be kept, whoever asks for their erasure."""

    db_policy = TENANT.of("person_id", unfrozen=("INSERT", "UPDATE"))
    classified = classify(
        none="id reason from_at ended_at", staff="placed_by ended_by", link="person"
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=8, choices=HoldReason.choices)
    from_at = models.DateTimeField()
    placed_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reason"], condition=Q(ended_at=None), name="hold_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("from_at")), name="hold_in_order"
            ),
        ]


class Erasure(TenantObject):
    """A proposal that a person's texts be destroyed, and what somebody else decided."""

    db_policy = TENANT.of("person_id", unfrozen=("INSERT", "UPDATE"))
    classified = classify(
        none="id reason state proposed_at decided_at", staff="proposed_by decided_by", link="person"
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="erasures")
    reason = models.CharField(max_length=8, choices=ErasureReason.choices)
    state = models.CharField(
        max_length=8, choices=ErasureState.choices, default=ErasureState.PROPOSED
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state=ErasureState.DECLINED),
                name="erasure_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ErasureState.PROPOSED, decided_by=None, decided_at=None)
                | (
                    ~Q(state=ErasureState.PROPOSED)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="erasure_by_two_people",
            ),
        ]
