/** A cell, and where it ends: at a comma, or at the end of the row. */
interface Cell {
  readonly value: string;
  readonly end: number;
}

/**
 * The values of a CSV row (RFC 4180), trimmed; none for an empty row. Undefined when its quotation marks are wrong. A
 * row is read three times and may have a hundred thousand cells, so each cell costs only a search for its end.
 */
export function valuesOf(row: string): readonly string[] | undefined {
  const text = row.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  if (text.trim() === '') return [];
  const values: string[] = [];
  let at = 0;
  for (;;) {
    const cell = cellAt(text, at);
    if (cell === undefined) return undefined;
    values.push(cell.value);
    if (cell.end === text.length) return values;
    at = cell.end + 1;
  }
}

function cellAt(text: string, start: number): Cell | undefined {
  const begin = pastBlanks(text, start);
  if (text[begin] === '"') return quotedCell(text, begin);
  const comma = text.indexOf(',', start);
  const end = comma === -1 ? text.length : comma;
  const value = text.slice(start, end).trim();
  return value.includes('"') ? undefined : { value, end };
}

/** A cell between quotation marks; two of them inside it are one. */
function quotedCell(text: string, begin: number): Cell | undefined {
  let close = text.indexOf('"', begin + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return undefined;
  const end = pastBlanks(text, close + 1);
  if (end < text.length && text[end] !== ',') return undefined;
  return { value: text.slice(begin + 1, close).replaceAll('""', '"'), end };
}

function pastBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}
