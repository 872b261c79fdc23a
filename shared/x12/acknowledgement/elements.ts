import type { Delimiters } from '../envelope.ts';
import { splitComponents } from '../segments.ts';

/** An element without white space around it, '' when it is absent. */
export function trimmedElement(elements: readonly string[], at: number): string {
  return (elements[at] ?? '').trim();
}

/** The components of an element's first repetition. None when it is empty. */
export function firstComponents(elements: readonly string[], at: number, delimiters: Delimiters): readonly string[] {
  const text = trimmedElement(elements, at);
  const { repetition } = delimiters;
  const [first] = repetition > 0 ? text.split(String.fromCharCode(repetition)) : [text];
  return splitComponents(first, delimiters).map((component) => component.trim());
}

/** `YYYY-MM-DD` for `YYYYMMDD`, any other text unchanged; undefined when it is empty. */
export function statedDay(text: string): string | undefined {
  if (text === '') return undefined;
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

/** When an interchange was made, as `YYYY-MM-DDTHHMM`; '' when its header does not state it. */
export function interchangeTime({ date, time }: { readonly date: string; readonly time: string }): string {
  const day = /^\d{6}$/.test(date) ? statedDay(`20${date}`) : undefined;
  return day === undefined ? '' : `${day}T${time}`;
}

/** A whole number; undefined when it is not one. */
export function statedCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
