"""The value of an entity in a line that a person can read: 592.35万元 → = 5,923,500 CNY."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

Paths = Mapping[str, Sequence[str]]
"""By the code of a division, the names from the province down to it."""

UNITS = {
    "1": "",
    "km2": "km²",
    "m2": "m²",
    "m3": "m³",
    "Cel": "°C",
    "kW.h": "kWh",
    "a": "years",
    "mo": "months",
    "wk": "weeks",
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "s": "seconds",
}
"""Codes that are read otherwise than they are written."""
LONG = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "seconds"})
PLACES = 2  # after the point, of numbers from 1 on; smaller ones keep as many digits
SMALLEST = Decimal("1e-12")


def words(label: str, value: dict[str, Any] | None, paths: Paths) -> str:
    """What an entity means.

    label (str): one of LABELS. value (dict | None): its value, checked (see `rows`). paths (Paths): of the divisions.
    """
    return "no value" if value is None else WORDS[label](value, paths)


def amount(value: dict[str, Any]) -> str:
    """An amount in its canonical unit: 5,923,500 CNY; ≥ 500 人; 0.1–0.15."""
    told = value["canonical"] or value
    low, high = told["low"], told["high"]
    if low is None and high is None:
        return "amount not told"
    if low is None or high is None:
        shown = f"≥ {number(low)}" if high is None else f"≤ {number(high)}"
    else:
        shown = number(low) if low == high else f"{number(low)}–{number(high)}"
    of = unit(told["unit"])
    return f"{shown} {of.removesuffix('s') if shown == '1' and of in LONG else of}".strip()


def unit(code: str | None) -> str:
    """A unit as it is read."""
    return UNITS.get(code or "", code or "")


def number(digits: str) -> str:
    """A decimal number with its thousands marked, and no more digits than are of use."""
    exact = Decimal(digits)
    if abs(exact) < SMALLEST:
        return "0"
    after = PLACES if abs(exact) >= 1 else PLACES - 1 - exact.adjusted()
    shown = f"{exact:,.{after}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def path(names: Sequence[str]) -> str:
    """Divisions from the province down."""
    return "/".join(names)


def _quantity(value: dict[str, Any], paths: Paths) -> str:
    shown = f"= {amount(value)}" if value["canonical"] else amount(value)
    besides = [value["dimension"], value["modifier"], value["counted"] and f"of {value['counted']}"]
    return " · ".join([shown, *filter(None, besides)])


def _place(value: dict[str, Any], paths: Paths) -> str:
    if value["code"]:
        return f"= {value['code']} {path(value['path'])}"
    return f"in {path(value['path'])}" if value["path"] else "division not told"


def _body(value: dict[str, Any], paths: Paths) -> str:
    division = value["division"]
    where = path(paths.get(division, (division,))) if division else None
    return " · ".join(filter(None, (f"= {value['canonical']}" if value["canonical"] else None, value["kind"], where))) or "no value"


def _official(value: dict[str, Any], paths: Paths) -> str:
    return "= " + " · ".join([value["name"] or "name not told", *filter(None, ("、".join(value["titles"]), value["body"], value["place"]))])


WORDS = {"QUANTITY": _quantity, "PLACE": _place, "ORG": _body, "OFFICIAL": _official}
