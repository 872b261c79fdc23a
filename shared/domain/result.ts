/** An expected outcome: a value, or a failure that the caller must check. Broken invariants throw instead. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Wraps a value as a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail<Failure>(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** A place in the request and its problem; `detail` is made from codes, never from a value. */
export interface FieldError {
  /** JSON pointer into the body (`/lines/0/units`), or `query/limit`, `header/If-Match`. */
  readonly pointer: string;
  readonly detail: string;
}

/** An expected failure for the caller. */
export interface ToldFailure<Kind extends string> {
  readonly kind: Kind;
  readonly errors?: readonly FieldError[];
  /** Codes and ids that help the caller. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Refuses a request for one field with an impossible value that the schema cannot detect. */
export function invalid(pointer: string, detail: string) {
  return fail({ kind: 'request-invalid' as const, errors: [{ pointer, detail }] });
}

/**
 * The meaning of a failure kind in the API. `retryable` says whether the same request can succeed later without a
 * change.
 */
export interface FailureMeaning {
  readonly status: number;
  readonly title: string;
  /** A sentence for the caller: what is wrong and what to do. Never holds a value or a name. */
  readonly detail: string;
  readonly retryable: boolean;
}

/** Throws when a fact that the code relies on does not hold. For programming errors, never for bad input. */
export function invariant(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`broken invariant: ${message}`);
}

/** Makes the compiler prove that a union has been handled in full. */
export function unreachable(value: never): never {
  throw new Error(`broken invariant: unhandled case ${typeof value}`);
}
