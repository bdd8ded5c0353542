// The people around as a picture: three rings with a number for each, and who that is in words below it.
const RADII = { close: 70, middle: 130, outer: 190 };

function peoplePicture({ t, sheet }, box, places) {
  const centre = 206;
  const number = new Map(box.people.map(({ id }, place) => [id, place + 1]));
  const placed = box.people.filter(({ id }) => places[id]?.[0]);
  const ringName = id => box.rings.find(one => one.id === id)?.text ?? "";
  const words = placed.length ? placed.map(({ id, text }) => `${text}: ${ringName(places[id][0])}`).join("; ") : t("Nobody has a place yet");
  const dots = box.rings.flatMap(({ id: ring }, depth) => {
    const here = placed.filter(({ id }) => places[id][0] === ring);
    return here.map(({ id }, n) => {
      // Every ring begins at another angle, so that they do not lie in one line.
      const angle = (2 * Math.PI * n) / here.length - Math.PI / 2 + depth * 0.6;
      const [x, y] = [centre + RADII[ring] * Math.cos(angle), centre + RADII[ring] * Math.sin(angle)];
      const costs = places[id][1] === "costs";
      return draw("g", null, costs ? draw("rect", { x: x - 14, y: y - 14, width: 28, height: 28, class: "wb-costs" }) : draw("circle", { cx: x, cy: y, r: 16, class: "wb-gives" }), draw("text", { x, y: y + 6.5, "text-anchor": "middle" }, number.get(id)));
    });
  });
  const there = box.rings.map(({ id: ring, text }) => [text, placed.filter(({ id }) => places[id][0] === ring)]).filter(([, here]) => here.length);
  return make(
    "figure",
    { class: "wb-people" },
    draw(
      "svg",
      { viewBox: "0 0 412 412", role: "img", "aria-label": t("The people around {client}. {words}", { client: sheet.client, words }) },
      Object.values(RADII).map(r => draw("circle", { cx: centre, cy: centre, r, class: "wb-ring" })),
      draw("text", { x: centre, y: centre + 5, "text-anchor": "middle", class: "wb-self" }, sheet.client),
      dots,
    ),
    make(
      "figcaption",
      { class: "wb-hint" },
      there.length ? there.map(([ring, here]) => make("p", null, make("strong", null, ring), " ", here.map(({ id, text }) => `${number.get(id)} ${text}`).join(" · "))) : make("p", null, t("Nobody has a place yet")),
      make("p", null, t("A square costs more than it gives.")),
    ),
  );
}

function peopleBox(app, box) {
  const { t } = app;
  const places = { ...app.draft?.places };
  const picture = make("div");
  const paint = () => refill(picture, peoplePicture(app, box, places));
  const select = (person, part, rows, first) => {
    const node = make("select", { class: "wb-box", "aria-label": `${person.text}: ${first}` }, make("option", { value: "" }, first), rows.map(one => make("option", { value: one.id }, one.text)));
    node.value = places[person.id]?.[part] ?? "";
    node.addEventListener("change", () => {
      const now = [...(places[person.id] ?? ["", ""])];
      now[part] = node.value;
      places[person.id] = now;
      put(app, "places", person.id, now);
      paint();
    });
    return node;
  };
  paint();
  return make(
    "fieldset",
    { class: "wb-planbox" },
    make("legend", null, box.label),
    picture,
    make(
      "ul",
      { class: "wb-persons" },
      box.people.map((person, place) =>
        make("li", null, make("p", null, make("strong", null, `${place + 1}. ${person.text}`), " ", spoken("span", person.told)), make("p", { class: "wb-two-picks" }, select(person, 0, box.rings, t("how near?")), select(person, 1, box.gives, t("gives above all?")))),
      ),
    ),
  );
}

