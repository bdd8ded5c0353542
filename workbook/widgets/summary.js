// What every look back has: parts with a title, the mix of skills, and saying what a turn really was.

const families = t => ({
  question: t("Questions"),
  reflection: t("Reflections"),
  input: t("Information and direction"),
  relation: t("The relation"),
  unhelpful: t("Less helpful"),
  other: t("Something else"),
});

function part(title, ...inside) {
  return make("section", { class: "wb-part" }, make("h4", null, title), inside);
}

const bullets = (items, kind = "") => make("ul", { class: kind }, items.map(item => spoken("li", item)));

function skillsPart({ t, format }, skills, measures) {
  const most = Math.max(...skills.map(skill => skill.count), 1);
  const bands = { below: t("Below the threshold"), fair: t("Fair"), good: t("Good") };
  return part(
    t("The mix of what you did"),
    make(
      "ul",
      { class: "wb-skills" },
      skills.map(({ name, count }) =>
        make(
          "li",
          null,
          make("span", null, name),
          make("span", { class: "wb-bar", "aria-hidden": "true", style: `--share:${count / most}` }),
          make("span", { class: "wb-count" }, format.whole(count)),
        ),
      ),
    ),
    measures.length > 0 &&
      make(
        "ul",
        { class: "wb-measures" },
        measures.map(({ name, value, band, text, source }) =>
          make(
            "li",
            { class: `wb-band-${band}` },
            make("p", null, make("strong", null, `${name}: ${value}`), " ", make("span", { class: "wb-badge" }, bands[band])),
            spoken("p", text),
            make("p", { class: "wb-hint" }, source),
          ),
        ),
      ),
  );
}

// Saying what kind of move it was, for whoever was there.
function codeChoice(app, { name, codes, warning = "", change }) {
  const { t } = app;
  const fold = folded(name, [], "wb-control");
  // Twenty-five options for each of some hundred turns would be felt; they are made when asked for.
  fold.firstChild.addEventListener(
    "click",
    () => {
      const id = freshId();
      const meaning = make("p", { class: "wb-hint", id: `${id}-meaning` });
      const choice = make("select", { id, "aria-describedby": meaning.id });
      choice.append(make("option", { value: "" }, t("Choose what you were doing")));
      for (const [family, title] of Object.entries(families(t))) {
        const own = codes.filter(code => code.family === family);
        if (own.length)
          choice.append(
            make(
              "optgroup",
              { label: title },
              own.map(code => make("option", { value: code.id }, code.name)),
            ),
          );
      }
      const button = make("button", { type: "button", class: "wb-button", disabled: true }, t("Change it"));
      choice.addEventListener("change", () => {
        meaning.textContent = codes.find(code => code.id === choice.value)?.definition ?? "";
        button.disabled = !choice.value;
      });
      button.addEventListener("click", () => change(choice.value));
      fold.lastChild.append(
        make("label", { for: id }, t("I was doing this")),
        choice,
        meaning,
        ...(warning ? [make("p", { class: "wb-hint" }, warning)] : []),
        button,
      );
    },
    { once: true },
  );
  return fold;
}
