"""Label Studio: what it writes, and the real server with its real editor."""

import json
import os
import subprocess

import pytest

from banmian import jsonl
from banmian.problems import InputError
from banmian.review import exchange, label_studio

from .conftest import SENTENCES, call, command, ended, free_port, returned, sent, surfaces, task, wait

TOKEN = "0123456789abcdef0123456789abcdef01234567"
ADMIN, PASSWORD = "reviewer@example.com", "for-this-test-only"


def region(start, end, label):
    return {"id": f"r{start}", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": start, "end": end, "labels": [label]}}


def choice(answer):
    return {"id": "c", "from_name": "answer", "to_name": "text", "type": "choices", "value": {"choices": [answer]}}


def annotated(out, annotations):
    """An export whose first task has annotations."""
    exported = json.loads(out.read_text(encoding="utf-8"))
    exported[0]["annotations"] = annotations
    out.write_text(json.dumps(exported), encoding="utf-8")
    return out


ORG, PLACE = region(0, 5, "ORG"), region(6, 8, "PLACE")


@pytest.mark.parametrize(
    "annotations, expected",
    [
        ([], ("accept", [("😀林业局", "ORG")])),
        ([{"result": [ORG, PLACE]}], ("accept", [("😀林业局在", "ORG"), ("𠮷镇", "PLACE")])),
        ([{"result": [PLACE, choice("reject")]}], ("reject", [("𠮷镇", "PLACE")])),
        ([{"result": [], "was_cancelled": True}], ("ignore", [("😀林业局", "ORG")])),
        ([{"result": [PLACE], "updated_at": "2025-02"}, {"result": [], "updated_at": "2025-01"}], ("accept", [("𠮷镇", "PLACE")])),
    ],
)
def test_annotations_are_read(annotations, expected, nlp, tmp_path):
    exchange.write(tmp_path / "in.jsonl", [task("[😀林业局|ORG]在 𠮷镇。", nlp, id="a")])
    out = annotated(sent("label-studio", tmp_path / "in.jsonl", tmp_path / "out.json", nlp), annotations)
    (record,) = returned("label-studio", out, nlp)
    assert (record["answer"], surfaces(record)) == expected


@pytest.mark.parametrize("by, source", [({"id": 3, "email": "li@example.com"}, "li@example.com"), (3, "annotator 3"), (None, "human")])
def test_the_annotator_is_named(by, source, nlp, tmp_path):
    exchange.write(tmp_path / "in.jsonl", [task("𠮷镇。", nlp)])
    out = annotated(
        sent("label-studio", tmp_path / "in.jsonl", tmp_path / "out.json", nlp), [{"result": [region(0, 2, "PLACE")], "completed_by": by}]
    )
    assert returned("label-studio", out, nlp)[0]["spans"][0]["source"] == source


@pytest.mark.parametrize(
    "content, where, reason",
    [
        ("nonsense", "", "no JSON can be read"),
        ("{}", "", "a JSON dict, not a list"),
        ("[{}]", ": task 1", "no task of Label Studio"),
        ('[{"data": {"text": 5}}]', ": task 1", "a task without text"),
        (
            '[{"data": {"text": "盂县"}, "annotations": [{"result": [{"type": "labels", "value": {"start": 0, "end": 2}}]}]}]',
            ": task 1",
            "has the labels None",
        ),
        (
            '[{"data": {"text": "盂县"}, "annotations": [{"result": [{"type": "labels", "value": {"labels": ["ORG"]}}]}]}]',
            ": task 1",
            "KeyError: 'start'",
        ),
    ],
)
def test_a_bad_export_is_named(content, where, reason, nlp, tmp_path):
    path, problems = tmp_path / "in.json", []
    path.write_text(content, encoding="utf-8")
    assert not list(label_studio.read(path, "human", nlp, problems.append))
    assert problems[0].where == f"{path}{where}" and reason in problems[0].what and isinstance(problems[0], InputError)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A Label Studio on this machine with an empty data folder."""
    start, folder, port = command("LABEL_STUDIO", "label-studio"), tmp_path_factory.mktemp("label-studio"), free_port()
    environment = os.environ | {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": "", "HOME": str(folder)}
    arguments = ["start", "--no-browser", "--internal-host", "127.0.0.1", "--port", port, "--data-dir", folder, "--username", ADMIN]
    arguments += ["--password", PASSWORD, "--user-token", TOKEN, "--enable-legacy-api-token"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([start, *map(str, arguments)], stdout=log, stderr=log, env=environment)
    try:
        wait(f"http://127.0.0.1:{port}/health", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


@pytest.fixture(scope="module")
def project(server, source, nlp, tmp_path_factory):
    """A project with our configuration and pre-labelled tasks, made through the API."""
    out = sent("label-studio", source, tmp_path_factory.mktemp("out") / "out.json", nlp)
    made = api(server, "/api/projects", {"title": "banmian", "label_config": out.with_suffix(".xml").read_text(encoding="utf-8")})
    done = api(server, f"/api/projects/{made['id']}/import", json.loads(out.read_text(encoding="utf-8")))
    assert done["task_count"] == len(source.read_text(encoding="utf-8").split("\n")) - 1 and done["prediction_count"] == done["task_count"]
    return made["id"]


def api(server, path, data=None, **more):
    return call(server + path, data, {"Authorization": f"Token {TOKEN}"}, **more)


def export(server, project, path):
    path.write_bytes(api(server, f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true", raw=True))
    return path


@pytest.mark.label_studio
@pytest.mark.slow
def test_through_a_real_server(server, project, source, records, nlp, tmp_path):
    assert returned("label-studio", export(server, project, tmp_path / "before.json"), nlp) == records
    tasks = api(server, f"/api/tasks?project={project}&fields=all")["tasks"]
    tasks.sort(key=lambda made: made["id"])
    # As the editor does: what was predicted, submitted; an article with one more span; one that is skipped.
    for number in range(len(tasks)):
        result = tasks[number]["predictions"][0]["result"]
        if number == 1:
            result = [*result, region(0, 1, "ORG")]
        api(server, f"/api/tasks/{tasks[number]['id']}/annotations/", {"result": result, "was_cancelled": number == 2})
    back = returned("label-studio", export(server, project, tmp_path / "after.json"), nlp)
    assert [jsonl.line(record) for number, record in enumerate(back) if number not in (1, 2)] == [
        jsonl.line(record) for number, record in enumerate(records) if number not in (1, 2)
    ]
    assert back[2] == records[2] | {"answer": "ignore"}
    added = [span for span in back[1]["spans"] if span not in records[1]["spans"]]
    assert [(span["start"], span["end"], span["source"]) for span in added] == [(0, 1, ADMIN)] or added[0]["source"].startswith("annotator ")


DRAG = """() => {
    const text = document.querySelector('.htx-highlight').parentElement.firstChild, range = document.createRange();
    range.setStart(text, text.data.indexOf('👨'));
    range.setEnd(text, text.data.indexOf('”'));
    const box = range.getBoundingClientRect();
    return [box.left + 1, box.right - 1, (box.top + box.bottom) / 2];
}"""


@pytest.mark.label_studio
@pytest.mark.browser
@pytest.mark.slow
def test_the_editor_counts_code_points(server, browser, nlp, tmp_path):
    """An annotator sees our spans where they belong, drags over a family emoji after another emoji, and submits."""
    exchange.write(tmp_path / "in.jsonl", [task(SENTENCES[1], nlp, id="a")])
    out = sent("label-studio", tmp_path / "in.jsonl", tmp_path / "out.json", nlp)
    made = api(server, "/api/projects", {"title": "editor", "label_config": label_studio.CONFIGURATION})["id"]
    api(server, f"/api/projects/{made}/import", json.loads(out.read_text(encoding="utf-8")))
    number = api(server, f"/api/tasks?project={made}&fields=all")["tasks"][0]["id"]
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{server}/user/login/")
    page.fill("input[name=email]", ADMIN)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(f"{server}/projects/{made}/data?task={number}")
    page.wait_for_selector(".htx-highlight", timeout=60_000)
    assert page.locator(".htx-highlight").all_text_contents() == ["𠮷林镇", "𬭚", "约３万亩", "A\u0301县", "二十多个"]
    page.keyboard.press("2")  # ORG
    left, right, middle = page.evaluate(DRAG)
    page.mouse.move(left, middle)
    page.mouse.down()
    page.mouse.move((left + right) / 2, middle, steps=4)
    page.mouse.move(right, middle, steps=4)
    page.mouse.up()
    page.wait_for_function("document.querySelectorAll('.htx-highlight').length == 6")
    with page.expect_response(lambda response: "/annotations" in response.url and response.request.method == "POST"):
        page.click("button[aria-label*=ubmit]")
    page.close()
    (record,) = returned("label-studio", export(server, made, tmp_path / "back.json"), nlp)
    assert surfaces(record)[0] == ("👨‍👩‍👧", "ORG") and len(record["spans"]) == 6
