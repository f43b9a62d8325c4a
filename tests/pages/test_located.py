import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.pages.located import Located, without_padding


@pytest.mark.parametrize(
    "printed, text",
    [
        ("更换 716 处“三防”设施", "更换716处“三防”设施"),
        ("及 省 委 工 作 安 排 ，全 面", "及省委工作安排，全面"),
        ("River Snail Rice  Noodle 螺蛳粉", "River Snail Rice Noodle螺蛳粉"),
        ("218 000 元", "218000元"),
        ("　　盂县 林业局", "盂县林业局"),
    ],
)
def test_only_padding_spaces_go(printed, text):
    assert without_padding(Located.slice(printed, 0, len(printed))).text == text


@given(st.text(alphabet="盂县 林业局aB1 \u3000\n，", max_size=60))
def test_every_character_keeps_its_place(page):
    kept = without_padding(Located.slice(page, 0, len(page)))
    rebuilt = "".join(page[place : place + length] for _, place, length in kept.runs())
    assert "".join(rebuilt.split()) == "".join(kept.text.split())
    assert sum(length for _, _, length in kept.runs()) == len(kept.text)
    assert without_padding(kept).text == kept.text
