import { sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { invalid, ok } from '../../shared/domain/result.ts';
import { isMarkedSo, type WorkMark } from '../../shared/domain/work-mark/work-mark.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { nextPage } from '../../shared/runtime/api/list-page.ts';
import { type OwingPosition, owingAccounts } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readAgency } from '../../shared/store/collections.ts';
import { owingAccount } from '../../shared/store/owing-account.ts';
import { readWorkMarks, shownMark } from '../../shared/store/work-marks.ts';
import type { collectionsApi } from './api.ts';
import { readCandidates } from './candidate-reading.ts';
import type { CollectionsOperations, CollectionsRequest } from './context.ts';
import { type JudgedCandidate, judge } from './judged.ts';

type Page = AnswerOf<(typeof collectionsApi)['listCandidates']>;
type Query = CollectionsRequest<'listCandidates'>['query'];

/** At most this many batches of accounts with balances are examined for one page. */
const portions = 8;

export const candidateOperations: CollectionsOperations<'listCandidates'> = {
  listCandidates: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, limit } = request.query;
    const today = await request.today();
    const { collections } = await readBillingSettings(table, tenantId);
    const start = await request.position();
    if (!start.ok) return start;
    let position = start.value as OwingPosition | undefined;
    const { agencyId } = request.query;
    const agency = agencyId === undefined ? undefined : await readAgency(table, tenantId, agencyId);
    if (agencyId !== undefined && agency === undefined) {
      return invalid('query/agencyId', 'no such agency');
    }
    const found: JudgedCandidate[] = [];
    const marks = new Map<string, WorkMark>();
    for (let portion = 0; portion < portions && found.length < limit; portion += 1) {
      const one = accountId === undefined ? undefined : await owingAccount(table, tenantId, accountId);
      const { accounts, next } =
        accountId === undefined
          ? await owingAccounts(table, tenantId, position, limit)
          : { accounts: one === undefined ? [] : [one], next: undefined };
      const owing = accounts.filter(({ claims }) => claims.some(({ patientCents }) => patientCents > 0));
      const read = await readCandidates(table, tenantId, owing, today);
      const judged = read.flatMap((each) => judge(each, collections, today, { agency }));
      const asked = judged.filter((each) => isAskedFor(each, request.query));
      const noted = await readWorkMarks(
        table,
        tenantId,
        asked.map(({ read: { account } }) => account.id),
      );
      for (const [id, mark] of noted) marks.set(id, mark);
      found.push(...asked.filter(({ read: { account } }) => isMarkedSo(marks.get(account.id), request.query)));
      position = next;
      if (position === undefined) break;
    }
    const items = found.map((each) => {
      return { ...viewOf(each), ...present({ mark: shownMark(marks, each.read.account.id) }) };
    });
    const body: Page = { items, sums: sumsOf(found), ...(await nextPage(request, position)) };
    if (items.length === 0) return ok({ body });
    const claimIds = items.flatMap(({ claims }) => claims.map(({ claimId }) => claimId)).join(' ');
    const audit = { action: 'collection-candidates-read', entityId: 'collection-candidates' } as const;
    return ok({ body, writes: [], audit: { ...audit, facts: { items: items.length, claimIds } } });
  },
};

function isAskedFor(
  candidate: JudgedCandidate,
  { ready, missing, entityId, minCents = zeroCents, minAgeDays = 0 }: Query,
) {
  const lacks = [...candidate.missing, ...candidate.claims.flatMap((claim) => claim.missing)];
  return (
    (ready === undefined || candidate.isReady === (ready === 'true')) &&
    (missing === undefined || lacks.some(({ condition }) => condition === missing)) &&
    (entityId === undefined || candidate.entityId === entityId) &&
    candidate.owedCents >= minCents &&
    candidate.ageDays >= minAgeDays
  );
}

function viewOf({ read, claims, missing, warnings, ...candidate }: JudgedCandidate): Page['items'][number] {
  const { entityId, isReady, placeableCents, owedCents, ageDays } = candidate;
  return {
    ...{ accountId: read.account.id, entityId, isReady, placeableCents, owedCents, ageDays },
    ...present({ state: read.facts.state }),
    missing: [...missing],
    warnings: [...warnings],
    claims: claims.map(({ balance, owedSince, statements, missing: lacks }) => ({
      ...{ claimId: balance.claimId, patientId: balance.patientId, serviceFrom: balance.serviceFrom },
      ...{ cents: balance.patientCents, ...present({ owedSince, lastStatementOn: statements.at(-1) }) },
      ...{ statements: statements.length, missing: [...lacks] },
    })),
  };
}

function sumsOf(candidates: readonly JudgedCandidate[]): Page['sums'] {
  const ready = candidates.filter(({ isReady }) => isReady);
  const missing: Record<string, number> = {};
  for (const each of candidates) {
    const lacks = [...each.missing, ...each.claims.flatMap((claim) => claim.missing)];
    for (const condition of new Set(lacks.map((lack) => lack.condition))) {
      missing[condition] = (missing[condition] ?? 0) + 1;
    }
  }
  return {
    ...{ items: candidates.length, owedCents: sumCents(candidates.map(({ owedCents }) => owedCents)) },
    ...{ ready: ready.length, placeableCents: sumCents(ready.map(({ placeableCents }) => placeableCents)), missing },
  };
}
