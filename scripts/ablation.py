"""What each part of the model gives and costs: train without it, several seeds, and tabulate F and speed."""

import hashlib
from pathlib import Path
from statistics import mean

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import cli, jsonl, trials
from banmian.archive.inputs import fingerprint
from banmian.problems import InputError


def main(
    on: list[Path] = typer.Option(..., exists=True, dir_okay=False, help="Gold tasks to score on (JSONL); may be given several times."),
    out: Path = typer.Option(..., help="All figures (JSON); trials of the same configuration and files that it holds are not run again."),
    variants: Path = typer.Option("configs/ablations.yml", exists=True, dir_okay=False, help="What is tried: changes to the configuration, by name."),
    only: list[str] | None = typer.Option(None, help="Try just these variants; may be given several times."),
    config: Path = typer.Option("configs/ner.cfg", exists=True, dir_okay=False, help="Training configuration."),
    corpus: Path = typer.Option("corpus", exists=True, file_okay=False, help="Folder with train.spacy, silver.spacy and dev.spacy."),
    lexicon: Path = typer.Option("training/lexicon.json", exists=True, dir_okay=False, help="Lexicon of the model."),
    rules: Path = typer.Option("configs", exists=True, file_okay=False, help="Folder with the rules' lists."),
    steps: int = typer.Option(500, help="Training steps of each trial."),
    seed: list[int] = typer.Option([7, 8, 9], help="Seeds of training; may be given several times."),
):
    """Train every variant with every seed, score on the same articles, and print F (mean and spread over the seeds) and characters a second."""
    entries = srsly.read_yaml(variants)
    names = [entry["name"] for entry in entries]
    for name in only or []:
        if name not in names:
            raise InputError(str(variants), f"no variant is called {name!r}", f"Use one of: {', '.join(names)}.")
    gold = trials.read_gold(on)
    files = {name: corpus / f"{part}.spacy" for name, part in (("gold", "train"), ("silver", "silver"), ("dev", "dev"))} | {
        "lexicon": lexicon,
        "rules": rules,
    }
    done = srsly.read_json(out) if out.exists() else {"steps": steps, "trials": []}
    if done["steps"] != steps:
        raise InputError(str(out), f"its trials ran for {done['steps']} steps, not {steps}", "Name another file, or the same steps.")
    data = [config.read_text(encoding="utf-8"), [fingerprint(path) for path in (*files.values(), *on)]]
    keys = {entry["name"]: hashlib.sha256(srsly.json_dumps([entry.get("changes"), *data]).encode()).hexdigest() for entry in entries}
    done["trials"] = [row for row in done["trials"] if row["key"] == keys.get(row["name"])]
    for which in seed:
        for entry in entries:
            if (only and entry["name"] not in only) or any((row["name"], row["seed"]) == (entry["name"], which) for row in done["trials"]):
                continue
            cli.console.print(f"{entry['name']}, seed {which}")
            trial = trials.run(config, entry.get("changes", {}), files, gold, steps, which)
            done["trials"].append(
                {"name": entry["name"], "seed": which, "key": keys[entry["name"]], "f": trial.f, "characters_per_cpu_second": trial.speed}
            )
            with jsonl.whole_file(out) as file:
                file.write(srsly.json_dumps(done, indent=2) + "\n")
    _print(entries, done["trials"], list(gold))


def _print(entries: list[dict], rows: list[dict], names: list[str]) -> None:
    table = Table("", *names, "characters/s", "what it is")
    for entry in entries:
        runs = [row for row in rows if row["name"] == entry["name"]]
        if not runs:
            continue
        figures = [[row["f"][name] for row in runs] for name in names]
        told = [f"{mean(f):.3f} ({min(f):.3f}–{max(f):.3f})" for f in figures]
        table.add_row(entry["name"], *told, f"{mean(row['characters_per_cpu_second'] for row in runs):,.0f}", entry["why"])
    Console(width=140).print(table)


if __name__ == "__main__":
    cli.run(main)
