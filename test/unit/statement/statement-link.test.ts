import { describe, expect, test } from 'vitest';
import { type Account, usualPreferences } from '../../../shared/domain/account/account.ts';
import type { AccountHold } from '../../../shared/domain/account/hold.ts';
import {
  afterTry,
  askedPatients,
  type DateTries,
  forgivenTries,
  isLocked,
  triesLeft,
  typedDate,
} from '../../../shared/domain/statement/date-tries.ts';
import {
  type LinkFacts,
  linkStanding,
  openedAt,
  type StatementLink,
} from '../../../shared/domain/statement/statement-link.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const at = '2026-11-23T15:00:00.000Z';
const day = (text: string) => text as LocalDate;
const noTries: DateTries = { accountId: 'acc_1', version: 0, wrongAt: [] };
const link: StatementLink = {
  ...{ id: 'stl_1', version: 1, accountId: 'acc_1', statementId: 'stm_1', channel: 'email', sentTo: 'pat@example.com' },
  ...{ tokenHash: 'digest', expiresOn: day('2026-12-23'), createdAt: at, createdBy: 'run-statements' },
};
const account: Account = {
  ...{ id: 'acc_1', version: 1, guarantor: { kind: 'patient', patientId: 'pat_1' }, memberIds: ['pat_1'], holds: [] },
  preferences: { ...usualPreferences, delivery: 'electronic', email: 'pat@example.com', mobile: '6145550100' },
};
const claim = {
  claimId: 'S1',
  patientId: 'pat_1',
  serviceFrom: day('2026-11-01'),
  payers: [],
} as never as LinkFacts['claims'][number];
const facts: LinkFacts = { account, claims: [claim], latestId: 'stm_1', tries: noTries };
const standing = (more: Partial<LinkFacts> = {}, own: Partial<StatementLink> = {}, today = '2026-11-23') =>
  linkStanding({ ...link, ...own }, { ...facts, ...more }, { at, today: day(today) });
const held = (hold: object): Partial<LinkFacts> => {
  const holds = [{ number: 1, reason: 'Told', by: 'user', at, ...hold } as AccountHold];
  return { account: { ...account, holds } };
};
const prefers = (more: object): Partial<LinkFacts> => ({
  account: { ...account, preferences: { ...account.preferences, ...more } },
});

describe('the link of a statement', () => {
  test('is valid up to its last day', () => {
    expect(standing({}, {}, '2026-12-23')).toEqual({ state: 'usable' });
    expect(standing({}, {}, '2026-12-24')).toEqual({ state: 'expired' });
  });

  test('is invalid once it is revoked, or the account has a later statement', () => {
    expect(standing({}, { revoked: { by: 'user', at, reason: 'Told' } })).toEqual({ state: 'revoked' });
    expect(standing({ latestId: 'stm_2' })).toEqual({ state: 'superseded' });
  });

  test('is closed by a hold that forbids statements, of the account or of one claim on it, and by no other hold', () => {
    for (const kind of ['bankruptcy', 'deceased', 'legal-hold', 'agency', 'returned']) {
      expect(standing(held({ kind })), kind).toEqual({ state: 'closed', because: kind });
      expect(standing(held({ kind, claimIds: ['S1'] })), kind).toEqual({ state: 'closed', because: kind });
      expect(standing(held({ kind, claimIds: ['S2'] })), kind).toEqual({ state: 'usable' });
    }
    for (const kind of ['assistance-pending', 'dispute', 'bad-address', 'pre-collect']) {
      expect(standing(held({ kind })), kind).toEqual({ state: 'usable' });
    }
  });

  test('is closed by a bankruptcy that was filed after a service on it, and by none before', () => {
    const filed = (filedOn: string) =>
      standing(
        held({ kind: 'bankruptcy', bankruptcy: { chapter: '7', court: 'S.D. Ohio', caseNumber: '1', filedOn } }),
      );
    expect(filed('2026-11-01')).toEqual({ state: 'closed', because: 'bankruptcy' });
    expect(filed('2026-10-31')).toEqual({ state: 'usable' });
  });

  test('is closed when a law has started to protect a patient on it, or the patient has another account', () => {
    const beneficiary = { ...claim, payers: [{ patientProtection: 'qualified-beneficiary' }] } as never;
    expect(standing({ claims: [claim, beneficiary] })).toEqual({ state: 'closed', because: 'qualified-beneficiary' });
    expect(standing({ claims: [{ ...claim, patientId: 'pat_2' }] })).toEqual({
      state: 'closed',
      because: 'patient-moved',
    });
  });

  test('is closed when the guarantor’s address is no longer the one to which it was sent', () => {
    const changed = { state: 'closed', because: 'place-changed' };
    expect(standing(prefers({ email: 'other@example.com' }))).toEqual(changed);
    expect(standing(prefers({}), { channel: 'text', sentTo: '6145550100' })).toEqual({ state: 'usable' });
    expect(standing(prefers({ mobile: '6145550101' }), { channel: 'text', sentTo: '6145550100' })).toEqual(changed);
    const confidentialAddress = { line1: '9 Other St', city: 'Columbus', state: 'OH', postalCode: '43215' };
    expect(standing(prefers({ confidentialAddress }))).toEqual({ state: 'closed', because: 'confidential-address' });
  });

  test('counts how often it opened the statement', () => {
    const once = openedAt(link, at);
    expect(once).toMatchObject({ version: 2, opened: { count: 1, firstAt: at, lastAt: at } });
    const later = '2026-11-24T15:00:00.000Z';
    expect(openedAt(once, later)).toMatchObject({ version: 3, opened: { count: 2, firstAt: at, lastAt: later } });
  });
});

describe('attempted dates of birth', () => {
  const wrong = (count: number, when = at) =>
    Array.from({ length: count }).reduce<DateTries>((tries) => afterTry(tries, false, when), noTries);

  test('lock the account’s links at the fifth wrong one, and correct ones do not reset the count', () => {
    expect([wrong(4), wrong(5)].map((tries) => isLocked(tries, at))).toEqual([false, true]);
    expect(triesLeft(wrong(3), at)).toBe(2);
    const right = afterTry(wrong(4), true, at);
    expect([right.version, triesLeft(right, at)]).toEqual([5, 1]);
    expect(standing({ tries: wrong(5) })).toEqual({ state: 'locked' });
  });

  test('are forgotten after a year, and when the office sends a link', () => {
    expect(isLocked(wrong(5), '2027-11-23T14:59:59.999Z')).toBe(true);
    expect(isLocked(wrong(5), '2027-11-23T15:00:00.000Z')).toBe(false);
    expect(forgivenTries(wrong(5))).toEqual({ accountId: 'acc_1', version: 6, wrongAt: [] });
  });

  test('are compared with the guarantor’s, or with the patients’ where the guarantor is none of them', () => {
    expect(askedPatients({ ...account, memberIds: ['pat_1', 'pat_2'] })).toEqual({
      ...{ whose: 'guarantor', patientIds: ['pat_1'] },
    });
    const parent = { kind: 'person', name: { lastName: 'Doe', firstName: 'Ann' }, address: {} } as never;
    expect(askedPatients({ ...account, guarantor: parent, memberIds: ['pat_1', 'pat_2'] })).toEqual({
      ...{ whose: 'patient', patientIds: ['pat_1', 'pat_2'] },
    });
  });

  test('are read as people type them, and only if the day exists', () => {
    expect(typedDate({ month: ' 3', day: '1', year: '2004 ' })).toBe('2004-03-01');
    expect(typedDate({ month: '02', day: '29', year: '2004' })).toBe('2004-02-29');
    for (const [month, date, year] of [
      ...[
        ['02', '29', '2003'],
        ['13', '1', '2004'],
        ['0', '1', '2004'],
        ['1', '', '2004'],
      ],
      ...[
        ['1', '1', '04'],
        ['one', '1', '2004'],
        ['1', '-1', '2004'],
        ['001', '1', '2004'],
      ],
    ] as [string, string, string][]) {
      expect(typedDate({ month, day: date, year }), `${month}/${date}/${year}`).toBeUndefined();
    }
  });
});
