// A round of tasks: one task after the other, how it went by one's own guess, then what it was.

function heading(app) {
  const { t, round } = app;
  const at = Math.min(round.place + (app.looking ? 0 : 1), round.total);
  return make(
    "div",
    { class: "wb-drill-head" },
    (app.title = make("h3", { tabindex: "-1" }, round.title)),
    round.phase === "task" &&
      make("p", { class: "wb-hint" }, t("{place} of {total}", { place: at, total: round.total }), " ", make("progress", { max: round.total, value: round.place, "aria-hidden": "true" })),
  );
}

function showReady(app) {
  const { t, round } = app;
  refill(
    app.main,
    app.alerts,
    heading(app),
    spoken("p", round.aim),
    round.notice && spoken("p", round.notice),
    round.total
      ? make("p", { class: "wb-hint" }, t("{total} tasks, about {minutes} minutes. You can stop at any moment.", round))
      : make("p", null, t("There is nothing here yet.")),
    make(
      "div",
      { class: "wb-acts" },
      round.total > 0 && make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("begin") } }, t("Begin")),
      round.kind === "in_transcript" && make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("own") } }, t("Search my own last talk")),
    ),
    codesFold(app),
  );
}

function codesFold({ t, round }) {
  if (!round.codes.length) return null;
  return folded(
    t("What is what?"),
    round.codes.map(({ name, definition, caution }) =>
      make("div", { class: "wb-code" }, make("p", null, make("strong", null, name), " ", definition), caution && make("p", { class: "wb-hint" }, caution)),
    ),
  );
}

// Three piles and a stack: a key or a button puts the thought on one, and the next is there.
function showStack(app, moved) {
  const { t, round } = app;
  const { task, last } = round;
  const put = code => app.ask("answer", { code });
  const buttons = task.options.map(({ code, name }, place) =>
    make("button", { type: "button", class: "wb-button wb-pile", on: { click: () => put(code) } }, make("kbd", null, place + 1), " ", name),
  );
  const told = last && !last.skipped && !last.gone
    ? [make("strong", null, last.credit >= 1 ? t("Yes: {name}.", last.key) : last.credit > 0 ? t("Defensible; fits best: {name}.", last.key) : t("Fits better: {name}.", last.key)), " ", spoken("span", last.best)]
    : [];
  const card = make("div", { class: "wb-stack", tabindex: "-1" }, thought(task.text));
  refill(
    app.main,
    app.alerts,
    heading(app),
    make("p", { class: `wb-before-this ${last && last.credit >= 1 ? "wb-good" : ""}`, role: "status" }, told),
    card,
    make("div", { class: "wb-acts wb-piles", role: "group", "aria-label": t("On which pile?") }, buttons),
    make("p", { class: "wb-hint" }, t("The keys 1, 2 and 3 do the same.")),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-quiet", on: { click: () => app.ask("skip") } }, t("Pass over"))),
  );
  app.main.onkeydown = event => {
    const pile = task.options[Number(event.key) - 1];
    if (pile && round.kind === "sort_stack" && !event.ctrlKey && !event.metaKey && !event.altKey) put(pile.code);
  };
  // A page that opens keeps the focus where it is; after that the card has it, for the keys.
  if (moved) card.focus({ preventScroll: true });
}

function showTask(app, moved) {
  const { t, round } = app;
  const { task } = round;
  if (round.kind === "sort_stack") return showStack(app, moved);
  app.main.onkeydown = null;
  const asked = ASKED[round.kind](app, task);
  app.form = make(
    "form",
    {
      class: "wb-task wb-control",
      on: {
        async submit(event) {
          event.preventDefault();
          if (app.busy) return;
          const given = asked.read();
          if (!given) return;
          app.looking = true;
          const answer = await app.ask("answer", given);
          if (answer?.kind === "ack") asked.done?.();
          else app.looking = false;
        },
      },
    },
    asked.fields,
    make(
      "div",
      { class: "wb-acts wb-task-acts" },
      make("button", { type: "submit", class: "wb-button wb-primary" }, t("Check")),
      make("button", { type: "button", class: "wb-quiet", on: { click: () => (asked.dropped?.(), app.ask("skip")) } }, t("Pass over")),
    ),
  );
  refill(app.main, app.alerts, heading(app), task.why && make("p", { class: "wb-hint wb-reason" }, task.why), app.form, codesFold(app));
}

function showFeedback(app) {
  const { t, round } = app;
  const on = () => {
    app.looking = false;
    showRound(app);
    app.title.focus();
  };
  const told = make("div", { class: "wb-told-off", tabindex: "-1", role: "group", "aria-label": t("What there is to learn from it") }, feedbackOn(app, round.kind, round.last));
  refill(
    app.main,
    app.alerts,
    heading(app),
    told,
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: on } }, round.phase === "task" ? t("Next") : t("Go on"))),
  );
  told.focus({ preventScroll: true });
  app.title.scrollIntoView({ block: "nearest" });
}

function showGuess(app) {
  const { t, round } = app;
  const box = make("input", { type: "number", min: 0, max: round.total, step: 1, id: freshId(), class: "wb-box wb-number", inputmode: "numeric", required: true });
  app.main.onkeydown = null;
  refill(
    app.main,
    app.alerts,
    heading(app),
    make(
      "form",
      {
        class: "wb-guess wb-control",
        on: {
          submit(event) {
            event.preventDefault();
            app.ask("guess", { right: Number(box.value) });
          },
        },
      },
      make("label", { for: box.id }, t("Before you see it: how many of the {total} do you think went well?", round)),
      box,
      make("div", { class: "wb-acts" }, make("button", { type: "submit", class: "wb-button wb-primary" }, t("Show the result"))),
    ),
  );
}

function resultLine(app, one, place) {
  const { t, round } = app;
  const [tone, verdict] = one.skipped ? ["skipped", t("Passed over")] : one.gone ? ["skipped", t("No longer there")] : verdictOf(app, one.credit);
  const what = one.text ?? one.both?.map(({ text }) => text).join(" / ") ?? "";
  const name = one.texts || (!what && !one.skipped) ? `${place + 1}. ${app.format.whole(100 * (one.credit ?? 0))} %` : `${verdict} ${what}`;
  return make("li", { class: `wb-tone-${tone}` }, one.skipped || one.gone ? make("p", null, verdict) : folded(name, [feedbackOn(app, round.kind, one)]));
}

function showResult(app) {
  const { t, round, format } = app;
  const { result } = round;
  app.main.onkeydown = null;
  const right = format.fine(result.right);
  const said = result.guess === null ? null : make("p", null, t("Your guess: {guess}. It was {right} of {tried}.", { guess: result.guess, right, tried: result.tried }));
  refill(
    app.main,
    app.alerts,
    heading(app),
    result.empty
      ? make("p", null, t("There is nothing here yet."))
      : [
          said ?? make("p", null, t("{right} of {tried} went well.", { right, tried: result.tried })),
          result.skipped > 0 && make("p", { class: "wb-hint" }, t("Passed over: {skipped}. That is not counted as wrong.", result)),
          make("ol", { class: "wb-results" }, result.tasks.map((one, place) => resultLine(app, one, place))),
        ],
    make(
      "div",
      { class: "wb-acts" },
      make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("again") } }, t("Another round")),
      round.kind === "in_transcript" && make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("own") } }, t("Search my own last talk")),
    ),
  );
}

function showRound(app, moved) {
  const { round } = app;
  if (app.looking && round.last) return showFeedback(app);
  if (round.phase === "ready") return showReady(app);
  if (round.phase === "task") return showTask(app, moved);
  return round.phase === "guess" ? showGuess(app) : showResult(app);
}

function render(place) {
  const exercise = place.model.get("exercise");
  const app = openPage(place, {
    title: "The distortion lab",
    kind: "wb-drill",
    show(app, message) {
      if (!message.round) return;
      const moved = app.round;
      // Only a page that opens finds a draft on record that was not sent.
      app.opening = !moved;
      const ours = app.busy || app.root.contains(document.activeElement);
      app.round = message.round;
      app.root.dataset.phase = message.round.phase;
      app.root.setAttribute("aria-label", message.round.title);
      if (app.round.phase !== "task") app.looking = app.looking && app.round.phase !== "ready";
      showRound(app, ours);
      // Whatever had the focus is gone: without it, keys would reach Lab.
      if (!ours || app.root.contains(document.activeElement)) return;
      app.title.focus({ preventScroll: true });
      app.title.scrollIntoView({ block: "nearest" });
    },
  });
  app.drafts = keepDrafts(exercise, app.messages.post);
  app.root.dataset.exercise = exercise;
  // One answer at a time: a second press would answer the next task.
  app.ask = async (kind, fields) => {
    if (app.busy) return null;
    app.busy = true;
    const answer = await app.messages.post(kind, fields);
    app.busy = false;
    return answer;
  };
  return app.close;
}

export default { render };
