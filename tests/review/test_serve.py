"""The page for correcting tasks: what is saved, who may ask, and the page in a real browser."""

import http.client
import json
import threading

import pytest

from banmian import jsonl
from banmian.problems import InputError
from banmian.review import exchange, serve
from banmian.spans import Span

from .conftest import call, surfaces, task

FIRST = "😀[盂县|PLACE]林业局[负责人|OFFICIAL]在𠮷林镇表示，更换[716处|QUANTITY]。\n第二段没有数。"
SECOND = "又[一家|QUANTITY]。"


@pytest.fixture
def path(nlp, tmp_path):
    path = tmp_path / "tasks.jsonl"
    exchange.write(path, [task(FIRST, nlp, id="a"), task(SECOND, nlp, id="b")])
    return path


@pytest.fixture
def store(path, nlp):
    text = exchange.show(next(exchange.read(path))[1], "", nlp).text
    return serve.Store(path, {text: (Span(1, 6, "ORG"), Span(6, 9, "OFFICIAL"), Span(10, 13, "PLACE"), Span(18, 22, "QUANTITY"))}, "李", nlp)


@pytest.fixture
def address(store):
    with serve.server(store, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def saved(path):
    return [surfaces(record) for _, record in exchange.read(path)]


def put(address, number, spans, answer="accept"):
    return call(f"{address}/articles/{number}", {"spans": spans, "answer": answer}, method="PUT")


def test_a_change_is_in_the_file_and_undone_to_the_byte(address, path):
    before = path.read_bytes()
    shown = call(f"{address}/articles/0")
    spans = [[span["start"], span["end"], span["label"]] for span in shown["spans"]]
    put(address, 0, [[1, 6, "ORG"], *spans[1:]], "reject")
    (_, first), (_, second) = exchange.read(path)
    assert surfaces(first) == [("盂县林业局", "ORG"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]
    assert first["spans"][0]["source"] == "李" and "source" not in first["spans"][1] and first["answer"] == "reject"
    assert jsonl.line(second).encode() == before.split(b"\n")[1] + b"\n"
    put(address, 0, spans)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "spans, answer, status",
    [
        ([[0, 3, "ORG"], [2, 5, "ORG"]], "accept", 409),
        ([[0, 3, "GPE"]], "accept", 409),
        ([[0, 99, "ORG"]], "accept", 409),
        ([], "maybe", 409),
        ([[0, 3]], "accept", 400),
        (5, "accept", 400),
    ],
)
def test_what_is_no_annotation_is_refused_and_nothing_saved(spans, answer, status, address, path):
    before = path.read_bytes()
    with pytest.raises(AssertionError, match=f"articles/0: {status} "):
        put(address, 0, spans, answer)
    assert path.read_bytes() == before and len(call(f"{address}/articles/0")["spans"]) == 3


@pytest.mark.parametrize("where", ["/articles/2", "/articles/-1", "/articles/x", "/nowhere"])
def test_what_is_not_there(where, address):
    with pytest.raises(AssertionError, match=f"{where}: 404 "):
        call(address + where)


@pytest.mark.parametrize("headers", [{"Host": "example.com", "Content-Type": "application/json"}, {"Content-Type": "text/plain"}])
def test_no_other_site_may_ask(headers, address, path):
    before = path.read_bytes()
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    connection.request("PUT", "/articles/0", json.dumps({"spans": [], "answer": "accept"}), headers)
    assert connection.getresponse().status == 403 and path.read_bytes() == before


def test_a_file_that_others_changed_is_not_overwritten(store, path):
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="changed by another program"):
        store.save(0, [], "accept")


def test_a_file_with_a_broken_line_is_not_opened(path, nlp):
    path.write_text(path.read_text(encoding="utf-8") + "nonsense\n", encoding="utf-8")
    with pytest.raises(InputError, match="tasks.jsonl:3: not valid JSON"):
        serve.Store(path, {}, "李", nlp)


@pytest.fixture
def page(browser, address):
    opened = browser.new_page(viewport={"width": 1200, "height": 700})
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    opened.wait_for_selector("#own .current")
    yield opened
    opened.close()
    assert errors == []


def press(page, *keys):
    """Press keys, one after another, each saved before the next."""
    for key in keys:
        page.keyboard.press(key)
        page.locator("#status").filter(has_not_text="saving").wait_for(state="attached")


SELECT = """([id, wanted]) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node; (node = walker.nextNode()); ) {
        const start = node.data.indexOf(wanted);
        if (start >= 0) { range.setStart(node, start); range.setEnd(node, start + wanted.length); }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@pytest.mark.browser
def test_the_page_shows_both_annotations(page):
    own, other = (page.locator(f"#{id} .span").all_text_contents() for id in ("own", "beside"))
    assert own == ["盂县", "负责人", "716处"] and "".join(other) == "盂县林业局负责人𠮷林镇716处"
    assert page.locator("#own .differs").all_text_contents() == ["盂县"]
    assert page.locator("#about").text_content().startswith("1 of 2 · 3 spans · 3 differ")


@pytest.mark.browser
@pytest.mark.parametrize(
    "keys, expected",
    [
        (["j", "a"], [("盂县林业局", "ORG"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["r"], [("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["2"], [("盂县", "ORG"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["Shift+ArrowRight"] * 3, [("盂县林业局", "PLACE"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["Alt+ArrowLeft", "Shift+ArrowLeft"], [("😀盂", "PLACE"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["Shift+ArrowLeft"] * 3, [("盂", "PLACE"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["r", "r", "u", "u"], [("盂县", "PLACE"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
        (["n", "n", "a"], [("盂县", "PLACE"), ("负责人", "OFFICIAL"), ("𠮷林镇", "PLACE"), ("716处", "QUANTITY")]),
        (["j", "j", "j", "a"], [("盂县", "PLACE"), ("负责人", "OFFICIAL"), ("𠮷林镇", "PLACE"), ("716处", "QUANTITY")]),
        (["j", "j", "k", "k", "Delete", "Control+z"], [("盂县", "PLACE"), ("负责人", "OFFICIAL"), ("716处", "QUANTITY")]),
    ],
)
def test_every_key_does_what_it_says_and_is_saved(keys, expected, page, path):
    press(page, *keys)
    assert saved(path)[0] == expected


@pytest.mark.browser
def test_a_selection_becomes_a_span(page, path):
    page.evaluate(SELECT, ["own", "在𠮷林镇表示，更换"])
    press(page, "1")
    page.evaluate(SELECT, ["own", "第二段"])
    press(page, "4")
    assert ("在𠮷林镇表示，更换", "PLACE") in saved(path)[0] and ("第二段", "QUANTITY") in saved(path)[0]


@pytest.mark.browser
def test_articles_and_their_answers(page, path):
    press(page, "R", "]")
    page.locator("#about", has_text="2 of 2").wait_for()
    press(page, "I", "u", "I")
    assert [record["answer"] for _, record in exchange.read(path)] == ["reject", "ignore"]
    assert page.locator("#articles option").all_text_contents() == ["1 a (3 differ) reject", "2 b ignore"]
