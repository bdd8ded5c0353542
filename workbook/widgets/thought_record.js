// A thought record with a client: one column after the other, the client's answers, and the sheet as it fills.

const COLUMNS = ["facts", "thought", "weigh", "ask", "friend", "balance"];

function several(app, rows, kinds, legend) {
  const { t } = app;
  const sets = rows.map(row => {
    const group = freshId();
    return {
      id: row.id,
      node: make(
        "fieldset",
        { class: "wb-sorted" },
        make("legend", null, spoken("q", row.say)),
        make(
          "div",
          { class: "wb-sure" },
          kinds.map(([value, name]) => make("label", { class: "wb-pick" }, make("input", { type: "radio", name: group, value }), make("span", null, name))),
        ),
      ),
    };
  });
  return {
    node: make("div", { class: "wb-sorting", role: "group", "aria-label": legend }, sets.map(({ node }) => node)),
    read() {
      const given = {};
      for (const { id, node } of sets) {
        const chosen = node.querySelector("input:checked");
        if (!chosen) return node.querySelector("input").focus(), missing(app, t("Something is still open: choose one for each."));
        given[id] = chosen.value;
      }
      return given;
    },
  };
}

function missing(app, words) {
  app.missing?.remove();
  app.missing = make("p", { class: "wb-missing", role: "alert" }, words);
  app.form.querySelector(".wb-acts").before(app.missing);
  return null;
}

function form(app, inside, name, read) {
  app.form = make(
    "form",
    {
      class: "wb-task wb-control",
      on: {
        submit(event) {
          event.preventDefault();
          const given = read();
          if (given) app.step(given);
        },
      },
    },
    inside,
    make("div", { class: "wb-acts" }, make("button", { type: "submit", class: "wb-button wb-primary" }, name)),
  );
  return app.form;
}

function factsStep(app) {
  const { t, sheet } = app;
  const rows = several(app, sheet.statements, kindsOf(t), t("Facts, thoughts, feelings"));
  return [
    make("p", null, t("What would a camera have recorded, what did {client} make of it, and what was felt?", sheet)),
    form(app, rows.node, t("Put it in the record"), () => {
      const sorted = rows.read();
      return sorted && { step: "sort", sorted };
    }),
  ];
}

function thoughtStep(app) {
  const { t, sheet } = app;
  const group = freshId();
  const select = make(
    "select",
    { id: freshId() },
    make("option", { value: "" }, t("Choose a label")),
    sheet.codes.map(({ code, name }) => make("option", { value: code }, name)),
  );
  const set = make(
    "fieldset",
    { class: "wb-choices" },
    make("legend", null, t("Which thought carries the feeling, and can be looked into?")),
    sheet.candidates.map((one, place) =>
      make("label", { class: "wb-choice" }, make("input", { type: "radio", name: group, value: place }), spoken("span", one.say)),
    ),
  );
  return [
    form(app, [set, make("label", { class: "wb-label", for: select.id }, t("For yourself: what would you call it?")), select], t("Put it in the record"), () => {
      const chosen = set.querySelector("input:checked");
      if (!chosen || !select.value) return missing(app, t("Choose a thought, and a label for it."));
      return { step: "choose", candidate: Number(chosen.value), code: select.value };
    }),
  ];
}

function weighStep(app) {
  const { t, sheet } = app;
  const rows = several(app, sheet.evidence, sidesOf(t), t("Evidence"));
  return [
    make("p", null, t("This is what {client} brings up. Evidence for the thought comes first: it has its grounds. A feeling is no evidence.", sheet)),
    form(app, rows.node, t("Put it in the record"), () => {
      const sides = rows.read();
      return sides && { step: "weigh", sides };
    }),
  ];
}

// What was said to and fro, and a box for what comes next.
function talking(app, { said, words, name, step, on }) {
  const { t, sheet } = app;
  const box = make("textarea", { class: "wb-box", rows: 3, id: freshId(), dir: "auto", maxlength: 1000 });
  box.value = app.drafts.stored() || (app.opening && sheet.draft) || "";
  box.addEventListener("input", () => app.drafts.typed(box.value));
  box.addEventListener("blur", app.drafts.flush);
  return [
    said.length > 0 && spokenSoFar(app, said),
    form(
      app,
      [make("label", { for: box.id }, words), box],
      name,
      () => {
        if (!box.value.trim()) return box.focus(), missing(app, t("Write something first."));
        app.drafts.sent(box.value);
        return { step, text: box.value };
      },
    ),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: () => (app.drafts.typed(""), app.drafts.flush(), app.step({ step: "on" })) } }, on)),
  ];
}

const STEPS = {
  facts: factsStep,
  thought: thoughtStep,
  weigh: weighStep,
  ask: app =>
    talking(app, {
      said: app.sheet.asked,
      words: app.t("Ask {client} about what does not fit the thought. There is more than was said; it comes to open questions.", app.sheet),
      name: app.t("Ask"),
      step: "ask",
      on: app.t("That is enough; on to the friend question"),
    }),
  friend: app =>
    talking(app, {
      said: app.sheet.friend,
      words: app.t("Ask the friend question: what would {client} say to a friend in the same place?", app.sheet),
      name: app.t("Ask"),
      step: "friend",
      on: app.t("Go on without it"),
    }),
  balance: app =>
    talking(app, {
      said: app.sheet.balanced,
      words: app.t("Write a balanced thought that {client} could believe: what hurts stays in it, and what speaks against the old thought comes beside it.", app.sheet),
      name: app.t("Propose it"),
      step: "balance",
      on: app.t("Leave it at this"),
    }),
};

function guessForm(app) {
  const { t } = app;
  const box = make("input", { type: "number", min: 0, max: 10, step: 1, required: true, class: "wb-box wb-number", id: freshId(), inputmode: "numeric" });
  return form(app, [make("label", { for: box.id }, t("Before you see it: how did the record go, from 0 to 10?")), box], t("Show the result"), () => ({ step: "guess", rating: Number(box.value) }));
}

function showSheet(app, { sheet }) {
  if (!sheet) return;
  const { t } = app;
  const moved = app.sheet?.phase;
  const ours = app.busy || app.root.contains(document.activeElement);
  // Only a page that opens finds a draft on record that was not sent.
  app.opening = !moved;
  // What was sent is on record: the box for what comes next is empty.
  if (app.sent) app.drafts.settled();
  app.sent = false;
  app.sheet = sheet;
  app.root.dataset.phase = sheet.phase;
  app.root.setAttribute("aria-label", sheet.title);
  const place = COLUMNS.indexOf(sheet.phase);
  const names = { facts: t("Situation"), thought: t("Thought"), weigh: t("Evidence"), ask: t("Evidence against"), friend: t("The friend question"), balance: t("Balanced thought"), guess: t("Looking back"), done: t("The record"), ready: sheet.title };
  app.title = make("h3", { tabindex: "-1" }, names[sheet.phase]);
  refill(
    app.main,
    app.alerts,
    make("div", { class: "wb-drill-head" }, app.title, place >= 0 && make("p", { class: "wb-hint" }, `${sheet.title} · `, t("{place} of {total}", { place: place + 1, total: COLUMNS.length }))),
    sheet.phase === "ready"
      ? [
          spoken("p", sheet.intro),
          make("p", { class: "wb-hint" }, t("About fifteen minutes. {client} is a made-up person.", sheet)),
          make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("begin") } }, t("Begin"))),
        ]
      : [
          place >= 0 && place < 3 && make("blockquote", { class: "wb-thought", dir: "auto" }, sheet.situation),
          lookBack(app),
          STEPS[sheet.phase]?.(app),
          sheet.phase === "guess" && guessForm(app),
          sheet.phase === "done" && resultPart(app),
          paper(app),
        ],
  );
  if (!ours) return;
  if (moved === sheet.phase) return (app.form?.querySelector("textarea") ?? app.title).focus({ preventScroll: true });
  app.title.focus({ preventScroll: true });
  app.title.scrollIntoView({ block: "nearest" });
}

function render(place) {
  const exercise = place.model.get("exercise");
  const app = openPage(place, { title: "A thought record", kind: "wb-drill wb-record", show: showSheet });
  app.drafts = keepDrafts(exercise, app.messages.post);
  app.root.dataset.exercise = exercise;
  app.ask = async (kind, fields) => {
    if (app.busy) return null;
    app.busy = true;
    const answer = await app.messages.post(kind, fields);
    app.busy = false;
    return answer;
  };
  app.step = async given => {
    app.sent = "text" in given;
    await app.ask("step", given);
  };
  return app.close;
}

export default { render };
