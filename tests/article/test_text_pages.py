"""Pasted pages and plain texts of many shapes: exactly the article comes out, the rest is counted as dropped."""

from datetime import datetime

import pytest
from article_material import BODY, CLOSE, LEAD, ORDER, SPEECH, TITLE, Shape

from summarizer.article import article_from_text

TEXT = "\n".join(BODY)
SPACED = "\n\n".join(BODY)
FOOTER = "关于我们 | 联系我们 | 版权声明\n云ICP备00000000号-1 云公网安备 00000000000000号\nCopyright © 2024 云泊在线 All Rights Reserved"


def wrap(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


SHAPES = [
    Shape("headline and paragraphs", f"{TITLE}\n{TEXT}"),
    Shape("body alone", TEXT, title=None),
    Shape("indented with ideographic spaces", f"　　　{TITLE}\n" + "\n".join("　　" + p for p in BODY)),
    Shape("hard-wrapped like old mail", TITLE + "\n\n" + "\n\n".join(wrap(p, 32) for p in BODY)),
    Shape("hard-wrapped, paragraphs told apart by indentation only",
          TITLE + "\n\n" + "\n".join("　　" + wrap(p, 36) for p in BODY)),
    Shape("Windows line ends, no-break and zero-width characters",
          f"\ufeff{TITLE}\r\n\r\n" + "\r\n\r\n".join("\u00a0\u00a0" + p[:9] + "\u200b" + p[9:] for p in BODY)),
    Shape("entities left in the text",
          TITLE + "\n" + "\n".join("&nbsp;&nbsp;" + p.replace("“", "&ldquo;").replace("”", "&rdquo;") for p in BODY)),
    Shape("a city portal with menu, breadcrumb, imprint in one line and footer",
          f"首页\n新闻\n视频\n民生\n云泊在线 >> 时政要闻 >> 正文\n\n{TITLE}\n\n"
          f"2024-05-20 19:42:10　来源：云泊日报　作者：顾一川　浏览：2,318次　字号：[大 中 小]\n\n{SPACED}\n\n"
          f"【责任编辑：白露】\n相关新闻\n云泊开通企业诉求热线\n审批大厅周六照常办公\n网友评论\n暂无评论\n{FOOTER}",
          source="云泊日报", published_at=datetime(2024, 5, 20, 19, 42, 10)),
    Shape("imprint on lines of its own",
          f"无障碍阅读\n登录 | 注册\n{TITLE}\n发布时间：2024年5月20日 19:42\n信息来源：云泊市人民政府办公室\n访问量：77\n\n{SPACED}\n\n"
          f"打印本页\n关闭窗口\n主办：云泊市人民政府办公室\n网站标识码：0000000000",
          source="云泊市人民政府办公室", published_at=datetime(2024, 5, 20, 19, 42)),
    Shape("date and publisher without labels",
          f"设为首页 | 加入收藏\n{TITLE}\n云泊广播电视台 2024-05-20 20:05\n分享到：\n{SPACED}\n点赞 12\n{FOOTER}",
          source="云泊广播电视台", published_at=datetime(2024, 5, 20, 20, 5)),
    Shape("headline of three lines",
          f"客户端\n举报\n\n简若棠在全市营商环境大会上强调\n以企业感受为第一标准\n打造办事最快城市\n\n时间：2024-05-20 来源：云泊日报\n\n"
          f"{SPACED}\n\n跟帖评论自律管理承诺书\n{FOOTER}",
          source="云泊日报", published_at=datetime(2024, 5, 20)),
    Shape("an electronic newspaper",
          f"第01版：要闻\n上一版 下一版\n2024年05月21日 星期二\n\n{TITLE}\n\n{SPACED}\n\n上一篇：城东新桥合龙\n下一篇：周末有雨\n返回目录",
          published_at=datetime(2024, 5, 21)),
    Shape("readers' comments with sentences of their own",
          f"首页\n{TITLE}\n2024-05-20 19:42 来源：云泊日报\n{TEXT}\n全部评论（3）\n小院子：办事确实快了不少。\n河边老张：希望停车也方便点。\n"
          f"阿竹：支持。上次办照半天就拿到了。\n查看更多评论\n{FOOTER}",
          source="云泊日报", published_at=datetime(2024, 5, 20, 19, 42)),
    Shape("related news with teasers",
          f"首页\n{TITLE}\n时间：2024-05-20\n{TEXT}\n相关阅读\n云泊市开通热线\n日前，云泊市开通企业诉求热线，企业可随时反映问题。\n"
          f"城东新桥合龙\n城东新桥昨日合龙，预计年底通车。\n{FOOTER}",
          published_at=datetime(2024, 5, 20)),
    Shape("share bar and advertisement between paragraphs",
          f"首页\n{TITLE}\n2024-05-20 19:42 来源：云泊日报\n{LEAD}\n{SPEECH}\n分享到 微信 微博 QQ空间\n广告\n点击查看大图\n{ORDER}\n{CLOSE}\n返回顶部",
          source="云泊日报", published_at=datetime(2024, 5, 20, 19, 42)),
    Shape("pictures' captions between paragraphs",
          f"{TITLE}\n{LEAD}\n图为大会现场。顾一川 摄\n{SPEECH}\n▲参会代表查看办事清单\n{ORDER}\n{CLOSE}\n记者 顾一川 通讯员 白露"),
    Shape("editors, source and the like at the end",
          f"{TITLE}\n{TEXT}\n来源：云泊发布\n编辑：白露\n校对/夏满\n审核丨沈小雪\n（完）", source="云泊发布"),
    Shape("a messenger article",
          f"点击上方蓝字关注我们\n{TITLE}\n原创 云泊发布 2024年5月20日 21:08\n{SPACED}\n长按识别二维码关注云泊发布\n点个“在看”支持一下\n"
          "阅读 3.2万\n赞 208\n在看 96\n写留言\n精选留言\n阿竹：好！",
          source="云泊发布", published_at=datetime(2024, 5, 20, 21, 8)),
    Shape("a crawled body in one line: title label and remains of a portal",
          f"原标题：{TITLE}{TITLE} {LEAD}{SPEECH}{ORDER}{CLOSE}返回某门户，查看更多责任编辑：白露", body=("".join(BODY),)),
    Shape("a crawled body in one line: advertisements inside",
          f"广告 三天学会理财 ×{LEAD}广告 谁都想不到的结局 >>进入直播间 ×{SPEECH}{ORDER}{CLOSE}", title=None, body=("".join(BODY),)),
    Shape("a crawled body in one line: headline glued to the date",
          f"云泊市营商环境大会召开 简若棠出席并讲话{LEAD}{SPEECH}{ORDER}{CLOSE}",
          title="云泊市营商环境大会召开 简若棠出席并讲话", body=("".join(BODY),)),
    Shape("a crawled body in one line: headline glued to the dateline",
          f"以企业感受为第一标准打造办事最快城市云泊日报5月20日讯（记者 顾一川）{LEAD}云泊市将继续努力。{SPEECH}",
          title="以企业感受为第一标准打造办事最快城市",
          body=(f"云泊日报5月20日讯（记者 顾一川）{LEAD}云泊市将继续努力。{SPEECH}",)),
    Shape("a crawled body in one line: captions before the dateline",
          f"大会现场。简若棠讲话。云泊新闻网5月20日讯（记者 顾一川 文/图）{LEAD}{SPEECH}", title=None,
          body=(f"云泊新闻网5月20日讯（记者 顾一川 文/图）{LEAD}{SPEECH}",)),
    Shape("a crawled body in one line: credits behind the last full stop",
          f"{LEAD}{SPEECH}{ORDER}{CLOSE}（编辑/白露 审校/夏满）来源：云泊发布", title=None, source="云泊发布", body=("".join(BODY),)),
    Shape("Traditional script",
          "登入\n訂閱\n雲泊圖書節開幕 首日三萬人入場\n2024-06-01 10:20 來源：雲泊日報\n"
          "【記者顧一川／雲泊報導】第五屆雲泊圖書節1日開幕，首日吸引三萬名讀者入場，主辦單位表示，今年共有兩百家出版社參展，規模為歷年之最。\n"
          "館長沈小雪說，閱讀是送給孩子最好的禮物，希望每個家庭都能在這裡找到一本喜歡的書。\n延伸閱讀\n圖書節交通指南\n",
          title="雲泊圖書節開幕 首日三萬人入場", source="雲泊日報", published_at=datetime(2024, 6, 1, 10, 20),
          body=("【記者顧一川／雲泊報導】第五屆雲泊圖書節1日開幕，首日吸引三萬名讀者入場，主辦單位表示，今年共有兩百家出版社參展，規模為歷年之最。",
                "館長沈小雪說，閱讀是送給孩子最好的禮物，希望每個家庭都能在這裡找到一本喜歡的書。")),
    Shape("a list of winners after a colon, on a page",
          f"首页\n评选结果揭晓 三人获奖\n2024-05-20 来源：云泊日报\n{LEAD}\n{SPEECH}\n获奖名单如下：\n顾一川 云泊中学\n白露 城东小学\n夏满 市第一医院\n{FOOTER}",
          title="评选结果揭晓 三人获奖", source="云泊日报", published_at=datetime(2024, 5, 20),
          body=(LEAD, SPEECH, "获奖名单如下：", "顾一川 云泊中学", "白露 城东小学", "夏满 市第一医院")),
    Shape("questions and answers",
          f"{TITLE}\n本报记者 顾一川\n{LEAD}\n记者：改革最难的是什么？\n洛闻笛：最难的是让部门主动放权。这需要一件一件去磨。\n记者：什么时候见效？\n洛闻笛：年底。",
          body=("本报记者 顾一川", LEAD, "记者：改革最难的是什么？", "洛闻笛：最难的是让部门主动放权。这需要一件一件去磨。",
                "记者：什么时候见效？", "洛闻笛：年底。")),
    Shape("subheadings and numbered points",
          f"{TITLE}\n{LEAD}\n一、主要做法\n（一）{SPEECH}\n（二）{ORDER}\n二、下一步打算\n{CLOSE}",
          body=(LEAD, "一、主要做法", f"（一）{SPEECH}", f"（二）{ORDER}", "二、下一步打算", CLOSE)),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_exactly_the_article(shape: Shape) -> None:
    article = article_from_text(shape.page)
    assert article.paragraphs == list(shape.body)
    assert (article.title, article.source, article.published_at) == (
        shape.title,
        shape.source,
        shape.published_at,
    )


def test_at_least_twenty_shapes() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) >= 20


def test_chrome_is_counted_and_clean_text_loses_nothing() -> None:
    shape = next(shape for shape in SHAPES if shape.name.startswith("a city portal"))
    assert article_from_text(shape.page).dropped_chars > 80
    assert article_from_text(f"{TITLE}\n{TEXT}").dropped_chars == 0


def test_sentences_about_pages_are_not_chrome() -> None:
    """Words of page furniture inside sentences, and paragraphs that start like credits, stay."""
    paragraphs = [
        "市网信办通报，上半年共受理网络违法和不良信息举报3186件，办结率98.2%，其中涉及版权侵权的有412件。",
        "来源追溯是食品安全的第一道关口，市市场监管局要求所有批发市场6月底前接入追溯平台，做到来源可查、去向可追。",
        "编辑部的灯亮到深夜。老编辑沈小雪说，校对了三十年稿子，从没有像今天这样激动。",
        "点击“一键报装”，企业在手机上填写两项信息即可完成用电申请，不用再到大厅排队。",
        "广告业协会会长夏满表示，全市广告经营额达到12.6亿元，同比增长8%。",
        "图书馆里，记者看到，前来借阅的读者排起了长队，首页推荐的新书已经全部借出。",
    ]
    article = article_from_text("\n".join(paragraphs))
    assert article.paragraphs == paragraphs
    assert article.dropped_chars == 0


def test_a_given_headline_wins_and_its_repetition_goes() -> None:
    article = article_from_text(f"{TITLE}\n{TEXT}", title=TITLE)
    assert (article.title, article.paragraphs) == (TITLE, BODY)


def test_a_given_headline_does_not_swallow_another_first_line() -> None:
    article = article_from_text(f"改革没有旁观者\n{TEXT}", title=TITLE)
    assert (article.title, article.paragraphs) == (TITLE, ["改革没有旁观者", *BODY])


def test_no_year_is_invented() -> None:
    assert article_from_text(f"云泊日报5月20日讯（记者 顾一川）{LEAD}{SPEECH}").published_at is None


def test_a_quoted_dispatch_does_not_behead_the_report() -> None:
    text = f"{LEAD}{SPEECH}据云泊日报5月20日讯（记者 顾一川）消息，改革已覆盖全部县区。{ORDER}"
    assert article_from_text(text).body == text
