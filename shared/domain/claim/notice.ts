import { isNotice } from '../encounter/kinds.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Claim } from './claim.ts';
import { type Frequency, frequencyCodes } from './filing.ts';

/** What a facility's notice tells: the last character of its type of bill. */
const noticeKinds = ['A', 'B', 'C', 'D', 'E'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A notice that a facility sends in place of a bill. */
export interface Notice {
  readonly kind: NoticeKind;
  /** The day of the admission or election (A), or of its end (B): the days to tell it count from there. */
  readonly on?: LocalDate;
  /** A hospice's: it corrects the day of an earlier notice by itself, which it names (condition code D0, occurrence code 56). */
  readonly correctsDay?: true;
}

/** The facts of a facility's claim that make it a notice. */
export interface NoticeSource {
  readonly typeOfBill: string;
  readonly admissionDate?: LocalDate;
  readonly through?: LocalDate | undefined;
  readonly conditionCodes?: readonly string[];
  readonly occurrenceCodes?: readonly { readonly code: string }[];
}

/** The notice that a facility's claim is; undefined for a bill. */
export function noticeOf(source: NoticeSource): Notice | undefined {
  const kind = noticeKinds.find((each) => source.typeOfBill.endsWith(each));
  if (kind === undefined || !isNotice(source.typeOfBill)) return undefined;
  const { admissionDate, through, conditionCodes = [], occurrenceCodes = [] } = source;
  const days: Readonly<Partial<Record<NoticeKind, LocalDate | undefined>>> = { A: admissionDate, B: through };
  const isHospice = /^0?8[12]/.test(source.typeOfBill);
  const correctsDay = isHospice && conditionCodes.includes('D0') && occurrenceCodes.some(({ code }) => code === '56');
  return { kind, ...present({ on: days[kind], correctsDay: correctsDay ? (true as const) : undefined }) };
}

/** The notice that another system's claim is; undefined for a bill. */
export function noticeOfClaim(claim: Claim): Notice | undefined {
  if (claim.kind !== 'institutional') return undefined;
  const { facilityType, frequency, statementTo, occurrences } = claim;
  const typeOfBill = `0${facilityType}${frequency}`;
  return noticeOf({ ...claim, typeOfBill, through: statementTo, ...present({ occurrenceCodes: occurrences }) });
}

/**
 * How the frequency of a filing is written. A facility's bill states its place in a series itself; a notice is never
 * replaced: it states what it tells, and its void is a notice that takes it back (D). Medicare Claims Processing
 * Manual, chapters 10, 40.1, and 11, 20.1.
 * @param stated what the claim says as an original
 */
export function writtenFrequency(stated: string, frequency: Frequency): string {
  if (noticeKinds.some((each) => each === stated)) return frequency === 'void' ? 'D' : stated;
  return frequency === 'original' ? stated : frequencyCodes[frequency];
}
