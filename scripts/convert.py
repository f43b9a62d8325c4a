"""Convert newspaper pages to articles: .txt, .html, .pdf → articles.jsonl."""

from contextlib import ExitStack
from pathlib import Path

import typer

from banmian import cli, jsonl
from banmian.pages.jumps import Jumps
from banmian.pages.reading import page_files, read_pages
from banmian.pages.report import Report
from banmian.pages.segmentation import PageConverter
from banmian.problems import InputError

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    inputs: list[Path] = typer.Argument(..., metavar="IN…", help="Page files (.txt .html .pdf), and folders of them."),
    out: Path = typer.Option(..., help="Articles, one JSON object a line."),
    leftovers: Path | None = typer.Option(None, help="Also write the lines that are in no article: section names, captions, page numbers."),
    report: Path | None = typer.Option(None, help="Also write an HTML page that shows each page beside its articles."),
    join_jumps: bool = typer.Option(False, help="Put articles together that go on on another of these pages; they come last."),
    lists: Path = typer.Option(CONFIGS / "pages", exists=True, file_okay=False, help="Folder with the lists that conversion goes by."),
):
    """Convert newspaper pages to articles.

    Wrapped lines are joined, padding spaces removed, and each headline is given to the body that it talks about. Each article tells
    where each of its characters stands on the page. Pages that cannot be used are named; the others are done.
    """
    problems = cli.Problems()
    converter = PageConverter(lists)
    jumps = Jumps(converter.pairs)
    pages = articles = left = 0
    with ExitStack() as files:
        file = files.enter_context(jsonl.whole_file(out))
        left_over = files.enter_context(jsonl.whole_file(leftovers)) if leftovers else None
        shown = Report(files.enter_context(jsonl.whole_file(report))) if report else None
        for path, name in cli.progress(page_files(inputs, problems), "convert"):
            try:
                for text in read_pages(path, name):
                    page = converter.convert(text)
                    pages, articles, left = pages + 1, articles + len(page.articles), left + len(page.leftovers)
                    for article in page.articles:
                        if not (join_jumps and jumps.hold(article)):
                            file.write(jsonl.line(article.record()))
                    if left_over:
                        left_over.writelines(jsonl.line({"page": str(path), "offset": offset, "text": line}) for offset, line in page.leftovers)
                    if shown:
                        shown.add(text, page)
                    if not page.articles:
                        problems(InputError(str(path), "no article on this page", "Is it a page of pictures or advertisements? Then leave it out."))
            except InputError as error:
                problems(error)
        whole = [jsonl.line(article.record()) for article in jumps.joined()]
        file.writelines(whole)
        if shown:
            shown.close()
    joined = f" ({len(jumps.held) - len(whole)} joined with the page that they jump from)" if join_jumps else ""
    print(
        f"{pages} pages → {articles} articles{joined} in {out}; {left} lines are in no article"
        + (f": {leftovers}" if leftovers else " (--leftovers lists them)")
    )
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
