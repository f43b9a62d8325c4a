"""Page files of any kind → text with places: .txt, .html, .pdf."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.pages import html, pdf
from banmian.pages.decoding import decode
from banmian.pages.layout import Box
from banmian.pages.lines import Line, read_lines
from banmian.pages.located import Located
from banmian.problems import InputError, Report, stop

TEXT, HTML, PDF = {".txt"}, {".html", ".htm"}, {".pdf"}


@dataclass(frozen=True)
class PageText:
    """What stands on one page.

    path (str): the file as given.
    name (str): a short name, unique among the inputs, for the articles' ids.
    lines (list[Line]): its printed lines in reading order. Places are offsets in the decoded file; of a PDF, indices of characters on the page.
    number (int | None): which page of a PDF it is, from 1.
    boxes (Mapping[int, Box] | None): where each character of a PDF stands, by its index.
    aside (Sequence[Located]): lines that the file itself sets apart from the text, such as links.
    """

    path: str
    name: str
    lines: list[Line]
    number: int | None = None
    boxes: Mapping[int, Box] | None = None
    aside: Sequence[Located] = ()

    @classmethod
    def of(cls, text: str, path: str = "page.txt", name: str = "page") -> "PageText":
        """A page given as plain text."""
        return cls(path, name, read_lines(Located.slice(text, 0, len(text))))


def page_files(inputs: list[Path], report: Report = stop) -> list[tuple[Path, str]]:
    """The page files among files and folders, sorted, each once, with a name made of its path below the folder given.

    report (Report): receives inputs that do not exist, folders without pages and files of another kind.
    """
    found: dict[Path, str] = {}
    for given in inputs:
        if given.is_dir():
            files = sorted(path for path in given.rglob("*") if path.suffix.lower() in TEXT | HTML | PDF and path.is_file())
            if not files:
                report(InputError(str(given), "no .txt, .html or .pdf file in this folder", "Give the folder that the pages are in."))
            for path in files:
                found.setdefault(path, "-".join(path.relative_to(given).with_suffix("").parts))
        elif not given.exists():
            report(InputError(str(given), "no such file or folder", "Check the path."))
        elif given.suffix.lower() not in TEXT | HTML | PDF:
            report(InputError(str(given), f"cannot read {given.suffix or 'a file without suffix'}", "Pages are .txt, .html or .pdf."))
        else:
            found.setdefault(given, given.stem)
    taken: set[str] = set()
    unique = []
    for path, name in sorted(found.items()):
        number, candidate = 1, name
        while candidate in taken:
            number += 1
            candidate = f"{name}~{number}"
        taken.add(candidate)
        unique.append((path, candidate))
    return unique


def read_pages(path: Path, name: str) -> Iterator[PageText]:
    """The pages of a file: one, or as many as a PDF has.

    RAISES (InputError): if the file cannot be read, is empty, binary or in an unknown encoding.
    """
    if path.suffix.lower() in PDF:
        for page in pdf.read(path):
            yield PageText(str(path), f"{name}-p{page.number}", page.lines, page.number, page.boxes)
        return
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    text = decode(raw, str(path))
    if path.suffix.lower() in HTML:
        lines, aside = html.read(text)
        yield PageText(str(path), name, lines, aside=aside)
    else:
        yield PageText.of(text, str(path), name)
