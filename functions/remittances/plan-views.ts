import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { statusText } from '../../shared/domain/claim/status.ts';
import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { PaymentPosting } from '../../shared/domain/remittance/post/post-payment.ts';
import type { Booking } from '../../shared/posting/booking.ts';
import type { ExceptionItem } from '../../shared/store/exceptions.ts';
import { ledgerEntryKey, wireEntryId } from '../../shared/store/keys/ledger.ts';

/** Planned bookings in the API. */

export function plannedPaymentView({ legs, recoupments, exceptions }: PaymentPosting) {
  return {
    legs: [...legs],
    recoupments: [...recoupments].map(([reference, cents]) => ({ reference, cents })),
    exceptions: exceptions.map(plannedExceptionView),
  };
}

export function plannedClaimView({ group, decided }: Booking, tenant: TenantId) {
  const { kind, claim, waited, entry, before, after, exceptions } = decided;
  const { statusCode, chargeCents, paidCents, byteOffset, byteLength } = claim;
  const { patientControlNumber } = group;
  return {
    kind,
    ...(waited === undefined ? { byteOffset, byteLength } : { waited }),
    ...present({
      claimId: before?.claimId,
      claimVersion: before?.version,
      before: before === undefined ? undefined : standingView(before),
    }),
    ...present({ after: after === undefined ? undefined : standingView(after) }),
    statusCode,
    chargeCents,
    paidCents,
    ...present({
      ledgerEntryId:
        entry === undefined ? undefined : wireEntryId(ledgerEntryKey(tenant, patientControlNumber, entry.id)),
      rulesVersion: entry?.rulesVersion,
    }),
    legs: [...(entry?.legs ?? [])],
    notes: [...(entry?.notes ?? [])],
    exceptions: exceptions.map(plannedExceptionView),
  };
}

function standingView(balance: ClaimBalance) {
  const { payers, patientCents } = balance;
  return {
    state: statusText(balance),
    payers: payers.map(({ payerId, receivableCents }) => ({ payerId, receivableCents })),
    patientCents,
  };
}

function plannedExceptionView({ code, cents, facts }: Pick<ExceptionItem, 'code' | 'cents' | 'facts'>) {
  return { code, detail: exceptionCodes[code].meaning, ...present({ cents }), facts: { ...facts } };
}
