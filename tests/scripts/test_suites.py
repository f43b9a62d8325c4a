"""The comparison with public suites, on a suite of a few cases in each of their ways to write a value, and on the real ones where they lie."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT, SHARED


def case(text, value, unit=None, kind="number", whole=None):
    whole = whole or text
    start = whole.index(text)
    return {"text": whole, "expect": [{"start": start, "end": start + len(text), "text": text, "type": kind, "value": value, "unit": unit}]}


SUITES = {
    "duckling-distance": [
        case("三公裏", "(simple Kilometre 3)"),
        case("1.6~3.9米", "(between Metre (1.6, 3.9))"),
        case("最少五吋", "(above Inch 5)"),
    ],
    "duckling-duration": [case("半天", "(DurationData 12 Hour)"), case("一個半月", "(DurationData 45 Day)")],  # the second is bent
    "duckling-numeral": [case("負一百二十萬", "(NumeralValue (-1200000))"), case("-1.2M", "(NumeralValue (-1200000))")],  # the second is bent
    "jionlp-money-values": [case("几十万块", ["100000.00", "1000000.00"], "元", "blur"), case("小于40万", "400000.00", "元", "blur-")],
    "recognizers-percent": [case("百分之五", "5%"), case("五成", "60%")],  # the second is wrong
    "recognizers-dimension": [
        case("387万亩", "3870000", "Mu", whole="养殖小龙虾387万亩。"),
        case("三千比特", "3", "Kilobit"),
        case("三亩", "3", "Meter"),
    ],  # wrong
    "recognizers-ordinal": [case("第三", "3")],  # bent
}


def run(folder, out):
    command = [sys.executable, "-W", "ignore", str(ROOT / "scripts" / "suites.py"), str(folder), "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_cases_are_compared_bent_or_missed(tmp_path):
    folder = tmp_path / "suites"
    folder.mkdir()
    for name, cases in SUITES.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    done = run(folder, tmp_path / "out.json")
    assert done.returncode == 0 and "duckling-distance" in done.stdout
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    counts = {suite: (row["cases"], row["covered"], row["right"]) for suite, row in figures["suites"].items()}
    assert counts == {
        "duckling-distance": (3, 3, 3),
        "duckling-duration": (2, 1, 1),
        "duckling-numeral": (2, 1, 1),
        "jionlp-money-values": (2, 2, 2),
        "recognizers-percent": (2, 2, 1),
        "recognizers-dimension": (3, 3, 2),
        "recognizers-ordinal": (1, 0, 0),
    }
    assert {miss["text"] for miss in figures["misses"]} == {"五成", "三亩"}
    assert figures["finding"] == {"expected": 1, "found": 1}
    assert sum(figures["bends"].values()) == 3


def test_a_broken_case_is_named_and_the_others_are_compared(tmp_path):
    (tmp_path / "duckling-distance.jsonl").write_text(json.dumps(SUITES["duckling-distance"][0]) + '\n{"text": "三米"}\n', encoding="utf-8")
    done = run(tmp_path, tmp_path / "out.json")
    assert done.returncode == 1 and "duckling-distance.jsonl:2: no case of a suite" in done.stderr and "Traceback" not in done.stderr
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["suites"]["duckling-distance"]["right"] == 1


def test_a_folder_without_suites_is_named(tmp_path):
    done = run(tmp_path, tmp_path / "out.json")
    assert done.returncode == 1 and "no case that could be used" in done.stderr and not (tmp_path / "out.json").exists()


@pytest.mark.skipif(not (SHARED / "suites").exists(), reason="the suites are not part of the project")
def test_values_agree_with_the_public_suites(tmp_path):
    run(SHARED / "suites", tmp_path / "out.json")
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["suites"].values()
    covered, right = (sum(row[key] for row in rows) for key in ("covered", "right"))
    assert covered >= 480 and right >= 0.97 * covered
    peers = {name for row in rows for name in row["peers"]}
    assert all(sum(row["peers"].get(peer, 0) for row in rows) < right for peer in peers)
