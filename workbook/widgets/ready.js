// Before the talk: who the client is, what to know, and how the trainee wants feedback.

const MOST_GOALS = 2;

function modes(t) {
  return [
    {
      id: "coach",
      name: t("After every turn"),
      what: t("Feedback under each thing you say. Good for a first talk."),
      kept: t("feedback after every turn"),
      first: true,
    },
    {
      id: "fade",
      name: t("When I ask for it"),
      what: t("Feedback waits behind a button, and there is less of it each time."),
      kept: t("feedback when you ask for it"),
    },
    {
      id: "exam",
      name: t("Only at the end"),
      what: t("No feedback until the talk is over."),
      kept: t("feedback at the end"),
    },
  ];
}

function modeChoice(app) {
  const { t } = app;
  const group = freshId();
  return make(
    "fieldset",
    { class: "wb-modes" },
    make("legend", null, t("When do you want feedback?")),
    modes(t).map(mode => {
      const id = freshId();
      return make(
        "label",
        { class: "wb-mode", for: id },
        make("input", { type: "radio", name: group, value: mode.id, id }),
        make(
          "span",
          null,
          make("strong", null, mode.name),
          mode.first && make("em", { class: "wb-badge" }, t("Recommended")),
          make("span", { class: "wb-what" }, mode.what),
        ),
      );
    }),
  );
}

// What the trainee means to practise: looked at first in the debrief. Nobody has to choose.
function goalChoice({ t, state }) {
  const boxes = state.criteria.map(({ id, name, aim }) => {
    const own = freshId();
    const box = make("input", { type: "checkbox", id: own, value: id });
    return make(
      "label",
      { class: "wb-goal", for: own },
      box,
      make("span", null, spoken("strong", name), spoken("span", aim, { class: "wb-what" })),
    );
  });
  const chosen = () => boxes.map(label => label.querySelector("input")).filter(box => box.checked);
  const node = make("div", { class: "wb-goals" }, boxes);
  // More than two aims are none: the others wait until one is given up.
  node.addEventListener("change", () => {
    const full = chosen().length >= MOST_GOALS;
    for (const label of boxes) {
      const box = label.querySelector("input");
      box.disabled = full && !box.checked;
    }
  });
  return {
    node: folded(t("Choose what to practise in this talk (one or two; you may skip this)"), [node]),
    ids: () => chosen().map(box => box.value),
  };
}

// What the trainee would have on paper from the talk before.
function lastTime(notes) {
  return make(
    "section",
    { class: "wb-notes-before" },
    make("h5", null, notes.from),
    make("ul", null, notes.told.map(told => spoken("li", told))),
    spoken("p", notes.plan),
    notes.strain && make("p", null, notes.strain),
  );
}

function clientCard(app) {
  const { client, intake, notes, fictional } = app.state.case;
  const facts = [client.age && app.t("{age} years old", { age: client.age }), client.pronouns];
  return make(
    "div",
    { class: "wb-client-card" },
    make("span", { class: "wb-initial wb-large", "aria-hidden": "true" }, [...client.name][0]),
    make(
      "div",
      null,
      make("h4", null, client.name),
      make("p", { class: "wb-facts" }, facts.filter(Boolean).join(" · ")),
      client.work && spoken("p", client.work, { class: "wb-facts" }),
      spoken("p", intake, { class: "wb-intake" }),
      notes && lastTime(notes),
      make("p", { class: "wb-hint" }, fictional),
    ),
  );
}

function showReady(app) {
  const { t } = app;
  const told = app.state.case.content_notes;
  const choice = modeChoice(app);
  const goals = goalChoice(app);
  const missing = make("p", { class: "wb-missing", role: "alert" });
  function begin(event) {
    event.preventDefault();
    const mode = choice.querySelector("input:checked")?.value;
    if (mode) return app.ask("begin", { mode, goals: goals.ids() });
    missing.textContent = t("Choose first when you want feedback.");
    choice.querySelector("input").focus();
  }
  choice.addEventListener("change", () => (missing.textContent = ""));
  app.main.replaceChildren(
    app.alerts,
    clientCard(app),
    ...(told.length
      ? [
          make(
            "div",
            { class: "wb-callout wb-callout-care" },
            make("h4", null, t("Before you begin")),
            make("p", null, t("In this talk you may meet:")),
            make("ul", null, told.map(note => spoken("li", note))),
            make("p", null, t("You can pause or stop at any moment; Help lines shows whom you can talk to.")),
          ),
        ]
      : []),
    make(
      "form",
      { class: "wb-begin wb-control", on: { submit: begin } },
      choice,
      goals.node,
      missing,
      make(
        "button",
        { type: "submit", class: "wb-button wb-primary" },
        told.length ? t("I have read this: begin the talk") : t("Begin the talk"),
      ),
    ),
  );
}
