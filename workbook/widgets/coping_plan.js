// A coping plan with a client: boxes to fill, what the rules say, the client's answer, and how the week went.

const BOXES = ["aim", "obstacle", "instead", "support", "kindness", "sign"];
const STEPS_AT_MOST = 3;

function stepBoxes(app) {
  const { t, planning } = app;
  const steps = app.draft.steps?.length ? app.draft.steps : [{}];
  const put = fresh => {
    app.keep("steps", fresh);
    showPlanning(app, { planning });
  };
  return make(
    "fieldset",
    { class: "wb-steps" },
    make("legend", null, t("Steps: if this moment comes, then I do this")),
    steps.map((step, place) => {
      const ids = [freshId(), freshId()];
      const boxes = ["when", "then"].map((part, n) => {
        const box = make("textarea", { class: "wb-box", rows: 1, id: ids[n], dir: "auto" });
        box.value = step[part] ?? "";
        box.addEventListener("input", () => {
          const fresh = steps.map((other, at) => (at === place ? { ...other, ...app.draft.steps?.[at], [part]: box.value } : (app.draft.steps?.[at] ?? other)));
          app.keep("steps", fresh);
        });
        return box;
      });
      return make(
        "div",
        { class: "wb-planstep", role: "group", "aria-label": t("Step {number}", { number: place + 1 }) },
        make("label", { for: ids[0] }, t("If (when, where)")),
        boxes[0],
        make("label", { for: ids[1] }, t("Then I")),
        boxes[1],
        steps.length > 1 && make("button", { type: "button", class: "wb-quiet", on: { click: () => put(steps.filter((_, at) => at !== place)) } }, t("Take this step away")),
      );
    }),
    make(
      "div",
      { class: "wb-acts" },
      steps.length < STEPS_AT_MOST && make("button", { type: "button", class: "wb-button", on: { click: () => put([...(app.draft.steps ?? steps), {}]) } }, t("One more step")),
    ),
    offered(app, planning.offers.steps, option => {
      const now = app.draft.steps ?? steps;
      const step = { when: option.when, then: option.then, option: option.id };
      const open = now.findIndex(one => !one.when && !one.then);
      put(open >= 0 ? now.map((one, at) => (at === open ? step : one)) : [...now, step].slice(-STEPS_AT_MOST));
    }),
  );
}

function answerPart(app) {
  const { t, planning } = app;
  if (!planning.reply) return null;
  return make(
    "section",
    { class: `wb-answer wb-answer-${planning.reply.kind}` },
    make("h4", { tabindex: "-1" }, t("{client} {what}", { client: planning.client, what: planning.reply.name })),
    spoken("blockquote", planning.reply.words, { class: "wb-thought" }),
    planning.steps.filter(step => step.why).map(step => make("p", null, spoken("q", step.then), " ", spoken("span", step.why))),
    folded(t("What the rules say"), [ruleList(app, planning.findings)]),
  );
}

function planForm(app) {
  const { t, planning } = app;
  const { offers } = planning;
  app.form = make(
    "form",
    {
      class: "wb-task wb-control",
      on: {
        submit(event) {
          event.preventDefault();
          app.ask("propose", { plan: app.draft });
        },
      },
    },
    textBox(app, "aim", t("What {client} wants, in {client}'s own words", planning), { ideas: offers.aim }),
    stepBoxes(app),
    dayBox(app, "first", t("The first step on")),
    scaleBox(app, "size", t("How big is the first step?"), t("tiny"), t("too big")),
    scaleBox(app, "confidence", t("How sure is {client} that it will be done?", planning), t("not at all"), t("quite sure")),
    textBox(app, "obstacle", t("What may get in the way?"), { ideas: [] }),
    textBox(app, "instead", t("And what then?"), { ideas: offers.obstacle }),
    textBox(app, "support", t("Who can help, and how?"), { ideas: offers.support }),
    textBox(app, "kindness", t("A kind thing to say to oneself when it is hard"), { ideas: offers.kindness }),
    textBox(app, "sign", t("How will {client} see that it helps?", planning), { ideas: offers.sign }),
    dayBox(app, "review", t("Look back on it together on")),
    make(
      "div",
      { class: "wb-acts" },
      make("button", { type: "submit", class: "wb-button wb-primary" }, planning.proposals ? t("Propose it once more") : t("Propose it to {client}", planning)),
      planning.proposals > 0 && make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("settle") } }, planning.agreed ? t("Agree on this plan") : t("Leave it at this")),
    ),
  );
  return app.form;
}

function resultPart(app) {
  const { t, planning, format } = app;
  const { result } = planning;
  const rows = list => make("ul", { class: "wb-says" }, list.map(one => make("li", { class: one.good ? "wb-good" : "" }, spoken("q", one.say), make("br"), spoken("span", one.why))));
  return [
    make("h4", null, t("A week later")),
    planning.later.map(one => make("div", null, one.step && make("p", { class: "wb-hint" }, one.step), spoken("blockquote", one.words, { class: "wb-thought" }))),
    make("p", null, t("Your view: {guess} of 10. The workbook: {score}.", { guess: result.guess, score: format.fine(result.score) })),
    make("p", null, make("strong", null, t("What keeps {client} stuck", planning)), " ", spoken("span", result.mechanism)),
    folded(t("Steps that work against it"), [rows(result.good)]),
    folded(t("Tempting ones that feed it"), [rows(result.wrong)]),
    folded(t("The other boxes"), [rows(result.boxes)]),
    paperPart(app, { sheets: [["client", app.t("Hand-out for the client")], ["file", app.t("Note for the file")]], calendar: true }),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("again") } }, t("Begin anew"))),
  ];
}

function showPlanning(app, { planning }) {
  if (!planning) return;
  const { t } = app;
  const before = app.planning;
  app.planning = planning;
  app.root.dataset.phase = planning.phase;
  app.root.setAttribute("aria-label", planning.title);
  app.draft ??= planning.plan ?? {};
  if (before && before.phase !== planning.phase && planning.phase === "plan") app.draft = planning.plan ?? {};
  app.title = make("h3", { tabindex: "-1" }, planning.title);
  const known = folded(t("What {client} has told you", planning), [make("ul", null, planning.known.map(one => make("li", null, one)))]);
  const parts = {
    ready: () => [spoken("p", planning.intro), make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("begin") } }, t("Begin")))],
    plan: () => [known, answerPart(app), planForm(app)],
    guess: () => [answerPart(app), guessBox(app, t("Before you see it: how good is this plan for {client}, from 0 to 10?", planning), t("Go on"))],
    later: () => [answerPart(app), paperPart(app, { sheets: [["client", app.t("Hand-out for the client")], ["file", app.t("Note for the file")]], calendar: true }), make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("later") } }, t("A week later: hear how it went")))],
    done: () => resultPart(app),
  };
  refill(app.main, app.alerts, app.title, parts[planning.phase]());
  if (before && (before.phase !== planning.phase || before.proposals !== planning.proposals)) {
    focusOn(app.main.querySelector(".wb-answer h4") ?? app.title, "center");
  }
}

function render(place) {
  return openForm(place, {
    title: "A coping plan",
    show: showPlanning,
    settles(app, kind) {
      if (kind !== "begin" && kind !== "again") return;
      app.drafts.settled();
      app.draft = undefined;
      showPlanning(app, { planning: app.planning });
    },
  });
}

export default { render };
