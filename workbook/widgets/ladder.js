// Rungs to choose and to put in order: dragged, or moved with buttons and arrow keys.
function orderBox(app, { name, label, hint, options }) {
  const { t, sheet } = app;
  const texts = new Map(options.map(one => [one.id, one]));
  let order = (had(app, "lists", name) ?? []).filter(id => texts.has(id));
  const chosen = make("ol", { class: "wb-rungs", "aria-label": t("Your ladder") });
  const rest = make("ul", { class: "wb-rungs wb-rungs-left", "aria-label": t("Not on it") });
  const said = make("p", { class: "wb-unseen", role: "status" });
  // What was asked stays answered while this page is open.
  const asked = (app.asked ??= new Set());
  const keep = () => put(app, "lists", name, order);
  const change = (fresh, words, focus) => {
    order = fresh;
    keep();
    fill();
    said.textContent = words;
    focus();
  };
  const rungOf = id => [...chosen.children, ...rest.children].find(node => node.dataset.rung === id);
  // The button that was pressed keeps the focus, or else the rung has it, for the arrow keys.
  const move = (id, to, act = "") => {
    const fresh = order.filter(one => one !== id);
    fresh.splice(Math.max(0, Math.min(to, fresh.length)), 0, id);
    const words = t("Place {place} of {total}: {text}", { text: texts.get(id).text, place: fresh.indexOf(id) + 1, total: fresh.length });
    change(fresh, words, () => ((act && rungOf(id).querySelector(`[data-act="${act}"]:enabled`)) || rungOf(id)).focus());
  };
  // Whoever puts several on, or takes several off, stays where they are in that list.
  const over = (id, list, other, fresh, words) => {
    const place = [...list.children].indexOf(rungOf(id));
    change(fresh, words, () => (list.children[Math.min(place, list.children.length - 1)] ?? other.firstChild)?.querySelector("[data-act=over]").focus());
  };
  const putOn = id => over(id, rest, chosen, [...order, id], t("Place {place} of {total}: {text}", { text: texts.get(id).text, place: order.length + 1, total: order.length + 1 }));
  const takeOff = id => over(id, chosen, rest, order.filter(other => other !== id), t("Taken off: {text}", texts.get(id)));
  const button = (act, words, run, { text }, { sign = words, off = false } = {}) =>
    make("button", { type: "button", class: "wb-quiet", "data-act": act, "aria-label": `${words}: ${text}`, title: sign === words ? null : words, disabled: off, on: { click: run } }, sign);
  const ask = one => {
    asked.add(one.id);
    fill();
    said.textContent = `${sheet.client}: ${one.told}`;
    rungOf(one.id).querySelector("[data-act=over]").focus();
  };
  // The client is asked how hard it would be: a rating is part of making a ladder together.
  const hardness = one =>
    asked.has(one.id)
      ? make("p", { class: "wb-hint" }, `${sheet.client}: `, spoken("q", one.told))
      : button("ask", t("Ask how hard"), () => ask(one), one);
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
        button("earlier", t("Earlier"), () => move(id, place - 1, "earlier"), one, { sign: "▲", off: place === 0 }),
        button("later", t("Later"), () => move(id, place + 1, "later"), one, { sign: "▼", off: place === order.length - 1 }),
        button("over", t("Take off"), () => takeOff(id), one),
        hardness(one),
      ),
    );
    return item;
  }
  function fill() {
    refill(chosen, order.map(rung));
    const left = options.filter(one => !order.includes(one.id));
    refill(
      rest,
      left.map(one =>
        make(
          "li",
          { draggable: "true", "data-rung": one.id, on: { dragstart: event => event.dataTransfer.setData("text/plain", one.id) } },
          spoken("span", one.text, { class: "wb-rung-text" }),
          make("span", { class: "wb-rung-acts" }, button("over", t("Put on"), () => putOn(one.id), one), hardness(one)),
        ),
      ),
    );
    chosen.classList.toggle("wb-empty", !order.length);
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

