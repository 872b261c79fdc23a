import type { AuditActionMeaning } from './meaning.ts';

/** The actions about collections. */
export const collectionActions = {
  'collection-agency-created': { trail: 'collection agency', meaning: 'A collection agency was set up.' },
  'collection-agency-replaced': {
    trail: 'collection agency',
    meaning: 'An agency’s fees, licences or address changed.',
  },
  'collection-recovery-read': { trail: 'collection agency', meaning: 'The report of what it recovered was read.' },
  'collection-candidates-read': {
    trail: '`collection-candidates`',
    meaning: 'What may go to an agency, and what does not yet, was read.',
  },
  'accounts-placed': { trail: 'collection agency', meaning: 'Accounts were placed with an agency.' },
  'collection-case-read': { trail: 'collection case', meaning: 'A placement was read.' },
  'collection-cases-read': { trail: '`collection-cases`', meaning: 'A list of placements was read.' },
  'collection-case-recalled': { trail: 'collection case', meaning: 'A placement was taken back from the agency.' },
  'collection-case-returned': { trail: 'collection case', meaning: 'The agency gave a placement back.' },
  'collection-case-credited': {
    trail: 'collection case',
    meaning: 'Unapplied cash of the office was applied to claims that are with an agency.',
  },
  'agency-file-created': { trail: 'collection agency', meaning: 'A file for the agency was written.' },
  'agency-file-read': { trail: 'agency file', meaning: 'Such a file was read.' },
  'agency-file-delivered': { trail: 'agency file', meaning: 'Such a file was delivered again.' },
  'agency-remit-received': { trail: 'agency remittance', meaning: 'A file of payments came from an agency.' },
  'agency-remit-posted': { trail: 'agency remittance', meaning: 'All its lines are booked, or wait for a person.' },
  'agency-remit-read': { trail: 'agency remittance', meaning: 'Its lines were read.' },
  'agency-remit-lines-read': { trail: '`agency-remit-lines`', meaning: 'The lines that wait for a person were read.' },
  'agency-remit-line-absorbed': {
    trail: 'agency remittance',
    meaning: 'A manager had the office bear what an agency took back.',
  },
  'agency-remit-line-matched': { trail: 'agency remittance', meaning: 'A person said whose payment a line is.' },
  'agency-fees-settled': { trail: 'collection agency', meaning: 'A check for an agency’s fees was booked.' },
  'interest-charged': { trail: 'interest charge', meaning: 'A patient was charged interest on a claim.' },
  'interest-reversed': { trail: 'interest charge', meaning: 'It was taken back.' },
  'interest-read': { trail: '`interest-charges`', meaning: 'The interest of a claim was read.' },
} as const satisfies Record<string, AuditActionMeaning>;
