import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { Receiver, Submitter } from '../../shared/domain/claim/party.ts';
import type { FileRemark } from '../../shared/domain/claim-intake/claim-intake.ts';
import { present } from '../../shared/domain/present.ts';
import type { ClaimSink, DocumentTransaction } from '../../shared/x12/837/convert/claim-document.ts';
import { openClaimPass, type PlacedFinding } from '../../shared/x12/837/convert/read-x12.ts';
import type { EnvelopeFailure } from '../../shared/x12/envelope.ts';

/** A claim in a file. */
export interface FileClaim {
  /** Its number in the file, from 1. */
  readonly record: number;
  readonly claim: Claim;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  /** `CH`: the claim is billed to somebody. */
  readonly claimKind: string;
  readonly findings: readonly PlacedFinding[];
}

/** What is known after a file was read to its end. */
export interface FileEnd {
  readonly claims: number;
  /** Whether the file was readable to its end, and has its trailers. */
  readonly isWhole: boolean;
  readonly remarks: readonly FileRemark[];
}

/** How many bytes are read at once: some hundred claims, which are processed before more are read. */
const portionBytes = 256 * 1024;
const remarksKept = 50;
const cutOff: ReadonlySet<string> = new Set([
  ...['interchange-trailer-missing', 'group-trailer-missing', 'transaction-trailer-missing'],
  ...['segment-unterminated', 'segment-too-long', 'envelope-truncated'],
]);

/**
 * Reads the claims of a file one by one from its beginning, with one portion in memory. A claim depends on the levels
 * before it, so reading always starts at the file's start. That is quick compared with taking claims in.
 */
export async function readClaims(
  sizeBytes: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
  each: (claim: FileClaim) => Promise<'on' | 'stop'>,
): Promise<FileEnd | 'stopped'> {
  const collected = new Collected();
  const pass = openClaimPass(collected, (finding) => collected.remark(finding));
  for (let offset = 0; offset < sizeBytes; offset += portionBytes) {
    pass.push(await read(offset, Math.min(portionBytes, sizeBytes - offset)));
    for (const claim of collected.take()) if ((await each(claim)) === 'stop') return 'stopped';
  }
  const end = pass.finish();
  // Why nothing of the file could be read, such as a missing envelope.
  if (!end.ok && collected.claims === 0) collected.unreadable(end.failure);
  for (const claim of collected.take()) if ((await each(claim)) === 'stop') return 'stopped';
  return { claims: collected.claims, isWhole: end.ok && !collected.isCutOff, remarks: collected.remarks };
}

/** Claims that were read and not yet handed on. */
class Collected implements ClaimSink {
  claims = 0;
  isCutOff = false;
  readonly remarks: FileRemark[] = [];
  #transaction: DocumentTransaction | undefined;
  #read: FileClaim[] = [];
  #findings: PlacedFinding[] = [];

  remark(finding: PlacedFinding): void {
    const { code, message, byteOffset, loop, claim } = finding;
    if (cutOff.has(code)) this.isCutOff = true;
    if (this.remarks.length < remarksKept)
      this.remarks.push({ code, message, byteOffset, ...present({ loop, claim }) });
    if (claim !== undefined && this.#findings.length < remarksKept) this.#findings.push(finding);
  }

  unreadable({ kind, message, byteOffset }: EnvelopeFailure): void {
    this.remarks.push({ code: kind, message, byteOffset });
  }

  interchange(): void {}

  group(): void {}

  transaction(header: DocumentTransaction): void {
    this.#transaction = header;
  }

  claim(parties: object, fields: object): void {
    const transaction = this.#transaction as DocumentTransaction;
    const { kind, submitter, receiver, claimKind } = transaction;
    this.claims += 1;
    this.#read.push({
      record: this.claims,
      claim: { kind, ...parties, ...fields } as unknown as Claim,
      ...{ submitter, receiver, claimKind },
      findings: this.#findings,
    });
    this.#findings = [];
  }

  end(): void {}

  take(): readonly FileClaim[] {
    const read = this.#read;
    this.#read = [];
    return read;
  }
}
