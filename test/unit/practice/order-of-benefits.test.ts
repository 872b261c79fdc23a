import { describe, expect, it } from 'vitest';
import { orderOfBenefits, orderReasons } from '../../../shared/domain/practice/order-of-benefits.ts';
import type { Coverage, Payer } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const aged = '1955-03-01';
const disabled = '1980-03-01';

/** A coverage with its payer's kind and its facts. Its name is its id. */
type Case = readonly [name: string, indicator: string, facts?: Partial<Coverage> & { readonly medigapId?: string }];

function order(cases: readonly Case[], born = aged, on = '2026-11-20') {
  const coverages = cases.map(([id, filingIndicator, { medigapId, ...facts } = {}], index) => ({
    coverage: {
      ...{ id, payerId: id, order: index + 1, relationship: '18', activeFrom: day('2026-01-01') },
      ...facts,
    } as Coverage,
    payer: { id, filingIndicator, ...(medigapId === undefined ? {} : { medigapId }) } as Payer,
  }));
  return orderOfBenefits(coverages, { birthDate: day(born) }, day(on));
}

/** The order in short form: the coverages, then the reason why the first comes before the second. */
const short = (...given: Parameters<typeof order>): string => {
  const places = order(...given);
  return `${places.map(({ coverageId }) => coverageId).join(' ')}: ${places[0]?.reason}`;
};

const child = (birthDate: string, more: Partial<Coverage> = {}): Partial<Coverage> => ({
  relationship: '19',
  subscriber: { name: { lastName: 'DOE', firstName: 'PAT' }, birthDate: day(birthDate) } as NonNullable<
    Coverage['subscriber']
  >,
  ...more,
});

describe('Medicare and an employer’s plan', () => {
  it.each<[string, Case[], string, string]>([
    [
      'age, 20 or more employees',
      [
        ['mc', 'MB'],
        ['plan', 'CI', { employment: 'active', employerSize: '20-to-99' }],
      ],
      aged,
      'plan mc: working-aged',
    ],
    [
      'age, a spouse’s work',
      [
        ['mc', 'MB'],
        ['plan', 'CI', { relationship: '01', employment: 'active', employerSize: '100-or-more' }],
      ],
      aged,
      'plan mc: working-aged',
    ],
    [
      'age, fewer than 20',
      [
        ['plan', 'CI', { employment: 'active', employerSize: 'under-20' }],
        ['mc', 'MB'],
      ],
      aged,
      'mc plan: small-employer',
    ],
    [
      'age, a retiree',
      [
        ['plan', 'CI', { employment: 'retired' }],
        ['mc', 'MB'],
      ],
      aged,
      'mc plan: not-working',
    ],
    [
      'age, COBRA',
      [
        ['plan', 'CI', { employment: 'continued' }],
        ['mc', '16'],
      ],
      aged,
      'mc plan: not-working',
    ],
    [
      'disability, 100 or more',
      [
        ['mc', 'MB', { medicareReason: 'disability' }],
        ['plan', 'BL', { employment: 'active', employerSize: '100-or-more' }],
      ],
      disabled,
      'plan mc: disabled-large-group',
    ],
    [
      'disability, 20 to 99',
      [
        ['plan', 'BL', { employment: 'active', employerSize: '20-to-99' }],
        ['mc', 'MB', { medicareReason: 'disability' }],
      ],
      disabled,
      'mc plan: disabled-small-group',
    ],
    [
      'a supplement',
      [
        ['gap', 'CI', { medigapId: '55001' }],
        ['mc', 'MB'],
      ],
      aged,
      'mc gap: no-employers-plan',
    ],
    [
      'an individual plan',
      [
        ['own', 'CI', { employment: 'none' }],
        ['mc', 'MB'],
      ],
      aged,
      'mc own: no-employers-plan',
    ],
  ])('%s', (_, cases, born, expected) => {
    expect(short(cases, born)).toBe(expected);
  });

  it('pays after the plan for the first 30 months of kidney disease, also a retiree’s, and then first', () => {
    const cases: Case[] = [
      ['mc', 'MB', { kidneyDiseaseFrom: day('2024-06-01') }],
      ['plan', 'CI', { employment: 'retired' }],
    ];
    // June 2024 is the first month, November 2026 the thirtieth.
    expect(short(cases, disabled, '2026-11-30')).toBe('plan mc: kidney-disease-coordination');
    expect(short(cases, disabled, '2026-12-01')).toBe('mc plan: kidney-disease-after');
  });

  it('states why Medicare is second, for the claim', () => {
    const types = (cases: Case[], born = aged) =>
      order(cases, born).map(({ medicareSecondaryType }) => medicareSecondaryType);
    const works = { employment: 'active', employerSize: '100-or-more' } as const;
    expect(
      types([
        ['plan', 'CI', works],
        ['mc', 'MB'],
      ]),
    ).toEqual([undefined, '12']);
    expect(
      types(
        [
          ['plan', 'CI', works],
          ['mc', 'MB', { medicareReason: 'disability' }],
        ],
        disabled,
      ),
    ).toEqual([undefined, '43']);
    expect(
      types([
        ['work', 'WC'],
        ['mc', 'MB'],
      ]),
    ).toEqual([undefined, '15']);
    expect(
      types([
        ['car', 'AM'],
        ['mc', 'MB'],
      ]),
    ).toEqual([undefined, '14']);
    expect(
      types([
        ['mc', 'MB'],
        ['plan', 'CI', { employment: 'retired' }],
      ]),
    ).toEqual([undefined, undefined]);
  });

  it('says nothing of missing facts where two plans are alike in every fact', () => {
    const alike: Case[] = [
      ['one', 'CI'],
      ['two', 'CI'],
    ];
    expect(order(alike, disabled)).toMatchObject([{ missing: [] }, { missing: [] }]);
    expect(orderReasons['as-entered']).toMatch(/^No rule decides.*If `missing` names facts/);
  });

  it('keeps the entered order where a fact is missing, and names it', () => {
    expect(
      order([
        ['plan', 'CI'],
        ['mc', 'MB'],
      ]),
    ).toMatchObject([{ coverageId: 'plan', reason: 'as-entered', missing: ['employment'] }, { coverageId: 'mc' }]);
    expect(
      order([
        ['mc', 'MB'],
        ['plan', 'CI', { employment: 'active' }],
      ])[1],
    ).toMatchObject({ missing: ['employerSize'] });
    const unknown = order(
      [
        ['mc', 'MB'],
        ['plan', 'CI', { employment: 'active' }],
      ],
      disabled,
    );
    expect(unknown[0]).toMatchObject({ coverageId: 'mc', missing: ['medicareReason'] });
    const kidneys: Case[] = [
      ['mc', 'MB', { medicareReason: 'kidney-disease' }],
      ['plan', 'CI', { employment: 'active' }],
    ];
    expect(order(kidneys, disabled)[1]).toMatchObject({ missing: ['kidneyDiseaseFrom'] });
  });

  it('is between the spouse’s work and the patient’s own former work', () => {
    const cases: Case[] = [
      ['own', 'CI', { employment: 'retired' }],
      ['mc', 'MB'],
      ['spouse', 'BL', { relationship: '01', employment: 'active', employerSize: '100-or-more' }],
    ];
    expect(order(cases).map(({ coverageId, reason }) => `${coverageId} ${reason}`)).toEqual([
      'spouse working-aged',
      'mc working-aged',
      'own not-working',
    ]);
  });
});

describe('payers that are always first or last', () => {
  it('are an accident’s insurance, TRICARE and Medicaid', () => {
    const cases: Case[] = [
      ['caid', 'MC'],
      ['forces', 'CH'],
      ['plan', 'CI'],
      ['work', 'WC'],
    ];
    expect(order(cases).map(({ coverageId, reason }) => `${coverageId} ${reason}`)).toEqual([
      'work accident-first',
      'plan accident-first',
      'forces tricare-after',
      'caid medicaid-last',
    ]);
  });
});

describe('commercial plans', () => {
  it.each<[string, Case[], string]>([
    [
      'the patient’s own before the spouse’s',
      [
        ['spouse', 'CI', { relationship: '01' }],
        ['own', 'CI'],
      ],
      'own spouse: self-before-dependent',
    ],
    [
      'the parent whose birthday is earlier in the year',
      [
        ['father', 'CI', child('1970-09-01')],
        ['mother', 'CI', child('1985-02-28')],
      ],
      'mother father: birthday',
    ],
    [
      'the order that was entered, where nobody has said a parent’s birthday',
      [
        ['father', 'CI', { relationship: '19', subscriber: { name: { lastName: 'DOE', firstName: 'LEE' } } }],
        ['mother', 'CI', child('1985-02-28')],
      ],
      'father mother: as-entered',
    ],
    [
      'custody before birthday',
      [
        ['father', 'CI', child('1970-01-01')],
        ['mother', 'CI', child('1985-02-28', { custody: 'custodial-parent' })],
      ],
      'mother father: custody',
    ],
    [
      'a court’s order before custody',
      [
        ['mother', 'CI', child('1985-02-28', { custody: 'custodial-parent' })],
        ['father', 'CI', child('1970-01-01', { custody: 'court-order' })],
      ],
      'father mother: custody',
    ],
    [
      'present work before former',
      [
        ['old', 'CI', { employment: 'retired' }],
        ['new', 'CI', { employment: 'active' }],
      ],
      'new old: active-before-retired',
    ],
    [
      'continued coverage last',
      [
        ['cobra', 'CI', { employment: 'continued' }],
        ['new', 'CI', { employment: 'active' }],
      ],
      'new cobra: continuation-last',
    ],
    [
      'the one that covered longer',
      [
        ['late', 'CI', { activeFrom: day('2026-05-01') }],
        ['early', 'CI'],
      ],
      'early late: longer-covered',
    ],
    [
      'nothing tells them apart',
      [
        ['one', 'CI'],
        ['two', 'CI'],
      ],
      'one two: as-entered',
    ],
    ['one alone', [['one', 'CI']], 'one: only-coverage'],
  ])('%s', (_, cases, expected) => {
    expect(short(cases, disabled)).toBe(expected);
  });
});

it('has a sentence for each reason', () => {
  expect(Object.values(orderReasons).every((words) => words.endsWith('.'))).toBe(true);
});
