
// Offsets count code points, as facts do: a text is an array of them, never a string that is cut.
(() => {
  const { $, frame, lines, own, isDate, digest, make, isolated, say, problem, download } = page;
  const WAYS = {
    name: "by name", words: "in words", part: "by a part of the name", adjective: "by an adjective",
    metonym: "by what stands for it", officials: "by those who act for it", office: "by an office",
    description: "by a description", pronoun: "by a pronoun", understood: "left out, and named before", calendar: "by the calendar",
    dateline: "by the day of publication",
  };
  const GRADES = {
    named: "named: each party stands in the sentence by its name",
    read: "read: a party stands in the sentence by part of a name, an adjective, or what stands for it",
    resolved: "resolved: a party or the speaker was followed from an office, a description or a pronoun, or from another sentence",
    untold: "untold: it is not known which words gave each party",
  };
  const VERDICTS = { accepted: "accepted", rejected: "rejected", corrected: "corrected", added: "added by you" };
  const KINDS = ["Person", "Organization", "Country", "Place"];

  // -- What the facts schema and the laws of a document say

  const points = (text) => Array.from(text);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const kindOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value);

  function schemaProblems(value, schema, path) {
    if (schema.$ref) return schemaProblems(value, frame.schema.$defs[schema.$ref.split("/").pop()], path);
    if (schema.anyOf) {
      const tried = schema.anyOf.map((one) => schemaProblems(value, one, path));
      return tried.some((found) => !found.length) ? [] : tried.find((_, i) => schema.anyOf[i].type !== "null");
    }
    if (schema.enum) return schema.enum.includes(value) ? [] : [[path, `expected one of ${schema.enum.join(", ")}`]];
    if (schema.type && schema.type !== kindOf(value)) return [[path, `expected ${schema.type}, not ${kindOf(value)}`]];
    if (schema.type === "array") return value.flatMap((item, i) => schemaProblems(item, schema.items || {}, `${path}[${i}]`));
    if (schema.type !== "object") return [];
    const found = (schema.required || []).filter((name) => !Object.hasOwn(value, name)).map((name) => [path, `“${name}” is missing`]);
    for (const [name, item] of Object.entries(value)) {
      const below = path ? `${path}.${name}` : name;
      if (Object.hasOwn(schema.properties, name)) found.push(...schemaProblems(item, schema.properties[name], below));
      else found.push([path, `there is no “${name}”; there are ${Object.keys(schema.properties).join(", ")}`]);
    }
    return found;
  }

  const ID = /^[A-Za-z0-9_-]{1,64}$/;

  function quoteProblems(quote, body, path) {
    if (!(quote.start >= 0 && quote.start < quote.end && quote.end <= body.length))
      return [[path, `${quote.start} to ${quote.end} lies outside the article of ${body.length} characters`]];
    const found = body.slice(quote.start, quote.end).join("");
    return found === quote.exact ? [] : [[`${path}.exact`, `the article has “${found}” at ${quote.start}, not “${quote.exact}”`]];
  }

  function factProblems(fact, path, entities, body) {
    const found = [];
    const known = new Map(entities.map((entity) => [entity.id, entity]));
    const unknown = (id) => `no entity “${id}”; there are ${[...known.keys()].join(", ")}`;
    if (!ID.test(fact.id)) found.push([`${path}.id`, "an id is up to 64 letters, digits, - and _"]);
    if (fact.statedBy != null && !known.has(fact.statedBy)) found.push([`${path}.statedBy`, unknown(fact.statedBy)]);
    if (!fact.evidence.length) found.push([`${path}.evidence`, "a fact needs the sentence that says so"]);
    if (!fact.rule.trim()) found.push([`${path}.rule`, "say which rule made it, or who entered it by hand"]);
    const roles = own(frame.types, fact.type);
    if (!roles) found.push([`${path}.type`, `no fact type “${fact.type}”; there are ${Object.keys(frame.types).join(", ")}`]);
    fact.arguments.forEach((argument, j) => {
      const at = `${path}.arguments[${j}]`;
      const role = roles && roles.find((one) => one.name === argument.role);
      if ((argument.entity == null) === (argument.text == null)) found.push([at, "give an entity or a text, and not both"]);
      else if (argument.entity != null && !known.has(argument.entity)) found.push([`${at}.entity`, unknown(argument.entity)]);
      if (roles && !role) found.push([`${at}.role`, `a ${fact.type} has no role “${argument.role}”, but ${roles.map((one) => one.name).join(", ")}`]);
      else if (role && role.text !== (argument.text != null)) found.push([at, `the ${role.name} is ${role.text ? "words: give a text" : "an entity: give its id"}`]);
      else if (role && known.has(argument.entity) && role.entity_types.length && !role.entity_types.includes(known.get(argument.entity).type))
        found.push([`${at}.entity`, `the ${role.name} is no ${known.get(argument.entity).type}, but one of ${role.entity_types.join(", ")}`]);
      if (argument.basis) found.push(...quoteProblems(argument.basis, body, `${at}.basis`));
    });
    for (const role of roles || []) {
      const count = new Set(fact.arguments.filter((one) => one.role === role.name).map((one) => one.entity ?? one.text)).size;
      if (count < role.minimum) found.push([`${path}.arguments`, `a ${fact.type} needs ${role.minimum} ${role.name}; there ${count === 1 ? "is" : "are"} ${count}`]);
    }
    if (fact.attribution) found.push(...quoteProblems(fact.attribution, body, `${path}.attribution`));
    fact.evidence.forEach((quote, j) => found.push(...quoteProblems(quote, body, `${path}.evidence[${j}]`)));
    if (fact.date) {
      for (const name of ["value", "earliest", "latest"])
        if (fact.date[name] != null && !isDate(fact.date[name])) found.push([`${path}.date.${name}`, `no date: “${fact.date[name]}”; write it as 2024-09-04, 2024-09 or 2024`]);
      if (fact.date.basis) found.push(...quoteProblems(fact.date.basis, body, `${path}.date.basis`));
    }
    return found;
  }

  function problems(value) {
    const broken = schemaProblems(value, frame.schema, "");
    if (broken.length) return broken;
    const found = [];
    const body = points(value.article.body);
    const entities = value.entities || [];
    const ids = new Set();
    entities.forEach((entity, i) => {
      if (!ID.test(entity.id)) found.push([`entities[${i}].id`, "an id is up to 64 letters, digits, - and _"]);
      if (ids.has(entity.id)) found.push([`entities[${i}].id`, `a second ${entity.id}`]);
      ids.add(entity.id);
      if (!entity.name.trim()) found.push([`entities[${i}].name`, "an entity needs a name"]);
      entity.mentions.forEach((quote, j) => found.push(...quoteProblems(quote, body, `entities[${i}].mentions[${j}]`)));
    });
    entities.forEach((entity, i) => (entity.roles || []).forEach((role, j) => {
      if (role.of != null && !ids.has(role.of)) found.push([`entities[${i}].roles[${j}].of`, `no entity “${role.of}”`]);
      found.push(...quoteProblems(role.evidence, body, `entities[${i}].roles[${j}].evidence`));
    }));
    const numbers = new Set();
    (value.facts || []).forEach((fact, i) => {
      if (numbers.has(fact.id)) found.push([`facts[${i}].id`, `a second ${fact.id}`]);
      numbers.add(fact.id);
      found.push(...factProblems(fact, `facts[${i}]`, entities, body));
    });
    if (value.reviewed && value.reviewed.on != null && !isDate(value.reviewed.on)) found.push(["reviewed.on", "no date; write it as 2024-09-04"]);
    return found;
  }

  function occurrences(words, body) {
    const wanted = points(words);
    const found = [];
    for (let i = 0; wanted.length && i + wanted.length <= body.length; i++)
      if (wanted.every((point, k) => body[i + k] === point)) found.push(i);
    return found;
  }

  /** Gives words that stand once in the article their offsets, so that nobody needs to count. */
  function placed(value, body) {
    if (Array.isArray(value)) return value.map((item) => placed(item, body));
    if (value === null || typeof value !== "object") return value;
    if (typeof value.exact === "string" && body.slice(value.start, value.end).join("") !== value.exact) {
      const at = occurrences(value.exact, body);
      if (at.length === 1) return { ...value, start: at[0], end: at[0] + points(value.exact).length };
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, placed(item, body)]));
  }

  /** A corrected fact without the bases of what was changed: those words gave something else. */
  function rebased(fact, before) {
    const stale = (argument) => argument.basis && ((before && before.arguments) || []).some((old) =>
      same(old.basis, argument.basis) && (old.entity !== argument.entity || old.text !== argument.text || old.role !== argument.role));
    const kept = { ...fact, arguments: fact.arguments.map((one) => (stale(one) ? { ...one, basis: null } : one)) };
    if (before && fact.attribution && same(fact.attribution, before.attribution) && fact.statedBy !== before.statedBy) kept.attribution = null;
    return kept;
  }

  // -- What was done so far, kept in this browser

  const store = page.keptAs("newsgraph-review");
  window.addEventListener("beforeunload", (event) => { if (!store.works || open().length) event.preventDefault(); });

  const articles = lines.map((line) => {
    const given = JSON.parse(line);
    const grades = given.facts.map((fact) => { const { grade } = fact; delete fact.grade; return grade; });
    const entry = { given, body: points(given.article.body), key: `${given.article.id} ${digest(line)}`, read: false, changed: false };
    entry.entities = given.entities;
    entry.facts = given.facts.map((fact, i) => ({ given: fact, fact, verdict: fact.review, grade: grades[i] }));
    const kept = store.get(entry.key);
    if (kept) restore(entry, kept);
    return entry;
  });

  function remaining(facts) { return facts.filter((one) => one.verdict !== "rejected").map((one) => one.fact); }

  function restore(entry, kept) {
    try {
      const entities = kept.entities || entry.entities;
      const facts = entry.facts.map((one, i) => ({ ...one, ...kept.facts[i] }));
      for (const fact of kept.added) facts.push({ given: null, fact: fact.fact, verdict: fact.verdict, grade: "untold" });
      if (problems({ article: entry.given.article, entities, facts: remaining(facts) }).length) return;
      Object.assign(entry, { entities, facts, read: kept.read === true, changed: kept.changed === true });
    } catch { /* what another version kept is none of this one's */ }
  }

  function keep(entry) {
    entry.changed = true;
    const known = entry.facts.filter((one) => one.given);
    store.set(entry.key, {
      facts: known.map((one) => ({ fact: one.fact, verdict: one.verdict })),
      added: entry.facts.filter((one) => !one.given).map((one) => ({ fact: one.fact, verdict: one.verdict })),
      entities: entry.entities, read: entry.read, changed: true,
    });
    progress();
  }

  // -- The page

  let current = articles[0];
  let active = null;
  let selected = null;
  const open = () => [...document.querySelectorAll("textarea[data-open]")].filter((area) => area.value !== area.dataset.open);

  function show(entry) {
    current = entry;
    active = null;
    selected = null;
    const { article } = entry.given;
    $("headline").textContent = article.headline || article.id;
    $("about").replaceChildren(...[article.id, article.byline, article.published, article.url].filter(Boolean).flatMap((part, i) => (i ? [" · ", isolated(part)] : [isolated(part)])));
    $("read").checked = entry.read;
    $("article").value = String(articles.indexOf(entry));
    $("previous").disabled = entry === articles[0];
    $("next").disabled = entry === articles[articles.length - 1];
    $("list").replaceChildren(...entry.facts.map((one) => card(one)));
    drawText();
    drawEntities();
    drawWords();
    progress();
  }

  function progress() {
    const all = articles.flatMap((entry) => entry.facts);
    const count = (verdict) => all.filter((one) => one.verdict === verdict).length;
    const judged = all.filter((one) => one.verdict).length;
    const parts = Object.keys(VERDICTS).filter(count).map((verdict) => `${count(verdict)} ${verdict}`);
    $("progress").textContent = `${judged} of ${all.length} facts judged${parts.length ? `: ${parts.join(", ")}` : ""}.`;
    $("none").hidden = current.facts.length > 0;
    [...$("article").options].forEach((option, i) => {
      const left = articles[i].facts.filter((one) => !one.verdict).length;
      const what = left ? `${left} to judge` : articles[i].facts.length || articles[i].read ? "judged" : "no facts";
      option.textContent = `${articles[i].given.article.headline || articles[i].given.article.id} (${what})`;
    });
  }

  function drawText() {
    const { body, facts } = current;
    const shown = facts.filter((one) => one.verdict !== "rejected" || one === active);
    const rests = active ? basesOf(active.fact).map(([, basis]) => basis) : [];
    const cuts = new Set([0, body.length]);
    const quotes = shown.flatMap((one) => one.fact.evidence.map((quote, n) => ({ one, quote, n })));
    for (const quote of [...quotes.map((item) => item.quote), ...rests]) cuts.add(quote.start).add(quote.end);
    const sorted = [...cuts].sort((a, b) => a - b);
    const parts = [];
    for (let i = 0; i + 1 < sorted.length; i++) {
      const [start, end] = [sorted[i], sorted[i + 1]];
      for (const { one, n } of quotes.filter((item) => item.quote.start === start)) parts.push(reference(one, n));
      const inside = quotes.filter((item) => item.quote.start <= start && end <= item.quote.end).map((item) => item.one);
      const text = body.slice(start, end).join("");
      const rest = rests.some((basis) => basis.start <= start && end <= basis.end);
      if (!inside.length && !rest) { parts.push(document.createTextNode(text)); continue; }
      const mark = make(inside.length ? "mark" : "span", { class: inside.includes(active) ? "active" : "" });
      mark.append(rest ? make("span", { class: "rest", text }) : text);
      if (inside.length) mark.addEventListener("click", () => { if (getSelection().isCollapsed) select(inside.includes(active) ? inside[(inside.indexOf(active) + 1) % inside.length] : inside[0], true); });
      parts.push(mark);
    }
    $("body").replaceChildren(...parts);
  }

  const number = (one) => current.facts.indexOf(one) + 1;
  const titleOf = (one) => `Fact ${number(one)}, ${one.fact.type}, ${one.fact.realis}`;

  function reference(one, n) {
    const button = make("button", { type: "button", class: "ref", "data-n": number(one), "data-quote": n, "aria-label": `${titleOf(one)}: go to the fact`, click: () => select(one, true) });
    button.dataset.fact = one.fact.id;
    return button;
  }

  /** Makes a fact the active one; moves the focus to it, or to its words in the text. */
  function select(one, toFact, n = 0) {
    active = one;
    for (const item of document.querySelectorAll(".fact")) item.classList.toggle("active", item.dataset.fact === one.fact.id);
    drawText();
    const target = toFact ? cardOf(one) : [...document.querySelectorAll("#body .ref")].find((item) => item.dataset.fact === one.fact.id && item.dataset.quote === String(n));
    if (target) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
    }
  }

  const cardOf = (one) => [...document.querySelectorAll(".fact")].find((item) => item.dataset.fact === one.fact.id);

  const basesOf = (fact) => [
    ...fact.arguments.filter((one) => one.basis).map((one) => [one.role, one.basis]),
    ...(fact.date && fact.date.basis ? [["date", fact.date.basis]] : []),
    ...(fact.statedBy != null && fact.attribution ? [["said by", fact.attribution]] : []),
  ];

  const nameOf = (id) => { const entity = current.entities.find((one) => one.id === id); return entity ? entity.name : id; };
  const by = (basis) => (basis ? [make("span", { class: "quiet" }, ": ", isolated(`“${basis.exact}”`), `, ${WAYS[basis.way]}`)] : []);

  function card(one) {
    const { fact } = one;
    const item = make("li", { class: `card fact ${one.verdict || ""}${one === active ? " active" : ""}`, tabindex: "-1" });
    item.dataset.fact = fact.id;
    item.setAttribute("aria-label", titleOf(one));
    const heading = make("h3", {}, `${number(one)}. ${fact.type}, ${fact.realis}, ${fact.phase || "begun"}: `, make("span", { class: "verdict", text: one.verdict ? VERDICTS[one.verdict] : "not judged" }));
    const list = make("dl");
    const row = (term, ...values) => list.append(make("dt", { text: term }), make("dd", {}, ...values));
    for (const role of [...new Set(fact.arguments.map((argument) => argument.role))])
      row(role, ...fact.arguments.filter((argument) => argument.role === role).map((argument) =>
        make("p", {}, isolated(argument.text ?? `${nameOf(argument.entity)} (${argument.entity})`), ...by(argument.basis))));
    if (fact.date) {
      const { value, earliest, latest, text } = fact.date;
      row("date", value || (earliest || latest ? `${earliest || "…"} to ${latest || "…"}` : "not settled"), ...(fact.date.basis ? by(fact.date.basis) : [" ", isolated(`“${text}”`)]));
    }
    row("said by", ...(fact.statedBy == null ? ["the article itself"] : [isolated(`${nameOf(fact.statedBy)} (${fact.statedBy})`), ...by(fact.attribution)]));
    const line = own(frame.lines, fact.rule);
    row("rule", make("code", { text: fact.rule }), line ? `, line ${line}` : "");
    row("rests on", one.given && same(one.given, fact) ? GRADES[one.grade] : "what a person wrote");
    item.append(heading, list);
    fact.evidence.forEach((quote, n) => item.append(
      make("blockquote", { dir: "auto", text: quote.exact }),
      make("p", { class: "actions" }, make("button", { type: "button", text: "Show in the text", "data-do": `show-${n}`, "aria-label": `${titleOf(one)}: show in the text`, click: () => select(one, false, n) }))));
    const judge = (verdict, text) => make("button", { type: "button", text, "data-do": verdict, "aria-pressed": String(one.verdict === verdict), "aria-label": `${text} fact ${number(one)}`, click: () => decide(one, verdict) });
    const correct = make("button", { type: "button", text: "Correct", "data-do": "correct", "aria-expanded": "false", "aria-label": `Correct fact ${number(one)}` });
    correct.addEventListener("click", () => edit(one, item, correct));
    const actions = make("p", { class: "actions" }, ...(standing(one) ? [] : [judge("accepted", "Accept")]), judge("rejected", "Reject"), correct);
    if (one.given && !same(one.given, fact)) actions.append(make("button", { type: "button", text: "Undo the correction", "data-do": "undo", click: () => { one.fact = one.given; decide(one, null); } }));
    item.append(actions);
    return item;
  }

  function redraw(one, focus) {
    const old = cardOf(one);
    const fresh = card(one);
    if (old) old.replaceWith(fresh); else $("list").append(fresh);
    drawText();
    const target = focus && fresh.querySelector(`[data-do="${focus}"]`);
    (target || fresh).focus({ preventScroll: Boolean(target) });
  }

  /** What a fact is that is neither accepted nor rejected now; a fact that a person wrote once stays one. */
  function standing(one) {
    if (!one.given || one.given.review === "added") return "added";
    return !same(one.given, one.fact) || one.given.review === "corrected" ? "corrected" : null;
  }

  function decide(one, verdict) {
    one.verdict = one.verdict === verdict || verdict === null ? standing(one) : verdict;
    keep(current);
    redraw(one, verdict || "accepted");
    say(`${titleOf(one)}: ${one.verdict ? VERDICTS[one.verdict] : "not judged"}.`);
  }

  function edit(one, item, button) {
    const there = item.querySelector(".editor");
    if (there) { there.querySelector("textarea").focus(); return; }
    button.setAttribute("aria-expanded", "true");
    editor(item, one.fact, `Fact ${number(one)} as JSON`, () => redraw(one, "correct"), (fact) => {
      if (same(fact, one.fact)) { redraw(one, "correct"); say("Nothing was changed."); return; }
      if (active === one) active = null;
      const old = cardOf(one);
      one.fact = rebased(fact, one.fact);
      one.verdict = standing(one);
      old.dataset.fact = fact.id;
      keep(current);
      redraw(one, "correct");
      say(`${titleOf(one)}: ${one.verdict ? VERDICTS[one.verdict] : "as it was found"}.`);
    }, one);
  }

  /** A field with a fact's JSON; `save` is given what has no problem. */
  function editor(item, fact, label, cancel, save, instead) {
    const text = JSON.stringify(fact, null, 2);
    const id = `json-${Math.random().toString(36).slice(2)}`;
    const area = make("textarea", { id, rows: String(Math.min(30, text.split("\n").length + 1)), spellcheck: "false", "aria-describedby": `${id}-help ${id}-problem` });
    area.value = text;
    area.dataset.open = instead ? area.value : ""; // a new fact is open until it is saved
    const told = make("ul", { id: `${id}-problem`, class: "problem", hidden: "" });
    const ids = current.entities.map((entity) => `${entity.id} ${entity.name}`).join(", ");
    const roles = Object.entries(frame.types).map(([type, list]) => `${type}: ${list.map((role) => role.name).join(", ")}`).join("; ");
    const help = make("p", { id: `${id}-help`, class: "quiet" }, "Entities: ", isolated(ids || "none yet"), `. Roles: ${roles}. Words that stand once in the article need no start and end.`);
    const saving = () => {
      const others = current.facts.filter((one) => one !== instead).map((one) => one.fact);
      const found = parsed(area.value, (value) => {
        const whole = placed(value, current.body);
        const list = problems({ article: current.given.article, entities: current.entities, facts: [...others, whole] }).filter(([path]) => path.startsWith(`facts[${others.length}]`));
        return [whole, list.map(([path, message]) => [path.replace(/^facts\[\d+\]\.?/, ""), message])];
      });
      tell(area, told, found.problems);
      if (!found.problems.length) save(found.value);
    };
    item.append(make("div", { class: "editor" }, make("div", { class: "field" }, make("label", { for: id, text: label }), area), help, told,
      make("p", { class: "actions" }, make("button", { type: "button", text: "Save", "data-do": "save", click: saving }), make("button", { type: "button", text: "Cancel", "data-do": "cancel", click: cancel }))));
    area.focus();
  }

  function parsed(text, check) {
    try {
      const [value, found] = check(JSON.parse(text));
      return { value, problems: found };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return { value: null, problems: [["", `this is no JSON: ${error.message}`]] };
    }
  }

  function tell(area, list, found) {
    area.setAttribute("aria-invalid", String(found.length > 0));
    list.hidden = !found.length;
    list.replaceChildren(...found.map(([path, message]) => make("li", {}, ...(path ? [make("code", { text: path }), ": "] : []), isolated(message))));
    if (found.length) {
      area.focus();
      say(`Not saved: ${found.length === 1 ? "1 problem" : `${found.length} problems`}, beside the field. ${found[0].filter(Boolean).join(": ")}`);
    }
  }

  // -- A missed fact

  function sentences() {
    const { body } = current.given.article;
    const parts = Intl.Segmenter ? [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(body)].map((part) => part.segment) : body.split(/(?<=\n)/);
    let at = 0;
    return parts.flatMap((part) => {
      const start = at + points(part).length - points(part.trimStart()).length;
      at += points(part).length;
      const words = points(part.trim());
      return words.length ? [{ exact: words.join(""), start, end: start + words.length }] : [];
    });
  }

  function drawWords() {
    const short = (text) => { const all = points(text); return all.length > 90 ? `${all.slice(0, 90).join("")}…` : text; };
    const options = sentences().map((quote) => { const option = make("option", { text: short(quote.exact), value: JSON.stringify(quote) }); return option; });
    $("words").replaceChildren(make("option", { value: "", text: "the words that are selected in the article" }), ...options);
    $("type").replaceChildren(...Object.keys(frame.types).map((name) => make("option", { value: name, text: name })));
  }

  /** The words that are selected in the article, by code points; the numbers between them are no text of it. */
  function selection() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!$("body").contains(range.startContainer) || !$("body").contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents($("body"));
    before.setEnd(range.startContainer, range.startOffset);
    const text = range.toString();
    const start = points(before.toString()).length + points(text).length - points(text.trimStart()).length;
    const words = points(text.trim());
    return words.length ? { exact: words.join(""), start, end: start + words.length } : null;
  }
  document.addEventListener("selectionchange", () => { selected = selection() || selected; });

  function fresh(prefix, taken) {
    let n = taken.length + 1;
    while (taken.includes(`${prefix}${n}`)) n++;
    return `${prefix}${n}`;
  }

  $("add").addEventListener("click", () => {
    const quote = $("words").value ? JSON.parse($("words").value) : selected;
    if (!quote) { problem("add-problem", "Select the words in the article first, or choose a sentence from the list."); return; }
    problem("add-problem", "");
    const type = $("type").value;
    const roles = frame.types[type].filter((role) => role.minimum || role.party);
    const here = current.entities.filter((entity) => entity.mentions.some((mention) => quote.start <= mention.start && mention.end <= quote.end));
    const fits = (role) => here.filter((entity) => role.entity_types.includes(entity.type));
    const fillers = roles.length === 1 ? fits(roles[0]).map((entity) => [roles[0], entity]) : roles.map((role, i) => [role, fits(role)[i] || fits(role)[0]]);
    const draft = {
      id: fresh("f", current.facts.map((one) => one.fact.id)), type, realis: "actual", phase: "begun",
      arguments: fillers.map(([role, entity]) => ({ role: role.name, entity: entity ? entity.id : "" })),
      date: null, statedBy: null, evidence: [quote], rule: "by hand",
    };
    const item = make("li", { class: "card fact", tabindex: "-1", "aria-label": "A new fact" }, make("h3", { text: "A new fact" }), make("blockquote", { dir: "auto", text: quote.exact }));
    $("list").append(item);
    editor(item, draft, "New fact as JSON", () => { item.remove(); $("add").focus(); }, (fact) => {
      const one = { given: null, fact, verdict: "added", grade: "untold" };
      current.facts.push(one);
      item.remove();
      keep(current);
      redraw(one, "correct");
      say(`${titleOf(one)}: added.`);
    }, null);
    item.scrollIntoView({ block: "center" });
  });

  // -- Entities

  function drawEntities() {
    $("entities").replaceChildren(...current.entities.map((entity) => make("li", {}, make("code", { text: entity.id }), " ", isolated(entity.name), ` (${entity.type})`)));
    $("entities-json").value = JSON.stringify(current.entities, null, 2);
    $("entities-json").dataset.open = $("entities-json").value;
    tell($("entities-json"), $("entities-problem"), []);
    $("name").value = "";
    problem("name-problem", "");
  }

  function takeEntities(entities) {
    current.entities = entities;
    keep(current);
    drawEntities();
    for (const one of current.facts) if (!cardOf(one).querySelector(".editor")) cardOf(one).replaceWith(card(one));
  }

  $("add-entity").addEventListener("click", () => {
    const name = $("name").value.trim();
    const at = occurrences(name, current.body);
    if (!at.length) { problem("name-problem", name ? `The article does not say “${name}”.` : "Give the name as the article has it."); $("name").focus(); return; }
    const length = points(name).length;
    const id = fresh("e", current.entities.map((entity) => entity.id));
    const entity = { id, type: $("kind").value, name, mentions: at.map((start) => ({ exact: name, start, end: start + length })), roles: [] };
    takeEntities([...current.entities, entity]);
    say(`${name} is entity ${id}.`);
  });

  $("reset-entities").addEventListener("click", () => { drawEntities(); $("entities-json").focus(); });

  $("save-entities").addEventListener("click", () => {
    const area = $("entities-json");
    const found = parsed(area.value, (value) => {
      const entities = placed(value, current.body);
      return [entities, problems({ article: current.given.article, entities, facts: remaining(current.facts) })];
    });
    tell(area, $("entities-problem"), found.problems);
    if (!found.problems.length) { takeEntities(found.value); say("Entities saved."); area.focus(); }
  });

  // -- Articles, and the file

  function go(i) {
    const left = open()[0];
    if (left) { $("article").value = String(articles.indexOf(current)); left.focus(); say("A correction is open here: save or cancel it first."); return; }
    show(articles[i]);
    $("headline").focus();
  }
  articles.forEach((_, i) => $("article").append(make("option", { value: String(i) })));
  $("article").addEventListener("change", () => go(Number($("article").value)));
  $("previous").addEventListener("click", () => go(articles.indexOf(current) - 1));
  $("next").addEventListener("click", () => go(articles.indexOf(current) + 1));
  $("read").addEventListener("change", () => { current.read = $("read").checked; keep(current); say(current.read ? "Marked as read." : "No longer marked as read."); });
  for (const name of KINDS) $("kind").append(make("option", { value: name, text: name }));
  for (const name of ["by", "on"]) {
    $(name).value = store.get(name) || "";
    $(name).addEventListener("change", () => store.set(name, $(name).value.trim()));
  }

  /** The document as it is built; that a person reviewed it is said where a person did something. */
  function result(entry) {
    if (!entry.changed) return entry.given;
    const facts = entry.facts.filter((one) => one.verdict !== "rejected").map((one) => ({ ...one.fact, review: one.verdict || null }));
    const before = entry.given.reviewed || {};
    const reviewed = { by: $("by").value.trim() || before.by || "", on: $("on").value.trim() || before.on || null };
    return { ...entry.given, entities: entry.entities, facts, reviewed };
  }

  $("download").addEventListener("click", () => {
    const left = open()[0];
    if (left) { left.focus(); say("A correction is open: save or cancel it first."); return; }
    const day = $("on").value.trim();
    const wrong = day && !isDate(day);
    $("on").setAttribute("aria-invalid", String(Boolean(wrong)));
    problem("on-problem", wrong ? `No date: “${day}”; write it as 2024-09-04, or leave it empty.` : "");
    if (wrong) { $("on").focus(); return; }
    const found = articles.filter((entry) => entry.changed).map((entry) => [entry, problems(result(entry))]).find(([, list]) => list.length);
    if (found) { show(found[0]); say(`Not saved: ${found[1][0].join(": ")}`); return; }
    const text = articles.map((entry) => `${JSON.stringify(result(entry))}\n`).join("");
    download("facts.reviewed.jsonl", "application/x-ndjson", text);
    const count = articles.filter((entry) => entry.changed).length;
    say(`facts.reviewed.jsonl: ${articles.length} articles, ${count} of them marked as reviewed.`);
  });

  if (current) show(current); else say("There is no article on this page.");
  Object.freeze(window.newsgraphReview = { problems });
})();
