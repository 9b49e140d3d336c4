"""Web pages of many layouts: exactly the article comes out, with headline, source and time."""

from datetime import datetime

import pytest
from article_material import BODY, CLOSE, LEAD, ORDER, SPEECH, TITLE, Shape

from summarizer.article import article_from_html, read_article

PARAGRAPHS = "".join(f"<p>　　{p}</p>" for p in BODY)
BREAKS = "<br><br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + p for p in BODY)
MENU = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("首页", "新闻", "时政", "民生", "视频", "专题"))
FOOTER = (
    "<p>关于我们 | 联系我们 | 隐私政策</p><p>云ICP备00000000号-1 云公网安备 00000000000000号</p>"
    "<p>违法和不良信息举报电话：0000-0000000</p><p>Copyright © 2024 云泊在线 版权所有</p>"
)
RELATED = "".join(
    f'<li><a href="#">{t}</a></li>' for t in ("云泊开通企业热线", "城东新桥合龙在即", "审批大厅周六办公")
)
WHEN = datetime(2024, 5, 20, 19, 42)


def document(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


SHAPES = [
    Shape("a fragment of paragraphs, as feeds carry", PARAGRAPHS, title=None),
    Shape("semantic page with JSON-LD, comments and related news", document(
        f"<title>{TITLE}_云泊在线</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\","
        '"datePublished":"2024-05-20T19:42:00+08:00","publisher":{"@type":"Organization","name":"云泊在线"}}</script>',
        f"<header><ul>{MENU}</ul></header><article><h1>{TITLE}</h1><p>2024-05-20 19:42　来源：云泊日报</p>{PARAGRAPHS}</article>"
        f"<aside><h3>相关新闻</h3><ul>{RELATED}</ul></aside><section><h3>网友评论</h3><p>小院子：办事确实快了。</p></section>"
        f"<footer>{FOOTER}</footer>"), source="云泊日报", published_at=WHEN),
    Shape("tables and line breaks, with the meta tags of government sites", document(
        f"<title>{TITLE}-云泊市人民政府</title><meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2024-05-20 19:42'>"
        "<meta name='ContentSource' content='市政府办公室'>",
        f"<table><tr><td>{MENU}</td></tr></table><table><tr><td>当前位置：首页 &gt; 要闻</td></tr><tr><td>{TITLE}</td></tr>"
        f"<tr><td>{BREAKS}</td></tr><tr><td>[打印] [关闭]</td></tr></table><table><tr><td>{FOOTER}</td></tr></table>"),
        source="市政府办公室", published_at=WHEN),
    Shape("div soup, every paragraph a div", document(
        f"<title>{TITLE} - 云泊广电</title>",
        f"<div class='top'><ul>{MENU}</ul></div><div class='t'>{TITLE}</div><div class='i'><span>时间：2024-05-20 19:42</span> <span>来源：云泊广电</span></div>"
        + "".join(f"<div>{p}</div>" for p in BODY) + f"<div class='e'>责任编辑：白露</div><div class='f'>{FOOTER}</div>"),
        source="云泊广电", published_at=WHEN),
    Shape("bare text with single line breaks", document(
        f"<title>{TITLE}</title>", f"<center><b>{TITLE}</b></center><center>2024年5月20日 19:42 云泊晚报</center><div>"
        + "<br>".join("　　" + p for p in BODY) + f"</div><hr>{FOOTER}"), source="云泊晚报", published_at=WHEN),
    Shape("a messenger article", document(
        f"<meta property='og:title' content='{TITLE}'><meta property='og:site_name' content='微信公众平台'><title></title>",
        f"<div id='page-content'><h2>{TITLE}</h2><div>原创 云泊发布 <em>2024年5月20日 19:42</em></div><p>点击蓝字关注我们</p><div id='js_content'>"
        + "".join(f"<section><p><span>{p}</span></p></section>" for p in BODY)
        + "<p>长按识别二维码关注</p></div><div>阅读原文 阅读 1.2万 赞 30 在看 12</div></div>"), source="云泊发布", published_at=WHEN),
    Shape("sentences in spans, links and bold type inside sentences", document(
        f"<title>{TITLE}|云泊网</title>",
        f"<ul>{MENU}</ul><h1>{TITLE}</h1><div class='content'>"
        f"<p><span>{LEAD[:20]}</span><strong>{LEAD[20:34]}</strong>{LEAD[34:]}</p><p>{SPEECH[:10]}<a href='#'>{SPEECH[10:16]}</a>{SPEECH[16:]}</p>"
        f"<p><font color='black'>{ORDER}</font></p><p>{CLOSE}</p></div><ul>{RELATED}</ul>{FOOTER}")),
    Shape("hidden text, scripts and forms", document(
        f"<title>{TITLE}</title><style>p{{color:red}}</style><script>var text = '不应出现。';</script>",
        f"<nav>{MENU}</nav><form><select><option>选择县区。</option></select></form><h1>{TITLE}</h1><div style='display:none'>不应出现的隐藏文字。</div>"
        f"<!-- 不应出现的注释。 -->{PARAGRAPHS}<noscript>请开启脚本后浏览。</noscript><footer>{FOOTER}</footer>")),
    Shape("figures with captions", document(
        f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1><p>{LEAD}</p><figure><img src='a.jpg'><figcaption>图为大会现场。顾一川 摄</figcaption></figure>"
        f"<p>{SPEECH}</p><p><img src='b.jpg'></p><p>图为参会企业代表。顾一川 摄</p><p>{ORDER}</p><p>{CLOSE}</p><p>（记者 顾一川）</p>")),
    Shape("XHTML with a declaration", "<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>"
          f"<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>"),
    Shape("unclosed tags of the nineties", f"<HTML><HEAD><TITLE>{TITLE}</TITLE><BODY BGCOLOR=white><H3>{TITLE}</H3><P>" + "<P>".join(BODY)),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_exactly_the_article(shape: Shape) -> None:
    article = read_article(shape.page)
    assert article.paragraphs == list(shape.body)
    assert (article.title, article.source, article.published_at) == (
        shape.title,
        shape.source,
        shape.published_at,
    )


def test_a_world_time_is_told_in_chinese_time() -> None:
    head = "<meta property='article:published_time' content='2024-05-20T11:42:00Z'>"
    assert article_from_html(document(head, PARAGRAPHS)).published_at == WHEN


def test_everything_left_out_is_counted() -> None:
    shape = SHAPES[1]
    article = article_from_html(shape.page)
    assert article.dropped_chars >= len("相关新闻网友评论小院子：办事确实快了。")


def test_html_by_its_file_name() -> None:
    assert read_article(f"<div>{LEAD}</div>", filename="a.HTM").body == LEAD


def test_comparison_signs_are_no_tags() -> None:
    text = f"{LEAD}检测显示，甲醛<0.1且苯<0.05为合格，温度>25度时应当通风，p<0.05表示差异显著。"
    assert read_article(text).body == text
