import type { Acknowledgement, ClaimAcknowledgement, SaidVerdict } from '../acknowledgement/acknowledgement.ts';
import type { Mailing } from '../claim/paper-batch.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import { dayIn, type TimeZone } from '../time/time-zone.ts';

/** Evidence that a claim was with its payer, the weakest first. */
export const evidenceWords = {
  written: 'The file with the claim was written.',
  printed: 'The claim was printed.',
  delivered: 'The file was delivered to the receiver.',
  mailed: 'The claim was mailed to the payer.',
  received: 'The receiver acknowledged the file.',
  'claim-received': 'The claim itself was acknowledged as received.',
  'taken-in': 'The claim was accepted for a decision.',
} as const;

export type EvidenceKind = keyof typeof evidenceWords;

export interface EvidenceStep {
  readonly kind: EvidenceKind;
  readonly on: LocalDate;
}

export interface Evidence {
  /** In date order. */
  readonly steps: readonly EvidenceStep[];
  /** The strongest evidence, on its first day. */
  readonly best: EvidenceStep;
  /** The claim or its file was rejected, and never accepted. */
  readonly isRejected: boolean;
}

/** The record of a filing that was sent, in a file or on paper. */
export interface FilingRecord {
  readonly left: { readonly kind: 'written' | 'printed'; readonly at: Instant };
  readonly mailings: readonly Mailing[];
  readonly deliveries: readonly Delivery[];
  readonly ofFile: readonly Acknowledgement[];
  readonly ofClaim: readonly ClaimAcknowledgement[];
}

const strength = Object.keys(evidenceWords) as EvidenceKind[];

/**
 * Collects the evidence of when a claim arrived. Days are the office's; an acknowledgement's own day is the one that it
 * states.
 */
export function evidenceOf(record: FilingRecord, timeZone: TimeZone): Evidence {
  const { left, mailings, deliveries, ofFile, ofClaim } = record;
  const first: EvidenceStep = { kind: left.kind, on: dayIn(timeZone, left.at) };
  const steps = [
    first,
    ...mailings.map(({ on }): EvidenceStep => ({ kind: 'mailed', on })),
    ...deliveries.flatMap(({ state, sentAt }): EvidenceStep[] =>
      state === 'sent' && sentAt !== undefined ? [{ kind: 'delivered', on: dayIn(timeZone, sentAt) }] : [],
    ),
    ...ofFile.filter(isReceipt).map((said): EvidenceStep => ({ kind: 'received', on: dayOf(said, timeZone) })),
    ...ofClaim.flatMap((said): EvidenceStep[] => {
      if (said.verdict !== 'accepted' && said.verdict !== 'passed-on') return [];
      return [{ kind: said.verdict === 'accepted' ? 'taken-in' : 'claim-received', on: dayOf(said, timeZone) }];
    }),
  ].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  const best = strength.flatMap((kind) => steps.find((step) => step.kind === kind) ?? []).at(-1) ?? first;
  const isRefused = [...ofFile, ...ofClaim].some(({ verdict }) => verdict === 'rejected');
  return { steps, best, isRejected: isRefused && best.kind !== 'taken-in' };
}

/** A receiver that rejects a copy has the first one. */
const received: readonly SaidVerdict[] = ['accepted', 'accepted-with-errors', 'already-there'];

function isReceipt({ kind, verdict }: Acknowledgement): boolean {
  return kind !== 'report' && received.includes(verdict);
}

function dayOf({ saidAt, receivedAt }: Acknowledgement, timeZone: TimeZone): LocalDate {
  const stated = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(saidAt);
  return stated === null ? dayIn(timeZone, receivedAt) : (stated.slice(1, 4).join('-') as LocalDate);
}
