// Rungs to choose and to put in order: dragged, or moved with buttons and arrow keys.
function orderBox(app, { name, label, hint, options }) {
  const { t, sheet } = app;
  const texts = new Map(options.map(one => [one.id, one]));
  let order = (had(app, "lists", name) ?? []).filter(id => texts.has(id));
  const chosen = make("ol", { class: "wb-rungs", "aria-label": t("Your ladder") });
  const rest = make("ul", { class: "wb-rungs wb-rungs-left", "aria-label": t("Not on it") });
  const said = make("p", { class: "wb-hint", role: "status" });
  // What was asked stays answered while this page is open.
  const asked = (app.asked ??= new Set());
  const keep = () => put(app, "lists", name, order);
  const move = (id, to) => {
    order = order.filter(one => one !== id);
    order.splice(Math.max(0, Math.min(to, order.length)), 0, id);
    keep();
    fill(id);
    said.textContent = t("{text}: place {place} of {total}", { text: texts.get(id).text, place: order.indexOf(id) + 1, total: order.length });
  };
  const button = (words, act, text, off) => make("button", { type: "button", class: "wb-quiet wb-small", "aria-label": `${words}: ${text}`, title: words, disabled: off, on: { click: act } }, { [t("Higher up")]: "▼", [t("Lower down")]: "▲" }[words] ?? words);
  // The client is asked how hard it would be: a rating is part of making a ladder together.
  const hardness = one =>
    asked.has(one.id)
      ? make("p", { class: "wb-hint" }, `${sheet.client}: `, spoken("q", one.told))
      : button(t("Ask how hard"), () => (asked.add(one.id), fill(one.id)), one.text);
  function rung(id, place) {
    const one = texts.get(id);
    const item = make(
      "li",
      {
        draggable: "true",
        tabindex: "0",
        "data-rung": id,
        on: {
          dragstart: event => event.dataTransfer.setData("text/plain", id),
          dragover: event => event.preventDefault(),
          drop(event) {
            event.preventDefault();
            const from = event.dataTransfer.getData("text/plain");
            if (texts.has(from)) move(from, order.indexOf(id));
          },
          keydown(event) {
            if (event.target !== item || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
            event.preventDefault();
            move(id, place + (event.key === "ArrowUp" ? -1 : 1));
          },
        },
      },
      spoken("span", one.text, { class: "wb-rung-text" }),
      make(
        "span",
        { class: "wb-rung-acts" },
        button(t("Lower down"), () => move(id, place - 1), one.text, place === 0),
        button(t("Higher up"), () => move(id, place + 1), one.text, place === order.length - 1),
        button(t("Take off"), () => ((order = order.filter(other => other !== id)), keep(), fill()), one.text),
        hardness(one),
      ),
    );
    return item;
  }
  function fill(focus) {
    refill(chosen, order.map(rung));
    const left = options.filter(one => !order.includes(one.id));
    refill(
      rest,
      left.map(one =>
        make(
          "li",
          { draggable: "true", "data-rung": one.id, on: { dragstart: event => event.dataTransfer.setData("text/plain", one.id) } },
          spoken("span", one.text, { class: "wb-rung-text" }),
          make("span", { class: "wb-rung-acts" }, button(t("Put on"), () => move(one.id, order.length), one.text), hardness(one)),
        ),
      ),
    );
    chosen.classList.toggle("wb-empty", !order.length);
    const there = focus && [...chosen.children, ...rest.children].find(node => node.dataset.rung === focus);
    there?.matches("[tabindex]") ? there.focus() : there?.querySelector("button")?.focus();
    if (!focus && app.ready) rest.querySelector("button")?.focus();
  }
  chosen.addEventListener("dragover", event => event.preventDefault());
  chosen.addEventListener("drop", event => {
    if (event.target !== chosen) return;
    event.preventDefault();
    const from = event.dataTransfer.getData("text/plain");
    if (texts.has(from)) move(from, order.length);
  });
  fill();
  const id = freshId();
  return make("fieldset", { class: "wb-planbox", "aria-describedby": id }, make("legend", null, label), make("p", { class: "wb-hint", id }, hint), make("p", { class: "wb-label" }, t("Your ladder, the easiest first")), chosen, said, make("p", { class: "wb-label" }, t("Not on it")), rest);
}

