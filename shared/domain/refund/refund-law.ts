import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/**
 * What the law of a state says of giving back what was paid too much, from a day on. The office enters it, and changes it by a row with a later day. What
 * a row does not say holds as an earlier row said it.
 */
export interface RefundLaw {
  /** Two letters. */
  readonly state: string;
  readonly from: LocalDate;
  /** The law, or who advised the office. */
  readonly source: string;
  /** Days from the one on which a patient’s credit was found. */
  readonly patientDays?: number;
  /** The same of a commercial payer’s, where its contract says nothing. */
  readonly payerDays?: number;
}

/** The law that something follows from. Without a source nothing is on record: ask counsel, and enter what holds. */
export interface LawOnRecord {
  readonly state?: string;
  readonly source?: string;
  readonly askCounsel?: true;
}

/** What ships; of other states, and of payers, nothing is said: these laws differ by who bills, who pays and who asks. */
const shippedLaws: readonly RefundLaw[] = [
  {
    ...{ state: 'TX', from: '2007-09-01' as LocalDate, patientDays: 30 },
    source: 'Texas Occupations Code 101.352, of physicians; ask counsel about other providers',
  },
  {
    ...{ state: 'FL', from: '2026-01-01' as LocalDate, patientDays: 30 },
    source: 'Florida Statutes 408.12 (facilities that file claims) and 456.0625 (practitioners)',
  },
];

type Days = 'patientDays' | 'payerDays';

/** What the law of a state says on a day, the office’s own rows after what ships; undefined when nothing is on record. */
export function refundDaysOf(
  own: readonly RefundLaw[],
  state: string | undefined,
  whose: Days,
  on: LocalDate,
): { readonly days: number; readonly from: LocalDate; readonly source: string } | undefined {
  const rows = [...shippedLaws, ...own].filter((row) => row.state === state && row.from <= on);
  const said = rows.toSorted((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
  return said.reduce<ReturnType<typeof refundDaysOf>>((before, row) => {
    const days = row[whose];
    return days === undefined ? before : { days, from: row.from, source: row.source };
  }, undefined);
}

/** By when a patient’s credit is to be back: by law, or as the office decided for itself; no day where neither says one. */
export interface PatientRefundDay {
  readonly by?: LocalDate;
  readonly law: LawOnRecord;
}

/**
 * @param officeDays the days that the office has set itself, where no law is on record
 * @param foundOn the day on which the credit began; one from before the law counts from the law’s first day
 */
export function patientRefundDay(
  { states, officeDays }: { readonly states: readonly RefundLaw[]; readonly officeDays?: number },
  state: string | undefined,
  { foundOn, today }: { readonly foundOn: LocalDate; readonly today: LocalDate },
): PatientRefundDay {
  const law = refundDaysOf(states, state, 'patientDays', today);
  if (law !== undefined) {
    const start = foundOn < law.from ? law.from : foundOn;
    return { by: addDays(start, law.days), law: { ...present({ state }), source: law.source } };
  }
  const by = officeDays === undefined ? undefined : addDays(foundOn, officeDays);
  return { ...present({ by }), law: { ...present({ state }), askCounsel: true } };
}
