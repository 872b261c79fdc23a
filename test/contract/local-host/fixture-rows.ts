import { fileURLToPath } from 'node:url';
import { functionEntry } from '../../../infra/bundle.ts';
import type { FunctionRow } from '../../../infra/function-row.ts';

const row = (name: string, trigger: FunctionRow['trigger'], more: Partial<FunctionRow> = {}): FunctionRow => ({
  name,
  purpose: 'A function for tests.',
  trigger,
  table: 'none',
  reads: [],
  writes: [],
  sends: [],
  memoryMegabytes: 128,
  timeoutSeconds: 60,
  ...more,
});

/** The product's own authorizer, and small functions that show what the host does with each kind of row. */
export const fixtureRows = {
  authorize: row('authorize', { kind: 'authorizer' }),
  echo: row('echo', { kind: 'api', families: ['things', 'other-things'] }, { table: 'read' }),
  open: row('open', { kind: 'api', families: ['health'], isPublic: true }),
  intake: row('intake', { kind: 'api', families: ['uploads', 'remittance-files'] }, { writes: ['remittance'] }),
  worker: row('worker', { kind: 'queue', batchSize: 10, maximumReceives: 2, concurrency: 2 }, { table: 'write' }),
  relay: row(
    'relay',
    {
      kind: 'schedule',
      everyMinutes: 1,
      localEveryMilliseconds: 1000,
      input: {},
      localInput: { send: '{"id":"ticked"}' },
    },
    { sends: ['worker'] },
  ),
} as const satisfies Record<string, FunctionRow>;

const sources: Readonly<Record<string, string>> = { open: 'echo' };

/** Where the fixtures' sources are; the authorizer is the product's. */
export function fixtureEntry(name: string): string {
  if (name === 'authorize') return functionEntry(name);
  return fileURLToPath(new URL(`./functions/${sources[name] ?? name}.ts`, import.meta.url));
}
