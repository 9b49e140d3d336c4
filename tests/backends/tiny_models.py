"""Small models of every family with random weights and real tokenizers, written as their publishers do."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

REPORT = """临江市召开科技创新大会

4月9日，临江市召开科技创新大会，市委书记秦望川出席会议并讲话，市长顾明澜主持会议。

秦望川指出，科技创新是发展的第一动力，要坚持稳中求进、以进促稳，推动经济增长5.2%以上，加快建设现代化产业体系。全市上下要把科技创新摆在更加突出的位置，支持企业加大研发投入，让更多成果在临江落地生根。

秦望川强调，要优化营商环境，帮助中小企业解决融资难题，全年新增科技型企业300家。各级干部要深入一线，倾听群众意见，把实事办到群众心坎上。

顾明澜说，全市将建设12个重点实验室，投入资金8.6亿元，引进高层次人才1200名，力争用3年时间建成区域科技创新中心。

会议表彰了20家先进企业和15名优秀科技工作者，宣读了《关于加快科技创新的若干措施》。GDP、5G、AI等领域的企业代表作了发言。
"""

#: Chinese words for the vocabularies that hold whole words.
WORDS = [
    "科技",
    "创新",
    "大会",
    "会议",
    "市委书记",
    "强调",
    "指出",
    "企业",
    "坚持",
    "稳中求进",
    "推动",
    "经济",
    "增长",
]


def characters() -> list[str]:
    from summarizer.backends.pairing import GOLDEN_SENTENCE

    return sorted(
        {char for char in REPORT + GOLDEN_SENTENCE + "0123456789，。、；：？！“”（）" if not char.isspace()}
    )


def corpus() -> Iterator[str]:
    from summarizer.backends.pairing import GOLDEN_SENTENCE

    lines = [line for line in REPORT.splitlines() if line]
    return iter([*lines, GOLDEN_SENTENCE, "".join(characters())] * 20)


def sentencepiece_model(file: Path, pad: int, eos: int, unk: int, bos: int, size: int = 420) -> None:
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=corpus(),
        model_prefix=str(file.with_suffix("")),
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="nmt_nfkc",
        pad_id=pad,
        eos_id=eos,
        unk_id=unk,
        bos_id=bos,
        minloglevel=2,
    )
    file.with_suffix(".model").rename(file)
    file.with_suffix(".vocab").unlink(missing_ok=True)


def bert_vocabulary(folder: Path, words: list[str]) -> int:
    specials = ["[PAD]", *(f"[unused{index}]" for index in range(1, 10)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [*"abcdefghijklmnopqrstuvwxyz.%"]
    digits = [f"##{char}" for char in "0123456789abcdefghijklmnopqrstuvwxyz"]
    tokens = list(
        dict.fromkeys([*specials, *(char.lower() for char in characters()), *letters, *digits, *words])
    )
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    return len(tokens)


def save_model(folder: Path, model) -> None:
    model.save_pretrained(folder)
    assert (folder / "model.safetensors").is_file()


def mt5(folder: Path) -> None:
    from transformers import MT5Config, MT5ForConditionalGeneration

    sentencepiece_model(folder / "spiece.model", pad=0, eos=1, unk=2, bos=-1)
    rows = _rows(folder, extra_ids=0, tokenizer_class="T5Tokenizer")
    config = MT5Config(
        vocab_size=rows + 12, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, decoder_start_token_id=0
    )
    save_model(folder, MT5ForConditionalGeneration(config))


def t5(folder: Path) -> None:
    """With a prefix where older configurations keep it."""
    from transformers import T5Config, T5ForConditionalGeneration

    sentencepiece_model(folder / "spiece.model", pad=0, eos=1, unk=2, bos=-1)
    rows = _rows(folder, extra_ids=10, tokenizer_class="T5Tokenizer")
    config = T5Config(
        vocab_size=rows, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, decoder_start_token_id=0
    )
    save_model(folder, T5ForConditionalGeneration(config))
    _edit(
        folder / "config.json", task_specific_params={"summarization": {"prefix": "科技：", "num_beams": 2}}
    )


def randeng_pegasus(folder: Path) -> None:
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    rows = bert_vocabulary(folder, WORDS)
    save_model(folder, PegasusForConditionalGeneration(PegasusConfig(
        vocab_size=rows, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, **_BART_SIZE
    )))  # fmt: skip


def t5_pegasus(folder: Path) -> None:
    from transformers import MT5Config, MT5ForConditionalGeneration

    rows = bert_vocabulary(folder, WORDS)
    save_model(folder, MT5ForConditionalGeneration(MT5Config(
        vocab_size=rows, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4,
        pad_token_id=0, eos_token_id=12, decoder_start_token_id=11,
    )))  # fmt: skip


def bart_bert(folder: Path) -> None:
    """BART and CPT for Chinese: a BERT vocabulary, token types that the model must not be given."""
    from transformers import BartConfig, BartForConditionalGeneration, BertTokenizer

    rows = bert_vocabulary(folder, [])
    BertTokenizer.from_pretrained(folder, model_max_length=512).save_pretrained(folder)
    save_model(folder, BartForConditionalGeneration(BartConfig(
        vocab_size=rows, pad_token_id=0, bos_token_id=11, eos_token_id=12, decoder_start_token_id=12,
        forced_eos_token_id=12, tokenizer_class="BertTokenizer", **_BART_SIZE,
    )))  # fmt: skip


def mbart(folder: Path) -> None:
    from transformers import MBartConfig, MBartForConditionalGeneration

    sentencepiece_model(folder / "sentencepiece.bpe.model", pad=-1, eos=2, unk=0, bos=1)
    rows = _rows(folder, tokenizer_class="MBartTokenizer", model_type="mbart")
    save_model(folder, MBartForConditionalGeneration(MBartConfig(
        vocab_size=rows, pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=None,
        **_BART_SIZE,
    )))  # fmt: skip


_BART_SIZE = {
    "d_model": 32, "encoder_layers": 2, "decoder_layers": 1, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
    "encoder_attention_heads": 4, "decoder_attention_heads": 4, "max_position_embeddings": 256,
}  # fmt: skip

QWEN_TEMPLATE = (
    "{% for message in messages %}"
    "<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LLAMA_TEMPLATE = (
    "{% for message in messages %}<|start_header_id|>{{ message.role }}<|end_header_id|>\n\n"
    "{{ message.content }}<|eot_id|>{% endfor %}"
    "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}"
)


def _byte_level(folder: Path, specials: list[str], eos: str, template: str) -> int:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=800, special_tokens=specials, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(corpus(), trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=eos, pad_token=specials[0])
    fast.chat_template = template
    fast.save_pretrained(folder)
    return len(fast)


def qwen_chat(folder: Path) -> None:
    from transformers import Qwen2Config, Qwen2ForCausalLM

    rows = _byte_level(folder, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], "<|im_end|>", QWEN_TEMPLATE)
    config = Qwen2Config(
        vocab_size=rows + 5, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=4096,
        eos_token_id=2, pad_token_id=0, bos_token_id=None,
    )  # fmt: skip
    save_model(folder, Qwen2ForCausalLM(config))


def llama_chat(folder: Path) -> None:
    from transformers import LlamaConfig, LlamaForCausalLM

    specials = ["<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
    rows = _byte_level(folder, specials, "<|eot_id|>", LLAMA_TEMPLATE)
    config = LlamaConfig(
        vocab_size=rows, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=4096,
        eos_token_id=3, pad_token_id=0, bos_token_id=None,
    )  # fmt: skip
    save_model(folder, LlamaForCausalLM(config))


SEQ2SEQ: dict[str, Callable[[Path], None]] = {
    "mt5": mt5,
    "t5-with-prefix": t5,
    "randeng-pegasus": randeng_pegasus,
    "t5-pegasus": t5_pegasus,
    "bart-bert": bart_bert,
    "mbart": mbart,
}
CHAT: dict[str, Callable[[Path], None]] = {"qwen-chat": qwen_chat, "llama-chat": llama_chat}


def build(family: str, folder: Path) -> Path:
    """The family's tiny model in ``folder``, always the same weights."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    (SEQ2SEQ | CHAT)[family](folder)
    return folder


def as_hub_snapshot(folder: Path, cache: Path, identifier: str) -> None:
    """``folder`` moved into ``cache`` as ``hf download`` lays a model out there."""
    home = cache / ("models--" + identifier.replace("/", "--"))
    commit = "0123456789abcdef0123456789abcdef01234567"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text(commit)
    (home / "snapshots").mkdir()
    folder.rename(home / "snapshots" / commit)


def _rows(folder: Path, model_type: str = "t5", **tokenizer_config) -> int:
    """Writes what AutoTokenizer needs beside the vocabulary, and says how many ids there are."""
    from transformers import AutoTokenizer

    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer_config))
    (folder / "config.json").write_text(json.dumps({"model_type": model_type}))
    return max(AutoTokenizer.from_pretrained(folder).get_vocab().values()) + 1


def _edit(file: Path, **values) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | values))


def teach(folder: Path, answer: str) -> None:
    """Trains an encoder-decoder model to answer anything with ``answer``, so that tests can tell what
    decoding makes of an output from what the model meant."""
    import torch

    from summarizer.backends import load_backend

    backend = load_backend(str(folder))
    model, tokenizer = backend._model, backend._tokenizer
    torch.manual_seed(0)
    model.requires_grad_(True)
    prefix = backend._profile.prefix["summary"]
    inputs = tokenizer.pad(
        {
            "input_ids": [
                tokenizer(prefix + text)["input_ids"] for text in (REPORT[:120], REPORT[150:210], answer)
            ]
        },
        return_tensors="pt",
    )
    target = [*tokenizer(answer, add_special_tokens=False)["input_ids"], model.config.eos_token_id]
    start = backend._arguments.get("decoder_start_token_id", model.config.decoder_start_token_id)
    decoder = torch.tensor([[start, *target[:-1]]] * 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(600):
        logits = model(
            input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], decoder_input_ids=decoder
        ).logits
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), torch.tensor(target * 3))
        if loss.item() < 0.05:
            break
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    else:
        raise AssertionError(f"{folder.name} did not learn its answer")
    model.save_pretrained(folder)


def teach_chat(folder: Path, answer: str) -> None:
    """Trains a chat model to give ``answer`` to whatever it is asked about :data:`REPORT`."""
    import torch

    from summarizer.backends import Request, load_backend
    from summarizer.backends.prompting import Assignment, conversation

    backend = load_backend(str(folder))
    model, tokenizer = backend._model, backend._tokenizer
    torch.manual_seed(0)
    model.requires_grad_(True)
    assignment = Assignment(REPORT, None, (Request(REPORT, "headline", 30),))
    prompt = backend._encode(conversation(assignment, backend.specials))
    target = [*tokenizer(answer, add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
    ids = torch.tensor([prompt + target])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(300):
        logits = model(input_ids=ids, logits_to_keep=len(target) + 1).logits[0, :-1]
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor(target))
        if loss.item() < 0.02:
            break
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    else:
        raise AssertionError(f"{folder.name} did not learn its answer")
    model.save_pretrained(folder)
