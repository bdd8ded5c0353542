// The debrief: strengths first, then the course of the talk, what was passed by, and one thing to practise next.

function openedPart({ t, client }, { opened, near, counts }) {
  const topics = new Map();
  for (const { hint, opens_with } of near) topics.set(hint, [...(topics.get(hint) ?? []), opens_with]);
  return part(
    t("What {name} told you: {opened} of {total} things", { name: client.name, ...counts }),
    opened.length
      ? make(
          "ul",
          { class: "wb-opened" },
          opened.map(({ text, turn }) =>
            make("li", null, spoken("span", text), " ", make("span", { class: "wb-where" }, t("turn {turn}", { turn }))),
          ),
        )
      : make("p", null, t("Nothing was told that you did not know beforehand.")),
    near.length > 0 && [
      make("p", { class: "wb-label" }, t("One step away")),
      make(
        "ul",
        { class: "wb-near" },
        [...topics].map(([hint, ways]) => make("li", null, hint && spoken("strong", hint), ways.map(way => spoken("p", way)))),
      ),
    ],
  );
}

function cuesPart({ t }, cues) {
  return part(
    t("Signs in the client's words"),
    make(
      "ul",
      { class: "wb-cues" },
      cues.map(({ turn, line, span: words, name, why, seen }) =>
        make(
          "li",
          { class: seen ? "wb-seen" : "wb-passed" },
          make(
            "p",
            { class: "wb-where" },
            `${t("Turn {turn}", { turn })} · ${name} · `,
            make("strong", null, seen ? t("you picked this up") : t("you passed this by")),
          ),
          make("blockquote", { dir: "auto" }, marked(line, words)),
          spoken("p", why),
        ),
      ),
    ),
  );
}

// Levels of the rubric: what the trainee chose to practise comes first, and stands open.
function rubricPart(app, rubric) {
  const { t, state } = app;
  const quotes = (title, list) =>
    list.length > 0 && [
      make("p", { class: "wb-label" }, title),
      make(
        "ul",
        { class: "wb-quotes" },
        list.map(({ turn, text }) =>
          make("li", null, make("q", { dir: "auto" }, text), " ", make("span", { class: "wb-where" }, t("turn {turn}", { turn }))),
        ),
      ),
    ];
  const entry = ({ id, name, aim, level, anchor, next, shown, missed, source }) => {
    const chosen = state.goals.includes(id);
    const figure = level === null ? t("too little in this talk to tell") : t("{level} of 4", { level });
    const inside = [
      spoken("p", aim, { class: "wb-hint" }),
      anchor && spoken("p", anchor),
      next && make("p", null, make("strong", null, t("One level up:")), " ", spoken("span", next)),
      quotes(t("Where it showed"), shown),
      quotes(t("Where it was missed"), missed),
      make("p", { class: "wb-hint" }, source),
    ];
    const { button, panel } = disclosure(`${name}: ${figure}`, make("div", { class: "wb-folded" }, inside), "wb-foldname");
    if (chosen) button.click();
    return make(
      "li",
      { class: chosen ? "wb-chosen" : "" },
      chosen && make("span", { class: "wb-badge" }, t("Your aim")),
      level !== null && make("span", { class: "wb-level", "aria-hidden": "true", style: `--level:${level}` }),
      button,
      panel,
    );
  };
  const ordered = [...rubric].sort((a, b) => state.goals.includes(b.id) - state.goals.includes(a.id));
  return part(
    t("Your talk on the rubric, 0 to 4"),
    make("p", { class: "wb-hint" }, t("A mirror for practice, counted from what was heard; not a mark.")),
    make("ul", { class: "wb-rubric" }, ordered.map(entry)),
  );
}

function againPart(app) {
  const { t } = app;
  const goals = goalChoice(app);
  const start = mode => app.ask("again", { mode, goals: goals.ids() });
  return make(
    "div",
    { class: "wb-again wb-control", role: "group", "aria-label": t("Start this talk again") },
    goals.node,
    make("p", { class: "wb-label" }, t("Start this talk again, with feedback")),
    modes(t).map(mode => make("button", { type: "button", class: "wb-button", on: { click: () => start(mode.id) } }, mode.name)),
  );
}

function nextPart(app, next) {
  const { t } = app;
  return make(
    "section",
    { class: "wb-part wb-next" },
    make("h4", null, t("One thing to practise next")),
    spoken("p", next.text),
    next.say && spoken("blockquote", next.say),
    againPart(app),
  );
}

// A talk that ended before it began has nothing to look back on.
function showNothing(app) {
  app.main.replaceChildren(app.alerts, make("p", null, app.t("Nothing was said yet, so there is nothing to look back on.")), againPart(app));
}

function showDebrief(app) {
  const { t, state, format } = app;
  const { debrief } = state;
  if (!debrief) return showNothing(app);
  const title = make("h4", { tabindex: "-1", class: "wb-debrief-title" }, t("Debrief"));
  app.log = transcript(app);
  app.title = title;
  app.main.replaceChildren(
    app.alerts,
    make(
      "div",
      { class: "wb-debrief" },
      make(
        "div",
        { class: "wb-summary" },
        title,
        spoken("p", debrief.summary),
        make("p", { class: "wb-score" }, t("{score} out of 100", { score: format.whole(debrief.score * 100) })),
      ),
      debrief.strengths.length > 0 && part(t("What went well"), bullets(debrief.strengths, "wb-strengths")),
      part(
        t("The course of the talk"),
        courseFigure(app, debrief.course),
        debrief.course_text.length > 0 && bullets(debrief.course_text),
      ),
      debrief.ratings.length > 0 &&
        part(
          t("Your own view beside the workbook's"),
          make("ul", { class: "wb-comparisons" }, debrief.ratings.map(rating => comparison(app, rating))),
        ),
      rubricPart(app, debrief.rubric),
      openedPart(app, debrief),
      debrief.cues.length > 0 && cuesPart(app, debrief.cues),
      skillsPart(app, debrief.skills, debrief.measures),
      nextPart(app, debrief.next),
      make(
        "details",
        { class: "wb-fold wb-whole" },
        make("summary", null, t("Read the whole talk again ({turns} turns)", { turns: state.turns.length })),
        app.log,
      ),
    ),
  );
}
