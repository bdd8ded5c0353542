// The versions of a talk: going to another one, and two of them side by side.

function versions(app) {
  const { t, state } = app;
  const beside = make("div", { class: "wb-beside", role: "region", "aria-label": t("Two versions side by side"), tabindex: "-1", hidden: true });
  // An exam shows nothing before it is over.
  const hidden = state.mode === "exam" && state.phase === "talk";
  async function compare(attempt) {
    const answer = await app.messages.post("compare", { attempt });
    if (answer.kind !== "ack") return;
    beside.replaceChildren(...sideBySide(app, answer.compared));
    beside.hidden = false;
    beside.focus();
  }
  const entry = ({ attempt, from_turn, turns, current, at }) => {
    const words = [
      from_turn ? t("Goes its own way after turn {turn}", { turn: from_turn }) : t("From the beginning"),
      turns === 1 ? t("1 turn") : t("{turns} turns", { turns }),
      app.format.when(at),
    ].join(" · ");
    const button = (name, click) => make("button", { type: "button", class: "wb-button", on: { click } }, name);
    return make(
      "li",
      null,
      make("span", null, words),
      current
        ? make("strong", null, t("You are here"))
        : make(
            "span",
            { class: "wb-acts" },
            !hidden && turns > 0 && button(t("Compare with this one"), () => compare(attempt)),
            button(t("Go to this version"), () => app.ask("branch", { attempt })),
          ),
    );
  };
  return make(
    "div",
    { class: "wb-panel" },
    make("h4", null, t("Versions of this talk")),
    make("p", null, t("Going back begins a new version; the earlier ones stay as they were.")),
    make("ul", { class: "wb-versions" }, state.branches.map(entry)),
    beside,
  );
}

function sideBySide(app, { after, last, sides }) {
  const { t } = app;
  const names = [t("This version"), t("The other version")];
  return [
    make("h4", null, after ? t("The same up to turn {turn}, and then", { turn: after }) : t("Different from the beginning")),
    make("blockquote", { dir: "auto" }, last),
    make(
      "div",
      { class: "wb-sides" },
      sides.map((side, place) => make("section", { "aria-label": names[place] }, make("h5", null, names[place]), oneSide(app, side))),
    ),
  ];
}

function oneSide(app, { turns, changed, opened }) {
  const { t } = app;
  if (!turns.length) return make("p", { class: "wb-hint" }, t("Nothing was said here yet."));
  const said = ({ said, client, why, feedback }) =>
    make(
      "li",
      null,
      make("div", { class: "wb-line wb-own" }, speaker(t("You")), spoken("p", said, { class: "wb-words" })),
      make("div", { class: "wb-line wb-client" }, speaker(app.client.name), spoken("p", client, { class: "wb-words" })),
      feedback && spoken("p", feedback.effect, { class: "wb-hint" }),
      why && reasons(app, why),
    );
  return [
    make("p", { class: "wb-label" }, t("What changed in {name}", { name: app.client.name })),
    make("ul", { class: "wb-changes" }, changed.map(change => make("li", null, points(app, change)))),
    make("p", { class: "wb-label" }, t("What you opened")),
    opened.length ? make("ul", null, opened.map(words => spoken("li", words))) : make("p", null, t("Nothing new.")),
    make("ol", { class: "wb-side-turns" }, turns.map(said)),
  ];
}
