"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const commits = data.commits;
  const stages = ["0_alloc", "1_trace", "2_oink", "3_sumcheck", "4_accumulate"];
  const $ = id => document.getElementById(id);
  const svgName = "http://www.w3.org/2000/svg";
  const short = hash => hash.slice(0, 9);
  const day = ms => new Date(ms).toISOString().slice(0, 10);
  const number = v => v >= 1000 ? Math.round(v).toLocaleString("en") : String(Math.round(v * 100) / 100);

  // The charts are drawn anew after a click, so a double click is two clicks that follow each other.
  let lastClick = -1e9, pinnedBefore = "";

  // --- state, kept in the address so that a view can be sent to someone ---
  const state = { flow: "", runtime: "", filter: "", commit: "", from: 0, to: commits.length - 1, hidden: new Set(), theme: "" };

  function readAddress() {
    const p = new URLSearchParams(location.hash.slice(1));
    const flows = unique(data.series.map(s => s.flow));
    state.flow = flows.includes(p.get("flow")) ? p.get("flow") : flows[0] || "";
    const runtimes = runtimesOf(state.flow);
    state.runtime = runtimes.includes(p.get("runtime")) ? p.get("runtime") : runtimes[0] || "";
    state.filter = p.get("filter") || "";
    const pinned = p.get("commit") || "";
    const at = pinned ? commits.findIndex(c => c.hash.startsWith(pinned)) : -1;
    state.commit = at < 0 ? "" : commits[at].hash;
    state.from = indexOf(p.get("from"), 0);
    state.to = Math.max(state.from, indexOf(p.get("to"), commits.length - 1));
    state.hidden = new Set(p.getAll("hide"));
    state.theme = p.get("theme") || state.theme;
  }

  function writeAddress() {
    const p = new URLSearchParams();
    p.set("flow", state.flow);
    p.set("runtime", state.runtime);
    if (state.filter) p.set("filter", state.filter);
    if (state.commit) p.set("commit", short(state.commit));
    if (state.from > 0) p.set("from", short(commits[state.from].hash));
    if (state.to < commits.length - 1) p.set("to", short(commits[state.to].hash));
    if (state.theme) p.set("theme", state.theme);
    for (const name of state.hidden) p.append("hide", name);
    history.replaceState(null, "", "#" + p.toString());
  }

  function indexOf(hash, otherwise) {
    const i = hash ? commits.findIndex(c => c.hash.startsWith(hash)) : -1;
    return i < 0 ? otherwise : i;
  }

  function unique(list) { return [...new Set(list)]; }
  function runtimesOf(flow) { return unique(data.series.filter(s => s.flow === flow).map(s => s.runtime)); }

  function element(name, attributes = {}, ...children) {
    const e = name in { svg: 1, path: 1, line: 1, rect: 1, text: 1, g: 1, circle: 1 } ? document.createElementNS(svgName, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children);
    return e;
  }

  // --- series: a circuit is a hue, a stage is a shade of it ---
  function describe(series) {
    const stage = stages.findIndex(s => series.label.endsWith("_" + s));
    return { ...series, stage, circuit: stage < 0 ? series.label : series.label.slice(0, -stages[stage].length - 1) };
  }

  function colour(series, circuits) {
    const hue = (circuits.indexOf(series.circuit) * 137.508 + 212) % 360;
    const dark = document.documentElement.dataset.theme === "dark";
    const lightness = dark ? 78 - 7 * Math.max(series.stage, 0) : 32 + 7 * Math.max(series.stage, 0);
    return `hsl(${hue.toFixed(1)} 68% ${lightness}%)`;
  }

  function visible(series) {
    const text = state.filter.trim().toLowerCase();
    return !state.hidden.has(series.label) && (!text || text.split(/\s+/).every(word => series.label.toLowerCase().includes(word)));
  }

  function previous(values, i) {
    for (let k = i - 1; k >= 0; k--) if (values[k] !== null) return values[k];
    return null;
  }

  function change(series, i) {
    const value = series.values[i], old = previous(series.values, i);
    if (value === null || old === null || value === old) return element("span", { class: "muted" }, value === null ? "" : " ±0");
    const relative = old === 0 ? "" : ` (${value > old ? "+" : ""}${(100 * (value - old) / old).toFixed(1)}%)`;
    return element("span", { class: value > old ? "worse" : "better" }, ` ${value > old ? "+" : "−"}${number(Math.abs(value - old))}${relative}`);
  }

  // --- one chart ---
  function chart(title, all) {
    const wide = all.length > 1;
    const circuits = unique(all.map(s => s.circuit));
    const box = element("section", { class: wide ? "wide" : "", "data-chart": title });
    $("charts").append(box);
    const now = element("span", { class: "now" });
    box.append(element("div", { class: "head" }, element("h2", {}, title.replaceAll("_", " ") + ` (${all[0].unit})`), now));
    const height = wide ? 340 : 200, left = 58, right = 12, top = 10, bottom = 24;
    const width = Math.max(320, box.clientWidth - 28);
    const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": title });
    box.append(svg);
    const shown = all.filter(visible);
    const { from, to } = state;
    let low = Infinity, high = -Infinity;
    for (const s of shown) for (let i = from; i <= to; i++) if (s.values[i] !== null) { low = Math.min(low, s.values[i]); high = Math.max(high, s.values[i]); }
    if (!Number.isFinite(low)) { low = 0; high = 1; }
    low = wide || low < high / 2 ? 0 : low - (high - low || high * .1 || 1) * .4;
    high += (high - low || 1) * .06;
    const x = i => to === from ? (left + width - right) / 2 : left + (i - from) / (to - from) * (width - left - right);
    const y = v => height - bottom - (v - low) / (high - low) * (height - top - bottom);
    const step = 10 ** Math.floor(Math.log10((high - low) / 4)), unit = [1, 2, 5, 10].map(k => k * step).find(k => (high - low) / k <= 6);
    for (let v = Math.ceil(low / unit) * unit; v <= high; v += unit) {
      svg.append(element("line", { class: "grid", x1: left, x2: width - right, y1: y(v), y2: y(v) }), element("text", { x: left - 8, y: y(v) + 4, "text-anchor": "end" }, number(v)));
    }
    const labels = Math.min(to - from, Math.floor(width / 230));
    for (let k = 0; k <= labels; k++) {
      const i = from + Math.round(labels ? k * (to - from) / labels : 0);
      svg.append(element("text", { x: x(i), y: height - 6, "text-anchor": k === 0 ? "start" : k === labels ? "end" : "middle" }, day(commits[i].date) + " " + short(commits[i].hash)));
    }
    const paths = new Map();
    for (const s of shown) {
      let d = "", pen = "M";
      for (let i = from; i <= to; i++) {
        if (s.values[i] === null) continue;
        d += `${pen}${x(i).toFixed(1)} ${y(s.values[i]).toFixed(1)}`;
        pen = "L";
      }
      const path = element("path", { class: "series", d, stroke: colour(s, circuits), "data-series": s.label });
      paths.set(s.label, path);
      const line = element("g", {}, path);
      svg.append(line);
      const last = s.values.findLastIndex((v, i) => v !== null && i >= from && i <= to);
      if (to - from < 40 || s.values.filter(v => v !== null).length === 1) {
        for (let i = from; i <= to; i++) if (s.values[i] !== null) line.append(element("circle", { cx: x(i), cy: y(s.values[i]), r: i === last ? 3 : 2, fill: colour(s, circuits) }));
      }
    }
    const pinnedAt = commits.findIndex(c => c.hash === state.commit);
    if (pinnedAt >= from && pinnedAt <= to && state.commit) svg.append(element("line", { class: "pin", x1: x(pinnedAt), x2: x(pinnedAt), y1: top, y2: height - bottom }));
    const cross = element("line", { class: "cross", y1: top, y2: height - bottom, visibility: "hidden" });
    const zoom = element("rect", { class: "zoom", y: top, height: height - top - bottom, visibility: "hidden" });
    svg.append(cross, zoom);
    const legend = wide ? legendOf(all, circuits, box) : null;
    const at = pinnedAt >= 0 ? pinnedAt : to;
    const show = i => {
      legend?.(i);
      if (!wide) now.replaceChildren(all[0].values[i] === null ? "" : number(all[0].values[i]) + " " + all[0].unit, change(all[0], i));
    };
    show(at);

    // --- pointer: hover shows, click pins, drag zooms, double click goes back ---
    const toIndex = event => {
      const r = svg.getBoundingClientRect();
      const px = (event.clientX - r.left) / r.width * width;
      return Math.max(from, Math.min(to, Math.round(from + (px - left) / (width - left - right) * (to - from))));
    };
    const toValue = event => {
      const r = svg.getBoundingClientRect();
      return low + (height - bottom - (event.clientY - r.top) / r.height * height) / (height - top - bottom) * (high - low);
    };
    let start = null;
    svg.addEventListener("pointerdown", event => { start = toIndex(event); svg.setPointerCapture(event.pointerId); });
    svg.addEventListener("pointermove", event => {
      const i = toIndex(event);
      cross.setAttribute("x1", x(i));
      cross.setAttribute("x2", x(i));
      cross.setAttribute("visibility", "visible");
      if (start !== null && start !== i) {
        zoom.setAttribute("x", Math.min(x(start), x(i)));
        zoom.setAttribute("width", Math.abs(x(start) - x(i)));
        zoom.setAttribute("visibility", "visible");
      }
      show(i);
      let nearest = null, distance = Infinity;
      const value = toValue(event);
      for (const s of shown) if (s.values[i] !== null && Math.abs(s.values[i] - value) < distance) { nearest = s; distance = Math.abs(s.values[i] - value); }
      for (const [name, path] of paths) path.parentNode.setAttribute("class", wide && nearest ? name === nearest.label ? "strong" : "faint" : "");
      tip(event, i, nearest);
    });
    svg.addEventListener("pointerup", event => {
      const i = toIndex(event), from0 = start;
      start = null;
      const twice = event.timeStamp - lastClick < 350;
      lastClick = event.timeStamp;
      if (from0 !== null && from0 !== i) { state.from = Math.min(from0, i); state.to = Math.max(from0, i); lastClick = -1e9; }
      else if (twice) { state.from = 0; state.to = commits.length - 1; state.commit = pinnedBefore; }
      else pinnedBefore = state.commit, state.commit = state.commit === commits[i].hash ? "" : commits[i].hash;
      update();
    });
    svg.addEventListener("pointerleave", () => {
      cross.setAttribute("visibility", "hidden");
      for (const path of paths.values()) path.parentNode.removeAttribute("class");
      $("tip").hidden = true;
      show(at);
    });
  }

  function tip(event, i, series) {
    const t = $("tip"), c = commits[i];
    t.replaceChildren(element("code", {}, short(c.hash)), element("span", { class: "muted" }, " " + day(c.date)), element("div", {}, c.message));
    if (series) t.append(element("div", {}, series.label + ": ", element("b", {}, number(series.values[i]) + " " + series.unit), change(series, i), series.ranges && series.ranges[i] ? " " + series.ranges[i] : ""));
    t.hidden = false;
    t.style.left = Math.min(event.clientX + 16, innerWidth - t.offsetWidth - 8) + "px";
    t.style.top = Math.min(event.clientY + 16, innerHeight - t.offsetHeight - 8) + "px";
  }

  // --- the legend is a table of circuits and stages; cells show the value at the pointer and switch a line ---
  function legendOf(all, circuits, box) {
    const columns = all.some(s => s.stage >= 0) ? stages : [""];
    const table = element("table"), cells = [];
    const flip = list => {
      const anyShown = list.some(s => !state.hidden.has(s.label));
      for (const s of list) anyShown ? state.hidden.add(s.label) : state.hidden.delete(s.label);
      update();
    };
    const head = element("tr", {}, element("th"));
    columns.forEach((stage, k) => {
      const th = element("th", {}, stage.slice(2));
      th.addEventListener("click", () => flip(all.filter(s => s.stage === k)));
      head.append(th);
    });
    table.append(element("thead", {}, head));
    const body = element("tbody");
    for (const circuit of circuits) {
      const th = element("th", {}, circuit), row = element("tr", {}, th);
      th.addEventListener("click", () => flip(all.filter(s => s.circuit === circuit)));
      columns.forEach((stage, k) => {
        const s = all.find(one => one.circuit === circuit && (one.stage === k || one.stage < 0));
        const td = element("td");
        if (s) {
          td.dataset.toggle = s.label;
          if (!visible(s)) td.className = "off";
          td.addEventListener("click", () => { state.hidden.has(s.label) ? state.hidden.delete(s.label) : state.hidden.add(s.label); update(); });
          cells.push([s, td]);
        }
        row.append(td);
      });
      body.append(row);
    }
    table.append(body);
    box.append(element("div", { class: "legend" }, table));
    return i => {
      for (const [s, td] of cells) {
        const dot = element("span", { class: "dot" });
        dot.style.background = colour(s, circuits);
        td.replaceChildren(dot, s.values[i] === null ? "–" : number(s.values[i]));
      }
    };
  }

  function pinnedBox() {
    const i = commits.findIndex(c => c.hash === state.commit), c = commits[i];
    const box = element("section", { id: "pinned" });
    const name = data.repository ? element("a", { href: data.repository + "/commit/" + c.hash }, element("code", {}, short(c.hash))) : element("code", {}, short(c.hash));
    const release = element("button", {}, "unpin");
    release.addEventListener("click", () => { state.commit = ""; update(); });
    box.append("pinned", name, element("span", { class: "muted" }, day(c.date)), element("span", {}, c.message));
    const moved = data.series.map(describe).filter(s => s.flow === state.flow && s.runtime === state.runtime)
      .map(s => ({ s, old: previous(s.values, i), value: s.values[i] })).filter(m => m.value !== null && m.old !== null && m.value !== m.old)
      .sort((a, b) => Math.abs(b.value / b.old - 1) - Math.abs(a.value / a.old - 1)).slice(0, 5);
    for (const m of moved) box.append(element("span", {}, m.s.label, change(m.s, i)));
    if (!moved.length) box.append(element("span", { class: "muted" }, "nothing moved"));
    box.append(release);
    return box;
  }

  function fill(select, values, value) {
    select.replaceChildren(...values.map(v => element("option", { value: v }, v || "(none)")));
    select.value = value;
  }

  function applyTheme() {
    document.documentElement.dataset.theme = state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  function draw() {
    applyTheme();
    fill($("flow"), unique(data.series.map(s => s.flow)), state.flow);
    fill($("runtime"), runtimesOf(state.flow), state.runtime);
    if ($("filter") !== document.activeElement) $("filter").value = state.filter;
    $("count").textContent = `${state.to - state.from + 1} of ${commits.length} commits`;
    const chosen = data.series.map(describe).filter(s => s.flow === state.flow && s.runtime === state.runtime);
    const groups = unique(chosen.map(s => s.group || s.label));
    groups.sort((a, b) => chosen.filter(s => (s.group || s.label) === b).length - chosen.filter(s => (s.group || s.label) === a).length);
    $("charts").replaceChildren(...(state.commit ? [pinnedBox()] : []));
    for (const g of groups) chart(g, chosen.filter(s => (s.group || s.label) === g));
    if (!groups.length) $("charts").append(element("div", { class: "empty" }, "No measurements yet."));
    $("tip").hidden = true;
  }

  function update() { writeAddress(); draw(); }

  $("flow").addEventListener("change", e => { state.flow = e.target.value; const r = runtimesOf(state.flow); if (!r.includes(state.runtime)) state.runtime = r[0]; state.hidden.clear(); update(); });
  $("runtime").addEventListener("change", e => { state.runtime = e.target.value; update(); });
  $("filter").addEventListener("input", e => { state.filter = e.target.value; update(); });
  $("reset").addEventListener("click", () => { state.from = 0; state.to = commits.length - 1; state.filter = ""; state.commit = ""; state.hidden.clear(); update(); });
  $("theme").addEventListener("click", () => { state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; update(); });
  addEventListener("hashchange", () => { readAddress(); draw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(draw, 120); });
  readAddress();
  draw();
})();
