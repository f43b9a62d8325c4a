"""Convert newspaper pages to articles: .txt, .html, .pdf → articles.jsonl."""

from pathlib import Path

import typer

from banmian import cli, jsonl
from banmian.pages.reading import page_files, read_pages
from banmian.pages.segmentation import PageConverter
from banmian.problems import InputError

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    inputs: list[Path] = typer.Argument(..., metavar="IN…", help="Page files (.txt .html .pdf), and folders of them."),
    out: Path = typer.Option(..., help="Articles, one JSON object a line."),
    leftovers: Path | None = typer.Option(None, help="Also write the lines that are in no article: section names, captions, page numbers."),
    lists: Path = typer.Option(CONFIGS / "pages", exists=True, file_okay=False, help="Folder with the lists that conversion goes by."),
):
    """Convert newspaper pages to articles.

    Wrapped lines are joined, padding spaces removed, and each headline is given to the body that it talks about. Each article tells
    where each of its characters stands on the page. Pages that cannot be used are named; the others are done.
    """
    problems = cli.Problems()
    converter = PageConverter(lists)
    pages = articles = left = 0
    records: list[dict[str, object]] = []
    with jsonl.whole_file(out) as file:
        for path, name in cli.progress(page_files(inputs, problems), "convert"):
            try:
                for text in read_pages(path, name):
                    page = converter.convert(text)
                    for article in page.articles:
                        file.write(jsonl.line(article.record()))
                    records += [{"page": str(path), "offset": offset, "text": line} for offset, line in page.leftovers]
                    pages, articles, left = pages + 1, articles + len(page.articles), left + len(page.leftovers)
                    if not page.articles:
                        problems(InputError(str(path), "no article on this page", "Is it a page of pictures or advertisements? Then leave it out."))
            except InputError as error:
                problems(error)
    if leftovers:
        with jsonl.whole_file(leftovers) as file:
            file.writelines(map(jsonl.line, records))
    print(f"{pages} pages → {articles} articles in {out}; {left} lines are in no article" + (f": {leftovers}" if leftovers else " (--leftovers lists them)"))
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
