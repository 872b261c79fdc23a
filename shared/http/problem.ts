import type { FailureMeaning } from '../domain/result.ts';
import { type FailureKind, failureMeanings } from './failures.ts';

/** A place in the request and what is wrong there; `detail` comes from codes, never from a value. */
export interface FieldError {
  /** JSON pointer into the body (`/lines/0/units`), or `query/limit`, `header/If-Match`. */
  readonly pointer: string;
  readonly detail: string;
}

/** An expected failure on its way to the wire. */
export interface Failure {
  readonly kind: FailureKind;
  readonly errors?: readonly FieldError[];
  /** Codes and ids that help the caller, as further members of the problem. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
  readonly [fact: string]: unknown;
}

/** Makes the problem document of a failure. `instance` is the request's id as a URN. */
export function problemOf(failure: Failure, requestId: string): Problem {
  const meaning: FailureMeaning = failureMeanings[failure.kind];
  return {
    ...failure.facts,
    type: `https://superbill.example/problems/${failure.kind}`,
    title: meaning.title,
    status: meaning.status,
    detail: meaning.detail,
    instance: `urn:request:${requestId}`,
    ...(failure.errors === undefined ? {} : { errors: failure.errors }),
  };
}
