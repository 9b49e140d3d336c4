"""How an occasion went, and nothing of what it was about: what neither a summary nor a key point repeats.

Each pattern comes with the kind of sentence that made it necessary.
"""

# 会议还审议了其他事项, 通过了其他人事任免事项; but 研究了其他三国加税提案 says what.
OTHER_MATTERS = r"(?:审议|研究|讨论|通过|听取|部署|审定)了?其[他它](?:[^，]{0,6}(?:事项|事宜|议题)|(?:有关|相关|重要)?(?:工作|问题|决议|议案|报告))(?:$|，)"
# 本期培训班在区人才办指导下举办
HELD_UNDER = r"在[^，]{2,20}(?:指导|支持|见证)下(?:成功|顺利)?(?:举[办行]|召开)$"
# 5名公民旁听会议
SAT_IN = r"旁听了?(?:会议|大会)?$"
