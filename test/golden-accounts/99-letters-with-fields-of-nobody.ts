import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { GoldenAccount, GoldenStep } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const message = (paragraph: string, more: Partial<GoldenStep> & { readonly version: number }) => ({
  ...{ on: '2026-11-02', call: 'PUT /v1/message-templates/our-letter' },
  body: {
    ...{ channels: ['letter'], purpose: 'collect', language: 'en', title: 'Your visit', attachments: [] },
    paragraphs: [paragraph],
  },
  ...more,
});
const reminder = (paragraph: string, more: Partial<GoldenStep> & { readonly version: number }) => ({
  ...{ on: '2026-11-02', call: 'PUT /v1/dunning-letters/reminder' },
  body: { texts: { en: { title: 'A reminder', paragraphs: [paragraph] } } },
  ...more,
});

/** The settings with a letter of the office's own about denials, or about underpayments. */
function letterAbout(area: 'denials' | 'contracts', paragraph: string): GoldenStep {
  const letter = { name: 'our-letter', title: 'Please look again', paragraphs: [paragraph], attachments: [] };
  return officeSays('2026-11-02', { [area]: { ...usualBillingSettings[area], letters: [letter] } });
}

export const lettersWithFieldsOfNobody: GoldenAccount = {
  name: 'a letter with a field that does not exist is not kept, and the next one is a first version; no wording changes what is owed',
  reasoning: `
    Kim owes 60.00. A letter that names a colour, and a reminder, a letter about denials and one about underpayments that do, are refused; none of them has a version then, so that the mended
    ones are first versions. A letter from the mended template is written. Its words tell that 60.00 are owed, and change nothing: 60.00 are owed, 53 days old.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' } },
  steps: [
    message('You owe {{claimOwed}} for the {{colour}} visit.', { version: 0, refused: 'request-invalid' }),
    reminder('{{amountDue}} for the {{colour}} visit.', { version: 0, refused: 'request-invalid' }),
    { ...letterAbout('denials', 'The {{colour}} claim.'), refused: 'request-invalid' },
    { ...letterAbout('contracts', 'The {{colour}} claim.'), refused: 'request-invalid' },
    letterAbout('denials', 'The claim of {{payer}}.'),
    message('You owe {{claimOwed}}.', { version: 0 }),
    reminder('{{amountDue}} are due.', { version: 0 }),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/messages' },
      body: {
        ...{ template: 'our-letter', channel: 'letter' },
        ...{ with: { kind: 'guarantor' }, about: { claimId: '{A}' } },
      },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 60_00, unapplied: 0, due: 60_00, ageing: { '31-60': 60_00 } } },
    claims: { A: { payers: [], patient: 60_00 } },
    statements: {
      kim: { due: 60_00, visits: { A: [60_00, 0, 0, 0, 60_00] }, why: { A: { 'no-insurance': 60_00 } } },
    },
    books: { 'patient-receivable': 60_00, charges: -60_00 },
    work: [],
  },
};
