// During a talk: words of the client's line that the trainee takes for a distortion, and what the case says of them.

function markVerdicts({ t }, marks) {
  const verdicts = { found: t("Found"), other: t("Seen, under another name"), alarm: t("No distortion") };
  return make(
    "ul",
    { class: "wb-spans wb-live-marks" },
    marks.map(one =>
      make(
        "li",
        null,
        spoken("q", one.words),
        " ",
        make("strong", null, one.given),
        // In an exam, what it was is told at the end.
        one.verdict
          ? [
              " · ",
              one.verdict === "other" ? t("{verdict}: {key}.", { verdict: verdicts.other, key: one.key }) : `${verdicts[one.verdict]}.`,
              " ",
              one.why ? spoken("span", one.why) : one.verdict === "alarm" && t("The case has no distortion here. It may still be worth asking about."),
            ]
          : ` · ${t("Noted; the result comes at the end.")}`,
      ),
    ),
  );
}

function liveMarks(app, turn) {
  const { t, state } = app;
  const there = make("div", { role: "status" });
  const show = marks => refill(there, marks.length > 0 && markVerdicts(app, marks));
  show(state.marks[turn.turn] ?? []);
  if (state.phase !== "talk") return there;
  const panel = make("div", { class: "wb-live" });
  let made = false;
  const fold = disclosure(t("What do you see in this line?"), panel);
  fold.button.classList.add("wb-control");
  fold.button.addEventListener("click", () => {
    if (made) return;
    made = true;
    let own = null;
    own = marker(app, [{ text: turn.client }], {
      codes: state.distortions,
      async changed() {
        const [mark] = own?.marks() ?? [];
        if (!mark) return;
        const answer = await app.messages.post("mark", { turn: turn.turn, mark });
        if (answer.kind !== "ack") return;
        state.marks[turn.turn] = answer.marks;
        show(answer.marks);
        fold.close();
        made = false;
        panel.replaceChildren();
        fold.button.focus();
      },
    });
    panel.append(make("p", { class: "wb-hint" }, t("Choose words with the mouse, or with the arrow keys and Shift, and say what you see in them. Not everything painful is a distortion.")), own.node);
    own.node.querySelector("[role=listbox]").focus();
  });
  return make("div", { class: "wb-live-line" }, fold.button, panel, there);
}
