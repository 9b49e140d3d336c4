"""What a report tells and no key point repeats; every case comes from a report that was read."""

import pytest

from summarizer.compose.keypoints.trifles import (
    is_long_past,
    is_name,
    is_occasion,
    is_procedure,
    refers_back,
    unquoted,
)


@pytest.mark.parametrize(
    "text",
    [
        "省水务厅副厅长林致和到会讲话",
        "省公安厅、省高院、省司法厅分别作工作部署",
        "8家国有、民营企业负责人作了重点发言",
        "全体与会人员集中观看了临江市招商宣传片",
        "本期专题班在区人才办指导下举办",
        "省委组织部7月28日发布一则拟任职干部公示名单",
        "林致和今天特别到门口迎接顾岚舟",
        "下午，林致和来到位于静河区的农产品批发市场",
        "林致和驱车前往度假区核心区，实地调研工程建设情况",
        "实践团队分别前往湖江县水利局、林业局和生态环境局",
        "考察团深入邗江区花都社区、文化街区",
        "工作组与乡党委书记林致和进行了深入交流",
        "监控记录了公职人员奔赴救灾现场的身影",
        "过去3年因疫情而减少双方交流机会",
        "虽书面声明仍未生效，但8月7日议会开议",
        "林致和同志是中国共产党的优秀党员",
        "省委副书记、省长林致和出席并讲话",
        "临江区文艺界人士齐聚一堂，共商文艺繁荣发展大计",
        "湖江县全面贯彻“共抓大保护，不搞大开发”的发展要求",
        "改建后的望海大楼成功实现了新与旧的共生",
        "老街景房、露台观景房、小酒馆等吸引了众多游客入住",
        "省爱卫办领导反馈了省级复查情况",
        "大会听取了换届选举工作情况说明",
        "会议听取近期工作情况汇报，研究部署下阶段重点工作",
        "祝贺团团长、省政协主席林致和宣读贺信",
        "在启动仪式上，团县委负责同志宣读了倡议书，队员代表进行了发言",
        "分管副县长林致和出席会议并发表了重要讲话",
        "林致和对冷链规划建设给予充分肯定",
        "林致和对各位来宾表示热烈欢迎",
        "3名市民旁听了会议",
        "临江市委常委林致和作招商推介",
        "13位法官逐一汇报了精心准备的选题",
        "6名新录用公务员、2名优选生谈了工作体会",
        "公司政务部负责人对各位领导的关心再次表达感谢",
        "16日上午，副主任林致和参加在管理中心召开的座谈会",
        "活动得到了参会企业的普遍认可",
        "各县区就科普工作问题进行了积极讨论",
        "林致和针对发展问题给出了很多建设性的建议",
        "望海净化详细介绍了洁净车间技术及相关服务",
        "本次座谈会的召开，进一步提升了市县科普工作能力",
    ],
)
def test_how_the_day_went_is_procedure(text: str) -> None:
    assert is_procedure(text)


@pytest.mark.parametrize(
    "text",
    [
        "林致和来到敬老院看望老人",
        "300名专家齐聚一堂，共议量子产业",
        "临江市全面落实企业用电补贴的要求已写入条例",
        "林致和就防汛工作作出部署",
        "双方就产业合作进行了深入交流",
        "省委组织部发布一则通知，公布《干部管理办法》",
        "持续深入打好污染防治攻坚战",
        "持续优化法律服务项目",
        "要让成果得到群众认可",
        "大会的召开恰逢其时",
        "议会研究了其他三国加税提案",
        "望海公司对收购表示欢迎",
        "股东大会没有表示肯定",
        "林致和宣读了对郑明远的处分决定",
        "林致和通报了7起利用职权牟利的典型案例",
        "临江吸引了32家新能源企业落户",
        "在本次讲座中，王律师着重强调“管资本十分重要”",
    ],
)
def test_what_was_done_is_none(text: str) -> None:
    assert not is_procedure(text)


def test_a_name_says_nothing_of_its_bearer() -> None:
    assert is_name("临江大学党委书记林致和院士")
    assert not is_name("市委书记林致和出席会议")


def test_what_happened_years_before_is_background() -> None:
    assert is_long_past("2006年，英国建筑师接手大楼的修缮设计", 2023)
    assert is_long_past("2006年，英国建筑师接手大楼的修缮设计", None)
    assert is_long_past("林致和1996年至2001年在职业学院任教", None)
    assert not is_long_past("2023年，英国建筑师接手大楼的修缮设计", 2023)
    assert not is_long_past("2022年，全市实现零售额547.7亿元", 2023)
    assert not is_long_past("2018年，林致和晋升副厅级", 2023)


def test_half_a_name_is_told_only_of_what_has_been_named() -> None:
    assert refers_back("一体推进全会精神学习、宣传、贯彻", "省人大常委会召开党组会议")
    assert not refers_back("一体推进全会精神学习、宣传、贯彻", "省委全会在临江召开")
    assert refers_back("加快推进试点工作落地", "市政府常务会议召开")
    assert refers_back("上述地区仍无有效降雨", "")
    assert refers_back("充分发挥示范引领作用", "")
    speech = "习近平总书记的重要讲话，对加强军事治理提出明确要求"
    assert refers_back(speech, "市委常委会召开会议")
    assert not refers_back(speech, "会议传达学习习近平总书记在视察时的重要讲话精神")
    assert not refers_back("充分发挥党员的示范引领作用", "")


def test_a_project_among_several_is_not_known_by_that_word() -> None:
    text = "项目首店在望海星球落成"
    assert refers_back(text, "林致和走访了元宇宙项目和酒店项目。")
    assert refers_back(text, "林致和走访了企业。")
    assert not refers_back(text, "林致和走访了元宇宙项目。")


def test_who_speaks_is_not_he() -> None:
    assert refers_back("各县市长以及所有战将都是他的榜样", "林致和致辞。")
    assert not refers_back("市长林致和感谢他的老师", "")
    assert not refers_back("加强其他领域合作，团结他们一道前进", "")


def test_only_a_whole_quotation_loses_its_marks() -> None:
    assert unquoted("“江州将优化营商环境。”") == "江州将优化营商环境"
    assert unquoted("“四个意识”“四个自信”") == "“四个意识”“四个自信”"
    assert unquoted("坚决做到“两个维护”") == "坚决做到“两个维护”"


def test_a_further_stop_or_a_document_is_an_occasion() -> None:
    assert is_occasion("林致和到湖光县财湖景区检查督导林长制落实情况")
    assert is_occasion("会议传达了《关于促进民营经济发展的意见》精神")
    assert not is_occasion("林致和仔细察看建设者之家的基础设施")


def test_other_matters_and_that_meeting_say_nothing() -> None:
    assert is_procedure("会议还审议了其他事项")
    assert is_procedure("会议还通过了其他决议")
    assert is_procedure("会议还通过了其他人事任免事项")
    assert not is_procedure("会议审议了《临江市防汛条例》")
    assert is_procedure("在这次学习会上，郑明远提到了音乐")


def test_what_is_praised_or_built_has_been_told_of() -> None:
    text = "林致和对冷链集配规划给予充分肯定，希望企业抢抓机遇"
    assert refers_back(text, "林致和到高新区调研公安基层基础")
    assert not refers_back(text, "林致和调研冷链集配中心")
    assert refers_back("高质量地推进项目施工建设", "林致和慰问劳动者")
    assert not refers_back("高质量地推进项目施工建设", "林致和调研乐园项目")
    assert not refers_back("狠抓项目开工建设、要素保障", "省政府全体会议召开")
    assert refers_back("确保各项任务落地落实", "全省政法工作会议召开")
    assert refers_back("严而又严、细而又细抓好每一项工作", "全省政法工作会议召开")
    assert refers_back("知责于心、担责于身、履责于行，善始善终、善作善成", "全省政法工作会议召开")
    assert not refers_back("全力保供应、保运行、保安全", "区委书记慰问劳动者")
    assert not refers_back("确保各项抢险救灾工作高效推进", "全省政法工作会议召开")


def test_what_is_so_too_says_not_beside_what() -> None:
    assert refers_back("江州百姓最基本的需求也无法满足", "")
    assert not refers_back("连最基本的需求也无法满足", "")
    assert not refers_back("困难再大也不能降低标准", "")


def test_a_tour_before_a_meeting_is_procedure() -> None:
    assert is_procedure("座谈会前，与会人员集体参观了社区志愿服务工作现场")
    assert not is_procedure("市民可免费参观展览")
