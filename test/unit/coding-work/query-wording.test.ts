import { describe, expect, test } from 'vitest';
import type { Question } from '../../../shared/domain/coding-work/query.ts';
import { isQuoted, wordingFaults } from '../../../shared/domain/coding-work/query-wording.ts';

/*
 * Examples in the style of the guidelines of AHIMA and ACDIS (2022): compliant queries pass, and each kind of
 * non-compliant query is refused for its own reason.
 */

const quote = 'Creatinine 2.4, baseline 1.0. Urine output 300 ml in 24 h.';
const open = (question: string): Question => ({
  indicators: [{ noteId: 'not_1', quote }],
  question,
  form: { kind: 'open' },
});
const choice = (question: string, ...options: string[]): Question => ({
  indicators: [{ noteId: 'not_1', quote }],
  question,
  form: { kind: 'choice', options },
});
const faults = (question: Question) => wordingFaults(question).map(({ pointer, detail }) => `${pointer} ${detail}`);

describe('a query in compliant words', () => {
  test.each([
    'Please clarify the clinical significance of the creatinine values.',
    'What condition was treated with the intravenous fluids?',
    'Could you please specify the type and acuity of the heart failure?',
    'Would you please clarify which diagnosis the antibiotics were given for?',
    'Based on your judgement, which diagnosis explains these findings?',
    'How deep was the debridement, and which instrument was used?',
    'Please document the depth of the ulcer on discharge.',
    'Please describe the relation, if any, of the neuropathy to the diabetes.',
  ])('is asked openly: %s', (question) => {
    expect(faults(open(question))).toEqual([]);
  });

  test('offers options, one of them or many, with equal words', () => {
    const asked = 'Which diagnosis, if any, do these findings stand for?';
    expect(faults(choice(asked, 'Acute kidney injury', 'Chronic kidney disease, stage 3', 'Dehydration only'))).toEqual(
      [],
    );
    expect(faults(choice(asked, 'Acute kidney injury'))).toEqual([]);
    expect(
      faults(
        choice(
          'Please specify the acuity: acute, chronic, or acute on chronic.',
          'Acute',
          'Chronic',
          'Acute on chronic',
        ),
      ),
    ).toEqual([]);
  });

  test('may quote words that it may not use', () => {
    const asked = open('Which diagnosis was the treatment for?');
    const indicators = [{ noteId: 'not_1', quote: 'Medicare patient; is it sepsis? Clearly yes.' }];
    expect(faults({ ...asked, indicators })).toEqual([]);
  });
});

describe('a query about payment', () => {
  test.each([
    'Which diagnosis supports reimbursement for this stay?',
    'The payer denied it. Which condition was treated?',
    'Which condition was treated? It is not paid otherwise.',
    'What would be billable here?',
    'Which DRG is right for this patient?',
    'Which condition was the MS-DRG for?',
    'Which of these is an MCC?',
    'Which condition is a CC/MCC?',
    'How does the risk adjustment of this patient stand?',
    'Which condition explains the RVUs?',
    'Which quality measure does the pressure ulcer touch?',
    'Which diagnosis is higher-weighted?',
    'What raises the case mix index?',
    'Which diagnosis brings $ 400 more?',
    'Which diagnosis shows medical necessity for Medicare?',
    'Which condition brings re\u00adim\u200bbursement?',
    'Which condition\n is  REIMBURSED?',
  ])('is refused: %s', (question) => {
    expect(faults(open(question))).toContainEqual(expect.stringMatching(/^\/question speaks of payment/));
  });

  test('is refused for an option, too, and names it', () => {
    const asked = choice('Which diagnosis do the findings stand for?', 'Dehydration', 'Acute kidney injury (MCC)');
    expect(faults(asked)).toEqual([expect.stringMatching(/^\/form\/options\/1 speaks of payment/)]);
  });
});

describe('a leading query', () => {
  test.each([
    ['Does the patient have sepsis?', 'yes or no'],
    ['Is this acute blood loss anemia?', 'yes or no'],
    ['Given the creatinine, was it acute kidney injury?', 'yes or no'],
    ['Can we say acute kidney injury?', 'yes or no'],
    ['Could this be sepsis?', 'yes or no'],
    ['The lactate was 4. Has the patient had septic shock?', 'yes or no'],
    ['Do you agree that it was sepsis?', 'leads to an answer'],
    ['Wouldn’t you consider sepsis here', 'leads to an answer'],
    ['It was sepsis, right?', 'leads to an answer'],
    ['Please confirm sepsis.', 'leads to an answer'],
    ['This is clearly encephalopathy. Which kind?', 'leads to an answer'],
    ['Please document that the patient had sepsis.', 'tells the physician'],
    ['Please document an acute kidney injury.', 'tells the physician'],
    ['Please add malnutrition to the discharge summary.', 'tells the physician'],
    ['Sepsis should be documented.', 'tells the physician'],
    ['We need you to write malnutrition.', 'tells the physician'],
    ['The patient meets SIRS criteria. What is the diagnosis?', 'draws the conclusion'],
    ['The values suggest kidney injury. What is the diagnosis?', 'draws the conclusion'],
    ['It is most likely sepsis. What is the diagnosis?', 'draws the conclusion'],
    ['Please clarify the diagnosis so that we can code it.', 'wanted for'],
    ['Please clarify the diagnosis in order to capture severity.', 'wanted for'],
  ])('is refused with its reason: %s', (question, reason) => {
    expect(faults(open(question))).toContainEqual(expect.stringContaining(reason));
  });

  test('is refused when it names one of its options, unless the record does', () => {
    const asked = choice('Which is it, in view of the acute kidney injury?', 'Acute kidney injury', 'Dehydration');
    expect(faults(asked)).toEqual([expect.stringContaining('names one of the options')]);
    const documented = { ...asked, indicators: [{ noteId: 'not_1', quote: 'acute kidney injury resolved' }] };
    expect(faults(documented)).toEqual([]);
  });

  test('does not repeat an option, prefer one, or omit a free answer', () => {
    const asked = (...options: string[]) => faults(choice('Which diagnosis do the findings stand for?', ...options));
    expect(asked('Dehydration', 'dehydration')).toEqual(['/form/options/1 is listed twice']);
    expect(asked('Sepsis (recommended)', 'Dehydration')).toEqual([expect.stringMatching(/^\/form\/options\/0 leads/)]);
    for (const anyway of [
      'Other',
      'Other (please specify)',
      'Unable to determine',
      'Cannot be clinically determined',
    ]) {
      expect(asked('Dehydration', anyway)).toEqual([expect.stringMatching(/^\/form\/options\/1 `other`/)]);
    }
  });
});

describe('what a query quotes', () => {
  test('is in the record, word for word; line ends do not count', () => {
    const note = 'Creatinine 2.4,\n  baseline 1.0.';
    expect(isQuoted('Creatinine 2.4, baseline 1.0', ['x', note])).toBe(true);
    expect(isQuoted('Creatinine 2.5', [note])).toBe(false);
    expect(isQuoted('  ', [note])).toBe(false);
  });
});
