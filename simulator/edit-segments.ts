import { cents, formatCents, parseCents, sumCents } from '../shared/domain/money/cents.ts';
import type { EditSpec } from './scenario.ts';

/** Where the segments of a claim begin and those of a service line in it. */
const claimStart = 'CLP';
const lineStart = 'SVC';
/** What follows the last claim of a payment. */
const paymentEnd = ['PLB', 'SE'];
const separator = '~\n';

/**
 * Changes a written file segment by segment, as somebody with an editor would: sums become wrong where an edit makes them so. Only the
 * count of a transaction's segments follows what is inserted and removed; a later edit can make it wrong.
 * @param isMeant whether the nth claim of the file (from 0) is one that the edit is about
 */
export function editSegments(
  text: string,
  edits: readonly EditSpec[],
  isMeant: (edit: EditSpec, claimIndex: number) => boolean,
): string {
  return edits.reduce((before, edit) => applyEdit(before, edit, isMeant), text);
}

function applyEdit(text: string, edit: EditSpec, isMeant: (edit: EditSpec, claimIndex: number) => boolean): string {
  const segments = text.split(separator).slice(0, -1);
  const edited: string[] = [];
  let claimIndex = -1;
  let line = 0;
  let found = 0;
  for (const segment of segments) {
    const id = segment.slice(0, segment.indexOf('*'));
    if (id === claimStart) claimIndex += 1;
    if (id === claimStart) line = 0;
    if (id === lineStart) line += 1;
    const isInClaim = claimIndex >= 0 && !paymentEnd.includes(id) && !/^(?:ST|GE|IEA)$/.test(id);
    const isPlace =
      (segment === edit.at || segment.startsWith(`${edit.at}*`)) &&
      (edit.claims === undefined || (isInClaim && isMeant(edit, claimIndex))) &&
      (edit.line === undefined || edit.line === line);
    if (isPlace) found += 1;
    const isTaken = isPlace && (edit.nth === undefined || edit.nth === found);
    if (isTaken && edit.cut) break;
    edited.push(...(isTaken ? editedSegment(segment, edit) : [segment]));
  }
  const isRecounted = edit.insert !== undefined || edit.remove === true;
  return (isRecounted ? recounted(edited) : edited).map((segment) => `${segment}${separator}`).join('');
}

/** Sets the counts of segments right, from each transaction's first to its last. */
function recounted(segments: readonly string[]): readonly string[] {
  let count = 0;
  return segments.map((segment) => {
    count = segment.startsWith('ST*') ? 1 : count + 1;
    return segment.replace(/^SE\*\d+/, `SE*${count}`);
  });
}

function editedSegment(segment: string, { element, to, add, insert, remove }: EditSpec): string[] {
  if (remove) return [];
  if (insert !== undefined) return [segment, ...insert];
  const elements = segment.split('*');
  const position = element as number;
  while (elements.length <= position) elements.push('');
  elements[position] = to ?? increased(elements[position] as string, add as number);
  return [elements.join('*')];
}

/** An amount with so many cents more; what is none stays. */
function increased(text: string, more: number): string {
  const amount = parseCents(text === '' ? '0' : text);
  return amount.ok ? formatCents(sumCents([amount.value, cents(more)])) : text;
}
