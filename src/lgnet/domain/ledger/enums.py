"""Kinds of facts."""

from django.db.models import TextChoices


class FactKind(TextChoices):
    """What is counted; the prefix is the package that records it."""

    RECORDS_MERGED = "people.records_merged"  # the subject is the object: count them once
    # The subject is counted by a partner too, under the same object; or may be.
    KNOWN_ELSEWHERE = "matching.known_elsewhere"
    POSSIBLY_ELSEWHERE = "matching.possibly_elsewhere"
    REPORT_RECEIVED = "response.report_received"
    VISIT_DONE = "response.visit_done"
    PERSON_MET = "response.person_met"
    CASE_OPENED = "cases.case_opened"
    CASE_CLOSED = "cases.case_closed"
    ACTION_LOGGED = "cases.action_logged"
    REQUEST_OPENED = "housing.request_opened"
    REQUEST_WITHDRAWN = "housing.request_withdrawn"
    BEDS_HELD = "housing.beds_held"
    STAY_STARTED = "housing.stay_started"
    ARRIVED = "housing.arrived"
    TRANSFERRED = "housing.transferred"
    STAY_ENDED = "housing.stay_ended"
    FOLLOWED_UP = "housing.followed_up"
    BED_NIGHT = "housing.bed_night"
