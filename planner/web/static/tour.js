// The tour of a plan's page: offered until it was taken or declined, and there to be taken again.
"use strict";

(() => {
  const tour = document.querySelector("[data-tour]");
  const invitation = document.querySelector("[data-invite]");
  if (!tour?.showModal || !invitation) return;
  const steps = [...tour.querySelectorAll("section")];
  const [next, back] = ["[data-next]", "[data-back]"].map((name) => tour.querySelector(name));
  const key = "planner-tour";
  let at = 0;

  // A browser may keep nothing; then the tour is offered again.
  const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = () => {
    try { localStorage.setItem(key, "seen"); } catch { /* it is offered again */ }
    for (const one of invitation.querySelectorAll("[data-first]")) one.hidden = true;
  };
  const unmark = () => document.querySelector(".toured")?.classList.remove("toured");
  const show = (number) => {
    at = number;
    steps.forEach((step, place) => { step.hidden = place !== at; });
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    tour.setAttribute("aria-labelledby", `tour-${at + 1}`);
    unmark();
    const found = document.querySelector(steps[at].dataset.of), target = found?.closest("section") ?? found;
    target?.classList.add("toured");
    target?.scrollIntoView({ block: "start" });
    steps[at].querySelector("h2").focus();
  };
  invitation.hidden = false;
  if (kept()) keep();
  invitation.querySelector("[data-begin]").addEventListener("click", () => { tour.showModal(); show(0); });
  invitation.querySelector("[data-skip]").addEventListener("click", keep);
  next.addEventListener("click", () => show(at + 1));
  back.addEventListener("click", () => show(at - 1));
  tour.querySelector("[data-end]").addEventListener("click", () => tour.close());
  tour.addEventListener("close", () => {
    unmark();
    keep();
    invitation.scrollIntoView({ block: "center" });
    invitation.querySelector("[data-begin]").focus();
  });
})();
