"""Other labellers as voters: what they find, mapped to the guidelines, votes beside the labelling functions."""

from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as ConfigError
from pathlib import Path

from banmian.baselines import BASELINES, Baseline
from banmian.problems import InputError
from banmian.rules.functions import LabellingFunction
from banmian.rules.lexicon import Hit
from banmian.rules.view import View
from banmian.spans import LABELS


def voters(names: list[str], configs: Path) -> list[LabellingFunction]:
    """The voters that some teachers make, one a label: `lac.PLACE`, `lac.ORG`, …

    names (list[str]): of `baselines.BASELINES`, such as lac.
    configs (Path): the folder `configs`; `teachers.cfg` in it has a section for each teacher and a line `label = weight` for each label that it may vote on.
    RAISES (InputError): if a teacher is unknown or not installed, or its weights cannot be read.
    """
    path = configs / "teachers.cfg"
    parser = ConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # labels are written in capitals
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        weights = {name: {label: parser.getfloat(name, label) for label in parser[name]} for name in names}
    except (OSError, ConfigError, KeyError, ValueError) as error:
        raise InputError(str(path), f"no weights for this teacher ({error})", f"It needs a section for each of: {', '.join(names)}.") from error
    found = []
    for name in names:
        if name not in BASELINES:
            raise InputError(name, "no such teacher", f"There are: {', '.join(BASELINES)}")
        teacher = BASELINES[name](configs)
        for label, weight in weights[name].items():
            if label not in LABELS or not 0 < weight <= 1:
                raise InputError(str(path), f"[{name}] {label} = {weight}", f"Labels are {', '.join(LABELS)}, weights above 0, at most 1.")
            found.append(LabellingFunction(f"{name}.{label}", label, _finder(name, label, teacher), weight))
    return found


def _finder(name: str, label: str, teacher: Baseline):
    """What a teacher finds of one label; it reads an article once for all labels."""

    def find(view: View) -> Iterator[Hit]:
        if name not in view.memory:
            (view.memory[name],) = teacher([view.text])
        yield from ((start, end) for start, end, found in view.memory[name] if found == label)

    return find
