// The sheet of a thought record as it fills, and what came of each column.

const kindsOf = t => [
  ["fact", t("a fact")],
  ["thought", t("a thought")],
  ["feeling", t("a feeling")],
];
const sidesOf = t => [
  ["for", t("for it")],
  ["against", t("against it")],
  ["neither", t("no evidence")],
];

function spokenSoFar({ t, sheet }, said) {
  return make(
    "ol",
    { class: "wb-exchange", "aria-label": t("What was said"), "aria-live": "polite" },
    said.map(one =>
      make(
        "li",
        null,
        make("p", { class: "wb-mine-said" }, make("span", { class: "wb-label" }, t("You said")), make("br"), spoken("span", one.text)),
        make("p", { class: "wb-thought" }, make("span", { class: "wb-label" }, sheet.client), make("br"), spoken("span", one.client)),
        one.about && make("p", { class: "wb-hint" }, one.about),
      ),
    ),
  );
}

// What came of the column before, for as long as it is worth reading.
function lookBack(app) {
  const { t, sheet } = app;
  const judged = (rows, kinds, right) =>
    make(
      "ul",
      { class: "wb-spans" },
      rows.map(row =>
        make(
          "li",
          { class: row.given === row[right] ? "wb-verdict-found" : "wb-verdict-other" },
          make("strong", null, row.given === row[right] ? t("Yes: {what}.", { what: kinds[row[right]] }) : t("Rather {what}.", { what: kinds[row[right]] })),
          " ",
          spoken("q", row.say),
          " ",
          spoken("span", row.why),
        ),
      ),
    );
  if (sheet.phase === "thought") return folded(t("Facts, thoughts and feelings: what you chose"), [judged(sheet.statements, Object.fromEntries(kindsOf(t)), "kind")]);
  if (sheet.phase === "weigh") {
    const { label } = sheet;
    return folded(t("The thought: what you chose"), [
      make("ul", { class: "wb-spans" }, sheet.candidates.map(one => make("li", null, make("strong", null, one.hot ? t("This one carries the feeling.") : one.chosen ? t("Your choice.") : ""), " ", spoken("q", one.say), " ", spoken("span", one.why)))),
      make("p", null, label.right ? t("You called it {given}; that fits best.", label) : label.also ? t("You called it {given}; that can be defended. {best} fits best.", label) : t("You called it {given}; {best} fits better.", label), " ", label.definition),
    ]);
  }
  if (sheet.phase === "ask")
    return folded(t("The evidence: what you chose"), [judged(sheet.evidence.filter(row => row.given), Object.fromEntries(sidesOf(t)), "side")]);
  if (sheet.phase === "friend" && sheet.asked.length) return spokenSoFar(app, sheet.asked.slice(-1));
  if (sheet.phase === "balance" && sheet.friend.length) return spokenSoFar(app, sheet.friend.slice(-1));
  return null;
}

// The record itself, as it stands.
function paper(app) {
  const { t, sheet } = app;
  const facts = sheet.statements.filter(one => one.kind === "fact");
  const hot = sheet.candidates.find(one => one.hot);
  const side = name => sheet.evidence.filter(one => one.side === name).map(one => make("li", null, one.words));
  const good = sheet.balanced.at(-1);
  const friend = sheet.friend.find(one => one.worth > 0);
  const row = (name, ...inside) => make("tr", null, make("th", { scope: "row" }, name), make("td", null, inside));
  return make(
    "div",
    { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": t("The record so far") },
    make(
      "table",
      { class: "wb-paper" },
      make("caption", null, t("The record so far")),
      make(
        "tbody",
        null,
        row(t("Situation"), facts.length ? make("ul", null, facts.map(one => make("li", null, one.say))) : "…"),
        row(t("Thought"), hot ? [spoken("q", hot.say), " ", t("believed {belief} of 100", { belief: sheet.belief.before })] : "…"),
        row(t("Emotions"), sheet.emotions.map(one => make("span", { class: "wb-badge" }, `${one.name} ${one.before}`))),
        row(t("Evidence for"), side("for").length ? make("ul", null, side("for")) : "…"),
        row(t("Evidence against"), side("against").length ? make("ul", null, side("against")) : "…"),
        row(t("To a friend"), friend ? spoken("span", friend.client) : "…"),
        row(t("Balanced thought"), good ? spoken("q", good.text) : "…"),
        sheet.phase === "done" &&
          row(t("Rated again"), t("The thought: believed {belief} of 100", { belief: sheet.belief.now }), " · ", sheet.emotions.map(one => `${one.name} ${one.now}`).join(", ")),
      ),
    ),
  );
}

function resultPart(app) {
  const { t, sheet, format } = app;
  const { result } = sheet;
  const examples = rows => make("ul", { class: "wb-says" }, rows.map(one => make("li", null, spoken("q", one.say), make("br"), spoken("span", one.why))));
  return [
    make("p", null, t("Your view: {guess} of 10. The workbook: {score}.", { guess: result.guess, score: format.fine(result.score) })),
    make("p", null, t("{client} believed the thought for {before} of 100, and now for {now}. A record moves a belief; it seldom turns it round.", { client: sheet.client, ...sheet.belief })),
    result.missed.length > 0 && folded(t("What would have come to another open question"), [examples(result.missed)]),
    folded(t("Balanced thoughts that {client} could have believed", sheet), [examples(result.good)]),
    folded(t("Merely cheerful ones, and why they bounce off"), [examples(result.cheerful)]),
    sheet.balanced.length > 0 && folded(t("The thoughts you proposed"), [spokenSoFar(app, sheet.balanced)]),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("again") } }, t("Begin anew"))),
  ];
}
