import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { writeOffLegs } from '../../shared/domain/remittance/post/rebook.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import {
  type Denial,
  type DenialOutcome,
  denialDecidedWrite,
  readDenial,
  withOpenDenials,
} from '../../shared/store/denials.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../../shared/store/ledger.ts';
import type { Write } from '../../shared/store/table.ts';
import type { DenialsDeps, DenialsOperations, DenialsRequest } from './context.ts';
import { listOpenDenials } from './list-open.ts';
import { denialView, standingWith } from './views.ts';

type WriteOffRequest = DenialsRequest<'writeOffDenial'>;

export const denialOperations: DenialsOperations = {
  listDenials: async (request, { table }) => {
    const { tenantId } = request.principal;
    const page = await listOpenDenials(request, tenantId, table);
    if (!page.ok) return page;
    const { items: denials, ...next } = page.value;
    const claimIds = denials.map((denial) => denial.claimId);
    const balances = await readBalances(table, tenantId, claimIds);
    const items = denials.map((denial, index) => denialView(denial, balances[index]));
    return ok({ body: { items, ...next } });
  },

  getDenial: async (request, deps) => {
    const { tenantId } = request.principal;
    const denial = await readDenial(deps.table, tenantId, request.params.denialId);
    if (denial === undefined) return fail({ kind: 'not-found' });
    const [balance] = await readBalances(deps.table, tenantId, [denial.claimId]);
    return ok({ body: denialView(denial, balance), version: denial.version });
  },

  closeDenial: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { balance } = found.value;
    const closing = closed(request, found.value, request.body.outcome);
    return ok({
      body: denialView(closing.denial, closing.after),
      version: closing.denial.version,
      writes: [closing.write, balanceWrite(request.principal.tenantId, balance, closing.after)],
      audit: {
        action: 'denial-closed',
        entityId: closing.denial.id,
        facts: { outcome: request.body.outcome },
      },
    });
  },

  writeOffDenial: async (request, deps) => {
    const { tenantId } = request.principal;
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance } = found.value;
    const standing = standingWith(balance, denial.share);
    const amount = request.body.cents ?? cents(Math.min(denial.deniedCents, standing));
    if (amount <= 0 || amount > standing) return fail({ kind: 'write-off-exceeds-balance' });
    const entry = writeOffEntry({ request, today: await request.today() }, denial, balance, amount);
    const item = entryItem(tenantId, balance.claimId, entry, denial.id);
    const closing = closed(request, found.value, 'write-off');
    const after = applyLegs(closing.after, entry.legs);
    const kept = { by: request.principal.subject, why: request.body.reason };
    return ok({
      body: { denial: denialView(closing.denial, after), ledgerEntryId: wireEntryId(item), cents: amount },
      version: closing.denial.version,
      writes: [
        { put: { ...item, ...kept }, condition: { absent: true } },
        balanceWrite(tenantId, balance, after),
        totalsWrite(tenantId, entry.postedOn, entry.entityId, entry.id, entry.legs) as Write<Failure>,
        closing.write,
      ],
      audit: {
        action: 'denial-written-off',
        entityId: denial.id,
        facts: { ledgerEntryId: wireEntryId(item), cents: amount },
      },
    });
  },
};

/** A denial that waits, with the balance of its claim. */
interface OpenDenial {
  readonly denial: Denial;
  readonly balance: ClaimBalance;
}

async function openDenial(
  request: Pick<WriteOffRequest, 'principal' | 'params' | 'expectedVersion'>,
  { table }: DenialsDeps,
): Promise<Result<OpenDenial, Failure>> {
  const { tenantId } = request.principal;
  const denial = await readDenial(table, tenantId, request.params.denialId);
  if (denial === undefined) return fail({ kind: 'not-found' });
  if (denial.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  if (denial.state !== 'open') return fail({ kind: 'denial-closed' });
  const [balance] = await readBalances(table, tenantId, [denial.claimId]);
  invariant(balance !== undefined, 'a denied claim has a balance');
  return ok({ denial, balance });
}

/** A denial as a person closes it: the write, and the claim's balance that no longer lists it. */
function closed(
  request: Pick<WriteOffRequest, 'principal' | 'at'> & { readonly body: { readonly reason: string } },
  { denial, balance }: OpenDenial,
  outcome: DenialOutcome,
) {
  const { tenantId, subject } = request.principal;
  const resolution = { kind: outcome, by: subject, at: request.at, reason: request.body.reason };
  const left = (balance.openDenials ?? []).filter(({ id }) => id !== denial.id);
  return {
    denial: { ...denial, state: 'closed', outcome, resolution, version: denial.version + 1 } as Denial,
    after: withOpenDenials(balance, left.length === 0 ? undefined : left),
    write: denialDecidedWrite(tenantId, denial, outcome, resolution),
  };
}

function writeOffEntry(
  { request, today }: { readonly request: WriteOffRequest; readonly today: LocalDate },
  denial: Denial,
  balance: ClaimBalance,
  amount: Cents,
): LedgerEntry {
  const line = denial.lines.length === 1 ? denial.lines[0] : undefined;
  return {
    id: request.newId('ledgerEntry'),
    kind: 'write-off',
    effectiveOn: today,
    postedOn: today,
    period: today.slice(0, 7),
    ...dimensionsOf(balance),
    remittanceId: denial.remittanceId,
    legs: writeOffLegs(denial, amount, line),
  };
}
