import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { proveExport } from '../../cli/verify/verify.ts';
import { accountOfCode } from '../../shared/domain/ledger/accounts.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';
import type { MemoryDynamodb } from './memory-dynamodb.ts';
import type { MemoryS3 } from './memory-s3.ts';

/** Writes books from memory in the form in which `superbill books export` writes those of a host. */
export function writeExport(folder: string, database: MemoryDynamodb, bucket: MemoryS3): void {
  writeItems(
    folder,
    database.items().map((item) => unmarshall(item) as Item),
    bucket,
  );
}

/** The same from the items of a table. */
function writeItems(folder: string, items: readonly Item[], bucket: MemoryS3): void {
  const ofType = (type: string) => items.filter((item) => item.type === type);
  const lines = (objects: readonly object[]) => objects.map((each) => `${JSON.stringify(each)}\n`).join('');
  mkdirSync(join(folder, 'files'), { recursive: true });
  const entries = ofType('entry').map((item) => ({ ...entryOfItem(item), id: wireEntryId(item) }));
  writeFileSync(join(folder, 'ledger.jsonl'), lines(entries));
  writeFileSync(join(folder, 'remittances.jsonl'), lines(ofType('remittance')));
  writeFileSync(join(folder, 'totals.json'), JSON.stringify(totalsOf(ofType('totals'))));
  for (const [key, bytes] of bucket.objects) {
    const name = /\/remittance\/([0-9a-f]{64}\.835)$/.exec(key)?.[1];
    if (name !== undefined) writeFileSync(join(folder, 'files', name), bytes);
  }
}

function totalsOf(items: readonly Item[]) {
  const balances = new Map<string, number>();
  for (const item of items) {
    for (const [code, amount] of Object.entries(item)) {
      const account = accountOfCode(code);
      if (account !== undefined) balances.set(account, (balances.get(account) ?? 0) + Number(amount));
    }
  }
  const accounts = [...balances].map(([account, balanceCents]) => ({ account, balanceCents }));
  return { accounts, totalCents: accounts.reduce((sum, { balanceCents }) => sum + balanceCents, 0) };
}

/** Everything that `superbill verify` disproves in the books of a table and a bucket. */
export async function disproofsOf(items: readonly Item[], bucket: MemoryS3): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-office-'));
  writeItems(folder, items, bucket);
  const { disproofs } = await proveExport(folder);
  rmSync(folder, { recursive: true });
  return disproofs.map(({ entryId, problem }) => `${entryId}: ${problem}`);
}
