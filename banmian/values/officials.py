"""OFFICIAL to person: name, titles, body, place, and who is who within the article (党组书记、局长张某 → 张某; 党组书记, 局长; 县林业局)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import lists
from ..spans import Span
from .article import Judged
from .units import either

SEPARATORS = re.compile(r"[、，,兼暨\s]+")
GAP = re.compile(r"[\s“”\"《》（）()]{0,2}(?:的|原|新任|现任|时任)?[\s“”\"]?")
OTHER_TITLES = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:书记|主任|主席|[局厅部处科股司署省市县区旗州盟镇乡村院校园庭站所台馆社会行厂场矿总队营团师军组]长|经理|总裁|董事|委员|总监|总编|秘书|专员|代表|负责人|参谋|指挥|支书|巡视员|调研员))"
)
NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•‧・・．.][\u4e00-\u9fff]{1,10}){1,4}|[A-Za-z][A-Za-z .·-]+")
DOT = re.compile(r"[·•‧・・．]")
ENDS_WORD = frozenset("员长记任席理裁事监书总人官")
LONGEST_NAME = 8  # characters, without a dot
NICKNAME = re.compile(r"[小老阿大]([\u4e00-\u9fff])")
MASKED = re.compile(r"[某××XxＸ*]+")
SURE, BY_PERSON, BY_ROLE = 0.95, 0.85, 0.8


class Post(NamedTuple):
    """An official's mention in parts: name (str | None), titles (tuple[str, ...]), and how sure the parting is."""

    name: str | None
    titles: tuple[str, ...]
    sure: float


class Mention(NamedTuple):
    """A post where it stands: the body and place that touch it on the left."""

    post: Post
    body: str | None
    place: str | None


class Officials:
    """Reads the officials of an article.

    titles, prefixes, roles (Iterable[str]): see `titles.txt` with `titles_more.txt`, `title_prefixes.txt`, `speaking_roles.txt`. surnames (Iterable[str]): common and rare ones.
    parts (Iterable[str]): of Tibetan, Mongolian, Uyghur and Kazakh names.
    """

    def __init__(self, titles: Iterable[str], prefixes: Iterable[str], roles: Iterable[str], surnames: Iterable[str], parts: Iterable[str]):
        self.words = frozenset(titles) | frozenset(roles)
        self.prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        self.surnames = frozenset(surnames)
        self.parts = frozenset(part for part in parts if len(part) > 1)
        self._title = re.compile(rf"(?:{either(self.prefixes)})*(?:{either(self.words)})")
        self._memory: dict[str, Post] = {}

    @classmethod
    def load(cls, folder: Path) -> "Officials":
        """Read the lists.

        folder (Path): `configs/values` with `titles_more.txt`; the other lists lie in `rules`, and `surnames.txt`, beside it.
        RAISES (InputError): if a list cannot be read.
        """
        rules = folder.parent / "rules"
        titles, prefixes, roles = (lists.read(rules / f"{name}.txt") for name in ("titles", "title_prefixes", "speaking_roles"))
        titles = (*titles, *lists.read(folder / "titles_more.txt"))
        surnames = (*lists.read(folder.parent / "surnames.txt"), *lists.read(rules / "surnames_rare.txt"))
        return cls(titles, prefixes, roles, surnames, lists.read(rules / "name_parts.txt"))

    def part(self, text: str) -> Post:
        """A mention as name and titles: 党组书记、局长张某 → 张某, 党组书记 and 局长; 张某局长 → 张某, 局长; 相关负责人 → no name."""
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= 20_000:
                self._memory.clear()
            found = self._memory[text] = self._part(text)
        return found

    def _part(self, text: str) -> Post:
        text = text.strip("“”\"'（）()《》 ") or text
        titles, start = self._titles_from(text)
        rest = text[start:].strip()
        if not rest:
            return Post(None, titles, SURE)
        if titles:
            trailing, end = self._title_before_end(rest)
            if end:  # 局长张某书记
                return Post(rest[:end], (*titles, *trailing), 0.8)
            return Post(rest, titles, SURE if self._is_name(rest) else 0.7)
        trailing, end = self._title_before_end(text)
        if trailing and end:
            return Post(text[:end], trailing, SURE if self._is_name(text[:end]) or end == 1 else 0.7)
        if self._is_name(text):
            return Post(text, (), SURE)
        return self._by_shape(text)

    def _titles_from(self, text: str) -> tuple[tuple[str, ...], int]:
        """The titles that a text begins with, and where they end."""
        titles: list[str] = []
        place = end = 0
        while place < len(text):
            match = self._longest_title(text, place)
            if match is None or titles and place == end and len(text) - match == 1:  # 镇长|关长青
                break
            titles.append(text[place:match])
            end = match
            separator = SEPARATORS.match(text, end)
            place = separator.end() if separator else end
        return tuple(titles), end

    def _longest_title(self, text: str, place: int) -> int | None:
        """Where the title ends that begins at a place: a listed one, or words up to a separator or name that end like one (党委副书记, 办公室主任)."""
        listed = self._title.match(text, place)
        end = listed.end() if listed else None
        for match in self._title.finditer(text, place + 1, min(place + 16, len(text))):
            between = text[place : match.start()]
            if SEPARATORS.search(between) or between[:2] in self.parts:
                break
            rest = text[match.end() :]
            joins = self._is_words(between, rest) if end is None else match.start() == end and not self._is_name(text[end:]) and len(rest) != 1
            end = match.end() if joins else end
        return end

    def _is_words(self, before: str, rest: str) -> bool:
        """Whether what stands before a title belongs to it, as words and not as a name, by itself and by what remains after the title."""
        if self._is_name(before):
            return False
        return before[0] not in self.surnames or len(before) > 3 or self._is_name(rest) or SEPARATORS.match(rest) is not None

    def _title_before_end(self, text: str) -> tuple[tuple[str, ...], int]:
        """The titles that a text ends with, and where they begin, a name of one to four characters before them: 林佳讯|书记."""
        for start in (3, 2, *range(4, min(len(text) - 1, 12)), 1):  # a surname alone last: 番|市长
            titles, end = self._titles_from(text[start:])
            if titles and start + end == len(text) and (start == 1 or self._is_name(text[:start])):
                if start == 1 and text[0] not in self.surnames:
                    continue
                return titles, start
        return (), 0

    def _is_name(self, text: str) -> bool:
        """Whether a text is a personal name by its shape: a surname and one or two characters, a masked name, or a name with a dot."""
        if DOT.search(text):
            return NAME.fullmatch(text) is not None
        if text[:2] in self.parts or text[:3] in self.parts:
            return len(text) <= LONGEST_NAME and self._title.search(text) is None
        if len(text) < 2 or len(text) > 4:
            return False
        if MASKED.search(text) or NICKNAME.fullmatch(text):
            return True
        has_surname = text[0] in self.surnames and len(text) <= 3 or text[:2] in self.surnames
        return has_surname and self._title.search(text) is None

    def _by_shape(self, text: str) -> Post:
        """A mention that no list explains: words that end like a title are one, the rest is the name."""
        if match := OTHER_TITLES.match(text):
            titles, end = [match[0]], match.end()
            while (separator := SEPARATORS.match(text, end)) and (match := OTHER_TITLES.match(text, separator.end())):
                titles.append(match[0])
                end = match.end()
            return Post(text[end:] or None, tuple(titles), 0.6)
        if text[-1] in ENDS_WORD:
            return Post(None, (text,), 0.4)
        return Post(text, (), 0.75 if len(text) <= 4 else 0.6)

    def read(self, text: str, entities: Sequence[Span], bodies: Mapping[int, Judged]) -> dict[int, Judged]:
        """The value of each OFFICIAL by its number.

        text (str): the article. entities (Sequence[Span]): sorted. bodies (Mapping[int, Judged]): what `Bodies.read` found.
        """
        mentions: dict[int, Mention] = {}
        for number, entity in enumerate(entities):
            if entity.label == "OFFICIAL":
                mentions[number] = self._mention(text, entities, number, bodies)
        return _People(mentions).judge()

    def _mention(self, text: str, entities: Sequence[Span], number: int, bodies: Mapping[int, Judged]) -> Mention:
        """A mention with the ORG and PLACE that touch it on the left: 盂县|县长张某, 阳泉市|公安局|局长李某."""
        entity = entities[number]
        post = self.part(text[entity.start : entity.end])
        body = place = None
        before = number - 1
        if before >= 0 and GAP.fullmatch(text, entities[before].end, entity.start) and (post.titles or entities[before].end == entity.start):
            left = entities[before]
            if left.label == "ORG":
                body = bodies[before].value["canonical"]
                before -= 1
                if before >= 0 and entities[before].label == "PLACE" and entities[before].end == left.start:
                    place = text[entities[before].start : entities[before].end]
            elif left.label == "PLACE":
                place = text[left.start : left.end]
        return Mention(post, body, place)


class _People:
    """Who is who among the mentions of an article, and what their values are.

    mentions (Mapping[int, Mention]): in the order of the text.
    """

    def __init__(self, mentions: Mapping[int, Mention]):
        self.mentions = mentions
        self.people: dict[str, str] = {}  # name → id
        self.roles: dict[tuple[str | None, str | None, str], str] = {}  # a role alone → id
        self.by_surname: dict[str, list[str]] = defaultdict(list)
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.holders: dict[tuple[str | None, str | None, str], set[str]] = defaultdict(set)
        self.posts: dict[str, Mention] = {}
        for mention in mentions.values():
            name = mention.post.name
            if name is None or _is_short(name):
                continue
            if name not in self.people:
                self.people[name] = f"p{len(self.people) + 1}"
                self.by_surname[name[0]].append(name)
                for part in DOT.split(name)[1:]:
                    self.by_surname[part].append(name)
            self.titles[name].update(mention.post.titles)
            if mention.post.titles:
                for title in mention.post.titles:
                    self.holders[(mention.body, mention.place, title)].add(name)
                known = self.posts.get(name)
                if known is None or not (known.body or known.place):
                    self.posts[name] = mention

    def judge(self) -> dict[int, Judged]:
        """The values by number."""
        return {number: self._value(mention) for number, mention in self.mentions.items()}

    def _value(self, mention: Mention) -> Judged:
        post = mention.post
        named, score, reason = self._who(mention)
        if named is None and post.name is None:
            key = (mention.body, mention.place, " ".join(post.titles))
            person = self.roles.setdefault(key, f"r{len(self.roles) + 1}")
            return Judged(_record(None, post.titles, mention.body, mention.place, person), min(score, post.sure), reason)
        known = self.posts.get(named) if named else None
        body, place = mention.body, mention.place
        if body is None and place is None and known and (not post.titles or self._same_post(post.titles, known.post.titles)):
            body, place = known.body, known.place
        person = self.people[named] if named else self.people.setdefault(post.name, f"p{len(self.people) + 1}")
        return Judged(_record(post.name, post.titles, body, place, person), min(score, post.sure), reason)

    def _same_post(self, titles: Sequence[str], others: Sequence[str]) -> bool:
        return not set(titles).isdisjoint(others)

    def _who(self, mention: Mention) -> tuple[str | None, float, str]:
        """The full name of the person that a mention means, if the article tells it."""
        name, titles = mention.post.name, mention.post.titles
        if name is not None and not _is_short(name):
            return name, SURE, "named"
        if name is not None:
            fitting = self._fitting(name, titles)
            return (fitting[0], BY_PERSON, f"short for {fitting[0]}") if len(fitting) == 1 else (None, 0.7, "which person is meant is not told")
        found = (
            set().union(*(self.holders.get((mention.body, mention.place, title), set()) for title in titles))
            if mention.body or mention.place
            else set()
        )
        if len(found) == 1:
            (holder,) = found
            return holder, BY_ROLE, f"{holder} holds this post in the article"
        return None, 0.9, "a role alone"

    def _fitting(self, name: str, titles: Sequence[str]) -> list[str]:
        """The persons of the article whom a short name can mean: 小梁县长 → 梁某某, 县长."""
        match = NICKNAME.fullmatch(name)
        surname = match[1] if match else name[0] if len(name) == 1 else MASKED.sub("", name) or name
        fitting = [other for other in dict.fromkeys(self.by_surname.get(surname, ())) if other != name]
        if titles and len(fitting) > 1:
            ends = {title.removeprefix("副") for title in titles}
            fitting = [other for other in fitting if any(title.endswith(tuple(ends)) for title in self.titles[other])]
        return fitting


def _is_short(name: str) -> bool:
    """Whether a name is a surname or nickname: 梁, 小梁."""
    return len(name) == 1 or NICKNAME.fullmatch(name) is not None and name[0] != "阿"


def _record(name: str | None, titles: Sequence[str], body: str | None, place: str | None, person: str) -> dict:
    return {"name": name, "titles": list(titles), "body": body, "place": place, "person": person}
