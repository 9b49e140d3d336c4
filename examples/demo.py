"""Runs the main job on the example articles and says what to try next: `make demo`."""

import sys
import tempfile
import time
from pathlib import Path

from summarizer import Summarizer, SummarizerError
from summarizer.terminal import render

HERE = Path(__file__).parent
#: Printed whole; the others get one line each.
SHOWN = 2


def main() -> int:
    files = sorted(path for path in HERE.rglob("*") if path.suffix in {".txt", ".html"})
    summarizer = Summarizer()
    started = time.perf_counter()
    failed = 0
    for number, (path, result) in enumerate(
        zip(files, summarizer.summarize_many(path.read_bytes() for path in files), strict=True)
    ):
        name = path.relative_to(HERE)
        if isinstance(result, SummarizerError):
            failed += 1
            print(f"✗ {name}  {result.code}: {result.message}")
        elif number < SHOWN:
            print(f"━━ {name} ━━\n{render(result)}\n")
        else:
            print(f"✓ {name}\n    {result.headline}\n    {result.summary}")
    seconds = time.perf_counter() - started
    print(
        f"\n{len(files) - failed}/{len(files)} 篇完成，用时 {seconds:.1f} 秒，模型 {summarizer.model.name}，全程离线。\n"
    )
    output = Path(tempfile.gettempdir()) / "summaries.jsonl"
    print("接下来可以：")
    print("  网页与接口  .venv/bin/summarizer serve           然后打开 http://127.0.0.1:8080/")
    print("  单篇       .venv/bin/summarizer summarize 文件.txt")
    print(f"  整个档案    .venv/bin/summarizer batch examples --output {output}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
