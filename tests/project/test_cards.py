"""What is generated about the lab, and for it, is up to date."""

import pytest

from scripts import item_card, right_lines, sessions
from training import train_hearing
from workbook.client import begin
from workbook.content import case_ids, codebook, open_case
from workbook.content import sessions as kept_sessions
from workbook.content.shelf import case_folder, read_page
from workbook.content.transcript import Transcript
from workbook.encoder import encoder_installed
from workbook.exchange import Ear

TOLD = kept_sessions()


@pytest.fixture(scope="module")
def card():
    return item_card.page()


def test_the_card_of_the_items_is_up_to_date(card):
    assert card == item_card.PAGE.read_text(encoding="utf-8"), "run: python -m scripts.item_card"


def test_the_check_of_the_card_says_what_to_do(card, tmp_path, monkeypatch, capsys):
    page = tmp_path / "items.md"
    monkeypatch.setattr(item_card, "page", lambda: card)
    page.write_text("# Old", encoding="utf-8")
    monkeypatch.setattr(item_card, "PAGE", page)
    monkeypatch.setattr("sys.argv", ["item_card", "--check"])
    assert item_card.main() == 1
    assert "python -m scripts.item_card" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == "# Old"
    page.write_text(card, encoding="utf-8")
    assert item_card.main() == 0


def test_the_card_warns_before_it_gives_a_figure_of_agreement(card):
    assert card.index("how-far-to-trust-this") < card.index("kappa")
    assert "No clinician has looked" in card


@pytest.mark.parametrize("name", sorted(TOLD))
def test_each_session_is_told_by_a_client_as_the_client_is_now(name):
    case_id, _, rest = name.partition("/")
    talk, _, lang = rest.rpartition(".")
    assert case_id in case_ids()
    assert (case_folder() / case_id / "transcripts" / f"{talk}.yaml").exists()
    case, distortions = open_case(case_id), set(codebook("distortions").ids)
    assert lang in case.languages
    cues = []
    for told_by, storylet, line, said in TOLD[name]:
        assert told_by == case_id
        assert case.storylet(storylet).say[line].read(lang)
        assert said
        cues += [cue for cue in case.storylet(storylet).cues if cue.code in distortions]
    assert len(cues) >= sessions.FEWEST


@pytest.mark.skipif(not encoder_installed(), reason="the talks are heard by meaning")
def test_a_session_is_what_its_transcript_comes_to():
    # One of them; `python -m scripts.sessions --check` plays all, which takes a minute.
    case = open_case("job-rejection")
    talk = read_page(case_folder() / case.id / "transcripts" / "skilled.yaml", Transcript)
    told = sessions.lines(case, talk, Ear(case, lang="en", by_meaning=True))
    assert told == TOLD["job-rejection/skilled.en"]


def test_every_moment_with_right_lines_is_a_judged_reply_of_a_client():
    moments = right_lines.named()
    judged = {tuple(row[name] for name in right_lines.KEY) for row in train_hearing.replies()}
    assert len(moments) == len(right_lines.RIGHT.read_text(encoding="utf-8").splitlines())
    assert not set(moments) - judged


def test_the_place_of_a_right_line_counts_from_one_and_is_nought_where_it_was_not_heard():
    case = open_case("job-rejection")
    ear, state = Ear(case, lang="en", by_meaning=False), begin(case)
    said = "What kind of post was that job?"
    first = ear.likeliest(said, state)[0]
    assert right_lines.place(ear, said, state, first) == 1
    assert right_lines.place(ear, said, state, frozenset()) == 0
