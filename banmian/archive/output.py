"""The rows of an archive, written so that a kill at any moment loses nothing and doubles nothing."""

import os
from pathlib import Path
from types import TracebackType

import srsly

from banmian import jsonl, parquet
from banmian.tagging import BATCH, Tagged

SAVE_EVERY = 4 * BATCH  # articles; whole batches, so that a run that goes on makes the same ones


class Output:
    """Rows in OUT.part, articles that the model failed on in OUT.failures.jsonl.part, and in OUT.state how far both are good.

    What stands in a part beyond its state is cut off when the work goes on: it may be torn, and is done again.

    out (Path): what appears when all is done, .jsonl or .parquet; beside it OUT.failures.jsonl if there were failures.
    key (str): stands for the work; a part that was made by other work is thrown away.
    """

    def __init__(self, out: Path, key: str):
        self.out = out
        self.failures = _beside(out, ".failures.jsonl")
        self.parts = (_beside(out, ".part"), _beside(self.failures, ".part"))
        self.state = _beside(out, ".state")
        self.key = key
        self.articles = self.rows = self.failed = 0

    def __enter__(self) -> "Output":
        self.out.parent.mkdir(parents=True, exist_ok=True)
        sizes = self._resume()
        self.files = [part.open("r+b" if size else "wb") for part, size in zip(self.parts, sizes)]
        for file, size in zip(self.files, sizes):
            file.truncate(size)
            file.seek(size)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self.files:
            file.close()
        if error is None:
            self._finish()

    def add(self, tagged: Tagged) -> None:
        """Write what came of the next article."""
        rows, failures = self.files
        rows.write("".join(map(jsonl.line, tagged.rows)).encode())
        if tagged.error is not None:
            failures.write(jsonl.line({"article": tagged.article, "page": tagged.page, "error": tagged.error}).encode())
            self.failed += 1
        self.articles, self.rows = self.articles + 1, self.rows + len(tagged.rows)
        if self.articles % SAVE_EVERY == 0:
            self._save()

    def _resume(self) -> list[int]:
        """How many bytes of each part are good."""
        if self.state.exists():
            saved = srsly.read_json(self.state)
            whole = all(part.exists() and part.stat().st_size >= size for part, size in zip(self.parts, saved["sizes"]))
            if saved["key"] == self.key and whole:
                self.articles, self.rows, self.failed = saved["articles"], saved["rows"], saved["failed"]
                return saved["sizes"]
            self.state.unlink()  # before the parts are written anew: it must never vouch for bytes that are not its own
        return [0 for _ in self.parts]

    def _save(self) -> None:
        for file in self.files:
            file.flush()
            os.fsync(file.fileno())
        told = {"key": self.key, "articles": self.articles, "rows": self.rows, "failed": self.failed, "sizes": [file.tell() for file in self.files]}
        with jsonl.whole_file(self.state) as saved:
            saved.write(srsly.json_dumps(told))

    def _finish(self) -> None:
        """Put the parts in their place; OUT comes last, so that where it is all is."""
        rows, failures = self.parts
        if self.failed:
            os.replace(failures, self.failures)
        else:
            failures.unlink()
            self.failures.unlink(missing_ok=True)  # of an earlier run
        if self.out.suffix == ".parquet":
            parquet.from_jsonl(rows, self.out)
            rows.unlink()
        else:
            os.replace(rows, self.out)
        self.state.unlink(missing_ok=True)


def finished(out: Path) -> int:
    """How many articles of an output under way are safe; 0 if none is under way."""
    try:
        return srsly.read_json(_beside(out, ".state"))["articles"]
    except (OSError, ValueError):  # none yet, or the last one is done
        return 0


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
