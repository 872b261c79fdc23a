import type { ProfessionalClaim } from '../shared/domain/claim/professional-claim.ts';
import { type Cents, cents, formatCents, sumCents } from '../shared/domain/money/cents.ts';
import { compactDate, type LocalDate } from '../shared/domain/time/local-date.ts';
import { answerTotals, type ClaimAnswer, type LineAnswer } from './adjudicate.ts';

/** One payment of a simulated payer to one billing provider. */
export interface SimulatedPayment {
  readonly payer: ProfessionalClaim['payer'];
  readonly billingProvider: ProfessionalClaim['billingProvider'];
  readonly answers: readonly ClaimAnswer[];
  /** Interest on top, paid through a provider-level adjustment. */
  readonly interestCents: number;
}

export interface SimulatedRemittance {
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly SimulatedPayment[];
}

type PartyName = ProfessionalClaim['payer']['name'];

/** Writes an 835 (005010X221A1) of synthetic payments: balanced in every equation, with right counts. */
export function writeRemittance(remittance: SimulatedRemittance): string {
  const date = compactDate(remittance.createdOn);
  const control = clean(remittance.controlNumber).padStart(9, '0').slice(-9);
  const sender = clean(remittance.senderId).slice(0, 15);
  const receiver = clean(remittance.receiverId).slice(0, 15);
  const pad = (text: string) => text.padEnd(15);
  const header = `ISA*00*          *00*          *ZZ*${pad(sender)}*ZZ*${pad(receiver)}*${date.slice(2)}*0900*^*00501*${control}*0*T*:`;
  const group = String(Number(control));
  const transactions = remittance.payments.flatMap((payment, index) => transaction(payment, index + 1, control, date));
  return [
    header,
    segment('GS', 'HP', sender, receiver, date, '0900', group, 'X', '005010X221A1'),
    ...transactions,
    segment('GE', String(remittance.payments.length), group),
    segment('IEA', '1', control),
  ]
    .map((text) => `${text}~\n`)
    .join('');
}

/** A segment without empty elements at its end; a list is a composite element. Nothing in it is taken for a separator. */
function segment(id: string, ...elements: readonly (string | readonly string[])[]): string {
  const texts = elements.map((element) =>
    typeof element === 'string' ? clean(element) : element.map(clean).join(':'),
  );
  return `${id}*${texts.join('*')}`.replace(/\*+$/, '');
}

/** Text without our separators and whatever else the file cannot hold. */
function clean(text: string): string {
  return text.replace(/[*^~:]|[^\x20-\x7e]/g, ' ');
}

function transaction(payment: SimulatedPayment, number: number, control: string, date: string): string[] {
  const paid = sumCents(payment.answers.map((answer) => answerTotals(answer).paidCents));
  const amount = cents(paid + payment.interestCents);
  // A payer never pays less than nothing: what it takes back beyond this payment waits for the next one (FB, negative).
  const forward = Math.min(amount, 0);
  const stNumber = String(number).padStart(4, '0');
  const trace = `SIM${control}${stNumber}`;
  const { payer, billingProvider } = payment;
  const originator = `1${payerNumber(payer.id)}`;
  const [qualifier, payee] = payeeOf(billingProvider);
  const bank = ['01', '999999992', 'DA', '123456', originator, '', '01', '999988880', 'DA', '98765', date];
  const segments = [
    segment('ST', '835', stNumber),
    amount > 0
      ? segment('BPR', 'I', money(amount), 'C', 'ACH', 'CCP', ...bank)
      : segment('BPR', 'H', '0', 'C', 'NON', ...Array.from({ length: 11 }, () => ''), date),
    segment('TRN', '1', trace, originator),
    segment('DTM', '405', date),
    segment('N1', 'PR', nameOf(payer.name), 'XV', payer.id),
    segment('N3', '1 SIMULATED WAY'),
    segment('N4', 'HARTFORD', 'CT', '06101'),
    segment('PER', 'BL', 'SIMULATED PAYER', 'TE', '8005550100'),
    segment('N1', 'PE', nameOf(billingProvider.name), qualifier, payee),
    ...(billingProvider.taxId === undefined ? [] : [segment('REF', 'TJ', billingProvider.taxId.id)]),
    segment('LX', '1'),
    ...payment.answers.flatMap(claimSegments),
    ...providerAdjustments(payment.interestCents, forward, payee, date, trace),
  ];
  return [...segments, segment('SE', String(segments.length + 1), stNumber)];
}

/** How a remittance names the payee: by NPI, else by tax id. */
function payeeOf({ npi, taxId }: ProfessionalClaim['billingProvider']): readonly [string, string] {
  return npi === undefined ? ['FI', taxId?.id ?? ''] : ['XX', npi];
}

/** What moves money beside the claims; an amount above zero takes money from the provider. */
function providerAdjustments(interest: number, forward: number, payee: string, date: string, trace: string): string[] {
  const pairs = [
    ...(interest === 0 ? [] : [['L6', trace], money(cents(-interest))]),
    ...(forward === 0 ? [] : [['FB', trace], money(cents(forward))]),
  ];
  return pairs.length === 0 ? [] : [segment('PLB', payee, `${date.slice(0, 4)}1231`, ...pairs)];
}

function claimSegments(answer: ClaimAnswer): string[] {
  const { claim, statusCode, payerClaimNumber } = answer;
  const { chargeCents, paidCents, patientCents } = answerTotals(answer);
  const { patientControlNumber, placeOfService, frequency, subscriber } = claim;
  const share = statusCode === '22' || patientCents === 0 ? '' : money(patientCents);
  const amounts = [money(chargeCents), money(paidCents), share];
  const facts = [subscriber.filingIndicator ?? 'CI', payerClaimNumber, placeOfService, frequency];
  const member = subscriber.memberId === undefined ? [] : ['', '', '', 'MI', subscriber.memberId];
  return [
    segment('CLP', patientControlNumber, statusCode, ...amounts, ...facts),
    segment('NM1', 'QC', ...patientOf(claim.dependent?.name ?? subscriber.name), ...member),
    ...answer.lines.flatMap(lineSegments),
  ];
}

function lineSegments(line: LineAnswer): string[] {
  const { procedureKind, procedure, modifiers, chargeCents, paidCents, units, serviceOn, controlNumber } = line;
  const groups = new Map<string, string[]>();
  for (const { group, carc, cents: amount } of line.adjustments) {
    // Reason, amount, quantity repeat: the quantity stays empty.
    groups.set(group, [...(groups.get(group) ?? []), carc, money(amount), '']);
  }
  return [
    segment('SVC', [procedureKind, procedure, ...modifiers], money(chargeCents), money(paidCents), '', units),
    ...(serviceOn === '' ? [] : [segment('DTM', '472', serviceOn.replaceAll('-', ''))]),
    ...[...groups].map(([group, triples]) => segment('CAS', group, ...triples)),
    ...(controlNumber === undefined ? [] : [segment('REF', '6R', controlNumber)]),
  ];
}

/** Nine digits that stand for a payer. */
function payerNumber(id: string): string {
  let number = 7;
  for (const character of id) number = (number * 31 + (character.codePointAt(0) as number)) % 1_000_000_000;
  return String(number).padStart(9, '0');
}

function money(amount: Cents): string {
  return formatCents(amount).replace(/\.00$/, '');
}

function nameOf(name: PartyName | undefined): string {
  if (name === undefined) return '';
  return name.kind === 'organization' ? name.name : `${name.last}${name.first === undefined ? '' : ` ${name.first}`}`;
}

/** Kind of party, last name, first name. */
function patientOf(name: PartyName | undefined): readonly string[] {
  if (name?.kind === 'person') return ['1', name.last, name.first ?? ''];
  return ['1', name?.name ?? '', ''];
}
