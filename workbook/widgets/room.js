// Choosing a client: who there is, what each is like to listen to, and how far every talk is.

function talkRow(app, one) {
  const { t, format } = app;
  const names = { new: t("Begin"), begun: t("Go on"), done: one.talk ? t("Talk again") : t("Once more") };
  const states = { new: t("Not yet tried"), begun: t("Under way"), done: t("Finished") };
  const turns = one.turns === 1 ? t("1 turn") : t("{turns} turns", { turns: one.turns });
  const score = one.score === null ? "" : t("{score} out of 100", { score: format.whole(one.score * 100) });
  const more = one.state === "new" ? [] : [turns, score];
  const id = freshId();
  return make(
    "li",
    { class: `wb-standing-${one.state}` },
    make("span", { class: "wb-mark", "aria-hidden": "true" }),
    make(
      "div",
      { id },
      spoken("p", one.title, { class: "wb-title" }),
      make("p", { class: "wb-hint" }, [states[one.state], ...more].filter(Boolean).join(" · ")),
    ),
    make(
      "button",
      {
        type: "button",
        class: `wb-button ${one.state === "done" ? "" : "wb-primary"}`,
        "aria-describedby": id,
        on: { click: () => app.choose(one.exercise) },
      },
      names[one.state],
    ),
  );
}

function clientEntry(app, client) {
  const { t } = app;
  const facts = [
    t("Level {level}", { level: client.level }),
    t("about {minutes} minutes", { minutes: client.minutes }),
    client.style,
  ];
  return make(
    "article",
    { class: "wb-who", "data-case": client.case, "aria-label": client.name },
    make(
      "div",
      { class: "wb-who-head" },
      make("span", { class: "wb-initial wb-large", "aria-hidden": "true" }, [...client.name][0]),
      make(
        "div",
        null,
        make("h4", null, `${client.name}, ${client.age}`),
        spoken("p", client.matter),
        make("p", { class: "wb-hint" }, facts.join(" · ")),
        client.care && make("p", { class: "wb-hint wb-care" }, t("This talk may touch on thoughts of death.")),
      ),
    ),
    make("ul", { class: "wb-standings" }, client.talks.map(one => talkRow(app, one))),
  );
}

function showClients(app, { clients }) {
  const { t } = app;
  app.main.replaceChildren(
    app.alerts,
    make("h3", null, t("Whom do you want to talk with?")),
    make("p", { class: "wb-hint" }, t("All of them are made up. Level 1 is the easiest to begin with.")),
    make("div", { class: "wb-room" }, clients.map(client => clientEntry(app, client))),
  );
}

// The talk comes below; it is looked for until Lab has drawn it.
function goToTalk(exercise, tries = 40) {
  const talk = [...document.querySelectorAll(".wb[data-exercise]")].findLast(view => view.dataset.exercise === exercise);
  const first = talk?.querySelector("textarea, input, button");
  if (!first) return tries && setTimeout(() => goToTalk(exercise, tries - 1), 150);
  talk.scrollIntoView();
  first.focus();
}

function render(place) {
  const app = openPage(place, {
    title: "Whom do you want to talk with?",
    show: (app, message) => message.clients && showClients(app, message),
    anew: true,
  });
  app.choose = async exercise => {
    const answer = await app.messages.post("choose", { exercise });
    if (answer.kind === "ack") goToTalk(exercise);
  };
  return app.close;
}

export default { render };
