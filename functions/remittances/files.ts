import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { asAnswer, listMonth, listNumbered } from '../../shared/runtime/api/list-page.ts';
import { signedFile, signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey } from '../../shared/store/files.ts';
import { remittanceFileKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { remittanceName, remittanceObjectName } from '../../shared/store/manifest.ts';
import { receivedFile, remittanceFileIdOf, resumedFile } from '../../shared/store/received-file.ts';
import { bodyOfItem, type RemittanceFile } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RemittancesOperations } from './context.ts';
import { fileView, remittanceView } from './views.ts';

/** An import that is not finished after this long may have lost its message: requesting the file again resumes it. */
const minutesToFinish = 15;

function isStuck({ state, receivedAt }: RemittanceFile, at: Instant): boolean {
  const isOpen = state === 'received' || state === 'posting';
  return isOpen && Date.parse(at) - Date.parse(receivedAt) >= minutesToFinish * 60_000;
}

export const fileOperations: RemittancesOperations<
  | 'createUpload'
  | 'importRemittanceFile'
  | 'listRemittanceFiles'
  | 'getRemittanceFile'
  | 'getRemittanceFileContent'
  | 'listRemittancesOfFile'
> = {
  createUpload: async (request, { files }) => {
    const { sha256 } = request.body;
    const key = fileKey(request.principal.tenantId, 'remittance', remittanceObjectName(sha256));
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  importRemittanceFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { sha256, name } = request.body;
    const id = remittanceFileIdOf(tenantId, sha256);
    const known = await table.get(remittanceFileKey(tenantId, id));
    if (known !== undefined) {
      const file = bodyOfItem<RemittanceFile>(known);
      const body = { file: fileView(file), alreadyReceived: true, resumed: isStuck(file, request.at) };
      if (!body.resumed) return ok({ status: 200, body });
      const resumed = resumedFile(tenantId, file, request.at);
      return ok({ status: 200, body, writes: [], ...resumed });
    }
    const sizeBytes = await files.head(fileKey(tenantId, 'remittance', remittanceObjectName(sha256)));
    if (sizeBytes === undefined) return fail({ kind: 'file-not-uploaded' });
    const { file, ...change } = receivedFile(tenantId, { sha256, sizeBytes, ...present({ name }) }, request.at);
    return ok({ body: { file: fileView(file), alreadyReceived: false, resumed: false }, ...change });
  },

  listRemittanceFiles: async (request, { table }) => {
    const viewOf = (item: Item) => fileView(bodyOfItem<RemittanceFile>(item));
    return asAnswer(await listMonth(request, table, { entity: 'REMITTANCE-FILE' }, viewOf));
  },

  getRemittanceFile: async (request, { table }) => {
    const item = await table.get(remittanceFileKey(request.principal.tenantId, request.params.fileId));
    return item === undefined ? fail({ kind: 'not-found' }) : ok({ body: fileView(bodyOfItem<RemittanceFile>(item)) });
  },

  getRemittanceFileContent: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const item = await table.get(remittanceFileKey(tenantId, request.params.fileId));
    if (item === undefined) return fail({ kind: 'not-found' });
    const file = bodyOfItem<RemittanceFile>(item);
    const key = fileKey(tenantId, 'remittance', remittanceObjectName(file.sha256));
    return ok({
      body: await signedFile(files, key, file),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'remittance-file-read', entityId: file.id },
    });
  },

  listRemittancesOfFile: async (request, { table }) => {
    const { tenantId } = request.principal;
    const item = await table.get(remittanceFileKey(tenantId, request.params.fileId));
    if (item === undefined) return fail({ kind: 'not-found' });
    const { id, payments = 0 } = bodyOfItem<RemittanceFile>(item);
    const page = await listNumbered(request, { count: payments, limit: request.query.limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    const keys = Array.from({ length: end - first }, (_, offset) =>
      remittanceKey(tenantId, idFromDigest('remittance', digestOf(...remittanceName(tenantId, id, first + offset)))),
    );
    const found = await table.batchGet(keys);
    return ok({ body: { items: found.filter((each) => each !== undefined).map(remittanceView), ...next } });
  },
};
