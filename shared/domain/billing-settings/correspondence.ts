import type { CallingHours } from '../contact/may-contact.ts';

/** How an office calls, writes and handles its tasks. */
export interface CorrespondenceSettings {
  /** Hours of the patient's day for calls and texts; at most the law's 8 to 21 o'clock. */
  readonly hours: CallingHours;
  /** The trading partner that sends faxes, by its receiver id; people send them when absent. */
  readonly faxService?: string;
  /** A task is escalated when it is this many days overdue. */
  readonly escalateAfterDays: number;
  /** The person to whom tasks are escalated, by sign-in subject; every manager when absent. */
  readonly escalateTo?: string;
}

/** The defaults. */
export const usualCorrespondenceSettings: CorrespondenceSettings = {
  hours: { from: '08:00', to: '21:00' },
  escalateAfterDays: 2,
};
