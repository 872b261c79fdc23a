import type * as z from 'zod';
import type { AnyExceptionCode } from '../domain/exception/codes.ts';
import type { Role } from '../domain/identity/principal.ts';
import type { FailureKind } from './failures.ts';

/** One operation of the API, as data. The OpenAPI document and the router are both made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/encounters/{encounterId}`; the first segment after `/v1` is the family. */
  readonly path: string;
  readonly summary: string;
  /**
   * Any of these roles may call it. A `public` route needs no token; if it is about an office, its path names the
   * office (`{officeId}`).
   */
  readonly roles: readonly Role[] | 'public';
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /**
   * The header that has a signature over the body's exact bytes. The operation gets the header and the bytes unchanged,
   * and parses the body itself.
   */
  readonly signedBy?: string;
  /** A web page for people: its answers and refusals are HTML, and its requests are forms. */
  readonly page?: true;
  /** `repeat`: the status when the request had been done before. The answer has the same form. */
  readonly answer: { readonly status: number; readonly repeat?: number; readonly schema: z.ZodType };
  /** Failures of the operation itself. Those that the edge adds to every route of this form are not listed. */
  readonly problems?: readonly FailureKind[];
  /** Whether the caller must send an `Idempotency-Key`. Every POST accepts one. */
  readonly idempotencyKey?: 'required';
  /** Whether the caller must send `If-Match` with the version that it last saw. */
  readonly ifMatch?: 'required';
  /** Exceptions that may post after this change, once they are retried. A header of the answer counts those that are open. */
  readonly mayFree?: readonly AnyExceptionCode[];
}

/** A family of routes, by operation name. Operation names are unique over the whole API. */
export type Api = Readonly<Record<string, Route>>;

/** Keeps the literal types of an API's routes. */
export function defineApi<const Routes extends Api>(routes: Routes): Routes {
  return routes;
}

/** The parameters of a route, by their names in its path. A path that is only known at run time allows any name. */
export type ParamsOf<R extends Route> = Readonly<
  Record<string extends R['path'] ? string : ParamNames<R['path']>, string>
>;

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** A body as received, with its signature, if the caller sent one. */
export interface SignedBody {
  readonly text: string;
  readonly signature: string | undefined;
}

/** The parsed body of a route. */
export type BodyOf<R extends Route> = R extends { signedBy: string } ? SignedBody : PlainBodyOf<R>;

type PlainBodyOf<R extends Route> = R extends { body: infer Body extends z.ZodType } ? z.output<Body> : undefined;

/** The parsed query of a route. */
export type QueryOf<R extends Route> = R extends { query: infer Query extends z.ZodType } ? z.output<Query> : undefined;

/** What a route answers on success. */
export type AnswerOf<R extends Route> = z.input<R['answer']['schema']>;
