import { type Cents, cents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A collection agency: its fee, and how files reach it. */
export interface CollectionAgency {
  readonly id: string;
  /** Rises with each change. */
  readonly version: number;
  readonly name: string;
  readonly address: Address;
  readonly contact: AgencyContact;
  readonly licences: readonly AgencyLicence[];
  /** Its fee rates, each with its first day. */
  readonly fees: readonly AgencyFee[];
  /** `net`: it keeps its fee and sends the rest. `gross`: it sends everything, and its fee is paid separately. */
  readonly remits: 'net' | 'gross';
  /** The trading partner that delivers its files, by receiver id; people fetch them when absent. */
  readonly receiverId?: string;
  /** No further placements. */
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

/** The agreed fee for an amount on a day, rounded half a cent up; undefined when there is no rate for that day. */
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

/** Whether the agency has a licence for a state, valid on a day. */
export function hasLicence(
  { licences }: Pick<CollectionAgency, 'licences'>,
  state: string | undefined,
  on: LocalDate,
): boolean {
  return licences.some((licence) => licence.state === state && (licence.until === undefined || on <= licence.until));
}
