import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { claimIdFromDigest } from '../../../shared/domain/identity/ids.ts';
import type { Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures } from '../../../shared/domain/remittance/equations.ts';
import type { ClaimPosting } from '../../../shared/domain/remittance/post/claim-posting.ts';
import type { PostClaimInput } from '../../../shared/domain/remittance/post/claim-to-post.ts';
import { postClaim } from '../../../shared/domain/remittance/post/post-claim.ts';
import type {
  Adjustment,
  RemittanceClaim,
  RemittanceLine,
  RemittancePayment,
} from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/** Payers' made-up answers, in as few words as the tests need. Amounts are cents. */

const claimId = claimIdFromDigest(new Uint8Array(9).fill(7));

/** Adjustments as `CO-45 2000`. */
export function adjustments(...texts: readonly string[]): Adjustment[] {
  return texts.map((text) => {
    const [, group = '', carc = '', amount = ''] = /^([A-Z]+)-(\w+) (-?\d+)$/.exec(text) ?? [];
    return { group, carc, cents: cents(Number(amount)) };
  });
}

export function line(charge: number, paid: number, ...reductions: readonly string[]): RemittanceLine {
  return {
    procedure: { qualifier: 'HC', code: '99213', modifiers: [] },
    chargeCents: cents(charge),
    paidCents: cents(paid),
    adjustments: adjustments(...reductions),
    remarkCodes: [],
  };
}

/**
 * A claim with the given lines. Its charge and payment are the sums of theirs, less the claim's own adjustments, unless
 * stated.
 */
export function statement(
  statusCode: string,
  lines: readonly RemittanceLine[],
  more: Partial<RemittanceClaim> = {},
): RemittanceClaim {
  const own = (more.adjustments ?? []).reduce((sum, one) => sum + one.cents, 0);
  return {
    patientControlNumber: claimId,
    statusCode,
    chargeCents: cents(lines.reduce((sum, one) => sum + one.chargeCents, 0)),
    paidCents: cents(lines.reduce((sum, one) => sum + one.paidCents, 0) - own),
    patientResponsibilityCents: cents(0),
    payerClaimNumber: 'ICN1',
    adjustments: [],
    remarkCodes: [],
    lines,
    byteOffset: 0,
    byteLength: 0,
    ...more,
  };
}

/** The exact negation of an answer, as a reversal states it. */
export function reversalOf(claim: RemittanceClaim): RemittanceClaim {
  const negated = (list: readonly Adjustment[]) => list.map((one) => ({ ...one, cents: cents(-one.cents) }));
  return {
    ...claim,
    statusCode: '22',
    chargeCents: cents(-claim.chargeCents),
    paidCents: cents(-claim.paidCents),
    adjustments: negated(claim.adjustments),
    lines: claim.lines.map((one) => ({
      ...one,
      chargeCents: cents(-one.chargeCents),
      paidCents: cents(-one.paidCents),
      adjustments: negated(one.adjustments),
    })),
  };
}

/** The filing of a claim that waits to be sent. */
export const readyFiling: ClaimBalance['filings'] = [
  { number: 1, share: 0, frequency: 'original', state: { kind: 'ready', lane: 'lane-one' } },
];

/** A submitted claim whose first payer has answered, and then reversed all of it. */
export function reversedAgain(before: ClaimBalance): ClaimBalance {
  const filings = before.filings.map((filing) => ({
    ...filing,
    state: { kind: 'reversed', submissionId: 'sub_1' } as const,
  }));
  return { ...before, filings, state: { kind: 'reversed', payerPosition: 0 } };
}

/** A submitted claim that the first of its payers owes in full. */
export function submitted(charge: number, payerIds: readonly string[], more: Partial<ClaimBalance> = {}): ClaimBalance {
  return {
    claimId,
    version: 3,
    state: { kind: 'filed' },
    filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: 'submitted', submissionId: 'sub_1' } }],
    entityId: 'ent_1',
    billingProviderId: 'prv_1',
    patientId: 'pat_1',
    encounterId: 'enc_1',
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents: cents(charge),
    lineCount: 2,
    payers: payerIds.map((payerId, index) => ({
      payerId,
      coverageId: `cov_${payerId}`,
      receivableCents: cents(index === 0 ? charge : 0),
      status: index === 0 ? 'open' : 'waiting',
    })),
    patientCents: cents(0),
    ...more,
  };
}

/** Posts one claim; the payer is the first one of the balance unless another is given. */
export function post(
  claim: RemittanceClaim,
  balance: ClaimBalance | undefined,
  more: Partial<PostClaimInput> = {},
): ClaimPosting {
  return postClaim({
    claim,
    balance,
    payerIds: balance === undefined ? ['primary'] : [balance.payers[0]?.payerId ?? 'primary'],
    rules: defaultAdjustmentRules,
    reversible: [],
    equationFailures: claimEquationFailures(claim),
    ...more,
  });
}

/** Legs as short texts: `account payer line reason cents`. */
export function legTexts(legs: readonly Leg[]): string[] {
  return legs.map((leg) =>
    [leg.account, leg.payerId, leg.line, leg.reason, leg.cents].filter((part) => part !== undefined).join(' '),
  );
}

export function payment(amount: number, more: Partial<RemittancePayment> = {}): RemittancePayment {
  return {
    handlingCode: 'I',
    paymentCents: cents(amount),
    creditDebit: 'C',
    method: 'ACH',
    paymentDate: '2026-11-02' as LocalDate,
    traceNumber: 'TRACE1',
    traceOriginator: '1111111111',
    payer: { name: 'EXAMPLE PAYER', references: [] },
    payee: { name: 'EXAMPLE CLINIC', idQualifier: 'XX', id: '1234567893', references: [] },
    providerAdjustments: [],
    ...more,
  };
}
