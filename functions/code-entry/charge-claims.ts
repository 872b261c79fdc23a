import { type ClaimCharges, chargeEntry, openingBalance } from '../../shared/domain/encounter/charges.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { firstAssembly, newLaneWrites } from '../../shared/filing/assemble-filing.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { Actor } from '../../shared/store/change.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { chargeEntryId, type FinalEncounter } from '../../shared/store/encounters.ts';
import { firstEntryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** The claims of an encounter that is being finalised. */
export interface ChargeOrder {
  readonly actor: Actor;
  readonly final: FinalEncounter;
  readonly claims: readonly ClaimCharges[];
  readonly postedOn: LocalDate;
}

/**
 * Posts the charges of an encounter's claims: each claim's first entry, its balance and its filing, and the account
 * totals of all of them. The filing is assembled here already, so that the balance is written only once: it is ready,
 * or held with what is missing.
 */
export async function chargeWrites(
  { actor, final, claims, postedOn }: ChargeOrder,
  table: Table,
): Promise<Write<Failure>[]> {
  const { at, principal } = actor;
  const { tenantId, subject } = principal;
  const entries = claims.map((claim) => chargeEntry(chargeEntryId(tenantId, claim.claimId), claim, postedOn));
  const begun = await Promise.all(
    claims.map(async (claim, index) => {
      const balance = openingBalance(claim);
      const begins = { at, by: subject, to: balance.state.kind };
      const entry = firstEntryWrite(tenantId, claim.claimId, entries[index] as LedgerEntry, begins);
      const order = { tenant: tenantId, actor: 'assemble-claims', at, today: postedOn, encounter: final, balance };
      const { after, writes, lane } =
        balance.filings.length === 0
          ? { after: balance, writes: [], lane: undefined }
          : await firstAssembly(order, table);
      const put = { put: balanceItem(tenantId, after), condition: { absent: true } } as const;
      return { lane, writes: [entry, put, ...writes] };
    }),
  );
  const legs = entries.flatMap((entry) => entry.legs);
  const { entityId } = entries[0] as LedgerEntry;
  const lanes = begun.flatMap(({ lane }) => lane ?? []);
  return [
    ...begun.flatMap(({ writes }) => writes),
    ...(await newLaneWrites(tenantId, lanes, table)),
    totalsWrite(tenantId, { postedOn, entityId }, final.id, legs),
  ] as Write<Failure>[];
}
