import { createHash } from 'node:crypto';
import { present } from '../../shared/domain/present.ts';
import type { QuarantineReason } from '../../shared/domain/remittance/post/quarantine.ts';
import type { ScannedPayment } from '../../shared/store/manifest.ts';
import type { ScannedRemittance } from '../../shared/x12/835/scanned-claim.ts';
import type { Finding } from '../../shared/x12/finding.ts';
import { readInterchanges } from '../../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';
import type { ScanFailure } from '../../shared/x12/segment-scanner.ts';
import { ChunkPlan } from './chunk-plan.ts';

/** The result of the streaming pass: the payments, or why there is nothing to post. */
export interface ScannedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Whether the file is folded into lines: offsets of payments then exclude line ends. */
  readonly isFolded: boolean;
  readonly payments: readonly ScannedPayment[];
  /** The transactions that are not remittances, by type. */
  readonly otherTypes: readonly string[];
  /** The kinds of acknowledgements in the file: TA1, 997, 999, 277. They are applied separately. */
  readonly acknowledgements: readonly string[];
  /** Why reading stopped before the end of the file. */
  readonly stopped?: Finding;
  readonly findings: readonly Finding[];
}

const findingsKept = 100;
const reversalStatus = '22';
/**
 * At most this many numbers are kept. When a file reverses more claims, a person must look at take-backs that a
 * reversal would explain.
 */
const reversedNumbersKept = 20_000;

/** Reads a remittance file in one streaming pass: equations, content digests, chunks. Its memory grows by about 60 bytes per claim. */
export async function scanFile(source: AsyncIterable<Uint8Array>, claimsPerChunk?: number): Promise<ScannedFile> {
  const digest = createHash('sha256');
  const payments: ScannedPayment[] = [];
  const otherTypes = new Set<string>();
  const acknowledgements = new Set<string>();
  const findings: Finding[] = [];
  let sizeBytes = 0;
  let plan = new ChunkPlan(claimsPerChunk);
  let reversedNumbers = new Set<string>();
  const keep = (found: Finding): void => {
    if (findings.length < findingsKept) findings.push(found);
  };
  const { outcome, isFolded } = await readInterchanges(
    source,
    {
      transaction: () => {
        plan = new ChunkPlan(claimsPerChunk);
        reversedNumbers = new Set();
      },
      claim: (claim) => {
        plan.add(claim);
        if (claim.statusCode !== reversalStatus || reversedNumbers.size >= reversedNumbersKept) return;
        reversedNumbers.add(claim.patientControlNumber).add(claim.payerClaimNumber);
      },
      transactionEnd: (transaction) => {
        for (const found of transaction.findings) keep(found);
        const { kind } = transaction.content;
        if (kind === 'functional-acknowledgement' || kind === 'claim-acknowledgement') {
          acknowledgements.add(transaction.type);
        } else if (transaction.content.kind !== 'remittance') otherTypes.add(transaction.type);
        else
          payments.push({
            index: payments.length,
            ...scannedPayment(transaction, transaction.content, plan, [...reversedNumbers]),
          });
      },
      interchangeAcknowledgement: () => void acknowledgements.add('TA1'),
      finding: keep,
      canonicalDigest: () => createHash('sha256'),
    },
    {
      update: (bytes) => {
        sizeBytes += bytes.length;
        digest.update(bytes);
      },
      digest: () => new Uint8Array(),
    },
  );
  return {
    sha256: digest.digest('hex'),
    sizeBytes,
    isFolded,
    payments,
    otherTypes: [...otherTypes],
    acknowledgements: [...acknowledgements],
    ...(outcome.ok ? {} : { stopped: stoppedAt(outcome.failure) }),
    findings,
  };
}

function stoppedAt(failure: ScanFailure): Finding {
  return { code: failure.kind, message: failure.message, byteOffset: failure.byteOffset };
}

function scannedPayment(
  transaction: ScannedTransactionEnd,
  content: ScannedRemittance,
  plan: ChunkPlan,
  reversedNumbers: string[],
): Omit<ScannedPayment, 'index'> {
  const { totals } = content;
  const quarantine = quarantineOf(transaction, content);
  return {
    ...(transaction.interchange.usage === 'T' ? { isTest: true as const } : {}),
    interchangeControlNumber: transaction.interchange.controlNumber,
    groupControlNumber: transaction.groupControlNumber,
    transactionControlNumber: transaction.controlNumber,
    delimiters: delimitersOf(transaction),
    header: content.header,
    providerAdjustments: [...content.providerAdjustments],
    contentDigest: Buffer.from(content.canonicalDigest ?? []).toString('base64url'),
    claims: totals.claims,
    serviceLines: totals.serviceLines,
    failedClaims: totals.failedClaims,
    chargeCents: exactly(totals.chargeCents),
    paidCents: exactly(totals.paidCents),
    providerAdjustmentCents: exactly(totals.providerAdjustmentCents),
    paymentCents: totals.paymentCents ?? 0,
    ...present({ quarantine }),
    reversedNumbers: reversedNumbers.filter((number) => number !== ''),
    chunks: quarantine === undefined ? plan.chunks() : [],
  };
}

/** A sum, or 0 when it is too large to be an exact integer. No payment that may post has such a sum. */
function exactly(sum: number): number {
  return Number.isSafeInteger(sum) ? sum : 0;
}

function delimitersOf({ interchange }: ScannedTransactionEnd): ScannedPayment['delimiters'] {
  const { element, component, repetition, segment, filler } = interchange.delimiters;
  return { element, component, repetition, segment, filler };
}

/** Why a payment must not post; undefined when its own equations hold. */
function quarantineOf(transaction: ScannedTransactionEnd, content: ScannedRemittance): QuarantineReason | undefined {
  const { totals } = content;
  if (!transaction.complete) return 'transaction-incomplete';
  if (totals.paymentCents === null) return 'payment-missing';
  if (totals.unreadableAmounts > 0 || !content.isExact) return 'amount-unreadable';
  if (!content.paymentBalances) return 'payment-unbalanced';
  return undefined;
}
