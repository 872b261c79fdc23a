import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { IdKind, TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { Route } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, type ListPage, listPage } from '../../shared/runtime/api/list-page.ts';
import type { Answer, Change, Request } from '../../shared/runtime/api/operation.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import {
  documentOfItem,
  type Entity,
  entityItem,
  externalIdRows,
  idOfExternalId,
  type PointerRow,
  pointerWrites,
} from '../../shared/store/entity-items.ts';
import { entityKey, listIndex, listPartition } from '../../shared/store/keys/entity.ts';
import type { Write } from '../../shared/store/table.ts';
import type { PracticeDeps } from './context.ts';

/** A family of documents that describe a practice: how it is stored, and by which other names it is found. */
export interface Family<Body, Parameter extends string, Derived> {
  readonly entity: Entity;
  /** The stored item's type. */
  readonly type: string;
  readonly actions: { readonly created: AuditAction; readonly replaced: AuditAction };
  readonly idKind: IdKind;
  /** The id's name in the routes' paths. */
  readonly parameter: Parameter;
  /** Names that only one document of the family may have, and the failure when another one has them. */
  readonly identities?: {
    readonly rows: (tenant: TenantId, body: Body) => PointerRow[];
    readonly taken: Failure;
  };
  /** Fields that are derived from a document and stored with it, with the writes that belong to them. */
  readonly derive?: (
    change: DocumentChange<Body, Derived>,
    deps: PracticeDeps,
  ) => Promise<Result<{ readonly derived: Derived; readonly writes: readonly Write<Failure>[] }, Failure>>;
  /** Work that follows from a document. */
  readonly due?: (tenant: TenantId, body: Body, at: Instant) => readonly DueMessage[];
}

/** A document that is created or replaced. */
export interface DocumentChange<Body, Derived> {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly before: Stored<Body & Derived> | undefined;
  readonly after: Body;
  newId(kind: IdKind): string;
}

type Stored<Body> = Body & { readonly id: string; readonly version: number };
type FamilyRequest<Body, Query = unknown> = Omit<Request<Route>, 'params' | 'body' | 'query'> & {
  readonly body: Body;
  readonly query: Query;
};
type Named<Parameter extends string> = { readonly params: Readonly<Record<Parameter, string>> };
type Outcome<View> = Promise<Result<Answer<View> | Change<View>, Failure>>;

/** The operations of one family: create, list, search, get and replace. */
export function familyOperations<
  Body extends { readonly externalId?: string },
  Parameter extends string,
  Derived extends object = object,
>(family: Family<Body, Parameter, Derived>) {
  type Document = Stored<Body & Derived>;
  const { entity, type, idKind } = family;

  const names = (tenant: TenantId, id: string, before: Body | undefined, after: Body): Write<Failure>[] => {
    const { identities } = family;
    const own = (body: Body | undefined) => externalIdRows(tenant, entity, body?.externalId);
    const rows = (body: Body | undefined) => (body === undefined || !identities ? [] : identities.rows(tenant, body));
    const taken = identities?.taken ?? { kind: 'external-id-taken' };
    return [
      ...pointerWrites<Failure>(id, own(before), own(after), { kind: 'external-id-taken' }),
      ...pointerWrites<Failure>(id, rows(before), rows(after), taken),
    ];
  };

  const derived = async (
    { principal: { tenantId }, body, newId }: FamilyRequest<Body>,
    id: string,
    before: Document | undefined,
    deps: PracticeDeps,
  ) =>
    family.derive?.({ tenantId, id, before, after: body, newId }, deps) ?? ok({ derived: {} as Derived, writes: [] });

  const create = async (request: FamilyRequest<Body>, deps: PracticeDeps): Outcome<Document> => {
    const { tenantId } = request.principal;
    const id = request.newId(idKind);
    const beside = await derived(request, id, undefined, deps);
    if (!beside.ok) return beside;
    const document: Document = { ...request.body, ...beside.value.derived, id, version: 1 };
    const item = entityItem(entityKey(tenantId, entity, id), type, document, listIndex(tenantId, entity, id));
    return ok({
      body: document,
      version: 1,
      writes: [
        { put: item, condition: { absent: true } },
        ...names(tenantId, id, undefined, request.body),
        ...beside.value.writes,
      ],
      audit: { action: family.actions.created, entityId: id },
      ...present({ due: family.due?.(tenantId, request.body, request.at) }),
    });
  };

  const read = async (request: FamilyRequest<unknown>, deps: PracticeDeps, id: string) => {
    const item = await deps.table.get(entityKey(request.principal.tenantId, entity, id));
    return item === undefined ? fail<Failure>({ kind: 'not-found' }) : ok(documentOfItem<Document>(item));
  };

  const get = async (request: FamilyRequest<undefined> & Named<Parameter>, deps: PracticeDeps): Outcome<Document> => {
    const found = await read(request, deps, request.params[family.parameter]);
    return found.ok ? ok({ body: found.value, version: found.value.version }) : found;
  };

  const list = async (
    request: FamilyRequest<undefined, { readonly limit: number }>,
    deps: PracticeDeps,
  ): Outcome<ListPage<Document>> => {
    const partitions = [listPartition(request.principal.tenantId, entity)];
    const query = { partitions, index: true, limit: request.query.limit } as const;
    return asAnswer(await listPage(request, deps.table, query, (item) => documentOfItem<Document>(item)));
  };

  const search = async (
    request: FamilyRequest<{ readonly externalId: string }>,
    deps: PracticeDeps,
  ): Outcome<ListPage<Document>> => {
    const { tenantId } = request.principal;
    const id = await idOfExternalId(deps.table, tenantId, entity, request.body.externalId);
    if (id === undefined) return ok({ body: { items: [] } });
    const found = await read(request, deps, id);
    return ok({ body: { items: found.ok ? [found.value] : [] } });
  };

  const replace = async (request: FamilyRequest<Body> & Named<Parameter>, deps: PracticeDeps): Outcome<Document> => {
    const { tenantId } = request.principal;
    const id = request.params[family.parameter];
    const found = await read(request, deps, id);
    if (!found.ok) return found;
    const before = found.value;
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const beside = await derived(request, id, before, deps);
    if (!beside.ok) return beside;
    const version = before.version + 1;
    const document: Document = { ...request.body, ...beside.value.derived, id, version };
    const item = entityItem(entityKey(tenantId, entity, id), type, document, listIndex(tenantId, entity, id));
    return ok({
      body: document,
      version,
      writes: [
        { put: item, condition: { equals: { version: before.version } }, orElse: { kind: 'version-changed' } },
        ...names(tenantId, id, before, request.body),
        ...beside.value.writes,
      ],
      audit: { action: family.actions.replaced, entityId: id, facts: { version } },
      ...present({ due: family.due?.(tenantId, request.body, request.at) }),
    });
  };

  return { create, list, search, get, replace };
}
