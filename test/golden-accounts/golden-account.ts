import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { GoldenPayer } from '../golden/golden-ledger.ts';

/** A story of what patients, employers and facilities owe and pay, with the figures that are right for it, worked out by hand. */
export interface GoldenAccount {
  readonly name: string;
  /** How the figures come about: enough for a biller to check them with a pencil. */
  readonly reasoning: string;
  /** Patients by a name of the story. Each has an account of his own: `{kim.account}`. */
  readonly patients: readonly string[];
  readonly claims: Readonly<Record<string, GoldenVisit>>;
  readonly steps: readonly GoldenStep[];
  /** The day on which it is looked at, after the last step. */
  readonly asOf: string;
  readonly expected: GoldenFigures;
}

/** A claim as it was charged; without payers the patient owes all of it. */
export interface GoldenVisit {
  readonly patient: string;
  readonly payers: readonly GoldenPayer[];
  /** Charges in cents, a line each. */
  readonly lines: readonly number[];
  /** The day of the service, on which it is also posted. */
  readonly on: string;
}

/**
 * Something that happens on a day. `{A}` is a claim's id, `{kim}` a patient's, `{kim.account}` the patient's own account, `{provider}` the one who
 * bills, and any other name what an earlier call was stored `as`: its answer's id.
 */
export type GoldenStep = { readonly on: string } & (
  | { readonly remittance: string }
  | {
      /** `POST /v1/accounts/{kim.account}/holds`. */
      readonly call: string;
      readonly body?: object;
      /** The version for If-Match. */
      readonly version?: number;
      /** Who asks; a manager unless it says otherwise. */
      readonly by?: 'biller' | 'manager';
      readonly as?: string;
      /** The kind of problem with which it is refused; nothing changes then. */
      readonly refused?: string;
    }
);

/** All in cents. What is left out is not looked at, but `books` and `work`, which are whole. */
export interface GoldenFigures {
  /** By a patient's name or an account's: what the balance of the account says. */
  readonly accounts: Readonly<Record<string, GoldenBalance>>;
  readonly claims: Readonly<Record<string, { readonly payers: readonly number[]; readonly patient: number }>>;
  /** By a patient's name: the statement that is made for the account, after all steps. */
  readonly statements?: Readonly<Record<string, GoldenStatement>>;
  /** The trial balance without zeros. */
  readonly books: Readonly<Partial<Record<Account, number>>>;
  /** By claim: what a timeline says of it, a line each, and who owes what then. Looked at where a story has it. */
  readonly timeline?: Readonly<Record<string, readonly string[]>>;
  /** Open work: `denial authorisation`, `exception patient-credit`; sorted. */
  readonly work: readonly string[];
}

/** What stands on a statement, in cents; or why there is none. */
export type GoldenStatement =
  | { readonly forbidden: string }
  | {
      readonly due: number;
      /** By claim: charge, insurance paid, adjusted, patient paid, owed. */
      readonly visits: Readonly<Record<string, readonly [number, number, number, number, number]>>;
      /** By claim: the reasons with their cents. */
      readonly why: Readonly<Record<string, Readonly<Record<string, number>>>>;
      /** What came and left since the last one: day, cents, and why it left. Looked at where a story has it. */
      readonly payments?: readonly (readonly [day: string, cents: number, why?: string])[];
      /** The payment plan. Looked at where a story has it. */
      readonly plan?: {
        readonly remaining: number;
        readonly missed?: number;
        readonly later: number;
        readonly nextOn?: string;
      };
    };

export interface GoldenBalance {
  readonly owed?: number;
  readonly credit?: number;
  readonly unapplied?: number;
  readonly client?: number;
  readonly due: number;
  readonly insurance?: number;
  /** What patients, or the client, owe by age; ages without anything are left out. */
  readonly ageing?: Readonly<Record<string, number>>;
  /** By position: `patient`, `client`, `payer-1`. */
  readonly positions?: Readonly<Record<string, number>>;
  /** Claims that no statement may ask for, and why. */
  readonly forbidden?: Readonly<Record<string, string>>;
}
