"""Tables people send and take home: CSV and XLSX, read with suspicion, written harmlessly.

:func:`read` turns a file into typed rows and a list of problems, never an exception for what a
person sent; :func:`template` makes the file to fill in; :func:`write` exports what is on screen.
Knows nothing of what the columns mean.
"""

from lgnet.lib.sheets.columns import ROW, Column, Kind, Outcome, Parsed, Problem, Sheet
from lgnet.lib.sheets.reading import read
from lgnet.lib.sheets.writing import FORMATS, template, write

__all__ = [
    "FORMATS",
    "ROW",
    "Column",
    "Kind",
    "Outcome",
    "Parsed",
    "Problem",
    "Sheet",
    "read",
    "template",
    "write",
]
