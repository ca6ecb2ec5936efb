// Everything works without this file; it adds live progress, and dropping files.
"use strict";

const live = document.querySelector("[data-live]");
if (live) {
  const said = document.querySelector("[data-said]");
  let source = null, busy = false, again = false;

  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(live.dataset.live);
      if (answer.ok) live.innerHTML = await answer.text();
      if (live.querySelector("[data-soon]") && !document.querySelector("[data-chart]")) location.reload();
    } catch { /* the server is away; the event source tries again */ }
    setTimeout(() => { busy = false; if (again) { again = false; refresh(); } }, 700);
  };
  const state = (event) => {
    const now = JSON.parse(event.data);
    if (["done", "cancelled", "failed"].includes(now.state)) location.reload();
    else if (now.state !== live.dataset.state) { live.dataset.state = now.state; said.textContent = now.state; refresh(); }
    else refresh();
  };
  // A plan that is there is shown at once.
  const progress = (event) => {
    if (JSON.parse(event.data).shown && !document.querySelector("[data-chart]")) location.reload();
    else refresh();
  };
  // A browser keeps six connections to a server: a page nobody looks at gives its own up.
  const follow = () => {
    if (document.hidden) { source?.close(); source = null; return; }
    if (source) return;
    source = new EventSource(live.dataset.events);
    source.addEventListener("progress", progress);
    source.addEventListener("state", state);
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  setInterval(() => { if (!document.hidden) refresh(); }, 3000);
}

// Questions to a plan: what waits for its answer is looked at until it is there.
const answers = document.querySelector("[data-answers]");
if (answers) {
  const look = async () => {
    if (!answers.querySelector("[data-pending]")) return;
    try {
      const found = document.hidden ? null : await fetch(answers.dataset.answers);
      if (found?.ok) answers.innerHTML = await found.text();
    } catch { /* the server is away; the next time will do */ }
    setTimeout(look, 1000);
  };
  look();
}

const drop = document.querySelector("[data-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; });
  const form = drop.closest("form");
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.textContent = button.dataset.busy;
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => { button.disabled = true; });
  });
}

// The list of plans follows what becomes of them; what is ticked stays ticked.
const list = document.querySelector("[data-list]");
if (list) {
  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(list.dataset.list);
      if (!answer.ok) return;
      const text = await answer.text();
      if (text === list.dataset.now || list.contains(document.activeElement) && document.activeElement.matches("button, a")) return;
      list.dataset.now = text;
      const ticked = [...list.querySelectorAll("input:checked")].map((one) => one.value);
      const at = document.activeElement?.value;
      list.innerHTML = text;
      for (const one of list.querySelectorAll("input[type=checkbox]")) {
        one.checked = ticked.includes(one.value);
        if (one.value === at) one.focus();
      }
    } catch { /* the server is away; the next time will do */ }
  };
  setInterval(refresh, 3000);
  document.addEventListener("visibilitychange", refresh);
}

// How a workbook is read: each choice is tried at once; a click on a column leads to its meaning.
const reading = document.querySelector("form[data-reading]");
if (reading) {
  const part = reading.querySelector("[data-part]");
  let latest = 0;
  // While another field is in hand only the counts are replaced, or what is picked there were lost.
  const show = (text, at) => {
    const inHand = document.activeElement;
    const another = inHand.matches("select, input") && part.contains(inHand) && inHand.id !== at;
    const scroll = part.querySelector(".scroll.tall")?.scrollLeft ?? 0;
    if (another && at.startsWith("c_")) {
      const fresh = new DOMParser().parseFromString(text, "text/html");
      part.querySelector("section").replaceWith(fresh.querySelector("section"));
      return;
    }
    const elsewhere = inHand !== document.body && !part.contains(inHand);
    const typed = another ? inHand.value : null;
    part.innerHTML = text;
    const table = part.querySelector(".scroll.tall");
    if (table) table.scrollLeft = scroll;
    const next = document.getElementById(another ? inHand.id : at);
    if (next && typed !== null && next.matches("input")) next.value = typed;
    if (!elsewhere) next?.focus({ preventScroll: true });
  };
  const again = async (event) => {
    if (!part.contains(event.target)) return;
    const turn = ++latest, at = event.target.id;
    const fields = new FormData(reading);
    fields.set("part", "1");
    part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(reading.action, { method: "POST", body: fields });
      if (turn !== latest) return;
      if (!answer.ok) { reading.submit(); return; }
      show(await answer.text(), at);
    } catch { /* the server is away; the button reads it again */ }
    if (turn === latest) part.removeAttribute("aria-busy");
  };
  // What is typed counts when the field is left, also if all around it was new in between.
  reading.addEventListener("change", (event) => { if (event.target.type !== "text") again(event); });
  reading.addEventListener("focusout", (event) => {
    const { type, value, defaultValue } = event.target;
    if (type === "text" && value !== defaultValue) again(event);
  });
  reading.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input") || !part.contains(event.target)) return;
    event.preventDefault(); // Enter would send the form by its first button
    again(event);
  });
  reading.addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-column]");
    document.getElementById(`c_${cell?.dataset.column}`)?.focus();
  });
}

const cookies = document.querySelector("[data-cookies]");
if (cookies) {
  fetch(cookies.dataset.cookies).then(async (answer) => {
    if (answer.status !== 200) return;
    cookies.textContent = await answer.text();
    cookies.hidden = false;
  }).catch(() => {});
}

// Links to be sent around; a browser lets them be copied only on a safe connection.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
    button.textContent = button.dataset.done;
    button.removeAttribute("aria-label");
  });
}

// Another language: the same place on the page, and what is chosen in the form.
document.querySelector("[data-languages]")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  const address = new URL(link.href);
  for (const field of document.querySelectorAll("form[data-choices] select")) address.searchParams.set(field.name, field.value);
  address.hash = location.hash;
  link.href = address;
});

document.querySelector("[data-focus]")?.focus();
