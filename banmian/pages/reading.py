"""Page files of any kind → text with places: .txt, .html, .pdf."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from banmian.pages import html
from banmian.pages.decoding import decode
from banmian.pages.located import Located
from banmian.problems import InputError, Report, stop

TEXT, HTML, PDF = {".txt"}, {".html", ".htm"}, {".pdf"}


@dataclass(frozen=True)
class PageText:
    """The text of one page.

    path (str): the file as given.
    name (str): a short name, unique among the inputs, for the articles' ids.
    text (Located): what stands on the page; places are offsets in the decoded file (PDF: in the text of that page).
    """

    path: str
    name: str
    text: Located


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
        yield from _read_pdf(path, name)
        return
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    text = decode(raw, str(path))
    yield PageText(str(path), name, html.visible_text(text) if path.suffix.lower() in HTML else Located.slice(text, 0, len(text)))


def _read_pdf(path: Path, name: str) -> Iterator[PageText]:
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(str(path), "reading PDF needs the extra `pdf`", "Run: pip install -e '.[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise InputError(str(path), f"no readable PDF ({error})", "Open it in a viewer; remove its password, or extract its text.") from error
    with document:
        empty = True
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range().replace("\r\n", "\n")
            empty = empty and not text.strip()
            if text.strip():
                yield PageText(str(path), name if len(document) == 1 else f"{name}-p{number}", Located.slice(text, 0, len(text)))
        if empty:
            raise InputError(str(path), "the PDF holds no text, only images", "Run it through OCR first.")
