import { describe, expect, it } from 'vitest';
import { statusWords } from '../../../shared/domain/acknowledgement/status-words.ts';
import { syntaxWords } from '../../../shared/domain/acknowledgement/syntax-words.ts';
import { verdictOf } from '../../../shared/domain/acknowledgement/verdict.ts';
import { answersEnvelope, plainEnvelope } from '../../../shared/domain/trading-partner/trading-partner.ts';

describe('the result of a claim’s statuses', () => {
  const said = (category: string, action?: 'accept' | 'reject') => ({
    category,
    ...(action === undefined ? {} : { action }),
  });

  it.each([
    ['accepted', [said('A2', 'accept')], 'accepted'],
    ['accepted and split', [said('A5', 'accept')], 'accepted'],
    ['accepted, without an action', [said('A2')], 'accepted'],
    ['only received', [said('A1', 'accept')], 'passed-on'],
    ['only passed on', [said('A0', 'accept')], 'passed-on'],
    ['returned', [said('A3', 'reject')], 'rejected'],
    ['not found', [said('A4', 'reject')], 'rejected'],
    ['missing something', [said('A6', 'reject')], 'rejected'],
    ['with something wrong, without an action', [said('A7')], 'rejected'],
    ['with values that do not fit', [said('A8', 'reject')], 'rejected'],
    ['received, and yet rejected', [said('A1', 'reject')], 'rejected'],
    ['accepted by one status, rejected by another', [said('A2', 'accept'), said('A7', 'reject')], 'rejected'],
    ['with something wrong, and yet accepted', [said('A7', 'accept')], 'unclear'],
    ['accepted, and yet rejected', [said('A2', 'reject')], 'unclear'],
    ['of which nothing is said', [], 'unclear'],
  ] as const)('%s', (_, statuses, verdict) => {
    expect(verdictOf(statuses)).toBe(verdict);
  });
});

describe('a status in words', () => {
  it.each([
    ['A7', '562', '85', '/billingProvider/npi', 'provider'],
    ['A7', '562', '82', '/renderingProvider/npi', 'provider'],
    ['A7', '164', 'IL', '/subscriber/memberId', 'coverage'],
    ['A6', '500', '77', '/serviceFacility/address/postalCode', 'facility'],
    ['A7', '187', undefined, '/serviceLines/-/serviceFrom', 'encounter'],
    ['A7', '255', undefined, '/diagnoses', 'encounter'],
    ['A3', '116', 'PR', '/payer/id', 'payer'],
    ['A7', '158', 'QC', '/dependent/demographics/birthDate', 'patient'],
  ])('%s %s %s leads to %s, which the %s holds', (category, code, entity, pointer, record) => {
    const words = statusWords({ category, code, ...(entity === undefined ? {} : { entity }) });
    expect(words.places).toEqual([{ pointer, record }]);
  });

  it('says what became of the claim, what it is about and whom', () => {
    expect(statusWords({ category: 'A7', code: '562', entity: '85' }).detail).toBe(
      'Turned away: something is wrong. About: the NPI, of the billing provider.',
    );
    expect(statusWords({ category: 'A2', code: '20' }).detail).toBe(
      'Taken in: the payer will decide. About: the claim is accepted for processing.',
    );
  });

  it('names an unknown code, and leads nowhere', () => {
    expect(statusWords({ category: 'Z9', code: '9999', entity: 'Q1' })).toEqual({
      detail: 'Category Z9. About: status code 9999, which the payer’s guide explains, of the party Q1.',
      places: [],
    });
    expect(syntaxWords('element', 'I99')).toContain('I99');
    expect(syntaxWords('interchange', '025')).toContain('control number');
  });
});

describe('the answer that an acknowledgement gives to a file', () => {
  const sent = plainEnvelope('OFFICE', 'CLEARING');
  it.each([
    [['CLEARING'], ['OFFICE'], 'yes'],
    [['SOMETHING', 'CLEARING'], ['ELSE', 'OFFICE'], 'yes'],
    [['CLEARINGACK'], ['OFFICE'], 'yes'],
    [['CLEARING'], ['OTHER'], 'other-office'],
    [['OTHER'], ['OFFICE'], 'other-sender'],
    [['OFFICE'], ['CLEARING'], 'other-office'],
  ] as const)('from %j to %j: %s', (senderIds, receiverIds, expected) => {
    expect(answersEnvelope({ senderIds, receiverIds }, sent, ['CLEARINGACK'])).toBe(expected);
  });
});
