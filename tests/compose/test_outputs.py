"""Summaries, headlines and key points of reports written for the project."""

import dataclasses
import json
from pathlib import Path

import pytest

from summarizer import Article, Summarizer, Summary, SummaryOptions
from summarizer.backends.base import Candidate
from summarizer.check import FactChecker
from summarizer.compose import draft
from summarizer.compose.clauses.phrases import overlap
from summarizer.compose.clauses.reading import read_clauses
from summarizer.compose.clauses.salience import features, score
from summarizer.compose.draft import _trusted, finish
from summarizer.compose.headlines import last, posts
from summarizer.compose.headlines.building import build_headlines
from summarizer.compose.headlines.last import telling_first
from summarizer.compose.headlines.predicate import lacks_predicate
from summarizer.compose.keypoints.themes import find_themes
from summarizer.compose.places.home import find_towns
from summarizer.compose.planning import plan_requests
from summarizer.options import PRESETS
from summarizer.report import read_report
from summarizer.report.people import Mention, find_people
from summarizer.text.spans import is_balanced

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".txt", ".html"})

MEETING = (
    "5月8日，云溪市数字经济发展大会召开，市委书记周明川出席会议并讲话。他强调，要加快建设算力基础设施，"
    "推动12家龙头企业上云用数，坚决守住数据安全底线。\n"
    "市委副书记、市长何静姝主持会议；省数据局副局长洪远志出席会议并讲话。\n"
    "周明川指出，要实施“千企改造”行动，力争三年内培育专精特新企业200家。要优化营商环境，让企业少跑腿。\n"
    "洪远志表示，省数据局将支持云溪市建设全省数据要素改革试点。\n"
    "会上，云溪市与3家企业签订战略合作协议，总投资46亿元。\n"
    "市委常委、秘书长冯立人，副市长彭晓帆，各县（市、区）主要负责同志参加会议。"
)


@pytest.fixture(scope="module")
def summarizer() -> Summarizer:
    return Summarizer("extractive")


@pytest.fixture(scope="module")
def meeting(summarizer: Summarizer) -> Summary:
    return summarizer.summarize(MEETING)


def test_meeting_names_event_leader_and_core_message(meeting: Summary) -> None:
    assert "云溪市数字经济发展大会" in meeting.summary
    assert "5月8日" in meeting.summary
    assert "市委书记周明川" in meeting.summary
    assert meeting.report.event == "云溪市数字经济发展大会"
    assert {speaker.name for speaker in meeting.report.speakers} >= {"周明川", "洪远志"}


def test_whom_the_opening_introduces_is_read_once_for_all_headlines(
    summarizer: Summarizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def introducing(text: str) -> tuple[Mention, ...]:
        read.append(text)
        return find_people(text)

    monkeypatch.setattr(posts, "find_people", introducing)
    plan = plan_requests(Article(MEETING), read_report(Article(MEETING)), SummaryOptions(), 500)
    told = ["周明川：守住数据安全底线", "周明川出席会议并讲话", "何静姝主持会议"]
    named = list(draft._placed(plan, told))
    assert named[0] == "云溪市委书记周明川：守住数据安全底线"
    assert len(read) == posts.OPENING


def test_the_articles_own_title_says_what_matters(summarizer: Summarizer) -> None:
    assert "优化营商环境" not in summarizer.summarize(MEETING).summary
    titled = summarizer.summarize(Article(body=MEETING, title="周明川：优化营商环境 让企业少跑腿"))
    assert "优化营商环境" in titled.summary


def test_what_a_clause_is_said_of_does_not_stand_alone(summarizer: Summarizer) -> None:
    text = (
        "18日下午，纪念青溪乡调查90周年座谈会在云溪市召开。市委书记周明川在会上指出，青溪乡调查，"
        "是革命前辈开展的一次重要农村调查，为我们树立了光辉典范。要大兴调查研究，解决群众急难愁盼问题。"
        "市长何静姝主持会议，要求各县区6月底前拿出调研清单，年内办结20件实事。"
    )
    summary = summarizer.summarize(text)
    for said in (
        summary.headline,
        *summary.summary.split("。"),
        *(point.text for point in summary.keypoints),
    ):
        assert not said.endswith("青溪乡调查")


def test_what_says_nothing_yet_is_never_a_sentence(summarizer: Summarizer) -> None:
    text = (
        "8月3日，云溪市水利发展新闻发布会举行。图为新闻发布会现场（王某摄）。市水利局局长洪远志介绍。到2025年，全市防洪堤"
        "达标率提高到96%。青溪水库建成后，可保护下游12万人。上述消息显示，今年已落实水利投资49.8亿元。"
        "应市水利局邀请，专家组对7处险段提出整治意见。"
    )
    summary = summarizer.summarize(text)
    said = [*summary.summary.split("。"), *(point.text for point in summary.keypoints)]
    for words in said:
        assert "图为" not in words
        assert not words.endswith(("到2025年", "建成后", "显示", "洪远志介绍", "邀请"))
    assert "49.8亿元" in summary.summary + "".join(point.text for point in summary.keypoints)


def test_who_spoke_is_not_told_twice(summarizer: Summarizer) -> None:
    text = (
        "7月27日，云溪县安全生产推进会召开，县委副书记、县长周明川出席并讲话。常务副县长何静姝主持。"
        "周明川要求，要建立重大隐患动态清零机制，年内整治隐患320处。各乡镇负责人参加会议。"
    )
    summary = summarizer.summarize(text, SummaryOptions(summary_chars=120)).summary
    assert "县长周明川要求" in summary
    assert "周明川出席并讲话" not in summary
    assert summary.index("周明川") < summary.index("何静姝")


def test_attendance_never_fills_the_summary(meeting: Summary) -> None:
    assert "主要负责同志" not in meeting.summary
    assert all("主要负责同志" not in point.text for point in meeting.keypoints)


def test_who_came_is_no_key_point(summarizer: Summarizer) -> None:
    text = (
        "8月15日下午，区委书记周明川赴乐园项目工地调研，要求7条配套道路年内通车，停车场同步投用。"
        "区绿容局局长洪远志、区林业站站长冯立人参与调研。区长何静姝陪同调研。"
    )
    assert all(
        "参与" not in point.text and "陪同" not in point.text
        for point in summarizer.summarize(text).keypoints
    )


def test_keypoints_name_their_speakers_and_come_in_source_order(meeting: Summary) -> None:
    assert len(meeting.keypoints) >= 3
    starts = [point.evidence[0].start for point in meeting.keypoints]
    assert starts == sorted(starts)
    speakers = {point.speaker for point in meeting.keypoints}
    assert "周明川" in speakers
    for point in meeting.keypoints:
        if "200家" in point.text or "千企改造" in point.text:
            assert point.speaker == "周明川"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("preset", [None, "push", "sms"])
def test_budgets_balance_evidence_and_support_hold_on_every_example(
    summarizer: Summarizer, path: Path, preset: str | None
) -> None:
    options = SummaryOptions.preset(preset) if preset else SummaryOptions()
    summary = summarizer.summarize(path.read_bytes(), options)
    body = summary.article.body
    assert 0 < len(summary.headline) <= options.headline_chars
    assert 0 < len(summary.summary) <= options.summary_chars
    assert len(summary.keypoints) <= options.keypoints
    if options.total_chars is not None:
        assert len(summary.headline) + len(summary.summary) + len(options.signature) <= options.total_chars
    assert summary.summary[-1] in "。！？”’）》"
    texts = [summary.headline, summary.summary, *(point.text for point in summary.keypoints)]
    assert all(is_balanced(text) for text in texts)
    for spans in (
        summary.headline_evidence,
        summary.summary_evidence,
        *(p.evidence for p in summary.keypoints),
    ):
        assert spans
        assert all(0 <= span.start < span.end <= len(body) for span in spans)
    for point in summary.keypoints:
        assert len(point.text) <= options.keypoint_chars
    for first, second in zip(summary.keypoints, summary.keypoints[1:], strict=False):
        assert overlap(first.text, second.text) < 0.6
    assert summary.usage.read_chars == summary.usage.body_chars == len(body)
    assert summary.checks.supported == (not summary.checks.findings)
    json.dumps(summary.to_dict(), ensure_ascii=False)


def test_shipped_texts_pass_a_fresh_check(summarizer: Summarizer) -> None:
    summary = summarizer.summarize(MEETING)
    checker = FactChecker(summary.article.body, summary.report)
    assert summary.checks.supported
    for text in (summary.headline, summary.summary):
        assert checker.check(text) == ()


def test_traditional_input_comes_back_traditional(summarizer: Summarizer) -> None:
    path = ROOT / "examples" / "traditional_library.txt"
    summary = summarizer.summarize(path.read_bytes())
    body = summary.article.body
    for text in (summary.headline, summary.summary, *(point.text for point in summary.keypoints)):
        strange = [char for char in text if "\u4e00" <= char <= "\u9fff" and char not in body]
        assert len(strange) <= 2, strange


def test_a_fact_in_the_last_paragraph_of_a_long_text_is_told(summarizer: Summarizer) -> None:
    filler = "与会人员就有关情况进行了交流。"
    body = MEETING + "\n" + "\n".join([filler * 6] * 300)
    body += "\n洪远志强调，要投资98亿元建设国家级“云溪算力港”，年内开工建设。"
    summary = summarizer.summarize(Article(body=body))
    assert summary.usage.read_chars == len(body)
    told = [summary.summary, *(point.text for point in summary.keypoints)]
    assert any("98亿元" in text and "云溪算力港" in text for text in told)


def test_presets_are_reachable_by_name(summarizer: Summarizer) -> None:
    for name, options in PRESETS.items():
        summary = summarizer.summarize(MEETING, SummaryOptions.preset(name))
        assert len(summary.headline) <= options.headline_chars
        assert len(summary.summary) <= options.summary_chars


def test_words_are_never_joined_to_whoever_presided(summarizer: Summarizer) -> None:
    text = (
        "6月3日，云溪市工业大会召开，市委书记周明川出席会议并讲话，市长何静姝主持会议。"
        "周明川指出，实体经济是立市之本，要把更多资源投向制造业，力争工业增加值三年突破1000亿元。"
        "何静姝要求，各部门要逐项抓好落实。"
    )
    summary = summarizer.summarize(text).summary
    assert "何静姝主持，指出" not in summary
    assert "何静姝主持，实体经济" not in summary
    if "实体经济是立市之本" in summary:
        before = summary[: summary.index("实体经济是立市之本")]
        assert before.rfind("周明川") > before.rfind("何静姝")


def test_the_report_opens_its_own_first_statement(summarizer: Summarizer) -> None:
    text = (
        "8月15日，江州省委书记周明川在省检察院调研时强调，要依法全面履行法律监督职能，年内办结积案320件。"
        "要加大生态环境领域公益诉讼办案力度。省委秘书长洪远志参加调研。"
    )
    assert summarizer.summarize(text).summary.startswith(
        "8月15日，江州省委书记周明川在省检察院调研时强调，要"
    )


def test_a_place_name_is_no_chairman(summarizer: Summarizer) -> None:
    text = "7月12日，2023青溪新媒体大会在湖南省长沙市举行。市委书记周明川出席并讲话。大会发布了12项成果，签约项目8个，来自全国各地的代表参加。"
    assert "2023青溪新媒体大会在湖南省长沙市举行" in summarizer.summarize(text).summary


def test_a_speech_goes_on_with_its_own_verb_and_demands_are_marked(summarizer: Summarizer) -> None:
    text = (
        "8月3日，临江市政府召开新闻发布会。市水利局局长洪远志介绍，今年全市投入防洪资金49.8亿元。"
        "全市96座水库安全度汛。全年计划再开工28项工程。"
    )
    summary = summarizer.summarize(text).summary
    assert "洪远志介绍" in summary
    assert "洪远志强调" not in summary


def test_a_refused_summary_is_composed_again_without_the_fault(
    summarizer: Summarizer, tmp_path: Path
) -> None:
    lexicon = tmp_path / "house.toml"
    lexicon.write_text('[[term]]\nterm = "龙头骨干企业"\nvariants = ["龙头企业"]\n', encoding="utf-8")
    assert "龙头企业" in summarizer.summarize(MEETING).summary
    mended = summarizer.summarize(MEETING, SummaryOptions(lexicon=str(lexicon)))
    assert "龙头企业" not in mended.summary
    assert mended.checks.repaired
    # The rest is still told: the event and more than one sentence.
    assert "云溪市数字经济发展大会" in mended.summary
    assert mended.summary.count("。") >= 2


def test_clauses_that_cannot_stand_alone_make_no_points_and_open_no_headline() -> None:
    report = read_report(Article(MEETING))
    clauses = read_clauses(MEETING, report)
    ranked = score(clauses, features(clauses, report, MEETING))

    def points(alone: list[float]) -> list[str]:
        judged = dataclasses.replace(ranked, alone=tuple(alone))
        return [theme.text for theme in find_themes(clauses, judged, report, 40, "", 6)]

    sound = [1.0] * len(clauses)
    bad = next(index for index, clause in enumerate(clauses) if "改革试点" in clause.text)
    assert any("改革试点" in text for text in points(sound))
    assert not any(
        "改革试点" in text for text in points([1.0 - (index == bad) for index in range(len(clauses))])
    )
    judged = dataclasses.replace(ranked, alone=(0.0,) * len(clauses))
    assert build_headlines(clauses, ranked, 30, report, MEETING, find_towns(MEETING))
    # Only the event's own name is left, for which no clause has to stand alone.
    left = build_headlines(clauses, judged, 30, report, MEETING, find_towns(MEETING))
    assert left == ["云溪市数字经济发展大会召开"]


def test_what_the_report_tells_must_be_worth_a_point() -> None:
    body = (
        "8月3日，临江市委书记林致和到劳模之家走访。林致和仔细察看了劳模之家的基础设施。临江新建了12所学校。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    ranked = score(clauses, features(clauses, report, body))

    def points(worth: float) -> list[str]:
        judged = dataclasses.replace(ranked, keypoint=(worth,) * len(clauses))
        return [theme.text for theme in find_themes(clauses, judged, report, 40, "", 6)]

    assert any("12所学校" in text for text in points(0.3))
    assert not points(0.1)


def test_a_headline_may_not_end_where_the_models_sight_ends() -> None:
    body = MEETING + "\n会议对做好算力工作作出重要部署安排。"
    plan = plan_requests(Article(body), read_report(Article(body)), SummaryOptions(), len(body) - 4)
    (request,) = plan.requests
    assert request.text.endswith("作出重要部")
    proposals = [
        Candidate("云溪市对做好算力工作作出重要部", 1.0),
        Candidate("云溪市数字经济发展大会召开", 0.5),
    ]
    (kept,) = _trusted(plan, [proposals])
    assert [one.text for one in kept] == ["云溪市数字经济发展大会召开"]


def test_no_point_says_what_the_headline_says() -> None:
    # The meeting's name says nothing, so that its headline goes on to a demand.
    body = MEETING.replace("数字经济发展大会", "工作会议")
    article = Article(body)
    report = read_report(article)
    plan = plan_requests(article, report, SummaryOptions(), 1000)
    checker = FactChecker(body, report)
    usual = finish(plan, [], checker, SummaryOptions(), model_leads=False)
    assert usual.headline.endswith("实施“千企改造”行动")
    repeated = dataclasses.replace(plan.themes[0], text="实施“千企改造”行动", speaker="周明川")
    doubled = dataclasses.replace(plan, themes=(repeated, *plan.themes))
    assert finish(doubled, [], checker, SummaryOptions(), model_leads=False).keypoints == usual.keypoints


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("工作组授旗，望海湿地生态保护志愿队的旗帜交给代表", True),
        ("志愿队守护湿地", False),
        (
            "工作组为望海湿地生态保护志愿队授旗，要求守好水源，加强巡护监测，推动生态保护和高质量发展取得成效",
            False,
        ),
    ],
)
def test_a_point_under_a_headline_has_something_of_its_own(text: str, told: bool) -> None:
    assert draft._tells_headline(text, "工作组为望海湿地生态保护志愿队授旗") is told


def test_headlines_are_looked_at_only_until_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article(MEETING)
    report = read_report(article)
    plan = plan_requests(article, report, SummaryOptions(), 1000)
    looked: list[str] = []

    def lacks(text: str) -> bool:
        looked.append(text)
        return False

    monkeypatch.setattr(last, "lacks_predicate", lacks)
    headline = finish(plan, [], FactChecker(MEETING, report), SummaryOptions(), model_leads=False).headline
    assert looked == [headline]


def test_headlines_that_say_too_little_come_last_in_their_order() -> None:
    told = [
        "云溪飞行大会筹备工作",
        "何静姝检查筹备工作",
        "周明川：向长期以来的支持表示感谢",
        "云溪飞行大会召开",
    ]
    assert list(telling_first(told, "")) == [told[1], told[3], told[0], told[2]]


def test_headlines_of_the_reports_own_words_say_who_demands_and_name_no_today() -> None:
    body = (
        "市长何静姝今天主持召开市政府常务会议，研究算力基础设施建设工作。何静姝指出，要整合优化算力资源，"
        "在数据安全工作上，要提高站位。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    found = build_headlines(
        clauses, score(clauses, features(clauses, report, body)), 40, report, body, find_towns(body)
    )
    assert any(text.endswith("召开市政府常务会议 强调整合优化算力资源") for text in found)
    assert not any("今天" in text or "站位" in text for text in found)
    after = body.replace(
        "市长何静姝今天主持召开市政府常务会议", "在收看全省会议后，市长何静姝召开市政府常务会议"
    )
    clauses = read_clauses(after, read_report(Article(after)))
    found = build_headlines(
        clauses, score(clauses, features(clauses, report, after)), 40, report, after, find_towns(after)
    )
    assert any(text.endswith("何静姝召开市政府常务会议") and text[0] != "在" for text in found)
    assert lacks_predicate("云溪飞行大会筹备工作")
    assert not lacks_predicate("何静姝检查云溪飞行大会筹备工作")


def test_a_visitors_words_are_not_the_hosts_in_a_headline() -> None:
    body = (
        "8月1日，市长林致远在临江会见远洋集团董事长吕方一行并座谈。林致远表示，临江将提供支持。"
        "吕方强调，要整合优化物流体系。"
    )
    report = read_report(Article(body))
    clauses = read_clauses(body, report)
    found = build_headlines(
        clauses, score(clauses, features(clauses, report, body)), 60, report, body, find_towns(body)
    )
    told = [text for text in found if "物流体系" in text]
    assert told
    assert all("吕方" in text.split("整合")[0].split(" ")[-1] for text in told)
