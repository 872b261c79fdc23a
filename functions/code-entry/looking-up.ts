import type { Route } from '../../shared/http/api.ts';
import type { Operation } from '../../shared/runtime/api/operation.ts';
import type { CodedDeps, CodeEntryDeps } from './context.ts';

/** An operation that looks codes up in the code sets of the calling office. */
export function lookingUp<R extends Route>(operation: Operation<R, CodedDeps>): Operation<R, CodeEntryDeps> {
  return (request, deps) =>
    deps.codeSets.lookUp(request.principal.tenantId, (references) => operation(request, { ...deps, references }));
}
