"""Posts as written: where the post before a name begins (潍坊市民政局党组书记、局长 葛…)."""

import re
from functools import lru_cache

from summarizer.text.lexicon import alternation, load_words

#: A post with its organisation is no longer than this, in characters, for each part between 、.
LONGEST_PART = 45
#: Nobody holds more posts than this at once.
MOST_PARTS = 8

_STOPS = frozenset("，。；：！？,;:!?\n“”‘’《》—…")
# After these a new phrase begins: what stands before is not part of the post.
_CUT = re.compile(
    r"\d{1,2}[日号时](?:\d{1,2}分)?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚)?|(?:今|昨|前|当|近|日|同)(?:天|日|前|晚)(?:上午|下午|晚上|晚)?"
    r"|上午|下午|(?<!自)(?<!理)由|会见了?|陪同|任命|邀请|会同|推举|聘请|听取|慰问|看望|以及|其中|随后|同时|(?<![存所潜内驻])在(?!线|校|职|任|野)|受到?|委托"
    r"|与会|来自|记者|当选|欢迎|参观|出席|参加|主持|举行|召开|讲话|接待|拜访|接受|会议|对话|采访|邀|经过|包括|分别是|汇报|(?:时|现|原)任|传达学习|供图|落实|贯彻(?!执行)|学习贯彻|贯彻落实|支持|(?:精神|讲话|要求|意见)和|(?<!罢)(?<!为)了(?!解)|(?<=[会议动展])的|的还有|人员是|报道|讯|获悉"
    r"|(?<!委)(?<!副)(?<!主)(?<!责)(?<!担)(?<!信)任(?=[^务何职])|连线|据|(?<![职简名统])称(?![号职])|(?<=[堂馆厅店宫园])同|当日|目前|随着|并向|还向|加上|连同|向(?!阳|前|日)|选举|推选|现场|图为|此次|活动中|致电|致信|授予|祝贺(?!团)"
    r"|[○●▲■◆]|\d+[、.]|和(?=国家主席|国务院)|让|(?<!华)(?<!有)(?<!作)为(?!民|农|企|先)|[）)]\s*(?=[\u4e00-\u9fff]{0,3}[省市县区州])"
)
_LEADING = re.compile(r"^(?:和|与|及|以及|同|暨|等|、|，|的|是|曾|都|还|也|请|有|时|后|\s)+")
_BRACKET = re.compile(r"[（(](?![^（()）]*(?:记者|通讯员|摄|图))[^（()）]{1,14}[）)]$")


@lru_cache(maxsize=1)
def post_pattern() -> re.Pattern[str]:
    """Matches the last word of a post."""
    groups = load_words("posts")
    words = groups["office"] | groups["organisation"] | groups["foreign"]
    # 市长热线, 书记处, 会长单位, 主任医师: the word goes on and is no post yet.
    return re.compile(rf"{alternation(words)}(?!{alternation(groups['continued'])}|团(?!长)|江[岸西上中下])")


@lru_cache(maxsize=1)
def _ends_with_post() -> re.Pattern[str]:
    return re.compile(post_pattern().pattern + r"$")


def post_before(body: str, limit: int, end: int) -> int | None:
    """Start of the post that ends at ``end``, not before ``limit``; None when nothing is left of it."""
    start = end
    last_part = True
    for _ in range(MOST_PARTS):
        left = start
        while (
            left > limit
            and body[left - 1] not in _STOPS
            and body[left - 1] != "、"
            and start - left < LONGEST_PART
        ):
            if body[left - 1] in "）)":
                # 谦和（海南）科技公司 goes on; (记者 甲乙)某市市长 begins anew.
                opener = _BRACKET.search(body, max(limit, left - 16), left)
                if not opener:
                    break
                left = opener.start()
            else:
                left -= 1
        if not last_part and not _ends_with_post().search(body, left, start):
            return _clean(body, start + 1, end)
        cut = _last_cut(body, left, start, end)
        if cut is not None:
            return _clean(body, cut, end)
        if left <= limit or body[left - 1] != "、":
            return _clean(body, left, end)
        start = left - 1
        last_part = False
    return _clean(body, start + 1, end)


def _last_cut(body: str, left: int, right: int, end: int) -> int | None:
    """After the last word that cannot be part of a post, or None."""
    cut = None
    for match in _CUT.finditer(body, left, right):
        if match.end() < end:
            cut = match.end()
    return cut


def _clean(body: str, start: int, end: int) -> int | None:
    match = _LEADING.search(body[start:end])
    if match:
        start += match.end()
    while start < end and body[start] in "）)】] \u3000、·.0123456789":
        start += 1
    return start if start < end else None
