import { present } from '../domain/present.ts';
import type { Letter, LetterFacts } from '../domain/remittance/denial/letter-fields.ts';
import type { Addressee } from '../domain/statement/statement.ts';
import type { Block, Document, Fact } from './document.ts';
import { type LetterSender, partyFacts, senderFacts } from './party-facts.ts';

/** The parts of a letter besides its text. */
export interface AppealLetter {
  readonly letter: Letter;
  readonly facts: LetterFacts;
  readonly from: LetterSender;
  readonly to: Addressee;
}

/** Lays out a letter to a payer about a denial. The same facts give the same bytes. */
export function appealLetter({ letter, facts, from, to }: AppealLetter): Document {
  return {
    name: 'Letter to a payer. Contains protected health information.',
    blocks: [
      { kind: 'title', text: letter.title, ...present({ right: facts.today }) },
      { kind: 'facts', columns: [partyFacts('To', to), senderFacts(from)] },
      { kind: 'heading', text: 'About' },
      { kind: 'facts', columns: aboutFacts(facts) },
      { kind: 'heading', text: 'Our request' },
      ...letter.paragraphs.map((text): Block => ({ kind: 'text', text })),
      { kind: 'heading', text: 'Enclosed' },
      ...(letter.attachments.length === 0 ? ['Nothing'] : letter.attachments).map(
        (text, index): Block => ({
          kind: 'text',
          text: letter.attachments.length === 0 ? text : `${index + 1}. ${text}`,
        }),
      ),
      { kind: 'heading', text: 'Signed for the provider' },
      { kind: 'text', text: 'Name and signature: ______________________________   Date: ______________' },
    ],
  };
}

function aboutFacts(facts: LetterFacts): Fact[][] {
  const shown = (label: string, value: string | undefined): Fact[] => (value === undefined ? [] : [{ label, value }]);
  return [
    [
      ...shown('Patient', facts.patient),
      ...shown('Date of birth', facts.birthDate),
      ...shown('Member number', facts.memberId),
      ...shown('Service', facts.serviceDates),
    ],
    [
      ...shown('Our claim number', facts.claimNumber),
      ...shown('Your claim number', facts.payerClaimNumber),
      ...shown('Charge', facts.charge),
      ...shown('In dispute', facts.open),
    ],
  ];
}
