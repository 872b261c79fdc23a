import type { ClaimBalance, PayerShare } from '../claim/balance.ts';
import { firstFiling } from '../claim/filing.ts';
import { type NoticeSource, noticeOf } from '../claim/notice.ts';
import type { ClaimId } from '../identity/ids.ts';
import { balancedLegs, type LedgerEntry, type Leg, ledgerEntry } from '../ledger/entry.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import type { Coverage } from '../practice/practice.ts';
import { present } from '../present.ts';
import { invariant } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CommonFields } from './common-encounter.ts';
import type { EncounterLine } from './encounter.ts';
import { totalCharge } from './line-charges.ts';
import { firstServiceDay, type StatedThrough, throughDate } from './service-days.ts';

/** A claim whose charges are about to be posted. */
export interface ClaimCharges {
  readonly claimId: ClaimId;
  /** The claim's own lines, 1 to 50, in order. */
  readonly lines: readonly EncounterLine[];
  readonly encounter: CommonFields &
    StatedThrough &
    Partial<Omit<NoticeSource, 'through'>> & {
      readonly predetermination?: true;
      readonly renderingProviderId?: string;
      readonly attendingProviderId?: string;
    };
  /** The billing provider's legal entity now. */
  readonly entityId: string;
  /** The coverages that pay, in billing order; none when the patient pays. */
  readonly coverages: readonly Coverage[];
}

/** The journal of charges: per line, debit the receivable of the primary payer (or of the patient), credit charges. */
export function chargeLegs(lines: readonly EncounterLine[], firstPayerId: string | undefined): readonly Leg[] {
  return balancedLegs(
    lines.flatMap((line, index): Leg[] => [
      firstPayerId === undefined
        ? { account: 'patient-receivable', cents: line.chargeCents, line: index + 1 }
        : {
            account: 'insurance-receivable',
            cents: line.chargeCents,
            payerId: firstPayerId,
            share: 0,
            line: index + 1,
          },
      { account: 'charges', cents: negateCents(line.chargeCents), line: index + 1 },
    ]),
  );
}

function firstDay(lines: readonly EncounterLine[]): LocalDate {
  const day = firstServiceDay(lines);
  invariant(day !== undefined, 'a claim has a line');
  return day;
}

/**
 * The provider who treated the patient: the rendering provider, in a facility the attending one, or the billing one
 * when nobody else is named.
 */
function actingProvider(encounter: ClaimCharges['encounter']): string {
  return encounter.renderingProviderId ?? encounter.attendingProviderId ?? encounter.billingProviderId;
}

/** The ledger entry of a claim's charges, in the books of the billing provider's legal entity. */
export function chargeEntry(id: string, charges: ClaimCharges, postedOn: LocalDate): LedgerEntry {
  const { encounter, lines, coverages } = charges;
  return ledgerEntry({
    id,
    kind: 'charge',
    effectiveOn: firstDay(lines),
    postedOn,
    entityId: charges.entityId,
    claimId: charges.claimId,
    patientId: encounter.patientId,
    providerId: actingProvider(encounter),
    facilityId: encounter.facilityId,
    rulesVersion: encounter.codingRules?.version,
    legs: encounter.predetermination === true ? [] : chargeLegs(lines, coverages[0]?.payerId),
  });
}

/** Reverses all charges of a claim: the same legs with opposite signs, on the day of the reversal. */
export function chargeReversal(id: string, charge: LedgerEntry, on: LocalDate): LedgerEntry {
  const { claimId, patientId, providerId, facilityId, entityId, rulesVersion } = charge;
  return ledgerEntry({
    ...{ id, kind: 'charge-reversal', effectiveOn: on, postedOn: on, entityId },
    ...{ claimId, patientId, providerId, facilityId, rulesVersion },
    reverses: [charge.id],
    legs: charge.legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) })),
  });
}

/** The charges in force, from a claim's entries: those that were not reversed. */
export function standingCharge(entries: readonly LedgerEntry[]): LedgerEntry | undefined {
  const takenBack = new Set(
    entries.flatMap(({ kind, reverses }) => (kind === 'charge-reversal' ? (reverses ?? []) : [])),
  );
  return entries.find(({ id, kind }) => kind === 'charge' && !takenBack.has(id));
}

/** The claim's first balance: everything is owed by the primary payer, or by the patient. */
export function openingBalance(charges: ClaimCharges): ClaimBalance {
  const { encounter, lines, coverages } = charges;
  const zero = 0 as Cents;
  const isAsked = encounter.predetermination === true;
  const total = isAsked ? zero : totalCharge(lines);
  const serviceFrom = firstDay(lines);
  const through = throughDate(encounter, lines);
  const serviceThrough = through !== undefined && through > serviceFrom ? through : undefined;
  const payers = coverages.map(
    (coverage, index): PayerShare => ({
      payerId: coverage.payerId,
      coverageId: coverage.id,
      receivableCents: index === 0 ? total : zero,
      status: index === 0 ? 'open' : 'waiting',
    }),
  );
  const { typeOfBill } = encounter;
  const notice = typeOfBill === undefined ? undefined : noticeOf({ ...encounter, typeOfBill, through });
  return {
    claimId: charges.claimId,
    version: 1,
    state: payers.length > 0 ? { kind: 'charged' } : { kind: 'self-pay' },
    entityId: charges.entityId,
    billingProviderId: encounter.billingProviderId,
    patientId: encounter.patientId,
    encounterId: encounter.id,
    providerId: actingProvider(encounter),
    ...present({ facilityId: encounter.facilityId }),
    serviceFrom,
    ...present({ serviceThrough, notice, predetermination: isAsked ? {} : undefined }),
    chargeCents: total,
    lineCount: lines.length,
    payers,
    filings: payers.length > 0 ? [{ ...firstFiling, ...encounter.correctsClaim }] : [],
    patientCents: payers.length > 0 ? zero : total,
    ...present({ disclosureForbidden: encounter.disclosureForbidden }),
  };
}
