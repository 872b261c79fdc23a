import { lockboxRefusals } from '../../shared/domain/lockbox/failures.ts';
import type { LockboxContent, LockboxFault, LockboxFile } from '../../shared/domain/lockbox/lockbox.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readLockbox } from '../../shared/posting/read-lockbox.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { reconcileMessage } from '../../shared/store/deposits.ts';
import { fileKey } from '../../shared/store/files.ts';
import {
  lockboxBatchId,
  lockboxFileId,
  lockboxFileOfItem,
  lockboxObjectName,
  newLockboxFileWrite,
  readLockboxFile,
} from '../../shared/store/lockbox-files.ts';
import type { BankOperations } from './context.ts';
import { partyFaults } from './known-parties.ts';
import type { lockboxRoutes } from './lockbox-routes.ts';

type LockboxView = AnswerOf<(typeof lockboxRoutes)['getLockboxFile']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (file: LockboxFile): LockboxView => file as unknown as LockboxView;

export const lockboxOperations: BankOperations<keyof typeof lockboxRoutes> = {
  createLockboxUpload: async (request, { files }) => {
    const key = fileKey(request.principal.tenantId, 'bank-statement', lockboxObjectName(request.body.sha256));
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  importLockboxFile: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { sha256, format, entityId } = request.body;
    const errors = await partyFaults(table, tenantId, [{ pointer: '/entityId', kind: 'LEGAL-ENTITY', id: entityId }]);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const id = lockboxFileId(tenantId, sha256);
    const due = [reconcileMessage(tenantId, 'lockbox', id)];
    const known = await readLockboxFile(table, tenantId, id);
    if (known !== undefined) {
      const body = { lockboxFile: viewOf(known), alreadyReceived: true };
      // A file that was left half done is continued.
      const audit = { action: 'lockbox-file-received', entityId: id } as const;
      return known.state === 'done' ? ok({ status: 200, body }) : ok({ status: 200, body, writes: [], audit, due });
    }
    const sizeBytes = await files.head(fileKey(tenantId, 'bank-statement', lockboxObjectName(sha256)));
    if (sizeBytes === undefined) return fail({ kind: 'lockbox-not-uploaded' });
    const content = await readLockbox(files, tenantId, { sha256, format });
    if (!content.ok) return refused(content.failure);
    const { lockbox, depositedOn, batches, count: items, totalCents } = content.value;
    if (depositedOn > (await request.today())) return refused({ kind: 'date-in-future', line: 1 });
    const file: LockboxFile = {
      ...{ id, sha256, sizeBytes, format, entityId, lockbox, depositedOn },
      ...{ receivedAt: request.at, receivedBy: subject, state: 'posting', items, totalCents },
      batches: batches.map((batch) => batchOf(batch, lockboxBatchId(tenantId, id, batch.number))),
    };
    return ok({
      body: { lockboxFile: viewOf(file), alreadyReceived: false },
      writes: [newLockboxFileWrite(tenantId, file)],
      audit: { action: 'lockbox-file-received', entityId: id, facts: { items, cents: totalCents } },
      due,
    });
  },

  listLockboxFiles: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'LOCKBOX-FILE' }, (item) => viewOf(lockboxFileOfItem(item)))),

  getLockboxFile: async (request, { table }) => {
    const file = await readLockboxFile(table, request.principal.tenantId, request.params.lockboxFileId);
    return file === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(file) });
  },
};

function refused({ kind, line, stated, found }: LockboxFault) {
  const facts = { code: kind, because: lockboxRefusals[kind], line, ...present({ stated, found }) };
  return fail({ kind: 'lockbox-refused' as const, facts });
}

function batchOf({ number, items, totalCents }: LockboxContent['batches'][number], depositBatchId: string) {
  return { number, items: items.length, totalCents, depositBatchId };
}
