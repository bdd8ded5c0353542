// The view around a conversation: title, toolbar, panels, and whichever phase the talk is in.

function lifelines(app) {
  const { t, state } = app;
  return make(
    "div",
    { class: "wb-panel wb-help" },
    make("h4", null, t("Someone to talk to")),
    make("p", null, state.lifelines.intro),
    make(
      "dl",
      null,
      state.lifelines.lines.map(({ name, contact, hours, checked }) =>
        make(
          "div",
          null,
          make("dt", null, name),
          make("dd", null, contact),
          make("dd", { class: "wb-hint" }, `${hours} · ${t("checked on {date}", { date: app.format.date(checked) })}`),
        ),
      ),
    ),
  );
}

function leaving(app) {
  const { t } = app;
  const panel = make("div", { class: "wb-panel" });
  const leave = disclosure(t("End the talk"), panel);
  const stay = () => (leave.close(), leave.button.focus());
  panel.append(
    make("p", null, t("End the talk here? You then look back on it; the talk stays on record.")),
    make(
      "div",
      { class: "wb-acts" },
      make("button", { type: "button", class: "wb-button wb-primary", on: { click: () => app.ask("end") } }, t("End and look back")),
      make("button", { type: "button", class: "wb-button", on: { click: stay } }, t("Keep talking")),
    ),
  );
  return leave;
}

function pausing(app) {
  const { t } = app;
  const panel = make("div", { class: "wb-panel wb-paused", hidden: true });
  const button = make("button", { type: "button", class: "wb-quiet" }, t("Pause"));
  const on = make("button", { type: "button", class: "wb-button wb-primary" }, t("Go on"));
  const turn = paused => {
    app.drafts.flush();
    panel.hidden = !paused;
    app.main.hidden = paused;
    button.hidden = paused;
    if (paused) on.focus();
    else app.form?.box.focus();
  };
  button.addEventListener("click", () => turn(true));
  on.addEventListener("click", () => turn(false));
  panel.append(
    make("h4", null, t("Paused")),
    make("p", null, t("Take the time you need. Everything so far is saved, and you may also close this page and come back another day.")),
    on,
  );
  return { button, panel };
}

function aims({ t, state }) {
  const names = state.criteria.filter(({ id }) => state.goals.includes(id)).map(({ name }) => name);
  return t("Your aim: {names}", { names: names.join(", ") });
}

function heading(app) {
  const { t, state } = app;
  const help = disclosure(t("Help lines"), lifelines(app));
  const tools = [help];
  if (state.phase === "talk") tools.unshift(pausing(app));
  if (state.phase === "talk") tools.push(leaving(app));
  if (state.branches.length > 1)
    tools.unshift(disclosure(t("Versions ({number})", { number: state.branches.length }), versions(app)));
  const about = [
    state.case.talk,
    t("Level {level}", { level: state.case.level }),
    t("about {minutes} minutes", { minutes: state.case.minutes }),
    state.phase !== "ready" && modes(t).find(mode => mode.id === state.mode)?.kept,
  ];
  return [
    make(
      "div",
      { class: "wb-head" },
      make(
        "div",
        null,
        make("h3", null, state.case.title),
        make("p", { class: "wb-hint" }, about.filter(Boolean).join(" · ")),
        state.phase === "talk" && state.goals.length > 0 && make("p", { class: "wb-hint wb-aims" }, aims(app)),
      ),
      make("div", { class: "wb-tools wb-control", role: "group", "aria-label": t("Pause, help and end") }, tools.map(tool => tool.button)),
    ),
    ...tools.map(tool => tool.panel),
  ];
}

const PHASES = { ready: showReady, talk: showTalk, rate: showRating, done: showDebrief };

function show(app, state) {
  app.state = state;
  const { name } = state.case.client;
  const [first] = name.split(" ");
  // In the talk a first name will do, where the name begins with one rather than with a title.
  app.client = { ...state.case.client, name: first.endsWith(".") ? name : first };
  app.codes = new Map(state.codes.map(code => [code.id, code]));
  app.form = app.title = null;
  app.fitting?.disconnect();
  app.root.dataset.phase = state.phase;
  app.main.hidden = false;
  app.head.replaceChildren(...heading(app));
  PHASES[state.phase](app);
  if (state.notice) app.tell({ tone: "calm", role: "status", words: state.notice, acts: [[app.t("I see")]] });
}

// The client may end the talk: the last words stay where they are being read, only the box makes way.
function closeTalk(app) {
  app.state.phase = app.root.dataset.phase = "rate";
  app.fitting.disconnect();
  app.log.style.maxHeight = "";
  const box = app.form.node;
  const form = ratingForm(app);
  app.form = null;
  app.title = form.title;
  app.head.replaceChildren(...heading(app));
  box.replaceWith(form.node);
  focusPhase(app);
}

function focusPhase(app) {
  (app.form?.box ?? app.title ?? app.main.querySelector("button, input"))?.focus();
  if (app.form) requestAnimationFrame(() => app.form && bringIntoView(app));
}

function rescue(app) {
  const { t, state, form } = app;
  const text = app.drafts.stored();
  if (!text) return;
  const known = text === state.draft || state.turns.at(-1)?.said === text;
  if (known || !form) return known && app.drafts.settled();
  app.tell({
    tone: "calm",
    role: "status",
    words: t("This was still in your browser when the connection was lost:"),
    quote: text,
    acts: [
      [t("Put it in the box"), () => (form.put(text), form.box.focus())],
      [t("Throw it away"), () => app.drafts.settled()],
    ],
  });
}

function hear(app, message, own) {
  const { t, state } = app;
  if (message.kind === "problem") {
    if (!state) app.main.querySelector(".wb-waiting-for")?.remove();
    if (own)
      app.tell({
        tone: "problem",
        words: message.text,
        acts: [[t("All right")], [t("Show where the talk stands"), () => app.refresh()]],
      });
    return;
  }
  if (message.state) {
    const same = ["attempt", "phase"].every(key => state?.[key] === message.state[key]);
    // Another view of this talk was opened; nothing has changed for this one.
    if (!own && same && state.turns.length === message.state.turns.length) return;
    show(app, message.state);
    return;
  }
  if (message.turn) oneMore(app, message.turn);
  if (message.moves) app.form?.offer(message.moves);
  if (message.phase === "rate" && state.phase === "talk") closeTalk(app);
  else if (own && message.saved_at) app.form?.saved(message.saved_at);
}

function render({ model, el, signal }) {
  const lang = model.get("lang");
  const t = wording(model.get("strings"));
  const stopped = new AbortController();
  signal?.addEventListener("abort", () => stopped.abort());
  const root = make("div", { class: "wb wb-conversation", lang, "data-exercise": model.get("exercise") });
  const app = { t, lang, format: formats(lang), state: null, form: null, title: null, log: null, signal: stopped.signal };
  app.head = make("div");
  app.alerts = make("div", { class: "wb-alerts" });
  app.main = make("div", { class: "wb-main" }, make("p", { class: "wb-hint wb-waiting-for", role: "status" }, t("One moment")), app.alerts);
  app.root = root;
  root.append(app.head, app.main);
  guardKeys(root);
  openForPrint(root, stopped.signal);
  el.append(root);

  let gone = null;
  const lost = () => {
    if (gone?.isConnected) return;
    gone = callout(t, {
      tone: "problem",
      words: t("The workbook is not answering. What you typed is kept in this browser, and the talk is saved up to your last turn. If this stays, reload the page to go on."),
    });
    app.alerts.append(gone);
  };
  app.messages = openMessages(model, { heard: (message, own) => hear(app, message, own), lost, back: () => gone?.close() });
  app.drafts = keepDrafts(model.get("exercise"), app.messages.post);
  app.tell = content => app.alerts.append(callout(t, content));
  app.quiet = () => app.alerts.querySelectorAll(".wb-callout-problem").forEach(note => note !== gone && note.remove());
  app.ask = async (kind, fields) => {
    app.quiet();
    const was = kind === "rewind" && app.state.turns.find(turn => turn.turn === fields.turn)?.said;
    const answer = await app.messages.post(kind, fields);
    if (answer.kind !== "ack") return;
    if (was && app.form && !app.form.box.value) app.form.put(was);
    focusPhase(app);
    if (was) app.form?.box.select();
  };
  app.refresh = async () => {
    const typed = app.form?.box.value;
    await app.messages.post("open");
    if (typed) app.form?.put(typed);
    focusPhase(app);
  };

  document.addEventListener("visibilitychange", () => document.hidden && app.drafts.flush(), { signal: stopped.signal });
  app.messages.post("open").then(answer => answer.kind === "ack" && rescue(app));
  return () => {
    stopped.abort();
    app.fitting?.disconnect();
    app.messages.close();
  };
}

export default { render };
