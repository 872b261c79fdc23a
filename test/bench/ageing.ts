import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { startHost } from '../../infra/local/host.ts';
import { agedRows, type OpenSum } from '../../shared/domain/books/ageing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { ageingWrites, keptReportsWrite } from '../../shared/store/ageing.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { createTable, type Table } from '../../shared/store/table.ts';

/**
 * The most time that an answer may take by the clock; this includes the first answer of a function that has just
 * started.
 */
const targetMilliseconds = 200;

const day = '2026-10-31' as LocalDate;
const parties = { payers: 160, providers: 37, facilities: 4 } as const;

const idOf = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/**
 * The given number of open claims, up to half a year old, over as many payers, providers and facilities as a large
 * office has.
 */
function openClaims(count: number): OpenSum[] {
  return Array.from({ length: count }, (_, index) => ({
    entityId: 'ent_00000000000000000000000000',
    account: 'insurance-receivable' as const,
    payerId: idOf('pay', index % parties.payers),
    providerId: idOf('prv', (index * 7) % parties.providers),
    facilityId: idOf('fac', index % parties.facilities),
    of: `S${String(index).padStart(15, '0')}`,
    servedOn: addDays(day, -((index * 13) % 180)),
    cents: cents(10_000 + (index % 977)),
  }));
}

/** Stores the open balances as the daily round does. */
async function putAgeing(table: Table, tenant: TenantId, count: number): Promise<void> {
  const openKey = 'bench.open';
  const payers = Array.from({ length: parties.payers }, (_, number) => {
    const id = idOf('pay', number);
    return { put: entityItem(entityKey(tenant, 'PAYER', id), 'payer', { id, name: `Synthetic payer ${number}` }) };
  });
  for (let start = 0; start < payers.length; start += 80) await table.transact(payers.slice(start, start + 80));
  for (const write of ageingWrites(tenant, day, { rows: agedRows(openClaims(count), day), openKey }))
    await table.transact([write]);
  await table.transact([keptReportsWrite(tenant, undefined, { through: day, openKey, differingDays: [] })]);
}

/**
 * Prints how long the ageing of the given number of open claims takes through the API of the local host.
 * @returns whether the target is met
 */
export async function printAgeing(folder: string, count: number): Promise<boolean> {
  const host = await startHost({ folder, logLevel: 'error' });
  const print = (name: string, ...figures: readonly string[]) =>
    process.stdout.write(`${name.padEnd(46)}${figures.map((figure) => figure.padStart(10)).join('')}\n`);
  try {
    const client = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
    await putAgeing(createTable(client, host.tableName), host.tenantId as TenantId, count);
    client.destroy();
    const headers = { Authorization: `Bearer ${host.tokens.manager}` };
    const ask = async (path: string) => {
      const [start, before] = [performance.now(), process.cpuUsage()];
      const answer = await fetch(`${host.url}/v1/${path}`, { headers });
      const { rows } = (await answer.json()) as { readonly rows?: readonly unknown[] };
      const milliseconds = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return { milliseconds, processorMilliseconds: (user + system) / 1000, rows: rows?.length };
    };
    process.stdout.write('\n');
    print(`ageing of ${count} open claims`, 'ms', 'CPU ms');
    const tell = (name: string, { milliseconds, processorMilliseconds }: Awaited<ReturnType<typeof ask>>) =>
      print(name, milliseconds.toFixed(0), processorMilliseconds.toFixed(0));
    // Starting the function and the authorizer does not count as part of a report.
    tell('the list of reports: the function starts', await ask('reports'));
    const first = await ask('reports/receivables-ageing?by=payer');
    if (first.rows !== parties.payers) throw new Error(`${first.rows} rows came`);
    tell('the first ageing', first);
    const later = [];
    for (let turn = 0; turn < 9; turn += 1) later.push(await ask('reports/receivables-ageing?by=payer'));
    later.sort((left, right) => left.milliseconds - right.milliseconds);
    tell('another one, the middle of nine', later[4] as (typeof later)[number]);
    const isMet = first.milliseconds < targetMilliseconds;
    process.stdout.write(`target (under ${targetMilliseconds} ms, the first one too): ${isMet ? 'met' : 'MISSED'}\n`);
    return isMet;
  } finally {
    await host.stop();
  }
}
