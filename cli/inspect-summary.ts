import { type Cents, formatCents } from '../shared/domain/money/cents.ts';
import { counted } from './counted.ts';
import type { InspectedInterchange, InspectedTransaction } from './inspect-report.ts';
import type { InspectedAnswer } from './inspected-answer.ts';
import { printable } from './printable.ts';

interface Report {
  readonly file: string;
  readonly sha256: string | null;
  readonly interchanges: readonly InspectedInterchange[];
  readonly findings: readonly { readonly code: string; readonly message: string; readonly byteOffset: number }[];
}

/** The names of transactions, by their X12 number. */
const transactionNames: Readonly<Record<string, string>> = {
  '270': 'eligibility inquiry',
  '271': 'eligibility response',
  '275': 'attachment',
  '276': 'claim status request',
  '277': 'claim status response',
  '278': 'authorisation',
  '820': 'premium payment',
  '834': 'enrolment',
  '835': 'remittance',
  '837': 'claims',
  '997': 'acknowledgement',
  '999': 'acknowledgement',
};

function listFindings(findings: Report['findings'], indent: string): string[] {
  return findings.map(
    ({ code, message, byteOffset }) => `${indent}! ${printable(message)} [${code}, byte ${byteOffset}]`,
  );
}

function amountRow(label: string, cents: number | null): string[] {
  return cents === null ? [] : [`    ${label.padEnd(22)}${formatCents(cents as Cents).padStart(16)}`];
}

function balanceRow(transaction: InspectedTransaction): string[] {
  const { balanced, unbalancedClaims, unbalancedLines } = transaction;
  if (balanced === null) return [];
  if (balanced) return ['    balanced'];
  const parts = [
    ...(unbalancedClaims > 0 ? [counted(unbalancedClaims, 'claim')] : []),
    ...(unbalancedLines > 0 ? [counted(unbalancedLines, 'line')] : []),
  ];
  const what = parts.length > 0 ? `: ${parts.join(' and ')} out of balance` : ', for the reasons below';
  return [`    NOT BALANCED${what}`];
}

/** The outcome for one subject, with the reasons on the lines below. */
function answerRows({ about, outcome, details }: InspectedAnswer, indent: string): string[] {
  return [
    `${indent}${printable(about)}: ${printable(outcome)}`,
    ...details.map((detail) => `${indent}  ${printable(detail)}`),
  ];
}

function furtherRow(count: number): string[] {
  return count === 0 ? [] : [`    and ${counted(count, 'answer')} more, which --json does not list either`];
}

function describe(transaction: InspectedTransaction): string[] {
  const name = transactionNames[transaction.type];
  const trace = transaction.traceNumber ? `, trace ${printable(transaction.traceNumber)}` : '';
  const counts =
    transaction.balanced === null
      ? []
      : [`    ${counted(transaction.claims, 'claim')}, ${counted(transaction.serviceLines, 'service line')}`];
  return [
    `  ${printable(transaction.type)}${name ? ` ${name}` : ''} ${printable(transaction.controlNumber)} (${printable(transaction.version)})${trace}`,
    ...counts,
    ...amountRow('charged', transaction.chargeCents),
    ...amountRow('paid on claims', transaction.paidCents),
    ...amountRow('patient responsibility', transaction.patientResponsibilityCents),
    ...amountRow('provider adjustments', transaction.providerAdjustmentCents),
    ...amountRow('payment', transaction.paymentCents),
    ...balanceRow(transaction),
    ...transaction.answers.flatMap((answer) => answerRows(answer, '    ')),
    ...furtherRow(transaction.furtherAnswers),
    ...listFindings(transaction.findings, '    '),
  ];
}

/** Writes a report for a person to read. */
export function summarise(report: Report): string {
  const lines = [
    printable(report.file),
    `SHA-256 ${report.sha256 ?? 'unknown'}`,
    ...report.interchanges.flatMap((interchange) => [
      `Interchange ${printable(interchange.controlNumber)} (version ${printable(interchange.version)})`,
      ...interchange.acknowledgements.flatMap((answer) =>
        answerRows({ ...answer, about: `TA1 about ${answer.about}` }, '  '),
      ),
      ...interchange.transactions.flatMap(describe),
    ]),
    ...listFindings(report.findings, ''),
  ];
  return `${lines.join('\n')}\n`;
}
