"""Articles that are hard on offsets and formats, as tasks."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from banmian import jsonl, markup, tasks
from banmian.review import brat, doccano, exchange, label_studio, prodigy

TOOLS = {"prodigy": prodigy, "label-studio": label_studio, "doccano": doccano, "brat": brat}
SENTENCES = [
    "[盂县林业局|ORG][相关负责人|OFFICIAL]表示，更换[716处|QUANTITY]。",
    "😀“👨‍👩‍👧”[𠮷林镇|PLACE]种[𬭚|PLACE]：\n\n[约３万亩|QUANTITY]\u3000\u2028[A\u0301县|PLACE]🇨🇳[二十多个|QUANTITY]",
    '  空格在前，a\tb\r\n[阳泉市|PLACE] "引号" \\ </script> &amp;',
    "全文没有一处可标。",
]


@pytest.fixture(scope="session")
def nlp():
    return tasks.tokenizer()


def task(sentence, nlp, **meta):
    """A task from a sentence in markup."""
    parsed = markup.parse("=== x", sentence, "")
    return tasks.record(tasks.from_spans(parsed.text, parsed.spans, meta), nlp)


@pytest.fixture(scope="session")
def records(nlp):
    """Tasks of every kind: with scores and sources, without tokens, rejected, with keys of others in an order of their own."""
    plain = [
        task(sentence, nlp, id=f"文-{number}/{number}", n=number, nested={"z": [1.5, None], "a": "𠮷"}) for number, sentence in enumerate(SENTENCES)
    ]
    scored = task(SENTENCES[0], nlp, id="scored")
    scored["spans"][0] |= {"score": 0.9371, "source": "organisations.domain, model"}
    scored["spans"][2]["pattern"] = 7
    bare = {"spans": [{"label": "ORG", "end": 5, "start": 0, "score": 0.25}], "text": "盂县林业局，另一处。"}
    turned = dict(reversed(plain[1].items())) | {"answer": "reject", "priority": 12345678901, "_timestamp": 1700000000}
    words = plain[0] | {"tokens": [{"text": "盂县林业局", "start": 0, "end": 5, "id": 0, "ws": False}], "answer": "ignore"}
    return [*plain, scored, bare, turned, words, {"text": "[市|PLACE]]>", "spans": []}]


@pytest.fixture(scope="session")
def source(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("tasks") / "tasks.jsonl"
    path.write_text("".join(map(jsonl.line, records)), encoding="utf-8", newline="\n")
    return path


def sent(tool, source, out, nlp):
    """Tasks exported to a tool."""
    TOOLS[tool].export((exchange.show(record, where, nlp) for where, record in exchange.read(source)), out, nlp)
    return out


def returned(tool, path, nlp, annotator="human"):
    """Tasks that come back from a tool."""
    return [exchange.back(shown, nlp) for shown in TOOLS[tool].read(path, annotator, nlp)]


def surfaces(record):
    return [(record["text"][span["start"] : span["end"]], span["label"]) for span in record["spans"]]


def command(variable, name):
    """The command of a tool that is installed apart, or a skip that says how to get it."""
    found = os.environ.get(variable) or shutil.which(name)
    if not found:
        pytest.skip(f"no command {name}: install it in an environment of its own and set {variable} (see banmian/review/{name.replace('-', '_')}.py)")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(url, data=None, headers=(), method=None, raw=False):
    """A request to a server on this machine; the answer as JSON."""
    body = None if data is None else data if isinstance(data, bytes) else json.dumps(data).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **dict(headers)}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            content = answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{url}: {error.code} {error.read()[:800].decode(errors='replace')}") from error
    return content if raw else json.loads(content or b"null")


def wait(url, process, log, seconds=180):
    """Until a server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-3000:]
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{url} does not answer: {log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def ended(process):
    """End a server that a test started."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.skip("name a Chromium in CHROMIUM to try the page in it")
    with playwright.sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
