// Tables sort by the column whose head is pressed: rising, falling, then as they were. Without this script they are
// tables all the same.
"use strict";
{
  const collator = new Intl.Collator(["th", "en"], { numeric: true });

  // The number that a cell begins with; null where it says in words why there is none.
  const number = (cell) => {
    const found = /^[+−-]?[\d,]*\.?\d+/.exec(cell.textContent.trim());
    return found && Number(found[0].replaceAll(",", "").replace("−", "-"));
  };

  const compare = (column, numeric, sign) => (one, other) => {
    const [a, b] = [one.cells[column], other.cells[column]];
    if (!numeric) return sign * collator.compare(a.innerText, b.innerText);
    const [x, y] = [number(a), number(b)];
    if (x === null || y === null) return (x === null) - (y === null);
    return sign * (x - y);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const bodies = [...table.tBodies];
    const places = bodies.map((body) => [...body.rows]);
    const heads = [...table.tHead.rows[0].cells];

    // Back to the groups, each under its own heading.
    const restore = () => {
      for (const small of table.querySelectorAll(".of")) small.remove();
      bodies.forEach((body, place) => body.append(...places[place]));
    };

    // Out of its group a row says which one it was.
    const sort = (column, numeric, sign) => {
      const rows = [];
      for (const group of places) {
        const [first, ...rest] = group;
        const headed = first.classList.contains("group");
        for (const row of headed ? rest : group) {
          if (headed) {
            const of = document.createElement("small");
            of.className = "of";
            of.append(...first.cells[0].cloneNode(true).childNodes);
            row.cells[0].append(of);
          }
          rows.push(row);
        }
        if (headed) first.remove();
      }
      bodies[0].append(...rows.sort(compare(column, numeric, sign)));
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: null }[head.ariaSort];
        const order = next === undefined ? "ascending" : next;
        for (const each of heads) each.ariaSort = null;
        head.ariaSort = order;
        restore();
        if (order) sort(column, head.classList.contains("number"), order === "ascending" ? 1 : -1);
      });
    });
  }

  // The contents show the chapter that is being read.
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = links.get(target.getAttribute("aria-labelledby"));
        if (isIntersecting) link?.setAttribute("aria-current", "true");
        else link?.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-30% 0px -69% 0px" },
  );
  for (const section of document.querySelectorAll("main > section")) observer.observe(section);
}
