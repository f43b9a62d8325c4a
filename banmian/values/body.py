"""A body by the parts of its name, what it is called in full, and what an article may call it for short."""

from typing import NamedTuple

from .article import Place

OFFICIAL_NAMES = {"政府": "人民政府", "法院": "人民法院", "检察院": "人民检察院"}
PARTY = "中共"
PARTY_ORGANS = ("组织部", "宣传部", "统战部", "政法委", "网信办", "编办", "党校")
SHORTEST_TAIL = 3
BRAND = range(2, 5)  # characters

Group = tuple[tuple[str, ...], str]
"""Path of the division and key of the organ."""


class Body(NamedTuple):
    """A body's name in parts: what it belongs to, and the organ.

    name (str): as written. place (Place | None): the division. organ (str): what follows it. kind (str | None): by the ending.
    key (str): the organ with its words shortened, the same for all ways to write it. plain (bool): whether the name is a division, or its level alone,
    with the organ, so that the full name can be told. sure (float): of the division.
    """

    name: str
    place: Place | None
    organ: str
    kind: str | None
    key: str
    plain: bool
    sure: float
    reason: str

    @property
    def code(self) -> str | None:
        """The division that it belongs to."""
        return self.place.division.code if self.place and self.place.division else None

    @property
    def group(self) -> tuple[tuple[str, ...], str]:
        """The same for all names of one body that say the division."""
        return (self.place.path if self.place else (), self.key)

    @property
    def full(self) -> str:
        """The name of a public body from its division and organ; of others as it is written."""
        if not self.plain or not self.place or not self.place.path:
            return self.name
        organ = OFFICIAL_NAMES.get(self.organ, self.organ)
        organ = "委" + organ if organ.startswith(PARTY_ORGANS) and self.kind == "party" else organ
        party = PARTY if organ[:1] == "委" or organ.startswith(("纪委", "纪律")) else ""
        depth = -2 if len(self.place.path) > len(self.place.division.path) else -1  # a township with its county
        return party + "".join(self.place.path[depth:]) + organ


def short_names(body: Body) -> set[str]:
    """What else an article may call a body: the end of its name, or the beginning of a company's."""
    key = body.key
    names = {key[start:] for start in range(1, len(key) - SHORTEST_TAIL + 1)}
    if body.kind == "company":
        core = key.removesuffix("公司").removesuffix("集团")
        names |= {core, core + "公司", core + "集团"} if core != key else set()
        names |= {key[:size] + ending for size in BRAND if size < len(key) for ending in ("", "公司", "集团")}
    return names - {key, ""}
