import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { balancedLegs, entrySource, ledgerEntry } from '../domain/ledger/entry.ts';
import type { RemittancePayment } from '../domain/remittance/remittance.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { inTransitWrites } from '../store/deposits.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionWrite } from '../store/exceptions.ts';
import { entryWrite, totalsWrite } from '../store/ledger.ts';
import type { ManifestPayment } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Write } from '../store/table.ts';
import { sourceElements } from '../x12/source-elements.ts';
import { type DecidedPosting, recoupmentWrites, takeBackWrites } from './take-backs.ts';

/** The writes of an admitted payment: the entry of its BPR and PLB, the balance of each reference, and its exceptions. */
export function paymentWrites(
  tenant: TenantId,
  remittance: Remittance,
  planned: ManifestPayment,
  payment: RemittancePayment,
  posting: DecidedPosting,
  at: Instant,
  rulesVersion: string,
): Write[] {
  const ids = posting.exceptions.map(({ code }, index) =>
    idFromDigest('exception', digestOf('exception', tenant, remittance.id, code, String(index))),
  );
  return [
    ...entryWrites(tenant, remittance, planned, payment, posting, rulesVersion),
    ...inTransitWrites(tenant, remittance, at),
    ...recoupmentWrites(tenant, remittance, posting, ids),
    ...takeBackWrites(tenant, posting, at),
    ...posting.exceptions.map((exception, index) =>
      exceptionWrite(tenant, {
        id: ids[index] as string,
        code: exception.code,
        openedAt: at,
        remittanceId: remittance.id,
        cents: exception.cents,
        facts: exception.facts,
      }),
    ),
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
  posting: DecidedPosting,
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
