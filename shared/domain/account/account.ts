import { idPrefixes } from '../identity/ids.ts';
import type { Address } from '../practice/address.ts';
import type { PersonName } from '../practice/practice.ts';
import type { TimeZone } from '../time/time-zone.ts';
import type { AccountHold } from './hold.ts';

/**
 * The account of whoever answers for patients' balances (the guarantor). Every patient has an account: their own, until
 * they are moved to another one, such as a family's. An employer or a facility has an account too, and owes what is
 * charged to it or moved to it.
 */
export interface Account {
  readonly id: string;
  /** Rises with each change; 0 while nothing is stored. */
  readonly version: number;
  readonly guarantor: Guarantor;
  /** The patients whose shares are billed to it, in the order in which they were added. */
  readonly memberIds: readonly string[];
  readonly preferences: AccountPreferences;
  /** The holds that stop the office from acting: open holds and the latest ended ones, oldest first. */
  readonly holds: readonly AccountHold[];
}

export type Guarantor = PatientGuarantor | PersonGuarantor | ClientGuarantor;

/** A patient of the account: name, address and birth date are the patient's. */
export interface PatientGuarantor {
  readonly kind: 'patient';
  readonly patientId: string;
}

/** A person who is not a patient of the office: a parent, a guardian, an executor. */
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

/** A contact at an employer or a facility, and the contact's subject. */
export interface ClientContact {
  readonly name: string;
  readonly role?: string;
  readonly email?: string;
  /** Ten digits. */
  readonly phone?: string;
}

/** How the guarantor wants to be contacted. */
export interface AccountPreferences {
  /** The language of statements and letters, by ISO 639: `en`, `es`. */
  readonly language: string;
  readonly delivery: 'paper' | 'electronic';
  readonly email?: string;
  /** Ten digits; receives texts. */
  readonly mobile?: string;
  /** Ten digits. */
  readonly phone?: string;
  /** The address where the guarantor wants all mail instead of at home (45 CFR 164.522(b)); nothing goes elsewhere. */
  readonly confidentialAddress?: Address;
  /** The guarantor's time zone; that of the address when absent. */
  readonly timeZone?: TimeZone;
  readonly contactRules: ContactRules;
}

/** What the guarantor allowed. E-mail and texts need consent; a voice message may reveal a debt to others. */
export interface ContactRules {
  readonly mayEmail: boolean;
  readonly mayText: boolean;
  readonly mayCall: boolean;
  /** Autodialled or prerecorded calls, which need a consent of their own (TCPA). */
  readonly mayAutodial?: boolean;
  readonly mayLeaveMessage: boolean;
  /** Calls only between these times of the guarantor's day, `HH:MM`. */
  readonly callFrom?: string;
  readonly callTo?: string;
}

/** The defaults: mail and calls, to the guarantor only. */
export const usualPreferences: AccountPreferences = {
  language: 'en',
  delivery: 'paper',
  contactRules: { mayEmail: false, mayText: false, mayCall: true, mayLeaveMessage: false },
};

/** At most this many patients share an account. */
export const mostMembers = 30;

const suffixOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** A patient's own account. Its id derives from the patient's, so registering a patient stores nothing for it. */
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
 * Holds unidentified cash, such as a lockbox check without a number. It is nobody's real account: nothing is stored for
 * it, and its cash is transferred to the right account once that is known.
 */
export const nobodysAccountId = `${idPrefixes.account}_${'0'.repeat(26)}`;

/** A patient's account without stored facts. */
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

/** Whether it is an employer's or a facility's account: these have a receivable of their own. */
export function isClient(account: Account): account is Account & { readonly guarantor: ClientGuarantor } {
  return account.guarantor.kind === 'employer' || account.guarantor.kind === 'facility';
}
