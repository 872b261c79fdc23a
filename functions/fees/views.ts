import type { FeeScheduleVersion, StoredFeeSchedule } from '../../shared/store/fee-schedules.ts';
import type { FeeScheduleVersionView, FeeScheduleView } from './api.ts';

/** The stored schedule, without the place of its rows. The cast only drops brands and `readonly`. */
export function scheduleView({ rows, ...schedule }: StoredFeeSchedule): FeeScheduleView {
  return { ...schedule, feeCount: rows.count } as unknown as FeeScheduleView;
}

export function versionView({ rows, ...version }: FeeScheduleVersion): FeeScheduleVersionView {
  return { ...version, feeCount: rows.count } as unknown as FeeScheduleVersionView;
}
