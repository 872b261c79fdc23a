import { describe, expect, test } from 'vitest';
import type { Problems, ReviewedData, RiskFactor } from '../../../../shared/domain/encounter/evaluation/decision.ts';
import { levelOfVisit, type VisitWorksheet } from '../../../../shared/domain/encounter/evaluation/level.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';

const visit = (more: Partial<VisitWorksheet>): VisitWorksheet => ({
  serviceOn: '2026-03-02' as LocalDate,
  category: 'office-established',
  prolongedBy: 'guidelines',
  ...more,
});

/**
 * Golden table, made by hand from the published guidelines. Problems, data and risk; the level of each (s
 * straightforward, l low, m moderate, h high); the medical decision making, which is what two of the three reach; and
 * the level of an established office visit (2 to 5).
 */
const decided: readonly [
  what: string,
  problems: Problems,
  data: ReviewedData,
  risk: readonly RiskFactor[],
  elements: string,
  decision: string,
  level: number,
][] = [
  ['an insect bite', { minor: 1 }, {}, ['minimal'], 'sss', 'straightforward', 2],
  ['two minor problems', { minor: 2 }, {}, ['low'], 'lsl', 'low', 3],
  ['a sprain, over-the-counter drugs', { 'acute-uncomplicated': 1 }, {}, ['low'], 'lsl', 'low', 3],
  ['two sprains are not more complex than one', { 'acute-uncomplicated': 2 }, {}, ['low'], 'lsl', 'low', 3],
  ['stable hypertension, drugs renewed', { 'chronic-stable': 1 }, {}, ['prescription-drugs'], 'lsm', 'low', 3],
  ['two stable chronic illnesses', { 'chronic-stable': 2 }, {}, ['prescription-drugs'], 'msm', 'moderate', 4],
  ['asthma that is worse', { 'chronic-worse': 1 }, { testsOrdered: 1 }, ['prescription-drugs'], 'msm', 'moderate', 4],
  ['a lump in the breast, no treatment', { undiagnosed: 1 }, { testsOrdered: 2 }, ['low'], 'mll', 'low', 3],
  ['a lump, three tests', { undiagnosed: 1 }, { testsOrdered: 3 }, ['low'], 'mml', 'moderate', 4],
  [
    'pneumonitis',
    { 'acute-systemic': 1 },
    { testsOrdered: 2, independentHistorian: true },
    ['low'],
    'mml',
    'moderate',
    4,
  ],
  ['a head injury', { 'acute-complicated': 1 }, { independentHistorian: true }, ['minimal'], 'mls', 'low', 3],
  [
    'an own reading of a film',
    { 'acute-complicated': 1 },
    { independentInterpretation: true },
    ['low'],
    'mml',
    'moderate',
    4,
  ],
  [
    'a talk with a surgeon',
    { 'chronic-stable': 1 },
    { externalDiscussion: true },
    ['major-surgery'],
    'lmm',
    'moderate',
    4,
  ],
  [
    'reading and talk',
    { 'chronic-severe': 1 },
    { independentInterpretation: true, externalDiscussion: true },
    ['low'],
    'hhl',
    'high',
    5,
  ],
  [
    'three documents and a talk',
    { 'chronic-worse': 1 },
    { externalNotes: 1, testsReviewed: 2, externalDiscussion: true },
    ['hospitalization'],
    'mhh',
    'high',
    5,
  ],
  [
    'three documents and a reading',
    { minor: 1 },
    { externalNotes: 3, independentInterpretation: true },
    ['minimal'],
    'shs',
    'straightforward',
    2,
  ],
  ['chest pain, sent to hospital', { threatening: 1 }, {}, ['hospitalization'], 'hsh', 'high', 5],
  ['a toxic drug, stable', { 'chronic-stable': 1 }, { testsOrdered: 2 }, ['intensive-monitoring'], 'llh', 'low', 3],
  ['a toxic drug, severe', { 'chronic-severe': 1 }, { testsOrdered: 2 }, ['intensive-monitoring'], 'hlh', 'high', 5],
  ['major surgery, no risks', { 'chronic-worse': 1 }, {}, ['major-surgery'], 'msm', 'moderate', 4],
  ['major surgery, risks', { threatening: 1 }, {}, ['major-surgery-with-risks'], 'hsh', 'high', 5],
  ['minor surgery, risks', { 'acute-complicated': 1 }, {}, ['minor-surgery-with-risks'], 'msm', 'moderate', 4],
  ['no home to be treated in', { undiagnosed: 1 }, {}, ['social-determinants'], 'msm', 'moderate', 4],
  ['not to be resuscitated', { threatening: 1 }, {}, ['limited-care'], 'hsh', 'high', 5],
  ['an opioid by vein', { 'chronic-severe': 1 }, {}, ['parenteral-controlled'], 'hsh', 'high', 5],
  [
    'the gravest problem counts',
    { minor: 3, 'chronic-worse': 1 },
    {},
    ['prescription-drugs', 'low'],
    'msm',
    'moderate',
    4,
  ],
  ['one test', { 'acute-uncomplicated': 1 }, { testsReviewed: 1 }, ['minimal'], 'lss', 'straightforward', 2],
  ['a note and a test', { minor: 1 }, { externalNotes: 1, testsOrdered: 1 }, ['low'], 'sll', 'low', 3],
  ['a stable acute illness', { 'acute-stable': 1 }, {}, ['low'], 'lsl', 'low', 3],
  ['a mother tells, nothing else', { minor: 1 }, { independentHistorian: true }, ['low'], 'sll', 'low', 3],
];

const letters: Readonly<Record<string, string>> = { s: 'straightforward', l: 'low', m: 'moderate', h: 'high' };

describe('decision making', () => {
  test.each(decided)('of %s is two of three', (_what, problems, data, risk, elements, decision, level) => {
    const result = levelOfVisit(visit({ problems, data, risk }));
    const [first, second, third] = [...elements].map((letter) => letters[letter]);
    expect(result).toEqual({
      ok: true,
      value: {
        level,
        basis: 'decision',
        elements: { problems: first, data: second, risk: third },
        decision,
        levelByDecision: level,
        prolongedUnits: 0,
      },
    });
  });

  test('needs two documented elements; the third counts as the lowest', () => {
    const one = levelOfVisit(visit({ category: 'office-new', problems: { threatening: 1 } }));
    expect(one).toEqual({ ok: false, failure: { kind: 'nothing-decides' } });
    const two = levelOfVisit(
      visit({ category: 'office-new', problems: { threatening: 1 }, risk: ['prescription-drugs'] }),
    );
    expect(two).toMatchObject({ ok: true, value: { decision: 'moderate', level: 4, elements: { problems: 'high' } } });
  });
});
