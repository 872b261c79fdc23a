import type { FeeScheduleVersion, StoredFeeSchedule } from '../../shared/store/fee-schedules.ts';
import type { FeeScheduleVersionView, FeeScheduleView } from './api.ts';

/** The API shows what is stored, but for the place of the rows. The types differ only in brands and in `readonly`. */
export function scheduleView({ rows, ...schedule }: StoredFeeSchedule): FeeScheduleView {
  return { ...schedule, feeCount: rows.count } as unknown as FeeScheduleView;
}

export function versionView({ rows, ...version }: FeeScheduleVersion): FeeScheduleVersionView {
  return { ...version, feeCount: rows.count } as unknown as FeeScheduleVersionView;
}
