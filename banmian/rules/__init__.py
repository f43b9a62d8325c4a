"""The second room: labelling functions, which read an article and vote for spans.

Importing the package fills the registry; `functions.load` chooses from it by `configs/rules.cfg`.
"""

from . import brands, officials, organisations, places, quantities, spots, tagged  # noqa: F401  (they register their functions)
