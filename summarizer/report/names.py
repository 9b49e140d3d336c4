"""Where a personal name ends: surname, given name and what may follow them.

Chinese is written without spaces, so 李强主持会议 could hold 李强主 or 李强; what follows decides.
"""

import re
from functools import lru_cache

from summarizer.text.lexicon import alternation, load_words

#: What stands between the parts of a transliterated or minority name.
DOTS = "·•・‧∙"

# Characters that no given name holds (they would make part of a post or a sentence into a name).
_NEVER = frozenset(
    "的了是说被要我你他她它们这那哪些个吗呢吧啊省市县区局厅部书记席副院校处员委党协府街镇乡村企司"
    "，。、；：！？“”‘’《》（）()[]【】—…·/%％ \t\n\u3000"
)
# Characters that often follow a name and rarely end one: 李娜在会上, 张三和李四.
_RARELY_LAST = frozenset("在和与就对向从把将为以及等还也并又同受由率带到赴作任致称讲谈给让看曾所都先便正会做")

# Characters that transliterate foreign names.
_TRANSLITERATED = frozenset(
    "阿埃艾爱安昂奥巴白拜班邦包鲍贝本比彼别宾波伯勃博布采查察昌策茨达戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范"
    "方菲费芬丰冯佛夫弗福富盖甘冈戈格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾杰捷金津久卡凯坎康考"
    "柯科可克肯孔库夸奎昆拉腊莱赖兰朗劳勒雷蕾里理利莉历立丽莲连列林琳龙卢鲁路露伦罗洛吕马玛迈麦曼芒毛梅门蒙"
    "孟米密敏明缪摩莫默姆木穆纳娜奈南瑙内尼年涅宁牛纽农努诺欧帕派潘庞培佩彭蓬皮平珀泊普奇齐契恰乔切琴钦"
    "丘琼屈让热仁日荣茹瑞若萨塞赛桑瑟森沙山尚绍舍申圣施什史士世司斯思松苏素索塔台泰坦汤唐特滕提图土托瓦万"
    "旺威韦维魏文翁沃乌武西希锡夏香肖谢辛欣兴雄休许雅亚延扬叶伊依因英永尤于约越赞泽扎詹哲者珍芝朱卓孜祖佐"
    "吐买提合曼央宗次嘎旦增措卓桑尕瓦江拥才让妮娅维拖帖克亥生则合"
    "兹嫩奇茵莎珊娃耶耐诶泳吴伍扬王赵贤任泳韩京春子田原岸郎太本野村木下浩"
)

_STRONG = (
    "出席 主持 参加 列席 指出 强调 表示 介绍 宣读 率队 率领 率 带队 带领 陪同 先后 分别 一行 代表 讲话 发言 通报 传达 致辞 致 要求 认为 提出 "
    "希望 同志 先生 女士 会见 会谈 调研 检查 督导 告诉 当选 担任 实地 走访 慰问 看望 汇报 总结 部署 发表 签署 揭牌 揭幕 颁奖 听取 察看 详细 仔细 "
    "首先 随后 最后 围绕 结合 充分 高度 接受 解释 透露 坦言 补充 回忆 感慨 谈到 表态 宣布 说明 作了 作出 作 就 来到 前往 深入 到 赴 还 近日 今天 昨天 "
    "不时 不断 一边 正在 正 曾 已 又 再 也 主讲 授课 出任 履新 任 教授 院士 委员 代表 为 向 与 和 及 以及 等 在 于 对 从 说 称 谈 讲 以 将 把 被 受 由 是 "
    "的 则 并 同 给 用 让 想 没 不 这 考察 视察 暗访 随机 共同 同时 陆续 一同 一起 一道 应邀 主讲 建议 呼吁 勉励 寄语 叮嘱 提醒 回应 获 荣获 通过 因 "
    "出镜 到会 与会 辞去 卸任 兼任 调任 拟任 涉嫌 严重违纪 召集 主抓 参与 参会 见证 欢迎 感谢 回顾 阐述 解读 通过 进行 组织 负责 联系 挂点 下沉 "
    "走进 登上 步入 饶有兴致 饶有兴趣 认真 亲切 俯身 沿途 边走边 每到 所 之 他 她 上前 仍 就是 有 此前 现场 亲自 坚定 直言 坦陈 提议 "
    "赶赴 赶到 走上 登上 步行 驱车 乘车 冒雨 冒着 顶着 专程 专题 "
    "发来 发去 致电 致函 致信 会同 主导 分管 牵头 主管 分享 授 领衔 致欢迎辞 致贺词 致开幕词 作为 作主 谈及 聚焦 抵达 离开 访问 视频 "
    "上台 登台 领 领取 赠送 授予 颁发 交流 推介 主旨演讲 演讲 主题 特别 今年 去年 几 两 一 看到 看着 看来 笑 站 坐 走 带着 拿 指着 指 "
    "作发言 作交流 作表态 作报告 作总结 作经验 作典型 作动员 作主题 作汇报 作介绍 作讲话 作说明 作工作 所作 所致 会前 会后 "
    "又 都 能 只 却 便 才 很 最 更 刚 早 家 身 心 当 如 向记者 个人 本人 夫妇 老师 博士 主任 书记 市长 总书记 主席 总统 总理 总经理 团队"
).split()
# 在会上, 在讲话中, 在调研时: as good as a verb.
_VERBS = frozenset(word for word in _STRONG if len(word) == 2) | {"评选", "一位", "年来", "拒绝", "旅行", "谈中", "厉害", "动地"}
_FOLLOWERS = re.compile(r"在[^，。；\n]{1,14}[中上时后间下里]|" + alternation(_STRONG))
_BOUNDARY = frozenset("，。、；：！？,;:!?.“”‘’《》（）()[]【】—…/|\n\t \u3000")


@lru_cache(maxsize=1)
def surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(single-character surnames, compound surnames, single ones that mostly begin ordinary words)."""
    groups = load_words("surnames")
    return groups["common"], groups["compound"], groups["ambiguous"]


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    return load_words("not_names")["words"]


def follow_strength(body: str, index: int) -> int:
    """How well the text at ``index`` fits after a name: 3 punctuation, 2 a verb, 1 a particle, 0 not at all."""
    if index >= len(body) or body[index] in _BOUNDARY:
        return 3
    match = _FOLLOWERS.match(body, index)
    if not match:
        return 1 if body[index].isdigit() else 0
    return 2 if len(match[0]) > 1 else 1


def name_ends(body: str, start: int) -> list[tuple[float, int]]:
    """Ends that a Chinese name beginning at ``start`` could have, as (strength, end), best first."""
    common, compound, _ = surnames()
    if body[start : start + 2] in compound:
        lengths: tuple[int, ...] = (4, 3)
    elif start < len(body) and body[start] in common:
        lengths = (3, 2)
    else:
        return []
    ends: list[tuple[float, int]] = []
    for length in lengths:
        name = body[start : start + length]
        if len(name) < length or name in not_names() or any(char in _NEVER for char in name[1:]):
            continue
        if length == 3 and (name[:2] in not_names() or name[1:] in _VERBS):
            continue
        strength = follow_strength(body, start + length)
        if strength:
            doubtful = length > 2 and name[-1] in _RARELY_LAST and strength < 3
            ends.append((strength - 1.5 * doubtful, start + length))
    # Of two equally good ends the longer name wins: most names have three characters.
    return sorted((end for end in ends if end[0] > 0), key=lambda item: (-item[0], -item[1]))


def rare_name_end(body: str, start: int) -> int | None:
    """End of a name beside a post whose surname is on no list: only where a verb of saying or attending follows."""
    for length in (3, 2):
        name = body[start : start + length]
        if len(name) < length or name in not_names() or name[-1] in _RARELY_LAST or _FOLLOWERS.match(body, start):
            continue
        if not all("\u4e00" <= char <= "\u9fff" and char not in _NEVER for char in name):
            continue
        if follow_strength(body, start + length) >= 2:
            found, looked = start, 0
            while found >= 0 and looked < 5:
                if body.startswith(_CERTAIN, found + length):
                    return start + length
                found, looked = body.find(name, found + 1), looked + 1
    return None


_CERTAIN = ("出席", "主持", "参加", "指出", "强调", "表示", "介绍", "宣读", "代表", "分别", "先后", "率队", "带队", "一行", "说")


def foreign_name_end(body: str, start: int) -> int | None:
    """End of a transliterated name (two to seven such characters, dotted parts allowed)."""
    end = start
    while end < len(body) and end - start < 16:
        if body[end] in DOTS and end > start and end + 1 < len(body) and body[end + 1] in _TRANSLITERATED:
            end += 1
        elif body[end] in _TRANSLITERATED:
            end += 1
        else:
            break
    # Verbs may begin with transliterating characters: step back until what follows fits.
    for stop in range(end, start + 1, -1):
        if follow_strength(body, stop) >= 2 or (follow_strength(body, stop) and stop == end):
            return stop
    return None


def dotted_name(body: str, dot: int) -> tuple[int, int] | None:
    """The name around the dot at ``dot``: 买买提·艾力, 约翰·史密斯."""
    left = dot
    while left > 0 and dot - left < 7 and body[left - 1] in _TRANSLITERATED:
        left -= 1
    right = dot + 1
    while right < len(body) and right - dot < 20:
        if "\u4e00" <= body[right] <= "\u9fff" and body[right] in _TRANSLITERATED:
            right += 1
        elif body[right] in DOTS:
            right += 1
        else:
            break
    if dot - left < 1 or right - dot < 2:
        return None
    for stop in range(right, dot + 1, -1):
        if follow_strength(body, stop) >= 2:
            return left, stop
    return left, right
