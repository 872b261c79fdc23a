import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { goldenLedgers } from '../../golden/all.ts';
import { writeExport } from '../../support/exported-books.ts';
import { memoryDynamodb } from '../../support/memory-dynamodb.ts';
import { chargeGolden, createPipeline, filledIn } from '../../support/remittance-pipeline.ts';
import { runVerify } from './run-verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'superbill-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the verification of books from the raw files', () => {
  it.each(goldenLedgers)('succeeds for the golden ledger: $name', async (golden) => {
    const database = memoryDynamodb();
    const pipeline = createPipeline({ sender: database, tableName: 'table' });
    await chargeGolden(pipeline.table, golden);
    for (const text of golden.remittances) {
      await pipeline.receive(filledIn(golden, text));
      await pipeline.drain();
    }
    const books = join(folder, golden.name.replace(/\W+/g, '-'));
    writeExport(books, database, pipeline.bucket);
    const { exitCode, output } = await runVerify([books]);
    expect(output).toContain('Nothing is disproved.');
    expect(exitCode).toBe(0);
  });
});
