// What a trainee takes away on paper: looked at first, then saved; it is made on this computer.

function paperPart(app, { sheets = [], calendar = false }) {
  const { t } = app;
  const sheet = make("select", { id: freshId() }, sheets.map(([value, name]) => make("option", { value }, name)));
  const preview = make("pre", { class: "wb-preview", tabindex: "0", hidden: true, "aria-label": t("Preview") });
  const get = async form => {
    const answer = await app.ask("paper", { form, sheet: sheet.value });
    if (answer?.kind !== "ack") return;
    const { name, type, base64, text } = answer.paper;
    if (form === "preview") {
      preview.hidden = false;
      preview.textContent = text;
      preview.focus();
      return;
    }
    const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
    const link = make("a", { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const forms = [
    ["preview", t("Preview")],
    ["pdf", t("Save as PDF")],
    ["docx", t("Save for Word")],
    ["txt", t("Save as text")],
    ...(calendar ? [["ics", t("Review date for the calendar")]] : []),
  ];
  return make(
    "section",
    { class: "wb-paperpart wb-control" },
    make("h4", null, t("On paper")),
    sheets.length > 1 && [make("label", { for: sheet.id }, t("Which sheet?")), sheet],
    make("div", { class: "wb-acts" }, forms.map(([form, name]) => make("button", { type: "button", class: "wb-button", on: { click: () => get(form) } }, name))),
    preview,
  );
}
