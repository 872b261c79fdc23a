import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Dimension } from './report.ts';
import type { ReportTimes } from './schedule.ts';

/** The forms in which a report is kept. */
export const reportForms = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
} as const;
export type ReportForm = keyof typeof reportForms;

/** Why a run produced no report. */
export const runFaults = {
  'reports-not-made': 'Its days were not over and counted in time. Have reports brought up to date, then repeat it.',
  'report-not-kept':
    'What is owed by age was not kept for that day. Ask for the end of a month, or for the last day that is counted.',
  'day-too-large': 'One of its days has to be added up again first. Have reports brought up to date, then repeat it.',
  'request-invalid': 'The report no longer offers what was asked for. Change its schedule, or ask for another one.',
  'target-unknown':
    'Files are not sent to its trading partner automatically. Mend the partner’s terms, then repeat it.',
  'broke-off': 'A fault of Superbill ended it several times. Tell whoever runs Superbill, then repeat it.',
} as const;
export type RunFault = keyof typeof runFaults;

/** Where the files of a report are delivered automatically. */
export type ReportTarget =
  /** A folder of the bucket, under the office's own prefix. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A trading partner, as its terms say: by SFTP, or into its folder. */
  | { readonly kind: 'partner'; readonly receiverId: string };

/** The requested report. */
export interface WantedReport {
  readonly report: string;
  readonly by?: Dimension;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly asOf?: LocalDate;
  readonly entityId?: string;
}

/** A requested report, and its result. A finished report never changes. */
export interface ReportRun extends WantedReport {
  readonly id: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'asked' | 'made' | 'failed';
  /** The schedule that requested it. */
  readonly scheduleId?: string;
  readonly target?: ReportTarget;
  /** The delivered forms. */
  readonly forms?: readonly ReportForm[];
  /** Rises when a person has it tried again. */
  readonly attempt: number;
  /** Until when it waits for its days to be over and counted. */
  readonly waitsUntil?: Instant;
  readonly fault?: RunFault;
  readonly madeAt?: Instant;
  readonly trueUpTo?: LocalDate;
  readonly rows?: number;
  readonly files?: readonly ReportFile[];
}

export interface ReportFile {
  readonly form: ReportForm;
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A report on a schedule. */
export interface ReportSchedule extends ReportTimes {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly isOn: boolean;
  readonly report: string;
  readonly by?: Dimension;
  readonly entityId?: string;
  readonly target?: ReportTarget;
  readonly forms: readonly ReportForm[];
  /** The next run; absent while it is off. */
  readonly nextRunAt?: Instant;
}
