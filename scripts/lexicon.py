"""Gather the word lists that the model matches: configs/rules and a dictionary → one JSON file."""

from pathlib import Path

import srsly
import typer

from banmian import cli, dictionary, lists
from banmian.rules import lexicon

LISTS = (
    "divisions", "large_divisions_short", "divisions_short", "townships", "world", "regions", "landmarks", "place_suffixes", "organisation_suffixes",
    "organisation_words", "party_organs", "domains", "titles", "units",
)  # fmt: skip


def main(
    folder: Path = typer.Argument(..., exists=True, file_okay=False, help="Folder with gazetteers, titles, units and other lists."),
    out: Path = typer.Option(..., help="The word lists by name (JSON)."),
):
    """Gather the word lists that the model looks up at each character, among them the words of cutword's dictionary; they are saved inside the model when it is
    trained.
    """
    found = lexicon.load(folder).lists
    words = {name: sorted(found[name]) for name in LISTS}
    words["surnames"] = list(lists.read(folder.parent / "surnames.txt"))
    words["given_names"] = list(lists.read(folder / "given_names.txt"))
    words |= dictionary.words()
    out.parent.mkdir(parents=True, exist_ok=True)
    srsly.write_json(out, words)
    print(f"{sum(map(len, words.values())):,} words in {len(words)} lists: {out}")


if __name__ == "__main__":
    cli.run(main)
