import type { Account } from '../domain/account/account.ts';
import type { ClientCharge } from '../domain/account/client-charge.ts';
import { mayDo } from '../domain/account/may-do.ts';
import { isMedicaid } from '../domain/deadline/payer-terms.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, negateCents } from '../domain/money/cents.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { fail, type Result } from '../domain/result.ts';
import { type FeeRefusal, returnedCheckFee } from '../domain/returned-check/fee.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { clientChargeWrite } from '../store/client-charges.ts';
import { readDocuments } from '../store/entity-items.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem } from '../store/ledger.ts';
import { patientClaims } from '../store/patient-claims.ts';
import { readPatientRecord, type StoredPatient } from '../store/patients.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table } from '../store/table.ts';
import type { PaymentBooking } from './patient-payment-booking.ts';

/**
 * The fee for an account's check that the bank returned. It follows the rules of the office and the state, and is never
 * charged where a law or a hold forbids it.
 */
export async function feeForReturn(
  table: Table,
  tenant: TenantId,
  { account, allocations }: { readonly account: Account } & Pick<PatientPayment, 'allocations'>,
  on: LocalDate,
): Promise<Result<Cents, FeeRefusal>> {
  const { returnedChecks } = await readBillingSettings(table, tenant);
  if (returnedChecks.feeCents === 0) return fail('not-wanted');
  const whole = mayDo(account, undefined, 'interest', on);
  if (!whole.ok) return fail(whole.failure.because);
  const claims = (await Promise.all(account.memberIds.map((id) => patientClaims(table, tenant, id)))).flat();
  const paid = new Set(allocations.map(({ claimId }) => claimId));
  const forbidden = claims.flatMap((claim) => {
    const may = mayDo(account, claim, 'interest', on);
    const law = claim.payers.find(({ patientProtection }) => patientProtection !== undefined)?.patientProtection;
    return [...(may.ok || !paid.has(claim.claimId) ? [] : [may.failure.because]), ...(law === undefined ? [] : [law])];
  })[0];
  const state = await stateOf(table, tenant, account);
  const hasMedicaid = forbidden === undefined && (await anyMedicaid(table, tenant, account, on));
  return returnedCheckFee(returnedChecks, { on, state, hasMedicaid, forbidden });
}

async function stateOf(table: Table, tenant: TenantId, { guarantor }: Account): Promise<string | undefined> {
  if (guarantor.kind !== 'patient') return guarantor.address.state;
  const { patientId } = guarantor;
  return (await readDocuments<StoredPatient>(table, tenant, 'PATIENT', [patientId])).get(patientId)?.address?.state;
}

/** Whether a patient of the account has Medicaid on that day. */
async function anyMedicaid(table: Table, tenant: TenantId, { memberIds }: Account, on: LocalDate): Promise<boolean> {
  const records = await Promise.all(memberIds.map((id) => readPatientRecord(table, tenant, id)));
  const payerIds = records.flatMap((record) =>
    (record?.coverages ?? [])
      .filter(({ activeFrom, activeTo }) => activeFrom <= on && (activeTo === undefined || on <= activeTo))
      .map(({ payerId }) => payerId),
  );
  const terms = await readPayerTerms(table, tenant, [...new Set(payerIds)]);
  return [...terms.values()].some(isMedicaid);
}

/**
 * The fee as a charge of the account, in the books of the paid entity. The caller writes the account's balance with the
 * entry.
 */
export function bookFee(
  payment: PatientPayment,
  { id, cents }: { readonly id: string; readonly cents: Cents },
  { tenant, subject, at, today, newEntryId }: PaymentBooking,
) {
  const { accountId, entityId, id: paymentId } = payment;
  const entry = ledgerEntry({
    ...{ id: newEntryId(), kind: 'account-fee', effectiveOn: today, postedOn: today, entityId, accountId },
    legs: [
      { account: 'client-receivable', cents, reference: id },
      { account: 'fee-income', cents: negateCents(cents), reference: id },
    ],
  });
  const charge: ClientCharge = {
    ...{ id, accountId, version: 1, of: { kind: 'fee', paymentId }, cents, serviceOn: today, postedOn: today },
    ...{ at, by: subject, entityId, ledgerEntryId: wireEntryId(entryItem(tenant, undefined, entry, entry.id)) },
  };
  return { charge, entry, write: clientChargeWrite(tenant, charge) };
}
