"""Reading a whole file against a sheet."""

from typing import Any

from lgnet.lib.sheets.cells import BadCell, clean
from lgnet.lib.sheets.columns import FILE, ROW, Column, Parsed, Problem, Sheet, fold
from lgnet.lib.sheets.files import BadFile, lines

MAX_PROBLEMS = 500


def read(data: bytes, filename: str, sheet: Sheet) -> Parsed:
    """Read a CSV (``;`` ``,`` or tab; UTF-8, UTF-16 or Windows-1252) or XLSX file.

    What a file is, its bytes say; the name is not believed. Rows in which something is wrong are
    left out of ``rows`` and named in ``problems``, at most 500 of them.
    """
    parsed = Parsed()
    hoped = set().union(*(column.headers() for column in sheet.columns))
    places: dict[int, Column] | None = None
    seen: dict[tuple[Any, ...], int] = {}
    blank = dict.fromkeys(column.name for column in sheet.columns)
    try:
        for number, cells in lines(data, hoped):
            if places is None:
                places = _places(sheet, cells, number, parsed)
                if parsed.problems:
                    return parsed
                continue
            if _is_example(sheet, places, cells):
                continue
            parsed.total += 1
            if parsed.total > sheet.max_rows:
                raise BadFile("too_many_rows", row=number, most=sheet.max_rows)
            row = _row(parsed, places, number, cells)
            if row is not None and _is_new(parsed, sheet.key, row, seen):
                parsed.rows.append({**blank, **row})
            if len(parsed.problems) >= MAX_PROBLEMS:
                parsed.problems.append(Problem(FILE, "", "more_problems", {"most": MAX_PROBLEMS}))
                return parsed
    except BadFile as error:
        parsed.problems.append(Problem(error.row, "", error.code, error.params))
        return parsed
    if not parsed.total and not parsed.problems:
        parsed.problems.append(Problem(FILE, "", "no_rows"))
    return parsed


def _places(sheet: Sheet, cells: list[Any], number: int, parsed: Parsed) -> dict[int, Column]:
    """Find which cell belongs to which column; say what is missing, double or not read."""
    places: dict[int, Column] = {}
    for position, cell in enumerate(cells):
        header = fold(str(cell or ""))
        column = next((c for c in sheet.columns if header and header in c.headers()), None)
        if column is None:
            if header:
                parsed.ignored.append(str(cell).strip()[:60])
        elif column in places.values():
            parsed.problems.append(Problem(number, column.name, "duplicate_column"))
        else:
            places[position] = column
    for column in sheet.columns:
        if column.required and column not in places.values():
            parsed.problems.append(Problem(number, column.name, "missing_column"))
    if not places:
        parsed.problems[:] = [
            Problem(number, "", "no_header", {"columns": ", ".join(c.name for c in sheet.columns)})
        ]
    return places


def _is_example(sheet: Sheet, places: dict[int, Column], cells: list[Any]) -> bool:
    """Tell whether a row is the template's example, left in by the person who filled it in."""
    examples = [column for column in sheet.columns if column.example]
    if len(examples) < 2:
        return False
    found = {c.name: str(cells[p]).strip() for p, c in places.items() if p < len(cells)}
    return all(found.get(column.name) == column.example for column in examples)


def _row(
    parsed: Parsed, places: dict[int, Column], number: int, cells: list[Any]
) -> dict[str, Any] | None:
    """Return the values of one line, or None after noting what is wrong with it."""
    row: dict[str, Any] = {ROW: number}
    before = len(parsed.problems)
    if len(cells) > max(places) + 1 + len(parsed.ignored):
        parsed.problems.append(Problem(number, "", "extra_cells"))
    for position, column in places.items():
        try:
            row[column.name] = clean(column, cells[position] if position < len(cells) else None)
        except BadCell as error:
            parsed.problems.append(Problem(number, column.name, error.code, error.params))
    return row if len(parsed.problems) == before else None


def _is_new(
    parsed: Parsed,
    names: tuple[str, ...],
    row: dict[str, Any],
    seen: dict[tuple[Any, ...], int],
) -> bool:
    """Tell whether no earlier line has the same key; note the line that has."""
    key = tuple(row.get(name) for name in names)
    if not key or None in key:
        return True
    first = seen.setdefault(key, row[ROW])
    if first == row[ROW]:
        return True
    parsed.problems.append(Problem(row[ROW], ", ".join(names), "duplicate_key", {"first": first}))
    return False
