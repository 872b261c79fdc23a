import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import { chargeEntry, openingBalance } from '../../shared/domain/encounter/charges.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { chargeEntryId, claimIdOf } from '../../shared/store/encounters.ts';
import { documentOfItem, entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { firstEntryWrite } from '../../shared/store/ledger.ts';
import { createTable, type Table, type Write } from '../../shared/store/table.ts';
import { encounterBody, type Office, setUpOffice } from '../support/office.ts';

/**
 * The targets: the time for statements of 10,000 accounts by the clock, and how much more memory the whole host may
 * hold at its peak than before.
 */
const statementTargets = { accountsPerSecond: 10_000 / 60, moreMegabytes: 300 } as const;

type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

function callOf(host: LocalHost): Call {
  let keys = 0;
  return async (method, path, body) => {
    keys += 1;
    const answer = await fetch(`${host.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${host.tokens.manager}`, 'Idempotency-Key': `bench-${keys}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const read = (await answer.json()) as Record<string, unknown>;
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${JSON.stringify(read)}`);
    return read;
  };
}

/** Stores the given number of patients, each with a visit that only the patient pays: 141.00 on two lines. */
async function putOwing(table: Table, tenant: TenantId, office: Office, count: number): Promise<void> {
  const template = await table.get(entityKey(tenant, 'PATIENT', office.patientId));
  if (template === undefined) throw new Error('the office has a patient');
  const patient = documentOfItem<object>(template);
  const [first, second] = encounterBody(office).lines;
  const lines = [
    { ...first, chargeCents: 130_00 },
    { ...second, chargeCents: 11_00 },
  ];
  const writesOf = (index: number): Write[] => {
    const id = idFromDigest('patient', digestOf('bench-patient', String(index)));
    const claimId = claimIdOf(tenant, id, 1, 0);
    const encounter = {
      ...encounterBody(office),
      kind: 'professional',
      id: 'enc_00000000000000000000000000',
      patientId: id,
    };
    const charges = { claimId, lines, encounter, entityId: office.entityId, coverages: [] } as unknown as Parameters<
      typeof chargeEntry
    >[1];
    const entry = chargeEntry(chargeEntryId(tenant, claimId), charges, '2026-11-20' as LocalDate);
    const balance = openingBalance(charges);
    const begins = { at: '2026-11-20T15:00:00.000Z', by: 'bench', to: balance.state.kind } as const;
    return [
      { put: entityItem(entityKey(tenant, 'PATIENT', id), 'patient', { ...patient, id }) },
      { put: balanceItem(tenant, balance) },
      firstEntryWrite(tenant, claimId, entry, begins),
    ];
  };
  const together = 33;
  for (let start = 0; start < count; start += together) {
    const indexes = Array.from({ length: Math.min(together, count - start) }, (_, index) => start + index);
    await table.transact(indexes.flatMap(writesOf));
  }
}

interface Run {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly pages: number;
  /** The most memory of the host, and its memory before. */
  readonly peakMegabytes: number;
  readonly beforeMegabytes: number;
}

async function runOnce(folder: string, count: number): Promise<Run> {
  const host = await startHost({ folder, logLevel: 'error' });
  const megabytes = () => process.memoryUsage.rss() / 1e6;
  try {
    const call = callOf(host);
    const office = await setUpOffice({
      call: async (method, path, body) => ({ status: 201, headers: {}, body: await call(method, path, body) }),
    });
    const client = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
    await putOwing(createTable(client, host.tableName), host.tenantId as TenantId, office, count);
    client.destroy();
    const beforeMegabytes = megabytes();
    let peakMegabytes = beforeMegabytes;
    const [start, before] = [performance.now(), process.cpuUsage()];
    const { id } = await call('POST', '/v1/statement-runs', {});
    for (;;) {
      const { state, statements, pages } = await call('GET', `/v1/statement-runs/${id}`);
      peakMegabytes = Math.max(peakMegabytes, megabytes());
      if (state === 'broke-off' || (state === 'done' && statements !== count))
        throw new Error(`${statements} were made`);
      if (state === 'done') {
        const seconds = (performance.now() - start) / 1000;
        const { user, system } = process.cpuUsage(before);
        const processorSeconds = (user + system) / 1e6;
        return { seconds, processorSeconds, pages: Number(pages), peakMegabytes, beforeMegabytes };
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  } finally {
    await host.stop();
  }
}

/**
 * Prints how long a run of statements takes on the local host, including the layout and storage of their pages.
 * @returns whether the targets are met
 */
export async function printStatements(folder: string, count: number): Promise<boolean> {
  const { seconds, processorSeconds, pages, peakMegabytes, beforeMegabytes } = await runOnce(folder, count);
  const print = (name: string, ...figures: readonly string[]) =>
    process.stdout.write(`${name.padEnd(34)}${figures.map((figure) => figure.padStart(13)).join('')}\n`);
  process.stdout.write('\n');
  print('a run of statements', 'seconds', 'accounts/s', 'CPU seconds', 'peak MB', 'MB before');
  print(
    `${count} accounts, ${pages} pages`,
    ...[seconds, count / seconds, processorSeconds].map((figure) => figure.toFixed(1)),
    ...[peakMegabytes, beforeMegabytes].map((figure) => figure.toFixed(0)),
  );
  const { accountsPerSecond, moreMegabytes } = statementTargets;
  const isMet = count / seconds >= accountsPerSecond && peakMegabytes - beforeMegabytes < moreMegabytes;
  process.stdout.write(
    `target (10,000 accounts in 60 s, under ${moreMegabytes} MB more than before): ${isMet ? 'met' : 'MISSED'}\n`,
  );
  return isMet;
}
