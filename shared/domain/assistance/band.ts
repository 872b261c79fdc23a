import type { AssistanceSettings, GuidelineRegion, PovertyGuideline } from '../billing-settings/assistance.ts';
import { type Cents, cents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Household } from './assistance.ts';

/** What a household's income gives by the office's policy. */
export interface AssistanceBandFound {
  readonly guidelineYear: number;
  /** The income in percent of the guideline, rounded up: 200.1 % is above 200 %. */
  readonly percent: number;
  /** The written-off part of the balance, in hundredths of a percent. */
  readonly rate: number;
}

/** The guideline of a year for a household. */
export function guidelineCents({ firstCents, furtherCents }: PovertyGuideline, size: number): Cents {
  return cents(firstCents + (size - 1) * furtherCents);
}

/** The guideline region of a state, by its two letters. */
export function regionOf(state: string | undefined): GuidelineRegion {
  return state === 'AK' || state === 'HI' ? state : 'contiguous';
}

/** The band of a household, by the guideline of the year of application. */
export function bandOf(
  { guidelines, bands }: AssistanceSettings,
  { size, incomeCents }: Household,
  { appliedOn, state }: { readonly appliedOn: LocalDate; readonly state: string | undefined },
): Result<AssistanceBandFound, 'guideline-missing' | 'income-above-bands'> {
  const guidelineYear = Number(appliedOn.slice(0, 4));
  const region = regionOf(state);
  const guideline = guidelines.find((each) => each.year === guidelineYear && each.region === region);
  if (guideline === undefined) return fail('guideline-missing');
  const whole = guidelineCents(guideline, size);
  if (whole === 0) return fail('guideline-missing');
  const percent = Math.ceil((incomeCents * 100) / whole);
  const band = bands.find(({ upToPercent }) => percent <= upToPercent);
  return band === undefined ? fail('income-above-bands') : ok({ guidelineYear, percent, rate: band.rate });
}
