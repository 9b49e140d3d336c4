"""Decoding with a tiny model of poor taste: whatever it would like to say, the rules hold."""

import json
import math
import shutil
from dataclasses import replace

import pytest
import torch
from modeling_material import toy_reports

from summarizer.backends.base import Request
from summarizer.backends.embedded import BEAMS, EmbeddedBackend, _candidates, wants_for
from summarizer.errors import InvalidOptionError
from summarizer.modeling.control import EOS_ID
from summarizer.modeling.decoding import Decoder, Want
from summarizer.modeling.ranking import FEATURES, described, load_ranker, plain_ranker
from summarizer.modeling.rules import FREE_CHARACTERS, default_rules
from summarizer.modeling.vocabulary import PieceTable
from summarizer.modeling.weights import load_network

TEXTS = [report["body"] for report in toy_reports(6)]
WANTS = [Want("headline", 16, 5, 20), Want("keypoint", None, 5, 14, beams=3)]


@pytest.fixture(scope="module")
def tiny(trained_folder):
    return load_network(trained_folder)


@pytest.fixture(scope="module")
def decoder(tiny):
    return Decoder(*tiny)


@pytest.fixture(scope="module")
def written(decoder):
    return decoder.write(decoder.encode(TEXTS), [WANTS] * len(TEXTS))


def test_every_text_obeys_every_rule(written):
    texts = [(source, found) for source, many in zip(TEXTS, written, strict=True) for found in many]
    assert texts
    for source, found in texts:
        assert found.want.least <= len(found.text) <= found.want.most
        assert set(found.text) <= set(source) | FREE_CHARACTERS
        runs = [found.text[at : at + 3] for at in range(len(found.text) - 2)]
        assert len(set(runs)) == len(runs)
        assert found.text.count("“") == found.text.count("”")
        assert found.mean_logprob <= 0
        assert found.worst_logprob <= found.mean_logprob
        assert 0 <= found.copy_share <= 1.001


def test_wants_are_answered_in_order_and_beams_differ(written):
    for many in written:
        orders = [found.order for found in many]
        assert orders == sorted(orders)
        beams = [found.text for found in many if found.order == 1]
        assert len(set(beams)) == len(beams)


def test_a_batch_writes_what_each_text_gets_alone(decoder, written):
    for text, many in zip(TEXTS[:3], written[:3], strict=True):
        (alone,) = decoder.write(decoder.encode([text]), [WANTS])
        assert [found.text for found in alone] == [found.text for found in many]
        for one, other in zip(alone, many, strict=True):
            assert math.isclose(one.mean_logprob, other.mean_logprob, abs_tol=1e-3)


def test_wider_beams_find_no_worse_texts(decoder):
    sources = decoder.encode(TEXTS)
    greedy = decoder.write(sources, [[Want("headline", None, 5, 20)]] * len(TEXTS))
    wide = decoder.write(sources, [[Want("headline", None, 5, 20, beams=4)]] * len(TEXTS))
    pairs = [(g[0], w[0]) for g, w in zip(greedy, wide, strict=True) if g and w]
    better = sum(w.mean_logprob >= g.mean_logprob - 1e-4 for g, w in pairs)
    assert better >= 0.7 * len(pairs)


def test_an_impossible_want_yields_nothing(decoder):
    (nothing,) = decoder.write(decoder.encode(["短文。"]), [[Want("headline", None, 30, 40)]])
    assert nothing == []


def test_protected_strings_are_whole_or_absent(tiny):
    decoder = Decoder(*tiny)
    texts = ["欧阳静强调，欧阳静要求加强统筹协调，压实工作责任。"] * 2
    sources = decoder.encode(texts, protected=[["欧阳静"]] * 2)
    for found in decoder.write(sources, [[Want("headline", None, 4, 12, beams=4)]] * 2)[0]:
        assert found.text.count("欧阳") == found.text.count("欧阳静")


def test_writable_pieces_spell_only_what_the_source_has(tiny):
    _, pieces = tiny
    table = PieceTable(pieces, FREE_CHARACTERS)
    text = "临江市召开会议"
    ids = pieces.encode(text)
    writable = table.writable(text, ids).tolist()
    assert EOS_ID in writable
    assert set(ids) <= set(writable)
    assert {c for piece in writable for c in table.text[piece]} <= set(text) | FREE_CHARACTERS


def test_rare_characters_are_copied_as_bytes(decoder):
    (source,) = decoder.encode(["龘龘市召开会议，龘龘市长讲话。"])
    assert decoder.processor.is_byte(int(source.ids[0]))
    assert int(source.ids[0]) in source.writable


def test_rules_see_characters_that_are_written_in_bytes(tiny):
    """Of a rare character between quotation marks nothing may be doubled: “囧”字 “囧”."""
    decoder = Decoder(*tiny)
    sources = decoder.encode(["“龘龘”市召开“龘龘”会议，“龘龘”市长讲话。"])
    for want in (Want("headline", None, 4, 12, beams=4), Want("headline", 10, 6, 16)):
        for found in decoder.write(sources, [[want]])[0]:
            assert found.text == decoder.processor.decode(list(found.pieces)).strip()
            runs = [found.text[at : at + 3] for at in range(len(found.text) - 2)]
            assert len(set(runs)) == len(runs)


def test_what_overruns_is_cut_at_an_end_the_rules_allow(decoder):
    """No ending is ever likely enough where the rules allow one only at the first character."""

    class NeverEndsLate:
        def allows(self, draft, piece, source):
            return bool(piece) or len(draft.text) <= 6

    strict = Decoder(decoder.model, decoder.processor, [*default_rules(), NeverEndsLate()])
    written = strict.write(strict.encode(TEXTS), [[Want("headline", 20, 4, 24)]] * len(TEXTS))
    cut = [found for many in written for found in many if found.cut]
    assert cut
    assert all(4 <= len(found.text) <= 6 for found in cut)
    assert all(len(many) == 1 for many in written if many and many[0].cut)


def test_what_was_cut_comes_last_and_unsure(written):
    whole = written[0][0]
    cut = replace(whole, text="被截断的标题", cut=True)
    best, last = _candidates([(0.9, True, cut), (0.1, True, whole)])
    assert (best.text, best.confident) == (whole.text, True)
    assert (last.text, last.confident) == (cut.text, False)


def test_salience_and_features_are_in_range(decoder, written):
    (source,) = decoder.encode(TEXTS[:1])
    (_, values), *_ = described(written[0], source)
    assert len(values) == len(FEATURES)
    assert 0 <= source.salience_covered(source.ids.tolist()) <= 1.001
    assert source.salience_covered([]) == pytest.approx(0.0)
    assert source.salience.shape == source.ids.shape


def test_the_backend_answers_each_request_best_first(trained_folder):
    backend = EmbeddedBackend(trained_folder)
    requests = [
        Request(TEXTS[0], "headline", 20),
        Request(TEXTS[0], "summary", 60),
        Request(TEXTS[1], "keypoint", 16),
    ]
    answers = backend.generate(requests)
    assert len(answers) == 3
    for request, candidates in zip(requests, answers, strict=True):
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate.text for candidate in candidates}) == len(candidates)
        assert all(len(candidate.text) <= request.max_chars for candidate in candidates)
    assert backend.generate([]) == []
    assert backend.count_tokens(TEXTS[0]) > 10


def test_a_thorough_request_gets_a_beam_to_choose_from(trained_folder):
    backend = EmbeddedBackend(trained_folder)
    plain = Request(TEXTS[0], "headline", 20)
    thorough = replace(plain, thorough=True)
    assert [want.beams for want in wants_for(plain)] == [1, 1]
    assert [(want.chars, want.beams) for want in wants_for(thorough)] == [
        (None, 1),
        (None, BEAMS["headline"]),
    ]
    # Asked about the same text in one call, each has its own drafts.
    few, many = backend.generate([plain, thorough])
    assert len(many) > len(few)
    (greedy,) = EmbeddedBackend(trained_folder, lengths={"headline": (None,)}).generate([plain])
    assert greedy[0].text in {candidate.text for candidate in many}


def test_headlines_of_news_are_asked_of_the_model_that_the_metadata_names(
    trained_folder, tiny_folder, tmp_path
):
    shutil.copytree(trained_folder, tmp_path / "reports")
    path = tmp_path / "reports" / "metadata.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(metadata | {"headlines_of_news": "news"}), encoding="utf-8")
    alone = EmbeddedBackend(trained_folder)
    report = Request(TEXTS[0], "headline", 24)
    requests = [replace(report, thorough=True), report, replace(report, task="keypoint", thorough=True)]
    # Without the other folder it does the work itself.
    lonely = EmbeddedBackend(tmp_path / "reports")
    assert lonely.generate(requests) == alone.generate(requests)
    assert lonely.version == alone.version
    shutil.copytree(tiny_folder, tmp_path / "news")
    both = EmbeddedBackend(tmp_path / "reports")
    other = EmbeddedBackend(tmp_path / "news").generate(requests[:1])
    assert both.generate(requests) == [*other, *alone.generate(requests[1:])]
    assert both.generate(requests[:1]) == other != alone.generate(requests[:1])
    assert both.generate([]) == []
    assert both.version != alone.version


def test_where_the_surest_beginning_leads_nowhere_others_are_looked_at(trained_folder, monkeypatch):
    backend = EmbeddedBackend(trained_folder)
    write = backend.decoder.write

    def without_greedy(sources, wants):
        # As if a title that is longer than the budget had been begun, and nothing else.
        return [[draft for draft in drafts if draft.want.beams > 1] for drafts in write(sources, wants)]

    monkeypatch.setattr(backend.decoder, "write", without_greedy)
    request = Request(TEXTS[0], "headline", 24)
    (found,) = backend.generate([request])
    assert found
    assert all(len(candidate.text) <= 24 for candidate in found)


def test_products_compute_in_bfloat16_if_asked(trained_folder):
    exact = EmbeddedBackend(trained_folder, dtype="float32")
    rough = EmbeddedBackend(trained_folder, dtype="bfloat16")
    assert not exact.bfloat16
    assert rough.bfloat16
    assert rough.version == f"{exact.version}-bfloat16"
    layer = rough.decoder.model.encoder.layers[0]
    assert layer.attention.qkv.weight.dtype == torch.bfloat16
    assert layer.attention_norm.weight.dtype == torch.float32
    (mine,), (theirs,) = (backend.decoder.encode(TEXTS[:1]) for backend in (exact, rough))
    assert theirs.states.dtype == torch.float32
    assert not torch.equal(mine.states, theirs.states)
    assert torch.allclose(mine.states, theirs.states, atol=0.1 * mine.states.abs().max())
    # Alone or beside others, a text is read alike.
    beside = rough.decoder.encode([*TEXTS, TEXTS[0] * 3])[0]
    assert torch.allclose(beside.states, theirs.states, atol=0.05)
    with pytest.raises(InvalidOptionError, match="float32 or bfloat16"):
        EmbeddedBackend(trained_folder, dtype="int8")


def test_the_ranker_is_read_from_beside_the_weights(tmp_path, decoder, written):
    weights = [0.0] * len(FEATURES)
    weights[FEATURES.index("log_chars")] = -1.0
    values = {
        "features": list(FEATURES),
        "weights": dict.fromkeys(("headline", "keypoint", "summary"), weights),
        "biases": dict.fromkeys(("headline", "keypoint", "summary"), 0.0),
        "thresholds": dict.fromkeys(("headline", "keypoint", "summary"), -2.8),
    }
    (tmp_path / "ranker.json").write_text(json.dumps(values), encoding="utf-8")
    (source,) = decoder.encode(TEXTS[:1])
    ranked = load_ranker(tmp_path).rank(written[0], source, "headline")
    lengths = [len(draft.text) for _, _, draft in ranked]
    assert lengths == sorted(lengths)
    assert [confident for _, confident, _ in ranked] == [length <= math.exp(2.8) for length in lengths]


def test_what_recurs_in_the_article_ranks_higher(tmp_path, decoder, written):
    values = {"features": ["recurrence"], "thresholds": {"headline": 0.0}, "biases": {"headline": 0.0}}
    (tmp_path / "ranker.json").write_text(
        json.dumps(values | {"weights": {"headline": [1.0]}}), encoding="utf-8"
    )
    ranker = load_ranker(tmp_path)
    (source,) = decoder.encode(TEXTS[:1])
    meeting = replace(written[0][0], text="临江市召开科技创新大会")
    boats = replace(meeting, text="云岭县举行龙舟赛")
    for winner in (meeting, boats):
        article = source.facts.text + winner.text * 5
        assert ranker.rank([meeting, boats], source, "headline", article)[0][2] is winner
    # One feature named, the others count nothing.
    assert ranker.rank([meeting], source, "headline", "龙舟赛")[0][0] == 0.0


def test_a_ranker_of_other_features_is_not_used(tmp_path):
    values = {"features": ["mean_luck"], "weights": {}, "biases": {}, "thresholds": {}}
    (tmp_path / "ranker.json").write_text(json.dumps(values), encoding="utf-8")
    assert load_ranker(tmp_path) == plain_ranker()


def test_drafts_agree_with_what_is_likely_and_nothing_stands_twice(decoder, written):
    (source,) = decoder.encode(TEXTS[:1])
    whole = replace(written[0][0], text="临江市召开科技创新大会", mean_logprob=-0.1)
    near = replace(whole, text="临江召开科技创新大会", mean_logprob=-0.3)
    other = replace(whole, text="郑明远出席并讲话", mean_logprob=-2.0)
    rows = described([whole, near, other, near], source)
    assert [draft.text for draft, _ in rows] == [whole.text, near.text, other.text]
    agreement, likely = (
        [row[FEATURES.index(name)] for _, row in rows] for name in ("agreement", "likely_agreement")
    )
    assert agreement[0] == agreement[1] > agreement[2] == pytest.approx(1 / 3)
    assert likely[0] > likely[1] > likely[2]
    assert likely[2] < agreement[2]


def test_nothing_of_the_decoder_needs_gradients(decoder):
    (source,) = decoder.encode(TEXTS[:1])
    assert not source.states.requires_grad
    assert isinstance(source.salience, torch.Tensor)
