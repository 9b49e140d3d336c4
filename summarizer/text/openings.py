"""How clauses open: words that tie them to what stands before, count them, demand, or lead up to another clause.

Patterns as text, for users to anchor; the same for whole reports and for the clauses of a single text.
"""

#: 会上，… 其中，… 据了解，…: words that tie a sentence to the one before it.
CONNECTIVE = (
    r"(?:会上|会议上|会前|会后|会议期间|会议现场|现场|活动现场|活动中|活动上|活动期间|座谈会上|座谈中|仪式上|启动仪式上|"
    r"签约仪式上|开幕式上|发布会上|调研中|调研期间|考察中|检查中|讲话中|致辞中|期间|随后|其中|同时|此外|另外|与此同时|据了解|据悉|"
    r"据介绍|据?[^，,]{2,10}(?:日报|晚报|时报|商报|新闻网|客户端)(?:消息|报道|讯)?|据[^，,]{2,24}(?:消息|报道|通报)|(?:[^，,]{0,12}日，?)?记者(?:[^，,]{2,40})?(?:获悉|了解到)|[^，,]{0,10}(?:资料|数据|消息|结果|报道)显示|当前|目前|因此|所以|为此|对此|最后|首先|"
    r"其次|再次|而且|并且|但是|然而|不过|下一步|接下来|一直以来|长期以来)[，,：:]"
)
#: 一要… （二）… 第三，… 一是要… (but 第二届 and 第一产业 are words)
ENUMERATOR = (
    r"(?:[（(]?[一二三四五六七八九十]{1,2}[）)、]|第[一二三四五六七八九十]{1,2}[，,、]|[一二三四五六七八九十](?=要)|"
    r"[一二三四五六七八九十]是(?![否个])|\d{1,2}[.、](?!\d))"
)
#: 我们要… 大家要… 要…: the demand itself follows.
DEMAND = (
    r"(?:我们|大家|各级各部门|各地各部门|各地各单位|各级各单位)?(?:就?是?要|必须要|需要|务必)"
    r"(?!求|点|素|闻|是|么|道|害|塞|领)"
)
#: 围绕…， 随着…，: a clause that opens with these only leads up to the next one.
INTRODUCING = (
    r"(?:为了?(?!期|民|主题|您|进)|以便|旨在|围绕|按照|根据|结合|通过|针对|随着|自从?|由于|面对|作为|立足)"
)
