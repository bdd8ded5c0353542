// The coping strategies: searched as one types, sorted by what keeps the client stuck.

// One letter for one letter, so that what is found can be marked in the words as they stand.
const bare = words => [...words].map(letter => (letter === "’" ? "'" : letter.normalize("NFD")[0].toLowerCase())).join("");

const standsTo = (one, mechanism) =>
  one.helps.includes(mechanism) ? "against" : one.feeds.includes(mechanism) ? "feeds" : "beside";

function hits(one, wanted) {
  const text = bare([one.name, one.definition, ...one.steps].join("\n"));
  return wanted.every(word => text.includes(word));
}

// The words with every place marked where something that was looked for stands.
function found(words, wanted) {
  const text = bare(words);
  const parts = [];
  let from = 0;
  while (from < words.length) {
    const next = wanted
      .map(word => ({ at: text.indexOf(word, from), long: word.length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.long - a.long)[0];
    if (!next || text.length !== words.length) break;
    parts.push(words.slice(from, next.at), make("mark", null, words.slice(next.at, next.at + next.long)));
    from = next.at + next.long;
  }
  return make("span", { dir: "auto" }, ...parts, words.slice(from));
}

function circles({ names }, kind, title, mechanisms) {
  if (!mechanisms.length) return null;
  return make("span", { class: `wb-circles wb-${kind}` }, make("strong", null, title), " ", mechanisms.map(one => names[one]).join(", "));
}

function part(title, ...inside) {
  return make("div", { class: "wb-part" }, make("p", { class: "wb-label" }, title), inside);
}

// A strategy: what it is, and the rest behind its name.
function strategyCard(app, one, stands) {
  const { t, wanted } = app;
  const backfires = part(t("When it backfires"), spoken("p", one.backfires));
  const steps = one.steps.map(step => make("li", null, found(step, wanted)));
  const { button, panel } = disclosure(
    found(one.name, wanted),
    make(
      "div",
      { class: "wb-folded" },
      stands !== "feeds" && backfires,
      part(t("How to propose it"), spoken("blockquote", one.propose, { class: "wb-next-question" })),
      part(t("First small steps"), make("ul", null, steps)),
      part(t("What is known about it"), spoken("p", one.evidence), spoken("p", t("Source: {source}", one), { class: "wb-hint" })),
    ),
    "wb-foldname",
  );
  button.addEventListener("click", () => (panel.hidden ? app.open.delete(one.id) : app.open.add(one.id)));
  if (app.open.has(one.id)) button.click();
  // Where only a step holds what was looked for, that step is the reason why the strategy is shown.
  const visible = bare(`${one.name}\n${one.definition}`);
  const only = wanted.every(word => visible.includes(word)) ? [] : one.steps.filter(step => wanted.some(word => bare(step).includes(word)));
  return make(
    "li",
    { class: `wb-way wb-${stands}`, "data-strategy": one.id },
    make("h5", null, button),
    make("p", null, found(one.definition, wanted)),
    make("p", { class: "wb-hint wb-against-what" }, circles(app, "against", t("Works against:"), one.helps), circles(app, "feeds", t("Can feed:"), one.feeds)),
    only.map(step => make("p", { class: "wb-found" }, make("span", { class: "wb-label" }, t("First step:")), " ", found(step, wanted))),
    stands === "feeds" && backfires,
    panel,
  );
}

// By where they come from, or, once it is chosen what keeps the client stuck, by what they do to that.
function sections({ t, browse, names, mechanism }) {
  if (!mechanism) return browse.groups.map(({ id, name }) => ({ id, name, holds: one => one.group === id }));
  const what = { what: names[mechanism] };
  const stands = {
    against: { name: t("Works against it: {what}", what), told: count => t("works against it: {count}", { count }) },
    feeds: {
      name: t("Can feed it: {what}", what),
      hint: t("Sound in itself, and a risk with this client. Read first when it backfires."),
      told: count => t("can feed it: {count}", { count }),
    },
    beside: {
      name: t("Beside it: {what}", what),
      hint: t("Neither known to break this circle nor to feed it. It may help with something else."),
      told: count => t("beside it: {count}", { count }),
    },
  };
  return Object.entries(stands).map(([id, one]) => ({ id, ...one, holds: way => standsTo(way, mechanism) === id }));
}

function showFound(app) {
  const { t, browse, mechanism } = app;
  app.wanted = bare(app.box.value.normalize("NFC")).split(/\s+/).filter(Boolean);
  const shown = browse.strategies.filter(one => hits(one, app.wanted));
  const filled = sections(app)
    .map(one => ({ ...one, ways: shown.filter(one.holds) }))
    .filter(({ ways }) => ways.length);
  app.told.textContent = [
    t("{hits} of {all} strategies", { hits: shown.length, all: browse.strategies.length }),
    ...filled.map(({ told, ways }) => told?.(ways.length)),
    !shown.length && t("Nothing fits. Try fewer letters or another word."),
  ]
    .filter(Boolean)
    .join(" · ");
  app.all.hidden = shown.length > 0;
  refill(
    app.list,
    filled.map(({ id, name, hint, ways }) => {
      const title = make("h4", { id: freshId() }, name);
      return make(
        "section",
        { "aria-labelledby": title.id, "data-part": id },
        title,
        hint && make("p", { class: "wb-hint" }, hint),
        make("ul", { class: "wb-ways" }, ways.map(one => strategyCard(app, one, mechanism ? id : "any"))),
      );
    }),
  );
}

function choice(app) {
  const { t, browse } = app;
  const group = freshId();
  return make(
    "fieldset",
    null,
    make("legend", null, t("What keeps the client stuck?")),
    make(
      "div",
      { class: "wb-sure" },
      [{ id: "", name: t("show all") }, ...browse.mechanisms].map(({ id, name }) =>
        make(
          "label",
          { class: "wb-pick" },
          make("input", { type: "radio", name: group, value: id, checked: !id, on: { change: () => ((app.mechanism = id), showFound(app)) } }),
          make("span", null, name),
        ),
      ),
    ),
  );
}

function showStrategies(app, { browse }) {
  const { t } = app;
  Object.assign(app, { browse, mechanism: "", open: new Set(), names: Object.fromEntries(browse.mechanisms.map(({ id, name }) => [id, name])) });
  app.box = make("input", { type: "search", class: "wb-box", id: freshId(), dir: "auto", autocomplete: "off", spellcheck: "false", on: { input: () => showFound(app) } });
  app.told = make("p", { role: "status", class: "wb-hint" });
  const clear = () => {
    app.box.value = "";
    showFound(app);
    app.box.focus();
  };
  app.all = make("button", { type: "button", class: "wb-button", hidden: true, on: { click: clear } }, t("Show all"));
  app.list = make("div", { class: "wb-list" });
  refill(
    app.main,
    app.alerts,
    make("div", null, spoken("h3", browse.title), make("p", { class: "wb-hint" }, t("None is good or bad in itself: what keeps this client stuck decides."))),
    make(
      "form",
      { class: "wb-task wb-control", role: "search", on: { submit: event => event.preventDefault() } },
      make("label", { for: app.box.id }, t("Search in names, descriptions and first steps")),
      app.box,
      choice(app),
    ),
    make("div", { class: "wb-told-hits" }, app.told, app.all),
    app.list,
  );
  showFound(app);
}

function render(place) {
  return openPage(place, { title: "Coping strategies", kind: "wb-drill wb-strategies", show: showStrategies }).close;
}

export default { render };
