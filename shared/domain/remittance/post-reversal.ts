import { applyLegs, type ClaimBalance } from '../claim/balance.ts';
import { balancedLegs } from '../ledger/entry.ts';
import { negateCents } from '../money/cents.ts';
import { type ClaimPosting, type ReversibleEntry, unappliedPosting } from './claim-posting.ts';
import type { PostingException } from './failures.ts';
import type { PostClaimInput } from './post-claim.ts';
import { bookedFigures, negates, statedFigures } from './stated-figures.ts';

/**
 * Posts a payer's reversal (status 22): the legs of the answer that it takes back, negated, when it negates that answer exactly in
 * payment and every adjustment. What people moved since stands. Other amounts, or an unknown original, leave the cash in
 * unapplied payer cash.
 */
export function postReversal(input: PostClaimInput): ClaimPosting {
  const { claim, balance, payerIds, reversible } = input;
  const payerId = payerIds.length === 1 ? payerIds[0] : undefined;
  const candidates = reversible.filter((entry) => payerIds.includes(entry.adjudication?.payerId ?? ''));
  if (balance === undefined || candidates.length === 0) {
    return unappliedPosting(claim.paidCents, payerId, 'reversal-without-original', { status: claim.statusCode });
  }
  const original = findOriginal(input, candidates);
  if (original === undefined) {
    return unappliedPosting(claim.paidCents, payerId, 'partial-reversal', { answers: candidates.length });
  }
  return takeBack(balance, original, claim.statusCode);
}

/** The latest answer that the reversal negates, one with the payer's own claim number before any other. */
function findOriginal({ claim }: PostClaimInput, candidates: readonly ReversibleEntry[]): ReversibleEntry | undefined {
  const stated = statedFigures(claim);
  const fitting = candidates.filter((entry) => negates(stated, bookedFigures(entry)));
  const named = fitting.filter((entry) => entry.adjudication?.payerClaimNumber === claim.payerClaimNumber);
  return named.at(-1) ?? fitting.at(-1);
}

/** Undoes an answer: its legs negated, its payer asked again. `status` says in the exceptions what took it back. */
export function takeBack(balance: ClaimBalance, original: ReversibleEntry, status: string): ClaimPosting {
  const legs = balancedLegs(original.legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) })));
  const notes = (original.notes ?? []).map((each) => ({ ...each, cents: negateCents(each.cents) }));
  const folded = applyLegs(balance, legs);
  const position = folded.payers.findIndex((payer) => payer.payerId === original.adjudication?.payerId);
  const payers = folded.payers.map((payer, index) => {
    if (index === position) return { ...payer, status: 'open' as const };
    const isIdle = index > position && payer.status === 'open' && payer.receivableCents <= 0;
    return isIdle ? { ...payer, status: 'waiting' as const } : payer;
  });
  return {
    kind: 'reversed',
    entryKind: 'remittance-reversal',
    legs,
    notes,
    exceptions: afterEffects(folded, position, status),
    after: { ...folded, payers, state: { kind: 'reversed', payerPosition: position } },
    reverses: original.id,
  };
}

/** What happened since on the strength of the answer, and now stands without it. */
function afterEffects(after: ClaimBalance, position: number, status: string): readonly PostingException[] {
  const later = after.payers.findIndex((payer, index) => index > position && payer.status === 'answered');
  const laterPayer = after.payers[later];
  const exceptions: PostingException[] = [];
  if (laterPayer !== undefined) {
    const facts = { status, position: later };
    exceptions.push({ code: 'later-payer-answered', cents: laterPayer.receivableCents, facts });
  }
  if (after.patientCents < 0) {
    exceptions.push({ code: 'credit-balance', cents: after.patientCents, facts: { status, side: 'patient' } });
  }
  return exceptions;
}
