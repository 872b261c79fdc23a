import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { PracticeCardName } from '../../simulator/card-processor/state.ts';
import type { GoldenPayer } from '../golden/golden-ledger.ts';

/** A story of what patients, employers and facilities owe and pay, with the right figures, worked out by hand. */
export interface GoldenAccount {
  readonly name: string;
  /** How the figures are worked out, in enough detail for a biller to check them by hand. */
  readonly reasoning: string;
  /** Patients by their names in the story. Each has an account of their own: `{kim.account}`. */
  readonly patients: readonly string[];
  readonly claims: Readonly<Record<string, GoldenVisit>>;
  readonly steps: readonly GoldenStep[];
  /** The day on which the figures are read, after the last step. */
  readonly asOf: string;
  readonly expected: GoldenFigures;
}

/** A claim as it was charged. Without payers the patient owes all of it. */
export interface GoldenVisit {
  readonly patient: string;
  readonly payers: readonly GoldenPayer[];
  /** Charges in cents, one for each line. */
  readonly lines: readonly number[];
  /** The day of the service, on which it is also posted. */
  readonly on: string;
}

/**
 * Something that happens on a day. `{A}` stands for the id of a claim, `{kim}` for that of a patient, `{kim.account}`
 * for that of the patient's own account, and `{provider}` for the billing provider. Any other name stands for the id in
 * the answer of an earlier call, which was stored `as` this name.
 */
export type GoldenStep = { readonly on: string } & (
  | { readonly remittance: string }
  /** Something outside of the office; `refused` names the kind of problem that the office answers. */
  | { readonly happens: Happening; readonly refused?: string }
  | {
      /** `POST /v1/accounts/{kim.account}/holds`. */
      readonly call: string;
      readonly body?: object;
      /** The version to send as If-Match. */
      readonly version?: number;
      /** Who sends the request; a manager if absent. */
      readonly by?: 'biller' | 'manager';
      readonly as?: string;
      /** The kind of problem with which the request is refused; it then changes nothing. */
      readonly refused?: string;
    }
);

/** What may happen outside of the office. Nobody hears of the processor’s doings until its events arrive. */
export type Happening =
  /** Somebody pays on the page of a pay link, or enters a card on the page of a card on file. */
  | {
      readonly what: 'pays';
      readonly page: string;
      readonly cents?: number;
      readonly card?: PracticeCardName;
    }
  /** The cardholder disputes what was paid by a charge or a link. */
  | { readonly what: 'disputes'; readonly charge: string; readonly cents?: number }
  | { readonly what: 'dispute-ends'; readonly charge: string; readonly as: 'won' | 'lost' }
  /** From now on the bank of the cards on file answers as for this card: it pays, or declines. */
  | { readonly what: 'bank-decides'; readonly card: PracticeCardName }
  /** The last refund to a card arrives there, or comes back, be it after it had arrived. */
  | { readonly what: 'credit-ends'; readonly as: 'succeeded' | 'failed' }
  | { readonly what: 'events-arrive'; readonly how: 'in-order' | 'backwards-and-twice' }
  /** The day goes on until after the hour at which cards are charged. */
  | { readonly what: 'day-passes' }
  | { readonly what: 'reports-are-made' }
  /** A lockbox file in CSV comes; each name in braces is filled in. */
  | { readonly what: 'lockbox-file'; readonly text: string; readonly as?: string };

/** All amounts are in cents. Figures that are left out are not checked, but `books` and `work` must be complete. */
export interface GoldenFigures {
  /** The balance of each account, by the name of a patient or an account. */
  readonly accounts: Readonly<Record<string, GoldenBalance>>;
  readonly claims: Readonly<Record<string, { readonly payers: readonly number[]; readonly patient: number }>>;
  /** The statement that is made for an account after all steps, by the patient's name. */
  readonly statements?: Readonly<Record<string, GoldenStatement>>;
  /** The trial balance without zeros. */
  readonly books: Readonly<Partial<Record<Account, number>>>;
  /** The trial balance at the end of earlier days, without zeros. Checked only if the story states it. */
  readonly booksAt?: Readonly<Record<string, GoldenFigures['books']>>;
  /**
   * By claim: what the timeline says of it, line by line, and who owes what at the end. Checked only if the story
   * states it.
   */
  readonly timeline?: Readonly<Record<string, readonly string[]>>;
  /** Open work: `denial authorisation`, `exception patient-credit`; sorted. */
  readonly work: readonly string[];
}

/** The amounts on a statement, in cents; or why there is no statement. */
export type GoldenStatement =
  | { readonly forbidden: string }
  | {
      readonly due: number;
      /** By claim: charge, insurance paid, adjusted, patient paid, owed. */
      readonly visits: Readonly<Record<string, readonly [number, number, number, number, number]>>;
      /** By claim: the reasons with their cents. */
      readonly why: Readonly<Record<string, Readonly<Record<string, number>>>>;
      /**
       * Payments since the last statement, received and returned: day, cents, and why one was returned. Checked only if
       * the story states it.
       */
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
  /** What patients, or the client, owe by age; ages without an amount are left out. */
  readonly ageing?: Readonly<Record<string, number>>;
  /** By position: `patient`, `client`, `payer-1`. */
  readonly positions?: Readonly<Record<string, number>>;
  /** Claims that no statement may ask for, and why. */
  readonly forbidden?: Readonly<Record<string, string>>;
}
