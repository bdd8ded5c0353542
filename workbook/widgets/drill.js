// A round in the distortion lab: one task after the other, how it went by one's own guess, then what it was.

const SURE = [25, 50, 75, 95];

function choices(app, { options, legend, name = freshId(), kind = "radio" }) {
  return make(
    "fieldset",
    { class: "wb-choices" },
    make("legend", null, legend),
    options.map(({ code, name: title, definition }) => {
      const id = freshId();
      return make(
        "label",
        { class: "wb-choice", for: id },
        make("input", { type: kind, name, id, value: code }),
        make("span", null, make("strong", null, title), definition && make("span", { class: "wb-what" }, definition)),
      );
    }),
  );
}

const chosenIn = fieldset => fieldset.querySelector("input:checked")?.value ?? null;

function sureness({ t }) {
  const group = freshId();
  const words = { 25: t("a guess"), 50: t("in doubt"), 75: t("fairly sure"), 95: t("sure") };
  return make(
    "fieldset",
    { class: "wb-sure" },
    make("legend", null, t("How sure are you?")),
    SURE.map(value =>
      make("label", { class: "wb-step" }, make("input", { type: "radio", name: group, value }), make("span", null, words[value])),
    ),
  );
}

function thought(text) {
  return spoken("blockquote", text, { class: "wb-thought" });
}

function wanting(app, words) {
  app.missing?.remove();
  app.missing = make("p", { class: "wb-missing", role: "alert" }, words);
  app.form.querySelector(".wb-task-acts").before(app.missing);
}

// Each kind: the fields of its form, and what is read from them (null: something is missing).
const ASKED = {
  name_it(app, task) {
    const { t } = app;
    const fits = choices(app, { options: task.options, legend: t("What fits best?") });
    const sure = sureness(app);
    return {
      fields: [thought(task.text), fits, sure],
      read() {
        const [code, confidence] = [chosenIn(fits), chosenIn(sure)];
        if (!code) return wanting(app, t("Choose a label first."));
        return { code, ...(confidence ? { confidence: Number(confidence) } : {}) };
      },
    };
  },
  own_deck(app, task) {
    const { t } = app;
    const fits = choices(app, { options: task.options.map(({ code, name }) => ({ code, name })), legend: t("What did you call it?") });
    return {
      fields: [thought(task.text), fits],
      read: () => (chosenIn(fits) ? { code: chosenIn(fits) } : wanting(app, t("Choose a label first."))),
    };
  },
  same_or_different(app, task) {
    const { t } = app;
    const same = choices(app, {
      options: [
        { code: "same", name: t("the same") },
        { code: "different", name: t("different") },
      ],
      legend: t("Do these two show the same?"),
    });
    const each = task.texts.map((text, place) => {
      const select = make(
        "select",
        { id: freshId() },
        make("option", { value: "" }, t("Choose a label")),
        task.options.map(({ code, name }) => make("option", { value: code }, name)),
      );
      return {
        select,
        node: make(
          "div",
          { class: "wb-side" },
          thought(text),
          make("label", { class: "wb-label", for: select.id }, place ? t("The second shows") : t("The first shows")),
          select,
        ),
      };
    });
    const sure = sureness(app);
    return {
      fields: [make("div", { class: "wb-two" }, each.map(({ node }) => node)), same, sure],
      read() {
        const codes = each.map(({ select }) => select.value);
        const [said, confidence] = [chosenIn(same), chosenIn(sure)];
        if (!said || codes.some(code => !code)) return wanting(app, t("Say whether they are the same, and choose a label for each."));
        return { same: said === "same", codes, ...(confidence ? { confidence: Number(confidence) } : {}) };
      },
    };
  },
  mark_words: marking,
  in_transcript: marking,
  label_to_question(app, task) {
    const { t } = app;
    const fits = choices(app, { options: task.options, legend: t("1. What fits best?") });
    const says = choices(app, {
      options: task.says.map(({ choice, say }) => ({ code: String(choice), name: say })),
      legend: t("2. What would you say to it?"),
    });
    const own = make("textarea", { class: "wb-box", rows: 3, id: freshId(), dir: "auto", maxlength: 600 });
    own.value = app.drafts.stored() || app.round.draft || "";
    own.addEventListener("input", () => app.drafts.typed(own.value));
    own.addEventListener("blur", app.drafts.flush);
    return {
      fields: [
        thought(task.text),
        fits,
        says,
        make("div", { class: "wb-own" }, make("label", { for: own.id }, t("3. A question of your own, in your own words (you may leave this open)")), own),
      ],
      read() {
        if (!chosenIn(fits) || chosenIn(says) === null) return wanting(app, t("Choose a label, and what you would say."));
        app.drafts.sent(own.value);
        return { code: chosenIn(fits), choice: Number(chosenIn(says)), text: own.value };
      },
      done: () => app.drafts.settled(),
    };
  },
};

function marking(app, task) {
  const { t } = app;
  const own = marker(app, task.texts, {
    codes: app.round.codes,
    says: one => one.said && spoken("p", one.said, { class: "wb-said-before" }),
  });
  return {
    fields: [
      make("p", { class: "wb-hint" }, t("Choose words with the mouse, or with the arrow keys and Shift, and say what you see in them. Not everything painful is a distortion.")),
      task.client && make("p", { class: "wb-label" }, task.own ? t("Your own talk with {client}", task) : t("A talk with {client}", task)),
      own.node,
    ],
    read: () => ({ marks: own.marks() }),
  };
}

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
  return folded(
    t("What is what?"),
    round.codes.map(({ name, definition, caution }) =>
      make("div", { class: "wb-code" }, make("p", null, make("strong", null, name), " ", definition), caution && make("p", { class: "wb-hint" }, caution)),
    ),
  );
}

// Three piles and a stack: a key or a button puts the thought on one, and the next is there.
function showStack(app) {
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
  card.focus({ preventScroll: true });
}

function showTask(app) {
  const { t, round } = app;
  const { task } = round;
  if (round.kind === "sort_stack") return showStack(app);
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
      make("button", { type: "button", class: "wb-quiet", on: { click: () => app.ask("skip") } }, t("Pass over")),
    ),
  );
  refill(app.main, app.alerts, heading(app), make("p", { class: "wb-hint wb-reason" }, task.why), app.form, codesFold(app));
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
  app.root.scrollIntoView({ block: "nearest" });
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

function showRound(app) {
  const { round } = app;
  if (app.looking && round.last) return showFeedback(app);
  if (round.phase === "ready") return showReady(app);
  if (round.phase === "task") return showTask(app);
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
      app.round = message.round;
      app.root.dataset.phase = message.round.phase;
      if (app.round.phase !== "task") app.looking = app.looking && app.round.phase !== "ready";
      showRound(app);
      if (moved && !app.looking && app.round.kind !== "sort_stack") app.title?.focus({ preventScroll: true });
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
