import { describe, expect, it } from 'vitest';
import { type BooksMonth, type CloseFacts, checksOf, closed, reopened } from '../../../shared/domain/books/close.ts';
import type { Account } from '../../../shared/domain/ledger/accounts.ts';
import { type Cents, cents } from '../../../shared/domain/money/cents.ts';

const open: BooksMonth = { period: '2026-11', entityId: 'ent_x', version: 0, state: 'open' };
const at = '2026-12-02T09:00:00.000Z';
const nothing: CloseFacts = {
  isOver: true,
  isEarlierOpen: false,
  remittancesPosting: 0,
  isAgeingMissing: false,
  balances: new Map(),
  unassignedAccounts: 0,
  openDeposits: 0,
  drafts: 0,
};
const found = (facts: Partial<CloseFacts>) => checksOf({ ...nothing, ...facts });
const order = (by: string, more: object = {}) => ({ by, at, accepted: [], needsSecondPerson: false, ...more });

describe('the checklist', () => {
  it('is empty when nothing is open', () => {
    const balances = new Map<Account, Cents>([['insurance-receivable', cents(500)]]);
    expect(found({ balances })).toEqual([]);
  });

  it('names what blocks, what may be accepted and what is only shown, with its count or its cents', () => {
    const balances = new Map<Account, Cents>([
      ['remittance-clearing', cents(-250)],
      ['plb-suspense', cents(-40)],
      ['deposits-in-transit', cents(900)],
    ]);
    const facts = { isOver: false, isEarlierOpen: true, remittancesPosting: 2, unassignedAccounts: 3, openDeposits: 1 };
    expect(found({ ...facts, drafts: 7, balances })).toEqual([
      { check: 'month-not-over', level: 'blocks', count: 1 },
      { check: 'earlier-month-open', level: 'blocks', count: 1 },
      { check: 'remittances-posting', level: 'blocks', count: 2 },
      { check: 'clearing-open', level: 'accept', cents: -250 },
      { check: 'plb-suspense', level: 'accept', cents: -40 },
      { check: 'unassigned-books', level: 'accept', count: 3 },
      { check: 'deposits-open', level: 'accept', count: 1 },
      { check: 'drafts-open', level: 'accept', count: 7 },
      { check: 'deposits-in-transit', level: 'shown', cents: 900 },
    ]);
  });
});

describe('closing a month', () => {
  it('is refused while something blocks, even when it is accepted', () => {
    const refused = closed(open, found({ remittancesPosting: 1 }), order('a', { accepted: ['remittances-posting'] }));
    expect(refused).toEqual({
      ok: false,
      failure: { kind: 'period-not-closable', facts: { checks: 'remittances-posting' } },
    });
  });

  it('needs each open check to be accepted by name, and stores which were', () => {
    const checks = found({ drafts: 7, openDeposits: 1 });
    expect(closed(open, checks, order('a', { accepted: ['drafts-open'] }))).toMatchObject({
      failure: { kind: 'period-checks-not-accepted', facts: { checks: 'deposits-open' } },
    });
    const accepted = ['plb-suspense', 'drafts-open', 'deposits-open'];
    expect(closed(open, checks, order('a', { accepted }))).toEqual({
      ok: true,
      value: {
        ...open,
        version: 1,
        state: 'closed',
        closing: { by: 'a', at, accepted: ['deposits-open', 'drafts-open'] },
      },
    });
  });

  it('needs two different people where the office wants two', () => {
    const asked = closed(open, [], order('a', { needsSecondPerson: true }));
    if (!asked.ok) throw new Error('not asked');
    expect(asked.value).toMatchObject({ state: 'asked', version: 1, closing: { by: 'a' } });
    expect(closed(asked.value, [], order('a', { needsSecondPerson: true }))).toMatchObject({
      failure: { kind: 'period-needs-second-person' },
    });
    expect(closed(asked.value, [], order('b', { needsSecondPerson: true }))).toMatchObject({
      value: { state: 'closed', version: 2, closing: { by: 'b', askedBy: 'a' } },
    });
  });
});

describe('opening a month again', () => {
  const decision = { by: 'a', at, reason: 'a deposit was forgotten' };
  const shut: BooksMonth = { ...open, version: 1, state: 'closed', closing: { by: 'a', at, accepted: [] } };

  it('records who, when and why', () => {
    expect(reopened(shut, false, decision)).toEqual({
      ok: true,
      value: { ...open, version: 2, state: 'open', reopened: decision },
    });
  });

  it('is refused for an open month, and for a month before a closed one', () => {
    expect(reopened(open, false, decision)).toMatchObject({ failure: { kind: 'period-not-closed' } });
    expect(reopened(shut, true, decision)).toMatchObject({ failure: { kind: 'later-period-closed' } });
  });

  it('withdraws the first person’s close', () => {
    expect(reopened({ ...shut, state: 'asked' }, false, decision)).toMatchObject({ value: { state: 'open' } });
  });
});
