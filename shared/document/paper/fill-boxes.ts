import { invariant } from '../../domain/result.ts';
import type { Box, PaperForm, PaperFormName } from './paper-form.ts';
import { keepsEnd, unprintable } from './paper-text.ts';

/** Text by box; empty boxes may be absent. */
export type BoxTexts = Readonly<Record<string, string | undefined>>;

/** What a form could not show. A finding never contains the text: `lost` counts characters, or values. */
export interface PaperFinding {
  readonly code: /** The text is longer than its box, and its end is cut off. */
    | 'text-cut'
    /** The text of a box for remarks is longer than the box: what is cut off is told nowhere else. */
    | 'remark-cut'
    /** The amount, count or code is longer than its box, which stays empty. */
    | 'value-too-wide'
    /** The claim has more values than the form has boxes. */
    | 'no-box-left'
    /** A character that the form cannot show is a question mark. */
    | 'character-replaced';
  /** The page, from 1. */
  readonly page: number;
  readonly box: string;
  readonly lost: number;
}

/** A box with its text, which fits it. */
export interface FilledBox {
  readonly box: Box;
  readonly text: string;
}

/** The content of a claim's pages, before it is fitted into boxes. */
export interface FormContent {
  readonly pages: readonly BoxTexts[];
  /** Values without a box: the full box, and how many values remain. */
  readonly leftOff: readonly { readonly box: string; readonly count: number }[];
}

/** A claim on its form. */
export interface PaperClaim {
  readonly form: PaperFormName;
  readonly pages: readonly (readonly FilledBox[])[];
  readonly findings: readonly PaperFinding[];
}

/** Fits texts into the boxes of a form. Reports what does not fit. */
export function fillForm(form: PaperForm, { pages, leftOff }: FormContent): PaperClaim {
  const findings: PaperFinding[] = [];
  const byId = new Map(form.boxes.map((box) => [box.id, box]));
  const filled = pages.map((texts, index) =>
    Object.entries(texts).flatMap(([id, text = '']): FilledBox[] => {
      const box = byId.get(id);
      invariant(box !== undefined, `the form has box ${id}`);
      if (text === '') return [];
      const fitted = fitText(box, text, index + 1, findings);
      return fitted === '' ? [] : [{ box, text: fitted }];
    }),
  );
  const full = leftOff
    .filter(({ count }) => count > 0)
    .map(({ box, count }) => ({ code: 'no-box-left', page: pages.length, box, lost: count }) as const);
  return { form: form.name, pages: filled, findings: [...findings, ...full] };
}

function fitText({ id, width, isExact, isRemark }: Box, text: string, page: number, findings: PaperFinding[]): string {
  const replaced = text.split(unprintable).length - 1;
  if (replaced > 0) findings.push({ code: 'character-replaced', page, box: id, lost: replaced });
  const usual = text.replace(keepsEnd, ' ');
  if (text.length <= width) return usual;
  const code = isExact ? 'value-too-wide' : isRemark ? 'remark-cut' : 'text-cut';
  findings.push({ code, page, box: id, lost: text.length - width });
  if (isExact) return '';
  const end = text.includes(keepsEnd) ? ` ${text.slice(text.indexOf(keepsEnd) + 1)}` : '';
  return end.length < width ? usual.slice(0, width - end.length).trimEnd() + end : usual.slice(0, width).trimEnd();
}

/** Splits a list into parts of at most `size`; an empty list gives one empty part. */
export function pagesOf<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  const count = Math.max(1, Math.ceil(values.length / size));
  return Array.from({ length: count }, (_, index) => values.slice(index * size, (index + 1) * size));
}

/** Puts values into boxes in order, one each. */
export function inOrder(ids: readonly string[], values: readonly string[]): BoxTexts {
  return Object.fromEntries(ids.map((id, index) => [id, values[index]]));
}

/**
 * Puts text into the boxes of several lines, at word breaks where possible; the last box takes the rest, which may not
 * fit.
 */
export function inLines(boxes: readonly { readonly id: string; readonly width: number }[], text: string): BoxTexts {
  const lines: Record<string, string> = {};
  let rest = text;
  for (const [index, { id, width }] of boxes.entries()) {
    const at = rest.length <= width ? rest.length : rest.lastIndexOf(' ', width);
    const end = index === boxes.length - 1 || at <= 0 ? (index === boxes.length - 1 ? rest.length : width) : at;
    lines[id] = rest.slice(0, end).trimEnd();
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

/** A cross in one of several boxes; no cross when the choice is unknown. */
export function crossed(id: string | undefined): BoxTexts {
  return id === undefined ? {} : { [id]: 'X' };
}

/** The parts of a date in their boxes. */
export function dateBoxes(
  id: string,
  { month, day, year }: { readonly month: string; readonly day: string; readonly year: string },
): BoxTexts {
  return { [`${id}.month`]: month, [`${id}.day`]: day, [`${id}.year`]: year };
}
