// The course of the talk as a drawing: each measure a line, each thing the trainee did a sign on the line below.

const HEIGHT = 250;
const EDGE = { left: 44, right: 14, top: 12, bottom: 46 };
const DASHES = ["", "7 4", "2 4", "11 3 2 3", "1 6"];
const DOTS = [
  "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
  "M-3.2 -3.2h6.4v6.4h-6.4z",
  "M0 -4l4 7h-8z",
  "M0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
  "M-4 -3h8l-4 7z",
];
// A shape for each family of moves, so that colour is never the only sign.
const SIGNS = {
  question: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  reflection: "M0 -5.5l5.5 10h-11z",
  input: "M-4.5 -4.5h9v9h-9z",
  relation: "M0 -6l6 6l-6 6l-6 -6z",
  unhelpful: "M-5 -3l2 -2l3 3l3 -3l2 2l-3 3l3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3z",
  other: "M-5 -1.5h10v3h-10z",
};

function span({ low, high, values }) {
  if (typeof low === "number" && typeof high === "number") return [low, high];
  return [0, Math.max(...values) > 1 ? 100 : 1];
}

function share(series, value) {
  const [low, high] = span(series);
  return (value - low) / (high - low || 1);
}

const percent = (app, series, value) => app.format.whole(100 * share(series, value));
const familyOf = (app, move) => app.codes.get(move.code)?.family ?? "other";

function plot(app, course, width) {
  const { t } = app;
  const length = Math.max(...course.series.map(series => series.values.length), 2) - 1;
  const x = turn => EDGE.left + ((width - EDGE.left - EDGE.right) * turn) / length;
  const y = part => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - part);
  const [titled, described] = [freshId(), freshId()];
  const every = Math.ceil(length / Math.max(4, Math.floor(width / 60)));
  const numbers = [];
  for (let turn = 0; turn <= length; turn += every) numbers.push(turn);
  const cursor = draw("line", { class: "wb-cursor", y1: EDGE.top, y2: HEIGHT - 18 });
  const svg = draw(
    "svg",
    {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "img",
      class: "wb-chart",
      "aria-labelledby": titled,
      "aria-describedby": described,
    },
    draw("title", { id: titled }, t("The course of the talk")),
    draw("desc", { id: described }, app.state.debrief.course_text.join(" ")),
    [0, 0.5, 1].map(part => [
      draw("line", { x1: EDGE.left, x2: width - EDGE.right, y1: y(part), y2: y(part), class: "wb-grid" }),
      draw(
        "text",
        { x: EDGE.left - 8, y: y(part) + 4, "text-anchor": "end", class: "wb-tick" },
        app.format.whole(part * 100),
      ),
    ]),
    numbers.map(turn =>
      draw("text", { x: x(turn), y: HEIGHT - 2, "text-anchor": "middle", class: "wb-tick" }, app.format.whole(turn)),
    ),
    cursor,
    course.series.map((series, place) => {
      const ends = series.values.map((value, turn) => [x(turn), y(share(series, value))]);
      const gap = Math.ceil(series.values.length / 25);
      return draw(
        "g",
        { class: `wb-series wb-series-${place % DASHES.length}` },
        draw("polyline", {
          points: ends.map(end => end.map(part => part.toFixed(1)).join(",")).join(" "),
          "stroke-dasharray": DASHES[place % DASHES.length],
        }),
        ends
          .filter((_, turn) => turn % gap === 0 || turn === ends.length - 1)
          .map(([across, down]) => draw("path", { d: DOTS[place % DOTS.length], transform: `translate(${across} ${down})` })),
      );
    }),
    course.moves.map(move =>
      draw(
        "g",
        { class: `wb-sign-of wb-family-${familyOf(app, move)}`, transform: `translate(${x(move.turn)} ${HEIGHT - 26})` },
        draw("title", null, `${t("Turn {turn}", { turn: move.turn })}: ${move.name}: ${move.said}`),
        draw("path", { d: SIGNS[familyOf(app, move)] ?? SIGNS.other }),
      ),
    ),
  );
  return {
    svg,
    point(turn) {
      cursor.setAttribute("x1", x(turn));
      cursor.setAttribute("x2", x(turn));
    },
    turnAt(event) {
      const box = svg.getBoundingClientRect();
      const across = ((event.clientX - box.left) * width) / box.width;
      return Math.round(((across - EDGE.left) * length) / (width - EDGE.left - EDGE.right));
    },
  };
}

function legend(app, course) {
  const used = new Set(course.moves.map(move => familyOf(app, move)));
  const sample = (kind, half, inside) =>
    draw("svg", { viewBox: `-${half} -8 ${2 * half} 16`, class: `wb-sample ${kind}`, "aria-hidden": "true" }, inside);
  const row = (name, items) => make("ul", { class: "wb-legend", "aria-label": name }, items);
  return [
    row(
      app.t("Lines"),
      course.series.map((series, place) =>
        make(
          "li",
          null,
          sample(`wb-series wb-series-${place % DASHES.length}`, 16, [
            draw("polyline", { points: "-16,0 16,0", "stroke-dasharray": DASHES[place % DASHES.length] }),
            draw("path", { d: DOTS[place % DOTS.length] }),
          ]),
          series.name,
        ),
      ),
    ),
    row(
      app.t("What you did"),
      Object.entries(families(app.t))
        .filter(([family]) => used.has(family))
        .map(([family, name]) =>
          make("li", null, sample(`wb-sign-of wb-family-${family}`, 8, draw("path", { d: SIGNS[family] })), name),
        ),
    ),
  ];
}

function table(app, course) {
  const { t } = app;
  const moves = new Map(course.moves.map(move => [move.turn, move]));
  const turns = [...Array(Math.max(...course.series.map(series => series.values.length), 0)).keys()];
  const head = words => make("th", { scope: "col" }, words);
  return make(
    "details",
    { class: "wb-fold" },
    make("summary", null, t("The same as a table")),
    make(
      "div",
      { class: "wb-wide", tabindex: "0", role: "region", "aria-label": t("The course of the talk as a table") },
      make(
        "table",
        null,
        make("thead", null, make("tr", null, head(t("Turn")), head(t("What you did")), course.series.map(s => head(s.name)))),
        make(
          "tbody",
          null,
          turns.map(turn =>
            make(
              "tr",
              null,
              make("th", { scope: "row" }, turn || t("Start")),
              make("td", null, moves.get(turn)?.name ?? "–"),
              course.series.map(series =>
                make("td", null, turn in series.values ? percent(app, series, series.values[turn]) : "–"),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function courseFigure(app, course) {
  const { t } = app;
  const stage = make("div", { class: "wb-stage" });
  const detail = make("div", { class: "wb-detail" });
  const moves = new Map(course.moves.map(move => [move.turn, move]));
  const turns = [...moves.keys()];
  const last = Math.max(...turns, 1);
  const id = freshId();
  const slider = make("input", { type: "range", id, min: Math.min(...turns, last), max: last, step: 1, class: "wb-control" });
  let drawn = null;

  function show(turn) {
    const move = moves.get(turn);
    if (!move) return;
    slider.value = turn;
    const title = `${t("Turn {turn}", { turn })}: ${move.name}`;
    slider.setAttribute("aria-valuetext", `${title}. ${move.said}`);
    drawn.point(turn);
    detail.replaceChildren(
      make("p", { class: "wb-label" }, title),
      spoken("blockquote", move.said, { class: "wb-own" }),
      spoken("blockquote", move.client, { class: "wb-client" }),
      make(
        "p",
        { class: "wb-hint" },
        course.series
          .filter(series => turn in series.values)
          .map(series => `${series.name} ${percent(app, series, series.values[turn])}`)
          .join(" · "),
      ),
    );
  }
  function redraw(width) {
    drawn = plot(app, course, width);
    stage.replaceChildren(drawn.svg);
    drawn.svg.addEventListener("pointermove", event => show(drawn.turnAt(event)));
    drawn.svg.addEventListener("click", event => show(drawn.turnAt(event)));
    show(Number(slider.value));
  }
  slider.value = slider.min;
  slider.addEventListener("input", () => show(Number(slider.value)));
  redraw(640);
  // Text in a drawing shrinks with it: a narrow window gets a drawing of its own.
  let width = 640;
  const watch = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width < 1 || Math.abs(contentRect.width - width) < 40) return;
    width = Math.max(300, Math.round(contentRect.width));
    redraw(width);
  });
  watch.observe(stage);
  app.signal.addEventListener("abort", () => watch.disconnect());
  return make(
    "figure",
    { class: "wb-course" },
    stage,
    legend(app, course),
    moves.size > 0 && make("label", { for: id, class: "wb-control" }, t("Walk along the turns")),
    moves.size > 0 && slider,
    detail,
    table(app, course),
  );
}
