import type { StatementContent, StatementLanguage } from '../domain/statement/statement.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayText } from './day-text.ts';
import type { Block, Document, Fact } from './document.ts';
import { partyFacts, phoneText } from './party-facts.ts';

/** A letter or a fax with its facts filled in. */
export interface WrittenLetter {
  readonly id: string;
  readonly on: LocalDate;
  readonly language: StatementLanguage;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly attachments: readonly string[];
  readonly from: StatementContent['sender'];
  readonly to: StatementContent['addressee'];
  /** Set for a fax. */
  readonly faxNumber?: string;
}

const words = {
  en: {
    to: 'To',
    from: 'From',
    date: 'Date',
    reference: 'Our reference',
    questions: 'Questions? Call',
    fax: 'By fax to',
    enclosed: 'Enclosed',
    protected: 'Contains protected health information.',
    confidential:
      'This fax is confidential and meant for the addressee alone. If it reached somebody else, call the sender, and destroy it.',
  },
  es: {
    to: 'Para',
    from: 'De',
    date: 'Fecha',
    reference: 'Nuestra referencia',
    questions: '¿Preguntas? Llame al',
    fax: 'Por fax al',
    enclosed: 'Adjunto',
    protected: 'Contiene información médica protegida.',
    confidential:
      'Este fax es confidencial y solo para el destinatario. Si llegó a otra persona, llame al remitente y destrúyalo.',
  },
} as const;

/** Lays out a letter, or a fax with its notice of confidentiality. The same facts give the same bytes. */
export function letterDocument(letter: WrittenLetter): Document {
  const { id, on, language, title, paragraphs, attachments, from, to, faxNumber } = letter;
  const text = words[language];
  const facts: Fact[] = [
    { label: text.date, value: dayText(on, language) },
    { label: text.reference, value: id },
    ...(from.phone === undefined ? [] : [{ label: text.questions, value: phoneText(from.phone) }]),
    ...(faxNumber === undefined ? [] : [{ label: text.fax, value: phoneText(faxNumber), tone: 'strong' as const }]),
  ];
  const enclosed: Block[] =
    attachments.length === 0
      ? []
      : [
          { kind: 'heading', text: text.enclosed },
          ...attachments.map((each, index): Block => ({ kind: 'text', text: `${index + 1}. ${each}` })),
        ];
  const notice: Block[] = faxNumber === undefined ? [] : [{ kind: 'text', text: text.confidential, tone: 'warning' }];
  return {
    name: `${id}. ${text.protected}`,
    language,
    blocks: [
      { kind: 'title', text: title, right: dayText(on, language) },
      {
        kind: 'facts',
        columns: [[...partyFacts(text.from, from), { label: '', value: ' ' }, ...partyFacts(text.to, to)], facts],
      },
      ...notice,
      ...paragraphs.map((each): Block => ({ kind: 'text', text: each })),
      ...enclosed,
    ],
  };
}
