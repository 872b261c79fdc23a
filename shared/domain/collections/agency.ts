import { type Cents, cents } from '../money/cents.ts';
import type { Address } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A collection agency: who asks for the money in the office's place, for which part of it, and how files go there. */
export interface CollectionAgency {
  readonly id: string;
  /** Rises with each change. */
  readonly version: number;
  readonly name: string;
  readonly address: Address;
  readonly contact: AgencyContact;
  readonly licences: readonly AgencyLicence[];
  /** What it keeps of what it collects, by the day from which that holds. */
  readonly fees: readonly AgencyFee[];
  /** `net`: it keeps its fee and sends the rest. `gross`: it sends everything and is paid its fee. */
  readonly remits: 'net' | 'gross';
  /** The receiver id of the trading partner by whose delivery its files leave; people fetch them when absent. */
  readonly receiverId?: string;
  /** Nothing more is placed with it. */
  readonly isClosed?: true;
}

export interface AgencyContact {
  readonly name: string;
  /** Ten digits. */
  readonly phone: string;
  readonly email?: string;
}

export interface AgencyLicence {
  /** Two letters. */
  readonly state: string;
  readonly number: string;
  readonly until?: LocalDate;
}

export interface AgencyFee {
  readonly from: LocalDate;
  /** In hundredths of a percent. */
  readonly basisPoints: number;
}

/** What was agreed on a day for an amount, a half cent up; undefined when nothing was agreed for that day. */
export function agreedFee(
  { fees }: Pick<CollectionAgency, 'fees'>,
  collected: Cents,
  on: LocalDate,
): Cents | undefined {
  const rule = fees
    .filter(({ from }) => from <= on)
    .reduce<AgencyFee | undefined>(
      (last, each) => (last === undefined || each.from >= last.from ? each : last),
      undefined,
    );
  if (rule === undefined) return undefined;
  const size = Math.floor((Math.abs(collected) * rule.basisPoints + 5_000) / 10_000);
  return cents(collected < 0 ? -size : size);
}

/** Whether a licence of the agency for a state is on record and runs on a day. */
export function hasLicence(
  { licences }: Pick<CollectionAgency, 'licences'>,
  state: string | undefined,
  on: LocalDate,
): boolean {
  return licences.some((licence) => licence.state === state && (licence.until === undefined || on <= licence.until));
}
