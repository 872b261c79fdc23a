import { afterEach, expect, it } from 'vitest';
import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import { claimIdFromDigest } from '../../shared/domain/identity/ids.ts';
import { auditWrite, workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { leg, openReportsDesk, type ReportsDesk, reportsTenant as tenantId } from '../support/reports-desk.ts';

/* One claim of 100.00 is charged by a coder on 12 November 2026; nothing else that people do here is booked. */

const claim = claimIdFromDigest(digestOf('a claim'));
const call = 'cor_00000000000000000000000001';
const denial = 'den_00000000000000000000000001';
const task = 'tsk_00000000000000000000000001';

let desk: ReportsDesk;
afterEach(() => desk.store.stop());

/** Somebody does something. */
async function did(subject: string, action: AuditAction, entityId: string, facts: Record<string, string> = {}) {
  const at = '2026-11-20T15:00:00.000Z';
  const actor = { principal: { tenantId, subject }, at, requestId: `${action}.${JSON.stringify(facts)}` };
  await desk.store.table.transact([auditWrite(actor, { action, entityId, facts })]);
}

it('counts calls, appeals, coding and tasks of people from the audit trail, but neither reads nor automatic work', async () => {
  desk = await openReportsDesk('2026-11-24T15:00:00.000Z');
  await desk.serve(claim, '2026-11-10');
  const legs = [leg('patient-receivable', 100_00), leg('charges', -100_00)];
  await desk.book('2026-11-12', claim, { kind: 'charge', legs }, 'user-coder');
  await did('user-biller', 'correspondence-recorded', call);
  await did('user-biller', 'message-written', call);
  await did('user-biller', 'denial-answered', denial, { by: 'appeal' });
  await did('user-biller', 'claim-held', claim);
  await did('user-biller', 'task-changed', task, { do: 'take' });
  await did('user-biller', 'task-changed', task, { do: 'finish' });
  await did('user-biller', 'denial-read', denial);
  await did('user-coder', 'physician-query-raised', 'enc_00000000000000000000000001');
  const itself = { action: 'message-written', entityId: 'cor_00000000000000000000000002' } as const;
  await desk.store.table.transact([workerAudit('run-correspondence', tenantId, '2026-11-20T16:00:00.000Z', itself)]);
  await desk.bring();
  const november = 'from=2026-11-01&to=2026-11-23';
  const { body } = await desk.get(`reports/productivity?${november}`);
  const columns = ['items', 'charges', 'contacts', 'followUps', 'coding', 'tasks'];
  const rows = body.rows.map(({ id, values }: { id: string; values: Record<string, number> }) => {
    return [id, ...columns.map((column) => values[column] ?? 0)];
  });
  expect(Object.fromEntries(rows.map(([id, ...figures]: [string, ...number[]]) => [id, figures]))).toEqual({
    'user-biller': [5, 0, 2, 2, 0, 1],
    'user-coder': [2, 1, 0, 0, 1, 0],
  });
  const done = await desk.parts(`productivity/parts?column=followUps&row=user-biller&${november}`);
  expect(done.map(({ id, of, kind, claimId }) => [id, of, kind, claimId])).toEqual([
    [claim, 'work', 'claim', claim],
    [denial, 'work', 'appeal', undefined],
  ]);
});
