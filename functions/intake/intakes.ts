import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import type { Intake } from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, askedMarks, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import {
  intakeFileKey,
  intakeItem,
  intakeMessage,
  intakeOfItem,
  intakeRetryMessage,
  readIntake,
  readMapping,
} from '../../shared/store/intakes.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
import type { IntakeOperations } from './context.ts';
import { intakeView } from './views.ts';

export const intakeOperations: IntakeOperations<
  'createIntakeUpload' | 'createIntake' | 'listIntakes' | 'getIntake' | 'retryIntake'
> = {
  createIntakeUpload: async (request, { files }) => {
    const key = intakeFileKey(request.principal.tenantId, request.body.sha256);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  createIntake: async (request, { table, files }) => {
    const { principal, at, body } = request;
    const { tenantId, subject } = principal;
    const { sha256, format, defaults } = body;
    const sizeBytes = await files.head(intakeFileKey(tenantId, sha256));
    if (sizeBytes === undefined || sizeBytes > largestFileBytes.intake) return fail({ kind: 'file-not-uploaded' });
    const mapping = body.mapping === undefined ? undefined : await readMapping(table, tenantId, body.mapping);
    if ((format === 'csv') !== (mapping !== undefined)) return fail({ kind: 'intake-mapping-missing' });
    const intake: Intake = {
      id: request.newId('intake'),
      ...{ format, sha256, sizeBytes, defaults, ...present({ mapping }) },
      ...{ requestedAt: at, requestedBy: subject, state: 'reading', nextByte: 0, nextLine: 1 },
      ...{ records: 0, taken: 0, known: 0, open: 0, dismissed: 0 },
    };
    return ok({
      body: intakeView(intake),
      writes: [{ put: intakeItem(tenantId, intake), condition: { absent: true }, orElse: { kind: 'write-conflict' } }],
      audit: { action: 'intake-requested', entityId: intake.id, facts: { format, sizeBytes } },
      due: [intakeMessage(tenantId, intake.id)],
    });
  },

  listIntakes: async (request, { table }) => {
    const marks = askedMarks(request);
    const viewOf = (item: Item, mark: ShownMark | undefined) => {
      const intake = intakeOfItem(item);
      return request.query.hasFailures === undefined || intake.open > 0
        ? { ...intakeView(intake), ...present({ mark }) }
        : undefined;
    };
    return asAnswer(await listMonth(request, table, { entity: 'INTAKE', marks }, viewOf));
  },

  getIntake: async (request, { table }) => {
    const intake = await readIntake(table, request.principal.tenantId, request.params.intakeId);
    return intake === undefined ? fail({ kind: 'not-found' }) : ok({ body: intakeView(intake) });
  },

  retryIntake: async (request, { table }) => {
    const { tenantId } = request.principal;
    const intake = await readIntake(table, tenantId, request.params.intakeId);
    if (intake === undefined) return fail({ kind: 'not-found' });
    if (intake.state === 'reading') return fail({ kind: 'intake-reading' });
    return ok({
      body: intakeView(intake),
      writes: [],
      audit: { action: 'intake-retried', entityId: intake.id, facts: { open: intake.open } },
      due: [intakeRetryMessage(tenantId, intake.id, request.requestId)],
    });
  },
};
