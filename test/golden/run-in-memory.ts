import { filingNumbersOf } from '../../shared/domain/claim/answered-filing.ts';
import { applyLegs, type ClaimBalance, type OpenWork } from '../../shared/domain/claim/balance.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import { type ClaimId, claimIdFromDigest } from '../../shared/domain/identity/ids.ts';
import { balancedLegs, type Leg } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { denialGroups } from '../../shared/domain/remittance/denial/denials.ts';
import { claimEquationFailures } from '../../shared/domain/remittance/equations.ts';
import {
  type AppliedPosting,
  applyWaiting,
  type WaitingClaim,
} from '../../shared/domain/remittance/post/apply-waiting.ts';
import { type ClaimPosting, foldedExceptions, openAnswers } from '../../shared/domain/remittance/post/claim-posting.ts';
import { coverOf, type NewWork } from '../../shared/domain/remittance/post/cover.ts';
import { formerChargesOf, lineChargesOf } from '../../shared/domain/remittance/post/own-lines.ts';
import { booksAfter, type ClaimBooks, postGroup } from '../../shared/domain/remittance/post/post-group.ts';
import { postPayment } from '../../shared/domain/remittance/post/post-payment.ts';
import { isAboutTakeBack, takeBacksLeft } from '../../shared/domain/remittance/post/take-backs.ts';
import type { RemittanceClaim, RemittancePayment } from '../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readRemittanceClaim } from '../../shared/x12/835/remittance-claim.ts';
import { readRemittancePayment } from '../../shared/x12/835/remittance-payment.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import type { Books } from './books.ts';
import { chargesOf, correctInMemory } from './correct-in-memory.ts';
import type { GoldenClaim, GoldenLedger, GoldenOutcome, GoldenPatientPayment, GoldenPayer } from './golden-ledger.ts';
import { goldenPayers } from './remittance-text.ts';

interface ReadPayment {
  readonly payment: RemittancePayment;
  readonly balances: boolean;
  readonly claims: readonly RemittanceClaim[];
}

/** The patient control numbers of a golden ledger's claims. */
export function controlNumbers(golden: GoldenLedger): ReadonlyMap<string, ClaimId> {
  const names = Object.keys(golden.claims);
  return new Map(names.map((name, index) => [name, claimIdFromDigest(new Uint8Array(9).fill(index + 1))]));
}

/** Posts a golden ledger with the pure posting rules and nothing else: the real reader, no store, no queue. */
export function runInMemory(golden: GoldenLedger): Books {
  const names = controlNumbers(golden);
  const books: Books = {
    entries: [],
    balances: new Map(),
    exceptions: [],
    recoupments: new Map(),
    takeBacks: new Map(),
    quarantined: [],
    denials: [],
    waiting: new Map(),
  };
  for (const [name, claim] of Object.entries(golden.claims)) charge(books, names.get(name) as ClaimId, claim);
  const correctAfter = (count: number): void => {
    for (const correction of golden.corrections ?? []) {
      if (correction.after === count) correctInMemory(books, names.get(correction.claim) as ClaimId, correction);
    }
  };
  correctAfter(0);
  for (const [index, text] of golden.remittances.entries()) {
    const file = text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? name);
    for (const read of readPayments(new TextEncoder().encode(file))) post(books, read);
    correctAfter(index + 1);
    for (const paid of golden.patientPayments ?? []) {
      if (paid.after === index + 1) payByPatient(books, names.get(paid.claim) as ClaimId, paid);
    }
  }
  return books;
}

/** A submitted claim and its charge entry. */
function charge(books: Books, claimId: ClaimId, claim: GoldenClaim): void {
  const chargeCents = cents(claim.lines.reduce((sum, line) => sum + line, 0));
  const balance: ClaimBalance = {
    claimId,
    version: 1,
    state: { kind: 'filed' },
    filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: 'submitted', submissionId: 'golden' } }],
    entityId: 'golden',
    billingProviderId: 'golden',
    patientId: 'golden',
    encounterId: 'golden',
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents,
    lineCount: claim.lines.length,
    payers: claim.payers.map((payerId, index) => ({
      payerId,
      coverageId: `${payerId}-${index}`,
      receivableCents: zeroCents,
      status: index === 0 ? 'open' : 'waiting',
    })),
    patientCents: zeroCents,
  };
  const legs = chargesOf(claim.lines, claim.payers[0] as string);
  books.balances.set(claimId, applyLegs(balance, legs));
  books.entries.push({ id: `charge-${claimId}`, kind: 'charge', legs: balancedLegs(legs), controlNumber: claimId });
}

/** What a patient paid at the desk, as a person's entry between two remittances. */
export function patientPaymentLegs({ cents: paid }: GoldenPatientPayment): readonly Leg[] {
  return [
    { account: 'deposits-in-transit', cents: cents(paid) },
    { account: 'patient-receivable', cents: cents(-paid) },
  ];
}

function payByPatient(books: Books, claimId: ClaimId, paid: GoldenPatientPayment): void {
  const legs = patientPaymentLegs(paid);
  const id = `patient-${claimId}-${paid.after}`;
  books.entries.push({ id, kind: 'patient-payment', legs: balancedLegs(legs), controlNumber: claimId });
  books.balances.set(claimId, applyLegs(books.balances.get(claimId) as ClaimBalance, legs));
}

function readPayments(bytes: Uint8Array): readonly ReadPayment[] {
  const payments: ReadPayment[] = [];
  let claims: RemittanceClaim[] = [];
  const slice = (range: ByteRange) => bytes.subarray(range.byteOffset, range.byteOffset + range.byteLength);
  const pass = openInterchangePass({
    claim: (scanned, { interchange }) => {
      const read = readRemittanceClaim(slice(scanned), interchange.delimiters, scanned.byteOffset);
      if (!read.ok) throw new Error(`a golden claim cannot be read: ${read.failure.kind}`);
      claims.push(read.value);
    },
    transactionEnd: ({ content, interchange, complete }) => {
      if (content.kind !== 'remittance' || !complete) throw new Error('a golden remittance is a whole 835');
      const part = (range: ByteRange) => ({ bytes: slice(range), byteOffset: range.byteOffset });
      const adjustments = content.providerAdjustments.map(part);
      const read = readRemittancePayment(part(content.header), adjustments, interchange.delimiters);
      if (!read.ok) throw new Error(`a golden payment cannot be read: ${read.failure.kind}`);
      payments.push({ payment: read.value, balances: content.paymentBalances, claims });
      claims = [];
    },
  });
  pass.push(bytes);
  const outcome = pass.finish();
  if (!outcome.ok) throw new Error(`a golden file cannot be read: ${outcome.failure.kind}`);
  return payments;
}

function post(books: Books, { payment, balances, claims }: ReadPayment): void {
  if (!balances) {
    books.quarantined.push('payment-unbalanced');
    return;
  }
  const payerId = payerOf(payment);
  const reversals = claims.filter((claim) => claim.statusCode === '22');
  const posted = postPayment(payment, {
    ...(payerId === undefined ? {} : { payerId }),
    openRecoupments: books.recoupments,
    reversedNumbers: new Set(reversals.flatMap((claim) => [claim.patientControlNumber, claim.payerClaimNumber])),
  });
  if (!posted.ok) {
    books.quarantined.push(posted.failure.kind);
    return;
  }
  const { legs, exceptions, recoupments, explained, takenTwice } = posted.value;
  books.entries.push({ id: `payment-${payment.traceNumber}`, kind: 'remittance-payment', legs });
  for (const exception of exceptions) books.exceptions.push(exception.code);
  for (const [reference, change] of recoupments) {
    books.recoupments.set(reference, cents((books.recoupments.get(reference) ?? 0) + change));
  }
  for (const [reference, amount] of explained) explain(books, reference, amount);
  for (const reference of takenTwice) {
    const open = books.takeBacks.get(reference) ?? [];
    for (const { code } of open.filter((one) => one.code === 'unresolved-take-back')) {
      over(books, code);
      books.exceptions.push('taken-back-twice');
    }
    books.takeBacks.set(
      reference,
      open.map((one) => ({ ...one, code: 'taken-back-twice' as const })),
    );
  }
  for (const { code, cents: unexplained, facts } of exceptions) {
    if (!isAboutTakeBack(code)) continue;
    const reference = String(facts.reference);
    const before = books.takeBacks.get(reference) ?? [];
    books.takeBacks.set(reference, [
      ...before,
      { id: `${payment.traceNumber}-${before.length}`, code, cents: unexplained },
    ]);
  }
  for (const [controlNumber, group] of Map.groupBy(claims, (claim) => claim.patientControlNumber)) {
    const paid = { payment, payerIds: payerId === undefined ? [] : [payerId] };
    postClaims(books, controlNumber, group, paid);
  }
}

/** Reduces the open take-backs of a reference by the amount that a payment explains. */
function explain(books: Books, reference: string, amount: Cents): void {
  const open = books.takeBacks.get(reference) ?? [];
  const left = new Map(takeBacksLeft(open, amount).map((one) => [one.id, one]));
  books.takeBacks.set(
    reference,
    open.map((one) => ({ ...one, cents: left.get(one.id)?.cents ?? one.cents })).filter((one) => one.cents > 0),
  );
  for (const { id, code } of open) if (left.get(id)?.cents === 0) over(books, code);
}

interface Paid {
  readonly payment: RemittancePayment;
  readonly payerIds: readonly string[];
}

function postClaims(books: Books, controlNumber: string, claims: readonly RemittanceClaim[], paid: Paid): void {
  const { payment, payerIds } = paid;
  const own = books.entries.filter((entry) => entry.controlNumber === controlNumber);
  const before = { balance: books.balances.get(controlNumber), reversible: openAnswers(own) };
  const known = {
    rules: defaultAdjustmentRules,
    lineCharges: lineChargesOf(own),
    formerCharges: formerChargesOf(own),
    filingNumbers: filingNumbersOf(before.balance?.filings ?? [], own),
  };
  const postings = postGroup({
    claims: claims.map((claim, index) => ({
      claim,
      equationFailures: claimEquationFailures(claim),
      entryId: `${payment.traceNumber}-${controlNumber}-${index}`,
    })),
    payerIds,
    paymentDate: payment.paymentDate,
    ...before,
    ...known,
  });
  let after: ClaimBooks = before;
  for (const { index, entryId, posting } of postings) {
    after = booksAfter(after, entryId, posting, payment.paymentDate);
    book(books, controlNumber, entryId, {
      posting,
      claim: claims[index] as RemittanceClaim,
      effectiveOn: payment.paymentDate,
    });
    if (posting.waits) wait(books, entryId, claims[index] as RemittanceClaim, posting, paid);
  }
  const { balance } = after;
  if (balance === undefined) return;
  const waiting = (balance.waiting ?? []).map((id) => books.waiting.get(id)?.claim as WaitingClaim);
  for (const applied of applyWaiting({ ...after, balance }, waiting, { ...known, rules: () => known.rules }))
    apply(books, controlNumber, applied);
}

function wait(books: Books, entryId: string, claim: RemittanceClaim, posting: ClaimPosting, paid: Paid): void {
  const { payerIds, payment } = paid;
  const dated = payment.paymentDate === undefined ? {} : { paymentDate: payment.paymentDate };
  const exceptions = foldedExceptions(posting.exceptions).map((each) => each.code);
  books.waiting.set(entryId, {
    claim: { entryId, appliedEntryId: `applied-${entryId}`, claim, payerIds, ...dated },
    exceptions,
  });
}

/** Books the result of a waiting claim, and removes its exceptions. */
function apply(books: Books, controlNumber: string, applied: AppliedPosting): void {
  if (applied.kind === 'offset') books.balances.set(controlNumber, applied.after);
  else {
    const { posting, waiting } = applied;
    const { claim, paymentDate } = waiting;
    book(books, controlNumber, waiting.appliedEntryId, { posting, claim, effectiveOn: paymentDate });
  }
  for (const { entryId } of applied.kind === 'offset' ? applied.settled : [applied.waiting]) {
    for (const code of books.waiting.get(entryId)?.exceptions ?? []) over(books, code);
    books.waiting.delete(entryId);
  }
}

/** A posting with what the payer stated, and its effective day. */
interface Posted {
  readonly posting: ClaimPosting;
  readonly claim: RemittanceClaim;
  readonly effectiveOn: LocalDate | undefined;
}

function book(books: Books, controlNumber: string, id: string, { posting, claim, effectiveOn }: Posted): void {
  const { entryKind, legs, notes, adjudication, reverses, reversesPart, exceptions, denial, after } = posting;
  books.entries.push({
    id,
    kind: entryKind,
    legs: balancedLegs(legs),
    notes,
    controlNumber,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(adjudication === undefined ? {} : { adjudication }),
    ...(reverses === undefined ? {} : { reverses }),
    ...(reversesPart === undefined ? {} : { reversesPart }),
  });
  const before = books.balances.get(controlNumber);
  const raised = foldedExceptions(exceptions);
  for (const exception of raised) books.exceptions.push(exception.code);
  if (denial !== undefined) {
    books.denials.push({ reasons: denial.reasons, cents: denial.cents, mayBillNextPayer: denial.mayBillNextPayer });
  }
  if (after === undefined || before === undefined) return;
  if (posting.kind === 'unapplied') {
    books.balances.set(controlNumber, withOpenWork(after, before.openWork ?? []));
    return;
  }
  const cover = coverOf({ before, after, posting, opened: openedBy(id, posting, claim, before.lineCount) });
  for (const { kind, code } of cover.over) if (kind === 'exception') over(books, code);
  for (const { code } of cover.rests) books.exceptions.push(code);
  const rests = cover.rests.map(({ code, share, cents: amount }): OpenWork => {
    return { id: `${id} ${code} ${share}`, kind: 'exception', code, entryId: id, share, cents: amount };
  });
  books.balances.set(controlNumber, withOpenWork(after, [...cover.work, ...rests]));
}

/** The denials and exceptions of a posting, as open work. */
function openedBy(entryId: string, { notes, exceptions }: ClaimPosting, claim: RemittanceClaim, lineCount: number) {
  const denials = denialGroups(notes, claim, lineCount).map(({ category, lines, cents: denied }): NewWork => {
    const listed = lines.length === 0 ? {} : { lines };
    return { id: `${entryId} ${category}`, kind: 'denial', code: category, entryId, cents: denied, ...listed };
  });
  const raised = foldedExceptions(exceptions).map(({ code, cents: stated }, index): NewWork => {
    return { id: `${entryId} ${code} ${index}`, kind: 'exception', code, entryId, cents: stated };
  });
  return [...denials, ...raised];
}

function over(books: Books, code: string): void {
  books.exceptions.splice(books.exceptions.indexOf(code), 1);
}

function payerOf(payment: RemittancePayment): GoldenPayer | undefined {
  const payers = Object.entries(goldenPayers) as [GoldenPayer, { traceOriginator: string }][];
  return payers.find(([, payer]) => payer.traceOriginator === payment.traceOriginator)?.[0];
}

/** The marks of a claim's shares, as a golden ledger states them. */
export function marksOf(balance: ClaimBalance): Pick<GoldenOutcome, 'marks'> {
  const marks = balance.payers.flatMap(({ payerId, forwardedBy, answeredLines, patientProtection }) => {
    const found = {
      ...(forwardedBy === undefined ? {} : { forwardedBy: balance.payers[forwardedBy]?.payerId as GoldenPayer }),
      ...(answeredLines === undefined ? {} : { answeredLines }),
      ...(patientProtection === undefined ? {} : { patientProtection }),
    };
    return Object.keys(found).length === 0 ? [] : [[payerId, found]];
  });
  return marks.length === 0 ? {} : { marks: Object.fromEntries(marks) };
}
