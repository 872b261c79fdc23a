import type { Account, AccountPreferences } from '../account/account.ts';
import { type AccountHoldKind, openHolds } from '../account/hold.ts';
import { type AskedClaim, mayDo } from '../account/may-do.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant } from '../time/local-date.ts';
import { clockIn, dayIn, type TimeZone } from '../time/time-zone.ts';
import { zonesOfState } from './zones.ts';

/** How the office reaches a guarantor. */
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

/** What for. */
export const contactPurposes = {
  collect: 'It asks for money that is owed.',
  inform: 'It tells or asks something else.',
} as const;

export type ContactPurpose = keyof typeof contactPurposes;

/** Why a guarantor may not be reached so, besides what holds the account or protects the patient. */
export const contactRefusals = {
  'no-consent': 'The guarantor has not agreed to it, or has taken that back (47 CFR 64.1200).',
  'confidential-address': 'Everything goes to the address that the guarantor asked for (45 CFR 164.522(b)).',
  'no-place': 'There is no number or address for it.',
  'quiet-hours': 'It is too early or too late where the guarantor lives, or at a time the guarantor does not want.',
} as const;

export type ContactRefusal = keyof typeof contactRefusals | AccountHoldKind | PatientProtection;

/** Times of the day between which people are called and get texts, `HH:MM`. */
export interface CallingHours {
  readonly from: string;
  readonly to: string;
}

/** What decides how a guarantor may be reached. */
export interface ContactParty {
  readonly account: Pick<Account, 'holds' | 'preferences'>;
  /** Where mail goes: the confidential address where there is one. */
  readonly hasAddress: boolean;
  /** The state of his address. */
  readonly state?: string | undefined;
  /** The zone of who has none on record, and whose state is not known. */
  readonly officeZone: TimeZone;
}

export interface ContactAsked {
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose;
  readonly at: Instant;
  /** The claim that it is about, if it is about one. */
  readonly claim?: AskedClaim | undefined;
}

export interface MayContact {
  /** The number or address of a call, a text or an e-mail. */
  readonly to?: string;
  /** What may be left on a machine. */
  readonly message?: 'name-and-number' | 'full';
}

export interface ContactForbidden {
  readonly because: ContactRefusal;
  /** Of quiet hours: when they end. */
  readonly from?: Instant;
}

/**
 * Whether the office may reach a guarantor in this way at this moment. Everybody asks it: who calls, who writes, and what sends by itself.
 * @param hours what the office keeps, within the law's 8 to 21 o'clock
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
  return ok({ ...(to === undefined ? {} : { to }), ...(isCall ? { message } : {}) });
}

/** Why a guarantor does not want to be reached so, or cannot be, whatever is asked and whenever; undefined when nothing speaks against it. */
export function unwantedBy(
  preferences: AccountPreferences,
  channel: ContactChannel,
): keyof typeof contactRefusals | undefined {
  if (!isAgreedTo(preferences, channel)) return 'no-consent';
  if (channel === 'letter' || channel === 'portal') return undefined;
  if (preferences.confidentialAddress !== undefined) return 'confidential-address';
  return channel === 'fax' || placeOf(preferences, channel) !== undefined ? undefined : 'no-place';
}

/** Who may not be reached at all, and for money whoever may not be reminded. */
function heldBy({ account, officeZone }: ContactParty, { channel, purpose, claim, at }: ContactAsked) {
  const today = dayIn(officeZone, at);
  // Mail that came back keeps back mail, and nothing else.
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

function placeOf({ mobile, phone, email }: AccountPreferences, channel: ContactChannel): string | undefined {
  if (channel === 'text') return mobile;
  if (channel === 'email') return email;
  if (channel === 'call' || channel === 'autodialled-call') return phone ?? mobile;
  return undefined;
}

function isTimed(channel: ContactChannel): boolean {
  return channel === 'call' || channel === 'autodialled-call' || channel === 'text';
}

const quarter = 15 * 60_000;

/** When quiet hours end, if it is quiet; without a time when the guarantor's own hours leave none. */
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
