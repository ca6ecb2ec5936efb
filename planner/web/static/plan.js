// The chart of a plan. All of it works without this file, by links and forms; it saves reloading,
// shows links where the pointer is, and lets the keyboard move about.
"use strict";

(() => {
  const view = document.querySelector("[data-view]");
  const panel = document.querySelector("[data-task]");
  const edits = document.querySelector("[data-edits]");
  if (!view || !panel || !edits) return;
  const chartOf = () => view.querySelector("[data-chart]");
  const chosen = (search) => { const now = new URLSearchParams(search); now.delete("task"); return now; };
  const written = (params) => { const text = params.toString(); return text ? `?${text}` : ""; };
  let turn = 0, asked = 0, latest = 0;

  const note = (params) => history.replaceState(null, "", location.pathname + written(params));
  const task = () => panel.querySelector(".drawer")?.dataset.n;

  // The part of a page that depends on what is chosen; what is in the middle of the chart stays there.
  const show = async (params) => {
    const mine = ++turn, before = chartOf();
    const was = before && { top: before.scrollTop, left: before.scrollLeft, pixels: +before.dataset.pixels };
    const at = document.activeElement?.id, inHand = view.contains(document.activeElement);
    view.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(view.dataset.view + written(params));
      if (mine !== turn) return;
      if (!answer.ok) { location.search = written(params); return; }
      view.innerHTML = await answer.text();
      if (task()) params.set("task", task());
      note(params);
      begin();
      const now = chartOf();
      if (now && was) {
        const half = now.clientWidth / 2;
        now.scrollTop = was.top;
        now.scrollLeft = (was.left + half) * (+now.dataset.pixels / was.pixels) - half;
      }
      if (inHand) (document.getElementById(at) ?? now)?.focus({ preventScroll: true });
    } catch { /* the server is away; the next try will do */ }
    if (mine === turn) view.removeAttribute("aria-busy");
  };

  // What is told of one task, beside the chart.
  const tell = async (number, focus = true) => {
    const mine = ++asked, params = chosen(location.search);
    params.set("task", number);
    try {
      const answer = await fetch(panel.dataset.task + written(params));
      if (mine !== asked || !answer.ok) return;
      const top = panel.querySelector(".drawer")?.scrollTop ?? 0;
      const inHand = panel.contains(document.activeElement) ? document.activeElement.id : null;
      panel.innerHTML = await answer.text();
      note(params);
      if (focus) panel.querySelector("#task")?.focus();
      else {
        panel.querySelector(".drawer").scrollTop = top;
        const next = inHand === null ? null : document.getElementById(inHand) ?? panel.querySelector("#field, #task");
        next?.focus({ preventScroll: true });
      }
      wait();
    } catch { /* the server is away; the next try will do */ }
  };
  const wait = () => {
    if (!panel.querySelector("[data-pending]")) return;
    const of = task();
    setTimeout(() => {
      if (document.hidden || panel.contains(document.activeElement) && document.activeElement.matches("input")) wait();
      else if (task() === of) tell(of, false);
    }, 1000);
  };
  const close = () => {
    const of = task();
    if (!of) return;
    asked++;
    panel.replaceChildren();
    note(chosen(location.search));
    (document.getElementById(`row-${of}`) ?? chartOf())?.focus();
  };

  const away = () => {
    document.getElementById("edits")?.scrollIntoView();
    edits.querySelector("button")?.focus({ preventScroll: true });
  };

  const mark = (number) => {
    for (const one of view.querySelectorAll(".on")) one.classList.remove("on");
    if (!number) return;
    for (const one of view.querySelectorAll(`.link[data-a="${number}"], .link[data-b="${number}"]`)) one.classList.add("on");
    document.getElementById(`row-${number}`)?.classList.add("on");
  };

  const follow = (link) => {
    const params = new URLSearchParams(link.search);
    const number = params.get("task");
    if (number) { tell(number); return; }
    if (link.matches("[data-fit]")) {
      const chart = chartOf(), names = chart.querySelector(".names").offsetWidth;
      params.set("fit", Math.max(200, chart.clientWidth - names));
    }
    show(params);
  };
  const clicked = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a");
    if (link?.matches("[data-close]")) { event.preventDefault(); close(); return; }
    if (link?.matches("[data-away]")) { event.preventDefault(); close(); away(); return; }
    if (link?.getAttribute("href")?.startsWith("?")) { event.preventDefault(); follow(link); return; }
    const bar = event.target.closest("svg [data-n]");
    if (bar) tell(bar.dataset.n);
  };
  view.addEventListener("click", clicked);
  panel.addEventListener("click", clicked);
  view.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(event.target)].filter(([, value]) => value);
    show(new URLSearchParams(given));
  });
  view.addEventListener("change", (event) => { if (event.target.matches("select")) event.target.form.requestSubmit(); });
  view.addEventListener("pointerover", (event) => mark(event.target.closest("[data-n]")?.dataset.n));
  view.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-n]");
    if (!row) return;
    mark(row.dataset.n);
    for (const one of view.querySelectorAll("[data-n][tabindex='0']")) one.tabIndex = -1;
    row.tabIndex = 0;
  });
  // Questions and changes: sent without leaving the page, then what they concern is shown anew.
  const sent = async (event) => {
    const form = event.target;
    if (!form.matches("[data-ask], [data-change]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form)), button = event.submitter;
    if (button) button.disabled = true; // a second click would send it again
    const ok = await post(form.getAttribute("action"), body, () => form.matches("[data-change]") && form.reset());
    if (button) button.disabled = false;
    if (!ok) form.submit();
    if (ok && task()) tell(task(), false);
  };
  const post = async (address, body, taken = () => {}) => {
    edits.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${address}?soon`, { method: "POST", body, redirect: "manual" });
      if (answer.status >= 400) return false;
      taken();
      await listed("");
    } catch { /* the server is away; the next try will do */ }
    edits.removeAttribute("aria-busy");
    return true;
  };
  // What is changed is listed at once, what it breaks when that is known.
  const listed = async (wanted) => {
    const mine = ++latest, found = await fetch(edits.dataset.edits + wanted);
    if (mine !== latest || !found.ok) return;
    renew(await found.text());
    if (!wanted && edits.querySelector("[data-unknown]")) listed("?breaks").catch(() => {});
  };
  // The list of changes, anew; what is open stays open, what is in hand or typed stays so.
  const renew = (text) => {
    const typed = [...edits.querySelectorAll("input[id], select[id]")].map(({ id, value }) => [id, value]);
    const at = edits.contains(document.activeElement) ? document.activeElement.id : "";
    const open = edits.querySelector("details")?.open;
    edits.innerHTML = text;
    const details = edits.querySelector("details");
    if (details) details.open = !!open;
    for (const [id, value] of typed) {
      const one = document.getElementById(id);
      if (one && (!one.options || [...one.options].some((option) => option.value === value))) one.value = value;
    }
    if (at) document.getElementById(at)?.focus();
    place();
  };
  // A bar stands where it was let go until its plan is made again, or that is undone.
  const move = (bar, days) => {
    bar.dataset.days = days;
    bar.classList.toggle("moved", !!days);
    bar.setAttribute("transform", `translate(${days * chartOf().dataset.pixels} 0)`);
  };
  const place = () => {
    for (const bar of view.querySelectorAll(".bar.moved")) move(bar, 0);
    for (const { dataset: wish } of edits.querySelectorAll("[data-to]")) {
      const row = document.getElementById(`row-${wish.n}`), bar = view.querySelector(`rect.bar[data-n="${wish.n}"]`);
      const days = Math.round((Date.parse(wish.to) - Date.parse(row?.dataset.start)) / 864e5);
      if (bar && !Number.isNaN(days)) move(bar, days);
    }
  };
  panel.addEventListener("change", (event) => {
    if (event.target.id !== "field") return;
    const text = panel.querySelector("#text"), { kind, value } = event.target.selectedOptions[0].dataset;
    text.type = kind ?? "text";
    text.value = value ?? ""; // what is there: to send nothing takes it away
  });
  panel.addEventListener("submit", sent);
  edits.addEventListener("submit", sent);
  edits.addEventListener("click", (event) => clicked(event));

  // A bar that is dragged is to start no earlier than where it is let go.
  let drag = null;
  view.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("svg rect.bar[data-n]");
    const row = bar && document.getElementById(`row-${bar.dataset.n}`);
    if (!row?.dataset.id || event.button) return;
    const days = +(bar.dataset.days ?? 0);
    drag = { bar, row, x: event.clientX, from: days, days, moved: false };
    bar.setPointerCapture(event.pointerId);
  });
  view.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const pixels = +chartOf().dataset.pixels;
    drag.moved ||= Math.abs(event.clientX - drag.x) > 4;
    drag.days = drag.from + Math.round((event.clientX - drag.x) / pixels);
    drag.bar.closest(".block").classList.toggle("drag", drag.moved);
    if (drag.moved) move(drag.bar, drag.days);
  });
  const dropped = async (event) => {
    const was = drag;
    drag = null;
    if (!was?.moved) return;
    was.bar.closest(".block").classList.remove("drag");
    view.addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
    setTimeout(() => document.body.click());
    const day = new Date(`${was.row.dataset.start}T00:00Z`);
    day.setUTCDate(day.getUTCDate() + was.days);
    if (event.type === "pointerup" && was.days !== was.from) {
      const text = day.toISOString().slice(0, 10);
      await post(edits.dataset.edits, new URLSearchParams({ task: was.row.dataset.id, field: "earliest_start", text }));
    }
    place();
  };
  view.addEventListener("pointerup", dropped);
  view.addEventListener("pointercancel", dropped);

  const keys = {
    "+": () => view.querySelector("#zoom-in"), "-": () => view.querySelector("#zoom-out"),
    f: () => view.querySelector("#zoom-fit"),
  };
  const moved = (event, chart) => {
    const rows = [...chart.querySelectorAll("[role=row][data-n]")];
    const row = event.target.closest("[role=row][data-n]"), at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) { rows[Math.min(to, rows.length - 1)]?.focus(); return true; }
    const open = { ArrowRight: "false", ArrowLeft: "true" }[event.key];
    if (open && row?.getAttribute("aria-expanded") === open) { follow(row.querySelector(".fold")); return true; }
    if (open) { chart.scrollLeft += open === "false" ? 80 : -80; return true; }
    if (event.key === "Enter" && row) { tell(row.dataset.n); return true; }
    return false;
  };
  view.addEventListener("keydown", (event) => {
    const chart = event.target.closest("[data-chart]");
    if (!chart || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("a")) return;
    const link = keys[event.key]?.();
    if (link) follow(link);
    else if (event.key === "/") view.querySelector("#q").focus();
    else if (!moved(event, chart)) return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && task()) close(); });

  // One tab stop in the chart, from which the arrows lead on.
  const still = (part) => { for (const one of part.querySelectorAll("[role=row][data-n], [role=row][data-n] a")) one.tabIndex = -1; };

  // The next thousand rows come when the end of those before is near.
  const more = (chart) => {
    const nav = view.querySelector("[data-parts]");
    const links = nav ? [...nav.querySelectorAll("a")] : [];
    if (!links[0]?.matches("[aria-current]")) return;
    nav.hidden = true;
    let next = 1;
    const end = document.createElement("div");
    end.className = "end";
    chart.append(end);
    const watch = new IntersectionObserver(async (seen) => {
      if (!seen.at(-1).isIntersecting || next >= links.length || !end.isConnected) return;
      const link = links[next++];
      watch.unobserve(end);
      const answer = await fetch(view.dataset.view + link.search).catch(() => null);
      if (!end.isConnected) return;
      if (!answer?.ok) { next--; setTimeout(() => watch.observe(end), 1000); return; }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const blocks = [...fresh.querySelectorAll("[data-chart] > .block")];
      blocks.forEach(still);
      end.before(...blocks);
      place();
      watch.observe(end);
    }, { root: chart, rootMargin: "1500px" });
    watch.observe(end);
  };

  const begin = () => {
    const chart = chartOf(), below = view.querySelector("[data-below]");
    if (!chart) return;
    still(chart);
    if (below) {
      chart.addEventListener("scroll", () => { below.scrollLeft = chart.scrollLeft; });
      below.addEventListener("scroll", () => { if (below.matches(":hover, :focus")) chart.scrollLeft = below.scrollLeft; });
      below.scrollLeft = chart.scrollLeft;
    }
    more(chart);
    place();
  };
  begin();
  wait();
})();
