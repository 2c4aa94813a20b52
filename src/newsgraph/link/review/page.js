
(() => {
  const { $, frame, lines, own, isDate, digest, make, isolated, say, problem, download } = page;
  const STATES = { review: "in review", unknown: "not all could be looked up", nil: "no item", accept: "linked" };
  const STEPS = { "link file": "by the link file", antecedent: "by its antecedent", gazetteer: "by the gazetteer", features: "by its features" };
  const store = page.keptAs("newsgraph-links");
  const isItem = (text) => typeof text === "string" && /^Q[1-9][0-9]*$/.test(text);

  // -- The entities, and what a person has decided of each

  const undecided = () => ({ accepted: null, none: false, rejected: [] });
  const all = lines.map((line) => {
    const given = JSON.parse(line);
    const entry = { given, key: `${given.subject} ${digest(line)}`, ...undecided() };
    return restored(entry, store.get(entry.key));
  });
  const entries = Object.keys(STATES).flatMap((state) => all.filter((entry) => entry.given.state === state));
  let current = entries[0];

  function restored(entry, kept) {
    if (!kept || !Array.isArray(kept.rejected) || !kept.rejected.every(isItem)) return entry;
    return Object.assign(entry, { accepted: isItem(kept.accepted) ? kept.accepted : null, none: kept.none === true, rejected: kept.rejected });
  }

  const isDecided = (entry) => entry.accepted !== null || entry.none || entry.rejected.length > 0;
  const verdictOn = (entry, item) => (entry.accepted === item ? "accepted" : entry.rejected.includes(item) ? "rejected" : null);

  /** What was decided of an entity, in words. */
  function told(entry) {
    const parts = entry.rejected.map((item) => `${item} rejected`);
    if (entry.accepted !== null) parts.unshift(`${entry.accepted} accepted`);
    if (entry.none) parts.unshift("none of these");
    return parts.join(", ");
  }

  function decide(change, focus) {
    Object.assign(current, change);
    store.set(current.key, { accepted: current.accepted, none: current.none, rejected: current.rejected });
    drawCandidates();
    progress();
    if (focus) focus();
    say(`${current.given.name}: ${told(current) || "left"}.`);
  }

  const without = (item) => current.rejected.filter((one) => one !== item);
  function judge(verdict, item, focus) {
    const undone = verdictOn(current, item) === verdict;
    if (verdict === "accepted") decide({ accepted: undone ? null : item, none: false, rejected: without(item) }, focus);
    else decide({ accepted: current.accepted === item ? null : current.accepted, rejected: undone ? without(item) : [...current.rejected, item] }, focus);
  }

  // -- The page

  const candidatesOf = ({ given, accepted }) => {
    const found = given.candidates;
    const shown = [...found, ...given.excluded].some((one) => one.item === accepted);
    return accepted === null || shown ? found : [...found, { item: accepted, label: "", description: "an item that you named", score: null, features: [], vetoes: [] }];
  };

  function show(entry) {
    current = entry;
    const { given } = entry;
    $("name").textContent = given.name;
    $("about").replaceChildren(`${given.type} · ${STATES[given.state]}${given.item ? ": " : ""}`, isolated(given.item || ""), ` · ${own(STEPS, given.step) || given.step}`, " · ", isolated(given.subject));
    $("reasons").replaceChildren(...given.reasons.map((text) => make("li", {}, isolated(text))));
    $("articles").replaceChildren(...given.articles.map(article));
    $("excluded-box").open = false;
    $("other").value = "";
    $("other").setAttribute("aria-invalid", "false");
    problem("other-problem", "");
    $("entity").value = String(entries.indexOf(entry));
    $("previous").disabled = entry === entries[0];
    $("next").disabled = entry === entries[entries.length - 1];
    drawCandidates();
    progress();
  }

  function progress() {
    const judged = entries.filter(isDecided).length;
    $("progress").textContent = `${judged} of ${entries.length} ${entries.length === 1 ? "entity" : "entities"} decided.`;
    [...$("entity").options].forEach((option, i) => { option.textContent = labelOf(entries[i]); });
  }

  function labelOf(entry) {
    const { name, type } = entry.given;
    return `${name} (${type})${isDecided(entry) ? `: ${told(entry)}` : ""}`;
  }

  function article(one) {
    const held = one.offices.map((office) => `${office.title}${office.of ? `, ${office.of}` : ""}`);
    const facts = make("dl");
    const row = (term, ...values) => facts.append(make("dt", { text: term }), make("dd", {}, ...values));
    row("article", isolated(one.headline || one.article));
    if (one.date) row("date", one.date);
    held.forEach((text) => row("called", isolated(text)));
    if (one.acts) row("acts on", one.acts);
    const quotes = one.quotes.map((text) => make("blockquote", { dir: "auto" }, ...marked(text)));
    if (!quotes.length) quotes.push(make("p", { class: "quiet", text: "It is mentioned; no fact quotes a sentence with it." }));
    return make("article", {}, facts, ...quotes);
  }

  /** A sentence with the name marked where it stands; of a person the last word of it will do. */
  function marked(text) {
    const { name, type } = current.given;
    const words = [name, ...(type === "Person" ? [name.split(" ").pop()] : [])].find((one) => one && text.includes(one));
    if (!words) return [text];
    return text.split(words).flatMap((part, i) => (i ? [make("mark", { text: words }), part] : [part]));
  }

  function drawCandidates() {
    const offered = candidatesOf(current);
    const { excluded } = current.given;
    $("list").replaceChildren(...offered.map((one, i) => card(one, `Candidate ${i + 1} of ${offered.length}`)));
    $("excluded").replaceChildren(...excluded.map((one, i) => card(one, `Excluded ${i + 1} of ${excluded.length}`)));
    $("excluded-count").textContent = `Excluded: ${excluded.length}`;
    $("excluded-box").hidden = !excluded.length;
    $("empty").hidden = offered.length > 0;
    $("none").setAttribute("aria-pressed", String(current.none));
    $("leave").disabled = !isDecided(current);
  }

  function card(one, place) {
    const verdict = verdictOn(current, one.item);
    const portrait = own(current.given.portraits, one.item);
    const label = one.label || (portrait && portrait.label) || "no label";
    const called = `${label}, ${one.item}`;
    const item = make("li", { class: `card ${verdict || ""}`, tabindex: "-1", "aria-label": `${place}: ${called}${verdict ? `, ${verdict}` : ""}` });
    item.dataset.item = one.item;
    const link = isItem(one.item) ? make("a", { href: frame.items + one.item, target: "_blank", rel: "noopener noreferrer", text: one.item }) : isolated(one.item);
    item.append(make("h3", {}, isolated(label), " ", link, verdict ? ": " : "", make("span", { class: "verdict", text: verdict || "" })));
    const description = one.description || (portrait && portrait.description);
    if (description) item.append(make("p", {}, isolated(description)));
    item.append(about(one, portrait));
    for (const veto of one.vetoes) item.append(make("p", { class: "problem" }, "Veto: ", isolated(veto)));
    if (one.features.length) item.append(features(one.features));
    const button = (name, text) => make("button", {
      type: "button", text, "data-do": name, "aria-pressed": String(verdict === name), "aria-label": `${text} ${called}`,
      click: () => judge(name, one.item, () => focusOn(one.item, name)),
    });
    item.append(make("p", { class: "actions" }, button("accepted", "Accept"), button("rejected", "Reject")));
    return item;
  }

  function about(one, portrait) {
    const list = make("dl");
    const rows = (term, values) => values.forEach((text) => list.append(make("dt", { text: term }), make("dd", {}, isolated(text))));
    if (portrait) {
      rows("class", portrait.classes);
      rows("dates", portrait.dates);
      rows("office", portrait.offices);
    } else rows("known", ["nothing but the id: look at it before you accept it"]);
    if (one.score !== null) {
      rows("score", [`${one.score}${one.possible > one.score ? `, ${one.possible} if all were known` : ""}; ${one.support} of it from the context`]);
      rows("sitelinks", [String(one.sitelinks)]);
    }
    return list;
  }

  function features(found) {
    const row = (one) => {
      const sign = one.weight > 0 ? "for" : one.weight < 0 ? "against" : "";
      const weight = `${one.weight > 0 ? "+" : ""}${String(one.weight).replace("-", "−")}`;
      const notes = [...(one.independent ? [] : ["not from the context"]), ...(one.decisive ? ["bars it"] : [])];
      return make("tr", {}, make("th", { scope: "row", text: one.name }), make("td", { class: `weight ${sign}`, text: weight }),
        make("td", {}, isolated(one.reason), notes.length ? make("span", { class: "quiet", text: ` (${notes.join("; ")})` }) : ""));
    };
    const head = make("tr", {}, ...["Feature", "Value", "Reason"].map((text) => make("th", { scope: "col", text })));
    return make("table", {}, make("caption", { text: "What speaks for it and against it" }), make("thead", {}, head), make("tbody", {}, ...found.map(row)));
  }

  // -- Going about, by mouse and by keys

  const cards = () => [...document.querySelectorAll("#list > .card"), ...($("excluded-box").open ? document.querySelectorAll("#excluded > .card") : [])];
  const cardOf = (item) => [...document.querySelectorAll(".card")].find((one) => one.dataset.item === item);
  const chosen = () => cards().find((one) => one.contains(document.activeElement));

  function focusOn(item, button) {
    const found = cardOf(item);
    const target = (found && button && found.querySelector(`[data-do="${button}"]`)) || found || $("candidates");
    target.focus({ preventScroll: target !== found });
  }

  function go(i) {
    if (!entries[i]) return;
    show(entries[i]);
    $("name").focus();
  }

  function step(by) {
    const found = cards();
    const next = found[chosen() ? found.indexOf(chosen()) + by : 0];
    if (next) next.focus();
    else if (!found.length) say("No item is offered.");
  }

  function judgeChosen(verdict) {
    const item = chosen() && chosen().dataset.item;
    if (item) judge(verdict, item, () => focusOn(item));
    else say("Choose a candidate first, by the arrow down.");
  }

  const none = (focus) => decide({ accepted: null, none: !current.none }, focus);
  const leave = (focus) => decide(undecided(), focus);
  const back = () => { const found = chosen(); return () => (found ? focusOn(found.dataset.item) : null); };
  const KEYS = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1),
    ArrowRight: () => go(entries.indexOf(current) + 1), ArrowLeft: () => go(entries.indexOf(current) - 1),
    a: () => judgeChosen("accepted"), r: () => judgeChosen("rejected"),
    n: () => none(back()), l: () => leave(back()),
  };
  document.addEventListener("keydown", (event) => {
    const act = own(KEYS, event.key);
    if (!act || !current || !$("keys").checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, footer")) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow")) act();
  });

  $("previous").addEventListener("click", () => go(entries.indexOf(current) - 1));
  $("next").addEventListener("click", () => go(entries.indexOf(current) + 1));
  $("entity").addEventListener("change", () => go(Number($("entity").value)));
  $("none").addEventListener("click", () => none());
  $("leave").addEventListener("click", () => leave(() => $("candidates").focus()));
  $("accept-other").addEventListener("click", () => {
    const found = /(?:^|\/)(Q[1-9][0-9]*)$/i.exec($("other").value.trim());
    problem("other-problem", found ? "" : "This is no item; write it as Q42.");
    $("other").setAttribute("aria-invalid", String(!found));
    if (!found) { $("other").focus(); return; }
    const item = found[1].toUpperCase();
    decide({ accepted: item, none: false, rejected: without(item) }, () => focusOn(item));
  });

  for (const [state, words] of Object.entries(STATES)) {
    const options = entries.flatMap((entry, i) => (entry.given.state === state ? [make("option", { value: String(i), text: labelOf(entry) })] : []));
    if (options.length) $("entity").append(make("optgroup", { label: `${words[0].toUpperCase()}${words.slice(1)} (${options.length})` }, ...options));
  }

  // -- The file

  const today = () => { const day = new Date(); return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-"); };
  $("by").value = store.get("by") || "";
  $("on").value = today();
  $("by").addEventListener("change", () => store.set("by", $("by").value.trim()));
  window.addEventListener("beforeunload", (event) => { if (!store.works && entries.some(isDecided)) event.preventDefault(); });

  /** A cell of a tab-separated line: white space in it is one space, and quotes are written as RFC 4180 has them. */
  function cell(text) {
    const plain = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/gu, " ").trim();
    return plain.includes('"') ? `"${plain.replaceAll('"', '""')}"` : plain;
  }

  function rowsOf(entry, author, day) {
    const { given } = entry;
    const labelled = (item) => {
      const found = [...given.candidates, ...given.excluded].find((one) => one.item === item);
      const portrait = own(given.portraits, item);
      return { object_id: `wd:${item}`, object_label: (found && found.label) || (portrait && portrait.label) || "" };
    };
    const decisions = [
      ...entry.rejected.map((item) => ({ ...frame.lines.rejected, ...labelled(item) })),
      ...(entry.accepted !== null ? [{ ...frame.lines.accepted, ...labelled(entry.accepted) }] : []),
      ...(entry.none ? [frame.lines.none] : []),
    ];
    const same = { subject_id: given.id, subject_label: given.name, author_label: author, mapping_date: day };
    return decisions.map((one) => frame.columns.map((name) => cell(String({ ...same, ...one }[name] ?? ""))).join("\t"));
  }

  function required(id, message) {
    $(id).setAttribute("aria-invalid", String(Boolean(message)));
    problem(`${id}-problem`, message);
    if (message) $(id).focus();
    return !message;
  }

  $("download").addEventListener("click", () => {
    const [author, day] = [$("by").value.trim(), $("on").value.trim()];
    if (!required("by", author ? "" : "Each line says who decided: give your name.")) return;
    if (!required("on", day.length === 10 && isDate(day) ? "" : `No day: “${day}”; write it as 2026-11-25.`)) return;
    const rows = entries.flatMap((entry) => rowsOf(entry, author, day));
    if (!rows.length) { say("Nothing is decided yet."); return; }
    download("links.sssom.tsv", "text/tab-separated-values", frame.header + rows.map((row) => `${row}\n`).join(""));
    say(`links.sssom.tsv: ${rows.length} ${rows.length === 1 ? "line" : "lines"} on ${entries.filter(isDecided).length} of ${entries.length} entities.`);
  });

  if (current) show(current); else say("There is no entity on this page.");
})();
