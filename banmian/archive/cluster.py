"""Tag an archive on all cores, or on a cluster, through Ray Data.

One task reads the inputs and streams batches of articles to actors, each of which has loaded the model once; what they found comes back in the order of the
articles. Only what is under way is in memory.
"""

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language

from banmian import tagging
from banmian.archive.inputs import Inputs
from banmian.problems import InputError, Report
from banmian.tagging import Tagged

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
"""An actor is one core; threads of its own would only compete with the other actors'."""
BLOCK = 128 * 1024  # bytes that go to an actor at a time: a second of work or so
REACH = 10  # seconds
STORE = 512 * 1024 * 1024  # bytes of memory shared by the processes of a Ray started here
OF_CODE = "It would stop there again: are the model, and this code, on every machine? Without Ray the command may tell more."
OF_MACHINES = "Run the command again: it goes on where it was. If it stops there again, give it fewer --actors, as each takes memory."


def library() -> Any:
    """Ray with its data library.

    RAISES (InputError): if it is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise InputError("ray", "tagging on many cores needs the extra `ray`", "Run: pip install -e '.[ray]', or leave out --ray.") from error
    return ray


def tag(model: str, inputs: Inputs, skip: int, report: Report, address: str | None = None, actors: int | None = None) -> Iterator[Tagged]:
    """Label the articles of an archive; as `tagging.tag`, in the same order.

    model (str): a folder, or the name of an installed package, there on every machine.
    inputs (Inputs): the archive; it is read on this machine.
    skip (int): so many articles are done.
    report (Report): receives what is no article.
    address (str | None): of a running Ray; None starts one here, for as long as it takes.
    actors (int | None): how many; None means one a core.
    RAISES (InputError): if Ray cannot be reached, or stops; and what is raised where the articles are read or tagged.
    """
    ray = library()
    started = _start(ray, address, actors)
    try:
        for packed in _stream(ray, model, inputs, skip, actors):
            problems, found = pickle.loads(packed)
            for problem in problems:
                report(InputError(*problem))
            yield from found
    except ray.exceptions.RayError as error:
        raise _told(error) from error
    finally:
        if started:
            ray.shutdown()


def _told(error: Exception) -> InputError:
    """What an error of Ray says: the problem itself if it is one that we raised over there, else its class and first line."""
    cause = getattr(error, "cause", None)
    if isinstance(cause, InputError):
        return cause
    first = str(cause or error).strip().partition("\n")[0]
    return InputError("ray", f"the work stopped ({type(cause or error).__name__}: {first})", OF_CODE if cause else OF_MACHINES)


def _start(ray: Any, address: str | None, actors: int | None) -> bool:
    """Connect to Ray, quietly; whether it was not connected before."""
    if ray.is_initialized():
        return False
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address:
            _reach(address)
            ray.init(address, runtime_env={"env_vars": ONE_THREAD}, **quiet)
        else:
            os.environ.update(ONE_THREAD)  # which all processes of this Ray inherit
            ray.init("local", num_cpus=actors, include_dashboard=False, object_store_memory=STORE, **quiet)
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        raise InputError(
            f"ray {address or ''}".strip(), f"cannot be reached ({error})", "Start it with ray start --head; if it wants a token, set RAY_AUTH_TOKEN."
        ) from error
    return True


def _reach(address: str) -> None:
    """Fail at once where nobody listens; Ray would try for minutes.

    RAISES (OSError, ValueError): if nobody does, or the address is none.
    """
    host, found, port = address.removeprefix("ray://").rpartition(":")
    if found:
        socket.create_connection((host.strip("[]"), int(port)), REACH).close()


def _stream(ray: Any, model: str, inputs: Inputs, skip: int, actors: int | None) -> Iterator[bytes]:
    """What the actors made of the batches, packed, in order."""
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"ray\.")
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.target_max_block_size = BLOCK
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    pool = ray.data.ActorPoolStrategy(size=actors or max(1, int(ray.cluster_resources().get("CPU", 1))))
    where = str(Path(model).resolve()) if Path(model).exists() else model
    batches = ray.data.from_items([skip]).map_batches(
        _read, batch_size=None, num_cpus=0, label_selector=here, fn_kwargs={"inputs": inputs, "folder": Path.cwd()}
    )
    found = batches.map_batches(Tagger, batch_size=None, batch_format="pyarrow", compute=pool, num_cpus=1, fn_constructor_args=(where,))
    for table in found.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield from table["packed"].to_pylist()


def _read(start: dict[str, Any], inputs: Inputs, folder: Path) -> Iterator[Any]:
    """Batches of articles with the problems met on the way, packed."""
    os.chdir(folder)  # paths are as the user gave them
    problems: list[tuple[str, str, str]] = []
    found = inputs.read(lambda error: problems.append((error.where, error.what, error.remedy)))
    for batch in tagging.batches(islice(found, int(start["item"][0]), None)):
        yield _packed(problems, batch)
        problems.clear()
    yield _packed(problems, [])


class Tagger:
    """An actor: the model, loaded once, and nothing that changes from batch to batch."""

    def __init__(self, model: str):
        self.model = model

    @cached_property
    def nlp(self) -> Language:
        """Loaded at the first batch, no sooner: what is wrong with it then arrives as it was said."""
        return tagging.load(self.model)

    def __call__(self, batches: Any) -> Iterator[Any]:
        for packed in batches["packed"].to_pylist():
            problems, articles = pickle.loads(packed)
            yield _packed(problems, tagging.tag_batch(self.nlp, articles) if articles else [])


def _packed(problems: list[tuple[str, str, str]], content: list[Any]) -> Any:
    import pyarrow

    return pyarrow.table({"packed": pyarrow.array([pickle.dumps((problems, content))], pyarrow.large_binary())})
