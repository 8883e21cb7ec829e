"""Small pieces of SQL that models share."""

from django.db.models import Func


class DateSpan(Func):
    """Half-open range of two date columns, for exclusion constraints."""

    function = "daterange"
