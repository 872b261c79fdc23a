import type { Mailing, PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { partnerTarget } from '../../shared/store/delivery-targets.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { paperToMail } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import { newPaperBatchWrite, paperBatchOfItem, paperMailedWrite, readPaperBatch } from '../../shared/store/paper.ts';
import type { Write } from '../../shared/store/table.ts';
import { codeTitles } from './code-titles.ts';
import type { PaperOperations } from './context.ts';
import { fileBatch } from './file-batch.ts';
import { offsetOf } from './print.ts';
import { reassembled } from './reassemble.ts';
import { deliveriesOf } from './vendor.ts';
import { waitingClaims } from './waiting-claims.ts';

export const batchOperations: PaperOperations<
  'createPaperBatch' | 'recordMailing' | 'listPaperBatches' | 'getPaperBatch' | 'getPaperBatchFile'
> = {
  /**
   * Printing files a claim: the pages are kept, and one transaction marks the claims as submitted and stores their
   * proof.
   */
  createPaperBatch: async (request, deps) => {
    const { table } = deps;
    const { tenantId } = request.principal;
    const { payerId, printer, claimIds } = request.body;
    const payer = (await readDocuments<Payer>(table, tenantId, 'PAYER', [payerId])).get(payerId);
    if (payer === undefined) return fail({ kind: 'not-found' });
    if (payer.filesOn !== 'paper') return fail({ kind: 'payer-takes-files' });
    const receiverId = payer.receiver.id;
    const target = await partnerTarget(table, tenantId, receiverId);
    if (target !== undefined && payer.address === undefined) return fail({ kind: 'payer-address-missing' });
    const offset = await offsetOf(table, tenantId, printer);
    if (!offset.ok) return offset;
    const waiting = await waitingClaims({ tenantId, payerId, ...present({ claimIds }) }, table);
    if (!waiting.ok) return waiting;
    const { current, stale, more } = waiting.value;
    if (current.length === 0 && stale.length === 0) return fail({ kind: 'no-paper-claims' });
    const again = reassembled(request, stale);
    const claims = current.map(({ document }) => document.claim);
    const titles = await codeTitles(tenantId, { claims, on: await request.today() }, deps);
    if (!titles.ok) return titles;
    const order = { claims: current, payer, offset: offset.value, codeTitle: titles.value };
    const filed = await fileBatch(request, order, deps);
    const { batch } = filed;
    const outgoing =
      batch === undefined || target === undefined
        ? undefined
        : await deliveriesOf(request, { receiverId, target }, batch, deps);
    const kept = outgoing?.batch ?? batch;
    const ended = kept === undefined ? [] : [deadlinesEnded(tenantId, request.at)];
    const due: readonly DueMessage[] = [...again.due, ...(outgoing?.due ?? []), ...ended];
    return ok({
      body: {
        ...(kept === undefined ? {} : { batch: batchView(kept) }),
        reassembled: stale.map(({ claimId }) => claimId),
        unprintable: filed.unprintable,
        more,
      },
      writes: [
        ...(kept === undefined ? [] : [newPaperBatchWrite(tenantId, kept) as Write<Failure>]),
        ...filed.writes,
        ...(outgoing?.writes ?? []),
        ...again.writes,
      ],
      audit: {
        action: 'paper-batch-printed',
        entityId: kept?.id ?? payerId,
        facts: { claims: kept?.claims.length ?? 0, pages: kept?.pages ?? 0, reassembled: stale.length },
      },
      due,
    });
  },

  recordMailing: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { on, by, trackingNumber } = request.body;
    const batch = await readPaperBatch(table, tenantId, request.params.batchId);
    if (batch === undefined) return fail({ kind: 'not-found' });
    const { timeZone } = await readOffice(table, tenantId);
    const problem =
      on > (await request.today())
        ? 'is in the future'
        : on < dayIn(timeZone, batch.createdAt)
          ? 'is before the day on which the claims were printed'
          : undefined;
    if (problem !== undefined) return invalid('/on', problem);
    const mailing: Mailing = { on, by, ...present({ trackingNumber }), recordedBy: subject, recordedAt: request.at };
    return ok({
      body: batchView({ ...batch, mailings: [...(batch.mailings ?? []), mailing] }),
      writes: [paperMailedWrite(tenantId, batch, mailing)],
      audit: { action: 'paper-batch-mailed', entityId: batch.id, facts: { on, by } },
    });
  },

  listPaperBatches: async (request, { table }) => {
    if (request.query.toMail !== undefined) {
      const partitions = [paperToMail(request.principal.tenantId)];
      const work = { partitions, index: 'second', limit: request.query.limit } as const;
      return asAnswer(await listPage(request, table, work, (item) => batchView(paperBatchOfItem(item))));
    }
    return asAnswer(
      await listMonth(request, table, { entity: 'PAPER-BATCH' }, (item) => batchView(paperBatchOfItem(item))),
    );
  },

  getPaperBatch: async (request, { table }) => {
    const batch = await readPaperBatch(table, request.principal.tenantId, request.params.batchId);
    return batch === undefined ? fail({ kind: 'not-found' }) : ok({ body: batchView(batch) });
  },

  getPaperBatchFile: async (request, { table, files }) => {
    const { batchId } = request.params;
    const batch = await readPaperBatch(table, request.principal.tenantId, batchId);
    if (batch === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await signedFile(files, batch.file.fileKey, batch.file),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'paper-batch-read', entityId: batchId },
    });
  },
};

/** The person who prints may know the address, but the pages and the proof of mailing do not have it. */
const addressMissing = {
  code: 'payer-address-missing' as const,
  message:
    'No address of the payer is on record, so the pages and the proof of filing name none. Look it up for these envelopes, and enter it for the next ones: the payer’s `address` (PUT /v1/payers/{payerId}).',
};

function batchView({ file, manifest, claims, mailings, ...batch }: PaperBatch) {
  const factsOf = ({ sha256, sizeBytes }: PaperBatch['file']) => ({ sha256, sizeBytes });
  return {
    ...batch,
    claims: claims.map(({ findings, ...claim }) => ({ ...claim, findings: [...findings] })),
    file: factsOf(file),
    findings: batch.mailTo.address === undefined ? [addressMissing] : [],
    ...(manifest === undefined ? {} : { manifest: factsOf(manifest) }),
    ...(mailings === undefined ? {} : { mailings: [...mailings] }),
  };
}
