import type { IdKind } from '../../domain/identity/ids.ts';
import type { Principal } from '../../domain/identity/principal.ts';
import type { Result } from '../../domain/result.ts';
import type { Instant, LocalDate } from '../../domain/time/local-date.ts';
import type { AnswerOf, Api, BodyOf, ParamsOf, QueryOf, Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import type { Actor, AuditFact, DueMessage } from '../../store/change.ts';
import type { Table, Write } from '../../store/table.ts';

/** A request that has passed authentication, roles and schema. */
export interface Request<R extends Route> extends Actor {
  readonly principal: Principal;
  readonly at: Instant;
  readonly requestId: string;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** The version in If-Match, where the route requires it. */
  readonly expectedVersion: number;
  /** A new id. With an Idempotency-Key it is derived from the key, so that a retry gives the same id. */
  newId(kind: IdKind): string;
  /** Turns the query's `pageToken` into a position; undefined at the start. */
  position(): Promise<Result<unknown, Failure>>;
  /** The office's current day. */
  today(): Promise<LocalDate>;
  /** Turns a position into the `nextPageToken` of this query; undefined stays undefined. */
  tokenFor(position: unknown): Promise<string | undefined>;
  /**
   * Does one of the several actions in a request by an operation of the same family, as if it were a request of its
   * own: its roles and its schema are checked, and its writes are committed with their own audit item and idempotency
   * record.
   */
  alone(deed: Deed): Promise<Result<Done, Failure>>;
}

/** One of the several actions in a request. */
export interface Deed {
  /** Distinguishes it from the other actions in the request. */
  readonly name: string;
  readonly operation: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The version that the caller saw, if the operation requires `If-Match`. */
  readonly version?: number;
}

/** The result of an action. */
export interface Done {
  readonly version?: number;
  /** The id of what the action created, if it created something. */
  readonly made?: string;
}

/** What the caller gets. `version` becomes the ETag. `status` defaults to the route's. */
export interface Reply<Body> {
  readonly body: Body;
  readonly status?: number;
  readonly version?: number;
}

/** An answer that changes nothing. */
export interface Answer<Body> extends Reply<Body> {
  readonly writes?: never;
  readonly audit?: never;
}

/** What an operation wants to write: one transaction, together with its audit item, messages and idempotency record. */
export interface Change<Body> extends Reply<Body> {
  readonly writes: readonly Write<Failure>[];
  readonly audit: AuditFact;
  readonly due?: readonly DueMessage[];
}

/** An operation reads and decides; the edge commits. */
export type Operation<R extends Route, Deps> = (
  request: Request<R>,
  deps: Deps,
) => Promise<Result<Answer<AnswerOf<R>> | Change<AnswerOf<R>>, Failure>>;

/** One operation for every route of an API. */
export type Operations<A extends Api, Deps> = { readonly [Name in keyof A]: Operation<A[Name], Deps> };

/** What every operation may use. */
export interface StoreDeps {
  readonly table: Table;
}
