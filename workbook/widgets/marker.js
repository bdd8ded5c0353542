// Words of a text to be marked: by mouse, by touch (first word, then last) and by the arrow keys.

const WORD = /\S+/gu;

// Places as Python counts them: a character beyond the first plane is one, and not two.
const codePoints = (text, at) => [...text.slice(0, at)].length;

function wordsOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
}

// Punctuation at the edges of a choice belongs to nobody.
function trimmed(text, start, end) {
  while (start < end && /[\s"“”‘’'.,;:!?()…-]/u.test(text[start])) start += 1;
  while (end > start && /[\s"“”‘’'.,;:!?()…-]/u.test(text[end - 1])) end -= 1;
  return [start, end];
}

// One text: `picked` is told which words were chosen, `marks` says what is marked already.
function markable({ t }, text, { label, picked }) {
  const words = wordsOf(text);
  let active = 0;
  let anchor = null;
  let dragging = false;
  const options = words.map(({ word }, place) =>
    make("span", { role: "option", id: freshId(), "aria-selected": "false", class: "wb-word", "data-place": place }, word),
  );
  const box = make(
    "div",
    { class: "wb-markable", role: "listbox", tabindex: "0", "aria-multiselectable": "true", "aria-label": label, dir: "auto" },
    options.flatMap((option, place) => (place ? [" ", option] : [option])),
  );
  const range = () => (anchor === null ? null : [Math.min(anchor, active), Math.max(anchor, active)]);
  function paint() {
    const chosen = range();
    options.forEach((option, place) => {
      const inside = chosen && place >= chosen[0] && place <= chosen[1];
      option.classList.toggle("wb-chosen", Boolean(inside));
      option.classList.toggle("wb-active", place === active);
      option.setAttribute("aria-selected", String(Boolean(inside) || option.classList.contains("wb-marked")));
    });
    if (options[active]) box.setAttribute("aria-activedescendant", options[active].id);
  }
  function tell(focus) {
    const [first, last] = range();
    const [start, end] = trimmed(text, words[first].start, words[last].end);
    if (end > start) picked({ start, end, words: text.slice(start, end), focus });
  }
  const placeOf = node => {
    const option = node?.closest?.("[data-place]");
    return option && box.contains(option) ? Number(option.dataset.place) : null;
  };
  box.addEventListener("pointerdown", event => {
    const place = placeOf(event.target);
    if (place === null || event.button) return;
    // A second touch goes on from the first one.
    const going = anchor !== null && event.pointerType !== "mouse";
    if (!going && !event.shiftKey) anchor = place;
    anchor ??= place;
    active = place;
    dragging = event.pointerType === "mouse";
    // Let go beside the text, it ends there all the same.
    if (dragging) box.setPointerCapture(event.pointerId);
    paint();
    if (!dragging) tell(false);
    else event.preventDefault();
    box.focus({ preventScroll: true });
  });
  box.addEventListener("pointermove", event => {
    if (!dragging) return;
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (place === null || place === active) return;
    active = place;
    paint();
  });
  box.addEventListener("pointerup", () => {
    if (!dragging) return;
    dragging = false;
    tell(false);
  });
  box.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8, Home: -words.length, End: words.length }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (event.shiftKey) anchor ??= active;
      else anchor = null;
      active = Math.max(0, Math.min(words.length - 1, active + step));
      paint();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      anchor ??= active;
      paint();
      tell(true);
    } else if (event.key === "Escape") clear();
  });
  function clear() {
    anchor = null;
    paint();
  }
  paint();
  return {
    box,
    clear,
    show(marks) {
      options.forEach((option, place) => {
        const { start, end } = words[place];
        option.classList.toggle("wb-marked", marks.some(mark => mark.start < end && mark.end > start));
      });
      paint();
    },
  };
}

// Several texts with what was marked in them so far; `marks()` gives them as Python wants them.
function marker(app, texts, { codes, says, began = [], changed = () => {} }) {
  const { t } = app;
  let marks = began;
  let open = null;
  const list = make("ul", { class: "wb-marks", "aria-label": t("Marked so far") });
  const status = make("p", { class: "wb-unseen", role: "status" });
  const chooser = make("div", { class: "wb-panel wb-choose-code", hidden: true });
  const places = texts.map((one, line) => {
    const place = markable(app, one.text, {
      label: t("Text to mark: arrow keys go through the words, Shift with an arrow chooses several, Enter marks"),
      picked: chosen => choose(line, chosen),
    });
    const holder = make("div", { class: "wb-marked-text" }, says?.(one), place.box);
    return { ...place, holder };
  });
  function close() {
    chooser.hidden = true;
    if (open !== null) places[open].clear();
    open = null;
  }
  function choose(line, { start, end, words, focus }) {
    if (open !== null && open !== line) places[open].clear();
    open = line;
    const select = make(
      "select",
      { id: freshId() },
      make("option", { value: "" }, t("Choose a label")),
      codes.filter(({ code }) => code !== "none").map(({ code, name }) => make("option", { value: code }, name)),
    );
    const add = () => {
      if (!select.value) return select.focus();
      marks = [...marks.filter(mark => mark.line !== line || mark.end <= start || mark.start >= end), { line, start, end, words, code: select.value }];
      status.textContent = t("Marked: “{words}”", { words });
      close();
      redraw();
      places[line].box.focus();
    };
    chooser.replaceChildren(
      make("p", null, make("span", { class: "wb-label" }, t("Chosen words")), " ", spoken("q", words)),
      make("label", { class: "wb-label", for: select.id }, t("What do you see in it?")),
      select,
      make(
        "div",
        { class: "wb-acts" },
        make("button", { type: "button", class: "wb-button wb-primary", on: { click: add } }, t("Mark these words")),
        make("button", { type: "button", class: "wb-button", on: { click: () => (close(), places[line].box.focus()) } }, t("Cancel")),
      ),
    );
    // Returning false would take every other key from the list of labels.
    chooser.onkeydown = event => {
      if (event.key !== "Escape") return;
      close();
      places[line].box.focus();
    };
    places[line].holder.append(chooser);
    chooser.hidden = false;
    chooser.scrollIntoView({ block: "nearest" });
    if (focus) select.focus();
  }
  function redraw() {
    const name = Object.fromEntries(codes.map(one => [one.code, one.name]));
    list.replaceChildren(
      ...marks.map(mark =>
        make(
          "li",
          null,
          spoken("q", mark.words),
          " ",
          make("strong", null, name[mark.code] ?? mark.code),
          " ",
          make(
            "button",
            {
              type: "button",
              class: "wb-quiet",
              "aria-label": t("Take away the mark on “{words}”", { words: mark.words }),
              on: {
                click() {
                  marks = marks.filter(other => other !== mark);
                  redraw();
                },
              },
            },
            t("Take away"),
          ),
        ),
      ),
    );
    list.hidden = !marks.length;
    places.forEach((place, line) => place.show(marks.filter(mark => mark.line === line)));
    changed(marks);
  }
  redraw();
  return {
    node: make("div", { class: "wb-marker" }, places.map(({ holder }) => holder), list, status),
    marks: () =>
      marks.map(({ line, start, end, code }) => ({
        line,
        start: codePoints(texts[line].text, start),
        end: codePoints(texts[line].text, end),
        code,
      })),
  };
}

// A text with what became of each span: what was found, missed, or taken for something it is not.
function judgedText({ t }, { text, found }) {
  const chars = [...text];
  const parts = [];
  let at = 0;
  for (const one of [...found].sort((a, b) => a.start - b.start)) {
    if (one.start < at) continue;
    parts.push(chars.slice(at, one.start).join(""), make("mark", { class: `wb-span wb-span-${one.verdict}` }, chars.slice(one.start, one.end).join("")));
    at = one.end;
  }
  parts.push(chars.slice(at).join(""));
  const verdicts = {
    found: t("Found"),
    other: t("Seen, under another name"),
    missed: t("Passed by"),
    alarm: t("No distortion"),
    left: t("Rightly left alone"),
  };
  return make(
    "div",
    { class: "wb-judged" },
    make("p", { dir: "auto", class: "wb-told" }, parts),
    make(
      "ul",
      { class: "wb-spans" },
      found.map(one =>
        make(
          "li",
          { class: `wb-verdict-${one.verdict}` },
          make("strong", null, verdicts[one.verdict]),
          " ",
          spoken("q", one.words),
          " ",
          one.verdict === "other"
            ? make("span", null, t("You: {given}. Fits best: {key}.", one))
            : one.verdict === "alarm"
              ? make("span", null, t("You: {given}.", one))
              : one.verdict === "left"
                ? null
                : make("span", null, `${one.key}.`),
          " ",
          one.why && spoken("span", one.why),
        ),
      ),
    ),
  );
}
