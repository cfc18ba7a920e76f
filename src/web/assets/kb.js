// What makes the pages quick: search as you type, keys, and fresh pages when notes change. Every page works without it.
// Pages come whole from the server, escaped there; their parts are moved into this one as they are, never as text.
"use strict";
(() => {
  const TYPING = 120;
  const WATCH = 2000;
  const root = document.documentElement;
  const box = document.getElementById("q");
  const form = document.getElementById("search");
  const keys = document.getElementById("keys");
  if (!box || !form) return;

  let running = null;
  let timer = 0;
  // Whether the last entry of the history is one that typing made, and may replace.
  let typing = false;
  // The address of what is shown, without the place in it.
  let shown = location.pathname + location.search;

  const main = () => document.getElementById("main");
  const isSearch = () => location.pathname === "/";
  const here = () => location.pathname + location.search;

  // The page at an address, or null where it is none of ours.
  async function fetched(address, signal) {
    const response = await fetch(location.origin + address, { signal, credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!(response.headers.get("Content-Type") || "").startsWith("text/html")) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById("main") ? page : null;
  }

  // Puts the parts of a page in the place of this one's.
  function show(page) {
    const open = [...document.querySelectorAll("main details[open][id]")].map((details) => details.id);
    for (const id of ["main", "notice", "kept"]) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    document.title = page.title;
    root.dataset.version = page.documentElement.dataset.version || "";
  }

  function say(text) {
    const live = document.getElementById("live");
    if (live && live.textContent !== text) live.textContent = text;
  }

  function sayCount() {
    const count = document.getElementById("count") || main().querySelector("h1");
    if (count) say(count.textContent.trim().replace(/\s+/g, " "));
  }

  // The address of the search that the form holds.
  function wanted() {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(pairs).toString();
    return query ? "/?" + query : "/";
  }

  function stop() {
    clearTimeout(timer);
    if (running) running.abort();
    running = null;
    main().removeAttribute("aria-busy");
  }

  async function search() {
    stop();
    const address = wanted();
    if (address === here()) return;
    const own = (running = new AbortController());
    main().setAttribute("aria-busy", "true");
    try {
      const page = await fetched(address, own.signal);
      if (own.signal.aborted) return;
      if (!page) return location.assign(address);
      show(page);
      if (typing) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      typing = true;
      shown = here();
      scrollTo(0, 0);
      sayCount();
    } catch (error) {
      if (error.name !== "AbortError") say("The server does not answer");
    } finally {
      if (running === own) {
        running = null;
        main().removeAttribute("aria-busy");
      }
    }
  }

  box.addEventListener("input", () => {
    if (!isSearch()) return;
    clearTimeout(timer);
    timer = setTimeout(search, TYPING);
  });
  form.addEventListener("submit", async (event) => {
    if (!isSearch()) return;
    event.preventDefault();
    await search();
    typing = false;
  });
  addEventListener("popstate", async () => {
    // A link within the page moves in the history, too.
    if (here() === shown) return;
    stop();
    typing = false;
    if (!isSearch()) return location.reload();
    const own = (running = new AbortController());
    try {
      const page = await fetched(here(), own.signal);
      if (!page) return location.reload();
      show(page);
      shown = here();
      box.value = new URLSearchParams(location.search).get("q") || "";
      sayCount();
    } catch (error) {
      if (error.name !== "AbortError") location.reload();
    } finally {
      if (running === own) running = null;
    }
  });

  // What finds the focused element again in a fresh page.
  function placeOfFocus() {
    const at = document.activeElement;
    if (!at || !main().contains(at)) return null;
    if (at === main()) return () => main();
    if (at.id) return () => document.getElementById(at.id);
    const same = () => [...main().querySelectorAll(at.localName)].filter((other) =>
      other.getAttribute("href") === at.getAttribute("href") && other.textContent === at.textContent);
    const number = same().indexOf(at);
    return () => same()[number] || null;
  }

  // What is typed and chosen in the page: each field by its form and name.
  function fields() {
    const all = [...main().querySelectorAll("input, select")].filter((field) => field.name);
    return all.map((field) => [[field.form?.id, field.name, field.type === "checkbox" ? field.value : ""].join(" "), field]);
  }

  async function refresh() {
    const own = (running = new AbortController());
    try {
      const page = await fetched(here(), own.signal);
      if (!page || own.signal.aborted) return;
      const [find, x, y] = [placeOfFocus(), scrollX, scrollY];
      const chosen = fields().map(([key, field]) => [key, field.value, field.checked]);
      show(page);
      const fresh = new Map(fields());
      for (const [key, value, checked] of chosen) {
        const field = fresh.get(key);
        if (!field) continue;
        // What a box stands for is the page's own to say.
        if (field.type === "checkbox") field.checked = checked;
        else if (field.type !== "hidden") field.value = value;
      }
      find?.()?.focus({ preventScroll: true });
      scrollTo(x, y);
    } finally {
      if (running === own) running = null;
    }
  }

  async function watch() {
    if (document.visibilityState !== "visible" || running) return;
    try {
      const response = await fetch("/version", { credentials: "same-origin" });
      if (!response.ok) return;
      const version = await response.text();
      if (!running && version !== root.dataset.version) {
        await refresh();
        root.dataset.version = version;
      }
    } catch {
      // The server ended; the page stays as it is.
    }
  }
  setInterval(watch, WATCH);
  document.addEventListener("visibilitychange", watch);

  // Moves the focus among the entries of the page.
  function step(by) {
    const all = [...main().querySelectorAll("a.go")];
    const at = all.findIndex((link) => link === document.activeElement);
    if (at + by < 0 && document.activeElement === all[at]) return box.focus();
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(at + by, all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function turn(rel) {
    main().querySelector(".turn a[rel=" + rel + "]")?.click();
  }

  function isTyped(target) {
    return target instanceof Element && target.matches("input, select, textarea");
  }

  const KEYS = {
    "/": () => { box.focus(); box.select(); },
    "j": () => step(1),
    "k": () => step(-1),
    "[": () => turn("prev"),
    "]": () => turn("next"),
    "?": () => keys?.showModal(),
  };
  const ARROWS = { "ArrowDown": 1, "ArrowUp": -1 };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys?.open) return;
    const by = ARROWS[event.key];
    if (event.target === box) {
      if (event.key === "Escape") { event.preventDefault(); box.blur(); }
      if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
      return;
    }
    if (isTyped(event.target)) return;
    const inList = event.target instanceof Element && event.target.matches("a.go");
    const act = by && inList ? () => step(by) : KEYS[event.key];
    if (!act || (event.shiftKey && event.key.length > 1)) return;
    event.preventDefault();
    act();
  });

  document.getElementById("hint")?.removeAttribute("hidden");
})();
