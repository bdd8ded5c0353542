// What forms with a client share: boxes that are kept while one types, what the rules say, and how well it went.

function offered({ t }, rows, take) {
  if (!rows.length) return null;
  return folded(
    t("Ideas to begin with (not all of them are good)"),
    [make("div", { class: "wb-ideas" }, rows.map(row => make("button", { type: "button", class: "wb-idea", dir: "auto", on: { click: () => take(row) } }, typeof row === "string" ? row : `${row.when}: ${row.then}`)))],
  );
}

function textBox(app, name, words, { rows = 2, ideas = [], hint = "" } = {}) {
  const id = freshId();
  const box = make("textarea", { class: "wb-box", id, rows, dir: "auto", name, "aria-describedby": hint ? `${id}-hint` : null });
  box.value = app.draft[name] ?? "";
  box.addEventListener("input", () => app.keep(name, box.value));
  const take = words_ => {
    box.value = words_;
    app.keep(name, words_);
    box.focus();
  };
  return make(
    "div",
    { class: "wb-planbox" },
    make("label", { for: id }, words),
    hint && make("p", { class: "wb-hint", id: `${id}-hint` }, hint),
    box,
    offered(app, ideas, take),
  );
}

function dayBox(app, name, words) {
  const id = freshId();
  const box = make("input", { type: "date", class: "wb-box wb-day", id, name });
  box.value = app.draft[name] ?? "";
  box.addEventListener("input", () => app.keep(name, box.value));
  return make("div", { class: "wb-planbox" }, make("label", { for: id }, words), box);
}

function scaleBox(app, name, words, low, high) {
  const group = freshId();
  return make(
    "fieldset",
    { class: "wb-scalebox" },
    make("legend", null, words),
    make(
      "div",
      { class: "wb-scale" },
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(value => {
        const input = make("input", { type: "radio", name: group, value });
        input.checked = app.draft[name] === value;
        input.addEventListener("change", () => app.keep(name, value));
        return make("label", { class: "wb-step" }, input, make("span", null, value));
      }),
    ),
    make("p", { class: "wb-ends" }, make("span", null, `0: ${low}`), make("span", null, `10: ${high}`)),
  );
}

function ruleList({ t }, findings) {
  const signs = { true: t("Holds"), false: t("Not yet"), null: t("Cannot tell") };
  const order = [false, null, true];
  const rows = [...findings].sort((a, b) => order.indexOf(a.holds) - order.indexOf(b.holds));
  return make(
    "ul",
    { class: "wb-rules" },
    rows.map(one =>
      make(
        "li",
        { class: `wb-rule-${one.holds}` },
        make("p", null, make("strong", null, `${signs[one.holds]}: ${one.name}`), one.step ? ` (${t("Step {number}", { number: one.step })})` : "", one.because && [" ", spoken("q", one.because)]),
        one.holds === false && make("p", null, one.mend, " ", one.example && make("span", { class: "wb-hint" }, t("For example:"), " ", spoken("q", one.example))),
        one.holds !== false && make("p", { class: "wb-hint" }, one.why),
      ),
    ),
  );
}

// Before the result is shown: one's own view of it, 0 to 10.
function guessBox(app, words, go) {
  const box = make("input", { type: "number", min: 0, max: 10, step: 1, required: true, class: "wb-box wb-number", id: freshId(), inputmode: "numeric" });
  return make(
    "form",
    { class: "wb-task wb-control", on: { submit: event => (event.preventDefault(), app.ask("guess", { rating: Number(box.value) })) } },
    make("label", { for: box.id }, words),
    box,
    make("div", { class: "wb-acts" }, make("button", { type: "submit", class: "wb-button wb-primary" }, go)),
  );
}

const oneButton = (words, act, kind = "wb-button") => make("div", { class: "wb-acts" }, make("button", { type: "button", class: kind, on: { click: act } }, words));

// A page with a draft that is an object: what is typed is kept here at once, and on record soon after.
function openForm(place, { title, show, settles }) {
  const exercise = place.model.get("exercise");
  const app = openPage(place, { title, kind: "wb-drill wb-plan", show });
  app.drafts = keepDrafts(exercise, app.messages.post);
  app.root.dataset.exercise = exercise;
  app.read = text => {
    try {
      return JSON.parse(text) ?? undefined;
    } catch {
      return undefined;
    }
  };
  app.draft = app.read(app.drafts.stored());
  app.keep = (name, value) => {
    app.draft = { ...app.draft, [name]: value };
    app.drafts.typed(JSON.stringify(app.draft));
  };
  place.el.addEventListener("focusout", () => app.drafts.flush());
  app.ask = async (kind, fields) => {
    if (app.busy) return null;
    app.busy = true;
    const answer = await app.messages.post(kind, fields);
    app.busy = false;
    if (answer.kind === "ack") settles(app, kind);
    return answer;
  };
  return app.close;
}

// What is new has the focus, so that it is read and keys do not reach Lab.
function focusOn(node, block = "nearest") {
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block });
}

// The draft of a sheet has parts, each with its boxes.
function put(app, part, name, value) {
  app.draft = { ...app.draft, stage: app.sheet.phase };
  app.keep(part, { ...app.draft[part], [name]: value });
}

const had = (app, part, name) => app.draft?.[part]?.[name];

