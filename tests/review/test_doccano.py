"""doccano: what it writes, and the real server."""

import io
import os
import secrets
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from banmian import jsonl
from banmian.review import doccano, exchange
from banmian.spans import LABELS

from .conftest import SENTENCES, call, command, ended, free_port, returned, sent, surfaces, task, wait

PASSWORD = secrets.token_hex()


@pytest.mark.parametrize(
    "line, expected",
    [
        ({"text": "𠮷镇林业局", "label": [[0, 3, "PLACE"]]}, ("accept", [("𠮷镇", "PLACE")])),
        ({"text": "𠮷镇林业局", "label": [], "labels": [[3, 6, "ORG"]]}, ("accept", [])),
        ({"text": "𠮷镇林业局", "labels": [[3, 6, "ORG"]], "Comments": ["好", " reject "]}, ("reject", [("林业局", "ORG")])),
        ({"text": "𠮷镇林业局", "Comments": [{"id": 1, "comment": "ignore"}], "entities": []}, ("ignore", [])),
        ({"text": "𠮷镇林业局", "entities": [{"id": 1, "start_offset": 0, "end_offset": 3, "label": "PLACE"}]}, ("accept", [("𠮷镇", "PLACE")])),
    ],
)
def test_every_form_of_its_exports_is_read(line, expected, nlp, tmp_path):
    exchange.write(tmp_path / "in.jsonl", [{"id": 7, "page": "a.txt", **line}])
    (record,) = returned("doccano", tmp_path / "in.jsonl", nlp, "李")
    assert (record["answer"], surfaces(record), record["meta"]) == (*expected, {"page": "a.txt"})
    assert all(span["source"] == "李" for span in record["spans"])


@pytest.mark.parametrize(
    "line", ["{}", '{"text": 5}', '{"text": "盂县", "label": [[0]]}', '{"text": "盂县", "label": 5}', '{"text": "盂县", "Comments": [5]}']
)
def test_a_bad_line_is_named(line, nlp, tmp_path):
    path, problems = tmp_path / "in.jsonl", []
    path.write_text(line, encoding="utf-8")
    assert not list(doccano.read(path, "human", nlp, problems.append))
    assert problems[0].where == f"{path}:1" and "no article of doccano" in problems[0].what


def test_offsets_that_cut_a_character_are_named(nlp, tmp_path):
    path, problems = tmp_path / "in.jsonl", []
    path.write_text('{"text": "𠮷镇", "label": [[1, 3, "PLACE"]]}\n{"text": "镇", "label": [[0, 2, "PLACE"]]}\n', encoding="utf-8")
    assert not list(doccano.read(path, "human", nlp, problems.append))
    assert [problem.where for problem in problems] == [f"{path}:1", f"{path}:2"] and "span 1-3 lies outside" in problems[0].what


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A doccano on this machine with an empty database."""
    start, home, port = command("DOCCANO", "doccano"), tmp_path_factory.mktemp("doccano"), free_port()
    python = Path(start).with_name("python")
    folder = subprocess.check_output([python, "-c", "import backend; print(backend.__path__[0])"], text=True).strip()
    settings = {"DOCCANO_HOME": home, "DATABASE_URL": f"sqlite:///{home}/db.sqlite3", "MEDIA_ROOT": home / "media", "HOME": home}
    settings |= {"DJANGO_SETTINGS_MODULE": "config.settings.production", "STANDALONE": True}
    environment = os.environ | {key: str(value) for key, value in settings.items()}
    with (home / "log").open("w") as log:
        for arguments in (["init"], ["createuser", "--username", "li", "--password", PASSWORD]):
            subprocess.run([start, *arguments], check=True, env=environment, stdout=log, stderr=log)
        # Its own `webserver` listens to the whole network.
        web = [python, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--chdir", folder, "config.wsgi"]
        started = [
            subprocess.Popen(arguments, env=environment, stdout=log, stderr=log, cwd=home)
            for arguments in (web, [start, "task", "--concurrency", "1"])
        ]
    try:
        wait(f"http://127.0.0.1:{port}/v1/health/", started[0], home / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in started:
            ended(process)


class Api:
    """Requests of one who is logged in."""

    def __init__(self, server):
        self.server = server
        key = call(f"{server}/v1/auth/login/", {"username": "li", "password": PASSWORD})["key"]
        self.headers = {"Authorization": f"Token {key}"}

    def __call__(self, path, data=None, headers=(), **more):
        return call(f"{self.server}/v1/{path}", data, self.headers | dict(headers), **more)

    def wait_for(self, task):
        """Until its task queue has done a task."""
        until = time.monotonic() + 60
        while not (status := self(f"tasks/status/{task['task_id']}"))["ready"]:
            assert time.monotonic() < until, status
            time.sleep(0.2)
        assert not (isinstance(status["result"], dict) and status["result"]["error"]), status

    def upload(self, project, path):
        """Import a file as its page does."""
        part = (
            f'--cut\r\nContent-Disposition: form-data; name="filepond"; filename="{path.name}"\r\n\r\n'.encode()
            + path.read_bytes()
            + b"\r\n--cut--\r\n"
        )
        number = self("fp/process/", part, {"Content-Type": "multipart/form-data; boundary=cut"}, raw=True).decode()
        options = {"column_data": "text", "column_label": "label", "delimiter": "", "encoding": "Auto"}
        self.wait_for(self(f"projects/{project}/upload", {"format": "JSONL", "task": "SequenceLabeling", "uploadIds": [number], **options}))

    def download(self, project, path):
        """Export as its page does."""
        made = self(f"projects/{project}/download", {"format": "JSONL", "exportApproved": False})
        self.wait_for(made)
        packed = zipfile.ZipFile(io.BytesIO(self(f"projects/{project}/download?taskId={made['task_id']}", raw=True)))
        path.write_bytes(packed.read(packed.namelist()[0]))
        return path


def create(api):
    """A project of sequence labelling."""
    kind = {"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject", "tags": [], "guideline": "", "random_order": False}
    flags = {
        "collaborative_annotation": True,
        "single_class_classification": False,
        "allow_overlapping": False,
        "grapheme_mode": False,
        "use_relation": False,
    }
    return api("projects", {"name": "banmian", "description": "review", **kind, **flags})["id"]


@pytest.mark.doccano
@pytest.mark.slow
def test_through_a_real_server(server, source, records, nlp, tmp_path):
    api = Api(server)
    project = create(api)
    api.upload(project, sent("doccano", source, tmp_path / "out.jsonl", nlp))
    back = returned("doccano", api.download(project, tmp_path / "before.jsonl"), nlp)
    assert "".join(map(jsonl.line, back)) == source.read_text(encoding="utf-8")
    types = {made["text"]: made["id"] for made in api(f"projects/{project}/span-types")}
    assert set(types) <= set(LABELS)
    first, second, third = (example["id"] for example in api(f"projects/{project}/examples?limit=3")["results"])
    api(f"projects/{project}/examples/{second}/spans", {"start_offset": 0, "end_offset": 2, "label": types["ORG"]})
    api(f"projects/{project}/comments?example={third}", {"text": "reject", "example": third})
    for span in api(f"projects/{project}/examples/{first}/spans"):
        api(f"projects/{project}/examples/{first}/spans/{span['id']}", method="DELETE")
    back = returned("doccano", api.download(project, tmp_path / "after.jsonl"), nlp, "li")
    assert back[3:] == records[3:]
    assert (surfaces(back[0]), back[0]["meta"]) == ([], records[0]["meta"])
    assert [span for span in back[1]["spans"] if span not in records[1]["spans"]] == [
        {"start": 0, "end": 1, "token_start": 0, "token_end": 0, "label": "ORG", "score": 1.0, "source": "li"}
    ]
    assert back[2] == records[2] | {"answer": "reject"}


DRAG = """() => {
    const lines = document.createTreeWalker(document.querySelector('#container'), NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let line; (line = lines.nextNode()); ) {
        const start = line.data.indexOf('🇨🇳');
        if (start >= 0) { range.setStart(line, start); range.setEnd(line, line.data.indexOf('十')); }
    }
    const box = range.getBoundingClientRect();
    return [box.left + 1, box.right - 1, (box.top + box.bottom) / 2];
}"""


@pytest.mark.doccano
@pytest.mark.browser
@pytest.mark.slow
def test_the_editor_counts_utf16_units(server, browser, nlp, tmp_path):
    """An annotator deletes our last span and drags over a flag and one character more; it comes back as those characters."""
    api = Api(server)
    project = create(api)
    exchange.write(tmp_path / "in.jsonl", [task(SENTENCES[1], nlp, id="a")])
    api.upload(project, sent("doccano", tmp_path / "in.jsonl", tmp_path / "out.jsonl", nlp))
    example = api(f"projects/{project}/examples")["results"][0]["id"]
    last = max(api(f"projects/{project}/examples/{example}/spans"), key=lambda span: span["start_offset"])
    api(f"projects/{project}/examples/{example}/spans/{last['id']}", method="DELETE")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{server}/auth")
    page.locator("input").nth(0).fill("li")
    page.locator("input").nth(1).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects**")
    page.goto(f"{server}/projects/{project}/sequence-labeling?page=1")
    page.locator("#container text", has_text="县").first.wait_for()
    left, right, middle = page.evaluate(DRAG)
    page.mouse.move(left, middle)
    page.mouse.down()
    page.mouse.move((left + right) / 2, middle, steps=4)
    page.mouse.move(right, middle, steps=4)
    page.mouse.up()
    with page.expect_response(lambda response: response.url.endswith("/spans") and response.request.method == "POST"):
        page.locator(".menuable__content__active .v-list-item__title", has_text="QUANTITY").last.click()
    page.close()
    (record,) = returned("doccano", api.download(project, tmp_path / "back.jsonl"), nlp)
    assert surfaces(record) == [("𠮷林镇", "PLACE"), ("𬭚", "PLACE"), ("约３万亩", "QUANTITY"), ("A\u0301县", "PLACE"), ("🇨🇳二", "QUANTITY")]
