import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { claimEquationFailures } from '../../shared/domain/remittance/equations.ts';
import {
  certainClaim,
  type PossibleClaim,
  rankClaims,
  type SoughtClaim,
  statedServiceDate,
} from '../../shared/domain/remittance/match/match-claim.ts';
import { readHeldAnswer } from '../../shared/posting/rebooking.ts';
import { readStatedClaim, type StatedClaim } from '../../shared/posting/remittance-source.ts';
import { claimIdsNear, claimsOfMember, payerClaimNumbersOf } from '../../shared/store/claim-lookup.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import { readFilingDocuments, toldFiling } from '../../shared/store/filings.ts';
import { claimBalanceKey, claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { ledgerEntryPrefix } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ExceptionsDeps } from './context.ts';

/** At most this many claims are read; and at most this many are shown. */
const lookedAt = 40;
const shown = 10;

/**
 * What the payer stated for the waiting claim, which of its sums fail, and, while it is open, which of our claims may
 * match.
 */
export async function waitingClaimOf(tenant: TenantId, exception: StoredException, deps: ExceptionsDeps) {
  const held = await readHeldAnswer(tenant, exception, deps.table);
  const stated = held === undefined ? undefined : await readStatedClaim(tenant, held, deps);
  if (stated === undefined) return {};
  const { claim } = stated;
  const serviceFrom = statedServiceDate(claim);
  const isOpen = exception.state === 'open';
  const candidates = isOpen ? rankClaims(soughtOf(stated), await possibleClaims(tenant, stated, deps.table)) : [];
  const certain = certainClaim(candidates);
  return {
    stated: {
      patientControlNumber: claim.patientControlNumber,
      payerClaimNumber: claim.payerClaimNumber,
      statusCode: claim.statusCode,
      chargeCents: claim.chargeCents,
      paidCents: claim.paidCents,
      lines: claim.lines.length,
      ...present({ serviceFrom }),
    },
    equations: [...claimEquationFailures(claim)],
    candidates: candidates.slice(0, shown).map(({ claimId, score, reasons }) => ({
      claimId,
      score,
      isCertain: claimId === certain?.claimId,
      reasons: [...reasons],
    })),
  };
}

function soughtOf({ claim, parties, remittance }: StatedClaim): SoughtClaim {
  return { claim, payerIds: remittance.payerIds, ...parties };
}

async function possibleClaims(tenant: TenantId, stated: StatedClaim, table: Table): Promise<PossibleClaim[]> {
  const ids = (await possibleIds(tenant, stated, table)).slice(0, lookedAt);
  const balances = await readBalances(table, tenant, ids);
  // A cancelled claim has no balance, so no answer belongs to it.
  const found = balances.filter((balance) => balance !== undefined).filter(({ state }) => state.kind !== 'cancelled');
  const documents = await readFilingDocuments(table, tenant, found.map(toldFiling));
  return Promise.all(
    found.map(async (balance, index) => {
      const isAnswered = balance.state.kind === 'adjudicated' || balance.state.kind === 'reversed';
      const payerClaimNumbers = isAnswered ? await numbersOf(tenant, balance.claimId, table) : [];
      return { balance, ...sentOf(documents[index]), payerClaimNumbers };
    }),
  );
}

/**
 * Searches for claims by our number in any altered form, by the payer's number, and by member and date of service. It
 * also searches by the number exactly as stated, because a claim of another system may have been loaded since. Each
 * claim is found once.
 */
async function possibleIds(tenant: TenantId, stated: StatedClaim, table: Table): Promise<string[]> {
  const { claim, parties, remittance } = stated;
  const { patientControlNumber } = claim;
  const ids = new Set<string>([claimIdOfControlNumber(patientControlNumber), ...claimIdsNear(patientControlNumber)]);
  const { payerClaimNumber } = claim;
  const named = await payerClaimNumbersOf(table, tenant, remittance.payerIds, [payerClaimNumber]);
  for (const id of named.get(payerClaimNumber) ?? []) ids.add(id);
  const serviceFrom = statedServiceDate(claim);
  if (serviceFrom === undefined) return [...ids];
  for (const memberId of parties.memberIds) {
    for (const id of await claimsOfMember(table, tenant, memberId, serviceFrom)) ids.add(id);
  }
  return [...ids];
}

/** The numbers that payers gave a claim, from its entries. */
async function numbersOf(tenant: TenantId, claimId: string, table: Table) {
  const partition = claimBalanceKey(tenant, claimId).pk;
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  return items.flatMap((item) => {
    const { adjudication } = entryOfItem(item);
    return adjudication === undefined ? [] : [{ payerId: adjudication.payerId, number: adjudication.payerClaimNumber }];
  });
}

function sentOf(document: FilingDocument | undefined): Pick<PossibleClaim, 'memberId' | 'patientLastName'> {
  if (document === undefined) return {};
  const { subscriber, dependent } = document.claim;
  const { name } = dependent ?? subscriber;
  return {
    ...present({ memberId: subscriber.memberId }),
    ...(name.kind === 'person' ? { patientLastName: name.last } : {}),
  };
}
