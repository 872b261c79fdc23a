import type { FailureMeaning } from '../domain/result.ts';

/** What can be wrong with a request before any business rule is checked. */
export const requestFailures = {
  'request-invalid': {
    status: 400,
    title: 'The request does not have the right form',
    detail: 'See `errors` for each place and what is expected there.',
    retryable: false,
  },
  'body-not-json': {
    status: 400,
    title: 'The body is not JSON',
    detail:
      'Send a JSON document in UTF-8 with Content-Type application/json: `{}` at least. `/v1/openapi.json` says which fields.',
    retryable: false,
  },
  'body-not-form': {
    status: 400,
    title: 'The body is not a form',
    detail:
      'Send each field once, as `application/x-www-form-urlencoded`, in at most 2,000 characters. The page has the form.',
    retryable: false,
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'An Idempotency-Key is required here',
    detail:
      'Send a header Idempotency-Key of 1 to 100 letters, digits, hyphens, dots or underscores that is new for each intent.',
    retryable: false,
  },
  'idempotency-key-malformed': {
    status: 400,
    title: 'The Idempotency-Key does not have the right form',
    detail: 'A key has 1 to 100 letters, digits, hyphens, dots or underscores.',
    retryable: false,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used with another request',
    detail: 'A key belongs to one request body. Send a new key for a new intent.',
    retryable: false,
  },
  'page-token-invalid': {
    status: 400,
    title: 'The page token is not valid for this request',
    detail: 'A page token belongs to the tenant, the query and the body that it was given for. Start again without it.',
    retryable: false,
  },
  'not-permitted': {
    status: 403,
    title: 'Your roles do not allow this',
    detail: 'One of the roles in `neededRoles` is needed. Ask a manager of your office for it.',
    retryable: false,
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    detail: 'Nothing with this id exists in your office.',
    retryable: false,
  },
  'route-not-found': {
    status: 404,
    title: 'There is no such route',
    detail: 'The OpenAPI document at /v1/openapi.json lists every route.',
    retryable: false,
  },
  'method-not-allowed': {
    status: 405,
    title: 'This route does not take that method',
    detail: 'The OpenAPI document at /v1/openapi.json lists every route with its methods.',
    retryable: false,
  },
  'version-required': {
    status: 428,
    title: 'If-Match is required here',
    detail: 'Read the item first and send its ETag in If-Match, so that nobody else’s change is lost.',
    retryable: false,
  },
  'version-malformed': {
    status: 400,
    title: 'If-Match holds no version',
    detail: 'Send the ETag as it was answered: a number in double quotes.',
    retryable: false,
  },
  'version-changed': {
    status: 412,
    title: 'It has changed since you read it',
    detail: 'Read it again, look at the difference, and send its new ETag in If-Match.',
    retryable: false,
  },
  'external-id-taken': {
    status: 409,
    title: 'This externalId is in use',
    detail: 'Another item of the same kind in your office already has this externalId.',
    retryable: false,
  },
  'file-not-uploaded': {
    status: 409,
    title: 'The file has not been uploaded',
    detail: 'Ask for an upload URL first, PUT the bytes there, then send this request again.',
    retryable: true,
  },
  'write-conflict': {
    status: 409,
    title: 'Somebody else wrote at the same moment',
    detail: 'Nothing was written. Send the same request again.',
    retryable: true,
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Nothing was written in part. Send the same request again, and quote the instance if it persists.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;
