import { withPoint } from '../../domain/code-set/entered-code.ts';
import type { EstimatedItem, EstimatedProvider, FormerEstimate } from '../../domain/estimate/estimate.ts';
import type { PatientShare } from '../../domain/estimate/patient-share.ts';
import { type Cents, formatAmount, sumCents } from '../../domain/money/cents.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Block, Column, Document, Fact, Row } from '../document.ts';
import { type EstimateWords, estimateWords } from './estimate-words.ts';

type Language = 'en' | 'es';

/** The texts and formats that every block uses. */
interface Writing {
  readonly words: EstimateWords;
  readonly dayOf: (day: LocalDate) => string;
}

/**
 * Lays out what a patient receives: for self-pay, the good faith estimate with the content that 45 CFR 149.610(c)(1)
 * requires; for an insured patient, the share. It has no time of printing: the same edition gives the same bytes.
 */
export function estimateDocument(id: string, estimate: FormerEstimate, language: Language): Document {
  const words = estimateWords[language];
  const writing: Writing = { words, dayOf: (day) => dayIn(language, day) };
  const isInsured = estimate.kind === 'insured';
  return {
    name: `${words.name} ${id}, ${words.edition} ${estimate.edition}`,
    language,
    blocks: [
      { kind: 'title', text: isInsured ? words.shareTitle : words.title },
      ...headBlocks(estimate, writing),
      ...(estimate.share === undefined ? [] : shareBlocks(estimate.share, estimate.totalCents, writing)),
      ...estimate.providers.flatMap((provider) => providerBlocks(provider, writing)),
      ...totalBlocks(estimate, writing),
      ...separateBlocks(estimate, writing),
      { kind: 'heading', text: words.disclaimers },
      ...(isInsured ? words.insured : words.selfPay).map((text): Block => ({ kind: 'text', text })),
    ],
  };
}

function dayIn(language: Language, day: LocalDate): string {
  const locale = language === 'es' ? 'es-US' : 'en-US';
  return new Date(`${day}T00:00:00.000Z`).toLocaleDateString(locale, { timeZone: 'UTC', dateStyle: 'long' });
}

/** The diagnoses of the visit; where only its services have some, theirs, each once. */
function diagnosesOf({ diagnoses, providers }: FormerEstimate): readonly string[] {
  if (diagnoses.length > 0) return diagnoses;
  return [...new Set(providers.flatMap(({ items }) => items.flatMap((item) => item.diagnoses)))];
}

const codesText = (diagnoses: readonly string[]): string => diagnoses.map(withPoint).join(', ');

function headBlocks(estimate: FormerEstimate, { words, dayOf }: Writing): Block[] {
  const { patient, madeOn, edition, primaryService, serviceOn, recurrence, contact } = estimate;
  const diagnoses = diagnosesOf(estimate);
  const left: Fact[] = [
    { label: words.patient, value: patient.name, tone: 'strong' },
    { label: words.birthDate, value: dayOf(patient.birthDate) },
    { label: words.primaryService, value: primaryService, tone: 'strong' },
    { label: words.serviceOn, value: serviceOn === undefined ? words.notScheduled : dayOf(serviceOn) },
  ];
  const right: Fact[] = [
    { label: words.madeOn, value: `${dayOf(madeOn)} (${words.edition} ${edition})` },
    { label: words.diagnoses, value: diagnoses.length === 0 ? '-' : codesText(diagnoses) },
    { label: contact.name, value: phoneText(contact.phone) },
  ];
  const again = recurrence === undefined ? [] : [words.recurrence(recurrence.words, dayOf(recurrence.until))];
  return [{ kind: 'facts', columns: [left, right] }, ...again.map((text): Block => ({ kind: 'text', text }))];
}

const phoneText = (phone: string): string => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');

function providerBlocks(provider: EstimatedProvider, writing: Writing): Block[] {
  const { words } = writing;
  const { name, npi = '-', taxId = '-', states, places, role, items, totalCents } = provider;
  const facts: Block = {
    kind: 'facts',
    columns: [
      [
        { label: words.npi, value: npi },
        { label: words.taxId, value: taxId.replace(/^(\d{2})(\d{7})$/, '$1-$2') },
      ],
      [
        { label: words.states, value: states.join(', ') },
        ...(places.length === 0 ? [] : [{ label: words.places, value: places.join('; ') }]),
      ],
    ],
  };
  const opening: Block[] = [{ kind: 'heading', text: name, right: words.roles[role] }, facts];
  if (provider.askBy !== undefined || provider.answerBy !== undefined) {
    return [...opening, { kind: 'text', text: words.awaited, tone: 'warning' }];
  }
  if (items.length === 0) return [];
  const rows = items.flatMap((item) => itemRows(item, writing));
  const total: Row = { tone: 'total', cells: [words.subtotal, '', '', '', formatAmount(totalCents)] };
  return [...opening, { kind: 'table', columns: columnsOf(words), rows: [...rows, total] }];
}

function columnsOf({ columns: [item, code, date, units, charge] }: EstimateWords): readonly Column[] {
  return [
    { label: item, width: 36, align: 'left' },
    { label: code, width: 16, align: 'left' },
    { label: date, width: 20, align: 'left' },
    { label: units, width: 8, align: 'right' },
    { label: charge, width: 12, align: 'right' },
  ];
}

function itemRows(item: EstimatedItem, { words, dayOf }: Writing): Row[] {
  const { description, procedure, modifiers, diagnoses, expectedOn, units, chargeCents, standardCents, renderedBy } =
    item;
  const code = [procedure, ...modifiers].join(' ');
  const day = expectedOn === undefined ? '' : dayOf(expectedOn);
  const notes = [
    ...(diagnoses.length === 0 ? [] : [`${words.diagnoses}: ${codesText(diagnoses)}`]),
    ...(renderedBy === undefined ? [] : [words.renderedBy(renderedBy.name, renderedBy.npi)]),
    ...(standardCents === undefined ? [] : [words.discount(formatAmount(standardCents))]),
  ];
  return [
    { cells: [description, code, day, units, formatAmount(chargeCents)] },
    ...notes.map((text): Row => ({ tone: 'quiet', cells: [text, '', '', '', ''] })),
  ];
}

function totalBlocks({ kind, providers, totalCents }: FormerEstimate, { words }: Writing): Block[] {
  if (kind === 'insured' || providers.length < 2) return [];
  const fact: Fact = { label: words.total, value: formatAmount(totalCents), tone: 'strong', isAmount: true };
  return [
    { kind: 'heading', text: words.total },
    { kind: 'facts', columns: [[fact]] },
  ];
}

/** The law requires the statement directly above the list. */
function separateBlocks({ separately, contact }: FormerEstimate, { words }: Writing): Block[] {
  if (separately.length === 0) return [];
  const text = words.separatelyDisclaimer(
    [contact.name, phoneText(contact.phone)].filter((part) => part !== '').join(', '),
  );
  return [
    { kind: 'heading', text: words.separately },
    { kind: 'text', text },
    ...separately.map((each): Block => ({ kind: 'text', text: `- ${each}` })),
  ];
}

function shareBlocks(share: PatientShare, chargesCents: Cents, { words, dayOf }: Writing): Block[] {
  const sum = (name: 'deductibleCents' | 'copayCents' | 'coinsuranceCents' | 'aboveLimitCents') =>
    sumCents(share.services.map((each) => each[name]));
  const { heading, doubts, ...labels } = words.share;
  const amount = (label: string, value: Cents, tone?: 'strong'): Fact => ({
    ...{ label, value: formatAmount(value), isAmount: true },
    ...present({ tone }),
  });
  const facts: Fact[] = [
    amount(labels.charges, chargesCents),
    amount(labels.allowed, share.allowedCents),
    amount(labels.deductible, sum('deductibleCents')),
    amount(labels.copay, sum('copayCents')),
    amount(labels.coinsurance, sum('coinsuranceCents')),
    ...(sum('aboveLimitCents') === 0 ? [] : [amount(labels.aboveLimit, -sum('aboveLimitCents') as Cents)]),
    amount(labels.payer, share.payerCents),
    amount(labels.patient, share.patientCents, 'strong'),
  ];
  return [
    {
      kind: 'heading',
      text: heading,
      right: `${labels.answeredOn} ${dayOf(share.answeredOn)}`,
    },
    { kind: 'facts', columns: [facts] },
    ...share.doubts.map((doubt): Block => ({ kind: 'text', text: doubts[doubt], tone: 'warning' })),
  ];
}
