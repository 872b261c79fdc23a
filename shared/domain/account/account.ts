import { idPrefixes } from '../identity/ids.ts';
import type { Address, PersonName } from '../practice/practice.ts';
import type { TimeZone } from '../time/time-zone.ts';
import type { AccountHold } from './hold.ts';

/**
 * Who answers for what patients owe (the guarantor), and for whom. Every patient has an account: his own until he is moved to another one,
 * a family's. An employer or a facility has an account too, and owes what is charged to it or moved to it.
 */
export interface Account {
  readonly id: string;
  /** Rises with each change; 0 while nothing has been said of it, and nothing is stored. */
  readonly version: number;
  readonly guarantor: Guarantor;
  /** The patients whose shares are billed to it, in the order in which they came. */
  readonly memberIds: readonly string[];
  readonly preferences: AccountPreferences;
  /** What keeps the office from doing something, and what did: open holds and the latest ended ones, oldest first. */
  readonly holds: readonly AccountHold[];
}

export type Guarantor = PatientGuarantor | PersonGuarantor | ClientGuarantor;

/** One of its patients: name, address and birth date are the patient's. */
export interface PatientGuarantor {
  readonly kind: 'patient';
  readonly patientId: string;
}

/** Somebody who is no patient of the office: a parent, a guardian, who settles an estate. */
export interface PersonGuarantor {
  readonly kind: 'person';
  readonly name: PersonName;
  readonly address: Address;
}

/** An employer or a facility ("client billing"). */
export interface ClientGuarantor {
  readonly kind: 'employer' | 'facility';
  readonly organizationName: string;
  readonly address: Address;
  readonly contacts: readonly ClientContact[];
}

/** Whom to ask at an employer or a facility, and about what. */
export interface ClientContact {
  readonly name: string;
  readonly role?: string;
  readonly email?: string;
  /** Ten digits. */
  readonly phone?: string;
}

/** How the guarantor wants to hear from the office. */
export interface AccountPreferences {
  /** The language of statements and letters, by ISO 639: `en`, `es`. */
  readonly language: string;
  readonly delivery: 'paper' | 'electronic';
  readonly email?: string;
  /** Ten digits; where texts go. */
  readonly mobile?: string;
  /** Ten digits. */
  readonly phone?: string;
  /** Where the guarantor wants to be reached instead of at home (45 CFR 164.522(b)): everything goes there, and nowhere else. */
  readonly confidentialAddress?: Address;
  /** The zone by whose clocks he lives; that of his address when absent. */
  readonly timeZone?: TimeZone;
  readonly contactRules: ContactRules;
}

/** What the guarantor allowed. E-mail and texts need consent; a message on a machine may tell others that there is a debt. */
export interface ContactRules {
  readonly mayEmail: boolean;
  readonly mayText: boolean;
  readonly mayCall: boolean;
  /** Calls that a machine dials, or with a recorded voice: these need a consent of their own (TCPA). */
  readonly mayAutodial?: boolean;
  readonly mayLeaveMessage: boolean;
  /** Calls only between these times of the guarantor's day, `HH:MM`. */
  readonly callFrom?: string;
  readonly callTo?: string;
}

/** What holds while nobody has said anything else: mail and calls, and no word to anybody but the guarantor. */
export const usualPreferences: AccountPreferences = {
  language: 'en',
  delivery: 'paper',
  contactRules: { mayEmail: false, mayText: false, mayCall: true, mayLeaveMessage: false },
};

/** At most this many patients share an account. */
export const mostMembers = 30;

const suffixOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** A patient's own account: its id follows from the patient's, so that nothing is stored when a patient is registered. */
export function ownAccountId(patientId: string): string {
  return `${idPrefixes.account}_${suffixOf(patientId)}`;
}

/** The patient whose own account this would be. */
export function patientOfOwnAccount(accountId: string): string {
  return `${idPrefixes.patient}_${suffixOf(accountId)}`;
}

/** The account that a patient's shares are billed to. */
export function accountIdOf({ id, accountId }: { readonly id: string; readonly accountId?: string }): string {
  return accountId ?? ownAccountId(id);
}

/**
 * Where cash stands while nobody knows whose it is: a lockbox brings a check without a number. It is no account of anybody's: nothing is
 * stored of it, and its cash is transferred to whose it turns out to be.
 */
export const nobodysAccountId = `${idPrefixes.account}_${'0'.repeat(26)}`;

/** A patient's account of which nothing has been said. */
export function ownAccount(patient: { readonly id: string; readonly accountId?: string }): Account {
  const id = ownAccountId(patient.id);
  return {
    id,
    version: 0,
    guarantor: { kind: 'patient', patientId: patient.id },
    memberIds: accountIdOf(patient) === id ? [patient.id] : [],
    preferences: usualPreferences,
    holds: [],
  };
}

/** Whether it is an employer's or a facility's: these have a receivable of their own. */
export function isClient(account: Account): account is Account & { readonly guarantor: ClientGuarantor } {
  return account.guarantor.kind === 'employer' || account.guarantor.kind === 'facility';
}
