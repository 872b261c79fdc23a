import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { balancedLegs, entrySource, ledgerEntry } from '../domain/ledger/entry.ts';
import type { PaymentPosting } from '../domain/remittance/post/post-payment.ts';
import type { RemittancePayment } from '../domain/remittance/remittance.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { inTransitWrites } from '../store/deposits.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from '../store/exceptions.ts';
import { recoupmentKey } from '../store/keys/remittance.ts';
import { entryWrite, totalsWrite } from '../store/ledger.ts';
import type { ManifestPayment } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Write } from '../store/table.ts';
import { sourceElements } from '../x12/source-elements.ts';
/** The writes of an admitted payment: the entry of its BPR and PLB, the balance of each reference, and its exceptions. */
export function paymentWrites(
  tenant: TenantId,
  remittance: Remittance,
  planned: ManifestPayment,
  payment: RemittancePayment,
  posting: PaymentPosting,
  at: Instant,
  rulesVersion: string,
): Write[] {
  return [
    ...entryWrites(tenant, remittance, planned, payment, posting, rulesVersion),
    ...inTransitWrites(tenant, remittance, at),
    ...recoupmentWrites(tenant, remittance, posting),
    ...exceptionWrites(tenant, remittance, posting, at),
    ...posting.settled.map((id) => exceptionResolvedWrite(tenant, id, at)),
  ];
}

function entryIdOf(tenant: TenantId, remittance: Remittance): string {
  return idFromDigest('ledgerEntry', digestOf('payment-entry', tenant, remittance.identityDigest));
}

function entryWrites(
  tenant: TenantId,
  remittance: Remittance,
  planned: ManifestPayment,
  payment: RemittancePayment,
  posting: PaymentPosting,
  rulesVersion: string,
): Write[] {
  const legs = balancedLegs(posting.legs);
  if (legs.length === 0) return [];
  const entry = ledgerEntry({
    id: entryIdOf(tenant, remittance),
    kind: 'remittance-payment',
    effectiveOn: payment.paymentDate ?? remittance.postedOn,
    postedOn: remittance.postedOn,
    entityId: remittance.entityId,
    remittanceId: remittance.id,
    rulesVersion: payment.providerAdjustments.length === 0 ? undefined : rulesVersion,
    source: entrySource(remittance, planned, planned.header, sourceElements.payment),
    legs,
  });
  return [
    entryWrite(tenant, undefined, entry, planned.contentDigest),
    totalsWrite(tenant, remittance, remittance.id, legs),
  ];
}

function recoupmentWrites(tenant: TenantId, remittance: Remittance, posting: PaymentPosting): Write[] {
  const payer = remittance.payerId ?? remittance.payerName;
  return [...posting.recoupments].map(([reference, amount]) => ({
    update: recoupmentKey(tenant, payer, reference),
    set: {
      ...{ type: 'recoupment', schemaVersion: 1, payer, reference },
      unresolved: [
        ...(posting.unresolved.get(reference) ?? []),
        ...openedUnder(tenant, remittance, posting, reference),
      ],
    },
    add: { cents: amount },
  }));
}

/** The exceptions that a payment opens about amounts taken back under a reference. */
function openedUnder(
  tenant: TenantId,
  { id }: Remittance,
  { exceptions }: PaymentPosting,
  reference: string,
): string[] {
  return exceptions.flatMap(({ code, facts }, index) =>
    code === 'unresolved-take-back' && facts.reference === reference ? [exceptionIdOf(tenant, id, code, index)] : [],
  );
}

function exceptionIdOf(tenant: TenantId, remittanceId: string, code: string, index: number): string {
  return idFromDigest('exception', digestOf('exception', tenant, remittanceId, code, String(index)));
}

function exceptionWrites(tenant: TenantId, remittance: Remittance, posting: PaymentPosting, at: Instant): Write[] {
  return posting.exceptions.map((exception, index) =>
    exceptionWrite(tenant, {
      id: exceptionIdOf(tenant, remittance.id, exception.code, index),
      code: exception.code,
      openedAt: at,
      remittanceId: remittance.id,
      cents: exception.cents,
      facts: exception.facts,
    }),
  );
}
