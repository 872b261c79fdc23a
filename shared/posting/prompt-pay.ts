import { isFederalProgramme } from '../domain/adjustment/reasons.ts';
import { type DiscountSettings, isPromptPayAutomatic } from '../domain/billing-settings/discounts.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { type PromptPayOffer, promptPayOffer } from '../domain/discount/discount.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readBooked } from '../store/patient-claims.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table } from '../store/table.ts';

/**
 * The amount that settles each claim on which the office automatically gives a prompt-pay discount. Cost sharing of
 * federal programmes is never discounted.
 */
export async function readPromptPayOffers(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
  { settings, today }: { readonly settings: DiscountSettings; readonly today: LocalDate },
): Promise<ReadonlyMap<string, PromptPayOffer>> {
  const owed = claims.filter(({ patientCents }) => patientCents > 0);
  if (!isPromptPayAutomatic(settings) || owed.length === 0) return new Map();
  const payerIds = [...new Set(owed.flatMap(({ payers }) => payers.map(({ payerId }) => payerId)))];
  const terms = await readPayerTerms(table, tenant, payerIds);
  const isFederal = ({ payers }: ClaimBalance): boolean =>
    payers.some(({ payerId }) => {
      const own = terms.get(payerId);
      return own !== undefined && isFederalProgramme(own);
    });
  const booked = await readBooked(
    table,
    tenant,
    owed.filter((claim) => !isFederal(claim)),
  );
  return new Map(
    booked.flatMap((claim): [string, PromptPayOffer][] => {
      const offer = promptPayOffer(claim, settings, today);
      return offer === undefined ? [] : [[claim.balance.claimId, offer]];
    }),
  );
}
