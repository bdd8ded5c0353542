// What there is to learn from an answer: why it fits or does not, what fits best, and the question that comes next.

function verdictOf({ t }, credit) {
  if (credit >= 1) return ["right", t("That fits best.")];
  if (credit >= 0.5) return ["partly", t("That can be defended.")];
  return ["other", t("Something else fits better.")];
}

function explained(app, one, { heading = "h4", words = true } = {}) {
  const { t } = app;
  const [tone, verdict] = verdictOf(app, one.credit);
  const same = one.given.code === one.key.code;
  const rest = one.others.filter(other => other.role !== "");
  const further = one.others.filter(other => other.role === "");
  return make(
    "div",
    { class: `wb-explained wb-tone-${tone}` },
    make(heading, null, verdict),
    words && make("blockquote", { dir: "auto" }, marked(one.text, one.span)),
    make("p", null, make("strong", null, same ? one.key.name : t("You: {name}", one.given)), " ", spoken("span", one.why)),
    !same && make("p", null, make("strong", null, t("Fits best: {name}", one.key)), " ", spoken("span", one.best)),
    one.foil && make("p", { class: "wb-hint" }, t("Not a distortion, but {what}.", { what: one.foil })),
    one.second && make("p", { class: "wb-hint" }, t("People differ here: a second labeller called it {name}.", { name: one.second })),
    rest.map(other =>
      make(
        "p",
        null,
        make("strong", null, other.role === "also" ? t("Defensible: {name}", other) : t("Tempting: {name}", other)),
        " ",
        spoken("span", other.why),
      ),
    ),
    one.question &&
      make("p", { class: "wb-next-question" }, make("span", { class: "wb-label" }, t("A question that may come next")), make("br"), spoken("q", one.question)),
    (further.length || one.maintains) &&
      folded(t("More about this thought"), [
        further.map(other => make("p", null, make("strong", null, other.name), " ", spoken("span", other.why))),
        one.maintains && make("p", null, make("strong", null, t("What keeps it going")), " ", spoken("span", one.maintains)),
      ]),
  );
}

function explainedBoth(app, last) {
  const { t } = app;
  const right = last.same === last.said;
  return make(
    "div",
    { class: "wb-explained" },
    make("h4", null, right ? t("You saw that rightly: {what}.", { what: last.same ? t("the same") : t("different") }) : t("They are {what}.", { what: last.same ? t("the same") : t("different") })),
    spoken("p", last.why),
    make("div", { class: "wb-two" }, last.both.map(one => explained(app, one, { heading: "h5" }))),
  );
}

function explainedQuestion(app, last) {
  const { t } = app;
  return make(
    "div",
    { class: "wb-explained" },
    explained(app, { ...last, credit: last.key.code === last.given.code ? 1 : last.others.some(o => o.role === "also" && o.code === last.given.code) ? 0.5 : last.labelCredit ?? 0 }, { heading: "h4" }),
    make("h4", null, t("What could be said")),
    make(
      "ul",
      { class: "wb-says" },
      last.says.map(one =>
        make(
          "li",
          { class: one.good ? "wb-good" : "" },
          spoken("q", one.say),
          " ",
          make("strong", null, one.kind),
          one.chosen && make("em", { class: "wb-badge" }, t("Your choice")),
          make("br"),
          spoken("span", one.why),
        ),
      ),
    ),
    last.own && [
      make("h4", null, t("Your own words")),
      spoken("blockquote", last.own.text),
      make("p", null, make("strong", null, t("Heard as: {name}", { name: last.own.heard })), " ", spoken("span", last.own.why)),
    ],
  );
}

function feedbackOn(app, kind, last) {
  const { t } = app;
  if (last.skipped) return [make("p", null, t("Passed over. That is not counted as wrong."))];
  if (last.gone) return [make("p", null, t("This one is no longer in the workbook."))];
  // Why this task came, once it gives nothing away any more.
  const because = last.because && spoken("p", last.because, { class: "wb-hint" });
  return [because, learned(app, kind, last)];
}

// Kinds that are explained in a way of their own.
const LEARNED = { same_or_different: explainedBoth, label_to_question: explainedQuestion };

function learned(app, kind, last) {
  if (last.texts) return make("div", { class: "wb-explained" }, last.texts.map(one => [one.said && spoken("p", one.said, { class: "wb-said-before" }), judgedText(app, one)]));
  return (LEARNED[kind] ?? explained)(app, last);
}
