import type { LocalDate } from '../time/local-date.ts';

/** After how many months a state takes money over that nobody has claimed, from a day on: the office looks it up and keeps it up to date. */
export interface StateDormancy {
  /** Two letters. */
  readonly state: string;
  readonly months: number;
  /** The day on which the rule begins to hold. */
  readonly from: LocalDate;
}

export interface UnclaimedSettings {
  /** For states of which the office has said nothing. */
  readonly assumedMonths: number;
  readonly states: readonly StateDormancy[];
}

/** What holds until an office says something: most states say three years, and some five. */
export const usualUnclaimedSettings: UnclaimedSettings = { assumedMonths: 36, states: [] };

/** The months of the state to which the check went, by the rule that holds on a day. */
export function dormancyMonths(
  { assumedMonths, states }: UnclaimedSettings,
  state: string | undefined,
  on: LocalDate,
): number {
  const rules = states.filter((each) => each.state === state && each.from <= on);
  const latest = rules.reduce<StateDormancy | undefined>(
    (last, each) => (last === undefined || each.from > last.from ? each : last),
    undefined,
  );
  return latest?.months ?? assumedMonths;
}
