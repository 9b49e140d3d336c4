"""Page templates in the manner of Chinese sites, to be filled with any article."""

from collections.abc import Callable

NAV = "首页 要闻 时政 经济 民生 文化 体育 教育 健康 县区 视频 图片 专题 评论 公告 招聘".split()
NEWS = [
    "全市秋季义务植树活动启动",
    "城东新桥昨日合龙 明年六月通车",
    "这些路段今晚临时封闭，请注意绕行",
    "“云上图书馆”上线首周访问破十万",
    "市属医院周末门诊时间调整",
    "我市新增三家国家级绿色工厂",
    "老街改造完成，商户陆续回归",
    "海风集团新厂区投产",
]
FOOTER = (
    "<p>关于我们 | 广告服务 | 联系我们 | 隐私政策 | 网站地图</p><p>互联网新闻信息服务许可证编号：00000000000</p>"
    "<p>云ICP备00000000号-2 云公网安备 00000000000000号</p><p>违法和不良信息举报电话：0000-0000000</p>"
    "<p>未经书面授权不得转载、复制或建立镜像</p><p>Copyright © 2003-2024 example.invalid All Rights Reserved</p>"
)


def links(words: list[str], item: str = "<a href='#'>{}</a>", glue: str = " ") -> str:
    return glue.join(item.format(word) for word in words)


def _paragraphs(body: list[str], before: str = "<p>", after: str = "</p>\n") -> str:
    return "".join(before + paragraph + after for paragraph in body)


def modern(title: str, body: list[str]) -> str:
    """A responsive portal: semantic tags, Open Graph, sidebar, comments rendered on the server."""
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}_时政_云泊在线</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="2024-05-20T19:42:00+08:00">
<meta property="og:site_name" content="云泊在线"></head><body><header><h2>云泊在线</h2><nav>{links(NAV)}</nav></header>
<main><article><h1>{title}</h1><div class="info"><span>2024-05-20 19:42</span><span> 来源：云泊日报</span></div>
{_paragraphs(body)}<p class="editor">责任编辑：白露</p></article>
<aside><h3>热门推荐</h3><ul>{links(NEWS, "<li><a href='#'>{}</a></li>")}</ul></aside>
<section class="comments"><h3>网友评论</h3><p>河边老张：说得好，希望尽快落实到位。</p></section></main>
<footer>{FOOTER}</footer></body></html>"""


def portal_2005(title: str, body: list[str]) -> str:
    """Nested tables, fonts, a hit list beside the article."""
    text = "<BR><BR>".join("　　" + paragraph for paragraph in body)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}--云泊日报</title></head>
<body topmargin=0><table width=770><tr><td>{links(NAV, "<a href=#>{}</a>", "┊")}</td></tr></table>
<table width=770><tr><td width=550><font size=5><b>{title}</b></font><br><font color=gray>2024年05月20日19:42 来源：云泊日报 【字号 <a>大</a> <a>中</a> <a>小</a>】</font>
<hr>{text}<br><br><div align=right>(责任编辑：白露)</div></td><td width=220><b>热点新闻</b><br>{links(NEWS, "·<a href=#>{}</a>", "<br>")}</td></tr></table>
<center>{FOOTER}</center></body></html>"""


def government(title: str, body: list[str]) -> str:
    """A government site: position, imprint table, print and close buttons, previous and next."""
    text = _paragraphs(body, '<p style="text-indent:2em"><span style="font-family:仿宋">', "</span></p>")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-云泊市人民政府门户网站</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-05-20 19:42"><meta name="ContentSource" content="云泊日报">
<meta name="SiteName" content="云泊市人民政府门户网站"></head><body><div class="top">{links(["无障碍阅读", "长者模式", "繁体版", "登录"])}</div>
<div class="nav">{links(NAV[:6])}</div><div class="position">当前位置：<a>首页</a> &gt; <a>新闻中心</a> &gt; <a>今日要闻</a></div>
<div class="title">{title}</div><div class="bar">发布日期：2024-05-20 19:42 信息来源：云泊日报 浏览次数：<span>1024</span> 字体：[ 大 中 小 ]</div>
<div class="TRS_Editor">{text}</div><div>[打印本页] [关闭窗口]</div>
<div>上一篇：<a>{NEWS[0]}</a></div><div>下一篇：<a>{NEWS[1]}</a></div>
<div class="foot"><p>主办：云泊市人民政府办公室</p><p>承办：云泊市政务信息中心</p><p>网站标识码：0000000000</p>{FOOTER}</div></body></html>"""


def app_share(title: str, body: list[str]) -> str:
    """The page that a news app shares: open-in-app bars, no semantic tags."""
    return f"""<html><head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width"></head><body>
<div class="open">打开云泊客户端，看更多本地新闻</div><div class="h">{title}</div><div class="a"><span>云泊新闻客户端</span> <span>2024-05-20 19:42</span></div>
<div class="c">{_paragraphs(body, '<div class="p">', "</div>")}</div><div>展开全文</div><div>下载云泊新闻APP 阅读体验更佳</div>
<div class="tag">标签：云泊 时政</div><div>相关推荐</div>{links(NEWS, "<div><a href='#'>{}</a></div>", "")}
<div>评论 12</div><div>小院子</div><div>支持！希望早日实现。</div><div>5月20日 回复 赞 3</div></body></html>"""


def bare(title: str, body: list[str]) -> str:
    """One div, line breaks, no headline tag."""
    text = "<br/>\n".join("&nbsp;&nbsp;&nbsp; " + paragraph for paragraph in body)
    return f"<html><head><title>{title}</title></head><body><div>{text}</div></body></html>"


def pasted(title: str, body: list[str]) -> str:
    """The same portal copied from a browser and pasted as text."""
    text = "\n\n".join("　　" + paragraph for paragraph in body)
    menu, news = "\n".join(NAV), "\n".join(NEWS)
    return f"""登录
注册
{menu}
云泊在线 > 新闻 > 时政

{title}

2024年05月20日 19:42   来源：云泊日报   作者：顾一川
分享到：
微信
微博

{text}

[责任编辑：白露]
阅读 2301
赞 18
相关新闻
{news}
网友评论
河边老张：说得好，希望尽快落实到位。
关于我们 | 广告服务 | 联系我们
云ICP备00000000号-2 云公网安备 00000000000000号"""


def wrapped_mail(title: str, body: list[str]) -> str:
    """Plain text wrapped at 35 characters, as old mail and terminals did."""

    def wrap(paragraph: str) -> str:
        return "\n".join(paragraph[at : at + 35] for at in range(0, len(paragraph), 35))

    return title + "\n\n" + "\n\n".join(map(wrap, body))


TEMPLATES: list[Callable[[str, list[str]], str]] = [
    modern, portal_2005, government, app_share, bare, pasted, wrapped_mail
]  # fmt: skip
