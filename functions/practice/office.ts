import type { Office } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { nextPayerRound } from '../../shared/filing/next-payer-round.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { deadlinesChanged } from '../../shared/store/deadline-alarms.ts';
import { officeWrite, readOffice } from '../../shared/store/office.ts';
import type { Write } from '../../shared/store/table.ts';
import type { PracticeOperations } from './context.ts';

/** The office's own settings. They exist from the start: nobody has to create them. */
export const officeOperations: PracticeOperations<'getOffice' | 'replaceOffice'> = {
  getOffice: async (request, { table }) => {
    const office = await readOffice(table, request.principal.tenantId);
    return ok({ body: office, version: office.version });
  },

  replaceOffice: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readOffice(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { timeZone, submitterName, billNextPayer, deadlineNoticeDays } = request.body;
    const office: Office = {
      version: before.version + 1,
      timeZone,
      ...present({ submitterName, billNextPayer, deadlineNoticeDays }),
    };
    const write: Write<Failure> = { ...officeWrite(tenantId, office), orElse: { kind: 'version-changed' } };
    return ok({
      body: office,
      version: office.version,
      writes: [write],
      audit: { action: 'office-replaced', entityId: 'office', facts: { timeZone: office.timeZone } },
      due: [
        deadlinesChanged(tenantId, request.at),
        ...(billNextPayer === 'automatic' ? [nextPayerRound(tenantId)] : []),
      ],
    });
  },
};
