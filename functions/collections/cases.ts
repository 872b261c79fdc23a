import type { Account } from '../../shared/domain/account/account.ts';
import { holdMeaning, openHolds } from '../../shared/domain/account/hold.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import { type Cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { outstandingCents } from '../../shared/posting/collection-booking.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseOfItem, readCase } from '../../shared/store/collections.ts';
import { casesPartition } from '../../shared/store/keys/collection.ts';
import { type CaseView, type CollectionsOperations, type CollectionsRequest, caseView } from './context.ts';

type Query = CollectionsRequest<'listCollectionCases'>['query'];

export const caseOperations: CollectionsOperations<'listCollectionCases' | 'getCollectionCase'> = {
  listCollectionCases: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { state, limit } = request.query;
    const partitions = [casesPartition(tenantId, state)];
    const marks = askedMarks(request);
    const list = { partitions, index: true, newestFirst: true, limit, marks } as const;
    const page = await listPage(request, table, list, (item, mark) => {
      const placement = caseOfItem(item);
      return isAskedFor(placement, request.query) ? { ...caseView(placement), ...present({ mark }) } : undefined;
    });
    const summed = page.ok ? ok({ ...page.value, sums: sumsOf(page.value.items) }) : page;
    return asRead(summed, { action: 'collection-cases-read', entityId: 'collection-cases' }, ({ items }) =>
      items.flatMap(({ claims }) => claims.map(({ claimId }) => claimId)),
    );
  },

  getCollectionCase: async (request, { table }) => {
    const { tenantId } = request.principal;
    const placement = await readCase(table, tenantId, request.params.collectionCaseId);
    if (placement === undefined) return fail({ kind: 'not-found' });
    const claimIds = placement.claims.map(({ claimId }) => claimId);
    const [account, balances] = await Promise.all([
      readAccount(table, tenantId, placement.accountId),
      readBalances(table, tenantId, claimIds),
    ]);
    const claims = new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId as string, each]])));
    const isPlaced = placement.state === 'placed';
    const mustStop = isPlaced ? stopOf(account, claims, await request.today()) : undefined;
    const body = {
      ...caseView(placement),
      outstandingCents: outstandingCents(placement, claims),
      ...present({ mustStop }),
    };
    const audit = { action: 'collection-case-read', entityId: placement.id } as const;
    return ok({ body, version: placement.version, writes: [], audit });
  },
};

function sumsOf(cases: readonly CaseView[]) {
  const sum = (name: 'placedCents' | 'collectedCents' | 'feeCents') =>
    sumCents(cases.map((each) => each[name] as Cents));
  const oldestPlacedOn = cases.map(({ placedOn }) => placedOn).sort()[0];
  return {
    ...{ items: cases.length, placedCents: sum('placedCents') },
    ...{ collectedCents: sum('collectedCents'), feeCents: sum('feeCents'), ...present({ oldestPlacedOn }) },
  };
}

function isAskedFor(
  placement: CollectionCase,
  { agencyId, entityId, accountId, minCents = zeroCents, placedBefore }: Query,
) {
  return (
    (agencyId === undefined || placement.agencyId === agencyId) &&
    (entityId === undefined || placement.entityId === entityId) &&
    (accountId === undefined || placement.accountId === accountId) &&
    (placedBefore === undefined || placement.placedOn < placedBefore) &&
    placement.placedCents >= minCents
  );
}

/** Why an agency must stop work on a placement that it has. */
export function stopOf(
  account: Account | undefined,
  claims: ReadonlyMap<string, ClaimBalance>,
  today: LocalDate,
): string | undefined {
  if (account === undefined) return undefined;
  const others = openHolds(account.holds, today).filter(({ kind }) => !holdMeaning(kind).isOfPlacement);
  for (const claim of claims.values()) {
    const may = mayDo({ ...account, holds: others }, claim, 'placement', today);
    if (!may.ok) return may.failure.because;
  }
  return undefined;
}
