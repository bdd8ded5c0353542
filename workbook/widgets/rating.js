// After the talk: how the trainee sees it, asked before anything is shown, and compared afterwards.

const RATINGS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function ratingScale({ t }, { id, question, low, high }) {
  const group = freshId();
  const ends = `${group}-ends`;
  return make(
    "fieldset",
    { class: "wb-rating", "data-rating": id, "aria-describedby": ends },
    make("legend", null, question),
    make(
      "div",
      { class: "wb-scale" },
      RATINGS.map(value =>
        make(
          "label",
          { class: "wb-step" },
          make("input", { type: "radio", name: group, value }),
          make("span", null, value),
        ),
      ),
    ),
    make("p", { class: "wb-ends", id: ends }, make("span", null, `0: ${low}`), make("span", null, `10: ${high}`)),
  );
}

function ratingForm(app) {
  const { t, state } = app;
  const scales = state.rating.map(rating => ratingScale(app, rating));
  const title = make("h4", { tabindex: "-1" }, t("How do you think it went?"));
  function submit(event) {
    event.preventDefault();
    const ratings = {};
    for (const scale of scales) {
      const given = scale.querySelector("input:checked");
      if (given) ratings[scale.dataset.rating] = Number(given.value);
    }
    app.ask("rate", { ratings });
  }
  return {
    title,
    node: make(
      "form",
      { class: "wb-ratings wb-control", on: { submit } },
      title,
      make("p", null, t("First your own view, then the debrief. A question you cannot answer may stay open.")),
      scales,
      make("button", { type: "submit", class: "wb-button wb-primary" }, t("Show the debrief")),
    ),
  };
}

function showRating(app) {
  const form = ratingForm(app);
  app.log = transcript(app);
  app.main.replaceChildren(app.log, app.alerts, form.node);
  app.log.scrollTop = app.log.scrollHeight;
  app.title = form.title;
}

function comparison({ t, format }, { question, own, computed }) {
  const at = value => 10 + 18 * value;
  const words = own === null ? t("You: not rated") : t("You: {rating}", { rating: format.fine(own) });
  const theirs = t("The workbook: {rating}", { rating: format.fine(computed) });
  return make(
    "li",
    { class: "wb-compared" },
    make("p", null, question),
    draw(
      "svg",
      { viewBox: "0 0 200 24", class: "wb-compare", "aria-hidden": "true" },
      draw("line", { x1: at(0), x2: at(10), y1: 12, y2: 12, class: "wb-axis" }),
      RATINGS.map(value => draw("line", { x1: at(value), x2: at(value), y1: 9, y2: 15, class: "wb-axis" })),
      draw("path", {
        d: `M${at(computed)} 4l8 8l-8 8l-8 -8z`,
        class: "wb-theirs",
      }),
      own !== null && draw("circle", { cx: at(own), cy: 12, r: 5.5, class: "wb-mine" }),
    ),
    make(
      "p",
      { class: "wb-pair" },
      make("span", null, own !== null && make("i", { class: "wb-dot", "aria-hidden": "true" }), words),
      make("span", null, make("i", { class: "wb-diamond", "aria-hidden": "true" }), theirs),
    ),
  );
}
