import { describe, expect, it } from 'vitest';
import {
  type AccountPreferences,
  type ContactRules,
  usualPreferences,
} from '../../../shared/domain/account/account.ts';
import type { AccountHoldKind } from '../../../shared/domain/account/hold.ts';
import { type ContactAsked, type ContactParty, mayContact } from '../../../shared/domain/contact/may-contact.ts';
import { zonesOfState } from '../../../shared/domain/contact/zones.ts';
import type { TimeZone } from '../../../shared/domain/time/time-zone.ts';

const hours = { from: '08:00', to: '21:00' };
const all: ContactRules = { mayEmail: true, mayText: true, mayCall: true, mayLeaveMessage: false, mayAutodial: true };
const reached = { ...usualPreferences, email: 'a@example.com', mobile: '6145550101', phone: '6145550102' };
const newYork = 'America/New_York' as TimeZone;

interface Told {
  readonly rules?: Partial<ContactRules>;
  readonly preferences?: Partial<AccountPreferences>;
  readonly hold?: AccountHoldKind;
  readonly state?: string;
  readonly hasAddress?: boolean;
  readonly asked?: Partial<ContactAsked>;
}

/** 2026-11-23 is a Monday in standard time: 15:00 UTC is 10:00 in New York, 9:00 in Chicago, 8:00 in Denver, 7:00 in Los Angeles. */
function decided({ rules = {}, preferences = {}, hold, state = 'OH', hasAddress = true, asked = {} }: Told = {}) {
  const contactRules = { ...all, ...rules };
  const holds =
    hold === undefined ? [] : [{ number: 1, kind: hold, reason: 'r', by: 'b', at: '2026-11-01T12:00:00.000Z' }];
  const account = { holds, preferences: { ...reached, ...preferences, contactRules } };
  const party: ContactParty = { account, hasAddress, state, officeZone: newYork };
  const one: ContactAsked = { channel: 'text', purpose: 'inform', at: '2026-11-23T15:00:00.000Z', ...asked };
  const may = mayContact(party, one, hours);
  return may.ok ? may.value : may.failure;
}

const at = (time: string) => ({ at: `2026-11-23T${time}:00.000Z` });

describe('whether a person may be contacted', () => {
  it('needs consent for e-mail, texts and automatic calls, and each consent can be withdrawn alone', () => {
    expect(decided({ rules: { mayText: false } })).toEqual({ because: 'no-consent' });
    expect(decided({ rules: { mayEmail: false }, asked: { channel: 'email' } })).toEqual({ because: 'no-consent' });
    expect(decided({ rules: { mayAutodial: false }, asked: { channel: 'autodialled-call' } })).toEqual({
      because: 'no-consent',
    });
    expect(decided({ rules: { mayAutodial: false }, asked: { channel: 'call' } })).toMatchObject({ to: '6145550102' });
    expect(decided({ rules: { mayCall: false }, asked: { channel: 'autodialled-call' } })).toEqual({
      because: 'no-consent',
    });
    expect(decided({ rules: { mayText: false, mayEmail: false }, asked: { channel: 'letter' } })).toEqual({});
  });

  it('includes what may be left on an answering machine', () => {
    expect(decided({ asked: { channel: 'call' } })).toEqual({ to: '6145550102', message: 'name-and-number' });
    expect(decided({ rules: { mayLeaveMessage: true }, asked: { channel: 'call' } })).toMatchObject({
      message: 'full',
    });
  });

  it('uses only the confidential address: mail is sent there, and nothing else is sent', () => {
    const confidentialAddress = { line1: 'PO Box 5', city: 'Columbus', state: 'OH', postalCode: '432150005' };
    for (const channel of ['call', 'text', 'email', 'fax'] as const) {
      expect(decided({ preferences: { confidentialAddress }, asked: { channel } })).toEqual({
        because: 'confidential-address',
      });
    }
    expect(decided({ preferences: { confidentialAddress }, asked: { channel: 'letter' } })).toEqual({});
  });

  it('needs an address or number', () => {
    const { mobile: _mobile, ...without } = reached;
    const account = { holds: [], preferences: { ...without, contactRules: all } };
    const party: ContactParty = { account, hasAddress: false, officeZone: newYork };
    const one = { purpose: 'inform', at: '2026-11-23T15:00:00.000Z' } as const;
    expect(mayContact(party, { ...one, channel: 'text' }, hours)).toMatchObject({ failure: { because: 'no-place' } });
    expect(mayContact(party, { ...one, channel: 'letter' }, hours)).toMatchObject({ failure: { because: 'no-place' } });
    expect(mayContact(party, { ...one, channel: 'portal' }, hours).ok).toBe(true);
  });

  it.each([
    ['at 8 sharp', 'OH', '13:00', undefined],
    ['a minute before 8', 'OH', '12:59', '2026-11-23T13:00:00.000Z'],
    ['a minute before 21', 'OH', '01:59', undefined],
    ['at 21 sharp, until the next morning', 'OH', '02:00', '2026-11-23T13:00:00.000Z'],
    ['at 7 in Los Angeles', 'CA', '15:00', '2026-11-23T16:00:00.000Z'],
    ['at 8 in Chicago, where Tennessee’s other zone has 9', 'TN', '14:00', undefined],
    ['at 7 in Chicago, though it is 8 in the east of Tennessee', 'TN', '13:00', '2026-11-23T14:00:00.000Z'],
    ['in a state that is not known, by the office’s clocks', 'ZZ', '13:00', undefined],
  ])('respects quiet hours by the patient’s time zones: %s', (_, state, time, from) => {
    const decision = decided({ state, asked: at(time) });
    expect(decision).toEqual(from === undefined ? { to: '6145550101' } : { because: 'quiet-hours', from });
  });

  it('respects the hours that the guarantor wants, in the guarantor’s zone; an e-mail has none', () => {
    const timeZone = 'America/Los_Angeles' as TimeZone;
    const rules = { callFrom: '10:00', callTo: '22:00' };
    expect(decided({ preferences: { timeZone }, rules, asked: at('17:45') })).toEqual({
      because: 'quiet-hours',
      from: '2026-11-23T18:00:00.000Z',
    });
    // 21:00 there: the law's limit counts, although the guarantor would allow calls until 22:00.
    expect(decided({ preferences: { timeZone }, rules, asked: at('05:00') })).toMatchObject({ because: 'quiet-hours' });
    expect(decided({ preferences: { timeZone }, asked: { ...at('05:00'), channel: 'email' } })).toMatchObject({
      to: 'a@example.com',
    });
    expect(decided({ rules: { callFrom: '22:00', callTo: '23:00' } })).toEqual({ because: 'quiet-hours' });
  });

  it.each([
    ['bankruptcy', 'collect', 'text', 'bankruptcy'],
    ['bankruptcy', 'inform', 'text', undefined],
    ['dispute', 'collect', 'call', 'dispute'],
    ['agency', 'collect', 'letter', 'agency'],
    ['deceased', 'inform', 'letter', 'deceased'],
    ['legal-hold', 'inform', 'call', 'legal-hold'],
    ['bad-address', 'inform', 'letter', 'bad-address'],
    ['bad-address', 'collect', 'letter', 'bad-address'],
    ['bad-address', 'collect', 'text', undefined],
    ['pre-collect', 'inform', 'letter', undefined],
  ] as const)('respects a hold: %s, to %s by %s', (hold, purpose, channel, because) => {
    const decision = decided({ hold, asked: { purpose, channel } });
    if (because === undefined) expect(decision).not.toHaveProperty('because');
    else expect(decision).toEqual({ because });
  });

  it('knows the zones of every state, the district and the territories', () => {
    const states =
      'AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY';
    expect(states.split(' ')).toHaveLength(56);
    for (const state of states.split(' ')) expect(zonesOfState(state), state).not.toEqual([]);
  });
});
