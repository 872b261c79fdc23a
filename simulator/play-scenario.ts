import { ok, type Result } from '../shared/domain/result.ts';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import { answerTotals, type ClaimAnswer } from './adjudicate.ts';
import { paymentName, type ReceivedClaims, readClaims } from './answer-file.ts';
import { decideAnswer } from './decide-answer.ts';
import { editSegments } from './edit-segments.ts';
import { carryForward, type PayerAccounts, providerAdjustmentsOf } from './provider-adjustments.ts';
import type { RemittanceSpec, Scenario } from './scenario.ts';
import { payerOf, type ScenarioAnswer, type ScenarioAnswers, scenarioAnswers } from './scenario-answers.ts';
import { type NumberedClaim, selectClaims } from './select-claims.ts';
import { type SimulatedPayment, traceNumberOf, writeRemittance } from './write-remittance.ts';

/** A file that the simulated payer sends. */
interface PlayedFile {
  readonly name: string;
  readonly text: string;
}

interface PlayedScenario {
  /** In the order of sending. */
  readonly files: readonly PlayedFile[];
  /** Places of answers in the scenario that no claim of the file fits. */
  readonly unused: readonly string[];
}

/** A remittance before it is written. */
interface Draft {
  readonly controlNumber: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly DraftPayment[];
}

interface DraftPayment {
  readonly name: string;
  readonly payment: SimulatedPayment;
  /** Of each answer, the position of its claim in the file. */
  readonly positions: readonly number[];
}

interface Play {
  readonly received: ReceivedClaims;
  readonly claims: readonly NumberedClaim[];
  readonly answers: ScenarioAnswers;
  readonly seed: string;
  readonly drafts: Map<string, Draft>;
  readonly accounts: PayerAccounts;
}

/**
 * Answers a file of professional claims as a scenario says: its remittances, one after the other. The same claims, scenario and seed,
 * the same bytes.
 */
export function playScenario(
  bytes: Uint8Array,
  scenario: Scenario,
  seed: string,
): Result<PlayedScenario, { readonly kind: 'claim-file-unreadable' }> {
  const received = readClaims(bytes);
  if (!received.ok) return received;
  const claims = received.value.claims.map((claim, index) => ({ position: index + 1, claim }));
  const answers = scenarioAnswers(claims, scenario, seed);
  const play: Play = { received: received.value, claims, answers, seed, drafts: new Map(), accounts: new Map() };
  const files = scenario.remittances.flatMap((spec, index) => {
    const draft = spec.repeats === undefined ? draftOf(play, spec, index) : repeated(play, spec, index);
    if (draft === undefined) return [];
    if (spec.name !== undefined) play.drafts.set(spec.name, draft);
    const name =
      spec.file ?? `${String(index + 1).padStart(2, '0')}${spec.name === undefined ? '' : `-${spec.name}`}.835`;
    return [{ name: name.replaceAll(' ', '-'), text: written(play, draft, spec) }];
  });
  return ok({ files, unused: answers.unused });
}

/** The remittance of a scenario; undefined when nothing in the file is for it. */
function draftOf(play: Play, spec: RemittanceSpec, index: number): Draft | undefined {
  const createdOn = addDays(play.received.createdOn, spec.after ?? 0);
  const controlNumber = interchangeNumber(play, index);
  const answers = play.answers.byRemittance.get(spec) ?? [];
  const groups = Map.groupBy(answers, nameOf);
  const concerned = (spec.providerAdjustments ?? []).map((adjustment) => concernedBy(play, adjustment));
  for (const name of concerned.flat()) if (!groups.has(name)) groups.set(name, []);
  const first = play.claims[0] as NumberedClaim;
  const firstPayer = payerOf(spec.from, first.claim);
  if (groups.size === 0 && concerned.length > 0) {
    groups.set(paymentName(firstPayer.id, first.claim.billingProvider), []);
  }
  const payments = [...groups].flatMap(([name, theirs], number) => {
    const { payer, billingProvider } = partiesOf(play, spec, name, theirs);
    const payment: SimulatedPayment = {
      payer,
      billingProvider,
      answers: theirs.map(({ answer }) => answer),
      interestCents: 0,
      traceNumber: traceNumberOf(play.received.controlNumber, index * 100 + number + 1),
      paidOn: createdOn,
      ...(spec.belowZero === undefined ? {} : { belowZero: spec.belowZero }),
      ...(spec.method === undefined ? {} : { method: spec.method }),
      ...(spec.handling === undefined ? {} : { handlingCode: spec.handling }),
    };
    const specs = (spec.providerAdjustments ?? []).filter((_, place) => {
      const names = concerned[place] as readonly string[];
      return names.length === 0 || names.includes(name);
    });
    const providerAdjustments = providerAdjustmentsOf(specs, {
      name,
      accounts: play.accounts,
      paidCents: theirs.map(({ answer }) => answerTotals(answer).paidCents),
      answersOf: (of) => (play.answers.byName.get(of) ?? []).filter((each) => nameOf(each) === name),
      traceOf: (of) => play.drafts.get(of)?.payments.find((each) => each.name === name)?.payment.traceNumber,
    });
    if (theirs.length === 0 && providerAdjustments.length === 0) return [];
    const whole = { ...payment, providerAdjustments };
    carryForward(play.accounts, name, whole);
    return [{ name, payment: whole, positions: theirs.map(({ position }) => position) }];
  });
  return payments.length === 0 ? undefined : { controlNumber, createdOn, payments };
}

/** The payments that a provider-level adjustment belongs to; none when it names nothing. */
function concernedBy(play: Play, { answer, remittance }: { answer?: string; remittance?: string }): readonly string[] {
  if (answer !== undefined) return [...new Set((play.answers.byName.get(answer) ?? []).map(nameOf))];
  if (remittance === undefined) return [];
  return (play.drafts.get(remittance)?.payments ?? []).map(({ name }) => name);
}

function nameOf({ payer, answer }: ScenarioAnswer): string {
  return paymentName(payer.id, answer.claim.billingProvider);
}

/** Who pays whom in the payment of a name. */
function partiesOf(
  play: Play,
  spec: RemittanceSpec,
  name: string,
  answers: readonly ScenarioAnswer[],
): Pick<SimulatedPayment, 'payer' | 'billingProvider'> {
  const [own] = [...answers, ...[...play.answers.byName.values()].flat().filter((each) => nameOf(each) === name)];
  if (own !== undefined) return { payer: own.payer, billingProvider: own.answer.claim.billingProvider };
  const paid = [...play.drafts.values()].flatMap(({ payments }) => payments).find((each) => each.name === name);
  if (paid !== undefined) return paid.payment;
  const { claim } = play.claims[0] as NumberedClaim;
  return { payer: payerOf(spec.from, claim), billingProvider: claim.billingProvider };
}

/** A remittance once more: the same payments, some claims answered otherwise. */
function repeated(play: Play, spec: RemittanceSpec, index: number): Draft | undefined {
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

function written({ received, claims }: Play, draft: Draft, { edits = [] }: RemittanceSpec): string {
  const { senderId, receiverId } = received;
  const { controlNumber, createdOn } = draft;
  const payments = draft.payments.map(({ payment }) => payment);
  const text = writeRemittance({ controlNumber, senderId, receiverId, createdOn, payments });
  const positions = draft.payments.flatMap((payment) => payment.positions);
  return editSegments(text, edits, (edit, index) =>
    selectClaims(claims, edit.claims ?? {}).some(({ position }) => position === positions[index]),
  );
}
