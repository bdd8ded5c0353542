// The frame of a view that shows one thing Python tells it: where you stand, the clients, a transcript.

function openPage({ model, el }, { title, kind = "", show, anew = false }) {
  const lang = model.get("lang");
  const t = wording(model.get("strings"));
  const stopped = new AbortController();
  const root = make("section", { class: `wb wb-progress ${kind}`.trim(), lang, "aria-label": t(title) });
  const app = { t, lang, root, format: formats(lang), alerts: make("div", { class: "wb-alerts" }), main: make("div", { class: "wb-main" }) };
  app.main.append(make("p", { class: "wb-hint wb-waiting-for", role: "status" }, t("One moment")), app.alerts);
  root.append(app.main);
  guardKeys(root);
  el.append(root);

  let note = null;
  const tell = words => {
    note?.close();
    note = callout(t, { tone: "problem", words });
    app.alerts.append(note);
    note.scrollIntoView({ block: "nearest" });
  };
  app.messages = openMessages(model, {
    heard(message) {
      if (message.kind === "problem") {
        app.main.querySelector(".wb-waiting-for")?.remove();
        return tell(message.text);
      }
      note?.close();
      show(app, message);
    },
    lost: () => tell(t("The workbook is not answering. If this stays, reload the page.")),
    back: () => note?.close(),
  });
  const ask = () => app.messages.post("open");
  ask();
  // A talk may have gone on in another lesson meanwhile.
  if (anew) document.addEventListener("visibilitychange", () => document.hidden || ask(), { signal: stopped.signal });
  app.close = () => {
    stopped.abort();
    app.messages.close();
  };
  return app;
}
