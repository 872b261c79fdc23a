import type { Claim } from '../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../shared/domain/claim/common-claim.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import type { ReadClaimFile } from '../shared/x12/837/claim-file.ts';
import { claimForms } from '../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../shared/x12/837/read-file.ts';

/** A claim of a file. */
export interface NumberedClaim {
  /** Its position in the file, from 1. */
  readonly position: number;
  readonly claim: Claim;
  /** The day of the file. */
  readonly receivedOn: LocalDate;
  /** The offset of its CLM in the file. */
  readonly byteOffset: number;
  /** The offset of its transaction's ST. */
  readonly transactionOffset: number;
}

/** A transaction of a claim file without its claims: its sender and reference. */
export interface ReceivedBatch extends Omit<ClaimFile<Claim>, 'claims'> {
  readonly byteOffset: number;
}

/** Claims to decide, and the facts for the answer's envelope, whose sender and receiver are exchanged. */
export interface ClaimsToDecide {
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly createdOn: LocalDate;
  readonly claims: readonly NumberedClaim[];
}

/** What a claim file holds. */
export interface ReceivedClaims extends ClaimsToDecide {
  readonly batches: readonly ReceivedBatch[];
}

/** Reads the claims of a file, with all of its interchanges and forms. */
export function readClaims(bytes: Uint8Array): Result<ReceivedClaims, { readonly kind: 'claim-file-unreadable' }> {
  // Each form reads its own transactions. A transaction of an unknown form is read once, as professional.
  const transactions = new Map<number, ReadTransaction>();
  for (const read of [professionalOf, institutionalOf, dentalOf].flatMap((readForm) => readForm(bytes))) {
    if (!transactions.has(read.byteOffset)) transactions.set(read.byteOffset, read);
  }
  const inOrder = [...transactions.values()].sort((left, right) => left.byteOffset - right.byteOffset);
  const [first] = inOrder;
  if (first === undefined) return fail({ kind: 'claim-file-unreadable' });
  const claims = inOrder.flatMap(({ byteOffset: transactionOffset, file, offsets }) =>
    file.claims.map((claim, index) => {
      return { claim, receivedOn: file.createdOn, byteOffset: offsets[index] ?? 0, transactionOffset };
    }),
  );
  return ok({
    ...first.envelope,
    createdOn: first.file.createdOn,
    batches: inOrder.map(({ byteOffset, file: { claims: _, ...batch } }) => ({ ...batch, byteOffset })),
    claims: claims.map((each, index) => ({ position: index + 1, ...each })),
  });
}

/** A readable transaction, with the envelope facts that an answer repeats. */
interface ReadTransaction {
  readonly byteOffset: number;
  readonly envelope: Pick<ReceivedClaims, 'controlNumber' | 'senderId' | 'receiverId'>;
  readonly file: ClaimFile<Claim>;
  /** The offsets of its claims. */
  readonly offsets: readonly number[];
}

const professionalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.professional));
const institutionalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.institutional));
const dentalOf = (bytes: Uint8Array) => transactionsOf(readClaimFile(bytes, claimForms.dental));

function transactionsOf(read: Result<ReadClaimFile<ClaimFile<Claim>>, unknown>): ReadTransaction[] {
  if (!read.ok) return [];
  return read.value.interchanges.flatMap(({ controlNumber, senderId, receiverId, transactions }) => {
    const envelope = { controlNumber, senderId: receiverId, receiverId: senderId };
    return transactions.flatMap(({ byteOffset, file, claims }) => {
      if (file === undefined) return [];
      const offsets = claims.map((claim) => claim.byteOffset);
      return [{ byteOffset, envelope, file: { ...file, createdOn: dayOr(file.createdOn, noDay) }, offsets }];
    });
  });
}

/**
 * Stands for the missing creation date of a file. Such a file has a wrong structure, so this date occurs only in the
 * answer that rejects it.
 */
const noDay = '2000-01-01' as LocalDate;

function dayOr(text: string, otherwise: LocalDate): LocalDate {
  const day = parseLocalDate(text);
  return day.ok ? day.value : otherwise;
}
