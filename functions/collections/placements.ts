import { openHolds, withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import type { CollectionSettings } from '../../shared/domain/billing-settings/collections.ts';
import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import type { CollectionAgency } from '../../shared/domain/collections/agency.ts';
import { type CollectionCase, mostCaseClaims, mostPlacements } from '../../shared/domain/collections/case.ts';
import { limitationOn, type Missing } from '../../shared/domain/collections/conditions.ts';
import { itemizationGap, itemize, sumItemizations } from '../../shared/domain/collections/itemization.ts';
import { policyOf } from '../../shared/domain/collections/state-policy.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  type BookedMoves,
  bookDebtMoves,
  type DebtMove,
  entryWrites,
} from '../../shared/posting/collection-booking.ts';
import { type Rebooking, rebookingOf } from '../../shared/posting/rebooking.ts';
import { accountWrite } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { caseWrite, noticeWrites, outboxWrite, readAgency, readOutbox } from '../../shared/store/collections.ts';
import { owingAccount } from '../../shared/store/owing-account.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { readCandidates } from './candidate-reading.ts';
import { type CollectionsOperations, type CollectionsRequest, caseView } from './context.ts';
import { type JudgedCandidate, type JudgedClaim, judge } from './judged.ts';
import { noticeOf, readCreditors } from './notices.ts';

type PlaceRequest = CollectionsRequest<'placeAccounts'>;

interface Refused {
  readonly accountId: string;
  readonly missing: (Missing & { readonly claimId?: string })[];
}

export const placementOperations: CollectionsOperations<'placeAccounts'> = {
  placeAccounts: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { agencyId, reason } = request.body;
    const agency = await readAgency(table, tenantId, agencyId);
    if (agency === undefined) return invalid('/agencyId', 'no such agency');
    if (agency.isClosed) return fail({ kind: 'agency-closed' });
    const { collections, limits } = await readBillingSettings(table, tenantId);
    const judged = await judgedAccounts(request, table, collections);
    if (!judged.ok) return judged;
    const ready = judged.value.filter(({ isReady }) => isReady);
    const refused = judged.value.filter(({ isReady }) => !isReady).map(refusedOf);
    if (ready.length === 0) return nothingReady(request, refused);
    const claims = ready.flatMap(({ placeable }) => placeable);
    if (ready.length > mostPlacements || claims.length > mostCaseClaims) return fail({ kind: 'placement-too-large' });
    const limitCents = limitFor(limits.transfer, roles);
    if (ready.some(({ placeableCents }) => placeableCents > limitCents)) {
      return fail({ kind: 'above-role-limit', facts: { limitCents } });
    }
    const booking = await rebookingOf(request);
    const act = { reason, by: subject, at: request.at, today: booking.today };
    const held = heldAccounts(ready, () => request.newId('collectionCase'), act);
    if (!held.ok) return fail({ kind: held.failure });
    const begun = ready.map((each, index) => {
      const hold = held.value.holds[index];
      invariant(hold !== undefined, 'each placement has a hold');
      return caseOf(each, { ...hold, agency, settings: collections, booking });
    });
    const moved = begun.map((placement, index) => {
      const claims = collections.booksBadDebt ? (ready[index]?.placeable ?? []) : [];
      return bookDebtMoves(claims.map(placementMove), placement, booking);
    });
    const cases = begun.map((placement, index) => withEntries(placement, moved[index]));
    return ok({
      body: { items: cases.map(caseView), refused },
      writes: [
        ...held.value.accounts.map((account) => accountWrite(tenantId, account)),
        ...(await placementWrites(table, agency, { ready, cases, moved }, booking)),
      ],
      audit: {
        action: 'accounts-placed',
        entityId: agencyId,
        facts: {
          cases: cases.map(({ id }) => id).join(' '),
          claimIds: claims.map(({ balance }) => balance.claimId).join(' '),
        },
      },
    });
  },
};

/** Judges the named accounts, separately for each legal entity. */
async function judgedAccounts(
  request: PlaceRequest,
  table: Table,
  settings: CollectionSettings,
): Promise<Result<JudgedCandidate[], Failure>> {
  const { tenantId } = request.principal;
  const today = await request.today();
  const judged: JudgedCandidate[] = [];
  for (const [index, { accountId, entityId, claimIds }] of request.body.accounts.entries()) {
    const pointer = `/accounts/${index}`;
    if (request.body.accounts.findIndex((each) => each.accountId === accountId) !== index) {
      return invalid(`${pointer}/accountId`, 'given more than once');
    }
    const owing = await owingAccount(table, tenantId, accountId);
    const [read] = owing === undefined ? [] : await readCandidates(table, tenantId, [owing], today);
    if (read === undefined) return invalid(`${pointer}/accountId`, 'no such account');
    const unknown = claimIds?.find((id) => !read.claims.some(({ balance }) => balance.claimId === id));
    if (unknown !== undefined) return invalid(`${pointer}/claimIds`, 'the account owes nothing on this claim');
    const own = judge(read, settings, today, { only: claimIds }).filter(
      (each) => entityId === undefined || each.entityId === entityId,
    );
    if (own.length === 0) return invalid(pointer, 'the account owes nothing');
    judged.push(...own);
  }
  return ok(judged);
}

function refusedOf({ read, missing, claims }: JudgedCandidate): Refused {
  const ofClaims = claims.flatMap(({ balance, missing: lacks }) =>
    lacks.map((lack) => ({ ...lack, claimId: balance.claimId as string })),
  );
  return { accountId: read.account.id, missing: [...missing, ...ofClaims] };
}

/** Reports what each named account lacks. */
function nothingReady({ body }: Pick<PlaceRequest, 'body'>, refused: readonly Refused[]): Result<never, Failure> {
  const all = refused.flatMap(({ missing }) => missing.map(({ condition }) => condition));
  const errors = refused.flatMap(({ accountId, missing }) => {
    const pointer = `/accounts/${body.accounts.findIndex((each) => each.accountId === accountId)}`;
    return missing.map(({ condition, claimId, from }) => {
      const about = claimId === undefined ? '' : ` of claim ${claimId}`;
      return { pointer, detail: `${condition}${about}${from === undefined ? '' : `, fulfilled from ${from} on`}` };
    });
  });
  return fail({ kind: 'placement-conditions-missing', facts: { missing: [...new Set(all)].sort().join(' ') }, errors });
}

interface Act {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly today: LocalDate;
}

/** The accounts with a hold for each placement. The announcement's hold and an earlier agency's hold end. */
function heldAccounts(ready: readonly JudgedCandidate[], newId: () => string, act: Act) {
  const accounts = new Map(ready.map(({ read }) => [read.account.id, read.account]));
  const holds: { readonly id: string; readonly holdNumber: number }[] = [];
  for (const { read, placeable } of ready) {
    const account = accounts.get(read.account.id);
    invariant(account !== undefined, 'the account was read');
    const claimIds = placeable.map(({ balance }) => balance.claimId as string);
    const over = openHolds(account.holds, act.today).filter(
      ({ kind, claimIds: about }) =>
        kind === 'pre-collect' || (kind === 'returned' && about?.every((id) => claimIds.includes(id))),
    );
    let left = account.holds;
    for (const { number } of over) {
      const ended = withoutHold(left, number, act);
      if (ended.ok) left = ended.value;
    }
    const id = newId();
    const opened = withHold(left, { kind: 'agency', claimIds, caseId: id }, act);
    if (!opened.ok)
      return opened.failure === 'holds-too-many' ? fail('holds-too-many' as const) : fail('write-conflict' as const);
    accounts.set(account.id, { ...account, holds: opened.value });
    holds.push({ id, holdNumber: opened.value.at(-1)?.number ?? 0 });
  }
  const written = [...accounts.values()].map((account) => ({ ...account, version: account.version + 1 }));
  return ok({ accounts: written, holds });
}

interface CaseMaking {
  readonly id: string;
  readonly holdNumber: number;
  readonly agency: CollectionAgency;
  readonly settings: CollectionSettings;
  readonly booking: Rebooking;
}

/** A new placement. */
function caseOf(
  { read, entityId, placeable, placeableCents }: JudgedCandidate,
  { id, holdNumber, agency, settings, booking }: CaseMaking,
): CollectionCase {
  const { today, at, subject, reason } = booking;
  const { state } = read.facts;
  const on = read.lastStatementOn ?? today;
  const parts = placeable.map(({ booked }) => itemize(booked.entries, on));
  const first = placeable.flatMap(({ statements }) => statements.slice(0, 1)).sort()[0];
  const isNonprofit = settings.nonprofitEntityIds.includes(entityId);
  const oldest = placeable.map(({ balance }) => balance.serviceFrom).sort()[0] ?? today;
  const told = sumItemizations(on, parts);
  invariant(
    itemizationGap(told) === 0 && told.currentCents === placeableCents,
    'an itemisation adds up to what is owed',
  );
  return {
    ...{ id, version: 1, state: 'placed', accountId: read.account.id, agencyId: agency.id, entityId },
    ...{ placedOn: today, placedCents: placeableCents, holdNumber, told },
    claims: placeable.map(({ balance }) => ({
      ...{ claimId: balance.claimId, patientId: balance.patientId, serviceFrom: balance.serviceFrom },
      placedCents: balance.patientCents,
      badDebtCents: settings.booksBadDebt ? balance.patientCents : zeroCents,
    })),
    creditReporting: policyOf(settings.states, state, today).creditReporting === 'allowed',
    ...present({
      firstStatementOn: isNonprofit ? first : undefined,
      limitationOn: limitationOn(settings, state, oldest, today),
    }),
    ...{ collectedCents: zeroCents, feeCents: zeroCents },
    events: [{ at, by: subject, what: 'placed', cents: placeableCents, reason }],
  };
}

const placementMove = ({ balance }: JudgedClaim): DebtMove => ({
  claim: balance,
  cents: balance.patientCents,
  kind: 'collection-placement',
});

/** A placement whose claims name the entries that moved them to bad debt. */
function withEntries(placement: CollectionCase, moved: BookedMoves | undefined): CollectionCase {
  const claims = placement.claims.map((claim, index) => ({
    ...claim,
    ...present({ ledgerEntryId: moved?.ledgerEntryIds[index] }),
  }));
  return { ...placement, claims };
}

interface Placed {
  readonly ready: readonly JudgedCandidate[];
  readonly cases: readonly CollectionCase[];
  readonly moved: readonly BookedMoves[];
}

/** The placements, their entries, and the notices for the agency. */
async function placementWrites(
  table: Table,
  agency: CollectionAgency,
  { ready, cases, moved }: Placed,
  booking: Rebooking,
): Promise<Write<Failure>[]> {
  const { tenant } = booking;
  const creditors = await readCreditors(table, tenant, cases);
  const outbox = await readOutbox(table, tenant, agency.id);
  const notices = cases.map((placement, index) => {
    const { account, addressee } = ready[index]?.read ?? {};
    invariant(account !== undefined && addressee !== undefined, 'a placement has an account');
    return noticeOf('placement', placement, { account, addressee, creditors });
  });
  return [
    ...entryWrites(
      moved.flatMap(({ entries }) => entries),
      booking,
    ),
    ...moved.flatMap(({ writes }) => writes),
    ...cases.map((placement) => caseWrite(tenant, placement)),
    ...noticeWrites(tenant, outbox, notices),
    outboxWrite(tenant, outbox, { ...outbox, notices: outbox.notices + notices.length }),
  ];
}
