// What every view needs. Python joins the files of a view into one module, this one first.

const SVG = "http://www.w3.org/2000/svg";
const RUN = Math.random().toString(36).slice(2, 8);
const WAIT_FOR_ANSWER = 3000;
const WAIT_WHEN_BUSY = 20000;
const LONGEST_WAIT = 60000;
const WAIT_FOR_TYPING = 400;

let counted = 0;
const freshId = () => `wb-${RUN}-${++counted}`;

function furnish(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [type, act] of Object.entries(value)) node.addEventListener(type, act);
    } else node.setAttribute(name, value === true ? "" : String(value));
  }
  // append() makes text nodes of strings, so nothing a person wrote is ever read as HTML.
  node.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const make = (tag, props, ...children) => furnish(document.createElement(tag), props, children);
const draw = (tag, props, ...children) => furnish(document.createElementNS(SVG, tag), props, children);

// Something else in place of what was there.
function refill(node, ...children) {
  node.replaceChildren();
  return furnish(node, null, children);
}

// Words of a person: their own direction, whichever language the page is in.
const spoken = (tag, words, props) => make(tag, { dir: "auto", ...props }, words);

// The same words with one span of them marked.
function marked(words, span) {
  const at = span ? words.indexOf(span) : -1;
  if (at < 0) return [words];
  return [words.slice(0, at), make("mark", null, span), words.slice(at + span.length)];
}

function guardKeys(root) {
  // Lab acts on bare keys (b inserts a cell, Ctrl+Enter runs one); only saving may reach it.
  for (const type of ["keydown", "keypress", "keyup"])
    root.addEventListener(type, event => {
      if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
    });
}

function wording(strings) {
  return (words, filled = {}) =>
    (strings[words] ?? words).replace(/\{(\w+)\}/g, (gap, name) => (name in filled ? String(filled[name]) : gap));
}

function formats(lang) {
  const place = { en: "en-GB", nl: "nl-NL" }[lang] ?? lang;
  const format = options => new Intl.DateTimeFormat(place, options);
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const moment = format({ day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  // A date without a time is read as midnight in Greenwich.
  const date = format({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const whole = new Intl.NumberFormat(place, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(place, { maximumFractionDigits: 1 });
  const finer = new Intl.NumberFormat(place, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    when(iso) {
      const then = new Date(iso);
      return (then.toDateString() === new Date().toDateString() ? time : moment).format(then);
    },
    date: iso => date.format(new Date(iso)),
    whole: number => whole.format(number),
    fine: number => fine.format(number),
    fine2: number => finer.format(number),
  };
}

// Messages to Python, each with a number that Python repeats once the work is on record.
function openMessages(model, { heard, lost, back }) {
  const waiting = new Map();
  const answered = new Set();
  let sent = 0;
  let watch = null;
  let pause = WAIT_FOR_ANSWER;
  let silent = false;

  function transmit(message) {
    try {
      model.send(message);
    } catch {
      // A dead kernel may refuse at once; the watch below tells the trainee either way.
    }
  }
  function listen() {
    watch ??= setTimeout(() => {
      watch = null;
      silent = true;
      pause = Math.min(pause * 2, LONGEST_WAIT);
      lost();
      // Python answers a number it has already seen without doing the work again.
      for (const { message } of waiting.values()) transmit(message);
      listen();
    }, pause);
  }
  function receive(message) {
    const busy = message.kind === "busy";
    const own = waiting.get(message.seq);
    if (!busy) waiting.delete(message.seq);
    clearTimeout(watch);
    watch = null;
    pause = busy ? WAIT_WHEN_BUSY : WAIT_FOR_ANSWER;
    if (waiting.size) listen();
    if (busy) return;
    if (silent && !waiting.size) {
      silent = false;
      back();
    }
    // What was sent twice is answered twice; drawing it anew would throw away what was typed meanwhile.
    if (answered.has(message.seq)) return;
    if (own) answered.add(message.seq);
    heard(message, own?.message ?? null);
    own?.done(message);
  }
  model.on("msg:custom", receive);

  return {
    post(kind, fields = {}) {
      const message = { kind, seq: `${RUN}-${++sent}`, ...fields };
      // Only the newest draft counts; older ones need no answer any more.
      if (kind === "draft")
        for (const [seq, { message: old }] of waiting) if (old.kind === "draft") waiting.delete(seq);
      return new Promise(done => {
        waiting.set(message.seq, { message, done });
        transmit(message);
        listen();
      });
    },
    close() {
      clearTimeout(watch);
      model.off?.("msg:custom", receive);
    },
  };
}

// Text that Python has not acknowledged yet lives in the browser, so that no lost kernel takes it along.
function keepDrafts(exercise, post) {
  const key = `therapist-workbook:draft:${exercise}`;
  let timer = null;
  let unsent = null;
  let kept = false;
  function store(text) {
    try {
      if (text) localStorage.setItem(key, JSON.stringify({ text, at: new Date().toISOString() }));
      else localStorage.removeItem(key);
    } catch {
      // A browser that stores nothing still has the text in the box.
    }
  }
  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key))?.text ?? "";
    } catch {
      return "";
    }
  }
  async function flush() {
    clearTimeout(timer);
    if (unsent === null) return;
    const text = unsent;
    unsent = null;
    const answer = await post("draft", { text });
    if (answer.kind === "ack" && unsent === null && stored() === text) store("");
  }
  return {
    typed(text) {
      kept = true;
      store(text);
      unsent = text;
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT_FOR_TYPING);
    },
    sent(text) {
      clearTimeout(timer);
      unsent = null;
      store(text);
    },
    // Sent or thrown away: nothing is left to come back to.
    settled() {
      store("");
      if (kept) post("draft", { text: "" });
      kept = false;
    },
    flush,
    stored,
  };
}

// A button that shows and hides a panel. In a long talk the browser is slower for every <details> already there;
// this costs the same each turn.
function disclosure(name, panel, kind = "wb-quiet") {
  panel.hidden = true;
  panel.id = freshId();
  const button = make("button", { type: "button", class: kind, "aria-expanded": "false", "aria-controls": panel.id }, name);
  const turn = open => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => turn(panel.hidden));
  return { button, panel, close: () => turn(false) };
}

function folded(name, inside, kind = "") {
  const { button, panel } = disclosure(name, make("div", { class: "wb-folded" }, inside), "wb-foldname");
  return make("div", { class: `wb-fold ${kind}` }, button, panel);
}

// A sentence across the view: a problem, a lost kernel, a rescued draft.
function callout(t, { tone, words, quote = "", acts = [], role = "alert" }) {
  const node = make("div", { class: `wb-callout wb-callout-${tone}`, role });
  const close = () => node.remove();
  node.append(
    make("p", null, words),
    ...(quote ? [spoken("blockquote", quote)] : []),
    make(
      "div",
      { class: "wb-acts" },
      acts.map(([name, act]) =>
        make("button", { type: "button", class: "wb-button", on: { click: () => (close(), act?.()) } }, name),
      ),
    ),
  );
  node.close = close;
  return node;
}

// Prints what is folded away too.
function openForPrint(root, signal) {
  let closed = [];
  addEventListener(
    "beforeprint",
    () => {
      closed = [...root.querySelectorAll("details:not([open])")];
      for (const fold of closed) fold.open = true;
    },
    { signal },
  );
  addEventListener("afterprint", () => closed.forEach(fold => (fold.open = false)), { signal });
}
