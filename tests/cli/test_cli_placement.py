import json
import subprocess
import sys
from pathlib import Path

import pytest

from lgnet.cli.__main__ import main as lgnet
from lgnet.cli.placement import main

FAMILIES = "family,persons\nAbebe,3\nDiallo,2\nKhan,2\n"
PLACES = "place,capacity\nCasa Careggi,4\nIsolotto,2\n"
PAIRS = (
    "family,place,value\nAbebe,Casa Careggi,3\nDiallo,Casa Careggi,2.5\n"
    "Diallo,Isolotto,1\nKhan,Isolotto,0.9\nKhan,Casa Careggi,0.8\n"
)
HIAS = Path(__file__).parents[3] / "shared" / "data" / "hias_fy16"


@pytest.fixture
def tables(tmp_path):
    for name, text in (("F", FAMILIES), ("P", PLACES), ("V", PAIRS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def solve(folder, *more):
    return main(
        [
            "solve",
            *("--families", str(folder / "F.csv")),
            *("--places", str(folder / "P.csv")),
            *("--pairs", str(folder / "V.csv")),
            *more,
        ]
    )


def test_solve_prints_a_table_the_value_the_bound_the_gap_and_the_time(tables, capsys):
    assert solve(tables) == 0
    printed = capsys.readouterr().out
    assert "Abebe" in printed
    assert "Casa Careggi" in printed
    for word in ("value   4.000000", "bound   4.000000", "gap     0.000000%", "time "):
        assert word in printed


def test_solve_writes_json(tables):
    out = tables / "R.json"
    assert solve(tables, "--out", str(out)) == 0
    answer = json.loads(out.read_text(encoding="utf-8"))
    assert (answer["value"], answer["bound"], answer["gap"]) == (4.0, 4.0, 0.0)
    assert answer["assignments"] == [
        {"family": "Abebe", "place": "Casa Careggi"},
        {"family": "Diallo", "place": "Isolotto"},
    ]


def test_solve_writes_the_same_answer_twice(tables):
    answers = []
    for name in ("a.json", "b.json"):
        solve(tables, "--out", str(tables / name))
        answer = json.loads((tables / name).read_text())
        answer.pop("seconds")
        answers.append(answer)
    assert answers[0] == answers[1]


def test_solve_reads_other_column_orders_semicolons_and_byte_order_marks(tables, capsys):
    (tables / "F.csv").write_bytes(
        b"\xef\xbb\xbfNote;Persons;Family\r\nx;3;Abebe\r\n;2;Diallo\r\n\r\n;2;Khan\r\n"
    )
    assert solve(tables) == 0
    assert "value   4.000000" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("F", "family;people\n", ["F.csv", "column persons", "missing"]),
        ("F", "family,persons,persons\nA,1,1\n", ["F.csv", "row 1", "column persons", "twice"]),
        ("F", "", ["F.csv", "empty"]),
        ("F", "family,persons\nA,1\nA,2\n", ["F.csv", "row 3", "column family", "twice"]),
        ("F", "family,persons\nA,0\n", ["F.csv", "row 2", "column persons", "between 1"]),
        ("F", "family,persons\nA,two\n", ["F.csv", "row 2", "column persons", "whole number"]),
        ("F", "family,persons\nA,1.5\n", ["F.csv", "row 2", "column persons", "whole number"]),
        ("F", "family,persons\nA,\n", ["F.csv", "row 2", "column persons", "empty field"]),
        ("F", "family,persons\n,1\n", ["F.csv", "row 2", "column family", "empty"]),
        ("F", "family,persons\nA\n", ["F.csv", "row 2", "1 fields"]),
        ("F", "family,persons\nA,٣\n", ["F.csv", "row 2", "column persons", "whole number"]),
        ("F", f"family,persons\n{'A' * 500},1\n", ["F.csv", "row 2", "column family", "500"]),
        ("F", f"family,persons\n{'A' * 200_000},1\n", ["F.csv", "row 2", "field limit"]),
        ("F", 'family,persons\n"A,1\n', ["F.csv", "row 2", "CSV"]),
        ("F", "family,persons\nA\x07,1\n", ["F.csv", "row 2", "column family", "printed"]),
        ("F", "family,persons\nA\x00,1\n", ["F.csv", "row 2", "NUL"]),
        ("F", "family,persons\nA,1\nQuità,2\n".encode("latin-1"), ["F.csv", "row 3", "UTF-8"]),
        ("F", "family,persons\nA,1\n".encode("utf-16"), ["F.csv", "UTF-16"]),
        ("P", "place,capacity\nX,-4\n", ["P.csv", "row 2", "column capacity", "negative"]),
        ("P", "place,capacity\nX,nan\n", ["P.csv", "row 2", "column capacity", "whole number"]),
        ("P", "place,capacity\nX,9999999999\n", ["P.csv", "row 2", "column capacity", "between"]),
        ("V", "family,place,value\nAbebe,Isolotto,NaN\n", ["V.csv", "row 2", "column value"]),
        ("V", "family,place,value\nAbebe,Isolotto,inf\n", ["V.csv", "row 2", "column value"]),
        ("V", "family,place,value\nAbebe,Isolotto,1e400\n", ["V.csv", "row 2", "out of range"]),
        ("V", 'family,place,value\nAbebe,Isolotto,"1,5"\n', ["V.csv", "row 2", "with a dot"]),
        ("V", "family,place,value\nAbebe,Isolotto,1_0\n", ["V.csv", "row 2", "column value"]),
        ("V", "family,place,value\nNobody,Isolotto,1\n", ["V.csv", "row 2", "column family"]),
        ("V", "family,place,value\nAbebe,Nowhere,1\n", ["V.csv", "row 2", "column place"]),
        (
            "V",
            "family,place,value\nAbebe,Isolotto,1\n\nAbebe,Isolotto,2\n",
            ["V.csv", "row 4", "twice"],
        ),
    ],
)
def test_solve_names_file_row_and_column_and_changes_nothing(tables, capsys, name, content, words):
    raw = content if isinstance(content, bytes) else content.encode()
    (tables / f"{name}.csv").write_bytes(raw)
    out = tables / "R.json"
    out.write_text("before")
    assert solve(tables, "--out", str(out)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    for word in words:
        assert word in said.err
    assert len(said.err) < 600
    assert out.read_text() == "before"
    assert sorted(path.name for path in tables.iterdir()) == ["F.csv", "P.csv", "R.json", "V.csv"]


@pytest.mark.parametrize("missing", ["F.csv", "P.csv", "V.csv"])
def test_solve_says_which_file_is_not_there(tables, capsys, missing):
    (tables / missing).unlink()
    assert solve(tables) == 2
    assert missing in capsys.readouterr().err


@pytest.mark.parametrize("out", [".", "nowhere/R.json", "F.csv"])
def test_solve_refuses_an_output_it_must_not_write(tables, capsys, out):
    assert solve(tables, "--out", str(tables / out)) == 2
    assert "error" in capsys.readouterr().err
    assert (tables / "F.csv").read_text() == FAMILIES


@pytest.mark.parametrize("bad", [["--seconds", "0"], ["--gap", "2"], ["--seed", "x"], ["--what"]])
def test_solve_refuses_bad_arguments(tables, capsys, bad):
    assert solve(tables, *bad) == 2
    assert "usage" in capsys.readouterr().err


def test_solve_empty_tables_place_nobody(tables, capsys):
    (tables / "F.csv").write_text("family,persons\n")
    (tables / "V.csv").write_text("family,place,value\n")
    assert solve(tables) == 0
    assert "placed  0 of 0 families" in capsys.readouterr().out


def test_solve_out_of_time_writes_what_it_has_and_says_so(tmp_path, capsys):
    places = [f"p{i}" for i in range(12)]
    rows = [f"f{i},{1 + i * 7 % 6}" for i in range(150)]
    (tmp_path / "F.csv").write_text("\n".join(["family,persons", *rows]))
    (tmp_path / "P.csv").write_text("\n".join(["place,capacity", *(f"{p},17" for p in places)]))
    pairs = [
        f"f{i},{p},{1 + (i * 37 + j * 101) % 97 / 7}"
        for i in range(150)
        for j, p in enumerate(places)
    ]
    (tmp_path / "V.csv").write_text("\n".join(["family,place,value", *pairs]))
    out = tmp_path / "R.json"
    assert solve(tmp_path, "--seconds", "1e-6", "--out", str(out)) == 3
    answer = json.loads(out.read_text())
    assert answer["gap"] > 0
    assert not answer["proven"]


def test_lgnet_hands_over_to_the_command_named(tables, capsys):
    assert lgnet([]) == 2
    assert lgnet(["nothing"]) == 2
    assert "placement}" in capsys.readouterr().err
    assert lgnet(["placement", "solve", "--help"]) == 0


def test_module_runs_in_a_process_of_its_own(tables):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "lgnet.cli", "placement", "solve"),
            *("--families", "F.csv", "--places", "P.csv", "--pairs", "V.csv"),
        ],
        cwd=tables,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "value   4.000000" in done.stdout


@pytest.mark.skipif(not HIAS.is_dir(), reason="the agency's year is not beside the project")
def test_the_real_year_reaches_its_proven_optimum(capsys):
    from benchmarks.placement_hias import main as benchmark

    assert benchmark([str(HIAS)]) == 0
    assert "286.0815 against 286.08: reached" in capsys.readouterr().out
