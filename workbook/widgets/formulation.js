// The trainee's own formulation of a client, and how it compares with the reference, element by element.

function formulationForm(app) {
  const { t, own } = app;
  const kept = app.draft;
  const group = freshId();
  const area = (name, label, hint, rows) => {
    const id = freshId();
    const box = make("textarea", { class: "wb-box", id, rows, dir: "auto", "aria-describedby": hint && `${id}-hint` });
    box.value = kept[name] ?? "";
    box.addEventListener("input", () => app.keep(name, box.value));
    return make("div", { class: "wb-planbox" }, make("label", { for: id }, label), hint && make("p", { class: "wb-hint", id: `${id}-hint` }, hint), box);
  };
  const choice = make(
    "fieldset",
    { class: "wb-choices" },
    make("legend", null, t("What above all keeps {client} stuck?", own)),
    own.mechanisms.map(({ id, name }) => {
      const input = make("input", { type: "radio", name: group, value: id });
      input.checked = kept.mechanism === id;
      input.addEventListener("change", () => app.keep("mechanism", id));
      return make("label", { class: "wb-choice" }, input, make("span", null, name));
    }),
  );
  const submit = event => {
    event.preventDefault();
    const boxes = Object.fromEntries(own.boxes.map(({ id }) => [id, app.draft[id] ?? ""]));
    app.ask("formulate", { boxes, mechanism: app.draft.mechanism ?? "", note: app.draft.note ?? "" });
  };
  return make(
    "form",
    { class: "wb-task wb-control", on: { submit } },
    own.boxes.map(({ id, name, ask }) => area(id, name, ask, 3)),
    choice,
    area("note", t("How does it keep going? In one or two sentences (you may leave this open)"), "", 2),
    make("div", { class: "wb-acts" }, make("button", { type: "submit", class: "wb-button wb-primary" }, t("Compare it"))),
  );
}

function knownPart({ t, own }) {
  return [
    make("p", null, own.intake),
    own.talked
      ? folded(t("What {client} told you in your last talk ({number})", { client: own.client, number: own.known.length }), [make("ul", null, own.known.map(one => make("li", null, one)))])
      : make("p", { class: "wb-hint" }, t("You have not talked with {client} yet. Only the intake is known; a talk first gives you more to go by.", own)),
  ];
}

function elementRow({ t }, one) {
  return make(
    "li",
    { class: one.found ? "wb-rule-true" : "wb-rule-false" },
    make("p", null, make("strong", null, one.found ? t("There") : t("Not there")), " ", spoken("span", one.text)),
    one.words && make("p", { class: "wb-hint" }, t("You wrote:"), " ", spoken("q", one.words), one.elsewhere ? ` (${t("under {box}", { box: one.elsewhere })})` : ""),
    !one.found && one.shown && make("p", { class: "wb-hint" }, t("It was told:"), " ", spoken("span", one.shown)),
    !one.found && one.opens && make("p", { class: "wb-hint" }, t("Never asked. What would have opened it:"), " ", spoken("span", one.opens)),
  );
}

function formulationResult(app) {
  const { t, own, format } = app;
  const { result } = own;
  const names = [...new Set(result.elements.map(one => one.box))];
  const there = result.elements.filter(one => one.found).length;
  const { mechanism } = result;
  return [
    make("p", null, t("Your view: {guess} of 10. The workbook: {score}.", { guess: result.guess, score: format.fine(result.score) })),
    make("p", null, t("{there} of {all} elements are there. A match is found by likeness of words: judge for yourself.", { there, all: result.elements.length })),
    make("section", null, make("h4", null, t("What keeps it going")), make("p", null, mechanism.right ? t("You chose {given}; so does the reference.", mechanism) : t("You chose {given}; the reference says {best}.", mechanism)), spoken("p", mechanism.note)),
    names.map(name => make("section", null, make("h4", null, name), make("ul", { class: "wb-rules" }, result.elements.filter(one => one.box === name).map(one => elementRow(app, one))))),
    paperPart(app, { sheets: [["client", t("Hand-out for the client")], ["file", t("Note for the file")]] }),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("again") } }, t("Begin anew"))),
  ];
}

function showFormulation(app, { formulation }) {
  if (!formulation) return;
  const { t } = app;
  const before = app.own?.phase;
  app.own = formulation;
  app.root.dataset.phase = formulation.phase;
  app.root.setAttribute("aria-label", formulation.title);
  app.draft ??= app.read(formulation.draft) ?? {};
  app.title = make("h3", { tabindex: "-1" }, formulation.title);
  const parts = {
    ready: () => [knownPart(app), make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("begin") } }, t("Begin")))],
    write: () => [knownPart(app), formulationForm(app)],
    guess: () => guessBox(app, t("Before you see it: how complete is it, from 0 to 10?"), t("Show the result")),
    done: () => formulationResult(app),
  };
  refill(app.main, app.alerts, app.title, parts[formulation.phase]());
  if (before && before !== formulation.phase) focusOn(app.title);
}

function render(place) {
  return openForm(place, {
    title: "A formulation",
    show: showFormulation,
    settles(app, kind) {
      if (kind === "formulate") app.drafts.settled();
      if (kind !== "again") return;
      app.draft = {};
      showFormulation(app, { formulation: app.own });
    },
  });
}

export default { render };
