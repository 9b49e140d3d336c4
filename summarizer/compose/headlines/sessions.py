"""Headlines of a congress or its standing committee: whom it appointed, what it heard or passed, not that it met.

Every session has a number, a chairman and a closing speech. What readers want to know of it stands in one clause far behind
these: 会议以无记名投票表决的方式，决定任命周某为省人民政府副省长.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.report.names import surnames
from summarizer.report.people import find_people

#: The session opens one of these sentences, and a report is heard in them.
OPENING = 3

_HAN = r"\u3400-\u9fff"
_SESSION = re.compile(
    rf"(?:^|，|日)(?P<name>(?P<place>[{_HAN}]{{2,6}}?[省市县区州]|[省市县区州])第?[一二三四五六七八九十]+届"
    r"(?P<house>人大(?:常委会)?|政协)[^，。《]{0,20}?(?P<meets>会议|全会))"
)
# 市长甲代表市政府报告2023年上半年全市经济社会发展情况和下半年工作考虑
_REPORTED = re.compile(
    r"^代表[^，。]{2,10}?(?:报告|作|通报)了?(?:\d{4}年)?(?P<what>[^，。]{6,40}?情况)(?:和|及|以及|、|的报告|$|(?=[，。]))"
)
_WHO = rf"(?P<who>[{_HAN}]{{2,4}}?(?:、[{_HAN}]{{2,4}}?){{0,2}})(?:同志)?"
# Who heads a government, a supervisory commission, a court: of a deputy head of an office nobody makes a headline.
_HEADS = r"(?:副?[省市县区州盟]长|副?主席|监察委员会(?:代理)?主任|法院(?:代理)?院长|检察院(?:代理)?检察长)"
_APPOINTED = re.compile(
    rf"(?P<deed>决定任命|任命|选举){_WHO}为(?:[{_HAN}]{{0,10}}?人民政府)?(?P<post>代理)?(?P<head>[{_HAN}]{{0,8}}?{_HEADS})(?=[，。；、])"
)
_ACTING = re.compile(
    rf"(?P<deed>决定){_WHO}(?P<post>代理)(?P<head>[{_HAN}]{{0,8}}?{_HEADS})(?:职务)?(?=[，。；、])"
)
_PASSED = re.compile(
    r"(?P<deed>(?:表决)?通过)了?(?:新修订的|修订后的|修改后的)?(?P<what>《[^》]{4,30}(?:条例|规定|办法|决定|规则)》)"
)
# 市长李某提请任命赵某为副市长，会议决定下次再行审议: who is only proposed is not appointed.
_NOT_YET = re.compile(r"提请|提名(?![^，。；]*决定)|建议|议案|拟|没有|[未不暂缓]|撤销|关于")
# 会议听取了关于贯彻省人大常委会通过《养犬管理条例》情况的报告; 会议没有表决通过《…》: only the session itself passes, and says no more before it.
_THEY_PASS = re.compile(
    r"(?!传达|学习|听取|关于|贯彻|落实|根据|按照)(?P<who>(?:(?!会议|全会)[^，]){0,40}(?:会议|全会|组成人员))?(?:上|以[^，以]{2,20}方式|还|并|分别|一致|全票|高票|先后|逐项|依法|经|审议|表决|[、和了])*"
)
# What somebody was before is told in the same words: 2019年1月，某省人大会议选举张某为省监委主任.
_EARLIER = re.compile(r"\d{4}年\d{1,2}月|曾任|此前|简历|次年|时任")


def sessions(told: Sequence[str]) -> Iterator[str]:
    """What a session decided or heard, the fullest first; nothing where no session opens the text.

    Args:
        told: sentences of the report without the byline, each with its full stop.
    """
    session = next((found for text in told[:OPENING] if (found := _SESSION.search(text))), None)
    if session is None:
        return
    short = session["place"] + session["house"]
    # 省十四届人大常委会第四次会议: whose province is said before 省人大.
    names = (session["name"], short) if len(session["place"]) > 1 else (short,)
    for news in (*_appointed(told), *_heard(told), *_passed(told, session["place"])):
        if news.startswith(("决定", "任命", "选举", "通过", "表决")):
            yield from (name + news for name in names)
        else:
            yield f"{short}{session['meets']}举行 {news}"


def _appointed(told: Sequence[str]) -> Iterator[str]:
    for text in told:
        if _EARLIER.search(text):
            continue
        for pattern in (_ACTING, _APPOINTED):
            found = next((one for one in pattern.finditer(text) if not _NOT_YET.search(_before(one))), None)
            if found and found["who"][0] in surnames()[0]:
                # 自治区人民政府副主席: of the congress or of the government?
                region = "自治区" if found["head"].endswith("主席") and "自治区" in found.group() else ""
                acts = "" if pattern is _ACTING else "为"
                yield f"{found['deed']}{found['who']}{acts}{found['post'] or ''}{region}{found['head']}"
                return


def _heard(told: Sequence[str]) -> Iterator[str]:
    for text in told[:OPENING]:
        for mention in find_people(text)[:2]:
            if heard := _REPORTED.match(text[mention.end :]):
                what = re.sub(r"全[省市县区州]", "", heard["what"])
                yield f"{mention.name}报告{what}"
                yield f"{mention.name}报告{re.sub(r'^[上下]半年', '', what)}"
                return


def _passed(told: Sequence[str], place: str) -> Iterator[str]:
    for text in told:
        for found in () if _EARLIER.search(text) else _PASSED.finditer(text):
            passes = _THEY_PASS.fullmatch(_before(found))
            # 市人大常委会听取…，省人大常委会会议通过《…》: the congress of another place
            if passes and ("人大" not in (passes["who"] or "") or place in passes["who"]):
                yield found["deed"] + found["what"]
                return


def _before(found: re.Match[str]) -> str:
    """The words of its clause that stand before what was found."""
    return re.split(r"[，。；：]", found.string[: found.start()])[-1]
