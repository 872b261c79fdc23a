import type { DenialCategory } from './denial-reasons.ts';
import type { LetterTemplate } from './letter-fields.ts';

/** The product's letters. An office's own letter of the same name overrides one. */
export const shippedLetters: readonly LetterTemplate[] = [
  {
    name: 'appeal',
    title: 'Appeal of claim {{claimNumber}}',
    paragraphs: [
      'We ask for this appeal: {{level}}.',
      'On {{noticeDate}} you refused {{denied}} of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}}. Your reasons: {{reasons}}. Remark codes: {{remarks}}. Service lines: {{lines}}.',
      'We disagree. The services were given as billed, and the record that we enclose shows it. Please process the claim again and pay {{open}}.',
      'If you stay with your decision, please name the provision of the plan or the policy that you apply, the credentials of whoever reviewed it, and the next level of appeal.',
    ],
    attachments: ['Your answer of {{noticeDate}}', 'The claim as it was sent', 'The record of the services'],
  },
  {
    name: 'medical-necessity',
    title: 'Appeal of claim {{claimNumber}}: medical necessity',
    paragraphs: [
      'We ask for this appeal: {{level}}.',
      'On {{noticeDate}} you refused {{denied}} of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}}. Your reasons: {{reasons}}. Remark codes: {{remarks}}.',
      'The treating clinician found the service necessary for this patient. The record that we enclose has the findings, what was tried before, and why this service was chosen. Please have it reviewed by a clinician of the same specialty.',
      'Please process the claim again and pay {{open}}. If you do not, please send the criteria that you applied and name the one that is not met.',
    ],
    attachments: ['Your answer of {{noticeDate}}', 'The record of the services', 'A letter of the treating clinician'],
  },
  {
    name: 'authorisation',
    title: 'Appeal of claim {{claimNumber}}: authorization',
    paragraphs: [
      'We ask for this appeal: {{level}}.',
      'On {{noticeDate}} you refused {{denied}} of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}}, because an authorization or referral was missing: {{reasons}}.',
      'The enclosed documents show that it was given, or why it could not be asked for in time. Please process the claim again and pay {{open}}.',
    ],
    attachments: [
      'Your answer of {{noticeDate}}',
      'The authorization, or the record of asking for it',
      'The record of the services',
    ],
  },
  {
    name: 'timely-filing',
    title: 'Appeal of claim {{claimNumber}}: filed in time',
    paragraphs: [
      'We ask for this appeal: {{level}}.',
      'On {{noticeDate}} you refused {{denied}} of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}} as filed too late: {{reasons}}.',
      'The enclosed packet shows when the claim was sent and when you had it. That was in time. Please process the claim again and pay {{open}}.',
    ],
    attachments: ['Your answer of {{noticeDate}}', 'Proof of timely filing'],
  },
  {
    name: 'coding',
    title: 'Appeal of claim {{claimNumber}}: coding',
    paragraphs: [
      'We ask for this appeal: {{level}}.',
      'On {{noticeDate}} you refused {{denied}} of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}}. Your reasons: {{reasons}}. Remark codes: {{remarks}}. Service lines: {{lines}}.',
      'We compared the codes with the record again, and they are right. The record that we enclose has each service that was billed. Please process the claim again and pay {{open}}.',
    ],
    attachments: ['Your answer of {{noticeDate}}', 'The claim as it was sent', 'The record of the services'],
  },
  {
    name: 'further-appeal',
    title: 'Further appeal of claim {{claimNumber}}',
    paragraphs: [
      'We ask for this appeal: {{level}}. It is due by {{deadline}}.',
      'On {{noticeDate}} you decided on our appeal of claim {{claimNumber}} (your number {{payerClaimNumber}}) for services of {{serviceDates}} and stayed with your refusal. The reasons of the refusal: {{reasons}}. Open is {{open}}.',
      'The decision does not answer what we sent. We enclose it again, with your decision. Please have it reviewed by somebody who took no part in it.',
    ],
    attachments: [
      'Your decision of {{noticeDate}}',
      'Our earlier appeal with its attachments',
      'The record of the services',
    ],
  },
  {
    name: 'open-negotiation',
    title: 'Notice of open negotiation: claim {{claimNumber}}',
    paragraphs: [
      'This is our notice of open negotiation under 45 CFR 149.510(b)(1). The period of 30 business days begins on the day of this notice and ends on {{negotiationUntil}}. Please answer by {{answerBy}}.',
      'It is about the services of {{serviceDates}}, claim {{claimNumber}} (your number {{payerClaimNumber}}), service lines: {{lines}}, for which {{charge}} were charged. On {{noticeDate}} you sent your notice of denial or first payment. Your reasons: {{reasons}}. Remark codes: {{remarks}}.',
      'We were not in the network of the plan for these services, and the law protects the patient from paying more than in the network. We offer to accept {{open}} in addition to what you have paid. Please state your own offer, and the qualifying payment amount with how it was worked out.',
      'If we do not agree by {{negotiationUntil}}, either of us may ask for federal independent dispute resolution within the four business days that follow.',
    ],
    attachments: ['Your answer of {{noticeDate}}', 'The claim as it was sent'],
  },
];

const letterByCategory: Readonly<Partial<Record<DenialCategory, string>>> = {
  'medical-necessity': 'medical-necessity',
  authorisation: 'authorisation',
  'timely-filing': 'timely-filing',
  coding: 'coding',
};

/** The default letter for a denial. */
export function usualLetter(category: DenialCategory, level: number): string {
  return level > 1 ? 'further-appeal' : (letterByCategory[category] ?? 'appeal');
}

/** The letters of an office: its own, and the product's under other names. */
export function lettersOf(own: readonly LetterTemplate[]): readonly LetterTemplate[] {
  return [...own, ...shippedLetters.filter(({ name }) => !own.some((each) => each.name === name))];
}
