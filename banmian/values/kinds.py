"""The kind of a body by the ending of its name, or by its first words: 盂县林业局 → government, 武警阳泉支队 → military."""

import re
from collections.abc import Mapping

from .divisions import LONGEST_MEMORY
from .units import either

OPENING = "…"
OWN_KINDS = frozenset(
    {"hospital", "school", "company", "court", "procuratorate", "party", "media", "institution"}
)  # a department is of its body's kind
DEPARTMENTS = tuple("科室部处股组")
LONGEST_DEPARTMENT = 3  # characters of its ending: 管理处
COMPANIES = ("公司", "集团", "银行", "分行", "支行", "厂")
BY_ENDING = (0.0, 0.85, 0.97)  # how sure a kind is by none, one and more characters of ending
BY_OPENING, BY_BODY = 0.95, 0.9


class Kinds:
    """Tells kinds by a table.

    table (Mapping[str, str]): endings with the kind they tell, and openings, which end in "…".
    """

    def __init__(self, table: Mapping[str, str]):
        self._endings = {word: kind for word, kind in table.items() if not word.endswith(OPENING)}
        self._openings = {word.removesuffix(OPENING): kind for word, kind in table.items() if word.endswith(OPENING)}
        self._opening = re.compile(either(self._openings))
        self._longest = max(map(len, self._endings))
        self._memory: dict[str, tuple[str | None, float]] = {}

    def of(self, name: str) -> tuple[str | None, float]:
        """The kind that a name's ending tells, the longest first, and how surely; None if nothing tells it."""
        found = self._memory.get(name)
        if found is None:
            if len(self._memory) >= LONGEST_MEMORY:
                self._memory.clear()
            found = self._memory[name] = self._read(name.rstrip("）)"))
        return found

    def _read(self, name: str) -> tuple[str | None, float]:
        kind, size = self._ending(name)
        if name.endswith(DEPARTMENTS) and size <= LONGEST_DEPARTMENT:
            for end in range(len(name) - 1, 2, -1):
                inner, length = self._ending(name[:end])
                if length > 1 and inner in OWN_KINDS and (inner != "company" or name[:end].endswith(COMPANIES)):
                    return inner, BY_BODY
                if inner == "government" and name[end - 1] in "厅局":
                    return inner, BY_BODY
        match = self._opening.match(name)
        if match and (kind in (None, "government", "party") or self._openings[match[0]] == "government"):
            return self._openings[match[0]], BY_OPENING
        return kind, BY_ENDING[min(size, 2)]

    def _ending(self, name: str) -> tuple[str | None, int]:
        """The kind by the longest ending, and its length."""
        for start in range(max(0, len(name) - self._longest), len(name)):
            if (kind := self._endings.get(name[start:])) is not None:
                return kind, len(name) - start
        return None, 0
