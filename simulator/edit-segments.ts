import { cents, formatCents, parseCents, sumCents } from '../shared/domain/money/cents.ts';
import type { EditSpec } from './scenario.ts';

/** The segments that begin a payment, its claims, and their service lines. */
const paymentStart = 'ST';
const claimStart = 'CLP';
const lineStart = 'SVC';
const afterPayment: readonly string[] = ['GE', 'IEA'];
/** The segments that end a claim without beginning another one. */
const outsideOfClaims: readonly string[] = [paymentStart, 'PLB', 'SE', ...afterPayment];
const separator = '~\n';

/**
 * Changes a written file segment by segment, like a person with an editor, so an edit can make sums wrong. Only the
 * transaction's count of segments is corrected after inserts and removals; a later edit can make it wrong too.
 * @param isMeant whether the edit is about the nth claim of the file (from 0)
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
  let found = 0;
  for (const { segment, line, claimIndexes } of placesOf(segments)) {
    const isPlace =
      (segment === edit.at || segment.startsWith(`${edit.at}*`)) &&
      (edit.claims === undefined || claimIndexes.some((index) => isMeant(edit, index))) &&
      (edit.line === undefined || edit.line === line);
    if (isPlace) found += 1;
    const isTaken = isPlace && (edit.nth === undefined || edit.nth === found);
    if (isTaken && edit.cut) break;
    edited.push(...(isTaken ? editedSegment(segment, edit) : [segment]));
  }
  const isRecounted = edit.insert !== undefined || edit.remove === true;
  return (isRecounted ? recounted(edited) : edited).map((segment) => `${segment}${separator}`).join('');
}

interface Place {
  readonly segment: string;
  /** The service line of the claim, from 1; 0 before the first. */
  readonly line: number;
  /**
   * The claim of the segment. For a segment outside claims, all claims of its payment; for one outside payments, none.
   */
  readonly claimIndexes: readonly number[];
}

function placesOf(segments: readonly string[]): readonly Place[] {
  let ofPayment: number[] = [];
  let claimIndex = -1;
  let line = 0;
  let isInClaim = false;
  return segments.map((segment) => {
    const id = segment.slice(0, segment.indexOf('*'));
    if (id === paymentStart || afterPayment.includes(id)) ofPayment = [];
    if (id === claimStart) {
      claimIndex += 1;
      ofPayment.push(claimIndex);
      isInClaim = true;
      line = 0;
    } else if (outsideOfClaims.includes(id)) {
      isInClaim = false;
      line = 0;
    }
    if (id === lineStart) line += 1;
    // The list of a payment's claims is shared, and complete after the payment's last claim.
    return { segment, line, claimIndexes: isInClaim ? [claimIndex] : ofPayment };
  });
}

/** Corrects each transaction's count of segments. */
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

/** Adds cents to an amount. A text that is not an amount stays as it is. */
function increased(text: string, more: number): string {
  const amount = parseCents(text === '' ? '0' : text);
  return amount.ok ? formatCents(sumCents([amount.value, cents(more)])) : text;
}
