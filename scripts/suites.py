"""Check values against public number and unit suites, beside other packages: shared/suites/*.jsonl → a table and suites.json."""

import contextlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import baselines, cli, jsonl
from banmian.problems import InputError
from banmian.values.quantities import Quantities
from banmian.values.units import SECONDS, rows

CONFIGS = Path(__file__).resolve().parents[1] / "configs"
CLOSE = 1e-11  # suites write some values as floats of 15 digits, we write 12 where no decimal is exact
DUCKLING = re.compile(r"\((simple|under|above|between|DurationData|NumeralValue) (.*)\)$")
FIGURE = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
BENDS = {  # what GUIDELINES do not cover, by how its text or suite looks
    "Cantonese: a unit without its 一, parts without 之, 個字": re.compile(r"^[個个米分][半一二三四五六七八九]|份|(?<!百)分一|[個个]字$|零四$.*蚊"),
    "powers: 2^-1": re.compile(r"\^"),
    "M and G after digits: bytes or bits in the news, not powers": re.compile(r"[MG]$"),
    "one half of a half: 一半半": re.compile(r"半半"),
    "分 alone: points, minutes or cents": re.compile(r"^[零一二三四五六七八九十百\d]+分$"),
    "a pair counted as two; GUIDELINES count pairs": re.compile(r"[對对雙双]$"),
}
NO_VALUE = "a span without a value"
NUMBER_SUITES = ("number", "numeral", "ordinal")
Names = dict[str, tuple[str, int]]
"""The suites' names of units, with a word of units.tsv and how many of it they are; a unit not there is not compared."""
Peer = Callable[[str, str], list[float] | None]
"""From a text and the kind of its suite to the values it finds there, shares as fractions of one; None where the suite is not its business."""


@dataclass
class Case:
    """One span that a suite expects.

    text (str): the span. whole (str): what it stands in. start (int): where.
    values (list[Fraction]): one, or two of a range. bound (str): exact, low, high, between.
    unit (str | None): as the suite names it.
    """

    suite: str
    whole: str
    text: str
    start: int
    values: list[Fraction]
    bound: str
    unit: str | None


def main(
    suites: Path = typer.Argument(..., exists=True, file_okay=False, help="Folder of suites (JSONL with suite, text, expect)."),
    out: Path = typer.Option(..., help="All figures, bends and misses (JSON)."),
):
    """Compare the values of amounts with what public suites expect: our values and those of every peer that is installed.

    What GUIDELINES do not cover is left out and counted by class. Peers are compared by their values alone, ours by value, bounds and unit.
    """
    problems = cli.Problems()
    quantities = Quantities.load(CONFIGS / "values")
    names = {name: (word, int(times)) for name, word, times in rows(CONFIGS / "values" / "suite_units.tsv", 3, 3)}
    peers = _peers()
    results: dict[str, Any] = {}
    bends: Counter[str] = Counter()
    misses = []
    cases = _cases(suites, problems, bends)
    if not cases:
        raise InputError(str(suites), "no case that could be used", "Give a folder of JSONL files with suite, text and expect.")
    for case in cli.progress(cases, "suites"):
        row = results.setdefault(case.suite, {"cases": 0, "covered": 0, "right": 0, "peers": {}})
        row["cases"] += 1
        if bend := _bend(case):
            bends[bend] += 1
            continue
        row["covered"] += 1
        if case.suite.endswith("age") and case.text.endswith("大"):
            bends["covered, but 大 of an age lies outside our span"] += 1
        value = quantities.value(case.text.removesuffix("大") if case.suite.endswith("age") else case.text)
        right = value is not None and _agrees(case, value, quantities, names, bends)
        row["right"] += right
        if not right:
            misses.append({"suite": case.suite, "text": case.text, "expected": [str(v) for v in case.values], "unit": case.unit, "ours": value})
        for name, peer in peers.items():
            if (found := _ask(peer, case)) is not None:
                row["peers"][name] = row["peers"].get(name, 0) + _same(found, case, value if right else None)
    figures = {"suites": results, "bends": dict(bends.most_common()), "finding": _finding(cases, quantities), "misses": misses}
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    _print(figures, list(peers))
    problems.finish()


def _cases(folder: Path, problems: cli.Problems, bends: Counter[str]) -> list[Case]:
    """The expected spans of all suites."""
    cases = []
    for path in sorted(folder.glob("*.jsonl")):
        for where, record in jsonl.read(path, problems):
            try:
                text = record["text"]
                for span in record["expect"]:
                    if span["value"] is None and "money" not in path.stem:
                        bends["a unit without a numeral"] += 1
                        continue
                    values, bound, unit = _expected(span)
                    cases.append(Case(path.stem, text, span["text"], span["start"], values, bound, unit))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                problems(InputError(where, f"no case of a suite ({error!r})", "A case has suite, text and expect."))
    return cases


def _expected(span: dict[str, Any]) -> tuple[list[Fraction], str, str | None]:
    """Values, bound and unit of an expectation, in each of the three ways that suites write them."""
    value, kind, unit = span["value"], span["type"], span["unit"]
    if value is None:
        return [], "exact", unit
    if isinstance(value, list):
        return [Fraction(end) for end in value], "between", unit
    if match := DUCKLING.match(value):
        figures = [Fraction(figure) for figure in FIGURE.findall(match[2])]
        name = re.search(r"[A-Z]\w+", match[2].replace("Nothing", ""))
        return figures, {"under": "high", "above": "low", "between": "between"}.get(match[1], "exact"), name and name[0]
    share = Fraction(1, 100) if value.endswith("%") else 1
    return [Fraction(value.rstrip("%")) * share], {"blur+": "low", "blur-": "high"}.get(kind, "exact"), "share" if share != 1 else unit


def _bend(case: Case) -> str | None:
    """Why GUIDELINES do not cover a case, or None where they do."""
    if case.suite.endswith("ordinal"):
        return "ordinals"
    if not case.values:
        return NO_VALUE
    if case.unit == "Day" and "月" in case.text:
        return "a month counted as 30 days"
    return next((name for name, pattern in BENDS.items() if pattern.search(case.text)), None)


def _agrees(case: Case, value: dict[str, Any], quantities: Quantities, names: Names, bends: Counter[str]) -> bool:
    """Whether our value has the expected bounds in the expected unit."""
    canonical = value["canonical"]
    ends = [None if canonical[end] is None else Fraction(canonical[end]) for end in ("low", "high")]
    expected, (word, times) = case.values, names.get(case.unit, (case.unit, 1))
    if word in quantities.units:
        unit = quantities.units[word][0]
        implied = unit.dimension == "money" and value["unit"] is None  # 三百万 in a suite of money
        if not implied and unit.code != canonical["unit"] and not {unit.code, canonical["unit"]} <= set(SECONDS):
            return False
        scale = Fraction(SECONDS.get(unit.code, 1), SECONDS.get(canonical["unit"], 1)) if unit.dimension == "time" else 1
        expected = case.values if implied else [unit.canonical(end * times) * scale for end in case.values]
    elif case.unit == "Dollar" and value["dimension"] != "money":
        return False
    elif case.unit not in ("share", "Dollar", None) and value["unit"] is not None:
        bends["covered, but the suite's name of the unit is not known here: value alone"] += 1
        ends = [None if value[end] is None else Fraction(value[end]) for end in ("low", "high")]
    rough = value["modifier"] and re.search("[余多几数]", value["modifier"])
    if rough and (case.bound == "exact" or ends[1] is None):
        bends["covered, but rough: lower bound alone"] += 1
        return _near(ends[0], expected[0])
    if case.bound in ("low", "high"):
        return _near(ends[case.bound == "high"], expected[0]) and ends[case.bound == "low"] is None
    return _near(ends[0], expected[0]) and _near(ends[1], expected[-1])


def _near(value: Fraction | float | None, expected: Fraction) -> bool:
    return value is not None and abs(value - expected) <= CLOSE * max(abs(expected), Fraction(1, 10**9))


def _ask(peer: Peer, case: Case) -> list[float] | None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return peer(case.text, case.suite.rpartition("-")[2] if "money" not in case.suite else "money")
    except Exception:  # a peer may fail in any way on a text it does not expect
        return []


def _same(found: list[float], case: Case, ours: dict[str, Any] | None) -> bool:
    """Whether a peer has the expected values; in the unit of the text will do, where the suite converts (三斤 → 1500 g)."""
    written = [] if ours is None else sorted({Fraction(ours[end]) for end in ("low", "high") if ours[end] is not None})
    return any(len(found) == len(values) and all(map(_near, found, values)) for values in (case.values, written) if values)


def _finding(cases: list[Case], quantities: Quantities) -> dict[str, int]:
    """How many of the amounts with units the rules find in their sentences, with the edges that GUIDELINES give them: approximators inside, 大 of ages outside."""
    wanted: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if not case.suite.endswith(NUMBER_SUITES) and _bend(case) in (None, NO_VALUE) and len(case.whole) > len(case.text):
            wanted[case.whole].append(case)
    before = quantities.modifiers["before"]
    hits = 0
    for (text, expected), spans in zip(wanted.items(), baselines.rules_alone(CONFIGS)(wanted)):
        for case in expected:
            starts = {case.start, *(case.start - len(word) for word in before if text.endswith(word, 0, case.start))}
            ends = {case.start + len(case.text), case.start + len(case.text.removesuffix("大"))}
            hits += any(start in starts and end in ends for start, end, label in spans if label == "QUANTITY")
    return {"expected": sum(map(len, wanted.values())), "found": hits}


def _peers() -> dict[str, Peer]:
    """The peers that are installed; the others are named and left out."""
    found = {}
    for name, load in {"cn2an": _cn2an, "chinese2digits": _chinese2digits, "jionlp": _jionlp, "recognizers": _recognizers}.items():
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found[name] = load()
        except ImportError as error:
            cli.console.print(f"{name} left out: not installed, or not with what it needs ({error})", style="yellow")
    return found


def _figures(text: str) -> list[float]:
    text = text.replace(",", "")
    return [float(match[0]) / (100 if text.startswith("%", match.end()) else 1) for match in FIGURE.finditer(text)]


def _cn2an() -> Peer:
    import cn2an

    def values(text: str, kind: str) -> list[float]:
        try:
            return [cn2an.cn2an(text, "smart")]
        except ValueError:
            return _figures(cn2an.transform(text, "cn2an"))

    return values


def _chinese2digits() -> Peer:
    import chinese2digits

    return lambda text, kind: _figures(" ".join(chinese2digits.takeNumberFromString(text)["digitsStringList"]))


def _jionlp() -> Peer:
    import jionlp

    def values(text: str, kind: str) -> list[float] | None:
        if kind not in ("money", "currency", "number", "numeral"):
            return None
        amount = jionlp.parse_money(text)["num"]
        return [float(end) for end in (amount if isinstance(amount, list) else [amount])]

    return values


def _recognizers() -> Peer:
    import recognizers_suite
    from recognizers_suite import Culture

    functions = {
        "money": recognizers_suite.recognize_currency,
        "currency": recognizers_suite.recognize_currency,
        "percent": recognizers_suite.recognize_percentage,
        "temperature": recognizers_suite.recognize_temperature,
        "age": recognizers_suite.recognize_age,
        "number": recognizers_suite.recognize_number,
        "numeral": recognizers_suite.recognize_number,
    }

    def values(text: str, kind: str) -> list[float]:
        for find in (functions.get(kind, recognizers_suite.recognize_dimension), recognizers_suite.recognize_number):
            results = [result for result in find(text, Culture.Chinese) if result.resolution["value"]]
            whole = [one for one in results if not any(two.start <= one.start and one.end < two.end for two in results)]
            if whole:
                return _figures(" ".join(result.resolution["value"] for result in whole))
        return []

    return values


def _print(figures: dict[str, Any], peers: list[str]) -> None:
    table = Table(title="Values: what suites expect, what GUIDELINES cover, and how many are right")
    for column in ("", "cases", "covered", "ours", *peers):
        table.add_column(column, justify="left" if not column else "right")
    total: Counter[str] = Counter()
    for suite, row in figures["suites"].items():
        total.update({"cases": row["cases"], "covered": row["covered"], "right": row["right"], **row["peers"]})
        table.add_row(suite, str(row["cases"]), str(row["covered"]), str(row["right"]), *(str(row["peers"].get(peer, "–")) for peer in peers))
    table.add_section()
    table.add_row("all", *(str(total[key]) for key in ("cases", "covered", "right", *peers)))
    Console(width=120).print(table)
    for bend, count in figures["bends"].items():
        print(f"{count:4} {bend}")
    finding = figures["finding"]
    print(f"Finding by the rules: {finding['found']} of {finding['expected']} amounts with units in sentences, edge to edge")


if __name__ == "__main__":
    cli.run(main)
