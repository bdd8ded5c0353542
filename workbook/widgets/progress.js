// Where the trainee stands: every exercise, opened, under way or finished, and one step to go on with.

function standing({ t, format }, row) {
  const turns = row.turns === 1 ? t("1 turn") : t("{turns} turns", { turns: row.turns });
  const score = row.score === null ? "" : t("{score} out of 100", { score: format.whole(row.score * 100) });
  const names = { new: t("Not yet tried"), begun: t("Under way"), done: t("Finished") };
  const more = row.state === "new" ? [] : [turns, score, row.at && format.when(row.at)];
  return [names[row.state], ...more].filter(Boolean).join(" · ");
}

function onThisPage(exercise) {
  return [...document.querySelectorAll(".wb-conversation")].find(view => view.dataset.exercise === exercise);
}

function nextStep(app, step) {
  const { t } = app;
  const here = onThisPage(step.exercise);
  const go = () => {
    here.scrollIntoView();
    (here.querySelector("textarea") ?? here.querySelector("input, button"))?.focus();
  };
  return make(
    "div",
    { class: "wb-step-next" },
    make("h4", null, t("Next step")),
    spoken("p", step.text),
    here
      ? make("button", { type: "button", class: "wb-button wb-primary", on: { click: go } }, t("Go on"))
      : step.lesson && make("a", { class: "wb-button wb-primary", href: step.lesson }, t("Go on")),
  );
}

function showProgress(app, { exercises, next }) {
  const { t, format } = app;
  const finished = exercises.filter(row => row.state === "done").length;
  app.main.replaceChildren(
    app.alerts,
    make(
      "div",
      null,
      make("h3", null, t("Where you stand")),
      make("p", { class: "wb-hint" }, t("{done} of {total} finished", { done: finished, total: exercises.length })),
    ),
    ...(next ? [nextStep(app, next)] : []),
    make(
      "ul",
      { class: "wb-standings" },
      exercises.map(row =>
        make(
          "li",
          { class: `wb-standing-${row.state}` },
          make("span", { class: "wb-mark", "aria-hidden": "true" }),
          make(
            "div",
            null,
            spoken("p", row.title, { class: "wb-title" }),
            make("p", { class: "wb-hint" }, standing(app, row)),
          ),
          make("span", { class: "wb-hint wb-minutes" }, t("about {minutes} minutes", { minutes: format.whole(row.minutes) })),
        ),
      ),
    ),
  );
}

function render({ model, el }) {
  const lang = model.get("lang");
  const t = wording(model.get("strings"));
  const stopped = new AbortController();
  const root = make("section", { class: "wb wb-progress", lang, "aria-label": t("Where you stand") });
  const app = { t, format: formats(lang), alerts: make("div", { class: "wb-alerts" }), main: make("div", { class: "wb-main" }) };
  app.main.append(make("p", { class: "wb-hint wb-waiting-for", role: "status" }, t("One moment")), app.alerts);
  root.append(app.main);
  guardKeys(root);
  el.append(root);

  let note = null;
  const tell = words => {
    note?.close();
    note = callout(t, { tone: "problem", words });
    app.alerts.append(note);
  };
  const messages = openMessages(model, {
    heard(message) {
      if (message.kind === "problem") {
        app.main.querySelector(".wb-waiting-for")?.remove();
        return tell(message.text);
      }
      note?.close();
      showProgress(app, message);
    },
    lost: () => tell(t("The workbook is not answering. If this stays, reload the page.")),
    back: () => note?.close(),
  });
  const ask = () => messages.post("open");
  ask();
  // A talk may have gone on in another lesson meanwhile.
  document.addEventListener("visibilitychange", () => document.hidden || ask(), { signal: stopped.signal });
  return () => {
    stopped.abort();
    messages.close();
  };
}

export default { render };
