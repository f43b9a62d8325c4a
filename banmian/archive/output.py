"""The rows of an archive, written so that a kill at any moment loses nothing and doubles nothing."""

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any

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
        if error is None:
            self._save()
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
        saved = _told(self.state)
        sizes = saved["sizes"] if saved is not None and saved["key"] == self.key else None
        if sizes and all(not size or part.exists() and part.stat().st_size >= size for part, size in zip(self.parts, sizes)):
            self.articles, self.rows, self.failed = saved["articles"], saved["rows"], saved["failed"]
            return sizes
        self.state.unlink(missing_ok=True)  # before the parts are written anew: it must never vouch for bytes that are not its own
        return [0 for _ in self.parts]

    def _save(self) -> None:
        for file in self.files:
            file.flush()
            os.fsync(file.fileno())
        told = {"key": self.key, "articles": self.articles, "rows": self.rows, "failed": self.failed, "sizes": [file.tell() for file in self.files]}
        with jsonl.whole_file(self.state) as saved:
            saved.write(srsly.json_dumps(told))

    def _finish(self) -> None:
        """Put the parts in their place; until OUT is there, both parts and the state are, so that a kill costs nothing but this."""
        rows, failures = self.parts
        if self.failed:
            os.replace(shutil.copyfile(failures, _beside(self.failures, ".whole")), self.failures)
        else:
            self.failures.unlink(missing_ok=True)  # of an earlier run
        if parquet.is_parquet(self.out):
            parquet.from_jsonl(rows, self.out)
        else:
            os.replace(rows, self.out)
        for done in (self.state, failures, rows):
            done.unlink(missing_ok=True)


def safe_articles(out: Path) -> int:
    """How many articles of an output under way are safe; 0 if none is under way."""
    saved = _told(_beside(out, ".state"))
    return 0 if saved is None else saved["articles"]


def _told(state: Path) -> dict[str, Any] | None:
    """What a state tells; None if there is none, or none that can be read."""
    try:
        saved = srsly.read_json(state)
    except (OSError, ValueError):
        return None
    return saved if isinstance(saved, dict) and {"key", "articles", "rows", "failed", "sizes"} <= saved.keys() else None


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
