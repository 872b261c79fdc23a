import { ageInTransit } from '../../shared/domain/deposit/ageing.ts';
import {
  type Deposit,
  type DepositFacts,
  type InTransit,
  matchDifference,
  slipDifference,
} from '../../shared/domain/deposit/deposit.ts';
import { proposeMatch } from '../../shared/domain/deposit/match.ts';
import { shownBefore } from '../../shared/domain/deposit/same-deposit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDeposit, bookMatch, bookUnmatch, bookVoid } from '../../shared/posting/deposit-booking.ts';
import { listOfMonth } from '../../shared/runtime/api/month-list.ts';
import { listWork, readOpen } from '../../shared/runtime/api/work-list.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { readWaiting } from '../../shared/store/deposit-batches.ts';
import { readDepositSums } from '../../shared/store/deposit-sums.ts';
import {
  candidatesFor,
  depositIdOf,
  depositOfItem,
  inTransitRowOf,
  readDeposit,
  readInTransit,
  readInTransitAmounts,
  reconcileMessage,
} from '../../shared/store/deposits.ts';
import { inTransitPartition, openDepositPartition } from '../../shared/store/keys/bank.ts';
import { entityKey, monthPartition } from '../../shared/store/keys/entity.ts';
import { depositEntryKey } from '../../shared/store/keys/ledger.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { BankOperations, BankRequest } from './context.ts';
import { partyFaults } from './known-parties.ts';
import { depositView, inTransitView } from './views.ts';

const shardsOf = (partition: (shard: number) => string): string[] =>
  Array.from({ length: shards.bank }, (_, shard) => partition(shard));

/** A proposal uses at most this many remittances in transit, the oldest first. */
const proposalRows = 200;

export const depositOperations: BankOperations<
  | 'createDeposit'
  | 'listDeposits'
  | 'getDeposit'
  | 'matchDeposit'
  | 'unmatchDeposit'
  | 'voidDeposit'
  | 'listDepositsInTransit'
> = {
  createDeposit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const facts = factsOf(request.body);
    const time = { at: request.at, today: await request.today() };
    if (facts.depositedOn > time.today) {
      const errors = [{ pointer: '/depositedOn', detail: 'is in the future' }];
      return fail({ kind: 'request-invalid', errors });
    }
    const differenceCents = slipDifference(facts);
    if (differenceCents !== 0) return fail({ kind: 'deposit-slip-differs', facts: { differenceCents } });
    const errors = await partyFaults(table, tenantId, [
      { pointer: '/entityId', kind: 'LEGAL-ENTITY', id: facts.entityId },
      { pointer: '/payerId', kind: 'PAYER', id: facts.payerId },
    ]);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const known = await readEither(table, tenantId, facts);
    if (known !== undefined) {
      if (!saysTheSame(known, facts) || known.state === 'voided')
        return fail({ kind: 'deposit-differs', facts: { depositId: known.id } });
      return ok({ status: 200, body: { deposit: depositView(known), alreadyEntered: true } });
    }
    const [candidates, sums] = await Promise.all([
      candidatesFor(table, tenantId, facts),
      readDepositSums(table, tenantId, facts),
    ]);
    const shown = request.body.isAnother === true ? undefined : shownBefore(facts, sums.known);
    if (shown !== undefined) return fail({ kind: 'deposit-on-statement', facts: { depositId: shown.depositId } });
    const { deposit, writes } = bookDeposit(tenantId, facts, { candidates, sums }, time);
    return ok({
      body: { deposit: depositView(deposit), alreadyEntered: false },
      writes,
      audit: { action: 'deposit-entered', entityId: deposit.id, facts: { cents: deposit.cents, state: deposit.state } },
      due: deposit.state === 'matched' ? [] : [reconcileMessage(tenantId, 'deposit', deposit.id)],
    });
  },

  listDeposits: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query } = request;
    const { state, month = request.at.slice(0, 7) } = query;
    const isOpen = state === 'unmatched';
    const open = shardsOf((shard) => openDepositPartition(tenantId, shard));
    return listOfMonth({ ...request, query: isOpen ? { ...query, sort: 'oldest' } : query }, table, {
      partitions: isOpen ? open : [monthPartition(tenantId, 'DEPOSIT', month)],
      keyOf: ({ g1sk }) => entityKey(tenantId, 'DEPOSIT', String(g1sk).slice(String(g1sk).indexOf('#') + 1)),
      workOf: (item) => {
        const deposit = depositOfItem(item);
        const { id, depositedOn, cents, payerId } = deposit;
        return isAsked(deposit, query)
          ? { id, since: depositedOn, cents, ...present({ payerId }), deposit }
          : undefined;
      },
      view: ({ deposit }) => depositView(deposit),
      marks: ({ id }) => String(id),
    });
  },

  getDeposit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const deposit = await readDeposit(table, tenantId, request.params.depositId);
    if (deposit === undefined) return fail({ kind: 'not-found' });
    const proposal =
      deposit.state === 'unmatched' ? proposeMatch(deposit, await someInTransit(table, tenantId)) : undefined;
    return ok({ body: depositView(deposit, proposal), version: deposit.version });
  },

  matchDeposit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const found = await unmatchedDeposit(request, table);
    if (!found.ok) return found;
    const deposit = found.value;
    const remittances = await remittancesFor(table, tenantId, deposit, request.body.remittanceIds);
    if (!remittances.ok) return remittances;
    const feeCents = request.body.feeCents ?? deposit.feeCents;
    const differenceCents = matchDifference(deposit, remittances.value, feeCents);
    if (differenceCents !== 0) return fail({ kind: 'deposit-sum-differs', facts: { differenceCents } });
    const time = { at: request.at, today: await request.today() };
    const booking = bookMatch(tenantId, deposit, { remittances: remittances.value, feeCents }, time);
    return bookedAnswer(booking, 'deposit-matched', { remittances: remittances.value.length, feeCents });
  },

  unmatchDeposit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const deposit = await readDeposit(table, tenantId, request.params.depositId);
    if (deposit === undefined) return fail({ kind: 'not-found' });
    if (deposit.state === 'unmatched' || deposit.matchEntryId === undefined)
      return fail({ kind: 'deposit-not-matched' });
    const item = await table.get(depositEntryKey(tenantId, deposit.id, deposit.matchEntryId));
    const rows = await readInTransit(table, tenantId, deposit.remittanceIds);
    invariant(item !== undefined && rows.every((row) => row !== undefined), 'a match can be read');
    const remittances = rows.filter((row) => row !== undefined);
    const time = { at: request.at, today: await request.today() };
    const booking = bookUnmatch(tenantId, deposit, { legs: entryOfItem(item).legs, remittances }, time);
    return bookedAnswer(booking, 'deposit-unmatched', { remittances: rows.length });
  },

  voidDeposit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const found = await unmatchedDeposit(request, table);
    if (!found.ok) return found;
    const deposit = found.value;
    if (deposit.statementId !== undefined || deposit.confirmedBy !== undefined) {
      return fail({ kind: 'deposit-on-statement', facts: { depositId: deposit.id } });
    }
    const sums = await readDepositSums(table, tenantId, deposit);
    const { at, body, principal } = request;
    const voided = { by: principal.subject, at, reason: body.reason };
    const booking = bookVoid(tenantId, deposit, sums, { at, today: await request.today(), voided });
    return bookedAnswer(booking, 'deposit-voided', { cents: deposit.cents });
  },

  listDepositsInTransit: async (request, { table }) => {
    const { tenantId } = request.principal;
    const asOf = await request.today();
    const { items, isComplete } = await readOpen(
      table,
      shardsOf((shard) => inTransitPartition(tenantId, shard)),
    );
    const works = items.map(inTransitRowOf).map((row) => ({ ...row, id: row.remittanceId, since: row.paidOn }));
    const listed = await listWork(request, table, {
      works,
      isComplete,
      rank: request.query.sort === 'largest' ? ({ cents }) => -Math.abs(cents) : ({ paidOn }) => paidOn,
      view: (row) => inTransitView(row, asOf),
      marks: ({ remittanceId }) => remittanceId,
    });
    if (!listed.ok) return listed;
    const [amounts, waiting] = await Promise.all([readInTransitAmounts(table, tenantId), readWaiting(table, tenantId)]);
    return ok({
      body: {
        asOf,
        ages: ageInTransit(amounts, asOf).map((bucket) => ({ ...bucket })),
        waiting: { payments: waiting.length, cents: sumCents(waiting.map(({ cents }) => cents)) },
        ...listed.value.body,
      },
    });
  },
};

/** Whether a deposit matches the filters of a list. */
function isAsked(
  deposit: Deposit,
  { state, payerId, minCents = -Infinity, maxCents = Infinity }: BankRequest<'listDeposits'>['query'],
): boolean {
  return (
    (state === undefined || deposit.state === state) &&
    (payerId === undefined || deposit.payerId === payerId) &&
    deposit.cents >= minCents &&
    deposit.cents <= maxCents
  );
}

/** The answer to a decision about a deposit: its new state, and the writes. */
function bookedAnswer(
  { deposit, writes }: { readonly deposit: Deposit; readonly writes: readonly Write<Failure>[] },
  action: AuditFact['action'],
  facts: AuditFact['facts'],
) {
  const audit: AuditFact = { action, entityId: deposit.id, ...present({ facts }) };
  return ok({ body: depositView(deposit), version: deposit.version, writes, audit });
}

/** The deposit of a request, if it is neither matched nor voided. */
async function unmatchedDeposit(
  { principal, params }: BankRequest<'matchDeposit' | 'voidDeposit'>,
  table: Table,
): Promise<Result<Deposit, Failure>> {
  const deposit = await readDeposit(table, principal.tenantId, params.depositId);
  if (deposit === undefined) return fail({ kind: 'not-found' });
  if (deposit.state === 'matched') return fail({ kind: 'deposit-matched' });
  return deposit.state === 'voided' ? fail({ kind: 'deposit-voided' }) : ok(deposit);
}

type EnteredDeposit = BankRequest<'createDeposit'>['body'];

function factsOf({ isAnother: _isAnother, ...body }: EnteredDeposit): DepositFacts {
  return {
    ...body,
    feeCents: body.feeCents ?? zeroCents,
    reference: body.reference ?? '',
    sequence: body.sequence ?? 1,
    slip: body.slip ?? [],
  };
}

/** The same deposit, whether a person entered it or a statement brought it. */
async function readEither(table: Table, tenantId: TenantId, facts: DepositFacts): Promise<Deposit | undefined> {
  const ids = (['person', 'statement'] as const).map((teller) => depositIdOf(tenantId, facts, teller));
  const [entered, stated] = await Promise.all(ids.map((id) => readDeposit(table, tenantId, id)));
  return entered ?? stated;
}

/** Whether a known deposit with the same identity equals what is entered again. */
function saysTheSame(known: Deposit, facts: DepositFacts): boolean {
  const said = ({ entityId, feeCents, kind, traceNumber, traceOriginator, payerId, slip }: DepositFacts) => [
    entityId,
    feeCents,
    kind,
    traceNumber ?? null,
    traceOriginator ?? null,
    payerId ?? null,
    slip.map((item) => [item.checkNumber, item.cents]),
  ];
  return JSON.stringify(said(known)) === JSON.stringify(said(facts));
}

/** The remittances that a person names. Each must be named once, be in transit, and be in the deposit's own books. */
async function remittancesFor(
  table: Table,
  tenantId: TenantId,
  deposit: Deposit,
  remittanceIds: readonly string[],
): Promise<Result<InTransit[], Failure>> {
  const pointer = (index: number) => `/remittanceIds/${index}`;
  const twice = remittanceIds.findIndex((id, index) => remittanceIds.indexOf(id) !== index);
  if (twice !== -1) {
    return invalid(pointer(twice), 'given more than once');
  }
  const rows = await readInTransit(table, tenantId, remittanceIds);
  const gone = rows.findIndex((row) => row === undefined || row.depositId !== undefined);
  if (gone !== -1) {
    const errors = [{ pointer: pointer(gone), detail: 'not in transit' }];
    return fail({ kind: 'remittance-not-in-transit', errors });
  }
  const found = rows as InTransit[];
  const other = found.findIndex((row) => row.entityId !== deposit.entityId);
  if (other !== -1) {
    const errors = [{ pointer: pointer(other), detail: 'in the books of another legal entity' }];
    return fail({ kind: 'remittance-of-other-books', errors });
  }
  return ok(found);
}

/** The oldest remittances in transit, for a proposal. */
async function someInTransit(table: Table, tenantId: TenantId): Promise<InTransit[]> {
  const pages = await Promise.all(
    shardsOf((shard) => inTransitPartition(tenantId, shard)).map((partition) =>
      table.query({ partition, index: true, limit: proposalRows }),
    ),
  );
  // More deposits exist than were read. A set that matches may not be the only one.
  if (pages.some((page) => page.next !== undefined)) return [];
  const items = await table.batchGet(pages.flatMap((page) => page.items));
  return items.flatMap((item) => (item === undefined ? [] : [inTransitRowOf(item)]));
}
