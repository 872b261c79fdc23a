import { describe, expect, test } from 'vitest';
import type { CodeTitle } from '../../../../shared/document/paper/code-titles.ts';
import { claimOnPaper } from '../../../../shared/document/paper/paper-claim.ts';
import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { dental, institutional } from './paper-claims.ts';

const day = (text: string) => text as LocalDate;
const { otherCoverages: _, ...alone } = institutional;

/** The boxes of the first page, and what did not fit. */
function printed(claim: Claim, codeTitle?: CodeTitle) {
  const laid = claimOnPaper({ claim, ...(codeTitle === undefined ? {} : { codeTitle }) }, day('2026-11-27'));
  const [page = []] = laid.pages;
  return { boxes: Object.fromEntries(page.map(({ box, text }) => [box.id, text])), findings: laid.findings };
}

describe('form locator 43 says what a revenue code is', () => {
  const line = { chargeCents: cents(4_000), unit: 'UN', quantity: '1' } as const;
  const titles: Readonly<Record<string, string>> = {
    '0120': 'Room & board, semi-private (two beds), general',
    '0250': 'Pharmacy',
    '0636': 'Drugs with detailed coding',
  };
  const claim = {
    ...alone,
    serviceLines: [
      { ...line, revenueCode: '0120' },
      { ...line, revenueCode: '0250', description: 'Synthetic salve' },
      { ...line, revenueCode: '0300' },
      { ...line, revenueCode: '0636', drug: { kind: 'N4' as const, code: '99999000101', unit: 'ML', quantity: '2' } },
    ],
  };

  test('in the words of the office’s own list, on the last day of the bill', () => {
    const asked = new Set<string>();
    const { boxes, findings } = printed({ ...claim, statementTo: day('2026-10-05') }, (set, code, on) => {
      asked.add(`${set} ${on}`);
      return titles[code];
    });
    expect(asked).toEqual(new Set(['revenue-codes 2026-10-05']));
    // Cut where the box ends: the code says all of it, so nothing of the claim is lost.
    expect(boxes['43.1']).toBe('ROOM AND BOARD SEMI-PRIV');
    expect(findings.filter(({ box }) => box.startsWith('43'))).toEqual([]);
  });

  test('after the office’s words for this line, and after the drug', () => {
    const { boxes } = printed(claim, (_set, code) => titles[code]);
    expect([boxes['43.2'], boxes['43.3'], boxes['43.4']]).toEqual(['SYNTHETIC SALVE', undefined, 'N499999000101ML2']);
  });

  test('not at all without a list', () => {
    expect(printed(claim).boxes['43.1']).toBeUndefined();
  });
});

test('item 30 of the dental form says what a service is, in the words of the office’s own list of codes', () => {
  const line = { procedureKind: 'AD', chargeCents: cents(9000) } as const;
  const claim = {
    ...dental,
    serviceLines: [
      { ...line, procedure: 'D9901', serviceFrom: day('2026-10-01') },
      { ...line, procedure: 'D9902', serviceFrom: day('2026-10-02'), description: 'Synthetic splint' },
      { ...line, procedure: 'D9903', serviceFrom: day('2026-10-02') },
    ],
  };
  const titles: Readonly<Record<string, string>> = {
    'cdt D9901 2026-10-02': 'Synthetic examination of teeth and gums',
    'cdt D9902 2026-10-02': 'never shown',
  };
  const { boxes, findings } = printed(claim, (...asked) => titles[asked.join(' ')]);
  expect([boxes['30.1'], boxes['30.2'], boxes['30.3']]).toEqual([
    'SYNTHETIC EXAMINATION OF T',
    'SYNTHETIC SPLINT',
    undefined,
  ]);
  expect(findings.filter(({ box }) => box.startsWith('30'))).toEqual([]);
});

describe('the number of a case of workers’ compensation or an accident', () => {
  const of = (number: string, groupNumber?: string): Claim => {
    const { groupNumber: _group, ...subscriber } = institutional.subscriber;
    const group = groupNumber === undefined ? {} : { groupNumber };
    return {
      ...alone,
      notes: [],
      attachments: [],
      subscriber: { ...subscriber, ...group, propertyCasualtyClaimNumber: number },
    };
  };

  test('stands in form locator 62 of its payer, in place of a group', () => {
    const { boxes } = printed(of('WC-2026-0077'));
    expect([boxes['62A'], boxes['80.1']]).toEqual(['WC20260077', undefined]);
  });

  test('stands first in the remarks where 62 has a group, or is too narrow', () => {
    const withGroup = printed(of('WC-2026-0077', 'GRP1')).boxes;
    expect([withGroup['62A'], withGroup['80.1'], withGroup['80.2']]).toEqual(['GRP1', 'CASE WC20260077', undefined]);
    const long = printed(of('WC0000000000000000000077'));
    expect([long.boxes['62A'], long.boxes['80.1'], long.boxes['80.2']]).toEqual([
      undefined,
      'CASE',
      'WC0000000000000000000077',
    ]);
    expect(long.findings.filter(({ code }) => code === 'value-too-wide')).toEqual([]);
  });

  test('stands in the remarks of the dental form, which has no item for it', () => {
    const { boxes } = printed({
      ...dental,
      notes: [],
      subscriber: { ...dental.subscriber, propertyCasualtyClaimNumber: 'WC-9' },
    });
    expect(boxes['35.1']).toMatch(/^CASE WC9 {3}/);
  });
});
