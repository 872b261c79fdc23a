import { present } from '../shared/domain/present.ts';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import { answerTotals, type ClaimAnswer } from './adjudicate.ts';
import { paymentName } from './answer-by-chance.ts';
import { decideAnswer } from './decide-answer.ts';
import { carryForward, type PayerAccounts, providerAdjustmentsOf } from './provider-adjustments.ts';
import type { ClaimsToDecide, NumberedClaim } from './read-claims.ts';
import type { ProviderAdjustmentSpec, RemittanceSpec } from './scenario.ts';
import { payerOf, type ScenarioAnswer, type ScenarioAnswers } from './scenario-answers.ts';
import { type SimulatedPayment, traceNumberOf } from './write-remittance.ts';

/** A remittance before it is written. */
export interface Draft {
  readonly controlNumber: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly DraftPayment[];
}

interface DraftPayment {
  readonly name: string;
  readonly payment: SimulatedPayment;
  /** The position in the file of each answer's claim. */
  readonly positions: readonly number[];
}

/** A scenario applied to a claim file. */
export interface Play {
  readonly received: ClaimsToDecide;
  readonly claims: readonly NumberedClaim[];
  readonly answers: ScenarioAnswers;
  readonly seed: string;
  /** Remittances made so far, by name. */
  readonly drafts: Map<string, Draft>;
  readonly accounts: PayerAccounts;
}

/** The remittance of a scenario; undefined when it has no claim in the file. */
export function draftRemittance(play: Play, spec: RemittanceSpec, index: number): Draft | undefined {
  const createdOn = addDays(play.received.createdOn, spec.after ?? 0);
  const answers = play.answers.byRemittance.get(spec) ?? [];
  const adjustments = (spec.providerAdjustments ?? []).map((adjustment) => ({
    adjustment,
    names: concernedBy(play, adjustment),
  }));
  const groups = new Map(Map.groupBy(answers, nameOf));
  for (const name of adjustments.flatMap(({ names }) => names)) if (!groups.has(name)) groups.set(name, []);
  if (groups.size === 0 && adjustments.length > 0) {
    // A payment without claims is between the payer and the provider of the file's first claim.
    const { claim } = play.claims[0] as NumberedClaim;
    groups.set(paymentName(payerOf(spec.from, claim).id, claim.billingProvider), []);
  }
  const payments = [...groups].flatMap(([name, theirs], number) => {
    const traceNumber = traceNumberOf(play.received.controlNumber, index * 100 + number + 1);
    const own = adjustments.filter(({ names }) => names.length === 0 || names.includes(name));
    const specs = own.map(({ adjustment }) => adjustment);
    return draftPayment(play, spec, { name, answers: theirs, specs, traceNumber, createdOn }) ?? [];
  });
  if (payments.length === 0) return undefined;
  return { controlNumber: interchangeNumber(play, index), createdOn, payments };
}

interface PaymentParts {
  readonly name: string;
  readonly answers: readonly ScenarioAnswer[];
  readonly specs: readonly ProviderAdjustmentSpec[];
  readonly traceNumber: string;
  readonly createdOn: LocalDate;
}

/** One payer's payment to one provider; undefined when there is neither a claim nor an amount. */
function draftPayment(play: Play, spec: RemittanceSpec, parts: PaymentParts): DraftPayment | undefined {
  const { name, answers, specs, traceNumber, createdOn } = parts;
  const providerAdjustments = providerAdjustmentsOf(specs, {
    name,
    accounts: play.accounts,
    paidCents: answers.map(({ answer }) => answerTotals(answer).paidCents),
    answersOf: (of) => (play.answers.byName.get(of) ?? []).filter((each) => nameOf(each) === name),
    traceOf: (of) => play.drafts.get(of)?.payments.find((each) => each.name === name)?.payment.traceNumber,
  });
  if (answers.length === 0 && providerAdjustments.length === 0) return undefined;
  const payment: SimulatedPayment = {
    ...partiesOf(play, spec, name, answers),
    answers: answers.map(({ answer }) => answer),
    interestCents: 0,
    providerAdjustments,
    traceNumber,
    paidOn: createdOn,
    ...present({ belowZero: spec.belowZero, method: spec.method, handlingCode: spec.handling }),
  };
  carryForward(play.accounts, name, payment);
  return { name, payment, positions: answers.map(({ position }) => position) };
}

/** The payments that a provider-level adjustment belongs to; none when it names nothing. */
function concernedBy(play: Play, { answer, remittance }: ProviderAdjustmentSpec): readonly string[] {
  if (answer !== undefined) return [...new Set((play.answers.byName.get(answer) ?? []).map(nameOf))];
  if (remittance === undefined) return [];
  return (play.drafts.get(remittance)?.payments ?? []).map(({ name }) => name);
}

function nameOf({ payer, answer }: ScenarioAnswer): string {
  return paymentName(payer.id, answer.claim.billingProvider);
}

/** The payer and payee of a named payment. */
function partiesOf(
  play: Play,
  spec: RemittanceSpec,
  name: string,
  answers: readonly ScenarioAnswer[],
): Pick<SimulatedPayment, 'payer' | 'billingProvider'> {
  const [own] = [...answers, ...[...play.answers.byName.values()].flat().filter((each) => nameOf(each) === name)];
  if (own !== undefined) return { payer: own.payer, billingProvider: own.answer.claim.billingProvider };
  const paid = [...play.drafts.values()].flatMap(({ payments }) => payments).find((each) => each.name === name);
  if (paid !== undefined) return { payer: paid.payment.payer, billingProvider: paid.payment.billingProvider };
  const { claim } = play.claims[0] as NumberedClaim;
  return { payer: payerOf(spec.from, claim), billingProvider: claim.billingProvider };
}

/** The same remittance again, with other answers to some claims. */
export function repeatRemittance(play: Play, spec: RemittanceSpec, index: number): Draft | undefined {
  const original = play.drafts.get(spec.repeats as string);
  if (original === undefined) return undefined;
  const payments = original.payments.map((each): DraftPayment => {
    const answers = each.payment.answers.map((before, number) =>
      changedAnswer(play, spec, before, each.positions[number] as number),
    );
    return { ...each, payment: { ...each.payment, answers } };
  });
  if (spec.interchange !== 'new') return { ...original, payments };
  const createdOn = addDays(play.received.createdOn, spec.after ?? 0);
  return { controlNumber: interchangeNumber(play, index), createdOn, payments };
}

function changedAnswer(play: Play, spec: RemittanceSpec, before: ClaimAnswer, position: number): ClaimAnswer {
  const change = spec.answers?.find((each) => play.answers.changed.get(each)?.some((one) => one.position === position));
  if (change === undefined) return before;
  const { claim, payerClaimNumber } = before;
  return decideAnswer(claim, change, payerClaimNumber, play.seed);
}

function interchangeNumber({ received }: Play, index: number): string {
  return String((Number(received.controlNumber) + index * 10_000_000) % 1_000_000_000);
}
