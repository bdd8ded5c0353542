// What a task of the lab asks: the thought or text, the fields of its form, and what is read from them.

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
        make("span", null, definition ? [make("strong", null, title), make("span", { class: "wb-what" }, definition)] : title),
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
      make("label", { class: "wb-pick" }, make("input", { type: "radio", name: group, value }), make("span", null, words[value])),
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
    own.value = app.drafts.stored() || (app.opening && app.round.draft) || "";
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
      dropped() {
        app.drafts.typed("");
        app.drafts.flush();
      },
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
