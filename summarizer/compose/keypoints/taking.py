"""What a key point takes along from its sentence, where a summary could let the clause before say it.

Each pattern comes with the kind of sentence that made it necessary. Whose deed something is, :mod:`leaning` says.
"""

import re
from collections.abc import Sequence

# 把成果转化好、运用好，更好转化为发展的成效: what is? 用心用情保障群众生活: whose?
_FROM_BEFORE = re.compile(
    r"(?:更好|切实|加快|及时|有效)+转化为|用心用情(?:用力)?(?:保障|解决|做好|办好)"
    # 成立专家组，发挥其职能，支撑保障防汛调度: what does?
    r"|(?:更好|有力|有效)*(?:支撑|助推|助力)|更好(?:地|的)?(?:满足|适应)"
    # 省级领导要下沉一线，示范带动各单位履职: whose example?
    r"|(?:示范|引领)带动"
    # 剖析顽疾，从源头寻求破解之法: of what?
    r"|[^，]{0,8}(?:之法|之策|对策|良策)(?:，|$)"
)
# 强化监测预警处置，努力做到“四早五最”: a catchword says nothing to those who do not know it.
_CATCHWORD = re.compile(r"[^，]{0,4}做到“[^”]{0,2}[一二三四五六七八九十]+[^”]{1,4}”$")
# 水环境是基础工程，要全面保基本、逐步提品质: in what?
_RHYME = re.compile(r"(?:全面|逐步|着力|持续)保基本(?:、[^，、]{3,6})*$")
# 2022年人均收入在20个城市中排名第二: whose?
_FIGURE = re.compile(
    r"(?:\d{4}年|去年|今年|上半年)?，?(?:人均|GDP|地区生产总值|生产总值|城镇|农村居民|城乡居民)[^，]*(?:\d|排名|位居|位列)"
)
# 公积金运行平稳，服务保障水平进一步提升: whose?
_RISES = re.compile(
    r"(?!人民|群众|居民)[^，]{2,10}(?:水平|能力|质量|效能|环境)(?:得到|得以)?(?:进一步|持续|不断|明显|显著|大幅|稳步)(?:提[升高]|改善|优化|增强)$"
)
# 对存在隐患的，要采取果断措施，该停用的停用: which?
_MEASURES = re.compile(r"^(?!对)[^，]{0,4}采取(?:[^，、]{2,4}的?)?措施$")
# 这类问题大多是跨部门的，要加强协调: a premise, and no demand yet.
_PREMISE = re.compile(r"[^，]{2,16}(?:大多|多数|多半|往往|普遍)是[^，]*的$")

# 形势平稳，但基础薄弱: without that it would say something else.
_BUT = re.compile(r"但(?!凡|愿)|然而|不过")
# 形势平稳，是未发生事故的县之一，也要认识到责任落实有差距: praise that only leads up to what is wrong
OWNS_UP = re.compile(r"(?:但|也|还|更|同时|要)*(?:清醒地?|充分|深刻)?(?:认识|看|意识)到")
WRONG = re.compile(r"差距|不足|问题|短板|薄弱|严峻|压力|弱项|隐患")


def taken_along(texts: Sequence[str], demands: Sequence[bool], spoken: bool) -> dict[int, int]:
    """For clauses of one sentence the other one without which a key point of them would say too little."""
    found: dict[int, int] = {}
    owns_up = (at for at, text in enumerate(texts) if at and OWNS_UP.match(text) and WRONG.search(text))
    owned = next(owns_up, 0) if spoken else 0
    for index, text in enumerate(texts):
        last = index + 1 == len(texts)
        if not demands[index] and index < owned:
            found[index] = owned
        elif not last and not demands[index + 1] and _BUT.match(texts[index + 1]):
            found[index] = index + 1
        elif index and _FIGURE.match(text):
            found[index] = 0
        elif index and not demands[index] and _RISES.match(text):
            found[index] = index - 1
        elif not spoken:
            continue
        elif index and (
            _RHYME.match(text)
            or (not demands[index] and (_FROM_BEFORE.match(text) or _CATCHWORD.match(text)))
        ):
            found[index] = index - 1
        elif not last and (
            (_MEASURES.search(text) and not demands[index + 1])
            or (_PREMISE.match(text) and demands[index + 1])
        ):
            found[index] = index + 1
    return found
