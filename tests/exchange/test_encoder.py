"""The encoder as tuned to questions: what it brings together, what it leaves alone, how it is kept."""

import numpy as np
import pytest

from training.train_hearing import blank, pack
from workbook import encoder

pytestmark = pytest.mark.skipif(
    not encoder.encoder_installed(), reason="the sentence encoder is not installed"
)
PAIRS = [
    ("Who told you about it?", "From whom did you hear it?", "Did you tell anyone?"),
    ("How long has this been going on?", "Since when is it like this?", "How long will it last?"),
    ("Van wie hoorde je het?", "Who told you about it?", "Heb je het iemand verteld?"),
    (
        "Hoe slaap je de laatste tijd?",
        "En je nachten?",
        "Hoe gaat het op je werk de laatste tijd?",
    ),
]


@pytest.mark.parametrize(("asked", "same", "other"), PAIRS)
def test_another_wording_comes_nearer_than_a_neighbouring_question_does(asked, same, other):
    def ahead(*, asking):
        first, second, third = encoder.encode([asked, same, other], asking=asking)
        return float(first @ second - first @ third)

    assert ahead(asking=True) > ahead(asking=False)


def test_the_encoder_itself_stays_as_it_is():
    encoder.forget()
    before = encoder.encode(["How are your nights?"])
    encoder.encode(["How are your nights?"], asking=True)
    encoder.forget()
    assert np.array_equal(before, encoder.encode(["How are your nights?"]))


def test_every_sentence_has_length_one_either_way():
    for asking in (False, True):
        found = encoder.encode(["Why?", "Waarom dan?", "x" * 500], asking=asking)
        assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)


def test_what_was_packed_moves_the_weights_it_names_and_no_others(tmp_path):
    network = encoder.network()
    moved = {"cnn_b": np.linspace(-0.5, 0.5, encoder.SIZE), "w1.2": np.full((1280, 256), 0.25)}
    place = tmp_path / "hearing.bin"
    place.write_bytes(pack(moved, blank()))
    tuned = encoder.Learned(place).tuned(network)
    assert np.allclose(tuned.cnn_b - network.cnn_b, moved["cnn_b"], atol=0.01)
    assert np.allclose(tuned.w1[2] - network.w1[2], 0.25, atol=0.01)
    assert tuned.w1[0] is network.w1[0]
    assert tuned.d0 is network.d0
