import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { denialAdvice, denialCategories, denialWords } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import type { Denial } from '../../shared/store/denials.ts';

/** The operations that end a denial. */
const endedBy = ['writeOffDenial', 'moveDenial'] as const;

/** A denial on the wire: codes with their meanings, and the payer's current balance on the claim. */
export function denialView(denial: Denial, balance: ClaimBalance | undefined) {
  const { reasons, remarkCodes, lines, share, ...rest } = denial;
  return {
    ...rest,
    ...present({ patientId: balance?.patientId }),
    payerPosition: share,
    categoryTitle: denialCategories[denial.category].title,
    reasons: reasons.map((reason) => ({
      group: reason.slice(0, reason.indexOf('-')),
      carc: carcOf(reason),
      words: denialWords(carcOf(reason)),
    })),
    remarkCodes: [...remarkCodes],
    lines: [...lines],
    remainingCents: standingWith(balance, share),
    advice: denialAdvice(carcOf(reasons[0] ?? '')),
    endedBy: denial.state === 'open' ? [...endedBy] : [],
  };
}

/** The current balance of a share of a claim. */
function standingWith(balance: ClaimBalance | undefined, share: number): Cents {
  return balance?.payers[share]?.receivableCents ?? zeroCents;
}
