import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import type { Books, Equation, Figures } from './figures.ts';

/** Cents as dollars, right-aligned. */
function amount(cents: number, width = 12): string {
  return formatCents(cents as Cents).padStart(width);
}

function heading(title: string): string {
  return `\n${title}\n`;
}

const claimRows: readonly (readonly [keyof Figures['claims'], string])[] = [
  ['assembled', 'assembled for a payer'],
  ['selfPay', 'the patient pays, nothing is sent'],
  ['held', 'held for a person'],
  ['submitted', 'submitted'],
  ['paid', '  answered: paid'],
  ['partlyPaid', '  answered: partly paid, the rest denied or held'],
  ['patientResponsibility', '  answered: all of it the patient’s'],
  ['denied', '  answered: denied'],
  ['waiting', '  not answered'],
];

export function claimReport({ claims }: Figures): string {
  const rows = claimRows.map(([name, words]) => `  ${String(claims[name]).padStart(3)}  ${words}\n`);
  return `${heading('Claims')}${rows.join('')}`;
}

/** Every equation with both of its sides. */
export function equationReport(equations: readonly Equation[]): string {
  const rows = equations.map(({ name, leftCents, rightCents, terms }) => {
    const sum = terms
      .map(
        ([sign, cents, what], index) =>
          `${index === 0 && sign === '+' ? '' : `${sign} `}${formatCents(cents as Cents)} ${what}`,
      )
      .join(' ');
    const right = terms.length === 0 ? formatCents(rightCents as Cents) : `${sum}`;
    const verdict = leftCents === rightCents ? 'holds' : 'DOES NOT HOLD';
    return `  ${verdict.padEnd(13)}  ${name}: ${formatCents(leftCents as Cents)} = ${right}\n`;
  });
  return `${heading('Equations')}${rows.join('')}`;
}

export function trialBalanceReport({ balances, totalCents }: Books): string {
  const rows = [...balances].map(([account, cents]) => `  ${account.padEnd(28)}${amount(cents)}\n`);
  const total = `  ${'total'.padEnd(28)}${amount(totalCents)}\n`;
  return `${heading('Trial balance (debits positive, credits negative)')}${rows.join('')}${total}`;
}

export function exceptionReport({ exceptions, denials }: Books): string {
  const codes = exceptions.map(({ code }) => code);
  const kinds = denials.map(({ category }) => `denied: ${category}`);
  const counts = new Map<string, number>();
  for (const word of [...codes, ...kinds]) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rows = [...counts].sort().map(([word, count]) => `  ${String(count).padStart(3)}  ${word}\n`);
  return `${heading('Exceptions and denials: what waits for a person')}${rows.join('') || '    none\n'}`;
}

interface SourcedEntry {
  readonly id: string;
  readonly kind: string;
  readonly legs: readonly { readonly account: string; readonly cents: number; readonly reason?: string }[];
}

interface SourceView {
  readonly fileSha256: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly element: string;
  readonly bytes: string;
}

/** A ledger entry beside the payer's own bytes that it was made from. */
export function sourceReport(entry: SourcedEntry, source: SourceView): string {
  const legs = entry.legs.map(({ account, cents, reason = '' }) =>
    `  ${account.padEnd(28)}${amount(cents)}  ${reason}`.trimEnd(),
  );
  const bytes = source.bytes.trimEnd().split('\n');
  return [
    heading(`Where a figure comes from: ledger entry ${entry.id} (${entry.kind})`).trimEnd(),
    ...legs,
    `  ${source.element}, bytes ${source.byteOffset} to ${source.byteOffset + source.byteLength} of the file with SHA-256 ${source.fileSha256}:`,
    ...bytes.map((line) => `    ${line}`),
    '',
  ].join('\n');
}
