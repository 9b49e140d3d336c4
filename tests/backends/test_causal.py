import pytest
import tiny_models

from summarizer.backends import Request, load_backend
from summarizer.backends.chat import Answer
from summarizer.backends.prompting import Assignment, conversation

REPORT = tiny_models.REPORT


@pytest.mark.parametrize("family", tiny_models.CHAT)
def test_control_tokens_in_an_article_stay_text(built, family):
    """An article with <|im_end|> in it must not be able to end the user's turn."""
    backend = load_backend(str(built(family)))
    specials = set(backend._tokenizer.all_special_ids) | set(backend._tokenizer.get_added_vocab().values())

    def controls(text):
        ids = backend._encode(
            conversation(Assignment(text, None, (Request(text, "headline", 30),)), backend.specials)
        )
        return [token for token in ids if token in specials]

    assert controls("会议召开。" + "".join(backend.specials) * 3) == controls("会议召开。")


def test_answers_of_a_padded_batch_are_those_of_single_prompts(built):
    """Padding on the wrong side would change them."""
    backend = load_backend(str(built("qwen-chat")))
    prompts = [backend._tokenizer(text)["input_ids"] for text in (REPORT[:30], REPORT[:90], REPORT[40:200])]
    together = backend._run(prompts, 20)
    assert together == [backend._run([prompt], 20)[0] for prompt in prompts]
    assert any(together)


def test_a_template_without_a_system_role_gets_one_message(copied):
    folder = copied("qwen-chat")
    file = folder / "chat_template.jinja"
    refuses = "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
    file.write_text(refuses + file.read_text())
    backend = load_backend(str(folder))
    ids = backend._encode([{"role": "system", "content": "规则"}, {"role": "user", "content": "文稿"}])
    text = backend._tokenizer.decode(ids)
    assert text.count("<|im_start|>") == 2
    assert "规则\n\n文稿" in text


def test_an_article_beyond_the_context_is_read_in_pieces(built, monkeypatch):
    backend = load_backend(str(built("qwen-chat")), max_source_tokens=900)
    read = []

    def ask(conversations):
        read.extend(one.messages[-1]["content"] for one in conversations)
        return [Answer('{"1": "临江市召开大会"}') for _ in conversations]

    monkeypatch.setattr(backend, "ask", ask)
    [[candidate]] = backend.generate([Request(REPORT * 5, "headline", 30)])
    assert candidate.text == "临江市召开大会"
    everything = "".join("".join(prompt.split()) for prompt in read)
    assert all("".join(paragraph.split()) in everything for paragraph in REPORT.split("\n"))
    assert all(len(backend._tokenizer(prompt)["input_ids"]) <= 900 for prompt in read)


def test_a_model_that_ends_nothing_is_truncated(built):
    backend = load_backend(str(built("qwen-chat")))
    [written] = backend._run([backend._tokenizer(REPORT[:40])["input_ids"]], 10)
    assert backend._answer(written).truncated
