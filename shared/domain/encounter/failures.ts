import type { FailureMeaning } from '../result.ts';

/** Failures of encounter requests. */
export const encounterFailures = {
  'encounter-not-billable': {
    status: 422,
    title: 'The encounter cannot be billed as it stands',
    detail:
      'See `errors` for each finding: its place in the encounter, its code, and what would clear it. Nothing was posted.',
    retryable: false,
  },
  'encounter-final': {
    status: 409,
    title: 'The encounter is final',
    detail: 'Its charges are posted. To change it, have it opened as a draft again (`correctEncounter`).',
    retryable: false,
  },
  'encounter-not-final': {
    status: 409,
    title: 'The encounter is not final',
    detail: 'A draft is corrected by saving it (`replaceEncounter`).',
    retryable: false,
  },
  'encounter-no-predetermination': {
    status: 409,
    title: 'The encounter asked for no predetermination',
    detail:
      'Only a final encounter that asked its payer what it would pay (`predetermination`) becomes a bill this way.',
    retryable: false,
  },
  'encounter-billed-in-draft': {
    status: 409,
    title: 'A bill of the predetermination is a draft',
    detail:
      '`encounterId` names it. Finalise it or void it first: services of one plan that are given on several days are billed one after the other.',
    retryable: false,
  },
  'encounter-void': {
    status: 409,
    title: 'The encounter is void',
    detail: 'It stays as it was when it was voided. Enter the right services as a new encounter.',
    retryable: false,
  },
  'encounter-sent': {
    status: 409,
    title: 'A claim of the encounter is being sent',
    detail:
      '`claimId` and `claimState` name the claim and its state. Once its file is written, try again: then the correction goes to the payer. Nothing was changed.',
    retryable: true,
  },
  'encounter-has-postings': {
    status: 409,
    title: 'Something is posted on a claim of the encounter',
    detail:
      '`claimId` names the claim. Only a claim that has nothing but its charges can be cancelled. First take off what was posted to it (`unpostLedgerEntry`). Nothing was changed.',
    retryable: false,
  },
  'encounters-not-mergeable': {
    status: 422,
    title: 'The encounters cannot be merged',
    detail:
      'Only drafts that agree on the whole visit can be merged: on the patient, the billing provider, the coverages, and every field that a line cannot have. `errors` names each draft that differs, and in which field. Nothing was changed.',
    retryable: false,
  },
  'encounter-being-corrected': {
    status: 409,
    title: 'The encounter is being corrected',
    detail:
      'A payer has its claims, and it is a draft until the correction is finalised. Finalise it, then void it if it does not count at all.',
    retryable: false,
  },
  'encounter-bills-otherwise': {
    status: 409,
    title: 'The corrected encounter would bill somebody else',
    detail:
      'A payer has the claim `claimId`, for this patient, these coverages and this legal entity. A corrected claim keeps them, and divides its services into as many claims as before. Save it as it was, finalise it, void it, and enter the right services as a new encounter.',
    retryable: false,
  },
  'encounter-filing-underway': {
    status: 409,
    title: 'A filing of a claim of the encounter is on its way out',
    detail:
      'A payer has `claimId`, and another filing of it (to a next payer, or corrected) waits to be sent. Send or withdraw that filing (`withdrawClaim`), then correct the encounter.',
    retryable: false,
  },
  'finding-not-there': {
    status: 409,
    title: 'The encounter has no such error',
    detail:
      'Errors are overridden as `GET …/findings` shows them: by `editId` and `pointer`, while nobody has overridden them.',
    retryable: false,
  },
  'finding-not-overridable': {
    status: 422,
    title: 'Nobody overrides this edit',
    detail:
      'The claim would be false or could not be written. Do what the finding’s `fix` says. docs/edits.md lists the edits.',
    retryable: false,
  },
  'override-not-permitted': {
    status: 403,
    title: 'Only a manager overrides this edit',
    detail: 'Coders may not override this edit (docs/edits.md lists them). Ask a manager.',
    retryable: false,
  },
  'overrides-too-many': {
    status: 409,
    title: 'The encounter has as many overrides as it can have',
    detail: 'At most 50, including those that no longer apply. Start a new encounter.',
    retryable: false,
  },
  'visit-not-leveled': {
    status: 422,
    title: 'The worksheet gives no level',
    detail:
      'See `errors`. A level takes two of problems, data and risk, or the minutes, by a rule that is in force on the day. Nothing was kept.',
    retryable: false,
  },
  'documents-too-many': {
    status: 409,
    title: 'The encounter has as many of these as it can have',
    detail: 'At most 100 notes, 100 amendments of each, 4 MB of text in all, and 100 documents.',
    retryable: false,
  },
  'document-is-program': {
    status: 422,
    title: 'The file is a program',
    detail: 'Programs and scripts are not attached, whatever they are called. Nothing was attached.',
    retryable: false,
  },
  'document-of-another-type': {
    status: 422,
    title: 'The file is not of this type',
    detail:
      'Its content is not what `mediaType` says: PDF, PNG, JPEG, TIFF, text in UTF-8, or a C-CDA document (XML). Name its media type, or save it as one of these.',
    retryable: false,
  },
  'document-damaged': {
    status: 422,
    title: 'The file is cut off',
    detail: 'It begins as its type does, but has no end. Upload it again, whole.',
    retryable: false,
  },
  'coding-rules-too-many': {
    status: 409,
    title: 'The office has too many versions of its coding rules',
    detail: 'An office can have at most 2,000 versions. Ask support to archive the oldest ones.',
    retryable: false,
  },
  'coding-rules-invalid': {
    status: 422,
    title: 'The rules are not valid',
    detail: '`errors` names each rule and what is wrong with it. Nothing was changed.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
