// The studio's rounds: what to say at a moment, what fits and where, asking about risk.

function ownWords(app, label, { rows = 3 } = {}) {
  const box = make("textarea", { class: "wb-box", rows, id: freshId(), dir: "auto", maxlength: 1000 });
  box.value = app.drafts.stored() || (app.opening && app.round.draft) || "";
  box.addEventListener("input", () => app.drafts.typed(box.value));
  box.addEventListener("blur", app.drafts.flush);
  return {
    box,
    node: make("div", { class: "wb-own" }, make("label", { for: box.id }, label), box),
    done: () => app.drafts.settled(),
    dropped() {
      app.drafts.typed("");
      app.drafts.flush();
    },
  };
}

const named = rows => rows.map(({ code, name }) => ({ code, name }));

Object.assign(ASKED, {
  moment(app, task) {
    const { t } = app;
    const says = choices(app, {
      options: task.says.map(({ choice, say }) => ({ code: String(choice), name: say })),
      legend: t("What do you say now?"),
    });
    const own = ownWords(app, t("Or in your own words; then these count"));
    return {
      fields: [spoken("p", task.situation), make("p", { class: "wb-label" }, task.who), thought(task.text), says, own.node],
      read() {
        const text = own.box.value.trim();
        if (!text && chosenIn(says) === null) return wanting(app, t("Choose what you would say, or write it."));
        app.drafts.sent(own.box.value);
        return text ? { text } : { choice: Number(chosenIn(says)) };
      },
      done: own.done,
      dropped: own.dropped,
    };
  },
  indication(app, task) {
    const { t } = app;
    const who = choices(app, { options: named(task.indications), legend: t("1. What fits best?") });
    const where = choices(app, { options: named(task.settings), legend: t("2. Where?") });
    const risk = choices(app, {
      options: [
        { code: "yes", name: t("yes, now and in plain words") },
        { code: "no", name: t("not on these words") },
      ],
      legend: t("3. Would you ask about suicide?"),
    });
    return {
      fields: [thought(task.text), who, where, risk],
      read() {
        const [indication, setting, asked] = [chosenIn(who), chosenIn(where), chosenIn(risk)];
        if (!indication || !setting || !asked) return wanting(app, t("Answer all three, or pass this one over."));
        return { indication, setting, risk: asked === "yes" };
      },
    };
  },
  ask_about_risk(app, task) {
    const { t } = app;
    if (task.hear) {
      const how = choices(app, { options: named(task.options), legend: t("What kind of question is this?") });
      return {
        fields: [thought(task.text), how],
        read: () => (chosenIn(how) ? { quality: chosenIn(how) } : wanting(app, t("Choose an answer first."))),
      };
    }
    const own = ownWords(app, t("Ask about it, in your own words"), { rows: 2 });
    return {
      fields: [make("p", { class: "wb-label" }, t("A client says")), thought(task.text), own.node],
      read() {
        if (!own.box.value.trim()) return wanting(app, t("Write what you would ask."));
        app.drafts.sent(own.box.value);
        return { text: own.box.value };
      },
      done: own.done,
      dropped: own.dropped,
    };
  },
});

function saidList({ t }, rows, who) {
  return make(
    "ul",
    { class: "wb-says" },
    rows.map(one =>
      make(
        "li",
        { class: one.good ? "wb-good" : "" },
        spoken(one.client ? "q" : "strong", one.say),
        one.kind && [" ", make("em", { class: "wb-badge" }, one.kind)],
        one.chosen && [" ", make("em", { class: "wb-badge" }, t("Your choice"))],
        make("br"),
        spoken("span", one.why),
        one.client && make("p", { class: "wb-hint" }, `${who}: `, spoken("q", one.client)),
      ),
    ),
  );
}

function explainedMoment(app, last) {
  const { t } = app;
  const chosen = last.says.find(one => one.chosen);
  const rest = last.says.filter(one => !one.chosen);
  return make(
    "div",
    { class: "wb-explained" },
    last.own && [make("p", { class: "wb-label" }, t("You said")), spoken("blockquote", last.own)],
    last.own && chosen && make("p", { class: "wb-hint" }, t("It comes down to:"), " ", spoken("q", chosen.say)),
    chosen && [
      make("h4", null, chosen.kind),
      !last.own && spoken("blockquote", chosen.say),
      make("p", { class: "wb-label" }, last.who),
      thought(chosen.client),
      spoken("p", chosen.why),
    ],
    !chosen && [
      make("h4", null, t("Your own words")),
      make("p", null, last.heard && t("Heard as: {name}", { name: last.heard }), last.heard && ". ", t("The workbook cannot tell what {who} would say to that. Hold it against these.", last)),
    ],
    make("p", null, make("strong", null, t("What this moment is for")), " ", spoken("span", last.aim)),
    make("h4", null, t("What else could be said")),
    saidList(app, rest, last.who),
  );
}

function explainedIndication(app, last) {
  const { t } = app;
  return make(
    "div",
    { class: "wb-explained" },
    spoken("blockquote", last.text),
    make("h4", null, t("What fits")),
    saidList(app, last.indications),
    make("h4", null, t("Where")),
    saidList(app, last.settings),
    make("h4", null, t("Asking about risk")),
    make("p", null, last.risk),
  );
}

function explainedRisk(app, last) {
  const { t } = app;
  return make(
    "div",
    { class: "wb-explained" },
    make("h4", null, last.hear ? (last.right ? t("Yes: {best}", last) : t("Rather: {best}", last)) : last.right ? t("That can be answered with yes.") : t("Heard as: {name}", { name: last.given })),
    last.hear && spoken("blockquote", last.text),
    last.own && [spoken("blockquote", last.own), !last.right && last.heard && make("p", { class: "wb-hint" }, t("As what a counsellor says, it was heard as: {heard}", last)), thought(last.client)],
    spoken("p", last.why),
    !last.hear && !last.right && [make("p", { class: "wb-label" }, t("Stronger, for example")), make("ul", { class: "wb-says" }, last.stronger.map(one => make("li", null, spoken("q", one))))],
  );
}

Object.assign(LEARNED, { moment: explainedMoment, indication: explainedIndication, ask_about_risk: explainedRisk });
