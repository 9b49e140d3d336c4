"""The post before the name that a headline opens with, where nothing else says who that is."""

import pytest

from summarizer import Article
from summarizer.compose.headlines.posts import Introduction, opening_introductions, with_post
from summarizer.report import read_report

OPENING = "云溪县议长沈明川因案请辞议长，舆论哗然。"
DEMAND = "在市委全体会议上，市委书记周明川强调：“要推进县域经济高质量发展。”"


def introduced(body: str) -> list[Introduction]:
    return opening_introductions(read_report(Article(body)), body)


@pytest.mark.parametrize(
    ("body", "headline", "named"),
    [
        (OPENING, "沈明川因案请辞议长", "云溪县议长沈明川因案请辞议长"),
        (DEMAND, "周明川：推进县域经济高质量发展", "云溪市委书记周明川：推进县域经济高质量发展"),
        # What the opening does not say of him is left alone, and so is a headline that names a place.
        (OPENING, "沈明川另案被查", "沈明川另案被查"),
        (DEMAND, "周明川：推进上海市经济发展", "周明川：推进上海市经济发展"),
        (DEMAND, "周明远：推进县域经济高质量发展", "周明远：推进县域经济高质量发展"),
    ],
)
def test_who_opens_a_headline_is_told_with_his_post(body: str, headline: str, named: str) -> None:
    assert with_post(headline, introduced(body), {"市": "云溪"}) == named


def test_a_post_of_no_known_place_says_nothing() -> None:
    headline = "周明川：推进县域经济高质量发展"
    assert with_post(headline, introduced(DEMAND), {}) == headline
