"""A page for correcting tasks, served on this machine only; every change is in the file before the page says so."""

import threading
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language

from banmian import jsonl
from banmian.problems import InputError
from banmian.review import exchange
from banmian.review.exchange import COLOURS, Record, Shown
from banmian.spans import LABELS, Span

LOOPBACK = "127.0.0.1"
LONGEST = 10_000_000  # bytes of a request
# The page is one file that loads nothing, and no page of another site may show it or run in it.
POLICY = "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


class Store:
    """Tasks of a file, and another annotation of them to look at.

    path (Path): the file, which is written anew with every change.
    beside (Mapping[str, Sequence[Span]]): the other annotation's spans by text.
    annotator (str): the source of new and changed spans.
    overview (list[Record]): of each article its id, its answer and the number of spans on which the other annotation differs.
    RAISES (InputError): if a line of the file is no task, as saving would lose it.
    """

    def __init__(self, path: Path, beside: Mapping[str, Sequence[Span]], annotator: str, nlp: Language):
        self.path, self.beside, self.annotator, self.nlp = path, beside, annotator, nlp
        self.lines: list[str] = []
        self.origins: list[str] = []
        self.overview: list[Record] = []
        for _, record in exchange.read(path):
            self.lines.append(jsonl.line(record))
            self.origins.append(exchange.carry(record, nlp))
            self.overview.append(self._summary(record, len(self.lines)))
        self.stamp = self._stamp()
        self.lock = threading.Lock()

    def article(self, index: int) -> Record:
        """An article as the page shows it; offsets are code points."""
        record = self._record(index)
        other = self.beside.get(record["text"])
        return self.overview[index] | {
            "text": record["text"],
            "spans": [_plain(span) for span in record.get("spans") or []],
            "beside": None if other is None else [{"start": span.start, "end": span.end, "label": span.label} for span in other],
        }

    def save(self, index: int, spans: Sequence[Sequence[Any]], answer: str) -> None:
        """Give an article other spans and another answer, in memory and in the file, or, where that fails, in neither.

        What is put back to how it was when the page was opened is again the same to the byte.

        RAISES (InputError): if they are none that a task can have, or the file was changed by others.
        """
        where = f"{self.path}: article {index + 1}"
        exchange.answer_of({"answer": answer}, where)
        given = tuple(Span(int(start), int(end), str(label)) for start, end, label in spans)
        shown = Shown(self._record(index)["text"], given, answer, self.origins[index], self.annotator, where=where)
        with self.lock:
            record = exchange.back(shown, self.nlp)
            if self._stamp() != self.stamp:
                raise InputError(where, "the file was changed by another program", "Start the command again.")
            lines = [*self.lines[:index], jsonl.line(record), *self.lines[index + 1 :]]
            with jsonl.whole_file(self.path) as file:
                file.writelines(lines)
            self.lines, self.stamp = lines, self._stamp()
            self.overview[index] = self._summary(record, index + 1)

    def _record(self, index: int) -> Record:
        return srsly.json_loads(self.lines[index])

    def _summary(self, record: Record, number: int) -> Record:
        """Of an article its id, answer and number of spans on which the other annotation differs."""
        other = self.beside.get(record["text"])
        own = {(span["start"], span["end"], span["label"]) for span in record.get("spans") or []}
        return {
            "id": str((record.get("meta") or {}).get("id", number)),
            "answer": record.get("answer", exchange.ACCEPT),
            "differ": 0 if other is None else len(own ^ {(span.start, span.end, span.label) for span in other}),
        }

    def _stamp(self) -> tuple[int, int]:
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size


def server(store: Store, port: int) -> ThreadingHTTPServer:
    """The server of a store's page; `serve_forever` runs it.

    RAISES (InputError): if the port is taken.
    """
    handler = type("StoreHandler", (Handler,), {"store": store})
    try:
        return ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        raise InputError(f"{LOOPBACK}:{port}", f"cannot be listened to ({error.strerror})", "Give another --port, or 0 for any.") from error


class Handler(BaseHTTPRequestHandler):
    """GET / is the page, GET /articles the list, GET and PUT /articles/N an article."""

    store: Store

    def do_GET(self) -> None:  # noqa: N802
        if not self._from_here():
            return
        if self.path == "/":
            page = files("banmian.review").joinpath("page.html").read_text(encoding="utf-8")
            self._send(200, page.replace("/*LABELS*/", srsly.json_dumps([[label, COLOURS[label]] for label in LABELS])), "text/html")
        elif self.path == "/articles":
            self._json(200, self.store.overview)
        elif (index := self._index()) is not None:
            self._json(200, self.store.article(index))

    def do_PUT(self) -> None:  # noqa: N802
        if not self._from_here() or (index := self._index()) is None:
            return
        try:
            size = int(self.headers.get("Content-Length", 0))
            if not 0 <= size <= LONGEST:
                raise ValueError("a request of this length")
            asked = srsly.json_loads(self.rfile.read(size).decode())
            self.store.save(index, asked["spans"], asked["answer"])
        except InputError as error:
            self._json(409, {"error": error.what})
        except (KeyError, TypeError, ValueError) as error:
            self._json(400, {"error": f"{type(error).__name__}: {error}"})
        except OSError as error:
            self._json(500, {"error": f"{self.store.path} cannot be written ({error.strerror})"})
        else:
            self._json(200, self.store.article(index))

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal belongs to what went wrong."""

    def _from_here(self) -> bool:
        """Whether the page itself asks: no other site by a name that leads here, nor by a form."""
        port = self.server.server_address[1]
        ours = self.headers.get("Host") in (f"{LOOPBACK}:{port}", f"localhost:{port}")
        if ours and (self.command == "GET" or self.headers.get("Content-Type") == "application/json"):
            return True
        self._json(403, {"error": "only the page itself may ask"})
        return False

    def _index(self) -> int | None:
        number = self.path.removeprefix("/articles/")
        if number.isascii() and number.isdigit() and int(number) < len(self.store.lines):
            return int(number)
        self._json(404, {"error": "there is no such article"})
        return None

    def _json(self, status: int, content: object) -> None:
        self._send(status, srsly.json_dumps(content), "application/json")

    def _send(self, status: int, content: str, kind: str) -> None:
        body = content.encode()
        self.send_response(status)
        for name, value in (("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)


def _plain(span: Record) -> Record:
    return {key: span[key] for key in ("start", "end", "label", "score", "source") if key in span}
