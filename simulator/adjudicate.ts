import type { Claim } from '../shared/domain/claim/claim.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import type { Adjustment } from '../shared/domain/remittance/remittance.ts';
import { type Chance, chanceOf } from './chance.ts';
import { whatIsLeft } from './what-is-left.ts';

/** The simulated payer's decision on one service line. */
export interface LineAnswer {
  /** The procedure's qualifier: `HC`, `AD`, ...; `NU` when the line has only a revenue code. */
  readonly procedureKind: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Set for a facility's line that also has a procedure. */
  readonly revenueCode?: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly units: string;
  readonly serviceOn: string;
  readonly controlNumber: string | undefined;
  readonly adjustments: readonly Adjustment[];
  /** The numbers, from 1, of the claim's lines that this answers. Set when a scenario decides. */
  readonly lineNumbers?: readonly number[];
  readonly remarkCodes?: readonly string[];
  /** The billed procedure, when the payer answers with another one. */
  readonly billed?: { readonly procedure: string; readonly modifiers: readonly string[] };
}

/** The simulated payer's decision on one claim: status, and its lines' amounts. */
export interface ClaimAnswer {
  readonly claim: Claim;
  /** 1 processed, 4 denied, 22 reversal. */
  readonly statusCode: string;
  readonly payerClaimNumber: string;
  readonly lines: readonly LineAnswer[];
  /** The claim's own adjustments, in addition to those of its lines. */
  readonly adjustments?: readonly Adjustment[];
  /** The charge, when the answer has no lines. */
  readonly chargeCents?: Cents;
  readonly remarkCodes?: readonly string[];
  readonly crossoverPayer?: { readonly id: string; readonly name: string };
  /** The altered form of our claim number, when the payer returns our number altered. */
  readonly patientControlNumber?: string;
  readonly filingIndicator?: string;
  readonly hidesMember?: true;
}

export type ServiceLine = Claim['serviceLines'][number];

const denials: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['CO', '16'],
  ['CO', '197'],
  ['CO', '29'],
  ['PR', '96'],
  ['CO', '50'],
];

/**
 * The parts of a claim that the decision depends on: the insured and the services with their charges. The provider's
 * own claim number and the dates are excluded, so that the same practice with the same visits gets the same answers on
 * any day.
 */
export function claimContent({ payer, subscriber, dependent, serviceLines }: Claim): string {
  const lines = serviceLines.map((line) => [
    line.procedure,
    line.modifiers,
    line.chargeCents,
    line.quantity,
    ...('revenueCode' in line ? [line.revenueCode] : []),
  ]);
  return JSON.stringify([payer.id, subscriber.memberId, subscriber.name, dependent?.name, lines]);
}

/** Decides a claim as a payer might. The same seed and content give the same decision. Amounts are integer cents. */
export function adjudicate(claim: Claim, seed: string): ClaimAnswer {
  const chance = chanceOf(seed, claimContent(claim));
  if (chance.percent(12)) {
    const [group, carc] = chance.pick(denials);
    return denyWhole(claim, group, carc, seed);
  }
  const terms = { isAllDeductible: chance.percent(8), isMedicare: claim.subscriber.filingIndicator === 'MB' };
  const deniedIndex =
    claim.serviceLines.length > 1 && chance.percent(15) ? chance.below(claim.serviceLines.length) : -1;
  const left = whatIsLeft(claim);
  const lines = claim.serviceLines.map((line, index) => {
    const rest = left?.[index];
    if (index === deniedIndex) return deniedLine(line, 'CO', '197', rest);
    return rest === undefined ? allowedLine(line, index, terms, chance) : laterLine(line, rest, laterShare);
  });
  const payerClaimNumber = payerNumberOf(seed, ...numberNames(claim));
  return asAsked({ claim, statusCode: processedAs(claim), payerClaimNumber, lines });
}

/** A predetermination is not paid. The amount that would be paid is stated as anticipated (OA-101). */
function asAsked(answer: ClaimAnswer): ClaimAnswer {
  if (answer.claim.submissionReason === undefined) return answer;
  const lines = answer.lines.map((line) => {
    const anticipated: Adjustment = { group: 'OA', carc: '101', cents: line.paidCents };
    const adjustments = line.paidCents === 0 ? line.adjustments : [...line.adjustments, anticipated];
    return { ...line, paidCents: zeroCents, adjustments };
  });
  return { ...answer, statusCode: '25', lines };
}

/** Denies a whole claim for one reason. If earlier payers have decided the claim, denies the amount that they left. */
export function denyWhole(claim: Claim, group: string, carc: string, seed: string): ClaimAnswer {
  const left = whatIsLeft(claim);
  const lines = claim.serviceLines.map((line, index) => deniedLine(line, group, carc, left?.[index]));
  return asAsked({ claim, statusCode: '4', payerClaimNumber: payerNumberOf(seed, ...numberNames(claim)), lines });
}

/** Pays everything that the earlier payers left to the patient, or the whole charge if no payer has decided before. */
export function payWhatIsLeft(claim: Claim, payerClaimNumber: string): ClaimAnswer {
  const left = whatIsLeft(claim);
  const lines = claim.serviceLines.map((line, index) => laterLine(line, left?.[index] ?? line.chargeCents, 1));
  return { claim, statusCode: processedAs(claim), payerClaimNumber, lines };
}

/** The claim status that says the payer's position: processed as primary, secondary or tertiary. */
function processedAs({ subscriber }: Claim): string {
  return subscriber.payerResponsibility === 'S' ? '2' : subscriber.payerResponsibility === 'T' ? '3' : '1';
}

/** The parts of the payer's claim number: a replacement gets another number than the claim it replaces. */
export function numberNames({ patientControlNumber, frequency }: Claim): readonly string[] {
  return frequency === '7' || frequency === '8' ? [patientControlNumber, frequency] : [patientControlNumber];
}

/** The number that a simulated payer gives a claim. */
export function payerNumberOf(seed: string, ...names: readonly string[]): string {
  return `SIM${String(chanceOf(seed, 'number', ...names).below(1_000_000_000)).padStart(9, '0')}`;
}

/** Reverses an answer: every amount negated, with its groups and reasons (X12 RFI 1147). */
export function reverse(answer: ClaimAnswer): ClaimAnswer {
  const lines = answer.lines.map((line) => ({
    ...line,
    chargeCents: negateCents(line.chargeCents),
    paidCents: negateCents(line.paidCents),
    adjustments: negated(line.adjustments),
  }));
  return {
    ...answer,
    statusCode: '22',
    lines,
    ...present({
      adjustments: answer.adjustments === undefined ? undefined : negated(answer.adjustments),
      chargeCents: answer.chargeCents === undefined ? undefined : negateCents(answer.chargeCents),
    }),
  };
}

function negated(adjustments: readonly Adjustment[]): Adjustment[] {
  return adjustments.map((adjustment) => ({ ...adjustment, cents: negateCents(adjustment.cents) }));
}

/** A denied line: the amount that earlier payers left, or the whole charge if no payer has decided before. */
function deniedLine(line: ServiceLine, group: string, carc: string, leftCents = line.chargeCents): LineAnswer {
  const adjustments: Adjustment[] = [
    { group: 'OA', carc: '23', cents: subtractCents(line.chargeCents, leftCents) },
    { group, carc, cents: leftCents },
  ].filter((adjustment) => adjustment.cents !== 0);
  return { ...lineFacts(line), paidCents: cents(0), adjustments };
}

/**
 * The shares, of what earlier payers left, that a later payer pays at random. The rest is the patient's coinsurance.
 */
const laterShare = 4 / 5;

/** A line that earlier payers have decided. The rest of the charge is their payments and adjustments (CARC 23). */
function laterLine(line: ServiceLine, leftCents: Cents, share: number): LineAnswer {
  const paid = Math.floor(leftCents * share);
  const adjustments: Adjustment[] = [
    { group: 'OA', carc: '23', cents: subtractCents(line.chargeCents, leftCents) },
    { group: 'PR', carc: '2', cents: cents(leftCents - paid) },
  ].filter((adjustment) => adjustment.cents !== 0);
  return { ...lineFacts(line), paidCents: cents(paid), adjustments };
}

/** How the payer answers a claim that it allows. */
interface Terms {
  readonly isAllDeductible: boolean;
  readonly isMedicare: boolean;
}

function allowedLine(
  line: ServiceLine,
  index: number,
  { isAllDeductible, isMedicare }: Terms,
  chance: Chance,
): LineAnswer {
  const allowed = Math.floor((line.chargeCents * (55 + chance.below(36))) / 100);
  const shares = patientShares(allowed, index, isAllDeductible, chance);
  const beforeSequestration = allowed - shares.reduce((sum, share) => sum + share.cents, 0);
  // Medicare's payments are cut by two per cent (CARC 253).
  const sequestered = isMedicare ? Math.floor((beforeSequestration * 2) / 100) : 0;
  const adjustments: Adjustment[] = [
    { group: 'CO', carc: '45', cents: subtractCents(line.chargeCents, cents(allowed)) },
    { group: 'CO', carc: '253', cents: cents(sequestered) },
    ...shares,
  ].filter((adjustment) => adjustment.cents !== 0);
  return { ...lineFacts(line), paidCents: cents(beforeSequestration - sequestered), adjustments };
}

function patientShares(allowed: number, index: number, isAllDeductible: boolean, chance: Chance): Adjustment[] {
  if (isAllDeductible) return [{ group: 'PR', carc: '1', cents: cents(allowed) }];
  const shares: Adjustment[] = [];
  let left = allowed;
  const take = (carc: string, amount: number): void => {
    const taken = Math.min(left, amount);
    left -= taken;
    if (taken > 0) shares.push({ group: 'PR', carc, cents: cents(taken) });
  };
  if (chance.percent(20)) take('1', 1000 * (1 + chance.below(5)));
  if (chance.percent(35)) take('2', Math.floor(left / 5));
  if (index === 0 && chance.percent(40)) take('3', chance.pick([1500, 2000, 2500, 4000]));
  return shares;
}

/** The parts of a billed line that an answer repeats. */
export function lineFacts(line: ServiceLine): Omit<LineAnswer, 'paidCents' | 'adjustments'> {
  return {
    ...serviceOf(line),
    modifiers: line.modifiers ?? [],
    chargeCents: line.chargeCents,
    units: line.quantity ?? '1',
    serviceOn: line.serviceFrom ?? '',
    controlNumber: line.controlNumber,
  };
}

/** The service: the procedure, or a facility's revenue code, or both. */
function serviceOf(line: ServiceLine): Pick<LineAnswer, 'procedureKind' | 'procedure' | 'revenueCode'> {
  if (!('revenueCode' in line)) return { procedureKind: line.procedureKind, procedure: line.procedure };
  const { revenueCode, procedureKind = 'HC', procedure } = line;
  return procedure === undefined
    ? { procedureKind: 'NU', procedure: revenueCode }
    : { procedureKind, procedure, revenueCode };
}

/** The answer's totals: charge, payment, patient responsibility. */
export function answerTotals(answer: ClaimAnswer): {
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientCents: Cents;
} {
  const own = answer.adjustments ?? [];
  const patient = [...own, ...answer.lines.flatMap((line) => line.adjustments)].filter(({ group }) => group === 'PR');
  const chargeCents = answer.chargeCents ?? sumCents(answer.lines.map((line) => line.chargeCents));
  const linesPaid = answer.lines.length === 0 ? chargeCents : sumCents(answer.lines.map((line) => line.paidCents));
  return {
    chargeCents,
    paidCents: subtractCents(linesPaid, sumCents(own.map((each) => each.cents))),
    patientCents: sumCents(patient.map((each) => each.cents)),
  };
}
