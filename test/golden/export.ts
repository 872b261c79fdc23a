import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedBy, readOptions, UsageProblem } from '../../cli/read-options.ts';
import { goldenLedgers } from './all.ts';
import type { GoldenLedger } from './golden-ledger.ts';
import { goldenPayee, goldenPayers } from './remittance-text.ts';

/**
 * Writes the golden ledgers as a conformance suite that any posting program could run. docs/conformance.md describes
 * the format.
 */
export function exportGoldenLedgers(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  write(folder, 'parties.json', { payers: goldenPayers, payee: goldenPayee });
  return goldenLedgers.map((golden, index) => exportCase(folder, golden, index + 1));
}

function exportCase(folder: string, golden: GoldenLedger, number: number): string {
  const name = `${String(number).padStart(2, '0')}-${golden.name.replaceAll(' ', '-')}`;
  const into = join(folder, name);
  // An earlier export of the case may have had more remittances.
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  const reasoning = golden.reasoning
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  writeFileSync(join(into, 'README.md'), `# ${golden.name}\n\n${reasoning.join('\n')}\n`);
  write(into, 'claims.json', { claims: golden.claims, patientPayments: golden.patientPayments ?? [] });
  write(into, 'expected.json', golden.expected);
  for (const [index, text] of golden.remittances.entries()) {
    writeFileSync(join(into, `${String(index + 1).padStart(2, '0')}.835`), text);
  }
  return name;
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = askedBy('Usage: npm run -s conformance -- FOLDER\n', process.argv.slice(2), () => {
    const [folder, ...more] = readOptions({ allowPositionals: true }).positionals;
    if (folder === undefined || more.length > 0) throw new UsageProblem('it takes one folder');
    return { folder };
  });
  if (typeof asked === 'number') process.exitCode = asked;
  else process.stdout.write(`${exportGoldenLedgers(asked.folder).length} cases written to ${asked.folder}\n`);
}
