// Clicks between the text and the list of figures. The reader block itself is plain HTML of the page (st.html); this only
// listens, scrolls, and tells Python the address of the chosen figure, so that the URL names it.
export default function (component) {
  const { data, setTriggerValue } = component;
  const state = (window.zhenlanReader ??= { shown: "" });
  state.choose = (place) => setTriggerValue("place", place);

  const scrollTo = (element) => {
    const pane = element.closest(".zl-pane");
    if (pane && pane.scrollHeight > pane.clientHeight + 4) {
      const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += offset - pane.clientHeight / 3;
      element.scrollIntoView({ block: "nearest" });
    } else {
      element.scrollIntoView({ block: "center" });
    }
  };
  const byId = (id) => document.querySelector(".zl-reader")?.querySelector("#" + CSS.escape(id));
  const markCurrent = (fact) => {
    for (const old of document.querySelectorAll(".zl-reader .zl-current")) {
      old.classList.remove("zl-current");
      old.removeAttribute("aria-current");
    }
    for (const found of document.querySelectorAll(`.zl-reader [data-fact="${CSS.escape(fact)}"]`)) {
      found.classList.add("zl-current");
      found.setAttribute("aria-current", "true");
    }
  };

  state.goBack = (fact) => {
    markCurrent(fact);
    const goal = byId(fact);
    if (goal) scrollTo(goal);
  };

  if (!state.listening) {
    state.listening = true;
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.(".zl-reader a");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const fact = link.dataset.fact;
      const target = link.getAttribute("href") ?? "";
      if (!fact && !target.startsWith("#")) return;
      event.preventDefault();
      event.stopPropagation();
      const goal = byId(fact ? (link.classList.contains("zl-row") ? fact : "row-" + fact) : target.slice(1));
      if (goal) scrollTo(goal);
      if (fact) {
        markCurrent(fact);
        state.shown = state.stamp + fact;
        goal?.focus?.({ preventScroll: true });
        state.choose(target);
      }
    }, true);
    // Back may cut short the run that the last click began; then nothing comes from Python, as nothing changed for it.
    window.addEventListener("popstate", () => {
      const place = (query) => new URLSearchParams(query).get("s");
      const rows = [...document.querySelectorAll(".zl-reader a.zl-row")];
      const row = rows.find((link) => place(link.search) === place(location.search));
      if (row) state.goBack(row.dataset.fact);
    });
  }

  // A cold link: the text may come on the page after this runs.
  state.stamp = data.stamp;
  if (!data.focus) return;
  let tries = 0;
  const show = () => {
    const goal = byId(data.focus);
    const block = document.querySelector(".zl-reader");
    if (!goal || block?.dataset.stamp !== data.stamp) {
      if (tries++ < 100) setTimeout(show, 50);
      return;
    }
    markCurrent(data.focus);
    if (state.shown === data.stamp + data.focus && block.dataset.seen) return;
    block.dataset.seen = "1";
    state.shown = data.stamp + data.focus;
    const row = byId("row-" + data.focus);
    if (row?.closest(".zl-pane")?.scrollHeight > row?.closest(".zl-pane")?.clientHeight + 4) scrollTo(row);
    scrollTo(goal);
  };
  show();
}
