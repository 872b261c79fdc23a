import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type Cents, negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { creditSince } from '../../shared/domain/refund/credit-since.ts';
import { patientRefundDay } from '../../shared/domain/refund/refund-law.ts';
import { unclaimedDays } from '../../shared/domain/refund/unclaimed.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { isMarkedSo } from '../../shared/domain/work-mark/work-mark.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { accountPayees } from '../../shared/posting/refund-request.ts';
import { askedMarks, asRead, type ListPage, listPart, nextPage } from '../../shared/runtime/api/list-page.ts';
import { type OwingPosition, owingAccounts } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { statesOfEntities, statesOfProviders } from '../../shared/store/holder-states.ts';
import { unappliedPaymentsPartition } from '../../shared/store/keys/account.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import { patientPaymentOfItem } from '../../shared/store/patient-payments.ts';
import { readWorkMarks, type ShownMark, shownMark } from '../../shared/store/work-marks.ts';
import type { RefundsDeps, RefundsOperations, RefundsRequest } from './context.ts';

/** At most this many batches of accounts with balances are examined for one page of credits. */
const portions = 20;

type CreditsRequest = RefundsRequest<'listCredits'>;

/** A credit of a patient, an employer or a facility, before its days are worked out. */
interface FoundCredit {
  readonly accountId: string;
  readonly cents: Cents;
  readonly claim?: ClaimBalance;
  readonly paymentId?: string;
  readonly entityId: string;
  readonly since?: LocalDate;
  readonly mark?: ShownMark;
}

/** The patients and clients to whom the office owes money, and the last days to refund it. */
export const creditOperations: RefundsOperations<'listCredits'> = {
  listCredits: async (request, { table }) => {
    const audit = { action: 'credits-read', entityId: 'credits' } as const;
    const page = await creditsFrom(request, table);
    if (!page.ok) return page;
    const { items, ...rest } = page.value;
    const shown = await withDays(request, table, items);
    return asRead({ ok: true, value: { ...rest, items: shown } }, audit, (body) =>
      body.items.flatMap(({ claimId }) => claimId ?? []),
    );
  },
};

type Table = RefundsDeps['table'];

const kinds = ['claim', 'unapplied'] as const;
type Kind = (typeof kinds)[number];

/** Where the list continues: within the credits of a kind. */
interface CreditPosition {
  readonly kind: Kind;
  readonly at?: unknown;
}

/** A part of a page. */
interface CreditPart {
  readonly items: readonly FoundCredit[];
  readonly next: unknown;
}

/** One page of the asked kind, or of all kinds one after the other. */
async function creditsFrom(request: CreditsRequest, table: Table): Promise<Result<ListPage<FoundCredit>, Failure>> {
  const { kind, limit } = request.query;
  const asked = kind === undefined ? kinds : [kind];
  const start = await request.position();
  if (!start.ok) return start;
  const items: FoundCredit[] = [];
  let position = (start.value ?? { kind: asked[0] }) as CreditPosition | undefined;
  for (let room = limit; position !== undefined && room > 0; room = limit - items.length) {
    const { kind: current, at }: CreditPosition = position;
    const part: CreditPart = await (current === 'claim' ? ofClaims : unapplied)(request, table, { room, at });
    items.push(...part.items);
    const after = asked[asked.indexOf(current) + 1];
    if (part.next !== undefined) {
      position = { kind: current, at: part.next };
      break;
    }
    position = after && { kind: after };
  }
  return ok({ items, ...(await nextPage(request, position)) });
}

interface Room {
  /** At most this many. */
  readonly room: number;
  readonly at: unknown;
}

/** Unapplied cash of payments. */
async function unapplied(request: CreditsRequest, table: Table, { room: limit, at }: Room): Promise<CreditPart> {
  const { tenantId } = request.principal;
  const { minAgeDays = 0 } = request.query;
  const latest = addDays(await request.today(), -minAgeDays);
  const marks = askedMarks(request);
  const partitions = [unappliedPaymentsPartition(tenantId)];
  return listPart<FoundCredit>(table, { partitions, index: 'second', limit, marks }, at, (item, mark) => {
    const { id, accountId, entityId, unappliedCents, receivedOn } = patientPaymentOfItem(item);
    const isAsked = unappliedCents > 0 && receivedOn <= latest;
    const credit = { accountId, entityId, cents: unappliedCents, paymentId: id, since: receivedOn };
    return isAsked ? { ...credit, ...present({ mark }) } : undefined;
  });
}

/** Overpaid claims. An account's are on one page, even where they are more than there is room for. */
async function ofClaims(request: CreditsRequest, table: Table, { room, at }: Room): Promise<CreditPart> {
  const { tenantId } = request.principal;
  let position = at as OwingPosition | undefined;
  const items: FoundCredit[] = [];
  for (let portion = 0; portion < portions; portion += 1) {
    const found = await owingAccounts(table, tenantId, position, room);
    const credits = found.accounts.flatMap(({ accountId, claims }) =>
      claims.flatMap((claim) => (claim.patientCents < 0 ? [{ accountId, claim }] : [])),
    );
    const ids = credits.map(({ claim }) => claim.claimId);
    const marks = await readWorkMarks(table, tenantId, ids);
    for (const { accountId, claim } of credits) {
      if (!isMarkedSo(marks.get(claim.claimId), request.query)) continue;
      const { entityId, patientCents } = claim;
      const mark = shownMark(marks, claim.claimId);
      items.push({ accountId, claim, entityId, cents: negateCents(patientCents), ...present({ mark }) });
    }
    position = found.next;
    if (position === undefined || items.length >= room) break;
  }
  return { items, next: position };
}

/**
 * Adds the deadlines that the laws on record set. For a claim's credit they count from the entry that made it a credit.
 */
async function withDays(request: CreditsRequest, table: Table, credits: readonly FoundCredit[]) {
  const { tenantId } = request.principal;
  if (credits.length === 0) return [];
  const claims = credits.flatMap(({ claim }) => claim ?? []);
  const [settings, today, booked, ofProviders, ofEntities, payees] = await Promise.all([
    readBillingSettings(table, tenantId),
    request.today(),
    readBooked(table, tenantId, claims),
    statesOfProviders(
      table,
      tenantId,
      claims.map(({ billingProviderId }) => billingProviderId),
    ),
    statesOfEntities(table, tenantId),
    accountPayees(table, tenantId, [...new Set(credits.map(({ accountId }) => accountId))]),
  ]);
  const sinceOf = new Map(booked.map(({ balance, entries }) => [balance.claimId, creditSince(entries)]));
  return credits.map((credit) => {
    const { claim } = credit;
    const since = claim === undefined ? credit.since : sinceOf.get(claim.claimId);
    const holder = claim === undefined ? ofEntities.get(credit.entityId) : ofProviders.get(claim.billingProviderId);
    const payee = payees.get(credit.accountId);
    const state = payee?.address?.state ?? holder;
    const idle = since && { cents: credit.cents, since, isBusiness: payee?.isBusiness === true, state };
    return { ...creditView(credit, since), ...present(daysOf(settings, { since, today, holder, idle })) };
  });
}

interface Dated {
  readonly since: LocalDate | undefined;
  readonly today: LocalDate;
  /** The state from which the office bills. */
  readonly holder: string | undefined;
  readonly idle: Parameters<typeof unclaimedDays>[1] | undefined;
}

function daysOf({ refunds, unclaimed }: BillingSettings, { since, today, holder, idle }: Dated) {
  return {
    refund: since && patientRefundDay(refunds, holder, { foundOn: since, today }),
    unclaimed: idle && unclaimedDays(unclaimed, idle),
  };
}

function creditView({ accountId, cents, claim, paymentId, mark }: FoundCredit, since: LocalDate | undefined) {
  const protection = claim?.payers.find(({ patientProtection }) => patientProtection !== undefined)?.patientProtection;
  const { claimId, patientId } = claim ?? {};
  return { accountId, cents, ...present({ claimId, patientId, paymentId, since, protection, mark }) };
}
