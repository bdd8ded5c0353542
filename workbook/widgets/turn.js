// One turn of the talk: what was said, what the client answered, and what there is to learn from it.

const PAGE = 20;

// A name above a few lines; not a heading, since a card has one already.
const label = words => make("p", { class: "wb-label" }, words);

function points({ t, format }, { name, before, after }) {
  const [from, to] = [before, after].map(format.whole);
  return from === to
    ? t("{name} stayed at {after}", { name, after: to })
    : t("{name} went from {before} to {after}", { name, before: from, after: to });
}

function speaker(name, initial = "") {
  return make(
    "p",
    { class: "wb-speaker" },
    initial && make("span", { class: "wb-initial", "aria-hidden": "true" }, initial),
    name,
  );
}

const clientLine = (app, words) => [
  speaker(app.client.name, [...app.client.name][0]),
  spoken("p", words, { class: "wb-words" }),
];

function opening(app, words) {
  return make(
    "article",
    { class: "wb-turn", "aria-label": app.t("Opening") },
    make("div", { class: "wb-line wb-client" }, clientLine(app, words)),
  );
}

function reasons(app, why) {
  const { t } = app;
  const list = (name, items) =>
    items?.length ? [label(name), make("ul", null, items.map(item => spoken("li", item)))] : [];
  return folded(t("Why did {name} say that?", { name: app.client.name }), [
    why.note && spoken("p", why.note),
    list(t("What was heard"), why.heard),
    list(t("What usually happens then"), why.rules),
    list(t("What it changed"), why.qualities?.map(quality => points(app, quality))),
    why.nearest && [label(t("What nearly came instead")), spoken("p", why.nearest)],
  ]);
}

function heardAs(app, turn) {
  const { t } = app;
  const chips = turn.heard.map(({ name, text }) =>
    make("li", { class: "wb-chip" }, make("strong", null, name), text && [" ", spoken("q", text)]),
  );
  return make(
    "div",
    { class: "wb-heard" },
    label(turn.corrected ? t("You said you meant") : t("Heard as")),
    turn.unsure && !turn.corrected && make("p", { class: "wb-unsure" }, t("The workbook is not sure about this one.")),
    chips.length ? make("ul", { class: "wb-chips" }, chips) : make("p", null, t("Nothing in particular")),
  );
}

// On request, and less each time: after four turns no stronger words any more, after eight only how it went and the aim.
const FADES_EVERY = 4;

function card(app, turn, less = 0) {
  const { t } = app;
  const { feedback } = turn;
  const tones = { strong: t("This helped"), fair: t("This was a start"), weak: t("This cost something") };
  return [
    feedback && [
      make("p", { class: "wb-tone" }, make("span", { class: "wb-sign", "aria-hidden": "true" }), tones[feedback.tone]),
      make("h4", null, feedback.title),
      make(
        "dl",
        { class: "wb-points" },
        [
          [t("The aim"), feedback.aim],
          [t("What it did"), less < 2 && feedback.effect],
          [t("Why"), less < 1 && feedback.because],
        ]
          .filter(([, words]) => words)
          .map(([name, words]) => make("div", null, make("dt", null, name), spoken("dd", words))),
      ),
      less > 0 && make("p", { class: "wb-hint" }, t("Find the rest yourself; after the talk everything is shown.")),
      less < 1 &&
        feedback.stronger &&
        make(
          "div",
          { class: "wb-stronger" },
          label(t("Stronger still")),
          spoken("blockquote", feedback.stronger.say),
          spoken("p", feedback.stronger.why),
        ),
    ],
    turn.reveals.length > 0 &&
      make(
        "div",
        { class: "wb-reveals" },
        label(t("What you opened")),
        make("ul", null, turn.reveals.map(words => spoken("li", words))),
      ),
    less < 2 && heardAs(app, turn),
    less < 1 && turn.why && reasons(app, turn.why),
    codeChoice(app, {
      name: t("This is not what I meant"),
      codes: app.state.codes,
      warning: app.state.turns.at(-1).turn > turn.turn && t("The talk then goes on from here; what came later stays in its own version."),
      change: code => app.ask("correct", { turn: turn.turn, code }),
    }),
  ].filter(Boolean);
}

function notes(app, turn) {
  const { t, state } = app;
  const over = state.phase === "done";
  const again = make(
    "button",
    {
      type: "button",
      class: "wb-quiet wb-control",
      on: { click: () => app.ask("rewind", { turn: turn.turn }) },
    },
    t("Say something else here"),
  );
  // In an exam nothing is shown, and nothing can be taken back, until the talk is over.
  if (state.mode === "exam" && !over) return [];
  const tone = turn.feedback?.tone ?? "none";
  if (state.mode === "fade" && !over)
    return [
      folded(t("Show the feedback on this turn"), make("div", { class: `wb-card wb-tone-${tone}` }, card(app, turn, Math.floor((turn.turn - 1) / FADES_EVERY))), "wb-waiting"),
      again,
    ];
  return [make("div", { class: `wb-card wb-tone-${tone}` }, card(app, turn)), again];
}

// Twenty turns a page: laying out one more turn then looks at a few pages, not at every turn so far.
function page(log) {
  const last = log.lastElementChild;
  if (last && last.childElementCount < PAGE) return last;
  log.append(make("div", { class: "wb-page" }));
  return log.lastElementChild;
}

function addTurn(app, log, turn) {
  const reply = make("div", { class: "wb-line wb-client" });
  const article = make(
    "article",
    { class: "wb-turn", "aria-label": app.t("Turn {turn}", { turn: turn.turn }), "data-turn": turn.turn },
    // A screen reader hears the reply, not an echo of what was typed nor the whole card.
    make(
      "div",
      { class: "wb-line wb-own", "aria-live": "off" },
      speaker(app.t("You")),
      spoken("p", turn.said, { class: "wb-words" }),
    ),
    reply,
    make("div", { class: "wb-notes", "aria-live": "off" }, notes(app, turn)),
  );
  page(log).append(article);
  reply.append(...clientLine(app, turn.client));
  article.querySelector(".wb-notes").prepend(liveMarks(app, turn));
  if (turn.ended)
    page(log).append(make("p", { class: "wb-over" }, app.t("{name} ended the talk here.", { name: app.client.name })));
  return article;
}
