import type { EntryNote } from '../../ledger/entry.ts';
import { type Cents, sumCents } from '../../money/cents.ts';
import { statedLineNumber } from '../post/own-lines.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type DenialCategory, denialCategory, otherPayerCarcs } from './denial-reasons.ts';

/** Lines of a claim (or the whole claim) that a payer denied for reasons of one category: one denial to work. */
export interface DenialGroup {
  readonly category: DenialCategory;
  /** Groups and reasons, `CO-197`, each once, the most specific one first. */
  readonly reasons: readonly string[];
  readonly remarkCodes: readonly string[];
  /** Counting from 1; empty when the whole claim is denied. */
  readonly lines: readonly number[];
  readonly cents: Cents;
}

/** Reductions that count as denied only because nothing was paid: they belong to the denial on the same line. */
export const reductionCarcs: readonly string[] = ['45', '253'];

/** Groups what an answer denied, in the order in which it was stated. */
export function denialGroups(
  notes: readonly EntryNote[],
  claim: RemittanceClaim,
  lineCount: number,
): readonly DenialGroup[] {
  const denied = notes.filter((note) => note.meaning === 'denial');
  const byPlace = Map.groupBy(denied, (note) => note.line);
  const groups = new Map<DenialCategory, EntryNote[]>();
  for (const [, place] of byPlace) {
    const telling = place.find((note) => !reductionCarcs.includes(carcOf(note.reason))) ?? place[0];
    if (telling === undefined) continue;
    const category = denialCategory(carcOf(telling.reason));
    const ordered = [telling, ...place.filter((note) => note !== telling)];
    groups.set(category, [...(groups.get(category) ?? []), ...ordered]);
  }
  return [...groups].map(([category, members]) => {
    const lines = [...new Set(members.flatMap((note) => (note.line === undefined ? [] : [note.line])))];
    return {
      category,
      reasons: [...new Set(members.map((note) => note.reason))],
      remarkCodes: remarksOf(claim, lines, lineCount),
      lines: lines.sort((a, b) => a - b),
      cents: sumCents(members.map((note) => note.cents)),
    };
  });
}

/** The reason code of `CO-197`. */
export function carcOf(reason: string): string {
  return reason.slice(reason.indexOf('-') + 1);
}

/** Whether another payer may cover what was refused for these reasons, `CO-197`: any of them is about this coverage and not about the claim. */
export function isAnotherPayers(reasons: readonly string[]): boolean {
  return reasons.some((reason) => otherPayerCarcs.includes(carcOf(reason)));
}

/** Remark codes of the claim and of the lines concerned. Only short words are kept, since a payer may send any text. */
function remarksOf(claim: RemittanceClaim, lines: readonly number[], lineCount: number): readonly string[] {
  const own = claim.lines.flatMap((line, index) =>
    lines.length === 0 || lines.includes(statedLineNumber(line, lineCount) ?? index + 1) ? line.remarkCodes : [],
  );
  const codes = [...claim.remarkCodes, ...own].map((code) => code.replace(/[^A-Za-z0-9]/g, '').slice(0, 6));
  return [...new Set(codes)].filter((code) => code !== '').slice(0, 20);
}
