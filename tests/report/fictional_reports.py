"""Fictional reports in the forms that newsrooms write, with what a reader finds in each.

``speakers`` maps each name to the post as written; ``maybe`` names people whom a reader may or may not list.
``says`` maps a piece of a sentence to the person whose words it reports.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Case:
    name: str
    body: str
    event: str | None = None
    date_text: str | None = None
    date: str | None = None
    published_at: str | None = None
    place: str | None = None
    kind: str | None = None
    speakers: dict[str, str | None] = dataclasses.field(default_factory=dict)
    maybe: tuple[str, ...] = ()
    says: dict[str, str | None] = dataclasses.field(default_factory=dict)
    roles: dict[str, str] = dataclasses.field(default_factory=dict)


CASES = (
    Case(
        "meeting, he emphasised",
        "3月18日，临江市制造业发展大会召开，市委书记沈立秋出席并讲话。他强调，要把工业立市摆在首位，一刻不停抓项目。"
        "市委副书记、市长郭远航主持会议。\n沈立秋指出，去年全市工业增长8.3%。要守住存量、扩大增量。",
        event="临江市制造业发展大会",
        date_text="3月18日",
        date="2025-03-18",
        published_at="2025-03-18T20:00:00",
        kind="meeting",
        speakers={"沈立秋": "市委书记"},
        maybe=("郭远航",),
        says={"要把工业立市": "沈立秋", "去年全市工业": "沈立秋", "要守住存量": "沈立秋"},
        roles={"临江市制造业发展大会召开": "lead", "郭远航主持会议": "attendance"},
    ),
    Case(
        "meeting half-width punctuation",
        "6月2日,临江市防汛工作会议召开,副市长季晓峰出席会议并讲话.他要求,各县区要落实责任;要备足物资,加强巡查.",
        event="临江市防汛工作会议",
        date_text="6月2日",
        speakers={"季晓峰": "副市长"},
        says={"各县区要落实责任": "季晓峰", "要备足物资": "季晓峰"},
    ),
    Case(
        "the meeting speaks for its one leader",
        "7月9日，云溪县乡村振兴工作推进会召开。县委书记卢承志出席会议并讲话，县委副书记、县长葛雨桐主持会议。"
        "会议强调，要聚焦产业发展，做强茶叶、竹业两篇文章。要完善利益联结机制，让农民多得实惠。",
        event="云溪县乡村振兴工作推进会",
        speakers={"卢承志": "县委书记"},
        maybe=("葛雨桐",),
        says={"要聚焦产业发展": "卢承志", "要完善利益": "卢承志"},
    ),
    Case(
        "the meeting speaks for two leaders",
        "8月1日，临江市拥军优属座谈会召开。市委书记沈立秋，临江军分区司令员罗振国出席会议并讲话。"
        "会议指出，军地双方要同心协力，书写双拥新篇。",
        event="临江市拥军优属座谈会",
        speakers={"沈立秋": "市委书记", "罗振国": "临江军分区司令员"},
        says={"军地双方要": None},
    ),
    Case(
        "convened by the mayor",
        "5月6日下午，临江市委副书记、市长郭远航主持召开市政府第12次常务会议，研究稳就业等工作。"
        "会议指出，就业是民生之本。要落实好各项扶持政策。",
        event="市政府第12次常务会议",
        date_text="5月6日下午",
        maybe=("郭远航",),
        says={"就业是民生之本": None},
    ),
    Case(
        "organ holds a meeting without a name",
        "4月3日，临江市委全面依法治市委员会召开会议，市委书记沈立秋主持会议并讲话。会议强调，要抓好普法宣传。",
        event="临江市委全面依法治市委员会会议",
        speakers={"沈立秋": "市委书记"},
    ),
    Case(
        "enumerated demands",
        "9月12日，海宴区召开安全生产专题会议。区长万里程出席会议并就下一步工作提出要求。一要压实责任，形成合力。"
        "二要排查隐患，不留死角。三要从严执法，严肃问责。",
        event="安全生产专题会议",
        speakers={"万里程": "区长"},
        says={"一要压实责任": "万里程", "二要排查隐患": "万里程", "三要从严执法": "万里程"},
    ),
    Case(
        "enumeration over paragraphs",
        "县委书记卢承志在云溪县教育大会上强调，教育是最大的民生。\n一要办好乡村学校。\n二要建强教师队伍。\n三要完善评价。",
        event="云溪县教育大会",
        speakers={"卢承志": "县委书记"},
        says={"一要办好": "卢承志", "三要完善": "卢承志"},
    ),
    Case(
        "inspection with a place",
        "2月21日，临江市委书记沈立秋到青禾镇、白鹭湖湿地调研生态保护工作。他先后察看了水质监测站和巡护步道。"
        "他强调，生态是临江最大的优势，要像保护眼睛一样保护湿地。副市长季晓峰参加调研。",
        event="调研生态保护工作",
        date_text="2月21日",
        place="青禾镇、白鹭湖湿地",
        kind="inspection",
        speakers={"沈立秋": "临江市委书记"},
        says={"生态是临江": "沈立秋"},
    ),
    Case(
        "inspection, stressed while inspecting",
        "区委书记姚景澜昨天在走访企业时强调，要当好服务企业的店小二。",
        date_text="昨天",
        date="2024-12-31",
        published_at="2025-01-01T08:00:00",
        kind="inspection",
        speakers={"姚景澜": "区委书记"},
        says={"要当好服务企业": "姚景澜"},
    ),
    Case(
        "reception of visitors",
        "昨天下午，区委书记姚景澜会见远山科技集团董事长章以宁一行。姚景澜对章以宁一行的到来表示欢迎。"
        "她说，海宴区位优势明显，希望双方加强合作。章以宁表示，集团将加大在海宴的投资力度。",
        event="会见远山科技集团董事长章以宁一行",
        kind="inspection",
        speakers={"姚景澜": "区委书记", "章以宁": "远山科技集团董事长"},
        says={"海宴区位优势": "姚景澜", "集团将加大": "章以宁"},
    ),
    Case(
        "press conference",
        "10月11日，临江市人民政府新闻办公室召开新闻发布会，介绍全市秋粮生产情况。会上，临江市农业农村局党组书记、局长"
        "侯建设介绍，全市秋粮面积稳定在210万亩。预计总产比上年增长2.1%。",
        event="新闻发布会",
        kind="briefing",
        speakers={"侯建设": "临江市农业农村局党组书记、局长"},
        says={"全市秋粮面积": "侯建设", "预计总产": "侯建设"},
    ),
    Case(
        "election",
        "11月26日，临江市青年企业家协会第三次会员大会在市会议中心召开。团市委书记乔若楠出席会议并致辞。"
        "大会选举产生了第三届理事会，陶明远当选会长。",
        event="临江市青年企业家协会第三次会员大会",
        place="市会议中心",
        kind="election",
        maybe=("乔若楠", "陶明远"),
        roles={"大会选举产生": "result"},
    ),
    Case(
        "awards and plaques",
        "12月5日，临江市劳模表彰大会举行。市总工会主席康秀文宣读表彰决定。会上为20名劳动模范颁奖，并为3家劳模工作室授牌。",
        event="临江市劳模表彰大会",
        kind="award",
        maybe=("康秀文",),
        roles={"颁奖": "award", "宣读表彰决定": "attendance"},
    ),
    Case(
        "government work report",
        "1月8日，临江市第九届人民代表大会第四次会议开幕。市长郭远航作政府工作报告。郭远航在报告中指出，过去一年全市"
        "经济平稳增长。今年要办好十件民生实事。",
        event="临江市第九届人民代表大会第四次会议",
        kind="work_report",
        speakers={"郭远航": "市长"},
        says={"过去一年全市": "郭远航", "今年要办好": "郭远航"},
    ),
    Case(
        "forum with several speakers",
        "8月15日，为期两天的2025东湾海洋经济论坛在海宴区开幕。省自然资源厅副厅长佟海波表示，全省将支持海洋牧场建设。"
        "东湾大学校长、中国工程院院士聂长风认为，深海装备是突破口。临江港务集团总经理汤可为说，港口要向绿色转型。",
        event="2025东湾海洋经济论坛",
        place="海宴区",
        speakers={
            "佟海波": "省自然资源厅副厅长",
            "聂长风": "东湾大学校长、中国工程院院士",
            "汤可为": "临江港务集团总经理",
        },
        says={"全省将支持": "佟海波", "深海装备": "聂长风", "港口要向": "汤可为"},
    ),
    Case(
        "name of two parts with quotation marks",
        "6月30日上午，临江市创建全省养老服务示范区推进会暨“乐龄·家”服务平台上线仪式在云溪县举行。副市长季晓峰出席。",
        event="临江市创建全省养老服务示范区推进会暨“乐龄·家”服务平台上线仪式",
        place="云溪县",
        date_text="6月30日上午",
        maybe=("季晓峰",),
    ),
    Case(
        "he of a sentence with a new person",
        "市长郭远航出席开工仪式。市委常委、宣传部部长米兰芳出席首发式，她说，重视地方志是优良传统。",
        speakers={"米兰芳": "市委常委、宣传部部长"},
        maybe=("郭远航",),
        says={"重视地方志": "米兰芳"},
    ),
    Case(
        "attribution behind the quotation",
        "“把办好一个会和搞活一座城结合起来。”临江市文旅局局长裴思远表示，今年将办20场演出。",
        speakers={"裴思远": "临江市文旅局局长"},
        says={"把办好一个会": "裴思远", "今年将办20场": "裴思远"},
    ),
    Case(
        "attribution as a sentence of its own",
        "青禾镇的桃子熟了。“今年雨水好，一亩能收三千斤。”种植户柏长庚告诉记者。",
        speakers={"柏长庚": "种植户"},
        says={"今年雨水好": "柏长庚"},
    ),
    Case(
        "quotation interrupted",
        "“我们坚持人民至上，”区长万里程说，“把好事办好、实事办实。”",
        speakers={"万里程": "区长"},
        says={"我们坚持人民至上": "万里程"},
    ),
    Case(
        "quotation of a higher leader inside a speech",
        "沈立秋指出，习近平总书记强调，安全生产是民生大事。全市上下要深刻领会。市委书记沈立秋还说，要抓到底。",
        speakers={"沈立秋": "市委书记"},
        says={"全市上下要": "沈立秋"},
    ),
    Case(
        "demands of others are not statements",
        "4月20日，市安委会召开全体会议，认真落实省长罗天佑要求，部署下阶段工作。副市长季晓峰强调，要举一反三。",
        speakers={"季晓峰": "副市长"},
    ),
    Case(
        "account given at a meeting",
        "会上，市公安局副局长鲁承安通报了全市反诈工作开展情况，三家银行负责人作了交流发言。",
        speakers={"鲁承安": "市公安局副局长"},
    ),
    Case(
        "written instruction and meeting",
        "近日，2025年临江市民政工作会议召开。市委书记沈立秋作出批示，副市长季晓峰出席会议并讲话。"
        "批示指出，民政工作连着民心。会议强调，要兜牢民生底线。",
        event="2025年临江市民政工作会议",
        date_text="近日",
        speakers={"沈立秋": "市委书记", "季晓峰": "副市长"},
        says={"民政工作连着民心": "沈立秋", "要兜牢民生底线": "季晓峰"},
    ),
    Case(
        "title after the name",
        "全国政协常委会会议9日举行大会发言。宓若谷委员发言说，要保护好古村落。解清涟委员代表民进中央发言说，应完善助学体系。",
        speakers={"宓若谷": "委员", "解清涟": "委员"},
        says={"要保护好古村落": "宓若谷", "应完善助学": "解清涟"},
    ),
    Case(
        "comrade",
        "6月6日，省水文中心召开座谈会。水利厅副厅长汲长河同志指出，要建好智慧水文。",
        speakers={"汲长河": "水利厅副厅长"},
    ),
    Case(
        "minority and foreign names",
        "自治区副主席买买提·艾合买提强调，要办好丝路市集。斯洛文尼亚驻华大使科瓦奇说，两地合作前景广阔。",
        speakers={"买买提·艾合买提": "自治区副主席", "科瓦奇": "斯洛文尼亚驻华大使"},
    ),
    Case(
        "compound surname",
        "县长欧阳静怡指出，要抓紧春耕备耕。副县长司马瑞在会上作了部署。欧阳静怡要求，各乡镇要抢抓农时。",
        speakers={"欧阳静怡": "县长"},
        maybe=("司马瑞",),
    ),
    Case(
        "rare surname beside a post",
        "县委书记隽新河主持会议。隽新河指出，要加快项目建设。",
        speakers={"隽新河": "县委书记"},
    ),
    Case(
        "name ending in a verb's character",
        "望海集团董事长王劲作交流发言。市长李强在会上指出，要支持企业创新。创业者陈宗正认为，政策很及时。",
        speakers={"李强": "市长", "陈宗正": "创业者"},
        maybe=("王劲",),
    ),
    Case(
        "list of attendants shares its post",
        "市领导佘向东、卞小溪、麦冬青参加会议。副县长彭晓云、谭知为、叶栋梁列席。县长葛雨桐强调，要抓落实。",
        speakers={"葛雨桐": "县长"},
        maybe=("佘向东", "卞小溪", "麦冬青", "彭晓云", "谭知为", "叶栋梁"),
    ),
    Case(
        "reporter's names are not speakers",
        "本报讯（记者 韩冰 通讯员 曲俊）3月1日，临江市春季招聘会举行。市人社局局长郝大明介绍，共有120家企业参会。",
        event="临江市春季招聘会",
        speakers={"郝大明": "市人社局局长"},
    ),
    Case(
        "heard at a meeting",
        "记者从临江市老旧小区改造工作推进会上了解到，今年将改造小区86个。市住建局局长祁连山说，改造突出一老一小。",
        event="临江市老旧小区改造工作推进会",
        speakers={"祁连山": "市住建局局长"},
    ),
    Case(
        "future event is not the event",
        "第八届临江国际赛艇大会将于9月17日至20日举行。9月3日，市长郭远航到水上中心检查大会筹备工作。"
        "他指出，要完善保障方案，确保万无一失。",
        event="检查大会筹备工作",
        date_text="9月3日",
        place="水上中心",
        kind="inspection",
        speakers={"郭远航": "市长"},
    ),
    Case(
        "date between name and verb",
        "临江市委农村工作会议29日至30日在临江召开。会议要求，要牢牢守住耕地红线。",
        event="临江市委农村工作会议",
        date_text="29日至30日",
        date="2024-12-29",
        published_at="2025-01-02T09:00:00",
        place="临江",
    ),
    Case(
        "day without a month",
        "18日下午，纪念临江解放75周年座谈会在市档案馆举行。市委党史研究室主任戈明德说，要讲好红色故事。",
        event="纪念临江解放75周年座谈会",
        date_text="18日下午",
        date="2024-08-18",
        published_at="2024-08-19T07:00:00",
        place="市档案馆",
        speakers={"戈明德": "市委党史研究室主任"},
    ),
    Case(
        "purpose completes a bare name",
        "中共临江市委26日举行座谈会，纪念陶望舒同志诞辰110周年。",
        event="座谈会，纪念陶望舒同志诞辰110周年",
        date_text="26日",
    ),
    Case(
        "video meeting by manner",
        "近日，临江市以视频形式召开深入推进“清河行动”工作会议。会上，市委书记沈立秋提出，要上下游共治。",
        event="深入推进“清河行动”工作会议",
        speakers={"沈立秋": "市委书记"},
    ),
    Case(
        "short account with appreciation",
        "县委书记卢承志充分肯定了全县招商工作成绩，并对下一步工作提出希望。",
        speakers={"卢承志": "县委书记"},
    ),
    Case(
        "news without an event",
        "今年以来，临江市外贸进出口稳步增长。据海关统计，前三季度进出口总值320亿元，同比增长6.4%。",
        date_text=None,
        kind="news",
    ),
    Case(
        "interview by turns",
        "记者：今年的重点是什么？\n临江市发展改革委主任岑溪亭：重点是扩大有效投资，抓好三类项目。\n记者：资金从哪里来？\n"
        "岑溪亭：用好专项债券，吸引民间资本。",
        kind="interview",
        speakers={"岑溪亭": "临江市发展改革委主任"},
        says={"重点是扩大": "岑溪亭", "用好专项债券": "岑溪亭"},
    ),
    Case(
        "an unnamed source is nobody",
        "业内人士认为，航运市场正在回暖。市统计局表示，三季度港口吞吐量创新高。",
        says={"航运市场": None, "三季度港口": None},
    ),
    Case(
        "a person acts after the statement",
        "区长万里程强调，要保障供水安全。随后，万里程一行来到第二水厂察看设备运行情况。区水务局负责同志参加。",
        speakers={"万里程": "区长"},
        says={"要保障供水": "万里程", "一行来到第二水厂": None, "负责同志参加": None},
    ),
    Case(
        "post with brackets and a comma list",
        "澜海（集团）有限公司董事长刘书刚，东湾大学教授、博士生导师庄子昂，青年代表霍小满先后发言。"
        "刘书刚表示，企业将扩大研发。",
        speakers={"刘书刚": "澜海（集团）有限公司董事长"},
        maybe=("庄子昂", "霍小满"),
    ),
    Case(
        "attendance list over semicolons",
        "3月2日，临江市科技大会召开。市委、市政府、市政协领导；东湾大学副校长聂长风，远山集团董事长章以宁；"
        "市直有关部门负责同志参加大会。",
        event="临江市科技大会",
        roles={"市政协领导": "attendance", "东湾大学副校长": "attendance", "负责同志参加": "attendance"},
    ),
    Case(
        "no list before the attendance",
        "3月2日，临江市科技大会召开。会场座无虚席；市直有关部门负责同志参加大会。",
        event="临江市科技大会",
        roles={"会场座无虚席": "background"},
    ),
)
