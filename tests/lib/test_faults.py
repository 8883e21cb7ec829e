"""Faults are told by their type and their lines, never by what they carry."""

import logging
import sys

import psycopg
import pytest

from lgnet.lib import faults

SECRET = "Selam Weldu, via dei Mulini 3"


def _broken() -> BaseException:
    try:
        try:
            {}[SECRET]
        except KeyError as cause:
            raise ValueError(f"no place for {SECRET}") from cause
    except ValueError as error:
        return error


def test_an_outline_names_types_and_lines_and_no_value() -> None:
    told = faults.outline(_broken())
    assert told.startswith("ValueError at test_faults.py:")
    assert "; from KeyError at test_faults.py:" in told
    assert SECRET not in told


def test_a_fault_of_the_database_carries_its_code_and_no_row() -> None:
    error = psycopg.errors.UniqueViolation(f"DETAIL: Key (name)=({SECRET}) already exists.")
    assert faults.outline(error) == "UniqueViolation [23505]"


def test_a_ring_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert faults.outline(first) == "ValueError; from KeyError"


def test_a_fault_is_logged_in_one_line_under_the_id_given_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault = faults.report(_broken(), where="GET desk:case")
    (record,) = caplog.records
    assert record.getMessage().startswith(f"fault {fault} in GET desk:case: ValueError at ")
    assert SECRET not in caplog.text
    assert "\n" not in record.getMessage()


def test_what_others_log_with_an_exception_loses_its_message() -> None:
    try:
        raise _broken()
    except ValueError:
        record = logging.LogRecord("jobs", logging.ERROR, "x.py", 1, "job 7", (), sys.exc_info())
    told = faults.WithoutValues().format(record)
    assert told.startswith("ERROR jobs: job 7: ValueError at ")
    assert SECRET not in told
