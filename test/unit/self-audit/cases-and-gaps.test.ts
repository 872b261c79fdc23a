import { describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/domain/identity/principal.ts';
import {
  type AuditCase,
  afterCaseAction,
  type CaseAction,
  maySeeCase,
} from '../../../shared/domain/self-audit/audit-case.ts';
import { afterGapAction, type ConditionGap, conditionGaps } from '../../../shared/domain/self-audit/condition-gaps.ts';
import { portionsOf } from '../../../shared/domain/self-audit/portions.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { audited } from '../../support/audited-encounters.ts';

const actor = { subject: 'user-auditor', at: '2026-03-02T10:00:00.000Z', today: '2026-03-02' as LocalDate };

describe('a case', () => {
  const none = { notes: [], evidence: [], decisions: [], disclosures: [], named: [], excluded: [] };
  const opened = { version: 1, state: 'open', ...none } as unknown as AuditCase;
  const acted = (before: AuditCase, ...actions: readonly CaseAction[]): AuditCase =>
    actions.reduce((at, action) => {
      const after = afterCaseAction(at, action, actor);
      if (!after.ok) throw new Error(after.failure);
      return after.value;
    }, before);

  test('is started, noted, and confirmed with what was done: 60 days to return what was paid too much', () => {
    const done = acted(
      opened,
      { do: 'review' },
      { do: 'note', text: 'looked at ten visits' },
      { do: 'add-evidence', encounterId: 'enc-1', noteId: 'not-1' },
      { do: 'confirm', reason: 'levels by time were not documented', measures: ['overpayment-returned'] },
    );
    expect(done).toMatchObject({
      version: 5,
      state: 'confirmed',
      reviewer: 'user-auditor',
      notes: [{ by: 'user-auditor', text: 'looked at ten visits' }],
      evidence: [{ kind: 'note', encounterId: 'enc-1', noteId: 'not-1' }],
      // March has 31 days: 29 left, then 30 of April, then May 1.
      decisions: [{ outcome: 'confirmed', measures: ['overpayment-returned'], returnBy: '2026-05-01' }],
    });
  });

  test('counts the time to return from the day on which it was known; an investigation postpones it, at most 180 days', () => {
    const day = (text: string) => text as LocalDate;
    const known = acted(opened, { do: 'identify', on: day('2026-01-10') });
    // January has 21 days left, February 28: 49, and 11 of March.
    expect(known.clock).toEqual({ identifiedOn: '2026-01-10', returnBy: '2026-03-11' });
    const looked = acted(known, { do: 'investigate', from: day('2026-01-15'), to: day('2026-02-14') });
    // 30 days more.
    expect(looked.clock?.returnBy).toBe('2026-04-10');
    // From 15 January to 9 July, 180 days after 10 January: 175 days more than 11 March.
    expect(acted(known, { do: 'investigate', from: day('2026-01-15') }).clock?.returnBy).toBe('2026-09-02');
    const confirmed = acted(looked, { do: 'confirm', reason: 'wrong', measures: ['overpayment-returned'] });
    expect(confirmed.decisions).toMatchObject([{ returnBy: '2026-04-10' }]);
    expect(afterCaseAction(opened, { do: 'investigate', from: day('2026-01-15') }, actor)).toMatchObject({
      failure: 'overpayment-not-identified',
    });
  });

  test('is visible to managers and the people it names, and to nobody whom it concerns', () => {
    const person = (subject: string, ...roles: Role[]) => ({ subject, roles });
    const named = acted(opened, { do: 'name', who: 'user-helper' }, { do: 'exclude', who: 'user-boss' });
    expect(maySeeCase(named, person('user-helper', 'coder'))).toBe(true);
    expect(maySeeCase(named, person('user-other', 'auditor'))).toBe(false);
    expect(maySeeCase(named, person('user-lead', 'manager'))).toBe(true);
    expect(maySeeCase(named, person('user-boss', 'manager'))).toBe(false);
    const changed = acted(named, { do: 'unname', who: 'user-helper' }, { do: 'admit', who: 'user-boss' });
    expect([changed.named, changed.excluded]).toEqual([[], []]);
  });

  test('that has ended is decided again only when it was opened again, and keeps what was decided', () => {
    const dismissed = acted(opened, { do: 'dismiss', reason: 'a clinic for complex patients' });
    for (const action of [{ do: 'review' }, { do: 'dismiss', reason: 'again' }] as const) {
      expect(afterCaseAction(dismissed, action, actor)).toEqual({ ok: false, failure: 'audit-case-ended' });
    }
    const again = acted(dismissed, { do: 'reopen', reason: 'a payer asked' });
    expect(again).toMatchObject({
      state: 'open',
      decisions: [{ outcome: 'dismissed' }],
      notes: [{ text: 'a payer asked' }],
    });
    expect(afterCaseAction(again, { do: 'reopen', reason: 'twice' }, actor)).toMatchObject({
      failure: 'audit-case-not-ended',
    });
  });

  test('that is full can still be decided', () => {
    const full = { ...opened, notes: Array.from({ length: 50 }, () => ({ at: actor.at, by: 'x', text: 'n' })) };
    expect(afterCaseAction(full, { do: 'note', text: 'one more' }, actor)).toMatchObject({
      failure: 'audit-case-full',
    });
    expect(acted(full, { do: 'dismiss', reason: 'nothing' }).state).toBe('dismissed');
  });
});

describe('condition gaps of a year', () => {
  const categories: Readonly<Record<string, string>> = { E1165: '37', E119: '38', I509: '226' };
  const categoriesOf = (code: string) => {
    const category = categories[code];
    return category === undefined ? [] : [{ model: 'CMS-HCC V28', category }];
  };
  const coded = (patientId: string, day: string, ...diagnoses: readonly string[]) =>
    audited('A', day, ['X9003'], { patientId, diagnoses });

  test('are categories of earlier years that no encounter of the year has', () => {
    const encounters = [
      coded('one', '2024-03-01', 'E1165', 'Z000'),
      coded('one', '2025-06-01', 'E1165', 'I509'),
      coded('one', '2026-02-01', 'I509'),
      coded('two', '2025-06-01', 'E119'),
      coded('three', '2026-02-01', 'E119'),
    ];
    const { gaps, coded: byName } = conditionGaps(encounters, 2026, categoriesOf);
    expect(gaps).toEqual([
      {
        ...{ patientId: 'one', model: 'CMS-HCC V28', category: '37', diagnoses: ['E1165'], lastOn: '2025-06-01' },
        encounterIds: [encounters[1]?.id, encounters[0]?.id],
        providerIds: ['A'],
      },
      {
        ...{ patientId: 'two', model: 'CMS-HCC V28', category: '38', diagnoses: ['E119'], lastOn: '2025-06-01' },
        encounterIds: [encounters[3]?.id],
        providerIds: ['A'],
      },
    ]);
    expect(byName.get('one CMS-HCC V28 226')).toEqual(new Set([encounters[2]?.id]));
  });

  test('do not arise from supplies and transports, which risk adjustment does not count', () => {
    const order = audited('A', '2025-06-01', ['X9003'], { kind: 'equipment-order', diagnoses: ['E119'] });
    expect(conditionGaps([order], 2026, categoriesOf).gaps).toEqual([]);
  });

  test('end by a link or a reason, and can be opened again', () => {
    const gap = { version: 1, state: 'open' } as ConditionGap;
    const by = { by: 'user-coder', at: actor.at };
    const linked = afterGapAction(gap, { do: 'link', encounterId: 'enc-1' }, by);
    expect(linked).toMatchObject({ value: { version: 2, state: 'linked', encounterId: 'enc-1', decision: by } });
    if (!linked.ok) return;
    expect(afterGapAction(linked.value, { do: 'dismiss', reason: 'x' }, by)).toMatchObject({
      failure: 'condition-gap-ended',
    });
    const opened = afterGapAction(linked.value, { do: 'reopen', reason: 'wrong patient' }, by);
    expect(opened).toEqual({
      ok: true,
      value: { version: 3, state: 'open', decision: { ...by, reason: 'wrong patient' } },
    });
    expect(afterGapAction(gap, { do: 'reopen', reason: 'x' }, by)).toMatchObject({ failure: 'condition-gap-open' });
  });
});

describe('the stored facts', () => {
  test('are stored in portions of at most 4,000 services and diagnoses, each encounter whole and in one of them', () => {
    const stay = (lines: number) =>
      audited(
        'A',
        '2026-02-02',
        Array.from({ length: lines }, () => 'X9003'),
        { diagnoses: ['J209'] },
      );
    // 999 services and one diagnosis are 1,000: four fill a portion.
    const stays = [...Array.from({ length: 4 }, () => stay(999)), stay(1), stay(3_999), stay(1)];
    expect(portionsOf(stays).map((portion) => portion.length)).toEqual([4, 1, 1, 1]);
    expect(portionsOf(stays).flat()).toEqual(stays);
    expect(portionsOf([])).toEqual([]);
  });
});
