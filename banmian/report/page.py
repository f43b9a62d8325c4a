"""The report as one HTML page that needs nothing else."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from banmian.report.measure import CONTEXT

TEMPLATE = "page.html"
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(figures: dict) -> str:
    """The page.

    figures (dict): measure.report's, with `gold`, `config`, `seed`, `articles`, `articles_left_out` and `characters`.
    """
    return _templates.get_template(TEMPLATE).render(figures, context=CONTEXT)
