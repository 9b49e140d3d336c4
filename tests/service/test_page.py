"""The page, driven in a real headless Chromium against a real service."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect, sync_playwright

from benchmarks.service_process import ARTICLE, ROOT, Server

pytestmark = pytest.mark.browser

LONG = (ROOT / "examples" / "innovation_meeting.txt").read_text("utf-8")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A fresh page; any script error, violated policy or request to elsewhere fails the test."""
    context = browser.new_context(base_url=server.url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if _ours(request.url, server.url) else faults.append(request.url))
    page.goto("/")
    expect(page.locator("#presets input").first).to_be_attached()
    yield page
    context.close()
    assert faults == []


def _ours(url: str, base: str) -> bool:
    return url.startswith((base, f"blob:{base}"))


def summarize(page: Page, text: str) -> None:
    page.locator("#input").fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#fields .field").first).to_be_visible()
    expect(page.locator("#verdict")).not_to_have_class("busy")


def test_pasting_shows_counts_against_the_preset(page: Page) -> None:
    page.get_by_role("radio", name="推送").check()
    expect(page.locator("#limits")).to_contain_text("摘要 ≤ 50 字")
    summarize(page, ARTICLE)
    count = page.locator("[data-name=summary] .count").inner_text()
    used, limit = count.removesuffix("字").split("/")
    assert int(used) == len(page.locator("[data-name=summary] .text").inner_text())
    assert int(limit) == 50
    page.get_by_role("radio", name="公众号").check()
    expect(page.locator("[data-name=summary] .count")).to_contain_text("/ 120 字")


def test_pointing_at_a_sentence_shows_its_evidence(page: Page) -> None:
    summarize(page, ARTICLE)
    sentences = page.locator("[data-name=summary] .sentence")
    # Until the check has answered, the whole summary is one with all the evidence.
    expect(sentences).not_to_have_count(1)
    sentence = sentences.first
    sentence.hover()
    marked = "".join(page.locator("#source mark").all_inner_texts())
    assert marked
    assert marked in ARTICLE
    page.keyboard.press("Escape")
    expect(page.locator("#source mark")).to_have_count(0)
    sentence.focus()
    expect(page.locator("#source mark").first).to_be_in_viewport()


def test_an_edit_is_checked_at_once_and_can_be_mended(page: Page) -> None:
    summarize(page, ARTICLE)
    field = page.locator("[data-name=summary]")
    field.get_by_role("button", name="编辑").click()
    field.locator("textarea").fill("邹自景强调，今年全市研发投入要增长21%。")
    finding = field.locator(".findings li", has_text="21%")
    expect(finding).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text("对不上")
    field.locator("textarea").fill("邹自景强调，今年全市研发投入要增长12%。")
    expect(finding).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field.locator(".count")).to_have_text("21 / 120 字")
    field.locator(".sentence").first.hover()
    expect(page.locator("#source mark", has_text="12%")).to_be_visible()


def test_another_channel_asks_for_another_text(page: Page) -> None:
    page.get_by_role("radio", name="公众号").check()
    summarize(page, LONG)
    rewrite = page.locator("#rewrite")
    expect(rewrite).to_be_hidden()
    page.get_by_role("radio", name="短信").check()
    expect(page.locator("[data-name=summary] .count")).to_have_class("count over")
    rewrite.click()
    expect(page.locator("[data-name=summary] .count")).to_have_class("count")
    expect(rewrite).to_be_hidden()


def test_what_was_edited_is_not_lost_in_silence(page: Page) -> None:
    summarize(page, ARTICLE)
    field = page.locator("[data-name=summary]")
    field.get_by_role("button", name="编辑").click()
    field.locator("textarea").fill("会议由市长主持。")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("#again").click()
    assert asked == ["手工改过的内容会丢失，继续吗？"]
    expect(field.locator("textarea")).to_have_value("会议由市长主持。")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#again").click()
    expect(page.locator("#input")).to_be_focused()


def test_several_files_at_once_are_refused_with_a_reason(page: Page) -> None:
    files = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            for (const name of ["a.txt", "b.txt"]) data.items.add(new File(["会议召开。"], name));
            return data;
        }"""
    )
    page.dispatch_event("body", "drop", {"dataTransfer": files})
    expect(page.locator("#status")).to_contain_text("多篇请打成一个 zip")
    assert page.locator("#input").input_value() == ""


def test_markup_in_an_article_stays_text(page: Page) -> None:
    attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    body = ARTICLE.replace("会议。", f"会议{attack}。", 1).replace("出席", "<b>出席</b>", 1)
    page.locator("#input").fill(body)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#fields .field").first).to_be_visible()
    for place in ("#source-text", "#fields"):
        assert page.locator(f"{place} :is(img, script, b)").count() == 0
    field = page.locator("[data-name=summary]")
    field.get_by_role("button", name="编辑").click()
    field.locator("textarea").fill(attack)
    field.locator("textarea").press("Control+Enter")
    expect(field.locator(".text")).to_contain_text("<img src=x")
    assert page.title() == "新闻摘要"


def test_copying_for_a_channel(page: Page) -> None:
    summarize(page, ARTICLE)
    page.locator("#channels button", has_text="微博").click()
    expect(page.locator("#status")).to_contain_text("已复制“微博”")
    headline = page.locator("[data-name=headline] .text").inner_text()
    page.locator("#again").click()
    page.locator("#input").fill("")
    page.keyboard.press("Control+V")
    assert page.locator("#input").input_value().startswith(f"【{headline}】")


def test_a_file_in_an_old_encoding_can_be_opened(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.txt"
    path.write_bytes(ARTICLE.encode("gb18030"))
    page.set_input_files("#file", path)
    expect(page.locator("#source-text")).to_contain_text("临江市科技创新大会召开")


def test_problems_are_told_in_chinese(page: Page) -> None:
    page.locator("#go").click()
    expect(page.locator("#status")).to_contain_text("请先粘贴正文")


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.locator("#input").focus()
    page.keyboard.insert_text(ARTICLE)
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#go")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-name=headline] .sentence").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-name=summary] .sentence").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-name=summary] textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-name=summary] .field-bar button")).to_be_focused()
    page.locator("#tab-single").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-archive")).to_be_focused()
    expect(page.locator("#archive")).to_be_visible()


def test_an_archive_is_sent_watched_and_fetched(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"
    lines = [json.dumps({"id": f"稿-{number}", "text": f"{ARTICLE}会期{number}天。"}) for number in range(20)]
    path.write_text("\n".join([*lines, "{}"]), encoding="utf-8")
    page.locator("#tab-archive").click()
    page.set_input_files("#archive-file", path)
    job = page.locator(".jobs li").first
    expect(job).to_contain_text("archive.jsonl")
    expect(job).to_contain_text("已完成")
    expect(job).to_contain_text("21 / 21 篇")
    expect(job).to_contain_text("1 篇未成功")
    with page.expect_download() as download:
        job.get_by_text("下载 JSONL").click()
    records = [json.loads(line) for line in Path(download.value.path()).read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == [*(f"稿-{number}" for number in range(20)), None]
    job.get_by_text("删除").click()
    # Other tests of the same server may have left jobs of their own.
    expect(page.locator(".jobs li", has_text="archive.jsonl")).to_have_count(0)


def test_a_job_sent_while_the_list_is_on_its_way_stays_on_top(
    page: Page, server: Server, tmp_path: Path
) -> None:
    line = json.dumps({"text": ARTICLE})
    earlier = server.client.post(
        "/v1/jobs?name=earlier", content=line, headers={"Content-Type": "application/x-ndjson"}
    )
    assert earlier.status_code == 202
    path = tmp_path / "later.jsonl"
    path.write_text(line, encoding="utf-8")
    late: list[tuple[Route, APIResponse]] = []
    page.route("**/v1/jobs", lambda route: late.append((route, route.fetch())))
    page.locator("#tab-archive").click()
    while not late:
        page.wait_for_timeout(50)
    page.set_input_files("#archive-file", path)
    jobs = page.locator(".jobs li")
    expect(jobs).to_contain_text(["later.jsonl"])
    expect(jobs).to_contain_text("已完成")
    for route, response in late:
        route.fulfill(response=response)
    expect(jobs.filter(has_text="earlier")).to_contain_text("已完成")
    expect(jobs.first).to_contain_text("later.jsonl")


def test_it_fits_a_phone(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/")
    expect(page.locator("#presets input").first).to_be_attached()
    summarize(page, LONG)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("#again")).to_be_in_viewport()
    expect(page.locator("[data-name=summary] .sentence").nth(1)).to_be_visible()
    for sentence in page.locator("[data-name=summary] .sentence").all():
        sentence.tap()
        expect(page.locator("#source mark").first).to_be_in_viewport()
        expect(sentence).to_be_in_viewport()
    page.locator("#close-source").tap()
    expect(page.locator("#source")).not_to_have_class("source raised")
    context.close()


def test_the_documentation_lists_every_address(page: Page, server: Server) -> None:
    paths = server.client.get("/openapi.json").json()["paths"]
    page.goto("/docs")
    for path in paths:
        expect(page.locator("summary code", has_text=path).first).to_be_visible()
    page.locator("summary", has_text="/v1/summaries").first.click()
    expect(page.locator("pre", has_text="curl -X POST").first).to_contain_text("临江市科技创新大会")


def test_the_key_is_asked_for(browser: Browser, start_server: type[Server]) -> None:
    import hashlib

    digest = hashlib.sha256(b"sesame").hexdigest()
    server = start_server(SUMMARIZER_API_KEYS=f"desk:{digest}")
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/")
    page.locator("#key").fill("wrong")
    page.keyboard.press("Enter")
    page.locator("#key").fill("sesame")
    page.keyboard.press("Enter")
    expect(page.locator("#presets input").first).to_be_attached()
    summarize(page, ARTICLE)
    context.close()
