import type { CallingHours } from '../contact/may-contact.ts';

/** How an office calls, writes and keeps its tasks. */
export interface CorrespondenceSettings {
  /** Between these times of the patient's day people are called and get texts; no wider than the law's 8 to 21 o'clock. */
  readonly hours: CallingHours;
  /** The id, as a receiver, of the trading partner who sends faxes; people send them themselves when absent. */
  readonly faxService?: string;
  /** A task that is so many days late is escalated. */
  readonly escalateAfterDays: number;
  /** To whom tasks are escalated, by the subject of the sign-in; to every manager when absent. */
  readonly escalateTo?: string;
}

/** What holds until an office says something. */
export const usualCorrespondenceSettings: CorrespondenceSettings = {
  hours: { from: '08:00', to: '21:00' },
  escalateAfterDays: 2,
};
