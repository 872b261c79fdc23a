import { keepBooks } from '../../functions/keep-books/keep-books.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { reportFaults } from '../golden-accounts/held-against-reports.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { manager, type PatientsOffice } from './patients-office.ts';

/**
 * The daily round that brings reports up to date, over a table whose requests may fail; the next round then continues.
 */
export async function keepReports({ pipeline, files }: PatientsOffice, sender: Sender): Promise<void> {
  const edge = { ...pipeline.edge, table: createTable(sender, 'table', async () => undefined) };
  const delivery = { messageId: 'simulated', receiveCount: 1, remainingMilliseconds: () => 300_000 };
  const message = { schemaVersion: 1, tenantId: goldenTenant, work: 'reports' } as const;
  await keepBooks(message, delivery, { ...edge, files, queues: { send: async () => undefined } as never });
}

/**
 * Reports equal a recount of what is stored, both before and after the days are over; and they stay the same when all
 * kept data is made again.
 */
export async function reportsHold(office: PatientsOffice): Promise<string[]> {
  const { pipeline, files, call, database, items } = office;
  const store = {
    ...database,
    sender: database,
    tableName: 'table',
    table: pipeline.table,
    items: async () => items(),
  };
  const told = { store: store as never, edge: pipeline.edge, files, call };
  const read = async (path: string) =>
    (await call('GET', `/v1/reports/${path}`, undefined, { principal: manager })).body;
  const soFar = await read('receivables-ageing?by=account&soFar=true');
  const faults = await reportFaults(told);
  const final = await read('receivables-ageing?by=account');
  // A report so far covers at most seven days beyond the kept data.
  const isWhole = soFar.asOf !== undefined && soFar.asOf >= final.asOf;
  const [early, late] = [isWhole ? soFar.totals.balanceCents : undefined, final.totals?.balanceCents];
  return [
    ...faults,
    ...(early === undefined || early === late ? [] : [`so far ${early} are owed, and at the end ${late}`]),
  ];
}
