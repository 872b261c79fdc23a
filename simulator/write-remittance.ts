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
  const control = remittance.controlNumber.padStart(9, '0').slice(-9);
  const pad = (text: string) => text.slice(0, 15).padEnd(15);
  const transactions = remittance.payments.flatMap((payment, index) => transaction(payment, index + 1, control, date));
  return [
    `ISA*00*          *00*          *ZZ*${pad(remittance.senderId)}*ZZ*${pad(remittance.receiverId)}*${date.slice(2)}*0900*^*00501*${control}*0*T*:`,
    `GS*HP*${remittance.senderId}*${remittance.receiverId}*${date}*0900*${Number(control)}*X*005010X221A1`,
    ...transactions,
    `GE*${remittance.payments.length}*${Number(control)}`,
    `IEA*1*${control}`,
  ]
    .map((segment) => `${segment}~\n`)
    .join('');
}

function transaction(payment: SimulatedPayment, number: number, control: string, date: string): string[] {
  const paid = sumCents(payment.answers.map((answer) => answerTotals(answer).paidCents));
  const amount = cents(paid + payment.interestCents);
  // A payer never pays less than nothing: what it takes back beyond this payment waits for the next one (FB, negative).
  const forward = Math.min(amount, 0);
  const stNumber = String(number).padStart(4, '0');
  const trace = `SIM${control}${stNumber}`;
  const { payer, billingProvider } = payment;
  const npi = billingProvider.npi ?? '';
  const segments = [
    `ST*835*${stNumber}`,
    amount > 0
      ? `BPR*I*${money(amount)}*C*ACH*CCP*01*999999992*DA*123456*1${payerNumber(payer.id)}**01*999988880*DA*98765*${date}`
      : `BPR*H*0*C*NON************${date}`,
    `TRN*1*${trace}*1${payerNumber(payer.id)}`,
    `DTM*405*${date}`,
    `N1*PR*${nameOf(payer.name)}*XV*${payer.id}`,
    'N3*1 SIMULATED WAY',
    'N4*HARTFORD*CT*06101',
    'PER*BL*SIMULATED PAYER*TE*8005550100',
    `N1*PE*${nameOf(billingProvider.name)}${npi === '' ? '' : `*XX*${npi}`}`,
    ...(billingProvider.taxId === undefined ? [] : [`REF*TJ*${billingProvider.taxId.id}`]),
    'LX*1',
    ...payment.answers.flatMap(claimSegments),
    ...providerAdjustments(payment, forward, npi, date, trace),
  ];
  return [...segments, `SE*${segments.length + 1}*${stNumber}`];
}

function providerAdjustments(
  payment: SimulatedPayment,
  forward: number,
  npi: string,
  date: string,
  trace: string,
): string[] {
  const pairs = [
    ...(payment.interestCents === 0 ? [] : [`L6:${trace}*${money(cents(-payment.interestCents))}`]),
    ...(forward === 0 ? [] : [`FB:${trace}*${money(cents(forward))}`]),
  ];
  return pairs.length === 0 ? [] : [`PLB*${npi}*${date.slice(0, 4)}1231*${pairs.join('*')}`];
}

function claimSegments(answer: ClaimAnswer): string[] {
  const { claim } = answer;
  const { chargeCents, paidCents, patientCents } = answerTotals(answer);
  const patient = claim.dependent?.name ?? claim.subscriber.name;
  const share = answer.statusCode === '22' || patientCents === 0 ? '' : money(patientCents);
  return [
    `CLP*${claim.patientControlNumber}*${answer.statusCode}*${money(chargeCents)}*${money(paidCents)}*${share}*${claim.subscriber.filingIndicator ?? 'CI'}*${answer.payerClaimNumber}*${claim.placeOfService}*${claim.frequency}`,
    `NM1*QC*1*${personOf(patient)}****MI*${claim.subscriber.memberId ?? ''}`,
    ...answer.lines.flatMap(lineSegments),
  ];
}

function lineSegments(line: LineAnswer): string[] {
  const groups = new Map<string, string[]>();
  for (const { group, carc, cents: amount } of line.adjustments) {
    groups.set(group, [...(groups.get(group) ?? []), `${carc}*${money(amount)}`]);
  }
  return [
    `SVC*${['HC', line.procedure, ...line.modifiers].join(':')}*${money(line.chargeCents)}*${money(line.paidCents)}**${line.units}`,
    ...(line.serviceOn === '' ? [] : [`DTM*472*${line.serviceOn.replaceAll('-', '')}`]),
    // Reason, amount, quantity repeat: the quantity between two reasons stays empty.
    ...[...groups].map(([group, pairs]) => `CAS*${group}*${pairs.join('**')}`),
    ...(line.controlNumber === undefined ? [] : [`REF*6R*${line.controlNumber}`]),
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

function personOf(name: PartyName | undefined): string {
  if (name === undefined) return '*';
  return name.kind === 'organization' ? `${name.name}*` : `${name.last}*${name.first ?? ''}`;
}
