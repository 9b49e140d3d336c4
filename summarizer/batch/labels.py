"""What editors read in place of codes, kinds and reasons; programs read the codes."""

ERRORS = {
    "empty_input": "没有文字",
    "no_article": "只有网页框架，没有正文",
    "binary_input": "不是文字（图片、压缩包等）",
    "undecodable_input": "编码无法识别",
    "invalid_text": "含有损坏的字符",
    "invalid_record": "记录格式不对",
    "not_chinese": "不是中文",
    "too_short": "太短",
    "too_long": "太大",
    "unreadable_file": "读不出来（损坏、无权限）",
    "model_not_found": "没有这个模型",
    "model_load_failed": "模型装不上",
    "missing_dependency": "缺少组件",
    "backend_failed": "模型出错",
    "backend_unavailable": "模型服务不可用",
    "deadline_exceeded": "超过时限",
}

FINDINGS = {
    "name": "姓名",
    "post": "职务",
    "speaker": "讲话人",
    "number": "数字",
    "date": "日期",
    "place": "地点",
    "organisation": "机构",
    "quotation": "引语",
    "negation": "肯定否定",
    "direction": "增减",
    "order": "排序",
    "lexicon": "用语",
    "unsupported": "原文没有的说法",
}

STAGES = {"read": "读取", "lookup": "查账", "clean": "清洗", "model": "模型", "commit": "入账"}

#: Beginnings of the reasons for which something is skipped; what follows (a file type, a status) stays.
REASONS = {
    "unsupported type": "不支持的格式",
    "hidden file": "隐藏文件",
    "broken link": "失效的链接",
    "folder already visited (link)": "链接指回已读过的文件夹",
    "folder cannot be opened": "文件夹打不开",
    "not a regular file": "不是普通文件",
    "link or device in an archive": "压缩包里的链接或设备",
    "link in an archive": "压缩包里的链接",
    "WARC content of type": "网页存档里的其他内容：",
    "WARC response with status": "网页存档里的失败响应：",
    "WARC": "网页存档里的其他记录：",
    "not in the sample": "不在抽样之内",
    "not tried before (--retry-failed)": "以前没有试过（--retry-failed）",
}


def reason(text: str) -> str:
    """A reason in Chinese, as far as it is known."""
    for beginning, label in REASONS.items():
        if text.startswith(beginning):
            return f"{label} {text[len(beginning) :].strip()}".strip()
    return text
