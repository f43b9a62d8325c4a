"""Label Studio: a JSON list of tasks whose spans are predictions, and beside it the labelling configuration.

Its editor counts characters as code points, as Python does, not as the UTF-16 units of JavaScript: so its own tests have it, and so a browser shows
it (tests/review/test_label_studio.py). The task as it was travels in `data`. Export from Label Studio as JSON; of several annotations of
an article the latest counts, a skipped one means ignore.

The test against a real server, in an environment of its own as Label Studio pins much:
    python -m venv .venv-label-studio && .venv-label-studio/bin/pip install label-studio
    LABEL_STUDIO=.venv-label-studio/bin/label-studio python -m pytest -m label_studio
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language

from banmian import jsonl
from banmian.problems import InputError, Report, stop
from banmian.review.exchange import ACCEPT, ANSWERS, COLOURS, IGNORE, KEY, Record, Shown
from banmian.spans import Span

LABELS_TAG, ANSWER_TAG, TEXT_TAG = "label", "answer", "text"
CONFIGURATION = f"""<View>
  <Labels name="{LABELS_TAG}" toName="{TEXT_TAG}">
{"".join(f'    <Label value="{label}" background="{colour}"/>{chr(10)}' for label, colour in COLOURS.items())}  </Labels>
  <Style>.htx-text {{ white-space: pre-wrap; line-height: 2; }}</Style>
  <Text name="{TEXT_TAG}" value="$text" granularity="symbol"/>
  <Choices name="{ANSWER_TAG}" toName="{TEXT_TAG}" choice="single" showInLine="true">
{"".join(f'    <Choice value="{answer}"/>{chr(10)}' for answer in ANSWERS)}  </Choices>
</View>
"""


def export(articles: Iterable[Shown], out: Path, nlp: Language) -> int:
    """Write articles as Label Studio's tasks, and the labelling configuration beside them (.xml).

    RETURNS (int): how many.
    """
    count = 0
    with jsonl.whole_file(out) as file:
        for count, shown in enumerate(articles, 1):
            file.write(("[\n" if count == 1 else ",\n") + jsonl.line(_task(shown)).rstrip("\n"))
        file.write("\n]\n" if count else "[]\n")
    with jsonl.whole_file(out.with_suffix(".xml")) as file:
        file.write(CONFIGURATION)
    return count


def read(path: Path, annotator: str, nlp: Language, report: Report = stop) -> Iterator[Shown]:
    """Read the articles of a JSON export of Label Studio; those that cannot be used go to `report`.

    annotator (str): who edited them where Label Studio names nobody.
    """
    try:
        exported = srsly.json_loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        report(InputError(str(path), f"no JSON can be read ({error})", "Export from Label Studio as JSON."))
        return
    if not isinstance(exported, list):
        report(
            InputError(
                str(path), f"a JSON {type(exported).__name__}, not a list of tasks", "Export from Label Studio as JSON, not as JSON-MIN or CSV."
            )
        )
        return
    for number, task in enumerate(exported, 1):
        where = f"{path}: task {number}"
        try:
            yield _shown(task, annotator, where)
        except InputError as error:
            report(error)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            report(InputError(where, f"no task of Label Studio ({type(error).__name__}: {error})", "Export from Label Studio as JSON."))


def _task(shown: Shown) -> Record:
    result: list[dict[str, Any]] = [
        {
            "id": f"span-{number}",
            "from_name": LABELS_TAG,
            "to_name": TEXT_TAG,
            "type": "labels",
            "score": span.score,
            "value": {"start": span.start, "end": span.end, "text": shown.text[span.start : span.end], "labels": [span.label]},
        }
        for number, span in enumerate(shown.spans or ())
    ]
    if shown.answer not in (None, ACCEPT):
        result.append({"id": "answer", "from_name": ANSWER_TAG, "to_name": TEXT_TAG, "type": "choices", "value": {"choices": [shown.answer]}})
    data = {"text": shown.text, "id": str(shown.besides["meta"].get("id", "")), KEY: shown.carried}
    return {"data": data, "predictions": [{"model_version": KEY, "result": result}]}


def _shown(task: dict[str, Any], annotator: str, where: str) -> Shown:
    data = task["data"]
    text, carried = data["text"], data.get(KEY)
    if not isinstance(text, str):
        raise InputError(where, "a task without text", "The field of the text must be called `text`.")
    besides = {} if carried is not None else {"meta": {key: value for key, value in data.items() if key != "text"}}
    made = sorted(task.get("annotations") or [], key=lambda annotation: annotation.get("updated_at") or "")
    annotations = [annotation for annotation in made if not annotation.get("was_cancelled")]
    if not annotations:
        return Shown(text, None, IGNORE if made else None, carried, annotator, besides, where)
    result = annotations[-1]["result"]
    spans = tuple(_span(region, where) for region in result if region["type"] == "labels")
    answers = [region["value"]["choices"][0] for region in result if region["type"] == "choices" and region["from_name"] == ANSWER_TAG]
    return Shown(text, spans, answers[-1] if answers else ACCEPT, carried, _name(annotations[-1], annotator), besides, where)


def _span(region: dict[str, Any], where: str) -> Span:
    value = region["value"]
    if len(value.get("labels") or []) != 1:
        raise InputError(where, f"{value.get('text', 'a span')!r} has the labels {value.get('labels')}", "Give each span one label.")
    return Span(int(value["start"]), int(value["end"]), value["labels"][0])


def _name(annotation: dict[str, Any], annotator: str) -> str:
    """Who made an annotation: the address, where the export tells it, else the number that Label Studio gave the person."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        return str(by.get("email") or by.get("id") or annotator)
    return annotator if by is None else f"annotator {by}"
