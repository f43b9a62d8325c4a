"""The marks by which a newspaper tells where an article starts and ends: datelines, jumps, bylines, source notes."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from banmian import lists

NUMBER = r"[A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3}"
JUMP = r"(?P<open>[（(【])?\s*(?P<mark>(?:{words})\s*第?\s*(?:{number})\s*版(?(open)[^）)】\n]{{0,16}}))(?(open)[）)】])\s*"
JUMP_FROM = re.compile(JUMP.format(words="紧接|上接", number=NUMBER))
JUMP_TO = re.compile(JUMP.format(words="紧转|下转", number=NUMBER) + "$")
BRACKETED_END = re.compile(r"\s*[（(]([^（()）]{2,60})[）)]\s*$")
SEPARATORS = re.compile(r"(?:(?!\n)\s|[、，,;；/|：:])+")
SENTENCE_END = re.compile(r"(?:[。！？!?…][”’」』）)》]*|——|\.{3,})\s*$")
INFORMATION = re.compile(
    r"(?:(?:来源|稿源|作者|记者|发布时间|时间|日期|责任编辑|编辑|字号|点击|浏览)\s*[：:][^。，]{0,40})+"
)  # below a headline of a digital edition
SOURCE, AUTHOR = (
    re.compile(r"(?:来源|稿源)\s*[：:]\s*([\u4e00-\u9fff《》·]{2,20})"),
    re.compile(r"(?:作者|记者)\s*[：:]\s*([\u4e00-\u9fff·\s、]{2,30}?)\s*(?=$|[\u4e00-\u9fff]{2,4}[：:])"),
)
MARK_LENGTH = 100  # no mark is longer, in characters
MARKED_DATE = r"(?:\d{1,4}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日"


@dataclass(frozen=True)
class Marks:
    """What a paragraph carries besides its text.

    start, end (int): the part of the paragraph that is text, in characters.
    dateline, jump_from, jump_to, source_note (str | None): as printed, without brackets.
    byline (list[str]): the names.
    signed (bool): whether names close the paragraph, as those of a dateline do not.
    informs (bool): whether it is the line below a headline that tells source and author.
    """

    start: int
    end: int
    dateline: str | None = None
    jump_from: str | None = None
    jump_to: str | None = None
    source_note: str | None = None
    byline: list[str] = field(default_factory=list)
    signed: bool = False
    informs: bool = False

    @property
    def opens(self) -> bool:
        """Whether an article begins with this paragraph."""
        return bool(self.dateline or self.jump_from or self.informs)

    @property
    def only(self) -> bool:
        """Whether the paragraph is nothing but the marks of an article's end."""
        return self.closes and self.start >= self.end

    @property
    def closes(self) -> bool:
        """Whether an article ends with this paragraph."""
        return not self.informs and bool(self.signed or self.source_note or self.jump_to)


class MarkReader:
    """Finds marks by the lists of agencies, byline roles, source words and surnames.

    folder (Path): `configs/pages`, with the lists of pages; surnames lie beside it.
    """

    def __init__(self, folder: Path):
        either = lambda name: "|".join(map(re.escape, sorted(lists.read(folder / f"{name}.txt"), key=len, reverse=True)))  # noqa: E731
        agencies = either("agencies")
        self.roles = re.compile(rf"^(?:{either('byline_roles')})+")
        long_roles = (role for role in lists.read(folder / "byline_roles.txt") if len(role) > 2)  # 文 and 图片 may be the end of a name
        self.role_on_new_line = re.compile(rf"\n(?={'|'.join(map(re.escape, long_roles))})")
        self.source = re.compile(rf"(?:{either('source_words')})(?=[\d《：: ]|[^，。]{{0,16}}[《报社网])")
        self.dateline = re.compile(
            rf"((?:据)?(?:{agencies})\s*(?:[\u4e00-\u9fff]{{2,8}}?\s*)?(?:{MARKED_DATE}\s*)?(?:讯|电|消息))"
            rf"(?:\s*[（(](?P<names>[^（()）]{{2,40}})[）)])?[\s：:]*"
        )
        surnames = lists.read(folder.parent / "surnames.txt")
        self.surnames = frozenset(surnames)
        self.no_names = frozenset(lists.read(folder / "not_bylines.txt"))

    def read(self, text: str, line_ends: Collection[int] = ()) -> Marks:
        """The marks of one paragraph.

        text (str): the paragraph as joined from its lines.
        line_ends (Collection[int]): where its lines end in it, for names on two lines.
        RETURNS (Marks): start and end lie within the text; a paragraph of marks alone leaves nothing between them.
        """
        start, end = 0, len(text)
        if len(text) <= MARK_LENGTH and INFORMATION.fullmatch(text.strip()):
            source, author = SOURCE.search(text), AUTHOR.search(text)
            return Marks(end, end, source_note=source and source[1], byline=self.names(author[1]) if author else [], informs=True)
        jump_from = dateline = jump_to = source_note = None
        byline: list[str] = []
        signed = False
        if match := JUMP_FROM.match(text):
            jump_from, start = _closed_up(match["mark"]), match.end()
        if match := self.dateline.match(text, start):
            dateline = _closed_up(match[1])
            byline = self.names(_with_breaks(match, "names", line_ends))
            start = match.end() if byline or not match["names"] else match.end(1)
        if match := JUMP_TO.search(text, max(start, end - MARK_LENGTH)):
            jump_to, end = _closed_up(match["mark"]), match.start()
        while match := BRACKETED_END.search(text, max(start, end - MARK_LENGTH), end):
            inside = match[1].strip()
            whole = match.start() <= start
            if self.source.match(inside) and source_note is None:
                source_note = _closed_up(inside)
            elif (names := self.names(_with_breaks(match, 1, line_ends), at_end=True)) and (
                whole or SENTENCE_END.search(text, max(start, match.start() - MARK_LENGTH), match.start())
            ):
                byline, signed = [*byline, *names], True
            else:
                break
            end = match.start()
        return Marks(start, max(start, end), dateline, jump_from, jump_to, source_note, byline, signed)

    def opens(self, line: str) -> bool:
        """Whether a printed line has the mark of an article's start: a dateline or the note of a jump."""
        return bool(JUMP_FROM.match(line) or self.dateline.match(line) or len(line) <= MARK_LENGTH and INFORMATION.fullmatch(line))

    def names(self, inside: str, at_end: bool = False) -> list[str]:
        """The names of a byline, or none if the bracket holds something else: "记者 温荣鑫 毛赟程" → two names.

        at_end (bool): whether the bracket closes a paragraph, where a short word need not have a known surname.
        """
        told = bool(self.roles.match(inside.replace("\n", "")))
        inside = self.role_on_new_line.sub(" ", inside.strip())
        names = [name for word in SEPARATORS.split(inside) for name in self._parted(self._without_roles(word)) if name]
        plausible = [name for name in names if self._is_name(name)]
        if len(plausible) < len(names) or not names:
            return []
        known = sum(map(self._has_surname, names))
        short = at_end and len(names) == 1 and len(names[0]) <= 3 and names[0] not in self.no_names
        return names if told or short or known * 2 >= len(names) else []

    def _without_roles(self, word: str) -> str:
        """A word without the roles it begins with, whatever lines they stand on."""
        letters = word.replace("\n", "")
        previous = None
        while letters != previous:
            previous, letters = letters, self.roles.sub("", letters)
        start = len(word)
        while start and len(word[start:].replace("\n", "")) < len(letters):
            start -= 1
        return word[start:]

    def _parted(self, word: str) -> list[str]:
        """Two names that stand on two lines, or one that a line's end has cut."""
        parts = word.split("\n")
        return parts if len(parts) > 1 and all(map(self._is_name, parts)) else ["".join(parts)]

    def _has_surname(self, name: str) -> bool:
        return name[:1] in self.surnames or name[:2] in self.surnames

    @staticmethod
    def _is_name(word: str) -> bool:
        return bool(re.fullmatch(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}", word))


def _with_breaks(match: re.Match[str], group: int | str, line_ends: Collection[int]) -> str:
    """A part of a paragraph with a line break where a line ends."""
    inside, start = match[group] or "", match.start(group)
    return "".join(char + "\n" * (start + index + 1 in line_ends and index + 1 < len(inside)) for index, char in enumerate(inside))


def _closed_up(mark: str) -> str:
    return re.sub(r"\s+", "", mark)
