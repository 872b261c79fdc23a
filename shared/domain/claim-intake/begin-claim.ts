import type { ClaimBalance, ClaimState, PayerShare } from '../claim/balance.ts';
import type { Claim } from '../claim/claim.ts';
import type { Filing, Frequency } from '../claim/filing.ts';
import { noticeOfClaim } from '../claim/notice.ts';
import { asksOnly } from '../claim/predetermination.ts';
import type { ClaimId } from '../identity/ids.ts';
import { balancedLegs, type Leg } from '../ledger/entry.ts';
import { negateCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimPurpose } from './claim-intake.ts';
import type { ToldCoverages } from './told-coverages.ts';

/** The records here that another system's claim belongs to. */
export interface ClaimOwners {
  readonly claimId: ClaimId;
  /** The other system's number, when payers know the claim by it. */
  readonly controlNumber?: string;
  readonly entityId: string;
  readonly billingProviderId: string;
  readonly providerId: string;
  readonly facilityId?: string;
  readonly patientId: string;
  /** In billing order; none when the patient pays. */
  readonly coverages: readonly { readonly payerId: string; readonly coverageId: string }[];
}

/** A claim as another system made it, and its purpose here. */
export interface ClaimOfSystem {
  readonly claim: Claim;
  readonly purpose: ClaimPurpose;
  readonly days: { readonly from: LocalDate; readonly to: LocalDate };
  readonly told: Pick<ToldCoverages, 'share' | 'earlier'>;
}

/**
 * The first balance of another system's claim: its charge is with the payer that it was sent to, less what earlier
 * payers settled.
 */
export function beginningBalance(
  { coverages, ...owners }: ClaimOwners,
  { claim, purpose, days, told }: ClaimOfSystem,
): ClaimBalance {
  const { share, earlier } = told;
  const isAsked = asksOnly(claim);
  const chargeCents = isAsked ? zeroCents : claim.chargeCents;
  const standing = earlier?.leftCents ?? chargeCents;
  const payers = coverages.map(
    (coverage, position): PayerShare => ({
      ...coverage,
      receivableCents: position === share ? standing : zeroCents,
      status: position < share ? 'answered' : position === share ? 'open' : 'waiting',
    }),
  );
  const isLonger = claim.kind === 'institutional' && days.to > days.from;
  return {
    ...owners,
    version: 1,
    hasSource: true,
    state: beginningState(coverages.length, { purpose, told }),
    serviceFrom: days.from,
    ...(isLonger ? { serviceThrough: days.to } : {}),
    ...present({ notice: noticeOfClaim(claim), predetermination: isAsked ? {} : undefined }),
    chargeCents,
    lineCount: claim.serviceLines.length,
    payers,
    filings: coverages.length === 0 ? [] : beginningFilings({ claim, purpose, told }),
    patientCents: coverages.length === 0 ? chargeCents : zeroCents,
  };
}

function beginningState(payers: number, { purpose, told }: Pick<ClaimOfSystem, 'purpose' | 'told'>): ClaimState {
  if (payers === 0) return { kind: 'self-pay' };
  const { share, earlier } = told;
  if (earlier !== undefined) return { kind: 'adjudicated', outcome: earlier.outcome, payerPosition: share - 1 };
  return { kind: purpose === 'sent' ? 'filed' : 'charged' };
}

const frequencies: Readonly<Record<string, Frequency>> = { 7: 'replacement' };

/** The other system's filings to earlier payers, and the filing that is the claim itself. */
function beginningFilings({ claim, purpose, told }: Pick<ClaimOfSystem, 'claim' | 'purpose' | 'told'>): Filing[] {
  const { share, earlier } = told;
  const before = Array.from({ length: share }, (_, position): Filing => {
    const isLast = position === share - 1 && earlier !== undefined;
    const state = { kind: 'answered', ...(isLast ? { outcome: earlier.outcome } : {}) } as const;
    return { number: position + 1, share: position, frequency: 'original', state };
  });
  const frequency = frequencies[claim.frequency] ?? 'original';
  const payerClaimNumber = frequency === 'original' ? undefined : claim.payerClaimControlNumber;
  const own: Filing = {
    ...{ number: share + 1, share, frequency },
    ...present({ payerClaimNumber }),
    state: { kind: purpose === 'sent' ? 'submitted' : 'preparing' },
  };
  return [...before, own];
}

/**
 * What the first entry of another system's claim books. Charges that were never billed are income of this office's
 * books, line by line. Charges that another system billed are income of its books: here only the open amount is booked,
 * as an opening balance.
 */
export function beginningLegs(
  { payers, patientCents }: Pick<ClaimBalance, 'payers' | 'patientCents'>,
  { claim, purpose, told }: ClaimOfSystem,
): { readonly kind: 'charge' | 'opening'; readonly legs: readonly Leg[] } {
  const { share } = told;
  const payer = payers[share];
  // A predetermination charges nothing: its entry only says when the claim began.
  if (asksOnly(claim)) return { kind: purpose === 'sent' ? 'opening' : 'charge', legs: [] };
  const receivable: Pick<Leg, 'account' | 'payerId' | 'share'> =
    payer === undefined
      ? { account: 'patient-receivable' }
      : { account: 'insurance-receivable', payerId: payer.payerId, share };
  if (purpose === 'to-send' && share === 0) {
    const legs = claim.serviceLines.flatMap(({ chargeCents }, index): Leg[] => [
      { ...receivable, cents: chargeCents, line: index + 1 },
      { account: 'charges', cents: negateCents(chargeCents), line: index + 1 },
    ]);
    return { kind: 'charge', legs: balancedLegs(legs) };
  }
  const standing = payer?.receivableCents ?? patientCents;
  const legs: readonly Leg[] = [
    { ...receivable, cents: standing },
    { account: 'opening-balances', cents: negateCents(standing) },
  ];
  return { kind: 'opening', legs: balancedLegs(legs) };
}
