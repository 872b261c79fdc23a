import type { LetterTemplate } from '../remittance/denial/letter-fields.ts';

/** The fields of a letter about payments: `{{payer}}` and the like in a template. The list is closed. */
export const disputeFields = {
  today: 'The day on which the letter is written',
  office: 'The billing provider’s name',
  npi: 'The billing provider’s NPI',
  payer: 'The payer’s name',
  reference: 'Our number of the letter',
  contracts: 'The names of the contracts',
  laws: 'The laws on late payment that apply',
  claims: 'How many claims it is about',
  services: 'The day of service, or the first and the last one',
  firstService: 'The first day of service among them',
  lastService: 'The last one',
  expected: 'What the contract allows for the lines in dispute; for late payments, the interest by law',
  allowed: 'What was allowed for them; for late payments, the interest that was paid',
  difference: 'What is missing',
  deadline: 'The nearest last day to dispute them, by the contract',
} as const;
export type DisputeField = keyof typeof disputeFields;

/** The product's letters. An office's own letter of the same name overrides one. */
const shippedDisputeLetters: readonly LetterTemplate[] = [
  {
    name: 'underpayment',
    title: 'Request for payment by contract',
    paragraphs: [
      'We compared your payments with our contract: {{contracts}}. For the lines that are listed below (services of {{services}}; claims: {{claims}}) it allows {{expected}}. You allowed {{allowed}}. {{difference}} are missing.',
      'The list names each claim and line with the clause of the contract and how the amount follows from it. Allowed is what you paid, the patient’s share, and what you kept back under the law.',
      'Please process the claims again and pay the difference. If you do not agree, please name for each line the rate that you applied and the provision on which it rests.',
      'Please name our reference {{reference}} in your answer.',
    ],
    attachments: [],
  },
  {
    name: 'late-payment',
    title: 'Request for interest on late payments',
    paragraphs: [
      'You paid the claims that are listed below (services of {{services}}; claims: {{claims}}) later than the law allows: {{laws}}. For that you owe {{expected}}. You paid {{allowed}} of it. {{difference}} are missing.',
      'The list names for each claim the day on which you received it, the day on which it was due, the day on which you paid, and how the amount follows.',
      'Please pay the difference. If you do not agree, please name for each claim what you asked for before you could decide, and when, or the law to which the plan is subject.',
      'Please name our reference {{reference}} in your answer.',
    ],
    attachments: [],
  },
];

/** The default letters. */
export const usualDisputeLetters = { underpaid: 'underpayment', 'paid-late': 'late-payment' } as const;

/** What a letter to a payer may be about. */
export type DisputedDirection = keyof typeof usualDisputeLetters;

/** The letters of an office: its own, and the product's under other names. */
export function disputeLettersOf(own: readonly LetterTemplate[]): readonly LetterTemplate[] {
  return [...own, ...shippedDisputeLetters.filter(({ name }) => !own.some((each) => each.name === name))];
}
