import type { Claim } from '../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../shared/domain/claim/common-claim.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import type { ReadClaimFile } from '../shared/x12/837/claim-file.ts';
import { claimForms } from '../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../shared/x12/837/read-file.ts';
import { adjudicate, answerTotals, type ClaimAnswer, claimContent, reverse } from './adjudicate.ts';
import { chanceOf } from './chance.ts';
import { type SimulatedPayment, type SimulatedRemittance, writeRemittance } from './write-remittance.ts';

/** With at least this many paid claims, the payer takes one answer back and corrects it in the same remittance. */
const claimsForReversal = 6;

/**
 * Answers a file of claims as its payers might: one 835 interchange, a payment for each payer and billing provider, with
 * contractual and patient shares, denials, and (with enough claims) one reversed and corrected. The same claims and
 * seed give the same bytes.
 */
export function answerFile(
  bytes: Uint8Array,
  seed: string,
): Result<string, { readonly kind: 'claim-file-unreadable' }> {
  const read = readClaims(bytes);
  if (!read.ok) return read;
  const { claims, ...envelope } = read.value;
  const groups = Map.groupBy(claims, (claim) => paymentName(claim.payer.id, claim.billingProvider));
  const payments = [...groups.values()].map((theirs) => paymentFor(theirs, seed));
  return ok(writeRemittance({ ...envelope, payments }));
}

/** What a claim file holds, and the envelope of an answer to it. */
export interface ReceivedClaims extends Omit<SimulatedRemittance, 'payments'> {
  readonly claims: readonly Claim[];
}

/** Reads the claims of a file, all of its interchanges and forms together. */
export function readClaims(bytes: Uint8Array): Result<ReceivedClaims, { readonly kind: 'claim-file-unreadable' }> {
  // Each form reads its own transactions. What says no form it can be is taken once, as professional.
  const transactions = new Map<number, ReadTransaction>();
  for (const read of [professionalOf, institutionalOf, dentalOf].flatMap((readForm) => readForm(bytes))) {
    if (!transactions.has(read.byteOffset)) transactions.set(read.byteOffset, read);
  }
  const inOrder = [...transactions.values()].sort((left, right) => left.byteOffset - right.byteOffset);
  const [first] = inOrder;
  if (first === undefined) return fail({ kind: 'claim-file-unreadable' });
  return ok({
    ...first.envelope,
    createdOn: first.file.createdOn,
    claims: inOrder.flatMap(({ file }) => file.claims),
  });
}

/** A transaction that could be read, with what an answer repeats of its envelope. */
interface ReadTransaction {
  readonly byteOffset: number;
  readonly envelope: Pick<ReceivedClaims, 'controlNumber' | 'senderId' | 'receiverId'>;
  readonly file: ClaimFile<Claim>;
}

const professionalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.professional));
const institutionalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.institutional));
const dentalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.dental));

function transactionsOf(read: Result<ReadClaimFile<ClaimFile<Claim>>, unknown>): ReadTransaction[] {
  if (!read.ok) return [];
  return read.value.interchanges.flatMap(({ controlNumber, senderId, receiverId, transactions }) => {
    // The answer goes the other way.
    const envelope = { controlNumber, senderId: receiverId, receiverId: senderId };
    return transactions.flatMap(({ byteOffset, file }) => (file === undefined ? [] : [{ byteOffset, envelope, file }]));
  });
}

/** What goes into one payment: what one payer owes one billing provider. */
export function paymentName(payerId: string, { npi, taxId }: Claim['billingProvider']): string {
  return JSON.stringify([payerId, npi ?? taxId?.id]);
}

function paymentFor(claims: readonly Claim[], seed: string): SimulatedPayment {
  const answers = claims.map((claim) => adjudicate(claim, seed));
  const { payer, billingProvider } = claims[0] as Claim;
  return {
    payer,
    billingProvider,
    answers: [...answers, ...correctionOf(answers, seed)],
    interestCents: answers.length >= 10 ? 1 + chanceOf(seed, payer.id, 'interest').below(2000) : 0,
  };
}

/** The reversal of one paid answer and the answer that replaces it, decided with another seed. */
function correctionOf(answers: readonly ClaimAnswer[], seed: string): ClaimAnswer[] {
  const paid = answers.filter((answer) => answer.statusCode === '1' && answerTotals(answer).paidCents > 0);
  if (answers.length < claimsForReversal || paid.length === 0) return [];
  // The lowest draw of all, which does not depend on the order of the claims.
  const draw = ({ claim }: ClaimAnswer) => chanceOf(seed, 'reversal', claimContent(claim)).below(2 ** 32);
  const original = paid.reduce((lowest, each) => (draw(each) < draw(lowest) ? each : lowest));
  const before = answerTotals(original).paidCents;
  const attempts = Array.from({ length: 20 }, (_, attempt) =>
    adjudicate(original.claim, `${seed} correction ${attempt}`),
  );
  const corrected = attempts.find((each) => each.statusCode === '1' && answerTotals(each).paidCents !== before);
  if (corrected === undefined) return [];
  return [reverse(original), { ...corrected, payerClaimNumber: `${original.payerClaimNumber}C` }];
}
