// The talk itself: the transcript, and the box in which the trainee answers.

function transcript(app) {
  const log = make("div", {
    class: "wb-log",
    role: "log",
    "aria-live": "polite",
    "aria-label": app.t("The talk with {name}", { name: app.client.name }),
    tabindex: "0",
  });
  page(log).append(opening(app, app.state.case.opening));
  for (const turn of app.state.turns) addTurn(app, log, turn);
  return log;
}

function offers(app, take) {
  const { t } = app;
  const list = make("div", { class: "wb-offers" });
  const fold = make(
    "details",
    { class: "wb-fold wb-moves", open: true },
    make(
      "summary",
      null,
      t("Three things you could say"),
      " ",
      make("span", { class: "wb-hint" }, t("(choosing one puts it in the box)")),
    ),
    make(
      "fieldset",
      null,
      make("legend", { class: "wb-unseen" }, t("Choose one to put it in the box; change it as you like, then send it.")),
      list,
    ),
  );
  return {
    node: fold,
    show(moves) {
      fold.hidden = !moves.length;
      list.replaceChildren(
        ...moves.map(move =>
          make("button", { type: "button", class: "wb-move", dir: "auto", on: { click: () => take(move) } }, move.say),
        ),
      );
    },
  };
}

function composer(app) {
  const { t } = app;
  const id = freshId();
  const box = make("textarea", {
    id,
    class: "wb-box",
    rows: "2",
    dir: "auto",
    autocomplete: "off",
    "aria-describedby": `${id}-hint`,
  });
  const send = make("button", { type: "submit", class: "wb-button wb-primary" }, t("Send"));
  const mark = make("span", { class: "wb-saved" });
  const thinking = make("span", { class: "wb-thinking", role: "status" });
  const offered = offers(app, take);
  let move = null;
  let sending = false;

  function fit() {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }
  function put(text) {
    box.value = text;
    fit();
    app.drafts.typed(text);
    unsaved();
  }
  function unsaved() {
    mark.textContent = box.value ? t("Not saved yet") : "";
  }
  function take(chosen) {
    const own = box.value;
    const typed = own.trim() && own !== move?.say;
    move = chosen;
    put(chosen.say);
    box.focus();
    if (typed)
      app.tell({
        tone: "calm",
        role: "status",
        words: t("Your own words were replaced."),
        acts: [[t("Put them back"), () => (put(own), box.focus())]],
      });
  }
  async function submit(event) {
    event?.preventDefault();
    const text = box.value;
    if (sending) return;
    if (!text.trim()) {
      box.focus();
      thinking.textContent = t("There is nothing to send yet. To stay silent on purpose, send “...”.");
      return;
    }
    sending = true;
    send.setAttribute("aria-disabled", "true");
    app.drafts.sent(text);
    app.quiet();
    const slow = setTimeout(() => (thinking.textContent = t("{name} is thinking", { name: app.client.name })), 700);
    const answer = await app.messages.post("say", { text, ...(move?.say === text && { move: move.id }) });
    clearTimeout(slow);
    thinking.textContent = "";
    sending = false;
    send.removeAttribute("aria-disabled");
    if (answer.kind !== "ack") return box.focus();
    app.drafts.settled();
    // What was typed while waiting is the beginning of the next turn.
    if (box.value === text) box.value = "";
    else put(box.value.startsWith(text) ? box.value.slice(text.length).trimStart() : box.value);
    fit();
    move = null;
    if (app.state.phase !== "talk") return;
    box.focus();
    bringIntoView(app);
  }

  box.addEventListener("input", () => {
    fit();
    app.drafts.typed(box.value);
    thinking.textContent = "";
    unsaved();
  });
  box.addEventListener("blur", () => app.drafts.flush());
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  });

  return {
    box,
    fit,
    put,
    offer: offered.show,
    saved: iso => (mark.textContent = t("Saved {time}", { time: app.format.when(iso) })),
    node: make(
      "form",
      { class: "wb-composer wb-control", on: { submit } },
      offered.node,
      make("label", { for: id }, t("What do you say to {name}?", { name: app.client.name })),
      box,
      make(
        "div",
        { class: "wb-send" },
        make("p", { class: "wb-hint", id: `${id}-hint` }, t("Enter makes a new line. Ctrl+Enter or Send sends.")),
        thinking,
        mark,
        send,
      ),
    ),
  };
}

// All of it where it fits; a small window shows the answer and the whole box rather than the title.
function bringIntoView(app) {
  app.root.scrollIntoView({ block: "nearest" });
  app.form.node.scrollIntoView({ block: "nearest" });
}

function showTalk(app) {
  const { state } = app;
  const log = transcript(app);
  const form = composer(app);
  app.main.replaceChildren(log, app.alerts, form.node);
  form.box.value = state.draft ?? "";
  form.offer(state.moves);
  if (state.saved_at) form.saved(state.saved_at);
  requestAnimationFrame(() => {
    log.scrollTop = log.scrollHeight;
    form.fit();
  });
  app.log = log;
  app.form = form;
  // The transcript takes the height that title, panels and box leave, so that all fit in one window.
  const others = [app.head, app.alerts, form.node];
  const measure = () => {
    const taken = others.reduce((sum, part) => sum + part.offsetHeight, 0);
    // Lab's own bars and some air take eleven lines more.
    log.style.maxHeight = `max(17rem, calc(100vh - ${taken}px - 11rem))`;
  };
  app.fitting = new ResizeObserver(measure);
  for (const part of others) app.fitting.observe(part);
}

// One turn more: nothing that is already there is touched, so that the three-hundredth costs what the first did.
function oneMore(app, turn) {
  if (app.state.turns.some(known => known.turn === turn.turn)) return;
  app.state.turns.push(turn);
  const article = addTurn(app, app.log, turn);
  app.log.scrollTop = article.offsetTop - 12;
}
