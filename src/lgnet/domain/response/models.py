"""Reports, triage, teams, shifts and visits."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from lgnet.domain.response.enums import (
    Channel,
    CloseReason,
    PlanKind,
    Priority,
    ReportState,
    VisitState,
)
from lgnet.lib.db import DateSpan
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import MINE, TENANT
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class Report(TenantObject, VaultModel):
    """An emergency report about somebody in difficulty; its texts have a key of their own.

    Anybody may send one, and see again what came from the public page; the texts stay sealed.
    """

    db_policy = TENANT.and_outside(
        "SELECT",
        "INSERT",
        rows=f"{MINE} AND channel = 'PUBLIC' AND received_by IS NULL",
    )
    classified = classify(
        none="id vault_key code external_id channel received_at state priority urgency answer_by"
        " assessed_at answered_at closed_at close_reason merged_into precision_m",
        staff="received_by",
        identity="what place reporter_name reporter_contact",
        location="latitude longitude",
        special="signs",
        trait="languages persons",
    )

    code = models.CharField(max_length=14)
    external_id = models.CharField(max_length=40, null=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)
    what = EncryptedText(null=True)
    place = EncryptedText(null=True)
    reporter_name = EncryptedText(null=True)
    reporter_contact = EncryptedText(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    precision_m = models.PositiveIntegerField(null=True)
    persons = models.PositiveSmallIntegerField(null=True)
    signs = ArrayField(models.CharField(max_length=12), default=list)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    state = models.CharField(
        max_length=8, choices=ReportState.choices, default=ReportState.RECEIVED
    )
    priority = models.CharField(max_length=2, choices=Priority.choices, blank=True)
    # The class it is queued under: the confirmed one, before that the one the table proposes.
    urgency = models.CharField(max_length=2, choices=Priority.choices)
    answer_by = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=9, choices=CloseReason.choices, blank=True)
    merged_into = models.ForeignKey(
        "response.Report", models.PROTECT, null=True, related_name="merged"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="report_code"),
            models.UniqueConstraint(
                fields=["municipality", "external_id"], name="report_external_id"
            ),
            models.CheckConstraint(
                condition=~Q(priority="")
                | ~Q(state__in=[ReportState.ASSESSED, ReportState.PLANNED, ReportState.DESK]),
                name="report_class_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.MERGED) | Q(merged_into__isnull=False),
                name="report_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="report_place_on_earth",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "state", "urgency", "answer_by", "id"], name="report_queue"
            ),
            models.Index(fields=["municipality", "answer_by"], name="report_clock"),
            models.Index(fields=["municipality", "-received_at", "-id"], name="report_recent"),
        ]


class TriageDecision(TenantObject, VaultModel):
    """What was proposed, with which reasons and rule set, and what a person chose."""

    classified = classify(
        none="id vault_key report proposed rule_set chosen decided_at",
        identity="override_reason",
        special="reasons",
        staff="decided_by",
    )

    report = models.ForeignKey("response.Report", models.PROTECT, related_name="decisions")
    proposed = models.CharField(max_length=2, choices=Priority.choices)
    reasons = models.JSONField(default=list)
    rule_set = models.CharField(max_length=40)
    chosen = models.CharField(max_length=2, choices=Priority.choices)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    override_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen=F("proposed"))
                | Q(chosen__lt=F("proposed"))
                | Q(override_reason__isnull=False),
                name="triage_lowering_has_reason",
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "report", "-decided_at"], name="triage_report")
        ]


class MobileTeam(TenantObject):
    """An itinerant multidisciplinary team."""

    classified = classify(none="id name languages skills vehicle active")

    name = models.CharField(max_length=60)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    skills = ArrayField(models.CharField(max_length=20), default=list)
    vehicle = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)


class Shift(TenantObject):
    """A team's time in the street."""

    classified = classify(none="id team starts_at ends_at", staff="members latitude longitude")

    team = models.ForeignKey("response.MobileTeam", models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    members = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_in_order")
        ]
        indexes = [models.Index(fields=["municipality", "starts_at"], name="shift_start")]


class Visit(TenantObject, VaultModel):
    """A team's stop at a report; note and place are sealed with the report's key."""

    classified = classify(
        none="id vault_key report shift position planned_at state arrived_at closed_at given",
        staff="closed_by",
        identity="note",
        trait="persons_met",
    )

    report = models.ForeignKey("response.Report", models.PROTECT, related_name="visits")
    shift = models.ForeignKey("response.Shift", models.PROTECT, related_name="visits")
    position = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=VisitState.choices, default=VisitState.PLANNED)
    arrived_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    persons_met = models.PositiveSmallIntegerField(null=True)
    given = ArrayField(models.CharField(max_length=20), default=list)
    note = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=[VisitState.PLANNED, VisitState.ARRIVED]),
                name="visit_one_open_per_report",
            )
        ]
        indexes = [models.Index(fields=["municipality", "shift", "position"], name="visit_shift")]


class Meeting(TenantObject):
    """A person met on a visit."""

    db_policy = TENANT.of("person_id", unfrozen=("INSERT", "UPDATE"))
    classified = classify(none="id visit at", link="person", special="needs")

    visit = models.ForeignKey("response.Visit", models.PROTECT, related_name="meetings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="meetings")
    at = models.DateTimeField()
    needs = ArrayField(models.CharField(max_length=9), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="meeting_once")]
        indexes = [models.Index(fields=["municipality", "person"], name="meeting_person")]


class SeasonalPlan(TenantObject):
    """A municipality's cold or heat plan, in force on half-open days; triage asks for it.

    Anybody who sends a report from outside is judged by it, so it is no secret.
    """

    db_policy = TENANT.and_outside("SELECT")
    classified = classify(
        none="id kind from_on to_on celsius opened_at closed_at", staff="opened_by closed_by"
    )

    kind = models.CharField(max_length=4, choices=PlanKind.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    celsius = models.SmallIntegerField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="plan_in_order"
            ),
            ExclusionConstraint(
                name="plan_one_of_a_kind",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateSpan(F("from_on"), F("to_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["municipality", "from_on"], name="plan_days")]
