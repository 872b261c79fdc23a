import type { Address } from '../practice/address.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Deed } from './deed.ts';

/** Every action towards a guarantor. */
const everything = ['statement', 'reminder', 'card-charge', 'placement', 'interest'] as const;
const pressure = ['reminder', 'card-charge', 'placement', 'interest'] as const;

interface HoldMeaning {
  readonly meaning: string;
  readonly forbids: readonly Deed[];
  /** Only a manager may end it. */
  readonly isEndedByManager?: true;
  /** A placement or a return sets it, never a person by hand. */
  readonly isOfPlacement?: true;
}

/**
 * The states of an account besides `active`, the strictest first, with what each forbids. Several may be in force at
 * once; each ends when a person ends it, or after its last day.
 */
export const accountHolds = {
  bankruptcy: {
    meaning:
      'The guarantor filed for bankruptcy: the stay forbids every act to collect what arose before the filing (11 USC 362); all of it while the day of the filing is not known.',
    forbids: everything,
    isEndedByManager: true,
  },
  deceased: {
    meaning: 'The guarantor died. Who settles the estate becomes the guarantor, and the hold ends.',
    forbids: everything,
    isEndedByManager: true,
  },
  'legal-hold': {
    meaning: 'A lawyer or a court has it: only they are written to.',
    forbids: everything,
    isEndedByManager: true,
  },
  agency: {
    meaning:
      'A collection agency has it, and asks for the money in the office’s place, until it is recalled or comes back.',
    forbids: everything,
    isOfPlacement: true,
  },
  returned: {
    meaning: 'A collection agency gave it back: nothing starts again until somebody decides.',
    forbids: ['statement', 'reminder', 'card-charge', 'interest'],
    isOfPlacement: true,
  },
  'assistance-pending': {
    meaning: 'An application for financial assistance is open: nobody presses for the money until it is decided.',
    forbids: pressure,
  },
  dispute: {
    meaning: 'The guarantor disputes what is asked: nobody presses for it until that is answered.',
    forbids: pressure,
  },
  'bad-address': {
    meaning: 'Mail came back. Nothing is mailed until there is another address; what goes electronically still goes.',
    forbids: ['statement', 'reminder'],
  },
  'pre-collect': {
    meaning: 'The last letter before an agency has gone out: further reminders would contradict it.',
    forbids: ['reminder'],
  },
} as const satisfies Record<string, HoldMeaning>;

export type AccountHoldKind = keyof typeof accountHolds;

/** The meaning of a kind of hold, without the literal types. */
export function holdMeaning(kind: AccountHoldKind): HoldMeaning {
  return accountHolds[kind];
}

export const bankruptcyChapters = ['7', '9', '11', '12', '13', '15'] as const;

/** A bankruptcy, as stated in the court's notice. */
export interface BankruptcyFacts {
  readonly chapter: (typeof bankruptcyChapters)[number];
  readonly court: string;
  readonly caseNumber: string;
  /** Services up to this day are stayed, later ones are not. */
  readonly filedOn: LocalDate;
}

/** The known facts of a deceased person's estate. */
export interface EstateFacts {
  readonly court?: string;
  readonly caseNumber?: string;
  /** The last day on which a claim against the estate can be filed. */
  readonly claimBy?: LocalDate;
  /** When the office filed its claim. */
  readonly filedOn?: LocalDate;
}

/** The guarantor's representative: a lawyer, a trustee, an executor. */
export interface HoldContact {
  readonly name: string;
  readonly address?: Address;
  /** Ten digits. */
  readonly phone?: string;
}

/** Why, by whom and when an account was put on hold, and how the hold ended. */
export interface AccountHold {
  /** Counts the account's holds, from 1. */
  readonly number: number;
  readonly kind: AccountHoldKind;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** Only these claims of the account; all of it when absent. */
  readonly claimIds?: readonly string[];
  /** The last day of the hold, if it ends by itself. */
  readonly until?: LocalDate;
  /** For a bankruptcy; absent until the notice has been read. */
  readonly bankruptcy?: BankruptcyFacts;
  /** For a guarantor who died. */
  readonly estate?: EstateFacts;
  readonly contact?: HoldContact;
  /** The collection placement that it belongs to. */
  readonly caseId?: string;
  /** The estimate whose dispute it belongs to: it ends with the dispute. */
  readonly estimateId?: string;
  readonly ended?: { readonly reason: string; readonly by: string; readonly at: Instant };
}

/** The person who acts, when, and why. */
interface Act {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

function isOpen({ ended, until }: AccountHold, today: LocalDate): boolean {
  return ended === undefined && (until === undefined || today <= until);
}

/** The holds that are open on a day, the strictest first. */
export function openHolds(holds: readonly AccountHold[], today: LocalDate): AccountHold[] {
  const order = Object.keys(accountHolds);
  return holds
    .filter((hold) => isOpen(hold, today))
    .sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
}

/**
 * The state that is shown: the strictest hold of the whole account; without one, that of a placement, which is always of
 * some claims; or `active`.
 */
export function accountState(holds: readonly AccountHold[], today: LocalDate): AccountHoldKind | 'active' {
  const open = openHolds(holds, today);
  const shown =
    open.find(({ claimIds }) => claimIds === undefined) ??
    open.find(({ kind }) => holdMeaning(kind).isOfPlacement === true);
  return shown?.kind ?? 'active';
}

/** How many ended holds stay with the account; the audit trail has every one. */
const endedKept = 20;
const openAtMost = 20;

/** Adds a hold. Fails when the same hold is open for the same claims, or there are too many. */
export function withHold(
  holds: readonly AccountHold[],
  hold: Omit<AccountHold, 'number' | 'reason' | 'by' | 'at' | 'ended'>,
  { reason, by, at, today }: Act & { readonly today: LocalDate },
): Result<AccountHold[], 'hold-open-already' | 'holds-too-many'> {
  // A hold that follows from a record of death has no facts of the estate yet.
  const open = openHolds(holds, today).filter(({ number }) => number > 0);
  const about = (claimIds: readonly string[] | undefined) => JSON.stringify([...(claimIds ?? [])].sort());
  if (open.some(({ kind, claimIds }) => kind === hold.kind && about(claimIds) === about(hold.claimIds))) {
    return fail('hold-open-already');
  }
  if (open.length >= openAtMost) return fail('holds-too-many');
  const number = Math.max(0, ...holds.map((each) => each.number)) + 1;
  const over = holds.filter((each) => !isOpen(each, today)).slice(-endedKept);
  const kept = holds.filter((each) => isOpen(each, today) || over.includes(each));
  return ok([...kept, { number, ...hold, reason, by, at }]);
}

/** Ends a hold. Fails when it is not open. */
export function withoutHold(
  holds: readonly AccountHold[],
  number: number,
  { today, ...ended }: Act & { readonly today: LocalDate },
): Result<AccountHold[], 'hold-not-open'> {
  const isIt = (hold: AccountHold): boolean => hold.number === number && isOpen(hold, today);
  if (!holds.some(isIt)) return fail('hold-not-open');
  return ok(holds.map((hold) => (isIt(hold) ? { ...hold, ended } : hold)));
}

/** Updates the facts of an estate. Fails when the number is not an open hold for a guarantor who died. */
export function withEstate(
  holds: readonly AccountHold[],
  number: number,
  estate: EstateFacts,
  today: LocalDate,
): Result<AccountHold[], 'hold-not-open'> {
  const isIt = (hold: AccountHold): boolean =>
    number > 0 && hold.number === number && hold.kind === 'deceased' && isOpen(hold, today);
  if (!holds.some(isIt)) return fail('hold-not-open');
  return ok(holds.map((hold) => (isIt(hold) ? { ...hold, estate } : hold)));
}
