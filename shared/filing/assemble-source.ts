import { assembleSource } from '../domain/claim/assemble/assemble-source.ts';
import type { BilledCoverage } from '../domain/claim/assemble/input.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { ClaimSource } from '../domain/claim/claim-source.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { AssembledFrom, FilingContent } from '../domain/claim/filing-document.ts';
import { isAskedAlready } from '../domain/claim/next-payer/due-share.ts';
import type { StatedAnswer } from '../domain/claim/next-payer/prior-answer.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Coverage, Patient, Payer, Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { fail, invariant, type Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { entityKey } from '../store/keys/entity.ts';
import { coverageKey } from '../store/keys/practice.ts';
import type { Item, Table } from '../store/table.ts';
import { contentOfClaim } from './content.ts';
import { versionOf } from './read-parties.ts';

/** Another system's claim whose current filing is to be assembled. */
export interface SourceOrder {
  readonly tenant: TenantId;
  readonly balance: ClaimBalance;
  readonly source: ClaimSource;
  /** The office's day. */
  readonly today: LocalDate;
}

/** Assembles the current filing of another system's claim, from its content and the current records. */
export async function assembledOfSource(
  { tenant, balance, source, today }: SourceOrder,
  stated: ReadonlyMap<number, readonly StatedAnswer[]>,
  table: Table,
): Promise<{
  readonly content: Result<FilingContent, readonly string[]>;
  readonly assembledFrom: readonly AssembledFrom[];
}> {
  const { patient, coverages, billingProvider, assembledFrom } = await readSourceParties(table, tenant, balance);
  const { entityId, chargeCents, filings, claimId } = balance;
  if (balance.disclosureForbidden === true) return { content: fail(['disclosure-forbidden']), assembledFrom };
  if (isAskedAlready(balance)) return { content: fail(['already-asked']), assembledFrom };
  const filing = currentFiling(filings);
  invariant(filing !== undefined, 'what is assembled has a filing');
  const { share: payerPosition, frequency, payerClaimNumber, changeReason } = filing;
  const input = {
    ...{ source, patient, coverages, billingProvider, entityId, chargeCents, payerPosition, frequency, today },
    controlNumber: balance.controlNumber ?? claimId,
    ...present({ payerClaimNumber, changeReason, priorAnswers: stated.size === 0 ? undefined : stated }),
  };
  const claim = assembleSource(input);
  return { content: claim.ok ? contentOfClaim(claim.value, input) : claim, assembledFrom };
}

/** Reads the parties of all of the claim's shares, in one round trip. */
async function readSourceParties(
  table: Table,
  tenant: TenantId,
  { patientId, billingProviderId, payers }: ClaimBalance,
) {
  const records = [
    { entity: 'PATIENT', id: patientId },
    { entity: 'PROVIDER', id: billingProviderId },
    ...[...new Set(payers.map(({ payerId }) => payerId))].map((id) => ({ entity: 'PAYER', id }) as const),
  ] as const;
  const items = await table.batchGet([
    ...records.map(({ entity, id }) => entityKey(tenant, entity, id)),
    ...payers.map(({ coverageId }) => coverageKey(tenant, patientId, coverageId)),
  ]);
  const read = <Document>(index: number): Document | undefined => optional<Document>(items[index]);
  return {
    patient: read<Patient>(0),
    billingProvider: read<Provider>(1),
    coverages: payers.map(({ payerId, isPassedOver }, share): BilledCoverage => {
      const payer = read<Payer>(records.findIndex(({ entity, id }) => entity === 'PAYER' && id === payerId));
      return { ...present({ isPassedOver }), coverage: read<Coverage>(records.length + share), payer };
    }),
    assembledFrom: records.flatMap(({ entity }, index): AssembledFrom[] => {
      const item = items[index];
      return item === undefined ? [] : [versionOf(entity, item)];
    }),
  };
}

function optional<Document>(item: Item | undefined): Document | undefined {
  return item === undefined ? undefined : documentOfItem<Document>(item);
}
