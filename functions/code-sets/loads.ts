import { type CodeSetKind, codeSets } from '../../shared/domain/code-set/kinds.ts';
import { type CodeSetLoad, needsLicence } from '../../shared/domain/code-set/load.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { codeSetFileKey, loadItem, loadMessage, readLoad } from '../../shared/store/code-sets.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import type { Item } from '../../shared/store/table.ts';
import type { CodeSetOperations } from './context.ts';
import { loadView } from './views.ts';

/** Whether a person may load or withdraw releases of a set: the installation's sets serve every office. */
export function mayLoad(principal: Principal, kind: CodeSetKind): Result<undefined, Failure> {
  const needed = codeSets[kind].owner === 'installation' ? 'operator' : 'manager';
  if (principal.roles.includes(needed)) return ok(undefined);
  return fail({ kind: 'not-permitted', facts: { neededRoles: needed } });
}

export const loadOperations: CodeSetOperations<
  'createCodeSetUpload' | 'createCodeSetLoad' | 'listCodeSetLoads' | 'getCodeSetLoad'
> = {
  createCodeSetUpload: async (request, { files }) => {
    const key = codeSetFileKey(request.principal.tenantId, request.body.sha256);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  createCodeSetLoad: async (request, { files }) => {
    const { principal, at, body } = request;
    const { tenantId, subject } = principal;
    const { kind, licence, files: named, ...said } = body;
    const permitted = mayLoad(principal, kind);
    if (!permitted.ok) return permitted;
    if (needsLicence(kind) && licence === undefined) return fail({ kind: 'licence-not-attested' });
    const sizes = await Promise.all(named.map(({ sha256 }) => files.head(codeSetFileKey(tenantId, sha256))));
    const errors = named.flatMap((_file, index) =>
      sizes[index] === undefined ? [{ pointer: `/files/${index}`, detail: 'not uploaded' }] : [],
    );
    if (errors.length > 0) return fail({ kind: 'code-set-file-not-uploaded', errors });
    const load: CodeSetLoad = {
      id: request.newId('codeSetLoad'),
      kind,
      files: named.map((file, index) => ({ ...file, sizeBytes: sizes[index] as number })),
      said,
      ...present({ licence: licence && { by: subject, at } }),
      requestedAt: at,
      requestedBy: subject,
      state: 'waiting',
      bytesRead: 0,
      rows: 0,
    };
    return ok({
      body: loadView(load),
      writes: [{ put: loadItem(tenantId, load), condition: { absent: true }, orElse: { kind: 'write-conflict' } }],
      audit: { action: 'code-set-load-requested', entityId: load.id, facts: { kind, files: named.length } },
      due: [loadMessage(tenantId, load.id)],
    });
  },

  listCodeSetLoads: async (request, { table }) => {
    const viewOf = (item: Item) => loadView(documentOfItem<CodeSetLoad>(item));
    return asAnswer(await listMonth(request, table, { entity: 'CODE-SET-LOAD' }, viewOf));
  },

  getCodeSetLoad: async (request, { table }) => {
    const load = await readLoad(table, request.principal.tenantId, request.params.loadId);
    return load === undefined ? fail({ kind: 'not-found' }) : ok({ body: loadView(load) });
  },
};
