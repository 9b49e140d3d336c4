import dataclasses
import re
from pathlib import Path

from summarizer.backends.settings import BackendSettings

DOC = Path(__file__).parents[2] / "docs" / "models.md"


def settings_table():
    """The settings as their own docstring and defaults have them."""
    meaning = {}
    for entry in re.split(r"\n {8}(?=\w)", BackendSettings.__doc__.split("Attributes:")[1])[1:]:
        names, _, text = entry.partition(":")
        meaning |= {name.strip(): " ".join(text.split()).replace("``", "`") for name in names.split(",")}
    rows = ["| Setting | Default | Meaning |", "|---|---|---|"]
    for field in dataclasses.fields(BackendSettings):
        default = field.default
        if isinstance(default, bool):
            default = str(default).lower()
        elif isinstance(default, float):
            default = f"{default:g}"
        rows.append(f"| `{field.name}` | {'–' if default is None else default} | {meaning[field.name]} |")
    return "\n".join(rows)


def test_the_documented_settings_are_those_of_the_program():
    assert settings_table() in DOC.read_text(encoding="utf-8"), (
        "put this into docs/models.md:\n" + settings_table()
    )


def test_the_documented_profile_can_be_read(tmp_path):
    from summarizer.backends.profiles import read_profile

    toml = DOC.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (tmp_path / "summarizer.toml").write_text(toml, encoding="utf-8")
    profile = read_profile(tmp_path, {"model_type": "mt5"})
    assert profile.prefix["headline"] == "生成标题："
    assert profile.golden.ids == (259, 10, 3)
