import type { FileAnswer } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import {
  acknowledgementFileIdOf,
  acknowledgementFileOfItem,
  applyMessage,
  readAcknowledgementFile,
  readClaimAcknowledgements,
  readSubmissionAcknowledgements,
  receivedAcknowledgements,
} from '../../shared/store/acknowledgements.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { type Files, fileKey } from '../../shared/store/files.ts';
import { acknowledgementFileKey, fileAnswerPrefix } from '../../shared/store/keys/acknowledgement.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';
import { openFileSorter } from '../../shared/x12/file-sort.ts';
import {
  acknowledgementFileView,
  claimAcknowledgementView,
  fileAnswerView,
  fileOfClaimView,
  submissionAcknowledgementView,
} from './acknowledgement-views.ts';
import type { ClaimsOperations } from './context.ts';

export const acknowledgementOperations: ClaimsOperations<
  | 'listClaimAcknowledgements'
  | 'listSubmissionAcknowledgements'
  | 'importAcknowledgementFile'
  | 'listAcknowledgementFiles'
  | 'getAcknowledgementFile'
  | 'listAcknowledgementAnswers'
  | 'getAcknowledgementFileContent'
> = {
  listClaimAcknowledgements: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    const balance = await readNamedClaim(table, tenantId, claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: { items: await claimTimeline(table, tenantId, balance) },
      writes: [],
      audit: { action: 'claim-read', entityId: claimId, facts: { patientId: balance.patientId } },
    });
  },

  listSubmissionAcknowledgements: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { submissionId } = request.params;
    if ((await readSubmission(table, tenantId, submissionId)) === undefined) return fail({ kind: 'not-found' });
    const said = await readSubmissionAcknowledgements(table, tenantId, submissionId);
    return ok({ body: { items: said.map(submissionAcknowledgementView) } });
  },

  importAcknowledgementFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { sha256, name, submissionId } = request.body;
    const known = await readAcknowledgementFile(table, tenantId, acknowledgementFileIdOf(tenantId, sha256));
    if (known !== undefined) {
      const body = { file: acknowledgementFileView(known), alreadyReceived: true };
      if (known.state !== 'received') return ok({ status: 200, body });
      const due = [applyMessage(tenantId, known.id, `${known.id}-${request.at}`)];
      const audit = { action: 'acknowledgement-file-resumed', entityId: known.id } as const;
      return ok({ status: 200, body, writes: [], audit, due });
    }
    if (submissionId !== undefined && (await readSubmission(table, tenantId, submissionId)) === undefined) {
      const errors = [{ pointer: '/submissionId', detail: 'no submission of this office has this id' }];
      return fail({ kind: 'not-found', errors });
    }
    const object = fileKey(tenantId, 'remittance', remittanceObjectName(sha256));
    const sizeBytes = await files.head(object);
    if (sizeBytes === undefined) return fail({ kind: 'file-not-uploaded' });
    const sort = await sortOf(files, object, sizeBytes);
    const wrong = wrongKind(sort);
    if (wrong !== undefined) return invalid('/sha256', wrong);
    const submissionIds = submissionId === undefined ? undefined : [submissionId];
    const { transactions } = sort;
    const own = { sha256, sizeBytes, transactions, object, ...present({ name, submissionIds }) };
    const { file, ...change } = receivedAcknowledgements(tenantId, own, request.at);
    return ok({ body: { file: acknowledgementFileView(file), alreadyReceived: false }, ...change });
  },

  listAcknowledgementFiles: async (request, { table }) => {
    return asAnswer(
      await listMonth(request, table, { entity: 'ACKNOWLEDGEMENT-FILE' }, (item) =>
        acknowledgementFileView(acknowledgementFileOfItem(item)),
      ),
    );
  },

  getAcknowledgementFile: async (request, { table }) => {
    const file = await readAcknowledgementFile(table, request.principal.tenantId, request.params.fileId);
    return file === undefined ? fail({ kind: 'not-found' }) : ok({ body: acknowledgementFileView(file) });
  },

  listAcknowledgementAnswers: async (request, { table }) => {
    const { tenantId } = request.principal;
    const file = await readAcknowledgementFile(table, tenantId, request.params.fileId);
    if (file === undefined) return fail({ kind: 'not-found' });
    const partitions = [{ partition: acknowledgementFileKey(tenantId, file.id).pk, prefix: fileAnswerPrefix }];
    return asAnswer(
      await listPage(request, table, { partitions, limit: request.query.limit }, (item) =>
        fileAnswerView(documentOfItem<FileAnswer>(item)),
      ),
    );
  },

  getAcknowledgementFileContent: async (request, { table, files }) => {
    const file = await readAcknowledgementFile(table, request.principal.tenantId, request.params.fileId);
    if (file === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await signedFile(files, file.object, file),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'acknowledgement-file-read', entityId: file.id },
    });
  },
};

/** The answers about a claim itself and about the files that sent it, in time order. */
async function claimTimeline(table: Table, tenant: TenantId, { claimId, filings }: ClaimBalance) {
  const sent = filings.flatMap(({ state }) =>
    'submissionId' in state && state.submissionId !== undefined ? [state.submissionId] : [],
  );
  const [own, ...files] = await Promise.all([
    readClaimAcknowledgements(table, tenant, claimId),
    ...[...new Set(sent)].map((id) => readSubmissionAcknowledgements(table, tenant, id)),
  ]);
  // A rejection of the whole file is already kept with each of its claims.
  const isOwn = new Set(own.map(({ fileId, kind }) => `${fileId} ${kind}`));
  const others = files.flat().filter(({ fileId, kind }) => !isOwn.has(`${fileId} ${kind}`));
  const items = [...own.map(claimAcknowledgementView), ...others.map((said) => fileOfClaimView(said, claimId))];
  return items.sort((left, right) => (left.saidAt < right.saidAt ? -1 : left.saidAt > right.saidAt ? 1 : 0));
}

/** How much of a file is read to find out its kind. */
const sortedBytes = 4 << 20;

async function sortOf(files: Files, object: string, sizeBytes: number) {
  const sorter = openFileSorter();
  sorter.push(await files.getRange(object, 0, Math.min(sizeBytes, sortedBytes)));
  return sorter.finish();
}

function wrongKind({
  kind,
  isText,
}: ReturnType<Awaited<ReturnType<typeof openFileSorter>>['finish']>): string | undefined {
  if (kind === 'remittance') return 'is a remittance: import it by POST /v1/remittance-files';
  if (kind === 'inquiry-answer') return 'answers inquiries: import it by POST /v1/inquiry-answers';
  if (kind === 'other-transaction') return 'has transactions that are not acknowledgements of claims';
  return kind === 'no-x12' && !isText ? 'is neither X12 nor text that people can read' : undefined;
}
