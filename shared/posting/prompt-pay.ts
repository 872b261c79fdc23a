import type { BookedClaim } from '../domain/account/account-balance.ts';
import { isFederalProgramme } from '../domain/adjustment/reasons.ts';
import { type DiscountSettings, isPromptPayAutomatic } from '../domain/billing-settings/discounts.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { earnedPromptPay, type PromptPay, type PromptPayOffer, promptPayOffer } from '../domain/discount/discount.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { bookedAdjustments } from '../store/adjustments.ts';
import { readBooked } from '../store/patient-claims.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table } from '../store/table.ts';

/** The worker that gives the discount by the rule, and takes it back when the payment is taken back. */
export const discountWorker = 'give-up-by-rule';

/** The office's rule, and the day on which a payment would come. */
export interface PromptPayRule {
  readonly settings: DiscountSettings;
  readonly today: LocalDate;
}

/** The amount that settles each claim on which the office automatically gives a prompt-pay discount. */
export async function readPromptPayOffers(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
  rule: PromptPayRule,
): Promise<ReadonlyMap<string, PromptPayOffer>> {
  return offersOf(await readDiscountable(table, tenant, claims, rule), rule);
}

/** The offers, and the discounts that payments have already earned and a message will soon give. */
export async function readPromptPay(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
  rule: PromptPayRule,
): Promise<PromptPay> {
  const booked = await readDiscountable(table, tenant, claims, rule);
  const earned = booked.flatMap((claim) => {
    const own = earnedPromptPay(claim, rule.settings, rule.today);
    return own === undefined ? [] : [{ claim, own }];
  });
  const coming = await Promise.all(earned.map(({ claim }) => isComing(table, tenant, claim)));
  const standing = earned.filter((_, index) => coming[index]);
  const amounts = standing.map(({ claim, own }): [string, Cents] => [claim.balance.claimId, own]);
  return { offers: offersOf(booked, rule), earned: new Map(amounts) };
}

/** A discount that a person has taken back is not given again. */
async function isComing(table: Table, tenant: TenantId, { entries }: BookedClaim): Promise<boolean> {
  const given = (await bookedAdjustments(table, tenant, entries)).filter(({ why }) => why === 'prompt-pay-discount');
  return given.every(({ reversed }) => reversed === undefined || reversed.by === discountWorker);
}

function offersOf(booked: readonly BookedClaim[], { settings, today }: PromptPayRule): Map<string, PromptPayOffer> {
  return new Map(
    booked.flatMap((claim): [string, PromptPayOffer][] => {
      const offer = promptPayOffer(claim, settings, today);
      return offer === undefined ? [] : [[claim.balance.claimId, offer]];
    }),
  );
}

/** The owed claims on which the office automatically gives the discount: never cost sharing of federal programmes. */
async function readDiscountable(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
  { settings }: PromptPayRule,
): Promise<BookedClaim[]> {
  const owed = claims.filter(({ patientCents }) => patientCents > 0);
  if (!isPromptPayAutomatic(settings) || owed.length === 0) return [];
  const payerIds = [...new Set(owed.flatMap(({ payers }) => payers.map(({ payerId }) => payerId)))];
  const terms = await readPayerTerms(table, tenant, payerIds);
  const isFederal = ({ payers }: ClaimBalance): boolean =>
    payers.some(({ payerId }) => {
      const own = terms.get(payerId);
      return own !== undefined && isFederalProgramme(own);
    });
  return readBooked(
    table,
    tenant,
    owed.filter((claim) => !isFederal(claim)),
  );
}
