"""Three sheets as a client might get them, and their pages as pictures: python -m tests.paper.samples FOLDER."""

import sys
from pathlib import Path

from workbook.paper import Block, Sheet, as_pdf, as_text, as_word
from workbook.paper.pdf import as_pictures

FOOTERS = {
    "en": "Made in a training workbook; the client is made up. 23 November 2026",
    "nl": "Gemaakt in een oefenwerkboek; de cliënt is verzonnen. 23 november 2026",
}


def coping_plan(lang):
    if lang == "en":
        return Sheet(
            lang="en",
            title="Plan for Daan",
            subtitle="After the fourth “no” in a row",
            footer=FOOTERS["en"],
            blocks=(
                Block(
                    kind="text",
                    title="What I want",
                    texts=("To open my post again without feeling sick, and to sleep through.",),
                ),
                Block(
                    kind="table",
                    title="My steps",
                    rows=(
                        ("If it is …", "then I …"),
                        (
                            "Tuesday, ten o’clock, after coffee, at the kitchen table",
                            "open one letter, read it once, and put it in the blue folder",
                        ),
                        (
                            "I lie awake and go over the interview again",
                            "get up, write down three lines, and read on the sofa for ten minutes",
                        ),
                        ("", ""),
                    ),
                ),
                Block(
                    kind="scale",
                    title="How sure am I that I will do the first step?",
                    texts=("7", "not at all", "quite sure"),
                ),
                Block(
                    kind="scale",
                    title="How big does the first step feel?",
                    texts=("", "nothing to it", "far too big"),
                ),
                Block(
                    kind="text",
                    title="What may get in the way, and what then",
                    texts=(
                        "If there are more than three letters, I open only the top one. The rest can wait until Thursday.",
                    ),
                ),
                Block(
                    kind="list",
                    title="Who stands by me",
                    texts=("My sister Noor: I ring her on Tuesday, at noon.", "", ""),
                ),
                Block(kind="lines", title="What I say to myself when it is hard"),
                Block(
                    kind="text",
                    title="How I see that it helps",
                    texts=("Two letters opened by Friday. One night without getting up.",),
                ),
                Block(
                    kind="text", title="When we look at it again", texts=("Monday 30 November",)
                ),
            ),
        )
    return Sheet(
        lang="nl",
        title="Plan voor Daan",
        subtitle="Na de vierde afwijzing op rij",
        footer=FOOTERS["nl"],
        blocks=(
            Block(
                kind="text",
                title="Wat ik wil",
                texts=(
                    "Mijn post weer openmaken zonder dat ik er misselijk van word, en weer doorslapen.",
                ),
            ),
            Block(
                kind="table",
                title="Mijn stappen",
                rows=(
                    ("Als het … is", "dan …"),
                    (
                        "dinsdag tien uur, na de koffie, aan de keukentafel",
                        "maak ik één brief open, lees ik hem één keer en leg ik hem in de blauwe map",
                    ),
                    (
                        "nacht is en ik het sollicitatiegesprek wéér naloop",
                        "sta ik op, schrijf ik drie regels op en lees ik tien minuten op de bank",
                    ),
                    ("", ""),
                ),
            ),
            Block(
                kind="scale",
                title="Hoe zeker weet ik dat ik de eerste stap zet?",
                texts=("7", "helemaal niet", "heel zeker"),
            ),
            Block(
                kind="scale",
                title="Hoe groot voelt de eerste stap?",
                texts=("", "stelt niets voor", "veel te groot"),
            ),
            Block(
                kind="text",
                title="Wat er tussen kan komen, en wat dan",
                texts=(
                    "Liggen er meer dan drie brieven, dan maak ik alleen de bovenste open. De rest kan tot donderdag wachten.",
                ),
            ),
            Block(
                kind="list",
                title="Wie er voor me is",
                texts=("Mijn zus Noor: ik bel haar dinsdag om twaalf uur.", "", ""),
            ),
            Block(kind="lines", title="Wat ik tegen mezelf zeg als het moeilijk is"),
            Block(
                kind="text",
                title="Waaraan ik merk dat het helpt",
                texts=("Vrijdag zijn er twee brieven open. Eén nacht niet uit bed geweest.",),
            ),
            Block(
                kind="text", title="Wanneer we er weer naar kijken", texts=("Maandag 30 november",)
            ),
        ),
    )


def safety_plan(lang):
    if lang == "en":
        return Sheet(
            lang="en",
            title="My safety plan",
            subtitle="For when it gets too much. Begin at the top; go on to the next step when one is not enough.",
            footer=FOOTERS["en"],
            blocks=(
                Block(
                    kind="list",
                    title="1. How I notice that it is going wrong",
                    texts=(
                        "I stop answering messages.",
                        "I think: they would be better off without me.",
                        "",
                    ),
                ),
                Block(
                    kind="list",
                    title="2. What I can do by myself",
                    texts=(
                        "Walk round the park, with music.",
                        "A shower, as hot as I like it.",
                        "",
                    ),
                ),
                Block(
                    kind="list",
                    title="3. Where I go for company",
                    texts=("The library, the table by the window.", ""),
                ),
                Block(
                    kind="table",
                    title="4. Whom I can ask for help",
                    rows=(
                        ("Who", "Number", "When"),
                        ("Noor, my sister", "06 1234 5678", "always, also at night"),
                        ("", "", ""),
                    ),
                ),
                Block(
                    kind="table",
                    title="5. Professionals",
                    rows=(
                        ("Who", "Number", "When"),
                        ("My doctor", "", "on weekdays"),
                        ("113 Suicide Prevention", "0800 0113 or 113", "day and night, free"),
                        ("Emergency", "112", "when life is in danger now"),
                    ),
                ),
                Block(
                    kind="lines",
                    title="6. How I make it safer around me",
                    texts=("Noor keeps the tablets; I have one strip at home.", "", ""),
                ),
                Block(kind="lines", title="What is worth going on for", texts=("", "")),
            ),
        )
    return Sheet(
        lang="nl",
        title="Mijn veiligheidsplan",
        subtitle="Voor als het te veel wordt. Begin bovenaan; helpt een stap niet genoeg, ga dan naar de volgende.",
        footer=FOOTERS["nl"],
        blocks=(
            Block(
                kind="list",
                title="1. Waaraan ik merk dat het misgaat",
                texts=(
                    "Ik beantwoord geen berichten meer.",
                    "Ik denk: ze zijn beter af zonder mij.",
                    "",
                ),
            ),
            Block(
                kind="list",
                title="2. Wat ik zelf kan doen",
                texts=(
                    "Een rondje door het park, met muziek.",
                    "Douchen, zo heet als ik wil.",
                    "",
                ),
            ),
            Block(
                kind="list",
                title="3. Waar ik onder de mensen ben",
                texts=("De bibliotheek, de tafel bij het raam.", ""),
            ),
            Block(
                kind="table",
                title="4. Wie ik om hulp kan vragen",
                rows=(
                    ("Wie", "Nummer", "Wanneer"),
                    ("Noor, mijn zus", "06 1234 5678", "altijd, ook ’s nachts"),
                    ("", "", ""),
                ),
            ),
            Block(
                kind="table",
                title="5. Hulpverleners",
                rows=(
                    ("Wie", "Nummer", "Wanneer"),
                    ("Mijn huisarts", "", "op werkdagen"),
                    ("113 Zelfmoordpreventie", "0800 0113 of 113", "dag en nacht, gratis"),
                    ("Spoed", "112", "als er nu levensgevaar is"),
                ),
            ),
            Block(
                kind="lines",
                title="6. Hoe ik het om me heen veiliger maak",
                texts=("Noor bewaart de tabletten; ik heb één strip in huis.", "", ""),
            ),
            Block(kind="lines", title="Waar ik het voor doe", texts=("", "")),
        ),
    )


def formulation(lang):
    if lang == "en":
        return Sheet(
            lang="en",
            title="What keeps it going",
            subtitle="Daan, 34: where it comes from, what set it off, what keeps it going, and what helps",
            footer=FOOTERS["en"],
            blocks=(
                Block(
                    kind="heading",
                    title="How it came about",
                    texts=("From what Daan told in the first two talks; to be checked with him.",),
                ),
                Block(
                    kind="list",
                    title="From before",
                    texts=(
                        "At home, marks were what counted.",
                        "Changed school at eleven and was on his own for a year.",
                    ),
                ),
                Block(
                    kind="list",
                    title="What set it off",
                    texts=("Four rejections in six weeks; the last one in a single line.",),
                ),
                Block(kind="heading", title="What keeps it going"),
                Block(
                    kind="table",
                    title="One moment, from up close",
                    rows=(
                        ("Situation", "Thought", "Feeling", "What he does", "What comes of it"),
                        (
                            "A letter on the mat",
                            "“I knew it. Nobody wants me.”",
                            "shame, 80; a stone in his stomach",
                            "leaves it unopened for days",
                            "the pile grows, and so does the dread",
                        ),
                        (
                            "In bed, half past two",
                            "“If I had just answered that one question differently …”",
                            "tense, 70",
                            "goes over the interview again",
                            "sleeps three hours; cancels the next day",
                        ),
                    ),
                ),
                Block(
                    kind="scale",
                    title="“Nobody wants me”: how much he believes it",
                    texts=("8", "not at all", "completely"),
                ),
                Block(kind="heading", title="What helps already"),
                Block(
                    kind="list", texts=("His sister.", "He repairs bicycles for half the street.")
                ),
                Block(kind="lines", title="What we do not know yet"),
            ),
        )
    return Sheet(
        lang="nl",
        title="Wat het in stand houdt",
        subtitle="Daan, 34: waar het vandaan komt, wat het losmaakte, wat het in stand houdt en wat helpt",
        footer=FOOTERS["nl"],
        blocks=(
            Block(
                kind="heading",
                title="Hoe het zo gekomen is",
                texts=(
                    "Uit wat Daan in de eerste twee gesprekken vertelde; nog met hem na te gaan.",
                ),
            ),
            Block(
                kind="list",
                title="Van vroeger",
                texts=(
                    "Thuis telden vooral de cijfers.",
                    "Ging op zijn elfde naar een andere school en was een jaar lang alleen.",
                ),
            ),
            Block(
                kind="list",
                title="Wat het losmaakte",
                texts=("Vier afwijzingen in zes weken; de laatste in één regel.",),
            ),
            Block(kind="heading", title="Wat het in stand houdt"),
            Block(
                kind="table",
                title="Eén moment, van dichtbij",
                rows=(
                    ("Situatie", "Gedachte", "Gevoel", "Wat hij doet", "Wat ervan komt"),
                    (
                        "Een brief op de mat",
                        "‘Zie je wel. Niemand wil me.’",
                        "schaamte, 80; een steen in zijn maag",
                        "laat hem dagenlang dicht liggen",
                        "de stapel groeit, en de angst ook",
                    ),
                    (
                        "In bed, half drie",
                        "‘Had ik die ene vraag maar anders beantwoord …’",
                        "gespannen, 70",
                        "loopt het sollicitatiegesprek weer na",
                        "slaapt drie uur; zegt de volgende dag af",
                    ),
                ),
            ),
            Block(
                kind="scale",
                title="‘Niemand wil me’: hoezeer hij dat gelooft",
                texts=("8", "helemaal niet", "volkomen"),
            ),
            Block(kind="heading", title="Wat al helpt"),
            Block(kind="list", texts=("Zijn zus.", "Hij repareert fietsen voor de halve straat.")),
            Block(kind="lines", title="Wat we nog niet weten"),
        ),
    )


SAMPLES = {"coping_plan": coping_plan, "safety_plan": safety_plan, "formulation": formulation}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, sample in SAMPLES.items():
        for lang in FOOTERS:
            sheet, path = sample(lang), folder / f"{name}.{lang}"
            path.with_suffix(f".{lang}.pdf").write_bytes(as_pdf(sheet))
            path.with_suffix(f".{lang}.docx").write_bytes(as_word(sheet))
            path.with_suffix(f".{lang}.txt").write_text(as_text(sheet), encoding="utf-8")
            for page, picture in enumerate(as_pictures(sheet), start=1):
                path.with_suffix(f".{lang}.{page}.png").write_bytes(picture)
