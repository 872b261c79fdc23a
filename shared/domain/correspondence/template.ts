import type { ContactPurpose } from '../contact/may-contact.ts';
import type { StatementLanguage } from '../statement/statement.ts';
import { namesIn } from '../text/merge-fields.ts';

/**
 * The fields of a template: `{{payer}}` and the like. The list is closed. E-mails and texts never contain health
 * information.
 */
export const messageFields = {
  today: { meaning: 'The day on which it is written', isPublic: true },
  office: { meaning: 'Who writes, as statements name it', isPublic: true },
  officePhone: { meaning: 'The office’s phone number', isPublic: true },
  npi: { meaning: 'The billing provider’s NPI', isPublic: true },
  recipient: { meaning: 'The recipient’s name', isPublic: false },
  patient: { meaning: 'The patient’s name', isPublic: false },
  birthDate: { meaning: 'The patient’s date of birth', isPublic: false },
  payer: { meaning: 'The name of the claim’s first payer, or of the payer that it goes to', isPublic: false },
  memberId: { meaning: 'The member number with that payer', isPublic: false },
  claimNumber: { meaning: 'Our number of the claim', isPublic: false },
  serviceDates: { meaning: 'The first day of service, and the last one where it differs', isPublic: false },
  provider: { meaning: 'The billing provider’s name', isPublic: false },
  charge: { meaning: 'The charge of the claim', isPublic: false },
  claimOwed: { meaning: 'What the patient owes of the claim', isPublic: false },
  accountNumber: { meaning: 'Our number of the account', isPublic: false },
} as const;

export type MessageField = keyof typeof messageFields;
export type MessageFacts = Readonly<Partial<Record<MessageField, string>>>;

/** The channels of messages from templates. */
export const writtenChannels = ['letter', 'fax', 'email', 'text'] as const;
export type WrittenChannel = (typeof writtenChannels)[number];

/** A text with fields in double braces, for one or several channels. */
export interface MessageTemplate {
  readonly name: string;
  /** Each version is kept; 0 for the product's own. */
  readonly version: number;
  readonly channels: readonly WrittenChannel[];
  readonly purpose: ContactPurpose;
  readonly language: StatementLanguage;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The enclosures, as listed at the end. */
  readonly attachments: readonly string[];
  readonly isRetired?: boolean;
}

/** A text has one part of 160 characters, or a few parts. */
const mostTextCharacters = 300;

/** Faults of a template as a whole, by place. */
export function templateFaults({
  channels,
  title,
  paragraphs,
  attachments,
}: Omit<MessageTemplate, 'name' | 'version'>) {
  const faults: { readonly pointer: string; readonly detail: string }[] = [];
  const isOpen = channels.includes('email') || channels.includes('text');
  if (isOpen) {
    const open = Object.entries(messageFields).flatMap(([name, { isPublic }]) => (isPublic ? [name] : []));
    for (const [pointer, text] of [
      ['/title', title] as const,
      ...paragraphs.map((text, index) => [`/paragraphs/${index}`, text] as const),
    ]) {
      const secret = namesIn(text).filter((name) => !open.includes(name));
      if (secret.length > 0) {
        const detail = `tells what no e-mail and no text may: ${secret.join(', ')}; there are ${open.join(', ')}`;
        faults.push({ pointer, detail });
      }
    }
    if (attachments.length > 0) faults.push({ pointer: '/attachments', detail: 'an e-mail or a text has none' });
  }
  if (channels.includes('text') && paragraphs.join(' ').length > mostTextCharacters) {
    faults.push({ pointer: '/paragraphs', detail: `expected at most ${mostTextCharacters} characters for a text` });
  }
  return faults;
}

/** The product's templates; an office's own of the same name overrides one. */
export const shippedTemplates: readonly MessageTemplate[] = [
  {
    ...{ name: 'claim-inquiry', version: 0, channels: ['letter', 'fax'], purpose: 'inform', language: 'en' },
    title: 'Where is this claim?',
    paragraphs: [
      'We billed you on behalf of {{provider}} (NPI {{npi}}) for {{patient}}, born {{birthDate}}, member number {{memberId}}: services of {{serviceDates}}, charge {{charge}}, our claim number {{claimNumber}}.',
      'We have no answer. Please tell us whether you have the claim, what its state is, and what you need from us.',
    ],
    attachments: [],
  },
  {
    ...{ name: 'records-request', version: 0, channels: ['letter', 'fax'], purpose: 'inform', language: 'en' },
    title: 'Request for records',
    paragraphs: [
      'Please send us the documentation of the services of {{serviceDates}} for {{patient}}, born {{birthDate}}. We need it for payment of claim {{claimNumber}} (45 CFR 164.506(c)).',
      'Questions? Call {{officePhone}}.',
    ],
    attachments: [],
  },
  {
    ...{ name: 'insurance-needed', version: 0, channels: ['letter'], purpose: 'inform', language: 'en' },
    title: 'We need something from you',
    paragraphs: [
      'We could not bill your visit of {{serviceDates}} to {{payer}}. Please call us at {{officePhone}} and have your insurance card at hand.',
      'Your account number is {{accountNumber}}.',
    ],
    attachments: [],
  },
  {
    ...{ name: 'balance-letter', version: 0, channels: ['letter'], purpose: 'collect', language: 'en' },
    title: 'Your balance',
    paragraphs: [
      'You owe {{claimOwed}} of your visit of {{serviceDates}} with {{provider}}. Please call {{officePhone}} if you cannot pay it, or think that it is wrong: we can agree on parts, and help you to apply for financial assistance.',
      'Your account number is {{accountNumber}}.',
    ],
    attachments: [],
  },
  {
    ...{ name: 'please-call', version: 0, channels: ['email', 'text'], purpose: 'inform', language: 'en' },
    title: 'Please call us',
    paragraphs: ['{{office}}: please call us at {{officePhone}}.'],
    attachments: [],
  },
  {
    ...{ name: 'please-call-es', version: 0, channels: ['email', 'text'], purpose: 'inform', language: 'es' },
    title: 'Por favor llámenos',
    paragraphs: ['{{office}}: por favor llámenos al {{officePhone}}.'],
    attachments: [],
  },
];
