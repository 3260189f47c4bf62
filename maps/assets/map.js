"use strict";

// What Leaflet does not do by itself: features that a keyboard reaches, cards made of text nodes, point shapes, letters,
// words in the page's language, and stillness for those who ask for it. The map's script calls landuse.style, .point and
// .feature with the place of a layer in the page.
const landuse = (() => {
  const settings = JSON.parse(document.getElementById("map-settings").textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const leastLetterSide = 30;
  const opened = new Map(); // row of a table -> its feature's layer
  const lettered = []; // polygons that carry a letter

  L.Map.mergeOptions({
    zoomSnap: 0.25,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  });

  const make = (tag, name, text = "") => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.textContent = text;
    return element;
  };

  // Points ------------------------------------------------------------------------------------------------------------

  // Places shrink as one zooms out, so that a town of them is not one blot.
  const grain = (zoom) => Math.min(1, Math.max(0.4, 2 ** ((zoom - 14) / 1.5)));

  const Mark = L.CircleMarker.extend({
    _updatePath() {
      const { x, y } = this._point;
      const corners = settings.shapes[this.options.shape];
      const radius = this.options.interactive ? this._radius * grain(this._map.getZoom()) : this._radius;
      const path = corners.map(([dx, dy]) => `${x + dx * radius},${y + dy * radius}`).join("L");
      this._renderer._setPath(this, this._empty() ? "M0 0" : `M${path}Z`);
    },
  });

  const look = (place, feature) => settings.classes[`${place}-${feature.properties.class}`];
  const style = (place) => (feature) => look(place, feature);
  const point = (place) => (feature, where) =>
    new Mark(where, { ...look(place, feature), interactive: place in settings.tables });

  // Features that open ------------------------------------------------------------------------------------------------

  const rowOf = (place, feature) =>
    document.getElementById(settings.tables[place]).tBodies[0].rows[feature.properties.row];

  const headings = (row) => [...row.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent);

  // A row that has only a number for a name is called by the heading too: «Sted 6».
  const nameOf = (row) => {
    const name = row.cells[0].textContent;
    return /^\d+$/.test(name) ? `${headings(row)[0]} ${name}` : name;
  };

  const card = (row) => {
    const names = headings(row);
    const box = make("div", "map-card");
    const list = make("dl");
    [...row.cells].slice(1).forEach((cell, index) => {
      list.append(make("dt", "", names[index + 1]), make("dd", "", cell.textContent));
    });
    box.tabIndex = -1;
    box.append(make("p", "map-card-title", nameOf(row)), list);
    return box;
  };

  const pathsOf = (layer) => (layer.getLayers ? layer.getLayers().flatMap(pathsOf) : [layer]);

  const makeButton = (layer, row, { reachable }) => {
    const element = layer.getElement();
    const values = [...row.cells].slice(1, 4).map((cell) => cell.textContent);
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", reachable ? "0" : "-1");
    element.setAttribute("aria-label", [nameOf(row), ...values].join(", "));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      layer.openPopup();
    });
  };

  const isLine = (path) => path instanceof L.Polyline && !(path instanceof L.Polygon);

  const feature = (place) => (data, layer) => {
    const paths = pathsOf(layer);
    paths.filter(isLine).forEach((path) => path.setStyle({ fill: false }));
    if (place in settings.tables) openFrom(rowOf(place, data), paths);
    const { letter } = look(place, data);
    if (letter && data.properties.inside) lettered.push({ layer, letter, inside: data.properties.inside });
  };

  const openFrom = (row, paths) => {
    opened.set(row, paths[0]);
    paths.forEach((path, index) => {
      path.bindPopup(() => card(row), { autoPan: !still, minWidth: 180, maxWidth: 300 });
      path.on("add", () => makeButton(path, row, { reachable: index === 0 }));
      path.on("popupclose", () => path.getElement()?.focus({ preventScroll: true }));
    });
  };

  // The map -----------------------------------------------------------------------------------------------------------

  const writeLetters = (map, group) => {
    group.clearLayers();
    const seen = map.getBounds();
    for (const { layer, letter, inside } of lettered) {
      const bounds = layer.getBounds();
      if (!seen.contains(inside)) continue;
      const size = map.latLngToLayerPoint(bounds.getSouthEast()).subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
      if (Math.min(size.x, size.y) < leastLetterSide) continue;
      const html = make("span", "", letter);
      const icon = L.divIcon({ className: "map-letter", html, iconSize: null });
      L.marker(inside, { icon, interactive: false, keyboard: false }).addTo(group);
    }
    for (const icon of map.getPane("markerPane").children) icon.setAttribute("aria-hidden", "true");
  };

  const addControls = (map) => {
    const { texts, sources } = settings;
    L.control.zoom({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
    control("topleft", () => homeButton(map, texts.home)).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    if (sources) control("bottomright", () => make("div", "map-sources", sources)).addTo(map);
  };

  const control = (position, onAdd) => Object.assign(L.control({ position }), { onAdd });

  const homeButton = (map, title) => {
    const bar = make("div", "leaflet-bar");
    const button = make("a");
    button.append(frameIcon());
    Object.assign(button, { href: "#", title, role: "button" });
    button.setAttribute("aria-label", title);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      showAll(map);
    });
    L.DomEvent.disableClickPropagation(bar);
    bar.append(button);
    return bar;
  };

  const frameIcon = () => {
    const drawing = (tag, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
      return element;
    };
    const icon = drawing("svg", { width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true" });
    const corners = "M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5";
    icon.append(drawing("path", { d: corners, fill: "none", stroke: "currentColor", "stroke-width": 2 }));
    return icon;
  };

  const showAll = (map) => map.fitBounds(settings.bounds, { animate: false });

  // The wheel scrolls the page until the map has been entered or Ctrl is held.
  const tameWheel = (map) => {
    const box = map.getContainer();
    const inside = () => box.contains(document.activeElement);
    const wheel = (event) => map.scrollWheelZoom[event.ctrlKey || event.metaKey || inside() ? "enable" : "disable"]();
    box.addEventListener("wheel", wheel, { capture: true, passive: true });
  };

  const tendPopups = (map) => {
    map.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", box.querySelector(".map-card-title").textContent);
      box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", settings.texts.close);
      box.querySelector(".map-card").focus({ preventScroll: true });
      if (still) map.panInside(popup.getLatLng(), { paddingTopLeft: [170, 220], paddingBottomRight: [170, 20], animate: false });
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
  };

  const fitPaper = (map) => {
    const box = map.getContainer();
    const fit = (printing) => () => {
      box.classList.toggle("printing", printing);
      map.invalidateSize({ animate: false });
      showAll(map);
    };
    addEventListener("beforeprint", fit(true));
    addEventListener("afterprint", fit(false));
  };

  const makeRowsButtons = (map) => {
    for (const [row, layer] of opened) {
      const head = row.cells[0];
      const button = make("button", "", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        map.getContainer().scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
        layer.openPopup();
      });
      head.replaceChildren(button);
    }
  };

  L.Map.addInitHook(function () {
    const box = this.getContainer();
    const letters = L.layerGroup().addTo(this);
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", settings.texts.map);
    box.setAttribute("aria-describedby", "map-help");
    showAll(this);
    addControls(this);
    tameWheel(this);
    tendPopups(this);
    fitPaper(this);
    this.on("moveend", () => writeLetters(this, letters));
    document.addEventListener("DOMContentLoaded", () => {
      writeLetters(this, letters);
      makeRowsButtons(this);
    });
  });

  return { style, point, feature };
})();
