import { sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { Claim } from '../claim.ts';
import type { Filing } from '../filing.ts';
import { writtenFrequency } from '../notice.ts';
import { withChangeReason } from './change-reason.ts';

/** What a void names: the payer's own number of the claim, and why a facility takes it back. */
type VoidAsked = Pick<Filing, 'payerClaimNumber' | 'changeReason'>;

/**
 * A claim as its payer has it, with the statement that it was billed in error. Payers refuse a void with any other
 * content, except for the reason.
 */
export function voidOf(sent: Claim, { payerClaimNumber, changeReason }: VoidAsked = {}): Claim {
  const { payerClaimControlNumber: _former, ...claim } = sent;
  const asked = {
    frequency: writtenFrequency(sent.frequency, 'void'),
    ...present({ payerClaimControlNumber: payerClaimNumber }),
  };
  return withChangeReason({ ...claim, ...asked } as Claim, changeReason);
}

/**
 * The late charges of a claim: the lines after those that the payer has, and their sum. The lines keep their numbers.
 */
export function lateChargesOf(claim: Claim, linesBefore: number): Claim {
  const serviceLines = (claim.serviceLines as readonly Claim['serviceLines'][number][]).slice(linesBefore);
  const chargeCents = sumCents(serviceLines.map((line) => line.chargeCents));
  return { ...claim, serviceLines, chargeCents } as Claim;
}

/** Whether a facility’s claim only adds lines to what the payer has: late charges can state nothing else. */
export function onlyAddsLines(sent: Claim, now: Claim): boolean {
  if (now.kind !== 'institutional' || sent.kind !== 'institutional') return false;
  const count = sent.serviceLines.length;
  if (now.serviceLines.length <= count) return false;
  return plain(sent, sent.serviceLines) === plain(now, now.serviceLines.slice(0, count));
}

function plain(claim: Extract<Claim, { kind: 'institutional' }>, lines: typeof claim.serviceLines): string {
  const { frequency: _frequency, payerClaimControlNumber: _number, chargeCents: _charge, ...rest } = claim;
  return JSON.stringify(sorted({ ...rest, serviceLines: lines }));
}

/** The same facts with sorted names, however they were built. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(names.map(([name, own]) => [name, sorted(own)]));
}
