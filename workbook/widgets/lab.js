// The distortion lab: what is due today, and every exercise there is.

function labRow(app, one) {
  const { t } = app;
  const id = freshId();
  const names = { new: t("Begin"), begun: t("Go on"), done: t("Another round") };
  return make(
    "li",
    { class: `wb-standing-${one.state}` },
    make("span", { class: "wb-mark", "aria-hidden": "true" }),
    make("div", { id }, spoken("p", one.title, { class: "wb-title" }), spoken("p", one.aim, { class: "wb-hint" }), make("p", { class: "wb-hint" }, t("about {minutes} minutes", one))),
    make(
      "button",
      { type: "button", class: "wb-button wb-minutes", "aria-describedby": id, on: { click: () => app.choose(one.exercise) } },
      names[one.state],
    ),
  );
}

function showLab(app, { lab }) {
  if (!lab) return;
  const { t, format } = app;
  const { due, next, week, seen, items } = lab.standing;
  refill(
    app.main,
    app.alerts,
    make("h3", null, t("The distortion lab")),
    make(
      "div",
      { class: "wb-step-next" },
      make("h4", null, due ? t("{due} thoughts are due for review.", { due }) : seen ? t("Nothing is due today.") : t("Begin with single thoughts.")),
      make(
        "p",
        { class: "wb-hint" },
        [
          !seen && t("What you have answered comes back when you are about to forget it, and what you mix up comes back more often."),
          !due && next && t("The next one comes back on {date}.", { date: format.date(next.slice(0, 10)) }),
          week > 0 && t("In the coming week: {week}.", { week }),
          t("You have seen {seen} of {items} thoughts.", { seen, items }),
        ]
          .filter(Boolean)
          .join(" "),
      ),
      make(
        "button",
        { type: "button", class: "wb-button wb-primary", on: { click: () => app.choose(seen ? "lab/review" : "lab/name-it") } },
        seen ? t("Five minutes of review") : t("Begin"),
      ),
    ),
    make("ul", { class: "wb-standings" }, lab.exercises.map(one => labRow(app, one))),
  );
}

// The round comes below; it is looked for until Lab has drawn it.
function goToRound(root, exercise, tries = 40) {
  // The lesson may show the same exercise further up.
  const below = view => root.compareDocumentPosition(view) & Node.DOCUMENT_POSITION_FOLLOWING;
  const round = [...document.querySelectorAll(".wb-drill")].find(view => view.dataset.exercise === exercise && below(view));
  const first = round?.querySelector("button, input, select");
  if (!first) return tries && setTimeout(() => goToRound(root, exercise, tries - 1), 150);
  round.scrollIntoView();
  first.focus();
}

function render(place) {
  const app = openPage(place, { title: "The distortion lab", kind: "wb-drill", show: showLab, anew: true });
  app.choose = async exercise => {
    const answer = await app.messages.post("choose", { exercise });
    if (answer.kind === "ack") goToRound(app.root, exercise);
  };
  return app.close;
}

export default { render };
