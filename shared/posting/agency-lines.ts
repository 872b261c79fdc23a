import { withHold } from '../domain/account/hold.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { agreedFee, type CollectionAgency } from '../domain/collections/agency.ts';
import {
  type CaseEvent,
  type CollectionCase,
  type RecoveryPart,
  recoveryParts,
  withEvent,
  withReinstated,
} from '../domain/collections/case.ts';
import type { AgencyRemit, LineWait, PostedLine } from '../domain/collections/remit.ts';
import type { RemitLine } from '../domain/collections/remit-file.ts';
import { idFromDigest, isId, type TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { addCents, type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { allocationsToFree } from '../domain/patient-payment/allocate.ts';
import { receiptLegs, reversedLegs } from '../domain/patient-payment/legs.ts';
import type { Allocation, PatientPayment } from '../domain/patient-payment/payment.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import { accountWrite, readAccount, readClientBalance } from '../store/accounts.ts';
import { feeClaimedWrite } from '../store/agency-fees.ts';
import { postedLineWrite, readLines } from '../store/agency-remits.ts';
import { readBalances } from '../store/claims.ts';
import { caseWrite, readCase } from '../store/collections.ts';
import { arrivedWrite } from '../store/deposit-batches.ts';
import { digestOf } from '../store/digest.ts';
import { readPatientPayment } from '../store/patient-payments.ts';
import type { Table, Write } from '../store/table.ts';
import { bookFreeing, standingCents } from './card-booking.ts';
import {
  agencyEntry,
  balancesAfter,
  bookRecovery,
  entryWrites,
  outstandingCents,
  reinstated,
  settledCase,
} from './collection-booking.ts';
import {
  bookReceipt,
  ownEntry,
  type PaymentBooking,
  type PaymentStep,
  paymentWrites,
} from './patient-payment-booking.ts';

/** What booking a line needs. */
export interface LineWork {
  readonly table: Table;
  readonly remit: Pick<AgencyRemit, 'id' | 'agencyId' | 'entityId' | 'remits'>;
  readonly agency: Pick<CollectionAgency, 'fees'>;
  readonly booking: PaymentBooking;
}

/** A booked line: its stored form, and everything that must be written with it. */
export interface BookedLine {
  readonly line: PostedLine;
  readonly writes: readonly Write<{ readonly kind: 'version-changed' }>[];
}

/** The id of the payment that a line becomes: the same line always gives the same id. */
function paymentIdOfLine(tenant: TenantId, agencyId: string, ...name: readonly string[]): string {
  return idFromDigest('patientPayment', digestOf('agency-line', tenant, agencyId, ...name));
}

/** Books a line of an agency's file; an unidentified line waits, with its money in unidentified receipts. */
export async function bookLine(stated: RemitLine, work: LineWork): Promise<BookedLine> {
  const { table, remit, agency, booking } = work;
  const { record, reference, collectedCents, feeCents, paidOn } = stated;
  const [known] = await readLines(table, booking.tenant, remit.agencyId, [stated]);
  const name = [record, reference, ...(known === undefined ? [] : [remit.id])];
  const agreed = agreedFee(agency, collectedCents, paidOn);
  const line: PostedLine = {
    ...stated,
    ...{ remitId: remit.id, agencyId: remit.agencyId, entityId: remit.entityId, version: 1, state: 'posted' },
    paymentId: paymentIdOfLine(booking.tenant, remit.agencyId, ...name),
    ...present({
      agreedFeeCents: agreed === feeCents ? undefined : agreed,
      isRepeated: known === undefined ? undefined : (true as const),
    }),
  };
  if (known !== undefined) return waiting(line, 'reference-known', work);
  const placement = await placementOf(line, work);
  if (placement === undefined) return waiting(line, 'case-unknown', work);
  const fee = feeOf(line, work);
  if (line.paidTo === 'office') return officePaid(line, placement, fee, work);
  if (line.record === 'payment') return collected(line, placement, { fee, from: 'deposits-in-transit' }, work);
  const [original] = await readLines(table, booking.tenant, remit.agencyId, [{ record: 'payment', reference }]);
  const back = original && (await readPatientPayment(table, booking.tenant, original.paymentId));
  const because = isElsewhere(original, line.caseId) ? 'payment-elsewhere' : whyNotBack(line, back);
  if (because !== undefined || back === undefined) return waiting(line, because ?? 'payment-unknown', work);
  const parts = original?.parts ?? [];
  return takenBack(line, placement, { fee, from: 'deposits-in-transit', payment: back, parts }, work);
}

/** A returned payment, and where it had been applied. */
export type ComingBack = Pick<TakenBack, 'payment' | 'parts'>;

/** Books a waiting line, once a person identifies it: its money leaves unidentified receipts. */
export async function bookWaitingLine(
  waited: PostedLine,
  placement: CollectionCase,
  back: ComingBack | undefined,
  work: LineWork,
): Promise<BookedLine> {
  const { because: _because, ...rest } = waited;
  const line: PostedLine = { ...rest, version: waited.version + 1, state: 'posted', caseId: placement.id };
  if (line.paidTo === 'office') return officePaid(line, placement, noFee, work);
  const how = { fee: noFee, from: 'unidentified-receipts' } as const;
  if (line.record === 'payment') return collected(line, placement, how, work);
  invariant(back !== undefined, 'a reversal names what came back');
  return takenBack(line, placement, { ...how, ...back }, work);
}

/**
 * Whether the payment that comes back was booked for another placement. The claims that it paid, and their bad debt,
 * belong to that placement.
 */
export function isElsewhere(original: Pick<PostedLine, 'caseId'> | undefined, caseId: string): boolean {
  return original !== undefined && original.caseId !== caseId;
}

/** Why a line's amount cannot be taken out of a payment; undefined when it can. */
export function whyNotBack(
  { collectedCents }: Pick<RemitLine, 'collectedCents'>,
  payment: PatientPayment | undefined,
): LineWait | undefined {
  if (payment === undefined || payment.reversed !== undefined) return 'payment-unknown';
  if ((payment.refundedCents ?? 0) > 0) return 'payment-refunded';
  if ((payment.transfers ?? []).length > 0) return 'payment-transferred';
  return negateCents(collectedCents) > standingCents(payment) ? 'amount-differs' : undefined;
}

async function placementOf({ caseId }: RemitLine, { table, remit, booking }: LineWork) {
  const found = isId('collectionCase', caseId) ? await readCase(table, booking.tenant, caseId) : undefined;
  return found?.agencyId === remit.agencyId && found.entityId === remit.entityId ? found : undefined;
}

export const factsOf = ({ paymentId, entityId, paidOn }: PostedLine) => ({ paymentId, entityId, effectiveOn: paidOn });

/** How a line's fee is booked: its entries, and the change of the agency's claim on the office. */
interface LineFee {
  readonly entries: readonly LedgerEntry[];
  readonly writes: readonly Write<never>[];
}

const noFee: LineFee = { entries: [], writes: [] };

/** Books the fee that the agency keeps, or is owed, for a line. */
function feeOf(line: PostedLine, { remit, booking }: LineWork): LineFee {
  const { feeCents } = line;
  if (feeCents === 0) return noFee;
  const other = remit.remits === 'net' ? 'deposits-in-transit' : 'agency-fees-payable';
  const amounts = [['merchant-and-agency-fees', feeCents] as const, [other, negateCents(feeCents)] as const];
  const entries = [agencyEntry(factsOf(line), 'agency-fee', amounts, booking)];
  return { entries, writes: remit.remits === 'net' ? [] : [feeClaimedWrite(booking.tenant, remit, feeCents)] };
}

function waiting(line: PostedLine, because: LineWait, work: LineWork): BookedLine {
  const { booking } = work;
  const { collectedCents, paidTo } = line;
  const came = [
    ['deposits-in-transit', collectedCents],
    ['unidentified-receipts', negateCents(collectedCents)],
  ] as const;
  const receipt = paidTo === 'agency' ? [agencyEntry(factsOf(line), 'agency-receipt', came, booking)] : [];
  const kept: PostedLine = { ...line, state: 'waiting', because };
  const fee = feeOf(line, work);
  const entries = [...receipt, ...fee.entries];
  return {
    line: kept,
    writes: [...entryWrites(entries, booking), ...fee.writes, postedLineWrite(booking.tenant, kept)],
  };
}

/** The patient paid the office directly. The office already has the money; the agency reports it to claim its fee. */
function officePaid(line: PostedLine, placement: CollectionCase, fee: LineFee, { booking }: LineWork): BookedLine {
  const after = counted(placement, line, booking);
  return {
    line,
    writes: [
      ...entryWrites(fee.entries, booking),
      ...fee.writes,
      caseWrite(booking.tenant, after),
      postedLineWrite(booking.tenant, line),
    ],
  };
}

/** The placement with its updated collections and fees. */
export function counted(placement: CollectionCase, line: PostedLine, { at, subject }: PaymentBooking): CollectionCase {
  const { collectedCents, feeCents, reference } = line;
  const what: CaseEvent['what'] = collectedCents < 0 ? 'collection-reversed' : 'collected';
  return withEvent(
    {
      ...placement,
      collectedCents: addCents(placement.collectedCents, collectedCents),
      feeCents: addCents(placement.feeCents, feeCents),
    },
    { at, by: subject, what, cents: collectedCents, reason: reference },
  );
}

/** The balance that the office last reported to the agency, less a payment that the agency itself has reported. */
function toldLess({ told }: CollectionCase, paid: Cents): CollectionCase['told'] {
  return {
    ...told,
    paymentsCents: addCents(told.paymentsCents, paid),
    currentCents: subtractCents(told.currentCents, paid),
  };
}

interface MoneyFrom {
  readonly fee: LineFee;
  /** The account that holds the line's money before it is credited to the patient. */
  readonly from: 'deposits-in-transit' | 'unidentified-receipts';
}

async function readClaims(claimIds: readonly string[], { table, booking }: LineWork) {
  const balances = await readBalances(table, booking.tenant, claimIds);
  return new Map(balances.flatMap((claim) => (claim === undefined ? [] : [[claim.claimId as string, claim] as const])));
}

const putOf = (parts: readonly RecoveryPart[]): Cents => sumCents(parts.map((part) => part.cents));

async function collected(
  line: PostedLine,
  placement: CollectionCase,
  { fee, from }: MoneyFrom,
  work: LineWork,
): Promise<BookedLine> {
  const { table, booking, remit } = work;
  const { tenant, at, subject } = booking;
  const { paymentId, collectedCents, paidOn, reference } = line;
  const claims = await readClaims(
    placement.claims.map(({ claimId }) => claimId),
    work,
  );
  const payment: PatientPayment = {
    ...{ id: paymentId, version: 1, accountId: placement.accountId, entityId: remit.entityId, method: 'agency' },
    ...{ cents: collectedCents, receivedOn: paidOn, reference, enteredAt: at, enteredBy: subject },
    ...{ allocations: [], unappliedCents: collectedCents },
  };
  const parts = recoveryParts(placement, claims, collectedCents);
  const receipt = receiptOf(payment, from, booking);
  const arrived = { ...receipt, writes: [arrivedWrite(tenant, paymentId, remit.id)] };
  const recovery = bookRecovery(payment, parts, { placement, claims }, booking);
  const last: PaymentStep = { payment: recovery.payment, entries: fee.entries, writes: fee.writes };
  const paid: CollectionCase = {
    ...counted(placement, line, booking),
    claims: withReinstated(placement.claims, parts),
    told: toldLess(placement, putOf(parts)),
  };
  const left = outstandingCents(paid, balancesAfter(claims, parts));
  const settled = settledCase(paid, await readAccount(table, tenant, placement.accountId), left, booking);
  const kept: PostedLine = { ...line, parts };
  return {
    line: kept,
    writes: [
      ...paymentWrites([arrived, ...recovery.steps, last], booking),
      ...settled.writes,
      caseWrite(tenant, settled.placement),
      postedLineWrite(tenant, kept),
    ],
  };
}

/** The receipt of a payment: its money is in transit to the bank, or comes out of unidentified receipts. */
function receiptOf(payment: PatientPayment, from: MoneyFrom['from'], booking: PaymentBooking): PaymentStep {
  if (from === 'deposits-in-transit') return bookReceipt(payment, booking);
  const { id: paymentId, entityId, receivedOn: effectiveOn, cents: amount } = payment;
  const amounts = [[from, amount] as const, ['unapplied-patient-cash', negateCents(amount)] as const];
  const entry = agencyEntry({ paymentId, entityId, effectiveOn }, 'patient-payment', amounts, booking);
  return { payment, entries: [entry], writes: [] };
}

export interface TakenBack extends MoneyFrom {
  readonly payment: PatientPayment;
  readonly parts: readonly RecoveryPart[];
}

/**
 * Books that a payment of an earlier line was returned, in full or in part. Its claims are owed again. Those that were
 * bad debt become bad debt again.
 */
export async function takenBack(
  line: PostedLine,
  placement: CollectionCase,
  { fee, from, payment, parts }: TakenBack,
  work: LineWork,
): Promise<BookedLine> {
  const { table, booking } = work;
  const amount = leavingCents(line);
  const { taken } = allocationsToFree(payment.unappliedCents, payment.allocations, amount);
  const claimIds = taken.map(({ claimId }) => claimId);
  const claims = await readClaims(claimIds, work);
  const client = await readClientBalance(table, booking.tenant, payment.accountId);
  const again = placement.state === 'recalled' ? [] : againInBadDebt(taken, parts);
  const moved = reinstated(again, { placement, claims }, booking);
  const cash = { payment, claims: moved.claims as ReadonlyMap<string, ClaimBalance>, client };
  const freed = bookFreeing(cash, amount, booking);
  const left = bookLeaving(freed.at(-1)?.payment ?? payment, line, from, booking);
  const steps = [
    { payment, entries: [...moved.entries, ...fee.entries], writes: fee.writes },
    ...freed,
    { ...left, payment: { ...left.payment, version: payment.version + 1 } },
  ];
  const paid: CollectionCase = {
    ...counted(placement, line, booking),
    claims: withReinstated(placement.claims, again),
    told: toldLess(placement, negateCents(sumCents(taken.map((each) => each.cents)))),
  };
  const open = placement.state === 'closed' ? await openedAgain(paid, table, booking) : { placement: paid, writes: [] };
  return {
    line,
    writes: [
      ...paymentWrites(steps, booking),
      ...open.writes,
      caseWrite(booking.tenant, open.placement),
      postedLineWrite(booking.tenant, line),
    ],
  };
}

/**
 * The amount that returns to bad debt. For each claim it is what this payment took out of bad debt, and at most the
 * part of the payment that came back.
 */
function againInBadDebt(taken: readonly Allocation[], parts: readonly RecoveryPart[]) {
  return parts.flatMap(({ claimId, reinstatedCents }) => {
    const stood = taken.find((each) => each.claimId === claimId)?.cents ?? zeroCents;
    const again = Math.min(reinstatedCents, stood);
    return again === 0 ? [] : [{ claimId, reinstatedCents: cents(-again) }];
  });
}

/** How much of the returned amount is taken out of its payment: all except the part that the office bears. */
function leavingCents({ collectedCents, borneCents = zeroCents }: PostedLine): Cents {
  return subtractCents(negateCents(collectedCents), borneCents);
}

/** Takes the returned amount out of the payment. A payment with nothing left counts as reversed. */
function bookLeaving(
  payment: PatientPayment,
  line: PostedLine,
  from: MoneyFrom['from'],
  booking: PaymentBooking,
): PaymentStep {
  const { paidOn: on, reference } = line;
  const amount = leavingCents(line);
  const { id: paymentId, entityId, method } = payment;
  const kind = 'patient-payment-reversal';
  const amounts = [['unapplied-patient-cash', amount] as const, [from, negateCents(amount)] as const];
  const entry =
    from === 'deposits-in-transit'
      ? ownEntry(payment, booking, { kind, legs: reversedLegs(receiptLegs({ cents: amount, method })) })
      : agencyEntry({ paymentId, entityId, effectiveOn: on }, kind, amounts, booking);
  const isWhole = amount === payment.cents;
  const back = { disputeId: reference, on, cents: addCents(payment.chargedBack?.cents ?? zeroCents, amount) };
  const reason = 'The agency says that it came back';
  // What had already been refunded from the payment is lost.
  const lost = present({ lostCents: line.borneCents === undefined ? undefined : payment.refundedCents });
  const after: PatientPayment = {
    ...payment,
    unappliedCents: subtractCents(payment.unappliedCents, amount),
    ...(isWhole ? {} : { chargedBack: { ...back, at: booking.at, feeCents: zeroCents, isBatched: true } }),
    ...(standingCents(payment) === amount
      ? { reversed: { as: 'returned', on, by: booking.subject, at: booking.at, reason, ...lost } }
      : {}),
  };
  return { payment: after, entries: [entry], writes: [] };
}

/**
 * Returns a paid placement to the agency. This succeeds even if the account already has a hold, or has no room for
 * another one.
 */
async function openedAgain(placement: CollectionCase, table: Table, { tenant, subject, at, today }: PaymentBooking) {
  const account = await readAccount(table, tenant, placement.accountId);
  const claimIds = placement.claims.map(({ claimId }) => claimId as string);
  const act = { reason: 'What was paid came back', by: subject, at, today };
  const held = account && withHold(account.holds, { kind: 'agency', claimIds, caseId: placement.id }, act);
  const open = { ...placement, state: 'placed' as const };
  if (account === undefined || held === undefined || !held.ok) return { placement: open, writes: [] };
  const holdNumber = held.value.at(-1)?.number ?? placement.holdNumber;
  const writes = [accountWrite(tenant, { ...account, version: account.version + 1, holds: held.value })];
  return { placement: { ...open, holdNumber }, writes };
}
