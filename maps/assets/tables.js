"use strict";

// Tables: filters that act on the table and the map together, columns that sort, and the sheet that tells all that is
// known of a row. Every value is put in a text node. The map's script listens to `tables`.
const tables = (() => {
  const settings = JSON.parse(document.getElementById("map-settings").textContent);
  const { texts, lang } = settings;
  const form = document.getElementById("filters");
  const dialog = document.getElementById("sheet");
  const collator = new Intl.Collator(lang, { numeric: true });
  const listeners = { filter: [], open: [], close: [], locate: [] };
  const tell = (event, ...details) => listeners[event].forEach((listener) => listener(...details));
  const narrow = matchMedia("(max-width: 40rem)");

  document.documentElement.classList.add("js");

  const make = (tag, name, text = "") => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.textContent = text;
    return element;
  };

  const button = (name, text, press) => {
    const element = make("button", name, text);
    element.type = "button";
    element.addEventListener("click", press);
    return element;
  };

  const twins = Object.entries(settings.tables)
    .map(([place, id]) => ({ place, table: document.getElementById(id) }))
    .filter(({ table }) => table)
    .map(({ place, table }) => ({
      place,
      table,
      rows: [...table.tBodies[0].rows],
      headings: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
      details: settings.sheets[place],
      filters: settings.filters[place],
    }));

  const rowOf = (place, index) => twins.find((twin) => twin.place === String(place)).rows[index];
  const twinOf = (row) => twins.find(({ table }) => table.contains(row));

  // A row that has only a number for a name is called by the heading too: «Sted 6».
  const nameOf = (row) => {
    const name = row.cells[0].textContent;
    return /^\d+$/.test(name) ? `${twinOf(row).headings[0]} ${name}` : name;
  };

  // Filters -----------------------------------------------------------------------------------------------------------

  const fold = (text) => text.toLocaleLowerCase(lang);
  const matches = {
    choice: ({ takes }, value, wanted) => Object.hasOwn(takes, wanted) && takes[wanted].includes(value),
    least: (_, value, wanted) => value !== null && Number(value) >= Number(wanted),
    text: (_, value, wanted) => value !== null && fold(value).includes(fold(wanted)),
  };
  const filters = form ? twins.flatMap((twin) => twin.filters) : [];
  const wantedOf = ({ name }) => form.elements[name].value.trim();

  const filterTwin = (twin) => {
    const asked = twin.filters.map((filter) => [filter, wantedOf(filter)]).filter(([, wanted]) => wanted);
    twin.rows.forEach((row, index) => {
      row.hidden = !asked.every(([filter, wanted]) => matches[filter.kind](filter, filter.values[index], wanted));
    });
    const shown = twin.rows.filter((row) => !row.hidden).length;
    const said = document.getElementById(`shown-${twin.place}`);
    if (said) said.textContent = said.dataset.sentence.replace("{shown}", shown).replace("{total}", twin.rows.length);
  };

  const query = () => {
    const asked = new URLSearchParams(location.search);
    filters.forEach((filter) => {
      const wanted = wantedOf(filter);
      if (wanted) asked.set(filter.name, wanted);
      else asked.delete(filter.name);
    });
    return asked;
  };

  const applyFilters = () => {
    if (!form) return;
    twins.forEach(filterTwin);
    document.querySelectorAll("a.download").forEach((link) => {
      const address = new URL(link.href);
      const asked = query();
      asked.set("f", address.searchParams.get("f"));
      address.search = asked;
      link.href = address;
    });
    tell("filter");
  };

  // The address says what is chosen, so that it can be shared and gone back to; a file has no such address.
  const remember = (how) => {
    if (location.protocol === "file:") return;
    const asked = query().toString();
    history[how](null, "", asked ? `?${asked}` : location.pathname);
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    filters.forEach(({ name }) => {
      const control = form.elements[name];
      control.value = asked.get(name) ?? "";
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    });
    applyFilters();
  };

  const tendFilters = () => {
    if (!form) return;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target.type === "search") return;
      remember("pushState");
      applyFilters();
    });
    form.addEventListener("input", (event) => {
      if (event.target.type !== "search") return;
      remember("replaceState");
      applyFilters();
    });
    form.querySelector(".reset").addEventListener("click", (event) => {
      event.preventDefault();
      filters.forEach(({ name }) => (form.elements[name].value = ""));
      remember("pushState");
      applyFilters();
    });
    addEventListener("popstate", readAddress);
    addEventListener("pageshow", readAddress);
  };

  // Sorting -----------------------------------------------------------------------------------------------------------

  const keyOf = (cell) => {
    const exact = cell.querySelector("data, time");
    if (!exact) return cell.textContent === texts.unknown ? null : cell.textContent;
    return exact.dateTime ?? Number(exact.value);
  };

  const compare = (one, other) =>
    typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);

  // What is unknown comes last, whichever way one sorts.
  const sortBy = (twin, column, turn) => {
    const keyed = [...twin.table.tBodies[0].rows].map((row) => [keyOf(row.cells[column]), row]);
    keyed.sort(([one], [other]) =>
      one === null || other === null ? (one === null) - (other === null) : turn * compare(one, other),
    );
    twin.table.tBodies[0].append(...keyed.map(([, row]) => row));
  };

  const makeSortable = (twin) => {
    const heads = [...twin.table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const press = () => {
        const turn = head.ariaSort === "ascending" ? "descending" : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", turn);
        sortBy(twin, column, turn === "ascending" ? 1 : -1);
      };
      head.replaceChildren(button("sort", head.textContent, press));
    });
  };

  // The sheet ---------------------------------------------------------------------------------------------------------

  let opened = null; // the row whose sheet is open, and what gets the focus back

  const definitions = (pairs) => {
    const list = make("dl");
    pairs.forEach(([title, text]) => {
      const pair = make("div");
      pair.append(make("dt", "", title), make("dd", "", text));
      list.append(pair);
    });
    return list;
  };

  const gridOf = ({ title, headings, titles, cells }, index) => {
    const table = make("table");
    const head = make("tr");
    const body = make("tbody");
    headings.forEach((heading) => {
      const cell = make("th", "", heading);
      cell.scope = "col";
      head.append(cell);
    });
    titles.forEach((name, place) => {
      const row = make("tr");
      const first = make("th", "", name);
      first.scope = "row";
      row.append(first, ...cells[index][place].map((text) => make("td", "", text)));
      body.append(row);
    });
    table.append(make("caption", "", title), make("thead"), body);
    table.tHead.append(head);
    return table;
  };

  const fill = (row) => {
    const { headings, details, rows } = twinOf(row);
    const index = rows.indexOf(row);
    const told = [...row.cells].slice(1).map((cell, place) => [headings[place + 1], cell.textContent]);
    const more = details ? details.titles.map((title, place) => [title, details.rows[index][place]]) : [];
    document.getElementById("sheet-title").textContent = nameOf(row);
    const own = dialog.querySelector(".own");
    own.hidden = !row.dataset.address;
    if (row.dataset.address) own.href = row.dataset.address;
    document.getElementById("sheet-body").replaceChildren(
      definitions(told),
      ...(details?.grid ? [gridOf(details.grid, index)] : []),
      ...(more.length ? [definitions(more)] : []),
    );
  };

  const open = (row, opener) => {
    if (opened) tell("close", opened.row);
    opened = { row, opener };
    fill(row);
    if (!dialog.open) dialog.show();
    row.classList.add("chosen");
    tell("open", row);
    document.getElementById("sheet-title").focus({ preventScroll: true });
    dialog.scrollTop = 0;
  };

  const close = () => {
    if (!opened) return;
    const { row, opener } = opened;
    opened = null;
    dialog.close();
    tell("close", row);
    opener.focus({ preventScroll: true });
  };

  const locate = () => {
    const { row } = opened;
    if (narrow.matches) close();
    tell("locate", row);
  };

  const tendSheet = () => {
    listeners.close.push((row) => row.classList.remove("chosen"));
    dialog.querySelector(".close").addEventListener("click", close);
    dialog.querySelector(".locate").addEventListener("click", locate);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && opened) close();
    });
  };

  const makeRowsButtons = ({ rows }) => {
    rows.forEach((row) => {
      const head = row.cells[0];
      const link = head.querySelector("a");
      if (link) row.dataset.address = link.href;
      const opener = button("", head.textContent, () => open(row, opener));
      head.replaceChildren(opener);
    });
  };

  twins.forEach((twin) => {
    makeSortable(twin);
    makeRowsButtons(twin);
  });
  tendSheet();
  tendFilters();

  const on = (event, listener) => listeners[event].push(listener);
  return { settings, on, open, rowOf, nameOf, make, applyFilters };
})();
