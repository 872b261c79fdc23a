import type { AuditActionMeaning } from './meaning.ts';

/** The actions about reports. */
export const reportActions = {
  'report-opened': {
    trail: 'report, by its name',
    meaning: 'What a figure of a report is the sum of was read; its facts name the claims.',
  },
  'report-run-requested': { trail: 'report run', meaning: 'A report was asked for, to be kept.' },
  'report-run-repeated': { trail: 'report run', meaning: 'A person had a failed report tried again.' },
  'report-run-completed': {
    trail: 'report run',
    meaning: 'A report was made and kept, and sent where its schedule says.',
  },
  'report-run-failed': { trail: 'report run', meaning: 'A report could not be made; an exception says why.' },
  'report-schedule-created': { trail: 'report schedule', meaning: 'A report was scheduled.' },
  'report-schedule-replaced': { trail: 'report schedule', meaning: 'A schedule of a report was changed.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
