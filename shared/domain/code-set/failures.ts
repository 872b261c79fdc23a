import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about code sets. */
export const codeSetFailures = {
  'code-set-file-not-uploaded': {
    status: 409,
    title: 'A file has not been uploaded',
    detail: 'Ask for an upload URL, send the bytes there, then ask for the load. `errors` names the files.',
    retryable: true,
  },
  'licence-not-attested': {
    status: 422,
    title: 'This set needs a licence',
    detail:
      'CPT and CDT belong to their publishers. Say `licence: { "attested": true }` when your office has a licence for this file; who said so and when is kept.',
    retryable: false,
  },
  'code-set-damaged': {
    status: 503,
    title: 'A loaded code set is damaged',
    detail:
      'The stored release (`set`, `release`) has other bytes than those that were loaded, so it is not used. Withdraw it and load its files again.',
    retryable: false,
  },
  'code-set-outdated': {
    status: 503,
    title: 'A loaded code set is of an earlier version of the product',
    detail:
      'The stored release (`set`, `release`) was made for an earlier version, and this one cannot read it. Load its files again (`superbill code-sets load FILE`): they replace it.',
    retryable: false,
  },
  'code-set-not-loaded': {
    status: 409,
    title: 'No release of this set is in force',
    detail:
      'Nothing can be said about the codes of this set (`set`) on that day. Load its official file: `superbill code-sets load FILE`.',
    retryable: false,
  },
  'code-system-unknown': {
    status: 404,
    title: 'No such code system',
    detail: '`systems` lists the code systems. Name one of them in the path.',
    retryable: false,
  },
  'code-unknown': {
    status: 404,
    title: 'No such code',
    detail: 'The release in force on that day has neither this code nor a successor of it.',
    retryable: false,
  },
  'code-malformed': {
    status: 422,
    title: 'This is not a code of the system',
    detail:
      'It has letters or digits in the wrong places, or too many or too few. `suggestion`, where there is one, is a code that looks alike: O and 0, I and 1. Check it and ask for it.',
    retryable: false,
  },
} as const satisfies Readonly<Record<string, FailureMeaning>>;
