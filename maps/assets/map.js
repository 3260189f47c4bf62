"use strict";

// What Leaflet does not do by itself: features that a keyboard reaches and that open the sheet of `tables`, point shapes,
// letters, names, words in the page's language, and stillness for those who ask for it. The map's script calls
// landuse.style, .point and .feature with the place of a layer in the page.
const landuse = (() => {
  const { settings, make } = tables;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const leastLetterSide = 30;
  const leastPatternSide = 16;
  const closest = 16; // the zoom to show one feature at
  const opened = new Map(); // row of a table -> its feature's paths
  const areas = []; // areas that open, with their look
  const lettered = []; // polygons that carry a letter

  L.Map.mergeOptions({
    zoomSnap: 0.25,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  });

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

  // An area that opens is never drawn smaller than one can see and hit; it grows about its middle.
  const leastSide = 13;
  const updateArea = L.Polygon.prototype._updatePath;
  L.Polygon.include({
    _updatePath() {
      const box = this._rawPxBounds;
      const size = box.getSize();
      const more = this.options.interactive ? leastSide / Math.max(size.x, size.y, 0.1) : 1;
      if (more > 1) {
        const middle = box.getCenter();
        const away = (corner) => middle.add(corner.subtract(middle).multiplyBy(more));
        this._parts = this._parts.map((ring) => ring.map(away));
      }
      updateArea.call(this);
    },
  });

  const look = (place, feature) => settings.classes[`${place}-${feature.properties.class}`];
  const style = (place) => (feature) => look(place, feature);
  const point = (place) => (feature, where) =>
    new Mark(where, { ...look(place, feature), interactive: place in settings.tables });

  // Features that open ------------------------------------------------------------------------------------------------

  const pathsOf = (layer) => (layer.getLayers ? layer.getLayers().flatMap(pathsOf) : [layer]);
  const isArea = (path) => path instanceof L.Polygon;
  const isLine = (path) => path instanceof L.Polyline && !isArea(path);
  const elementsOf = (row) => (opened.get(row) ?? []).map((path) => path.getElement()).filter(Boolean);

  const makeButton = (path, row, { reachable }) => {
    const element = path.getElement();
    const values = [...row.cells].slice(1, 4).map((cell) => cell.textContent);
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", reachable ? "0" : "-1");
    element.setAttribute("aria-label", [tables.nameOf(row), ...values].join(", "));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      tables.open(row, element);
    });
  };

  const feature = (place) => (data, layer) => {
    const paths = pathsOf(layer);
    const own = look(place, data);
    paths.filter(isLine).forEach((path) => path.setStyle({ fill: false }));
    if (!(place in settings.tables)) return;
    const row = tables.rowOf(place, data.properties.row);
    opened.set(row, paths);
    paths.forEach((path, index) => {
      path.on("add", () => makeButton(path, row, { reachable: index === 0 }));
      path.on("click", () => tables.open(row, path.getElement()));
    });
    paths.filter(isArea).forEach((path) => areas.push({ path, own }));
    if (own.letter && data.properties.inside) lettered.push({ layer, row, letter: own.letter, inside: data.properties.inside });
  };

  // The map -----------------------------------------------------------------------------------------------------------

  const sideOf = (map, layer) => {
    const bounds = layer.getBounds();
    const size = map.latLngToLayerPoint(bounds.getSouthEast()).subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
    return Math.min(size.x, size.y);
  };

  // An area that is too small to show its pattern is painted whole, so that it stands out from afar.
  const paintAreas = (map) => {
    for (const { path, own } of areas) path.setStyle(sideOf(map, path) < leastPatternSide ? own.small : own);
  };

  const writeLetters = (map, group) => {
    group.clearLayers();
    const seen = map.getBounds();
    for (const { layer, row, letter, inside } of lettered) {
      if (row.hidden || !seen.contains(inside) || sideOf(map, layer) < leastLetterSide) continue;
      const html = make("span", "", letter);
      const icon = L.divIcon({ className: "map-letter", html, iconSize: null });
      L.marker(inside, { icon, interactive: false, keyboard: false }).addTo(group);
    }
    for (const icon of map.getPane("markerPane").children) icon.setAttribute("aria-hidden", "true");
  };

  const writeNames = (map) => {
    for (const { name, at } of settings.labels) {
      const icon = L.divIcon({ className: "map-name", html: make("span", "", name), iconSize: null });
      const marker = L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
      marker.getElement().setAttribute("aria-hidden", "true");
    }
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

  const boundsOf = (paths) =>
    paths.reduce((all, path) => all.extend(path.getBounds?.() ?? path.getLatLng()), L.latLngBounds([]));

  const tendFeatures = (map, letters) => {
    const mark = (chosen) => (row) => elementsOf(row).forEach((element) => element.classList.toggle("chosen", chosen));
    tables.on("open", mark(true));
    tables.on("close", mark(false));
    tables.on("locate", (row) => {
      map.getContainer().scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
      map.fitBounds(boundsOf(opened.get(row)), { maxZoom: closest, animate: false });
    });
    tables.on("filter", () => {
      for (const row of opened.keys()) {
        elementsOf(row).forEach((element) => element.classList.toggle("left-out", row.hidden));
      }
      writeLetters(map, letters);
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

  const addPanes = (map) => {
    map.createPane("backdrop").style.zIndex = 300;
    map.createPane("names").style.zIndex = 450;
  };

  L.Map.addInitHook(function () {
    const box = this.getContainer();
    const letters = L.layerGroup().addTo(this);
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", settings.texts.map);
    box.setAttribute("aria-describedby", "map-help");
    addPanes(this);
    showAll(this);
    addControls(this);
    writeNames(this);
    tameWheel(this);
    tendFeatures(this, letters);
    fitPaper(this);
    this.on("zoomend", () => paintAreas(this));
    this.on("moveend", () => writeLetters(this, letters));
    document.addEventListener("DOMContentLoaded", () => {
      paintAreas(this);
      writeLetters(this, letters);
      tables.applyFilters();
    });
  });

  return { style, point, feature };
})();
