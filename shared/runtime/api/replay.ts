import type { APIGatewayProxyResult } from 'aws-lambda';
import { present } from '../../domain/present.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Api, Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import type { Item } from '../../store/table.ts';

/** A request's answer, as its idempotency record keeps it. */
export type KeptAnswer =
  /** Where the answer can be read again, so that no copy is kept. */
  | { readonly status: number; readonly etag?: string; readonly params: Readonly<Record<string, string>> }
  /** A copy of an answer that no route can read again. */
  | { readonly result: APIGatewayProxyResult };

/** The parameter names in a route's path. */
function paramsOf({ path }: Route): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

/**
 * The route that can read an answer again: it has the same schema, and its parameters are the same, with or without the answer's
 * id. Undefined when there is none.
 */
export function rereadRoute(api: Api, name: string): string | undefined {
  const route = api[name] as Route;
  const given = paramsOf(route);
  return Object.keys(api).find((candidate) => {
    const other = api[candidate] as Route;
    if (other.method !== 'GET' || other.query !== undefined || other.answer.schema !== route.answer.schema)
      return false;
    return paramsOf(other).filter((param) => !given.includes(param)).length <= 1;
  });
}

/** What to keep of an answer. @param reread the route that can read it again */
export function keptAnswer(
  result: APIGatewayProxyResult,
  body: unknown,
  params: Readonly<Record<string, string>>,
  reread: Route | undefined,
): KeptAnswer {
  if (reread === undefined) return { result };
  const etag = result.headers?.ETag;
  const wanted = paramsOf(reread).map((name) => [name, params[name] ?? (body as { id?: unknown }).id] as const);
  if (!wanted.every(([, value]) => typeof value === 'string')) return { result };
  return {
    status: result.statusCode,
    ...present({ etag: etag === undefined ? undefined : String(etag) }),
    params: Object.fromEntries(wanted) as Record<string, string>,
  };
}

/**
 * The first answer again, from a record. A body that is read again shows the current state, with the status and ETag of the first answer. A
 * write with that ETag is refused if it is no longer the latest.
 */
export async function replay(
  record: Item,
  requestHash: string,
  reread: (params: Readonly<Record<string, string>>) => Promise<Result<APIGatewayProxyResult, Failure>>,
): Promise<Result<APIGatewayProxyResult, Failure>> {
  if (record.requestHash !== requestHash) return fail({ kind: 'idempotency-key-reused' });
  const kept = record.answer as KeptAnswer;
  const again = 'result' in kept ? ok(kept.result) : await reread(kept.params);
  if (!again.ok) return again;
  const headers = { ...again.value.headers, 'Idempotent-Replay': 'true' };
  if ('result' in kept) return ok({ ...again.value, headers });
  const { ETag: _now, ...others } = headers as Record<string, string>;
  const withTag = kept.etag === undefined ? others : { ...others, ETag: kept.etag };
  return ok({ ...again.value, statusCode: kept.status, headers: withTag });
}
