// A trainee's own deck: thoughts from practice, written down without anything that points to a person.

function deckForm(app) {
  const { t, deck } = app;
  const text = make("textarea", { class: "wb-box", rows: 3, id: freshId(), dir: "auto", maxlength: 500 });
  const note = make("textarea", { class: "wb-box", rows: 2, id: freshId(), dir: "auto", maxlength: 500 });
  const code = make(
    "select",
    { id: freshId() },
    make("option", { value: "" }, t("Choose a label")),
    deck.codes.map(one => make("option", { value: one.code }, one.name)),
  );
  text.value = app.drafts.stored();
  text.addEventListener("input", () => (app.drafts.typed(text.value), warning.replaceChildren()));
  const advice = make("div", { role: "status", class: "wb-advice" });
  const warning = make("div", { role: "alert", class: "wb-advice" });
  async function suggest() {
    if (text.value.trim()) await app.messages.post("suggest", { text: text.value });
  }
  app.advise = told => {
    if (told.warned) {
      refill(
        warning,
        make(
          "div",
          { class: "wb-callout wb-callout-care" },
          make("p", null, t("Someone might be recognised by this:"), " ", make("strong", null, told.warned.join(", "))),
          make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: () => keep(true) } }, t("Keep it all the same"))),
        ),
      );
      return;
    }
    const { distorted, suggestions } = told.suggested;
    refill(
      advice,
      make("p", { class: "wb-hint" }, t("A suggestion from your computer, often wrong. You decide.")),
      suggestions.length
        ? make("ul", null, suggestions.map(one => make("li", null, `${one.name}: ${app.format.whole(100 * one.confidence)} %`)))
        : null,
      make("p", null, distorted === false ? t("Perhaps none: a painful thought that fits what happened.") : distorted === null ? t("Not sure whether this is a distortion at all.") : ""),
    );
  };
  const keep = sure => app.messages.post("write", { text: text.value, code: code.value, note: note.value, sure });
  return make(
    "form",
    {
      class: "wb-task wb-control",
      on: {
        async submit(event) {
          event.preventDefault();
          await keep(false);
        },
      },
    },
    make("h4", null, t("A thought from practice")),
    make("p", { class: "wb-hint" }, t("Without names, places or dates. It stays on this computer.")),
    make("label", { for: text.id }, t("The thought, in the client's words")),
    text,
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: suggest } }, t("What might it be?"))),
    advice,
    make("label", { for: code.id }, t("What do you call it?")),
    code,
    make("label", { for: note.id }, t("Why? (you may leave this open)")),
    note,
    warning,
    make("div", { class: "wb-acts" }, make("button", { type: "submit", class: "wb-button wb-primary" }, t("Put it in the deck"))),
  );
}

function deckList(app) {
  const { t, deck } = app;
  if (!deck.thoughts.length) return make("p", null, t("There is nothing here yet."));
  return make(
    "ul",
    { class: "wb-standings" },
    deck.thoughts.map(own =>
      make(
        "li",
        null,
        make("div", null, spoken("p", own.text, { class: "wb-title" }), make("p", { class: "wb-hint" }, own.name, own.note ? " · " : "", own.note)),
        make(
          "button",
          { type: "button", class: "wb-quiet wb-minutes", "aria-label": t("Take away “{words}”", { words: own.text.slice(0, 40) }), on: { click: () => app.messages.post("remove", { id: own.id }) } },
          t("Take away"),
        ),
      ),
    ),
  );
}

function deckFile(app) {
  const { t, deck } = app;
  const file = make("input", { type: "file", accept: ".yaml,.yml", id: freshId() });
  file.addEventListener("change", async () => {
    const [given] = file.files;
    if (given) await app.messages.post("bring", { text: await given.text() });
  });
  const away = () => {
    const link = make("a", { href: URL.createObjectURL(new Blob([deck.file], { type: "text/yaml" })), download: "deck.yaml" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return folded(t("Take the deck along, or bring one in"), [
    make("p", null, t("A deck is a small text file. What is brought in is added; nothing is overwritten.")),
    make("div", { class: "wb-acts" }, make("button", { type: "button", class: "wb-button", on: { click: away } }, t("Save the deck as a file"))),
    make("label", { for: file.id }, t("Bring in a deck file")),
    file,
  ]);
}

function showDeck(app, message) {
  if (message.warned || message.suggested) return app.advise(message);
  if (!message.deck) return;
  const { t } = app;
  const { wrote, came } = message;
  const opening = !app.deck;
  const ours = app.root.contains(document.activeElement);
  app.deck = message.deck;
  if (wrote) app.drafts.settled();
  // What is half written stays when something else changes.
  if (wrote || opening) app.form = deckForm(app);
  const told = make("p", { role: "status", class: "wb-hint", tabindex: "-1" }, wrote ? t("In the deck, saved.") : came !== undefined ? t("{came} thoughts came in.", message) : "");
  const head = make("h4", { tabindex: "-1" }, t("In the deck ({number})", { number: app.deck.thoughts.length }));
  refill(
    app.main,
    app.alerts,
    make("h3", null, t("Your own deck")),
    told.textContent ? told : null,
    app.form,
    make("section", null, head, deckList(app)),
    deckFile(app),
  );
  // The button that was pressed is gone: without the focus, keys would reach Lab.
  if (ours) (told.textContent ? told : head).focus();
}

function render(place) {
  const app = openPage(place, { title: "Your own deck", kind: "wb-drill", show: (app, message) => showDeck(app, message) });
  // Not put on record before it is put in the deck: the browser has it until then.
  app.drafts = keepDrafts("lab/deck", async () => ({ kind: "stays" }));
  return app.close;
}

export default { render };
