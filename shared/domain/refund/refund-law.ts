import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { lawOn } from './state-law.ts';

/**
 * A state’s law on refunds of overpayments, from a day on. The office enters it, and changes it by a row with a later
 * day. A field that a row leaves out keeps the value of an earlier row.
 */
export interface RefundLaw {
  /** Two letters. */
  readonly state: string;
  readonly from: LocalDate;
  /** The law, or who advised the office. */
  readonly source: string;
  /** Days from the one on which a patient’s credit was found. */
  readonly patientDays?: number;
  /** The days for a commercial payer’s refund, where its contract states none. */
  readonly payerDays?: number;
}

/** The law that a day follows from. Without a source no law is on record: ask counsel, and enter it. */
export interface LawOnRecord {
  readonly state?: string;
  readonly source?: string;
  readonly askCounsel?: true;
}

/**
 * The shipped rows. Other states, and payers’ refunds, have none: these laws differ by who bills, who pays and who
 * asks.
 */
const shippedLaws: readonly RefundLaw[] = [
  {
    ...{ state: 'TX', from: '2007-09-01' as LocalDate, patientDays: 30 },
    source: 'Texas Occupations Code 101.352, of physicians; ask counsel about other providers',
  },
  {
    ...{ state: 'CA', from: '2016-12-05' as LocalDate, patientDays: 90 },
    source:
      'California Business and Professions Code 732, for physicians and dentists, on duplicate payments: within 30 days when the patient asks; otherwise the patient is told within 90 days',
  },
  {
    ...{ state: 'FL', from: '2026-01-01' as LocalDate, patientDays: 30 },
    source: 'Florida Statutes 408.12 (facilities that file claims) and 456.0625 (practitioners)',
  },
];

type Days = 'patientDays' | 'payerDays';

/**
 * What the law of a state says on a day: by the office's own rows, otherwise by the shipped ones; undefined when
 * nothing is on record.
 */
export function refundDaysOf(
  own: readonly RefundLaw[],
  state: string | undefined,
  whose: Days,
  on: LocalDate,
): { readonly days: number; readonly from: LocalDate; readonly source: string } | undefined {
  const telling = (rows: readonly RefundLaw[]) => rows.filter((row) => row[whose] !== undefined);
  const row = lawOn({ own: telling(own), shipped: telling(shippedLaws) }, state, on);
  const days = row?.[whose];
  return row === undefined || days === undefined ? undefined : { days, from: row.from, source: row.source };
}

/**
 * The last day to refund a patient’s credit: by law, or by the office’s own rule; no day when neither has one.
 */
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
