import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { denialCategories, denialWords, mendingWords } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import type { Denial } from '../../shared/store/denials.ts';

/** A denial on the wire: codes with their words, and what stands with the payer on the claim now. */
export function denialView(denial: Denial, balance: ClaimBalance | undefined) {
  const { reasons, remarkCodes, lines, ...rest } = denial;
  return {
    ...rest,
    categoryTitle: denialCategories[denial.category].title,
    reasons: reasons.map((reason) => ({
      group: reason.slice(0, reason.indexOf('-')),
      carc: carcOf(reason),
      words: denialWords(carcOf(reason)),
    })),
    remarkCodes: [...remarkCodes],
    lines: [...lines],
    remainingCents: standingWith(balance, denial.payerId),
    mends: mendingWords(carcOf(reasons[0] ?? '')),
  };
}

/** What a payer owes on a claim now. */
export function standingWith(balance: ClaimBalance | undefined, payerId: string): Cents {
  return balance?.payers.find((payer) => payer.payerId === payerId)?.receivableCents ?? zeroCents;
}
