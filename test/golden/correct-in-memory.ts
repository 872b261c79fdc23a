import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent, afterFilingOpened } from '../../shared/domain/claim/claim-events.ts';
import type { ClaimChange } from '../../shared/domain/claim/correction/claim-correction.ts';
import { afterChange } from '../../shared/domain/claim/correction/corrected-claim.ts';
import { awaitingLateCharges, recharged } from '../../shared/domain/claim/correction/recharge.ts';
import type { Frequency } from '../../shared/domain/claim/filing.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { balancedLegs, type Leg } from '../../shared/domain/ledger/entry.ts';
import { cents, sumCents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Books } from './books.ts';
import type { GoldenCorrection } from './golden-ledger.ts';

const frequencies = {
  content: 'replacement',
  'lines-added': 'late-charges',
  void: 'void',
} as const satisfies Record<ClaimChange, Frequency>;

/** The legs of charges by line. */
export function chargesOf(lines: readonly number[], payerId: string): readonly Leg[] {
  return lines.flatMap((line, index): Leg[] => [
    { account: 'insurance-receivable', cents: cents(line), payerId, share: 0, line: index + 1 },
    { account: 'charges', cents: cents(-line), line: index + 1 },
  ]);
}

/**
 * Corrects a claim between two remittances with the rules alone: its charges change, and the filing that reports the
 * correction is sent.
 */
export function correctInMemory(books: Books, claimId: ClaimId, correction: GoldenCorrection): void {
  const { change, lines, after } = correction;
  const before = books.balances.get(claimId) as ClaimBalance;
  const standing = books.entries.findLast(({ kind, controlNumber }) => kind === 'charge' && controlNumber === claimId);
  if (standing === undefined) throw new Error('a golden claim is charged');
  const back = standing.legs.map((leg) => ({ ...leg, cents: cents(-leg.cents) }));
  const charged = chargesOf(lines, before.payers[0]?.payerId as string);
  const id = `${claimId}-${after}`;
  const own = { controlNumber: claimId };
  books.entries.push({
    ...own,
    id: `back-${id}`,
    kind: 'charge-reversal',
    legs: balancedLegs(back),
    reverses: [standing.id],
  });
  if (lines.length > 0) books.entries.push({ ...own, id: `charge-${id}`, kind: 'charge', legs: balancedLegs(charged) });
  const lineCount = Math.max(before.lineCount, lines.length);
  const chargeCents = sumCents(lines.map((line) => cents(line)));
  const changed = recharged(before, { legs: [...back, ...charged], chargeCents, lineCount });
  const told = change === 'lines-added' ? { kind: change, linesBefore: before.lineCount } : { kind: change };
  const sent = sentAgain(afterChange(changed.after, told, chargeCents !== before.chargeCents), correction);
  const isLate = change === 'lines-added';
  const work = sent.openWork ?? [];
  const isAwaited = !isLate && changed.awaitedCents !== 0;
  const awaited = {
    id,
    kind: 'exception',
    code: 'correction-awaited',
    entryId: id,
    share: 0,
    cents: changed.awaitedCents,
  } as const;
  if (isAwaited) books.exceptions.push(awaited.code);
  books.balances.set(
    claimId,
    withOpenWork(isLate ? awaitingLateCharges(sent) : sent, isAwaited ? [...work, awaited] : work),
  );
}

/** The claim with one more filing, which its payer has received. */
function sentAgain(
  claim: ClaimBalance,
  { change, payerClaimNumber = 'ICN', sentOn = '2026-11-02' }: GoldenCorrection,
): ClaimBalance {
  const asked = { share: 0, frequency: frequencies[change], payerClaimNumber };
  const opened = afterFilingOpened(claim, { kind: 'filing-opened', ...asked });
  if (!opened.ok) throw new Error(`a golden correction is filed: ${opened.failure.kind}`);
  const submissionId = 'golden';
  let balance = opened.value;
  for (const event of [
    { kind: 'assembled', lane: 'golden' },
    { kind: 'batched', submissionId },
    { kind: 'submitted', submissionId, on: sentOn as LocalDate },
  ] as const) {
    const next = afterFilingEvent(balance, event);
    if (!next.ok) throw new Error(`a golden correction is sent: ${next.failure.kind}`);
    balance = next.value;
  }
  return balance;
}
