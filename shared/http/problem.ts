import { present } from '../domain/present.ts';
import type { FailureMeaning, FieldError, ToldFailure } from '../domain/result.ts';
import { type FailureKind, failureMeanings } from './failures.ts';

/** An expected failure that becomes an answer; its facts become further members of the problem. */
export type Failure = ToldFailure<FailureKind>;

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
    ...present({ errors: failure.errors }),
  };
}
