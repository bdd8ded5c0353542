// A transcript of one's own: pasted, looked over for identifiers, coded, corrected, summed up.

const TURNS_AT_ONCE = 60;

function pasteForm(app, { kept }) {
  const { t } = app;
  const id = freshId();
  const box = make("textarea", { id, class: "wb-box", rows: "9", dir: "auto", autocomplete: "off", "aria-describedby": `${id}-how` });
  const tongue = make(
    "select",
    { id: `${id}-lang` },
    [
      ["en", "English"],
      ["nl", "Nederlands"],
    ].map(([value, name]) => make("option", { value, lang: value, selected: value === app.lang }, name)),
  );
  const alternate = make("input", { type: "checkbox", id: `${id}-alt` });
  function submit(event) {
    event.preventDefault();
    app.ask("read", { text: box.value, spoken: tongue.value, alternate: alternate.checked });
  }
  return [
    make("h3", null, t("A transcript of your own")),
    make("p", null, t("Paste an anonymised transcript, or one of two of you role-playing. It is read on this computer, sent nowhere, and not kept unless you ask for it.")),
    make(
      "form",
      { class: "wb-paste wb-control", on: { submit } },
      make("label", { for: id }, t("The transcript")),
      box,
      make("p", { class: "wb-hint", id: `${id}-how` }, t("A line for each turn that begins with who speaks, such as “T: ...” and “C: ...”. Times before a line are left out.")),
      make("div", { class: "wb-line-of" }, make("label", { for: `${id}-lang` }, t("Language of the transcript")), tongue),
      make("label", { class: "wb-goal", for: `${id}-alt` }, alternate, t("The lines take turns without names; the therapist begins")),
      make("button", { type: "submit", class: "wb-button wb-primary" }, t("Read it")),
    ),
    kept.length > 0 &&
      make(
        "section",
        null,
        make("h4", null, t("Kept in your record")),
        make(
          "ul",
          { class: "wb-talks" },
          kept.map(one =>
            make(
              "li",
              null,
              spoken("span", one.begins),
              make("span", { class: "wb-hint" }, app.format.when(one.at)),
              make("button", { type: "button", class: "wb-button", on: { click: () => app.ask("reopen", { id: one.id }) } }, t("Open")),
            ),
          ),
        ),
      ),
  ];
}

function identifiersPart(app, found) {
  const { t } = app;
  if (!found.length) return make("p", { class: "wb-hint" }, t("No names, numbers or addresses were noticed. Look for yourself as well."));
  const boxes = found.map(({ kind, name, found: texts }) => {
    const id = freshId();
    const shown = texts.slice(0, 12).join(", ") + (texts.length > 12 ? " ..." : "");
    return make("label", { class: "wb-goal", for: id }, make("input", { type: "checkbox", id, value: kind, checked: true }), make("span", null, make("strong", null, `${name}: `), spoken("span", shown)));
  });
  const mask = () => {
    const kinds = boxes.map(label => label.querySelector("input")).filter(box => box.checked).map(box => box.value);
    if (kinds.length) app.ask("mask", { kinds });
  };
  return make(
    "div",
    { class: "wb-callout wb-callout-care wb-control" },
    make("h4", null, t("Someone might be recognised by this")),
    make("p", null, t("Replace what points to a person before you keep or show it. Not everything is found: places, dates and stories can give somebody away too.")),
    boxes,
    make("button", { type: "button", class: "wb-button", on: { click: mask } }, t("Replace what is ticked")),
  );
}

function speakerPart(app, { speakers, therapist, sure }) {
  const { t } = app;
  const id = freshId();
  const choice = make(
    "select",
    { id },
    speakers.map(who => make("option", { value: who, selected: who === therapist }, who)),
  );
  choice.addEventListener("change", () => app.ask("choose", { who: choice.value }));
  return make(
    "div",
    { class: "wb-line-of wb-control" },
    make("label", { for: id }, sure ? t("The therapist is") : t("Who is the therapist? This is a guess:")),
    choice,
  );
}

function quoted(app, items) {
  return make(
    "ul",
    { class: "wb-quotes" },
    items.map(({ place, text, name, why }) =>
      make("li", null, make("strong", null, name), " ", make("q", { dir: "auto" }, text), " ", make("span", { class: "wb-where" }, app.t("turn {turn}", { turn: place + 1 })), spoken("p", why)),
    ),
  );
}

function summaryPart(app, summary) {
  const { t, format } = app;
  return make(
    "div",
    { class: "wb-debrief" },
    part(
      t("The talk as a whole"),
      bullets([
        t("{turns} turns of the therapist, with {share} % of all words.", { turns: format.whole(summary.turns), share: format.whole(100 * summary.share) }),
        t("Most questions in a row without anything given back: {turns}.", { turns: summary.in_a_row }),
      ]),
    ),
    summary.strengths.length > 0 && part(t("What went well"), quoted(app, summary.strengths)),
    summary.costs.length > 0 && part(t("What you could say instead"), quoted(app, summary.costs)),
    skillsPart(app, summary.skills, summary.measures),
    make("section", { class: "wb-part wb-next" }, make("h4", null, t("One thing to practise next")), spoken("p", summary.next)),
  );
}

function codedTurn(app, turn) {
  const { t } = app;
  const own = turn.codes.length > 0;
  return make(
    "li",
    { class: `wb-line ${own ? "wb-own" : "wb-client"}`, "data-place": turn.place },
    make("p", { class: "wb-speaker" }, `${turn.place + 1} · `, spoken("span", turn.who)),
    spoken("p", turn.text, { class: "wb-words" }),
    own && [
      make("ul", { class: "wb-chips" }, turn.codes.map(name => make("li", { class: "wb-chip" }, make("strong", null, name)))),
      turn.corrected && make("p", { class: "wb-hint" }, t("You said you meant")),
      turn.unsure && make("p", { class: "wb-unsure" }, t("The workbook is not sure about this one.")),
      codeChoice(app, { name: t("This is not what it was"), codes: app.codes, change: code => app.correct(turn.place, code) }),
    ],
  );
}

function turnsPart(app, turns) {
  const { t } = app;
  const list = make("ol", { class: "wb-verbatim-turns" });
  const more = make("button", { type: "button", class: "wb-button" }, t("Show more turns"));
  let shown = 0;
  const show = count => {
    list.append(...turns.slice(shown, shown + count).map(turn => codedTurn(app, turn)));
    shown += count;
    more.hidden = shown >= turns.length;
  };
  more.addEventListener("click", () => {
    const next = shown;
    show(TURNS_AT_ONCE);
    list.children[next]?.querySelector("button")?.focus();
  });
  show(Math.max(TURNS_AT_ONCE, app.reach ?? 0));
  return part(t("Turn by turn"), list, more);
}

function keeping(app, kept) {
  const { t } = app;
  const button = (name, kind, primary = "") => make("button", { type: "button", class: `wb-button ${primary}`, on: { click: () => app.ask(kind) } }, name);
  return make(
    "div",
    { class: "wb-keeping wb-control" },
    make("p", { role: "status" }, kept ? t("Kept in your record, on this computer.") : t("Not kept: it is gone when you close the page.")),
    make(
      "div",
      { class: "wb-acts" },
      kept ? button(t("Take it off my record"), "forget") : button(t("Keep it in my record"), "keep", "wb-primary"),
      button(t("Look at another one"), "close"),
    ),
  );
}

function showVerbatim(app, message) {
  const { t } = app;
  app.codes = message.codes;
  if (!message.shown) {
    app.main.replaceChildren(app.alerts, ...pasteForm(app, message).filter(Boolean));
    return;
  }
  const { shown } = message;
  const title = make("h3", { tabindex: "-1" }, t("Your transcript"));
  app.title = title;
  app.main.replaceChildren(
    app.alerts,
    title,
    identifiersPart(app, shown.identifiers),
    keeping(app, shown.kept),
    speakerPart(app, shown),
    summaryPart(app, shown.summary),
    turnsPart(app, shown.turns),
  );
}

function render(place) {
  const app = openPage(place, { title: "A transcript of your own", kind: "wb-verbatim", show: showVerbatim });
  app.ask = async (kind, fields) => {
    const answer = await app.messages.post(kind, fields);
    if (answer.kind === "ack") (app.title?.isConnected ? app.title : app.main.querySelector("textarea"))?.focus();
  };
  app.correct = async (place, code) => {
    app.reach = app.main.querySelectorAll("[data-place]").length;
    const answer = await app.messages.post("correct", { place, code });
    if (answer.kind === "ack") app.main.querySelector(`[data-place="${place}"] button`)?.focus();
  };
  return app.close;
}

export default { render };
