import { owedSince } from '../../shared/domain/account/ageing.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type InterestCharge, interestOf } from '../../shared/domain/collections/interest.ts';
import type { LedgerEntry, Leg } from '../../shared/domain/ledger/entry.ts';
import { cents, negateCents, sumCents } from '../../shared/domain/money/cents.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDecision } from '../../shared/posting/deciding.ts';
import { noSuchClaim, rebookingOf } from '../../shared/posting/rebooking.ts';
import { accountOfClaim } from '../../shared/posting/refund-request.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { interestOfItem, interestWrite, readInterest } from '../../shared/store/collections.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { claimInterestPartition } from '../../shared/store/keys/collection.ts';
import type { Table } from '../../shared/store/table.ts';
import type { collectionsApi } from './api.ts';
import { type ReadCandidate, readCandidates } from './candidate-reading.ts';
import type { CollectionsOperations, CollectionsRequest } from './context.ts';

type InterestView = AnswerOf<(typeof collectionsApi)['reverseInterest']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (charge: InterestCharge): InterestView => charge as unknown as InterestView;

const legsOf = (amount: InterestCharge['cents'], reference: string): Leg[] => [
  { account: 'patient-receivable', cents: amount, reference },
  { account: 'interest-income', cents: negateCents(amount), reference },
];

export const interestOperations: CollectionsOperations<'chargeInterest' | 'listInterestCharges' | 'reverseInterest'> = {
  chargeInterest: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { reason, claimId } = request.body;
    const today = await request.today();
    const through = request.body.through ?? today;
    if (through > today) {
      return invalid('/through', 'is in the future');
    }
    const [claim] = await readBalances(table, tenantId, [claimId]);
    if (claim === undefined) return noSuchClaim();
    const allowed = await mayCharge(request, table, claim);
    if (!allowed.ok) return allowed;
    const { read, own } = allowed.value;
    const charges = await interestBooked(table, tenantId, own.booked.entries);
    const standing = charges.filter(({ reversed }) => reversed === undefined);
    const chargedCents = sumCents(standing.map((each) => each.cents));
    const { collections } = await readBillingSettings(table, tenantId);
    const facts = {
      entries: own.booked.entries,
      owedSince: owedSince(own.booked.entries, ({ account }) => account === 'patient-receivable'),
      chargedThrough: standing
        .map((each) => each.through)
        .sort()
        .at(-1),
      ...{ chargedCents, state: read.facts.state },
    };
    const terms = interestOf(facts, collections, through);
    if (!terms.ok) return fail({ kind: terms.failure });
    const id = request.newId('interestCharge');
    const legs = legsOf(terms.value.cents, id);
    const decided = {
      kind: 'interest-charge',
      legs,
      after: applyLegs(claim, legs),
      accountId: read.account.id,
    } as const;
    const { writes, ledgerEntryId } = bookDecision(claim, decided, await rebookingOf(request));
    const charge: InterestCharge = {
      ...{ id, version: 1, claimId: claim.claimId, patientId: claim.patientId, entityId: claim.entityId },
      ...{ ...terms.value, charged: { by: subject, at: request.at, reason }, ledgerEntryId },
    };
    return ok({
      body: viewOf(charge),
      version: 1,
      writes: [...writes, interestWrite(tenantId, charge)],
      audit: { action: 'interest-charged', entityId: id, facts: { claimId, cents: charge.cents } },
    });
  },

  listInterestCharges: async (request, { table }) => {
    const { claimId, limit } = request.query;
    const partitions = [claimInterestPartition(request.principal.tenantId, claimId)];
    const page = await listPage(request, table, { partitions, index: true, limit }, (item) =>
      viewOf(interestOfItem(item)),
    );
    return asRead(page, { action: 'interest-read', entityId: 'interest-charges' }, () => [claimId]);
  },

  reverseInterest: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readInterest(table, tenantId, request.params.interestChargeId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (before.reversed !== undefined) return fail({ kind: 'interest-reversed-already' });
    const [claim] = await readBalances(table, tenantId, [before.claimId]);
    invariant(claim !== undefined, 'a claim stays');
    if (claim.patientCents < before.cents) return fail({ kind: 'interest-paid' });
    const legs = legsOf(negateCents(before.cents), before.id);
    const reverses = [before.ledgerEntryId.slice(before.ledgerEntryId.indexOf('.') + 1)];
    const decided = { kind: 'interest-reversal', legs, after: applyLegs(claim, legs), reverses } as const;
    const { writes, ledgerEntryId } = bookDecision(claim, decided, await rebookingOf(request));
    const reversed = { by: subject, at: request.at, reason: request.body.reason, ledgerEntryId };
    const charge: InterestCharge = { ...before, version: before.version + 1, reversed };
    return ok({
      body: viewOf(charge),
      version: charge.version,
      writes: [...writes, interestWrite(tenantId, charge)],
      audit: { action: 'interest-reversed', entityId: charge.id, facts: { claimId: charge.claimId } },
    });
  },
};

/** The interest charges of a claim, found by its entries: the index may not show the latest one yet. */
async function interestBooked(
  table: Table,
  tenant: CollectionsRequest<'chargeInterest'>['principal']['tenantId'],
  entries: readonly Pick<LedgerEntry, 'kind' | 'legs'>[],
): Promise<InterestCharge[]> {
  const charged = entries.filter(({ kind }) => kind === 'interest-charge');
  const ids = new Set(charged.flatMap(({ legs }) => legs.flatMap(({ reference }) => reference ?? [])));
  return [...(await readDocuments<InterestCharge>(table, tenant, 'INTEREST-CHARGE', [...ids])).values()];
}

interface Charging {
  readonly read: ReadCandidate;
  readonly own: ReadCandidate['claims'][number];
}

/** Whether the account's state, the law and a plan allow interest. */
async function mayCharge(
  request: CollectionsRequest<'chargeInterest'>,
  table: Table,
  claim: ClaimBalance,
): Promise<Result<Charging, Failure>> {
  const { tenantId } = request.principal;
  const today = await request.today();
  const accountId = await accountOfClaim(table, tenantId, claim);
  const owing = { accountId, claims: [claim], clientCents: cents(0) };
  const [read] = await readCandidates(table, tenantId, [owing], today);
  const own = read?.claims[0];
  if (read === undefined || own === undefined) return fail({ kind: 'interest-not-due' });
  const may = mayDo(read.account, claim, 'interest', today);
  if (!may.ok) return fail({ kind: 'account-forbids', facts: { because: may.failure.because } });
  // Under the No Surprises Act the patient owes what the payer stated, and nothing more.
  const isProtected = claim.payers.some(({ patientProtection }) => patientProtection !== undefined);
  if (isProtected) return fail({ kind: 'account-forbids', facts: { because: 'no-surprises' } });
  return own.isPlanned ? fail({ kind: 'interest-on-plan' }) : ok({ read, own });
}
