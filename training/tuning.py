"""Tune a copy of the sentence encoder to questions, so that wordings of one question lie together.

Pairs of examples with one label, in one language or two, should be closer than examples of the other labels of that
case (in-batch softmax, as in Henderson et al. 2017; Adam). Most batches are made of labels that lie near one another by
now, as these are what a client mixes up (hard negatives, as in Gillick et al. 2019). What the words themselves are given
stays as it is; the rest of the network, 3.4 million weights, moves. Some words of each example are left out at random, so
that no single word decides. Needs ``pip install -e .[train]``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from training.train_hearing import Ask
from workbook.encoder import network
from workbook.meaning import bare

STEPS, BATCH, RATE, WARMTH, FIRST = 1500, 160, 5e-4, 0.07, 30
EASY = 60  # steps before the first batch of labels that lie near one another
NEARBY = 0.75  # share of batches that are, after these
CLUMPS = 16  # such a batch is made of so many labels, each with the ones nearest to it
LOOKED_AT, AT_ONCE = (
    8,
    1024,
)  # examples of a label by which that is told, and how many are encoded at once
RENEWED = 120  # steps after which it is looked up anew which are near
LONGEST = 20  # tokens of an example that are looked at
LEFT_OUT = 0.08  # share of them that is left out
ACROSS = 0.4  # share of pairs in two languages, where there are any
ORDERS = ((2, 0), (3, 1), (5, 2))  # tokens seen at once, and how many of them to the left
WIDE = 256  # numbers by which the network describes a token in each of these orders
PLAIN = ("proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b", "cnn_W", "cnn_b")
LAST = ("d0", "d1", "d2", "d3", "p1", "p3")
Vectors = np.ndarray[Any, Any]
Weights = dict[str, Any]


def weights_of(model: Any) -> dict[str, Vectors]:
    """The weights that are tuned, named as ``encoder.Learned`` names them."""
    own = {name: getattr(model, name) for name in (*PLAIN, *LAST)}
    several = {
        f"{name}.{n}": getattr(model, name)[n]
        for name in ("w1", "b1", "w2", "b2")
        for n in range(3)
    }
    return own | several


class Tokens:
    """Examples as rows of numbers of words, and the numbers of the words as the encoder has them."""

    def __init__(self, texts: Sequence[str], model: Any) -> None:
        rows = [model.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
        used = sorted({token for row in rows for token in row})
        place = {token: n + 1 for n, token in enumerate(used)}
        chunk = np.array(used) % len(model.scale)
        words = model.table[used] * model.scale[chunk, None] + model.lo[chunk, None]
        self.words = jnp.asarray(np.concatenate([np.zeros((1, words.shape[1])), words]), "f4")
        self.rows = np.zeros((len(texts), LONGEST), np.int32)
        self.there = np.zeros((len(texts), LONGEST), np.float32)
        for n, row in enumerate(rows):
            self.rows[n, : len(row)] = [place[token] for token in row[:LONGEST]]
            self.there[n, : len(row)] = 1


def _normal(x: Any, gain: Any, shift: Any, eps: float) -> Any:
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + eps) * gain + shift


def _windows(x: Any, count: int, left: int) -> Any:
    wide = x.shape[1]
    padded = jnp.pad(x, ((0, 0), (left, count - 1 - left), (0, 0)))
    return jnp.concatenate([padded[:, k : k + wide] for k in range(count)], -1)


def forward(w: Weights, words: Any, there: Any, eps: float) -> Any:
    """What the network makes of sentences: the same as the package does, so that gradients can be taken.

    Args:
        w: as of ``weights_of``.
        words: sentences x tokens x 512.
        there: 1 where there is a token, else 0; sentences x tokens.
        eps: the package's.
    """
    shown = there[..., None]
    words = words * shown
    x = _normal(words @ w["proj_W"] + w["proj_b"], w["ln_g_all"], w["ln_b_all"], eps) * shown
    features = [words]
    for n, (count, left) in enumerate(ORDERS):
        own = x[..., n * WIDE : (n + 1) * WIDE]
        hidden = jax.nn.relu(_windows(own, count, left) @ w[f"w1.{n}"] + w[f"b1.{n}"]) + own
        hidden = hidden * shown
        features.append(
            jax.nn.relu(_windows(hidden, count, left) @ w[f"w2.{n}"] + w[f"b2.{n}"]) + hidden
        )
    whole = _normal(jnp.concatenate(features, -1), w["ln_g"], w["ln_b"], eps) * shown
    count = there.sum(1, keepdims=True)
    mean = (whole.sum(1) @ w["cnn_W"] + count * w["cnn_b"]) / jnp.sqrt(count)
    first = jax.nn.relu(mean @ w["p1"] + jax.nn.relu(mean @ w["d0"]) @ w["d1"])
    found = jnp.tanh(first @ w["p3"] + jax.nn.relu(first @ w["d2"]) @ w["d3"])
    return found / jnp.linalg.norm(found, axis=-1, keepdims=True)


class Batches:
    """Labels of one case that are to be told apart together: at random, or such as lie near one another by now.

    Args:
        asks: the examples; those of no case are told apart from those of every case.
        rng: chooses.
    """

    def __init__(self, asks: Sequence[Ask], rng: np.random.Generator) -> None:
        cases: dict[str, dict[str, list[Ask]]] = defaultdict(lambda: defaultdict(list))
        for ask in asks:
            cases[ask.case][ask.label].append(ask)
        common = cases.pop("", {})
        self._labels = {
            case: [own for own in (*labels.values(), *common.values()) if len(own) > 1]
            for case, labels in cases.items()
        }
        self._rng = rng
        self._names = sorted(self._labels)
        counts = np.array([len(self._labels[name]) for name in self._names], float)
        self._share = counts / counts.sum()
        self._near: dict[str, tuple[int, Vectors]] = {}

    def pairs(self, step: int, encoded: Callable[[list[str]], Vectors]) -> list[tuple[Ask, Ask]]:
        """Two examples of each label of a batch.

        Args:
            step: how many batches there were.
            encoded: what the network now makes of texts.
        """
        name = self._names[self._rng.choice(len(self._names), p=self._share)]
        labels = self._labels[name]
        if step < EASY or self._rng.random() >= NEARBY:
            places = list(self._rng.permutation(len(labels))[:BATCH])
        else:
            if name not in self._near or step - self._near[name][0] > RENEWED:
                self._near[name] = step, _nearest(labels, encoded)
            places = self._clumps(self._near[name][1])
        return [self._pair(labels[place]) for place in places]

    def _clumps(self, nearest: Vectors) -> list[int]:
        """Places of labels: some at random, each with those nearest to it."""
        found: dict[int, None] = {}
        for label in self._rng.permutation(len(nearest)):
            fresh = [int(other) for other in nearest[label] if int(other) not in found]
            found |= dict.fromkeys(fresh[: BATCH // CLUMPS])
            if len(found) >= BATCH:
                break
        return list(found)[:BATCH]

    def _pair(self, own: list[Ask]) -> tuple[Ask, Ask]:
        """Two examples with one label, in one language or two."""
        rng = self._rng
        first = own[rng.integers(len(own))]
        same = [ask for ask in own if ask.lang == first.lang and ask.text != first.text]
        other = [ask for ask in own if ask.lang != first.lang]
        pool = (other if other and (rng.random() < ACROSS or not same) else same) or [first]
        return first, pool[rng.integers(len(pool))]


def _nearest(labels: list[list[Ask]], encoded: Callable[[list[str]], Vectors]) -> Vectors:
    """For each label the places of all labels, the nearest (itself) first."""
    texts = [own[n % len(own)].text for own in labels for n in range(LOOKED_AT)]
    middles = encoded(texts).reshape(len(labels), LOOKED_AT, -1).mean(1)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    return np.argsort(-middles @ middles.T, axis=1)


def tune(asks: Sequence[Ask], *, seed: int = 0, steps: int = STEPS) -> dict[str, Vectors]:
    """By how much each weight should move.

    Args:
        asks: the examples; those of one case are told apart from one another, and from those of no case.
        seed: for the order of examples.
        steps: batches, each of some case's labels.
    """
    rng = np.random.default_rng(seed)
    model = network()
    asks = [ask._replace(text=bare(ask.text)) for ask in asks]
    texts = list(dict.fromkeys(ask.text for ask in asks))
    place = {text: n for n, text in enumerate(texts)}
    tokens, eps, batches = Tokens(texts, model), model.eps, Batches(asks, rng)

    def loss(w: Weights, first: Any, second: Any) -> Any:
        near = (forward(w, *first, eps) @ forward(w, *second, eps).T) / WARMTH
        right = [jnp.diag(jax.nn.log_softmax(near, axis)).mean() for axis in (0, 1)]
        return -(right[0] + right[1]) / 2

    pace = optax.warmup_cosine_decay_schedule(0.0, RATE, FIRST, steps)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(pace))
    before = {name: jnp.asarray(w) for name, w in weights_of(model).items()}
    weights, moments = before, optimiser.init(before)

    @jax.jit
    def step(weights: Weights, moments: Any, first: Any, second: Any) -> Any:
        first, second = ((tokens.words[rows], there) for rows, there in (first, second))
        value, slope = jax.value_and_grad(loss)(weights, first, second)
        change, moments = optimiser.update(slope, moments, weights)
        return optax.apply_updates(weights, change), moments, value

    @jax.jit
    def whole(weights: Weights, rows: Any, there: Any) -> Any:
        return forward(weights, tokens.words[rows], there, eps)

    def encoded(texts: list[str]) -> Vectors:
        rows = [place[text] for text in texts]
        parts = [rows[n : n + AT_ONCE] for n in range(0, len(rows), AT_ONCE)]
        parts[-1] += [0] * (AT_ONCE - len(parts[-1]))  # so that it is compiled for one size only
        found = [whole(weights, tokens.rows[part], tokens.there[part]) for part in parts]
        return np.concatenate([np.asarray(one) for one in found])[: len(rows)]

    for count in range(steps):
        pairs = batches.pairs(count, encoded)
        sides = []
        for side in (0, 1):
            rows = [place[pair[side].text] for pair in pairs]
            there = tokens.there[rows] * (rng.random((len(rows), LONGEST)) >= LEFT_OUT)
            there[:, 0] = 1
            sides.append((tokens.rows[rows], there))
        weights, moments, value = step(weights, moments, *sides)
        if count % 50 == 0:
            print(f"step {count}: loss {float(value):.3f}", flush=True)
    return {name: np.asarray(weights[name] - before[name]) for name in before}
