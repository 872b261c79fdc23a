import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type ClaimId, claimIdFromDigest } from '../../shared/domain/identity/ids.ts';
import { balancedLegs, type LedgerEntry, type Leg } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { defaultAdjustmentRules } from '../../shared/domain/remittance/adjustment-rules.ts';
import { openAnswers } from '../../shared/domain/remittance/claim-posting.ts';
import { claimEquationFailures } from '../../shared/domain/remittance/equations.ts';
import { type GroupPosting, postGroup } from '../../shared/domain/remittance/post-group.ts';
import { postPayment } from '../../shared/domain/remittance/post-payment.ts';
import type { RemittanceClaim, RemittancePayment } from '../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import { readRemittanceClaim } from '../../shared/x12/remittance-claim.ts';
import { readRemittancePayment } from '../../shared/x12/remittance-payment.ts';
import type { ByteRange } from '../../shared/x12/scanned-claim.ts';
import type { GoldenClaim, GoldenLedger, GoldenPayer } from './golden-ledger.ts';
import { goldenPayers } from './remittance-text.ts';

/** A booked entry, as far as a golden ledger looks at it. */
export interface BookedEntry extends Pick<LedgerEntry, 'id' | 'kind' | 'legs' | 'notes' | 'adjudication' | 'reverses'> {
  readonly controlNumber?: string;
}

/** The books after a golden ledger's remittances. */
export interface Books {
  readonly entries: BookedEntry[];
  readonly balances: Map<string, ClaimBalance>;
  readonly exceptions: string[];
  readonly recoupments: Map<string, Cents>;
  readonly quarantined: string[];
}

interface ReadPayment {
  readonly payment: RemittancePayment;
  readonly balances: boolean;
  readonly claims: readonly RemittanceClaim[];
}

/** The patient control numbers that stand for a golden ledger's claims here. */
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
    quarantined: [],
  };
  for (const [name, claim] of Object.entries(golden.claims)) charge(books, names.get(name) as ClaimId, claim);
  for (const text of golden.remittances) {
    const file = text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? name);
    for (const read of readPayments(new TextEncoder().encode(file))) post(books, read);
  }
  return books;
}

/** A submitted claim and its charge entry. */
function charge(books: Books, claimId: ClaimId, claim: GoldenClaim): void {
  const chargeCents = cents(claim.lines.reduce((sum, line) => sum + line, 0));
  const balance: ClaimBalance = {
    claimId,
    version: 1,
    state: { kind: 'submitted', submissionId: 'golden' },
    entityId: 'golden',
    patientId: 'golden',
    encounterId: 'golden',
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents,
    lineCount: claim.lines.length,
    payers: claim.payers.map((payerId, index) => ({
      payerId,
      coverageId: payerId,
      receivableCents: zeroCents,
      status: index === 0 ? 'open' : 'waiting',
    })),
    patientCents: zeroCents,
  };
  const legs = claim.lines.flatMap((line, index): Leg[] => [
    {
      account: 'insurance-receivable',
      cents: cents(line),
      payerId: claim.payers[0] as string,
      line: index + 1,
    },
    { account: 'charges', cents: cents(-line), line: index + 1 },
  ]);
  books.balances.set(claimId, applyLegs(balance, legs));
  books.entries.push({ id: `charge-${claimId}`, kind: 'charge', legs: balancedLegs(legs), controlNumber: claimId });
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
  const { legs, exceptions, recoupments } = posted.value;
  books.entries.push({ id: `payment-${payment.traceNumber}`, kind: 'remittance-payment', legs });
  for (const exception of exceptions) books.exceptions.push(exception.code);
  for (const [reference, change] of recoupments) {
    books.recoupments.set(reference, cents((books.recoupments.get(reference) ?? 0) + change));
  }
  for (const [controlNumber, group] of Map.groupBy(claims, (claim) => claim.patientControlNumber)) {
    const prefix = `${payment.traceNumber}-${controlNumber}`;
    for (const one of postClaims(books, controlNumber, group, payerId, prefix)) book(books, controlNumber, one);
  }
}

function postClaims(
  books: Books,
  controlNumber: string,
  claims: readonly RemittanceClaim[],
  payerId: string | undefined,
  prefix: string,
): readonly GroupPosting[] {
  return postGroup({
    claims: claims.map((claim, index) => ({
      claim,
      equationFailures: claimEquationFailures(claim),
      entryId: `${prefix}-${index}`,
    })),
    balance: books.balances.get(controlNumber),
    payerIds: payerId === undefined ? [] : [payerId],
    rules: defaultAdjustmentRules,
    reversible: openAnswers(books.entries.filter((entry) => entry.controlNumber === controlNumber)),
  });
}

function book(books: Books, controlNumber: string, { entryId, posting }: GroupPosting): void {
  const { entryKind, legs, notes, adjudication, reverses, exceptions, after } = posting;
  books.entries.push({
    id: entryId,
    kind: entryKind,
    legs: balancedLegs(legs),
    notes,
    controlNumber,
    ...(adjudication === undefined ? {} : { adjudication }),
    ...(reverses === undefined ? {} : { reverses }),
  });
  for (const exception of exceptions) books.exceptions.push(exception.code);
  if (after !== undefined) books.balances.set(controlNumber, after);
}

function payerOf(payment: RemittancePayment): GoldenPayer | undefined {
  const payers = Object.entries(goldenPayers) as [GoldenPayer, { traceOriginator: string }][];
  return payers.find(([, payer]) => payer.traceOriginator === payment.traceOriginator)?.[0];
}
