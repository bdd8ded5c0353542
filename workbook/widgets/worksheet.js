// A sheet filled in with a client: an experiment, a ladder, the people around, a safety plan.

function wordsBox(app, { name, label, hint = "", offers = [] }, { rows = 2 } = {}) {
  const id = freshId();
  const box = make("textarea", { class: "wb-box", id, rows, dir: "auto", name, "aria-describedby": hint ? `${id}-hint` : null });
  box.value = had(app, "texts", name) ?? "";
  box.addEventListener("input", () => put(app, "texts", name, box.value));
  const take = words => {
    box.value = words;
    put(app, "texts", name, words);
    box.focus();
  };
  return make("div", { class: "wb-planbox" }, make("label", { for: id }, label), hint && make("p", { class: "wb-hint", id: `${id}-hint` }, hint), box, offered(app, offers, take));
}

function dateBox(app, { name, label }) {
  const id = freshId();
  const box = make("input", { type: "date", class: "wb-box wb-day", id, name });
  box.value = had(app, "days", name) ?? "";
  box.addEventListener("input", () => put(app, "days", name, box.value));
  return make("div", { class: "wb-planbox" }, make("label", { for: id }, label), box);
}

function tickBox(app, { name, label, hint, options }) {
  const chosen = new Set(had(app, "lists", name) ?? []);
  return make(
    "fieldset",
    { class: "wb-choices" },
    make("legend", null, label),
    hint && make("p", { class: "wb-hint" }, hint),
    options.map(({ id, text }) => {
      const input = make("input", { type: "checkbox", value: id });
      input.checked = chosen.has(id);
      input.addEventListener("change", () => {
        chosen[input.checked ? "add" : "delete"](id);
        put(app, "lists", name, [...chosen]);
      });
      return make("label", { class: "wb-choice" }, input, spoken("span", text));
    }),
  );
}

function pickBox(app, { name, label, options }) {
  const id = freshId();
  const select = make("select", { id, class: "wb-box" }, make("option", { value: "" }, app.t("Nobody yet")), options.map(one => make("option", { value: one.id }, one.text)));
  select.value = had(app, "texts", name) ?? "";
  select.addEventListener("change", () => put(app, "texts", name, select.value));
  return make("div", { class: "wb-planbox" }, make("label", { for: id }, label), select);
}

// One part of a safety plan: asked for in words, answered, and written down a line each.
function askBox(app, { name, label, hint, ready = "" }) {
  const { t, sheet } = app;
  const id = freshId();
  const box = make("textarea", { class: "wb-box", id, rows: 2, dir: "auto", maxlength: 1000, "aria-describedby": `${id}-hint` });
  box.value = had(app, "asking", name) ?? "";
  box.addEventListener("input", () => put(app, "asking", name, box.value));
  // What was asked here may be heard as a question about another part: the answer stands here as well.
  const told = sheet.asked.filter(one => one.part === name || one.text === had(app, "asking", name));
  const elsewhere = one => one.part !== name && sheet.boxes.find(other => other.name === one.part)?.label;
  const ask = async () => {
    app.focus = name;
    await app.ask("ask", { part: name, text: box.value });
  };
  return [
    make("label", { for: id }, label),
    make("p", { class: "wb-hint", id: `${id}-hint` }, hint),
    box,
    make(
      "div",
      { class: "wb-acts" },
      make("button", { type: "button", class: "wb-button", on: { click: ask } }, t("Ask {client}", sheet)),
      ready && make("button", { type: "button", class: "wb-quiet", on: { click: () => ((box.value = ready), put(app, "asking", name, ready), box.focus()) } }, t("A wording to begin with")),
    ),
    make(
      "div",
      { class: "wb-replies", "data-told": name },
      told.slice(-2).map(one =>
        make("div", { class: "wb-thought", tabindex: "-1" }, make("p", { class: "wb-label" }, sheet.client), spoken("p", one.client), elsewhere(one) && make("p", { class: "wb-hint" }, t("Heard as a question about: {label}", { label: elsewhere(one) })), one.how && make("p", { class: "wb-hint" }, t("How it asks: {how}", one))),
      ),
    ),
  ];
}

function partBox(app, box) {
  const { t, sheet } = app;
  const asked = sheet.asked.some(one => one.part === box.name);
  const id = freshId();
  const entries = make("textarea", { class: "wb-box", id, rows: 3, dir: "auto", name: box.name });
  entries.value = had(app, "texts", box.name) ?? "";
  entries.addEventListener("input", () => put(app, "texts", box.name, entries.value));
  const add = words => {
    entries.value = [entries.value.trim(), words].filter(Boolean).join("\n");
    put(app, "texts", box.name, entries.value);
    entries.focus();
  };
  return make(
    "section",
    { class: "wb-planbox wb-safetypart", "aria-label": box.label },
    make("h4", null, box.label),
    askBox(app, { ...box, label: t("How do you ask for it?") }),
    make("label", { for: id }, t("What goes on paper, a line each")),
    entries,
    asked && offered(app, box.offers, add),
    box.lines.length > 0 && folded(t("Crisis lines"), [make("div", { class: "wb-ideas" }, box.lines.map(line => make("button", { type: "button", class: "wb-idea", on: { click: () => add(line) } }, line)))]),
  );
}

const BOX = {
  text: wordsBox,
  day: dateBox,
  tick: tickBox,
  pick: pickBox,
  order: orderBox,
  people: peopleBox,
  ask: (app, box) => make("section", { class: "wb-planbox", "aria-label": box.label }, askBox(app, box)),
  part: partBox,
};

function replyPart(app) {
  const { t, sheet } = app;
  if (!sheet.reply) return null;
  return make(
    "section",
    { class: `wb-answer wb-answer-${sheet.reply.kind}` },
    make("h4", { tabindex: "-1" }, t("{client} {what}", { client: sheet.client, what: sheet.reply.name })),
    sheet.reply.words ? spoken("blockquote", sheet.reply.words, { class: "wb-thought" }) : make("p", null, sheet.findings.some(one => one.holds === false) ? t("{client} waits: something is still missing.", sheet) : t("The workbook does not know these words, and so cannot say what {client} would answer.", sheet)),
    folded(t("What the rules say"), [ruleList(app, sheet.findings)]),
  );
}

function laterPart({ t, sheet }) {
  if (sheet.unknown) return make("p", { class: "wb-hint" }, t("The workbook does not know this step, and so cannot say how it went."));
  if (!sheet.later) return null;
  return make(
    "section",
    null,
    make("h4", null, sheet.later.about),
    spoken("blockquote", sheet.later.words, { class: "wb-thought" }),
    sheet.belief?.after !== null && sheet.belief && make("p", null, t("The thought, before: {before} of 100. Now: {after}.", sheet.belief)),
  );
}

function sheetForm(app) {
  const { t, sheet } = app;
  const submit = event => {
    event.preventDefault();
    const { texts = {}, days = {}, lists = {}, places = {} } = app.draft ?? {};
    app.ask("show", { filled: { texts, days, lists, places } });
  };
  return make(
    "form",
    { class: "wb-task wb-control", on: { submit } },
    sheet.boxes.map(box => BOX[box.kind](app, box)),
    make(
      "div",
      { class: "wb-acts" },
      make("button", { type: "submit", class: "wb-button wb-primary" }, sheet.shown ? t("Show it once more") : t("Show it to {client}", sheet)),
      sheet.shown > 0 && make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("settle") } }, sheet.agreed ? t("Agree on this") : t("Leave it at this")),
    ),
  );
}

function sheetResult(app) {
  const { t, sheet, format } = app;
  const { result } = sheet;
  const rows = list => make("ul", { class: "wb-says" }, list.map(one => make("li", { class: one.good ? "wb-good" : "" }, spoken("q", one.say), one.good && [" ", make("strong", null, t("fits"))], make("br"), spoken("span", one.why))));
  return [
    laterPart(app),
    make("p", null, t("Your view: {guess} of 10. The workbook: {score}.", { guess: result.guess, score: format.fine(result.score) })),
    replyPart(app),
    result.options.map(group => folded(group.title, [rows(group.rows)])),
    paperPart(app, { sheets: [["client", t("Hand-out for the client")], ["file", t("Note for the file")]], calendar: sheet.calendar }),
    oneButton(t("Begin anew"), () => app.ask("again")),
  ];
}

function crisisPart({ t, sheet }) {
  if (!sheet.lifelines) return null;
  return folded(t("Somebody to talk to, day and night"), [make("p", null, sheet.lifelines.intro), make("ul", null, sheet.lifelines.lines.map(one => make("li", null, make("strong", null, one.name), " ", one.contact, " ", make("span", { class: "wb-hint" }, t("Checked on {day}", { day: one.checked })))))]);
}

function showWorksheet(app, { sheet }) {
  if (!sheet) return;
  const { t } = app;
  const before = app.sheet;
  const moved = before && (before.phase !== sheet.phase || before.shown !== sheet.shown);
  app.sheet = sheet;
  app.root.dataset.phase = sheet.phase;
  app.root.setAttribute("aria-label", sheet.title);
  if (before && before.phase !== sheet.phase) app.draft = undefined;
  if (app.draft?.stage && app.draft.stage !== sheet.phase) app.draft = undefined;
  app.draft ??= sheet.filled ?? {};
  app.title = make("h3", { tabindex: "-1" }, sheet.title);
  app.ready = false;
  const known = sheet.known.length > 0 && folded(t("What {client} has told you", sheet), [make("ul", null, sheet.known.map(one => make("li", null, one)))]);
  const thinks = sheet.belief && make("p", null, t("What {client} thinks:", sheet), " ", spoken("q", sheet.belief.thought), " ", sheet.belief.after === null && make("span", { class: "wb-hint" }, t("believed {before} of 100", sheet.belief)));
  const parts = {
    ready: () => [spoken("p", sheet.intro), sheet.notice && spoken("p", sheet.notice), crisisPart(app), oneButton(t("Begin"), () => app.ask("begin"), "wb-button wb-primary")],
    plan: () => [crisisPart(app), known, thinks, replyPart(app), sheetForm(app)],
    learn: () => [laterPart(app), thinks, replyPart(app), sheetForm(app)],
    guess: () => [replyPart(app), guessBox(app, t("Before you see it: how good is this for {client}, from 0 to 10?", sheet), t("Go on"))],
    done: () => sheetResult(app),
  };
  refill(app.main, app.alerts, app.title, parts[sheet.phase]());
  app.ready = true;
  // The answer is read first; what goes on paper comes right after it.
  const answer = app.focus && app.main.querySelector(`[data-told="${app.focus}"] > :last-child`);
  app.focus = null;
  if (answer) focusOn(answer, "center");
  else if (moved) focusOn(app.main.querySelector(".wb-answer h4") ?? app.title, "center");
}

function render(place) {
  return openForm(place, {
    title: "A sheet",
    show: showWorksheet,
    settles(app, kind) {
      if (kind === "settle" || kind === "again" || kind === "begin") app.drafts.settled();
    },
  });
}

export default { render };
