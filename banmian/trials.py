"""One trial: train by a configuration, then score on gold. What the learning curve and the ablation table repeat."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train
from spacy.util import load_config
from thinc.api import Config

from banmian import evaluation, tasks
from banmian.problems import InputError
from banmian.scores import MICRO
from banmian.tasks import Task

Files = Mapping[str, Path]
"""By name what the section `paths` of a configuration asks for: gold, silver, dev, lexicon, rules."""


@dataclass(frozen=True)
class Trial:
    """What came out: `f`, micro F of strict spans by the name of the gold, and `speed`, characters a second of processor time, on all of it."""

    f: dict[str, float]
    speed: int


def read_gold(paths: Iterable[Path]) -> dict[str, list[Task]]:
    """Gold tasks by the name of their file.

    RAISES (InputError): naming the first line that is no task, or a second file of the same name.
    """
    gold: dict[str, list[Task]] = {}
    for path in paths:
        if path.stem in gold:
            raise InputError(str(path), f"another gold file is called {path.stem} too", "Rename one of the two.")
        gold[path.stem] = list(tasks.read(path))
    return gold


def changed_config(config: Path, changes: Mapping[str, Any]) -> Config:
    """A training configuration with changes merged into it, section by section.

    changes (Mapping[str, Any]): a component that names its `factory` takes the place of the old one, with its encoder (`model.tok2vec`) unless it names one.
    RAISES (InputError): if a component is not in the configuration.
    """
    changed, encoders = load_config(config), {}
    for name, component in changes.get("components", {}).items():
        if name not in changed["components"]:
            raise InputError(str(config), f"no component is called {name}", f"There are: {', '.join(changed['components'])}.")
        if "factory" in component:
            encoders[name] = changed["components"].pop(name).get("model", {}).get("tok2vec")
    changed = changed.merge(dict(changes))
    for name, encoder in encoders.items():
        if encoder:
            changed["components"][name]["model"].setdefault("tok2vec", encoder)
    return changed


def run(config: Path, changes: Mapping[str, Any], files: Files, gold: Mapping[str, Sequence[Task]], steps: int, seed: int) -> Trial:
    """Train once and score the best model.

    config (Path): a training configuration.
    changes (Mapping[str, Any]): merged into it, see `changed_config`.
    files (Files): what to train on.
    gold (Mapping[str, Sequence[Task]]): what to score on, by name.
    steps, seed (int): of training.
    """
    changed = changed_config(config, changes)
    overrides: dict[str, Any] = {f"paths.{name}": str(path) for name, path in files.items()}
    overrides |= {"system.seed": seed, "training.max_steps": steps, "training.eval_frequency": max(1, steps // 3)}
    with tempfile.TemporaryDirectory() as folder:
        changed.to_disk(Path(folder, "config.cfg"))
        train(Path(folder, "config.cfg"), Path(folder, "model"), overrides=overrides)
        system = evaluation.of_model(spacy.load(Path(folder, "model", "model-best")))
        scores = {name: evaluation.evaluate(system, chosen, 0).scores[MICRO]["f"] for name, chosen in gold.items()}
        every = [task for chosen in gold.values() for task in chosen]
        return Trial(scores, round(evaluation.evaluate(system, every, 0).speed))
