// Characters as the service counts them: code points, where JavaScript's own strings count UTF-16 units.

export const points = (text) => Array.from(text);
export const length = (text) => points(text).length;

/** Code-point offset of a UTF-16 offset, as text areas report them. */
export const pointOffset = (text, unit) => length(text.slice(0, unit));

/** Cuts `text` at the borders of all `ranges`; each piece knows the ranges that cover it. */
export function pieces(text, ranges) {
  const chars = points(text);
  const borders = new Set([0, chars.length]);
  for (const { start, end } of ranges) {
    borders.add(Math.max(0, Math.min(start, chars.length)));
    borders.add(Math.max(0, Math.min(end, chars.length)));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => ({
    start: cuts[index],
    end,
    text: chars.slice(cuts[index], end).join(""),
    ranges: ranges.filter((range) => range.start <= cuts[index] && end <= range.end),
  }));
}

/** `text` with the characters from `start` to `end` replaced. */
export function replaced(text, start, end, replacement) {
  const chars = points(text);
  return [...chars.slice(0, start), replacement, ...chars.slice(end)].join("");
}

/** An element with classes, text and attributes. Text goes in as text: there is no way to pass markup. */
export function element(tag, { className, text, children = [], ...attributes } = {}) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
