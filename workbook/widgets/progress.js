// Where the trainee stands: every exercise, opened, under way or finished, and one step to go on with.

function standing({ t, format }, row) {
  const turns = row.turns === 1 ? t("1 turn") : t("{turns} turns", { turns: row.turns });
  const score = row.score === null ? "" : t("{score} out of 100", { score: format.whole(row.score * 100) });
  const names = { new: t("Not yet tried"), begun: t("Under way"), done: t("Finished") };
  const more = row.state === "new" ? [] : [turns, score, row.at && format.when(row.at)];
  return [names[row.state], ...more].filter(Boolean).join(" · ");
}

function onThisPage(exercise) {
  return [...document.querySelectorAll(".wb[data-exercise]")].find(view => view.dataset.exercise === exercise);
}

function nextStep(app, step) {
  const { t } = app;
  const here = onThisPage(step.exercise);
  const go = () => {
    here.scrollIntoView();
    (here.querySelector("textarea") ?? here.querySelector("input, button"))?.focus();
  };
  return make(
    "div",
    { class: "wb-step-next" },
    make("h4", null, t("Next step")),
    spoken("p", step.text),
    here
      ? make("button", { type: "button", class: "wb-button wb-primary", on: { click: go } }, t("Go on"))
      : step.lesson && make("a", { class: "wb-button wb-primary", href: step.lesson }, t("Go on")),
  );
}

// The trainee's own rating of each finished talk beside what the workbook counted, oldest first.
function calibrated(app, talks) {
  const { t, format } = app;
  const wide = Math.max(1, talks.length - 1);
  const x = place => 8 + (184 * place) / wide;
  const y = value => 56 - 5 * value;
  const line = (name, key) =>
    draw("polyline", { class: name, points: talks.map((talk, place) => `${x(place)},${y(talk[key])}`).join(" ") });
  const gap = talks.reduce((sum, { own, computed }) => sum + own - computed, 0) / talks.length;
  const size = format.fine(Math.abs(gap));
  const words =
    Math.abs(gap) < 1
      ? t("Your own view and the workbook's lie within one point of each other.")
      : gap > 0
        ? t("You rate your talks {size} points higher than the workbook does.", { size })
        : t("You rate your talks {size} points lower than the workbook does.", { size });
  return make(
    "section",
    { class: "wb-calibration" },
    make("h4", null, t("How you see your talks, and how the workbook does")),
    make("p", null, words),
    talks.length > 1 &&
      draw(
        "svg",
        { viewBox: "0 0 200 64", class: "wb-course", "aria-hidden": "true" },
        draw("line", { x1: 8, x2: 192, y1: y(0), y2: y(0), class: "wb-axis" }),
        line("wb-line-theirs", "computed"),
        line("wb-line-mine", "own"),
        talks.map(({ own, computed }, place) => [
          draw("path", { d: `M${x(place)} ${y(computed) - 3}l3 3l-3 3l-3 -3z`, class: "wb-theirs" }),
          draw("circle", { cx: x(place), cy: y(own), r: 2.4, class: "wb-mine" }),
        ]),
      ),
    make(
      "ul",
      { class: "wb-talks" },
      talks.map(({ title, at, own, computed }) =>
        make(
          "li",
          null,
          spoken("span", title),
          make(
            "span",
            { class: "wb-hint" },
            [
              t("You: {rating}", { rating: format.fine(own) }),
              t("The workbook: {rating}", { rating: format.fine(computed) }),
              format.when(at),
            ].join(" · "),
          ),
        ),
      ),
    ),
  );
}

// What has to come back today, with the way there.
function dueToday({ t }, due) {
  return make(
    "p",
    { class: "wb-due" },
    due === 1 ? t("1 thought is due for review.") : t("{due} thoughts are due for review.", { due }),
    " ",
    make("a", { href: "02-spotting-distortions.ipynb" }, t("To the distortion lab")),
  );
}

function showProgress(app, { exercises, next, calibration, due }) {
  const { t, format } = app;
  const finished = exercises.filter(row => row.state === "done").length;
  app.main.replaceChildren(
    app.alerts,
    make(
      "div",
      null,
      make("h3", null, t("Where you stand")),
      make("p", { class: "wb-hint" }, t("{done} of {total} finished", { done: finished, total: exercises.length })),
    ),
    ...(next ? [nextStep(app, next)] : []),
    ...(due ? [dueToday(app, due)] : []),
    ...(calibration.length ? [calibrated(app, calibration)] : []),
    make(
      "ul",
      { class: "wb-standings" },
      exercises.map(row =>
        make(
          "li",
          { class: `wb-standing-${row.state}` },
          make("span", { class: "wb-mark", "aria-hidden": "true" }),
          make(
            "div",
            null,
            spoken("p", row.title, { class: "wb-title" }),
            make("p", { class: "wb-hint" }, standing(app, row)),
          ),
          make("span", { class: "wb-hint wb-minutes" }, t("about {minutes} minutes", { minutes: format.whole(row.minutes) })),
        ),
      ),
    ),
  );
}

function render(place) {
  return openPage(place, { title: "Where you stand", show: showProgress, anew: true }).close;
}

export default { render };
