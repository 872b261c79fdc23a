import type { ScannedClaimStatus } from '../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { addFinding, type Finding, finding } from '../shared/x12/finding.ts';
import type { InterchangeVisitor, ScannedTransactionEnd } from '../shared/x12/scanned-interchange.ts';
import { answerLimit, answersOf, interchangeAnswer } from './inspect-answers.ts';
import type { InspectedAnswer } from './inspected-answer.ts';

/** A transaction as `superbill inspect` reports it. Amounts are cents; null where the type has no such amount. */
export interface InspectedTransaction {
  readonly type: string;
  readonly version: string;
  readonly controlNumber: string;
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number | null;
  readonly paidCents: number | null;
  readonly patientResponsibilityCents: number | null;
  readonly providerAdjustmentCents: number | null;
  readonly paymentCents: number | null;
  readonly traceNumber: string | null;
  readonly balanced: boolean | null;
  readonly unbalancedClaims: number;
  readonly unbalancedLines: number;
  /**
   * The answers that the transaction gives to files or inquiries, at most {@link answerLimit}; empty for types that
   * answer nothing.
   */
  readonly answers: readonly InspectedAnswer[];
  /** How many further answers it has that are not listed. */
  readonly furtherAnswers: number;
  readonly findings: readonly Finding[];
}

export interface InspectedInterchange {
  readonly controlNumber: string;
  readonly version: string;
  /** Receivers' answers about whole interchanges (TA1). */
  readonly acknowledgements: InspectedAnswer[];
  readonly transactions: InspectedTransaction[];
}

/** The output of `superbill inspect --json`, without the file's name and digest. */
export interface Inspection {
  readonly interchanges: InspectedInterchange[];
  readonly findings: Finding[];
}

/** At most this many transactions and interchanges are listed. */
export const entryLimit = 50_000;

/** At most this many findings of transactions are listed. */
const totalFindingLimit = 10_000;

const nothing = {
  claims: 0,
  serviceLines: 0,
  chargeCents: null,
  paidCents: null,
  patientResponsibilityCents: null,
  providerAdjustmentCents: null,
  paymentCents: null,
  traceNumber: null,
  balanced: null,
  unbalancedClaims: 0,
  unbalancedLines: 0,
} as const;

type Figures = Omit<InspectedTransaction, 'type' | 'version' | 'controlNumber' | 'answers' | 'furtherAnswers'>;

function figures(transaction: ScannedTransactionEnd): Figures {
  const { content, findings } = transaction;
  if (content.kind === 'other') return { ...nothing, findings };
  if (content.kind === 'charges') {
    const { claims, serviceLines, chargeCents, unbalancedClaims, isExact } = content;
    const balanced = unbalancedClaims === 0 && isExact;
    return { ...nothing, claims, serviceLines, chargeCents, balanced, unbalancedClaims, findings };
  }
  if (content.kind === 'functional-acknowledgement') return { ...nothing, findings };
  if (content.kind === 'claim-acknowledgement') return { ...nothing, claims: content.claims, findings };
  const { totals, paymentBalances } = content;
  return {
    claims: totals.claims,
    serviceLines: totals.serviceLines,
    chargeCents: totals.chargeCents,
    paidCents: totals.paidCents,
    patientResponsibilityCents: totals.patientResponsibilityCents,
    providerAdjustmentCents: totals.providerAdjustmentCents,
    paymentCents: totals.paymentCents,
    traceNumber: totals.traceNumber,
    // Sums leave out amounts that could not be read. If there are any, the sums prove nothing.
    balanced:
      paymentBalances &&
      totals.unbalancedClaims === 0 &&
      totals.unbalancedLines === 0 &&
      totals.unreadableAmounts === 0,
    unbalancedClaims: totals.unbalancedClaims,
    unbalancedLines: totals.unbalancedLines,
    findings,
  };
}

/** Reads a part of the file; undefined when its bytes were not kept. */
type KeptBytes = (byteOffset: number, byteLength: number) => Uint8Array | undefined;

/** Starts a report, and returns the visitor that fills it. `isFull` says that the report can list nothing more. */
export function startInspection(kept: KeptBytes = () => undefined): {
  readonly inspection: Inspection;
  readonly visitor: InterchangeVisitor;
  readonly isFull: () => boolean;
} {
  const inspection: Inspection = { interchanges: [], findings: [] };
  let entries = 0;
  let listedFindings = 0;
  let statuses: ScannedClaimStatus[] = [];
  let furtherStatuses = 0;
  const visitor: InterchangeVisitor = {
    interchange({ controlNumber, version }) {
      entries += 1;
      inspection.interchanges.push({ controlNumber, version, acknowledgements: [], transactions: [] });
    },
    interchangeAcknowledgement(acknowledgement) {
      entries += 1;
      inspection.interchanges.at(-1)?.acknowledgements.push(interchangeAnswer(acknowledgement));
    },
    claimStatus(status) {
      if (statuses.length < answerLimit) statuses.push(status);
      else furtherStatuses += 1;
    },
    transactionEnd(transaction) {
      entries += 1;
      const { type, version, controlNumber, byteOffset, byteLength } = transaction;
      const found = figures(transaction);
      const all = answersOf({ transaction, statuses, bytes: () => kept(byteOffset, byteLength) });
      const answers = all.slice(0, answerLimit);
      const furtherAnswers = all.length - answers.length + furtherStatuses;
      [statuses, furtherStatuses] = [[], 0];
      listedFindings += found.findings.length;
      const isTooMuch = listedFindings > totalFindingLimit;
      const findings = isTooMuch ? [finding('findings-omitted', transaction.byteOffset)] : found.findings;
      inspection.interchanges.at(-1)?.transactions.push({
        ...{ type, version, controlNumber, ...found, answers, furtherAnswers, findings },
      });
    },
    finding(found) {
      addFinding(inspection.findings, found);
    },
  };
  return { inspection, visitor, isFull: () => entries >= entryLimit };
}
