
"use strict";
// What all pages do alike. Text from elsewhere reaches a page by textContent alone.
const page = (() => {
  const $ = (id) => document.getElementById(id);
  const frame = JSON.parse($("frame").textContent);
  const lines = $("lines").textContent.split("\n").filter((line) => line.trim());
  const own = (table, name) => (Object.hasOwn(table, name) ? table[name] : undefined);

  function isDate(text) {
    const found = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text);
    if (!found || found[1] === "0000") return false;
    const [year, month, day] = [Number(found[1]), Number(found[2] || 1), Number(found[3] || 1)];
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return month >= 1 && month <= 12 && day >= 1 && day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  }

  function digest(text) {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return (a >>> 0).toString(16) + (b >>> 0).toString(16);
  }

  function make(tag, settings = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name === "text") element.textContent = value;
      else if (name === "class") element.className = value;
      else if (name === "click") element.addEventListener("click", value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const isolated = (text) => make("bdi", { text });
  function say(message) { $("status").textContent = message; }
  function problem(id, message) { $(id).textContent = message || ""; $(id).hidden = !message; if (message) say(message); }

  /** What was done so far, kept in this browser; `works` tells whether it keeps anything. */
  function keptAs(name) {
    let works = true;
    return {
      get works() { return works; },
      get(key) { try { return JSON.parse(localStorage.getItem(`${name} ${key}`)); } catch { return null; } },
      set(key, value) {
        try { localStorage.setItem(`${name} ${key}`, JSON.stringify(value)); } catch {
          if (works) say("This browser keeps nothing; download your work before you close the page.");
          works = false;
        }
      },
    };
  }

  function download(name, type, text) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  return Object.freeze({ $, frame, lines, own, isDate, digest, make, isolated, say, problem, keptAs, download });
})();
