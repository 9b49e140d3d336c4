"""Visits are told with who went, where, and what for, in words of one long sentence."""

import pytest

from summarizer import Article
from summarizer.compose.headlines.visits import visits
from summarizer.report import read_report


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "8月10日至11日，云溪监管局党委书记、局长周明川带队先后赴江州市、平湖区和河口省柳林市，调研督导保险理赔和重建工作。",
            "周明川调研督导保险理赔和重建工作",
        ),
        (
            "本报讯（记者 王小明）11日至15日，省政协主席周明川到江州、平湖两市就沿边开放和政协工作开展情况进行调研。",
            "周明川就沿边开放和政协工作开展情况调研",
        ),
        (
            "3日，市政协主席周明川带领部分市政协委员深入云溪大学，围绕加快科技创新进行调研。",
            "周明川赴云溪大学就加快科技创新调研",
        ),
        (
            "7月20日，云溪大学党委副书记周明川、副校长何立群、统战部部长林致和一行赴江州市人民医院开展考察调研暨慰问工作。",
            "周明川赴江州市人民医院开展考察调研暨慰问工作",
        ),
        (
            "8月1日下午，区委书记周明川，区委副书记、区长何立群分别前往平湖路步行街、黄山公园等地，检查防汛工作。",
            "周明川、何立群检查防汛工作",
        ),
        (
            "8月14日，为落实上级要求，省人社厅调研督导组一行专程赴江州市开展专题调研督导。",
            "省人社厅调研督导组赴江州市开展专题调研督导",
        ),
    ],
)
def test_a_visit_is_told_from_one_sentence(body: str, told: str) -> None:
    body += "周明川强调，要加快建设算力基础设施，推动各项工作走深走实。"
    assert told in list(visits(read_report(Article(body)), body, 30))


def test_what_is_no_visit_is_not_told_as_one() -> None:
    body = "8月9日，云溪市委书记周明川主持召开市委常委会会议，研究防汛工作。何立群参加会议。"
    assert not list(visits(read_report(Article(body)), body, 30))
