import type { AuditActionMeaning } from './meaning.ts';

/** The actions about estimates for patients. */
export const estimateActions = {
  'estimate-created': { trail: 'estimate', meaning: 'An estimate for a patient was made.' },
  'estimate-replaced': {
    trail: 'estimate',
    meaning: 'Another edition of an estimate was made; the one before is kept.',
  },
  'estimate-delivered': { trail: 'estimate', meaning: 'It was recorded how and when a patient was given an estimate.' },
  'estimate-withdrawn': { trail: 'estimate', meaning: 'An estimate is not wanted any more.' },
  'estimate-disputed': { trail: 'estimate', meaning: 'The notice of a dispute of the bill was recorded.' },
  'estimate-dispute-answered': { trail: 'estimate', meaning: 'It was recorded that such a dispute was answered.' },
  'estimate-dispute-ended': { trail: 'estimate', meaning: 'The end of a dispute of an estimate was recorded.' },
  'estimate-read': {
    trail: 'estimate',
    meaning: 'An estimate, its editions or its comparison with the bill were read.',
  },
  'estimate-document-read': { trail: 'estimate', meaning: 'An estimate was read as a document.' },
  'estimates-read': { trail: 'patient or `estimates`', meaning: 'A list of estimates was read.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
