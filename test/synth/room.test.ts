import { describe, expect, it } from 'vitest';
import type { FunctionRow } from '../../infra/function-row.ts';
import { functionRows } from '../../infra/functions.ts';
import { isLong } from '../support/effort.ts';
import { synthesiseApart, type Template } from './synthesise.ts';

/** CloudFormation's limits for one template. */
const limits = { resources: 500, parameters: 200, outputs: 200, bytes: 1_000_000 } as const;

type Measure = keyof typeof limits;

function measured(template: Template): Readonly<Record<Measure, number>> {
  return {
    resources: Object.keys(template.Resources).length,
    parameters: Object.keys(template.Parameters ?? {}).length,
    outputs: Object.keys(template.Outputs ?? {}).length,
    bytes: JSON.stringify(template).length,
  };
}

/** Every figure of every stack that is made from the rows (by default the product's), by `stack measure`. */
function figures(
  rows?: readonly FunctionRow[],
): ReadonlyMap<string, { readonly value: number; readonly limit: number }> {
  return new Map(
    Object.entries(synthesiseApart(rows === undefined ? {} : { rows })).flatMap(([stack, template]) =>
      Object.entries(measured(template)).map(
        ([measure, value]) => [`${stack} ${measure}`, { value, limit: limits[measure as Measure] }] as const,
      ),
    ),
  );
}

/**
 * Copies of today's largest rows of each kind, in place of future functions: an API with three families; a worker with
 * files, queues and secrets.
 */
const kinds: readonly (readonly [string, (index: number) => FunctionRow])[] = [
  [
    'an API',
    (index) => ({
      name: `more-api-${index}`,
      purpose: 'Stands for a function to come, with a purpose as long as they are.',
      trigger: { kind: 'api', families: ['things', 'more-things', 'other-things'].map((name) => `${name}-${index}`) },
      table: 'write',
      reads: ['remittance', 'manifest', 'document'],
      writes: ['remittance', 'document'],
      sends: [],
      memoryMegabytes: 1024,
      timeoutSeconds: 29,
    }),
  ],
  [
    'a worker',
    (index) => ({
      name: `more-worker-${index}`,
      purpose: 'Stands for a function to come, with a purpose as long as they are.',
      trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
      table: 'write',
      reads: ['remittance', 'manifest', 'document'],
      writes: ['remittance', 'document'],
      sends: [`more-worker-${index}`, 'post-remittance'],
      secrets: 'read',
      memoryMegabytes: 1024,
      timeoutSeconds: 900,
    }),
  ],
];

const now = figures();
const more = (count: number, row: (index: number) => FunctionRow) => [
  ...functionRows,
  ...Array.from({ length: count }, (_, index) => row(index)),
];

/**
 * How many more functions fit, and which figure is used up first. What one more function takes is measured with ten
 * more.
 */
function roomFor(row: (index: number) => FunctionRow): { readonly count: number; readonly endedBy: string } {
  const grown = figures(more(10, row));
  const rooms = [...now].flatMap(([name, { value, limit }]) => {
    const each = ((grown.get(name)?.value ?? value) - value) / 10;
    return each <= 0 ? [] : [{ count: Math.floor((limit - value) / each), endedBy: name }];
  });
  return rooms.reduce((least, room) => (room.count < least.count ? room : least));
}

describe('the size of the stacks', () => {
  it('is far below the CloudFormation limits for each', () => {
    expect(now.size).toBe(16);
    for (const [name, { value, limit }] of now) expect(value / limit, name).toBeLessThan(0.5);
  });

  it.each(kinds)(
    'allows 57 functions, three times the 19 that existed when they were split, each further one %s',
    (kind, row) => {
      const { count, endedBy } = roomFor(row);
      process.stdout.write(`room: ${count} more functions, each ${kind}; then ${endedBy} are used up\n`);
      expect(functionRows.length + count).toBeGreaterThanOrEqual(57);
      // In the long run this number of functions is really made: CDK refuses a template with too many resources, and
      // the other figures are checked here.
      if (!isLong) return;
      for (const [name, { value, limit }] of figures(more(count, row))) expect(value, name).toBeLessThanOrEqual(limit);
    },
  );
});
