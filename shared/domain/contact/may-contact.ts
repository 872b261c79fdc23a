import type { Account, AccountPreferences } from '../account/account.ts';
import { type AccountHoldKind, openHolds } from '../account/hold.ts';
import { type AskedClaim, mayDo } from '../account/may-do.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant } from '../time/local-date.ts';
import { clockIn, dayIn, type TimeZone } from '../time/time-zone.ts';
import { zonesOfState } from './zones.ts';

/** The channels for contacting a guarantor. */
export const contactChannels = {
  call: 'A call that a person dials.',
  'autodialled-call': 'A call that a machine dials, or with a recorded voice.',
  text: 'A text to a mobile phone.',
  email: 'An e-mail.',
  letter: 'A letter by mail.',
  fax: 'A fax.',
  portal: 'A message in the patient portal.',
} as const;

export type ContactChannel = keyof typeof contactChannels;

/** The purposes of contacts. */
export const contactPurposes = {
  collect: 'It asks for money that is owed.',
  inform: 'It tells or asks something else.',
} as const;

export type ContactPurpose = keyof typeof contactPurposes;

/** Why a guarantor may not be contacted in a way, besides holds and laws that protect the patient. */
export const contactRefusals = {
  'no-consent': 'The guarantor has not agreed to it, or has withdrawn the consent (47 CFR 64.1200).',
  'confidential-address': 'Everything goes to the address that the guarantor asked for (45 CFR 164.522(b)).',
  'no-place': 'There is no number or address for it.',
  'quiet-hours': 'It is too early or too late where the guarantor lives, or at a time the guarantor does not want.',
} as const;

export type ContactRefusal = keyof typeof contactRefusals | AccountHoldKind | PatientProtection;

/** The hours for calls and texts, `HH:MM`. */
export interface CallingHours {
  readonly from: string;
  readonly to: string;
}

/** The facts that decide how a guarantor may be contacted. */
export interface ContactParty {
  readonly account: Pick<Account, 'holds' | 'preferences'>;
  /** Whether there is a mailing address; a confidential address takes precedence. */
  readonly hasAddress: boolean;
  /** The state of the address. */
  readonly state?: string | undefined;
  /** The office's zone, for a guarantor without a known zone or state. */
  readonly officeZone: TimeZone;
}

export interface ContactAsked {
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose;
  readonly at: Instant;
  /** The claim of the contact, if any. */
  readonly claim?: AskedClaim | undefined;
}

export interface MayContact {
  /** The number or address of a call, a text or an e-mail. */
  readonly to?: string;
  /** What may be left on an answering machine. */
  readonly message?: 'name-and-number' | 'full';
}

export interface ContactForbidden {
  readonly because: ContactRefusal;
  /** For quiet hours: when they end. */
  readonly from?: Instant;
}

/**
 * Whether the office may contact a guarantor by this channel now. Every contact asks it: calls, letters, and automatic
 * messages.
 * @param hours the office's hours, within the law's 8 to 21 o'clock
 */
export function mayContact(
  party: ContactParty,
  asked: ContactAsked,
  hours: CallingHours,
): Result<MayContact, ContactForbidden> {
  const { preferences } = party.account;
  const held = heldBy(party, asked);
  if (held !== undefined) return fail({ because: held });
  const unwanted = unwantedBy(preferences, asked.channel);
  if (unwanted !== undefined) return fail({ because: unwanted });
  if (asked.channel === 'letter' && !party.hasAddress) return fail({ because: 'no-place' });
  const quiet = isTimed(asked.channel) ? quietUntil(party, asked.at, hours) : undefined;
  if (quiet !== undefined) return fail({ because: 'quiet-hours', ...quiet });
  const to = placeOf(preferences, asked.channel);
  const isCall = asked.channel === 'call' || asked.channel === 'autodialled-call';
  const message = preferences.contactRules.mayLeaveMessage ? 'full' : 'name-and-number';
  return ok({ ...present({ to }), ...(isCall ? { message } : {}) });
}

/**
 * Why a guarantor has refused this channel, or cannot be contacted by it, for any purpose and at any time; undefined
 * when nothing prevents it.
 */
export function unwantedBy(
  preferences: AccountPreferences,
  channel: ContactChannel,
): keyof typeof contactRefusals | undefined {
  if (!isAgreedTo(preferences, channel)) return 'no-consent';
  if (channel === 'letter' || channel === 'portal') return undefined;
  if (preferences.confidentialAddress !== undefined) return 'confidential-address';
  return channel === 'fax' || placeOf(preferences, channel) !== undefined ? undefined : 'no-place';
}

/** Guarantors who may not be contacted at all, and for requests for money, those who may not be reminded. */
function heldBy({ account, officeZone }: ContactParty, { channel, purpose, claim, at }: ContactAsked) {
  const today = dayIn(officeZone, at);
  // Returned mail stops mail, and nothing else.
  const delivery = channel === 'letter' ? 'paper' : 'electronic';
  const reached = { holds: account.holds, preferences: { ...account.preferences, delivery } } as const;
  if (purpose === 'collect') {
    const may = mayDo(reached, claim, 'reminder', today);
    return may.ok ? undefined : may.failure.because;
  }
  const open = openHolds(account.holds, today).filter(({ claimIds }) => claimIds === undefined);
  const stops = ['deceased', 'legal-hold', ...(channel === 'letter' ? ['bad-address'] : [])];
  return open.find(({ kind }) => stops.includes(kind))?.kind;
}

function isAgreedTo({ contactRules }: AccountPreferences, channel: ContactChannel): boolean {
  switch (channel) {
    case 'call':
      return contactRules.mayCall;
    case 'autodialled-call':
      return contactRules.mayCall && contactRules.mayAutodial === true;
    case 'text':
      return contactRules.mayText;
    case 'email':
      return contactRules.mayEmail;
    default:
      return true;
  }
}

/** The number or address of a channel. */
export function placeOf({ mobile, phone, email }: AccountPreferences, channel: ContactChannel): string | undefined {
  if (channel === 'text') return mobile;
  if (channel === 'email') return email;
  if (channel === 'call' || channel === 'autodialled-call') return phone ?? mobile;
  return undefined;
}

function isTimed(channel: ContactChannel): boolean {
  return channel === 'call' || channel === 'autodialled-call' || channel === 'text';
}

const quarter = 15 * 60_000;

/** When quiet hours end, if they apply now; without a time when the guarantor's own hours leave none. */
function quietUntil(party: ContactParty, at: Instant, hours: CallingHours): { readonly from?: Instant } | undefined {
  const { callFrom, callTo } = party.account.preferences.contactRules;
  const [, later = hours.from] = [hours.from, callFrom ?? hours.from].sort();
  const [earlier = hours.to] = [hours.to, callTo ?? hours.to].sort();
  const zones = zonesOf(party);
  const isOpen = (instant: Instant): boolean =>
    zones.every((zone) => {
      const clock = clockIn(zone, instant);
      return clock >= later.replace(':', '') && clock < earlier.replace(':', '');
    });
  if (isOpen(at)) return undefined;
  const first = Math.ceil(Date.parse(at) / quarter) * quarter;
  for (let quarters = 0; quarters <= 4 * 24; quarters += 1) {
    const instant = new Date(first + quarters * quarter).toISOString();
    if (isOpen(instant)) return { from: instant };
  }
  return {};
}

function zonesOf({ account, state, officeZone }: ContactParty): readonly TimeZone[] {
  const { timeZone } = account.preferences;
  if (timeZone !== undefined) return [timeZone];
  const known = state === undefined ? [] : zonesOfState(state);
  return known.length === 0 ? [officeZone] : known;
}
