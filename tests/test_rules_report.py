import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import votes
from banmian.report import ballots, measure, page
from banmian.rules import lexicon
from banmian.rules.functions import NOTHING, LabellingFunction
from banmian.scores import MICRO
from banmian.spans import LABELS, Span
from banmian.tasks import Task

TEXT = "阳泉市人民检察院同盂县林业局座谈，公安机关参加。12月3日"


def function(name: str, label: str, *names: str, weight: float = 0.9) -> LabellingFunction:
    """A labelling function that finds some names where they first stand."""
    return LabellingFunction(name, label, lambda view: ((view.text.index(one), view.text.index(one) + len(one)) for one in names), weight)


def task(*marked: tuple[str, str], text: str = TEXT, **meta) -> Task:
    return Task(
        text,
        tuple(sorted((Span(text.index(name), text.index(name) + len(name), label) for name, label in marked), key=lambda span: span.start)),
        meta,
    )


GOLD = task(("阳泉市人民检察院", "ORG"), ("盂县林业局", "ORG"), id="a")
FUNCTIONS = [
    function("places", "PLACE", "阳泉市", "盂县"),
    function("bodies", "ORG", "阳泉市人民检察院", "林业局"),
    function("long", "ORG", "盂县林业局", "阳泉市人民检察院", weight=0.95),
    function("wrong", "ORG", "公安机关", weight=0.5),
    function("generic", NOTHING, "公安机关", "盂县林业局座谈", weight=0.6),
]


@pytest.fixture(scope="module")
def words(configs):
    return lexicon.load(configs / "rules")


@pytest.fixture
def cast(words):
    return list(ballots.collect([GOLD], FUNCTIONS, words))


def rows(cast, functions=FUNCTIONS, off=()):
    return {row["name"]: row for row in measure.report(cast, functions, off, 0)["functions"]}


@pytest.mark.parametrize(
    "name, hits, inside, misses, alone",
    [
        ("places", 0, 2, 0, 0),  # both inside a longer name
        ("bodies", 1, 1, 0, 0),
        ("long", 2, 0, 0, 1),
        ("wrong", 0, 0, 1, 0),
        ("generic", 1, 0, 1, 1),  # 公安机关 touches no gold, the other covers a name
    ],
)
def test_votes_are_hits_inside_or_misses(cast, name, hits, inside, misses, alone):
    row = rows(cast)[name]
    assert (row["hits"], row["inside"], row["misses"], row["alone"], row["votes"]) == (hits, inside, misses, alone, hits + inside + misses)


@pytest.mark.parametrize(
    "stretch, label, verdict, touched",
    [
        ("盂县林业局", "ORG", measure.HIT, 1),
        ("盂县林业局", "PLACE", measure.MISS, 1),  # another label
        ("盂县", "PLACE", measure.INSIDE, 1),
        ("林业局", "ORG", measure.INSIDE, 1),
        ("检察院同盂县", "ORG", measure.MISS, 2),  # across two
        ("同盂县林业局", "ORG", measure.MISS, 1),
        ("同", NOTHING, measure.HIT, 0),  # between two, touching neither
        ("林业局座谈", NOTHING, measure.MISS, 1),
        ("盂县", NOTHING, measure.INSIDE, 1),
    ],
)
def test_a_vote_is_judged_by_the_gold_it_touches(stretch, label, verdict, touched):
    gold = measure.Gold(ballots.Ballot(GOLD, None, {}))
    edges = (TEXT.index(stretch), TEXT.index(stretch) + len(stretch))
    assert gold.verdict(edges, label) == verdict and len(gold.touching(edges)) == touched


def test_overlaps_and_conflicts_are_counted_in_votes(cast):
    bodies, places = rows(cast)["bodies"], rows(cast)["places"]
    assert (bodies["agreed"], bodies["overlapped"], bodies["conflicts"]) == (1, 2, 2)
    assert bodies["opponents"] == [
        {"name": "generic", "votes": 1, "right": 0, "they_right": 0},
        {"name": "long", "votes": 1, "right": 0, "they_right": 1},
        {"name": "places", "votes": 1, "right": 1, "they_right": 0},
    ]
    assert (places["agreed"], places["conflicts"]) == (0, 2) and len(places["opponents"]) == measure.OPPONENTS


def test_what_would_change_without_a_function(cast):
    found = rows(cast)
    assert found["long"]["without"]["lost_right"] == 1 and found["long"]["without"]["change"][MICRO] < 0
    assert found["places"]["without"]["change"] == {MICRO: 0.0, "PLACE": 0.0}
    kept_out = found["generic"]["without"]  # the veto holds a false span back
    assert (kept_out["come_false"], kept_out["lost_right"]) == (1, 0) and kept_out["change"][MICRO] < 0


def test_a_function_that_is_off_is_measured_but_does_not_vote(cast):
    row = rows(cast, FUNCTIONS[:2], FUNCTIONS[2:])["long"]
    assert row["hits"] == 2 and row["weight"] is None and row["without"] is None and row["in_result"] == 1


def test_an_example_shows_where_the_vote_stands_and_what_gold_has(cast):
    (miss,) = rows(cast)["generic"]["examples"]["miss"]
    assert miss["left"] + miss["span"] + miss["right"] == TEXT and miss["span"] == "盂县林业局座谈"
    assert miss["gold"] == [{"text": "盂县林业局", "label": "ORG"}] and miss["article"] == "a" and not miss["in_result"]


def test_examples_are_sampled_by_the_seed(words):
    text = "盂县，" * 40
    many = LabellingFunction("many", "PLACE", lambda view: ((start, start + 2) for start in range(0, 120, 3)))
    cast = list(ballots.collect([Task(text, (), {})], [many], words))
    places = [[row["start"] for row in measure.report(cast, [many], [], seed)["functions"][0]["examples"]["miss"]] for seed in (1, 1, 2)]
    assert places[0] == places[1] != places[2] and len(set(places[0])) == measure.EXAMPLES and places[0] == sorted(places[0])


@pytest.mark.parametrize("right, total, low, high", [(0, 10, 0.0, 0.2775), (8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962)])  # Wilson's, by hand
def test_the_interval_is_wilsons(right, total, low, high):
    assert measure.interval(right, total) == {"share": right / total, "low": low, "high": high}
    assert measure.interval(0, 0) is None


spans = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)).map(lambda pair: (pair[0], min(12, sum(pair)))), max_size=5)


@given(
    st.lists(st.tuples(st.sampled_from((*LABELS, NOTHING)), spans), min_size=1, max_size=4),
    st.sets(st.sampled_from([(0, 3), (3, 5), (6, 8), (9, 12)])),
)
def test_no_vote_is_lost_and_overlaps_hold_both_agreements_and_conflicts(given_votes, gold):
    functions = [
        LabellingFunction(f"f{number}", label, lambda view, found=found: iter(found), 0.9) for number, (label, found) in enumerate(given_votes)
    ]
    cast = [
        ballots.Ballot(
            Task("阳" * 12, tuple(Span(*edges, "ORG") for edges in sorted(gold)), {}),
            None,
            {f"f{number}": tuple(sorted(set(found))) for number, (_, found) in enumerate(given_votes) if found},
        )
    ]
    tallies = measure.tally(cast, functions)
    for number, (_, found) in enumerate(given_votes):
        one = tallies[f"f{number}"]
        assert sum(map(len, one.places.values())) == len(set(found))
        assert max(one.agreed, one.conflicts) <= one.overlapped <= min(one.agreed + one.conflicts, len(set(found)))
    overlapping = {
        (one, other)
        for one, (_, mine) in enumerate(given_votes)
        for other, (_, theirs) in enumerate(given_votes)
        if one != other and any(a[0] < b[1] and b[0] < a[1] for a in mine for b in theirs)
    }
    assert {number for number in range(len(functions)) if tallies[f"f{number}"].overlapped} == {one for one, _ in overlapping}


def test_votes_are_counted_as_the_rules_count_them(cast):
    assert ballots.count(cast[0], FUNCTIONS) == votes.agree(cast[0].view, FUNCTIONS)


def test_the_page_shows_every_function_and_needs_nothing_else(cast):
    figures = {"gold": "<gold>.jsonl", "config": "rules.cfg", "seed": 0, "articles": 1, "articles_left_out": 0, "characters": len(TEXT)}
    html = page.render(figures | measure.report(cast, FUNCTIONS, [function("never", "PLACE")], 0))
    assert all(f">{name}</button>" in html for name in ("places", "bodies", "long", "wrong", "generic", "never"))
    assert "&lt;gold&gt;.jsonl" in html and "http" not in html and "src=" not in html
    assert '<mark class="veto">盂县林业局座谈</mark>' in html
