import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInspection } from '../../cli/inspect-report.ts';
import { summarise } from '../../cli/inspect-summary.ts';
import { proveExport } from '../../cli/verify/verify.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import { type Chance, chanceOf } from '../../simulator/chance.ts';
import { goldenLedgers } from '../golden/all.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import { brokenBooks, plainItems } from '../simulation/invariants.ts';
import { cpuMilliseconds } from '../support/cpu-time.ts';
import { writeExport } from '../support/exported-books.ts';
import { type MemoryDynamodb, memoryDynamodb } from '../support/memory-dynamodb.ts';
import type { MemoryS3 } from '../support/memory-s3.ts';
import { chargeGolden, createPipeline, filledIn } from '../support/remittance-pipeline.ts';
import { mutated } from './mutate.ts';

/** What happened to one mutated file. */
export interface FuzzedFile {
  readonly seed: string;
  /** What is wrong, one sentence each; empty when everything held. */
  readonly faults: readonly string[];
  readonly posted: number;
  readonly milliseconds: number;
}

/** The longest that one file may take, from inspection to the last posting. */
export const limitMilliseconds = 5_000;

const fixtureFolder = new URL('../fixtures/835/', import.meta.url);
const fixtures = readdirSync(fixtureFolder)
  .filter((name) => name.endsWith('.edi'))
  .sort()
  .map((name) => readFileSync(new URL(name, fixtureFolder)));
const goldenFiles = goldenLedgers.flatMap((golden) =>
  golden.remittances.map((text) => ({ golden, bytes: Buffer.from(filledIn(golden, text), 'latin1') })),
);
const everyFile = [...fixtures, ...goldenFiles.map(({ bytes }) => bytes)];

interface Source {
  readonly golden: GoldenLedger;
  readonly bytes: Buffer;
}

/** A golden remittance, whose claims will exist; one time in four a fixture, whose claims are unknown. */
function sourceOf(chance: Chance): Source {
  const chosen = goldenFiles[chance.below(goldenFiles.length)] as Source;
  return chance.percent(25) ? { ...chosen, bytes: fixtures[chance.below(fixtures.length)] as Buffer } : chosen;
}

/**
 * Sends one mutated remittance through inspection, import and posting, and then the original, and checks the books:
 * nothing crashes, no file is left over, and whatever posts is complete. Every twentieth time the verifier also proves
 * the books from the files.
 */
export async function fuzzOne(seed: string): Promise<FuzzedFile> {
  const chance = chanceOf(seed, 'fuzz');
  const source = sourceOf(chance);
  const bytes = mutated(source.bytes, chance, everyFile);
  const start = cpuMilliseconds();
  const database = memoryDynamodb();
  const faults: string[] = [];
  try {
    inspect(bytes, chance);
    const pipeline = createPipeline({ sender: database, tableName: 'table' });
    await chargeGolden(pipeline.table, source.golden);
    await pipeline.receive(bytes.toString('latin1'));
    await pipeline.drain();
    if (chance.percent(30) && !bytes.equals(source.bytes)) {
      await pipeline.receive(source.bytes.toString('latin1'));
      await pipeline.drain();
    }
    faults.push(...brokenBooks(plainItems(database)));
    if (chance.percent(5)) faults.push(...(await disproofs(database, pipeline.bucket)));
  } catch (error) {
    faults.push(`it threw: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const milliseconds = cpuMilliseconds() - start;
  if (milliseconds > limitMilliseconds) faults.push(`it took ${milliseconds.toFixed(0)} ms`);
  const posted = database.items().filter((item) => item.type?.S === 'entry' && item.kind?.S !== 'charge').length;
  return { seed, faults, posted, milliseconds };
}

async function disproofs(database: MemoryDynamodb, bucket: MemoryS3): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-fuzz-'));
  try {
    writeExport(folder, database, bucket);
    const proof = await proveExport(folder);
    return proof.disproofs.map(({ problem }) => `the verifier says: ${problem}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The mutated bytes of a seed, to be looked at. */
export function bytesOf(seed: string): Buffer {
  const chance = chanceOf(seed, 'fuzz');
  return mutated(sourceOf(chance).bytes, chance, everyFile);
}

/** Reads the file as `superbill inspect` does, in pieces of any size. */
function inspect(bytes: Buffer, chance: Chance): void {
  const { inspection, visitor } = startInspection();
  const pass = openInterchangePass(visitor);
  for (let offset = 0; offset < bytes.length; ) {
    const length = 1 + chance.below(2000);
    pass.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
  pass.finish();
  summarise({ file: 'fuzzed', sha256: null, ...inspection });
}
