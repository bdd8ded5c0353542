// Your picture: what is known, what is taken for what, how sure and how right one is, and how that goes over time.

const CELL = 30;
const SIDE = 190;
const TOP = 170;

function standingWords({ t, picture }) {
  const { standing, mixed, names, enough, answers } = picture;
  if (standing === "too_few") return t("{answers} answers so far. From {enough} there is a picture to draw.", { answers, enough });
  if (standing === "by_chance") return t("So far the answers look much like guesses. Everyone begins there: take single thoughts, and read why each label fits or does not.");
  if (standing === "steady") return t("No two labels stand out as mixed up.");
  const [{ pair, times, answers: whole }] = mixed;
  return t("You mix up {one} and {other} most: {times} of {whole} times.", { one: names[pair[0]], other: names[pair[1]], times, whole });
}

function matrix({ t, picture }) {
  const { codes, names, matrix: counts } = picture;
  const width = SIDE + CELL * codes.length + 90;
  const height = TOP + CELL * codes.length + 6;
  const most = Math.max(1, ...counts.flat());
  return draw(
    "svg",
    // The same size however many labels there are; where it does not fit, it is scrolled.
    { viewBox: `0 0 ${width} ${height}`, width: Math.round(1.2 * width), class: "wb-matrix", "aria-hidden": "true" },
    codes.map((code, column) =>
      draw("text", { transform: `translate(${SIDE + CELL * column + 19} ${TOP - 8}) rotate(-48)` }, names[code]),
    ),
    codes.flatMap((key, row) => [
      draw("text", { x: SIDE - 8, y: TOP + CELL * row + 20, "text-anchor": "end" }, names[key]),
      codes.flatMap((given, column) => {
        const times = counts[row][column];
        return [
          draw("rect", {
            x: SIDE + CELL * column,
            y: TOP + CELL * row,
            width: CELL - 2,
            height: CELL - 2,
            rx: 4,
            class: row === column ? "wb-cell-right" : "wb-cell-other",
            "fill-opacity": times ? 0.15 + 0.5 * (times / most) : 0,
          }),
          times > 0 && draw("text", { x: SIDE + CELL * column + 14, y: TOP + CELL * row + 19, "text-anchor": "middle" }, times),
        ];
      }),
    ]),
  );
}

function matrixTable({ t, picture }) {
  const { codes, names, matrix: counts } = picture;
  return make(
    "div",
    { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": t("What you called what, as a table") },
    make(
      "table",
      { class: "wb-counts" },
      make("caption", { class: "wb-unseen" }, t("Rows: what fits best. Columns: what you called it.")),
      make("thead", null, make("tr", null, make("td"), codes.map(code => make("th", { scope: "col" }, names[code])))),
      make(
        "tbody",
        null,
        codes.map((key, row) => make("tr", null, make("th", { scope: "row" }, names[key]), counts[row].map(times => make("td", null, times || "")))),
      ),
    ),
  );
}

function calibrationPart({ t, format, picture }) {
  const { calibration, overconfident } = picture;
  if (!calibration.length) return null;
  const size = format.whole(Math.abs(overconfident));
  return make(
    "section",
    null,
    make("h4", null, t("How sure you are, and how right")),
    make(
      "p",
      null,
      Math.abs(overconfident) < 8
        ? t("You are about as right as you are sure.")
        : overconfident > 0
          ? t("You are surer than you are right, by {size} points of 100.", { size })
          : t("You are righter than you are sure, by {size} points of 100.", { size }),
    ),
    make(
      "table",
      null,
      make("thead", null, make("tr", null, make("th", { scope: "col" }, t("How sure")), make("th", { scope: "col" }, t("How right")), make("th", { scope: "col" }, t("Answers")))),
      make(
        "tbody",
        null,
        calibration.map(bin => make("tr", null, make("td", null, `${format.whole(bin.confidence)} %`), make("td", null, `${format.whole(bin.right)} %`), make("td", null, bin.answers))),
      ),
    ),
  );
}

function coursePart({ t, format, picture }) {
  const { course } = picture;
  if (course.length < 2) return null;
  const x = place => 8 + (184 * place) / (course.length - 1);
  const y = value => 58 - 50 * value;
  return make(
    "section",
    null,
    make("h4", null, t("Over time")),
    draw(
      "svg",
      { viewBox: "0 0 200 64", class: "wb-course", "aria-hidden": "true" },
      draw("line", { x1: 8, x2: 192, y1: y(0), y2: y(0), class: "wb-axis" }),
      draw("polyline", { class: "wb-line-mine", points: course.map((point, place) => `${x(place)},${y(point.credit)}`).join(" ") }),
      course.map((point, place) => draw("circle", { cx: x(place), cy: y(point.credit), r: 2.4, class: "wb-mine" })),
    ),
    make(
      "ul",
      { class: "wb-talks" },
      course.map(point => make("li", null, t("until {date}: {credit} of 100, over {answers} answers", { date: format.date(point.until), credit: format.whole(100 * point.credit), answers: point.answers }))),
    ),
  );
}

function guessesPart({ t, format, picture }) {
  const { guesses } = picture;
  if (!guesses.length) return null;
  return make(
    "section",
    null,
    make("h4", null, t("Your own guess beside the result")),
    make(
      "ul",
      { class: "wb-talks" },
      guesses.map(one => make("li", null, `${one.title}: `, t("guessed {guess}, was {right} of {tried}", { guess: one.guess, right: format.fine(one.right), tried: one.tried }))),
    ),
  );
}

function agreementPart({ t, format, picture }) {
  const { kappa, labellers, answers, enough } = picture;
  if (answers < enough) return null;
  return make(
    "section",
    null,
    make("h4", null, t("Agreement with the key")),
    make("p", null, t("Beyond chance (kappa, 0 is chance and 1 is perfect): {kappa}.", { kappa: format.fine2(kappa) })),
    labellers && make("p", null, t("A second labeller of the same school as the writers agreed with the key to {value} ({low} to {high}): the thoughts follow the codebook clearly. Between clinicians, expect much less.", { value: format.fine2(labellers.value), low: format.fine2(labellers.low), high: format.fine2(labellers.high) })),
  );
}

function showPicture(app, { picture }) {
  if (!picture) return;
  const { t } = app;
  app.picture = picture;
  const drawn = picture.answers > 0;
  refill(
    app.main,
    app.alerts,
    make("h3", null, t("Your picture")),
    make("p", null, standingWords(app)),
    picture.standing === "mixes_up" && make("p", { class: "wb-hint" }, t("The daily review brings these two back until you tell them apart.")),
    picture.strengths.length > 0 && make("p", null, make("strong", null, t("You know: ")), picture.strengths.map(code => picture.names[code]).join(", "), "."),
    ...(drawn
      ? [
          make("section", null, make("h4", null, t("What you called what")), make("p", { class: "wb-hint" }, t("Rows: what fits best. Columns: what you called it.")), make("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": t("What you called what") }, matrix(app)), folded(t("The same as a table"), [matrixTable(app)])),
          calibrationPart(app),
          agreementPart(app),
          guessesPart(app),
          coursePart(app),
        ].filter(Boolean)
      : []),
  );
}

function render(place) {
  return openPage(place, { title: "Your picture", kind: "wb-drill", show: showPicture, anew: true }).close;
}

export default { render };
