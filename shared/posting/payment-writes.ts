import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { balancedLegs, entrySource, type LedgerEntry, ledgerEntry } from '../domain/ledger/entry.ts';
import type { RulesFor } from '../domain/remittance/rules/posting-rules.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { inTransitWrites } from '../store/deposits.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionWrite } from '../store/exceptions.ts';
import { entityKey } from '../store/keys/entity.ts';
import type { Key } from '../store/keys/table.ts';
import { entryWrite, totalsWrite } from '../store/ledger.ts';
import type { ManifestPayment } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Write } from '../store/table.ts';
import { sourceElements } from '../x12/source-elements.ts';
import type { DecidedPayment } from './read-payment.ts';
import { recoupmentWrites, takeBackWrites } from './take-backs.ts';

/** A payment, what it books, and the rules that decided this. */
interface PaymentToBook extends DecidedPayment {
  readonly planned: ManifestPayment;
  readonly rules: Pick<RulesFor, 'version'>;
}

/** The writes of an admitted payment: the entry of its BPR and PLB, the balance of each reference, and its exceptions. */
export function paymentWrites(tenant: TenantId, remittance: Remittance, decided: PaymentToBook, at: Instant): Write[] {
  const { posting } = decided;
  const ids = posting.exceptions.map(({ code }, index) => exceptionIdOf(tenant, remittance, code, index));
  return [
    ...entryWrites(tenant, remittance, decided),
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

function exceptionIdOf(tenant: TenantId, { id }: Remittance, code: string, index: number): string {
  return idFromDigest('exception', digestOf('exception', tenant, id, code, String(index)));
}

/** The codes of exceptions about provider-level adjustments. */
const adjustmentCodes = [
  'unresolved-take-back',
  'taken-back-twice',
  'provider-adjustment-without-rule',
  'provider-adjustment-to-review',
] as const;

/** The keys of all exceptions that a booked payment may have opened about its provider-level adjustments. */
export function paymentExceptionKeys(
  tenant: TenantId,
  remittance: Remittance,
  payment: Pick<LedgerEntry, 'legs'> | undefined,
): Key[] {
  const most = payment?.legs.length ?? 0;
  return adjustmentCodes.flatMap((code) =>
    Array.from({ length: most }, (_, index) =>
      entityKey(tenant, 'EXCEPTION', exceptionIdOf(tenant, remittance, code, index)),
    ),
  );
}

function entryIdOf(tenant: TenantId, remittance: Remittance): string {
  return idFromDigest('ledgerEntry', digestOf('payment-entry', tenant, remittance.identityDigest));
}

function entryWrites(
  tenant: TenantId,
  remittance: Remittance,
  { planned, payment, posting, rules }: PaymentToBook,
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
    rulesVersion: payment.providerAdjustments.length === 0 ? undefined : rules.version,
    source: entrySource(remittance, planned, planned.header, sourceElements.payment),
    legs,
  });
  return [
    entryWrite(tenant, undefined, entry, planned.contentDigest),
    totalsWrite(tenant, remittance, remittance.id, legs),
  ];
}
