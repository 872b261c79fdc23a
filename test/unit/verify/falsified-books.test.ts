import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenLedgers } from '../../golden/all.ts';
import type { GoldenLedger } from '../../golden/golden-ledger.ts';
import { times } from '../../support/effort.ts';
import { writeExport } from '../../support/exported-books.ts';
import { memoryDynamodb } from '../../support/memory-dynamodb.ts';
import { chargeGolden, createPipeline, filledIn } from '../../support/remittance-pipeline.ts';
import { runVerify } from './run-verify.ts';

interface Leg {
  account: string;
  cents: number;
  payerId?: string;
  line?: number;
  reason?: string;
}

interface Entry {
  id: string;
  kind: string;
  source?: { byteOffset: number; byteLength: number; fileSha256: string; transactionControlNumber: string };
  notes?: { cents: number; reason: string }[];
  legs: Leg[];
}

/** A way to falsify books: each ledger that results from it must be disproved. */
type Falsify = (ledger: readonly Entry[]) => Entry[][];

/** One falsified ledger for each entry that has a file behind it. */
const eachSourced =
  (change: (entry: Entry, ledger: readonly Entry[]) => Entry[]): Falsify =>
  (ledger) =>
    ledger.flatMap((entry, index) =>
      entry.source === undefined ? [] : [ledger.toSpliced(index, 1, ...change(structuredClone(entry), ledger))],
    );

/** One falsified ledger for each leg of those entries. */
const eachLeg =
  (change: (legs: Leg[], index: number, entry: Entry) => Leg[] | undefined): Falsify =>
  (ledger) =>
    ledger.flatMap((entry, at) => {
      if (entry.source === undefined) return [];
      return entry.legs.flatMap((_, index) => {
        const legs = change(structuredClone(entry.legs), index, entry);
        return legs === undefined ? [] : [ledger.toSpliced(at, 1, { ...entry, legs })];
      });
    });

const falsifications: readonly (readonly [string, Falsify])[] = [
  ['a cent more on one leg', eachLeg((legs, index) => legs.with(index, moreBy(legs[index] as Leg, 1)))],
  [
    'a cent moved from one leg to the next',
    eachLeg((legs, index) => {
      const next = (index + 1) % legs.length;
      return legs.with(index, moreBy(legs[index] as Leg, 1)).with(next, moreBy(legs[next] as Leg, -1));
    }),
  ],
  [
    'every amount of an entry doubled',
    (ledger) =>
      eachSourced((entry) => [{ ...entry, legs: entry.legs.map((leg) => moreBy(leg, leg.cents)) }])(
        ledger.filter((entry) => entry.legs.length > 0),
      ),
  ],
  [
    'a reason that the file does not give',
    eachLeg((legs, index) => {
      const leg = legs[index] as Leg;
      return leg.reason === undefined ? undefined : legs.with(index, { ...leg, reason: 'CO-999' });
    }),
  ],
  [
    'an adjustment for another reason, on all its legs',
    eachLeg((legs, index) => {
      const { reason } = legs[index] as Leg;
      return reason === undefined
        ? undefined
        : legs.map((leg) => (leg.reason === reason ? { ...leg, reason: 'CO-999' } : leg));
    }),
  ],
  ['a moved byte', eachSourced((entry) => [moved(entry, 1, 0)])],
  ['a byte less', eachSourced((entry) => [moved(entry, 0, -1)])],
  ['many bytes more', eachSourced((entry) => [moved(entry, 0, 40)])],
  ['a dropped entry', eachSourced(() => [])],
  ['an entry doubled', eachSourced((entry) => [entry, entry])],
  [
    'an entry doubled under an id of its own',
    eachSourced((entry) => [entry, { ...entry, id: `${entry.id.slice(0, -1)}?` }]),
  ],
  [
    'another transaction’s control number',
    eachSourced((entry) => [
      { ...entry, source: { ...(entry.source as object), transactionControlNumber: '9999' } as never },
    ]),
  ],
  [
    'a note that says something else',
    (ledger) =>
      ledger.flatMap((entry, at) =>
        (entry.notes ?? []).map((note, index) =>
          ledger.toSpliced(at, 1, {
            ...entry,
            notes: entry.notes?.with(index, { ...note, cents: note.cents + 1 }) as never,
          }),
        ),
      ),
  ],
  ['a source taken away', eachSourced(({ source: _source, ...entry }) => [entry])],
];

function moreBy(leg: Leg, cents: number): Leg {
  return { ...leg, cents: leg.cents + cents };
}

function moved(entry: Entry, offset: number, length: number): Entry {
  const { source } = entry;
  if (source === undefined) return entry;
  const { byteOffset, byteLength } = source;
  return { ...entry, source: { ...source, byteOffset: byteOffset + offset, byteLength: byteLength + length } };
}

/**
 * One ledger for each way to book: a secondary payer, reversals, what a payer withholds, interest, waiting cash, a
 * bundle.
 */
const chosen = [2, 6, 7, 8, 10, 13, 17, 20, 23].map((index) => goldenLedgers[index] as GoldenLedger);

const folder = mkdtempSync(join(tmpdir(), 'superbill-falsified-'));
const ledgers = new Map<string, Entry[]>();
const bookFolder = (name: string) => join(folder, name.replace(/\W+/g, '-'));

beforeAll(async () => {
  for (const golden of chosen) ledgers.set(golden.name, await ledgerOf(golden));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ledgerOf(golden: GoldenLedger): Promise<Entry[]> {
  const database = memoryDynamodb();
  const pipeline = createPipeline({ sender: database, tableName: 'table' });
  await chargeGolden(pipeline.table, golden);
  for (const text of golden.remittances) {
    await pipeline.receive(filledIn(golden, text));
    await pipeline.drain();
  }
  writeExport(bookFolder(golden.name), database, pipeline.bucket);
  // Totals alone would disprove many of these; the files must do so without them.
  rmSync(join(bookFolder(golden.name), 'totals.json'));
  const lines = readFileSync(join(bookFolder(golden.name), 'ledger.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}

async function verifyLedger(name: string, ledger: readonly Entry[]) {
  const file = join(folder, 'falsified.jsonl');
  writeFileSync(file, ledger.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return runVerify(['--ledger', file, '--files', join(bookFolder(name), 'files')]);
}

/**
 * Places matter less than ways to falsify, so the usual run tries every way on each ledger, but only at every fifth
 * place.
 */
const every = times(5, 1);

describe('falsified books', () => {
  it.each(falsifications)('fail the verification: %s', async (_, falsify) => {
    let tried = 0;
    for (const [name, ledger] of ledgers) {
      for (const falsified of falsify(ledger).filter((_, index) => index % every === 0)) {
        tried += 1;
        const { exitCode, output } = await verifyLedger(name, falsified);
        expect(exitCode, `${name}\n${output}\n${JSON.stringify(difference(ledger, falsified))}`).toBe(1);
        expect(output).toMatch(/^DISPROVED .+/m);
      }
    }
    expect(tried).toBeGreaterThan(times(2, 3));
  });
});

describe('cash that waited', () => {
  it('fails the verification when it is applied a second time, under another id', async () => {
    const waited = goldenLedgers.find(({ name }) => name === 'reversal before its original') as GoldenLedger;
    const ledger = await ledgerOf(waited);
    const applied = ledger.filter(({ kind }) => kind === 'remittance-applied');
    expect(applied.length).toBeGreaterThan(0);
    expect((await verifyLedger(waited.name, ledger)).exitCode).toBe(0);
    for (const entry of applied) {
      const again = { ...entry, id: entry.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
      const { exitCode, output } = await verifyLedger(waited.name, [...ledger, again]);
      expect(exitCode).toBe(1);
      expect(output).toContain('in unapplied payer cash, which is neither none nor all');
    }
  });
});

describe('falsified files', () => {
  const name = chosen[3]?.name as string;
  const verifyWith = async (change: (bytes: Buffer) => Buffer) => {
    const files = join(bookFolder(name), 'files');
    const [file = ''] = readdirSync(files);
    const bytes = readFileSync(join(files, file));
    writeFileSync(join(files, file), change(Buffer.from(bytes)));
    try {
      return await runVerify([bookFolder(name)]);
    } finally {
      writeFileSync(join(files, file), bytes);
    }
  };

  it('fail the verification when a digit is altered, when they are cut off, and when they are empty', async () => {
    const altered = await verifyWith((bytes) =>
      Buffer.from(bytes.toString('latin1').replace('CLP*', 'CLP+'), 'latin1'),
    );
    expect(altered).toMatchObject({ exitCode: 1, output: expect.stringContaining('have another SHA-256') });
    expect((await verifyWith((bytes) => bytes.subarray(0, bytes.length - 10))).exitCode).toBe(1);
    expect((await verifyWith(() => Buffer.alloc(0))).exitCode).toBe(1);
    expect((await runVerify([bookFolder(name)])).exitCode).toBe(0);
  });

  it('fail the verification when they are missing', async () => {
    const empty = join(folder, 'no-files');
    const { exitCode, output } = await runVerify([
      '--ledger',
      join(bookFolder(name), 'ledger.jsonl'),
      '--files',
      empty,
    ]);
    expect(exitCode).toBe(1);
    expect(output).toContain('the file that it names is not there');
  });
});

describe('an export that is falsified elsewhere', () => {
  const name = chosen[0]?.name as string;
  const withFile = async (file: string, text: string) => {
    const path = join(bookFolder(name), file);
    const kept = existsSync(path) ? readFileSync(path) : undefined;
    writeFileSync(path, text);
    try {
      return await runVerify([bookFolder(name)]);
    } finally {
      if (kept === undefined) rmSync(path);
      else writeFileSync(path, kept);
    }
  };

  it('fails the verification when a payment is posted and nothing of it is in the ledger', async () => {
    const charges = (ledgers.get(name) ?? []).filter(({ source }) => source === undefined);
    const { exitCode, output } = await withFile(
      'ledger.jsonl',
      charges.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
    );
    expect(exitCode).toBe(1);
    expect(output).toContain('is posted, yet no entry books it');
  });

  it('fails the verification when account totals are not the entries’', async () => {
    const totals = { accounts: [{ account: 'bank', balanceCents: 1 }], totalCents: 1 };
    const { exitCode, output } = await withFile('totals.json', JSON.stringify(totals));
    expect(exitCode).toBe(1);
    expect(output).toContain('account bank stands at 1 cents, its entries come to 0');
  });

  it('fails the verification when a payment of a file is marked as representing nothing', async () => {
    const other = `${JSON.stringify({ id: 'rem_x', fileSha256: '0'.repeat(64), paymentIndex: 0, state: 'held' })}\n`;
    const { exitCode, output } = await withFile('remittances.jsonl', other);
    expect(exitCode).toBe(1);
    expect(output).toContain('no remittance is about the payment that begins here');
  });

  it('is not verified at all when it cannot be read', async () => {
    for (const text of ['{', '{"id":"x"}', '[]']) expect((await withFile('ledger.jsonl', text)).exitCode).toBe(2);
    expect((await runVerify([join(folder, 'nowhere')])).exitCode).toBe(2);
    expect((await runVerify([])).exitCode).toBe(2);
    expect((await runVerify(['--nonsense'])).exitCode).toBe(2);
  });
});

function difference(ledger: readonly Entry[], falsified: readonly Entry[]) {
  const known = new Set(ledger.map((entry) => JSON.stringify(entry)));
  return falsified.filter((entry) => !known.has(JSON.stringify(entry)));
}
