"""Mentions of persons, their posts and their exact spans."""

import pytest
from fictional_reports import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.report import find_people
from summarizer.report.people import REMEMBERED_CHARS


def people(text: str) -> list[tuple[str, str | None]]:
    return [(mention.name, mention.post) for mention in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委书记沈立秋出席。", [("沈立秋", "市委书记")]),
        ("云溪县民政局党组书记、局长葛英致辞。", [("葛英", "云溪县民政局党组书记、局长")]),
        ("市长李强主持会议。", [("李强", "市长")]),
        ("市长李强11月27日主持会议。", [("李强", "市长")]),
        ("副市长李娜在会上指出，要实干。", [("李娜", "副市长")]),
        ("区长程红、副区长白露参加。", [("程红", "区长"), ("白露", "副区长")]),
        ("副县长彭晓、谭知为、叶栋列席。", [("彭晓", "副县长"), ("谭知为", "副县长"), ("叶栋", "副县长")]),
        ("会议由市政协副主席苏辉主持。", [("苏辉", "市政协副主席")]),
        ("记者 韩冰 通讯员 曲俊", [("韩冰", "记者"), ("曲俊", "通讯员")]),
        ("县长欧阳静怡和副县长司马瑞出席。", [("欧阳静怡", "县长"), ("司马瑞", "副县长")]),
        ("宋若谷委员发言说，要保护古村。", [("宋若谷", "委员")]),
        ("汲长河同志指出，要建好水文站。", [("汲长河", None)]),
        ("省委决定汲长河同志任市委书记。", [("汲长河", None)]),
        ("省委提名由汲长河同志为市长候选人。", [("汲长河", None)]),
        ("赵卫峰副局长带队检查。", [("赵卫峰", "副局长")]),
        ("王岚任市长，李达任副市长。", [("王岚", None), ("李达", None)]),
        ("王任市长表示欢迎。", [("王任", "市长")]),
        ("王岚在讲话中指出，要实干。", [("王岚", None)]),
        ("斯洛文尼亚驻华大使科瓦奇表示，前景广阔。", [("科瓦奇", "斯洛文尼亚驻华大使")]),
        ("约翰·史密斯表示，欢迎来访。", [("约翰·史密斯", None)]),
        (
            "总理会见首席执行官阿卜杜拉举行会谈。阿卜杜拉表示，双方是近邻。",
            [("阿卜杜拉", "首席执行官"), ("阿卜杜拉", None)],
        ),
        ("林某在临江大会堂同江州商会会长王岚会谈。", [("王岚", "江州商会会长")]),
        ("多家媒体称望海公司董事长王岚将辞职。", [("王岚", "望海公司董事长")]),
        ("会长刘大山捧起奖杯。刘大山开心地笑了。", [("刘大山", "会长"), ("刘大山", None)]),
        (
            "副委员长雪合来提·萨比尔率队调研。省长拜会雪合来提·萨比尔。",
            [("雪合来提·萨比尔", "副委员长"), ("雪合来提·萨比尔", None)],
        ),
        ("委员长拜会约翰·史密斯。", [("约翰·史密斯", None)]),
        # Who goes, meets or tells, and whom: two people.
        ("外长王岚同布林肯·安东尼会谈。", [("王岚", "外长"), ("布林肯·安东尼", None)]),
        ("副市长李达陪同马克·吕特参观。", [("李达", "副市长"), ("马克·吕特", None)]),
        ("市长李达告诉马克·吕特。", [("李达", "市长"), ("马克·吕特", None)]),
        ("市长王达带领托马斯·巴赫参观。", [("王达", "市长"), ("托马斯·巴赫", None)]),
        ("6日，市长万里程调研。", [("万里程", "市长")]),
        ("副区长可立川等陪同。可立川副区长表示欢迎。", [("可立川", "副区长"), ("可立川", None)]),
        # None of these holds a name.
        ("市委书记为全市书记培训班授课，鼓励为全市书记培训班服务的人员。", []),
        ("省长邀各市市长参加。邀各市市长座谈。", []),
        ("市长随两地和校长座谈，随两地校长培训班学习。", []),
        ("市长向全体校长表示慰问，向全体校长颁奖。", []),
        ("市长热线开通，书记带头接听。", []),
        ("常委会会议召开，主任会议审议。", []),
        ("高校毕业生和志愿者队伍参加。", []),
        ("方案指出，要严格执行。文件强调，成立专班。", []),
        ("黄浦江边，金山区石化产业高质量发展。", []),
        ("领导班子成员要以身作则，企业家精神值得弘扬。", []),
        ("会长单位授牌，主任医师坐诊。", []),
        ("安徽、江苏、江西等省参加。", []),
    ],
)
def test_people(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected


def test_later_occurrences_are_mentions_too() -> None:
    text = "市长郭远航强调，要实干。大家听取郭远航讲话，与郭远航交流。"
    assert [name for name, _ in people(text)] == ["郭远航"] * 3


def test_a_person_begins_with_the_post_before_the_name() -> None:
    text = "副市长郭远航主持，吕方委员参加。郭远航强调，要实干。"
    assert [text[mention.begin :][:3] for mention in find_people(text)] == ["副市长", "吕方委", "郭远航"]


def test_a_long_text_is_read_like_a_short_one() -> None:
    text = "副市长郭远航主持，吕方委员参加。郭远航强调，要实干。"
    assert find_people(text + "会议结束。" * REMEMBERED_CHARS) == find_people(text)


def test_reporters_are_marked() -> None:
    mentions = find_people("本报讯（记者 韩冰）市长郭远航表示，欢迎。")
    assert [(mention.name, mention.press) for mention in mentions] == [("韩冰", True), ("郭远航", False)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_spans_are_exact(case) -> None:
    end = 0
    for mention in find_people(case.body):
        assert case.body[mention.start : mention.end] == mention.name
        assert mention.start >= end
        end = mention.end
        if mention.post_start is not None:
            assert case.body[mention.post_start : mention.post_end] == mention.post


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            "市长 书记 、 ， 。 李强 王岚 欧阳静怡 强调 出席 在会上 “ ” （ ） · 同志 总统 会议 召开 和 3月1日 记者 \n".split(
                " "
            )
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_gives_ordered_exact_mentions(text: str) -> None:
    end = 0
    for mention in find_people(text):
        assert text[mention.start : mention.end] == mention.name
        assert mention.start >= end
        end = mention.end


def test_a_party_to_talks_is_no_person() -> None:
    assert not find_people("伊朗外长：伊方未提出任何谈判请求")
    assert [mention.name for mention in find_people("外事委员会副主任韩方舟出席并致辞。")] == ["韩方舟"]
