import { type Cents, formatCents } from '../shared/domain/money/cents.ts';
import { type ApiTarget, callApi, findTarget, tellingProblems } from './api-client.ts';
import { askedBy, onlyWord, readOptions } from './read-options.ts';

interface PlannedException {
  readonly code: string;
  readonly detail: string;
  readonly cents?: Cents;
}

interface Standing {
  readonly state: string;
  readonly payers: readonly { readonly payerId: string; readonly receivableCents: Cents }[];
  readonly patientCents: Cents;
}

interface Leg {
  readonly account: string;
  readonly cents: Cents;
  readonly payerId?: string;
  readonly line?: number;
  readonly reason?: string;
}

interface PlannedClaim {
  readonly ledgerEntryId: string;
  readonly kind: string;
  readonly claimId?: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly legs: readonly Leg[];
  readonly notes: readonly { readonly meaning: string; readonly reason: string; readonly cents: Cents }[];
  readonly exceptions: readonly PlannedException[];
  readonly before?: Standing;
  readonly after?: Standing;
}

/** One page of a posting plan, in the form of the API. */
interface PlanPage {
  readonly period: string;
  readonly rulesVersion: string;
  readonly payment?: { readonly legs: readonly Leg[]; readonly exceptions: readonly PlannedException[] };
  readonly items: readonly PlannedClaim[];
  readonly soFar: {
    readonly claims: number;
    readonly exceptions: number;
    readonly accounts: readonly { readonly account: string; readonly cents: Cents }[];
  };
  readonly planHash?: string;
  readonly nextPageToken?: string;
}

/** `superbill plan REMITTANCE_ID`: prints what a payment that waits for approval would book, and how to post it. */
export async function plan(words: readonly string[]): Promise<number> {
  const asked = askedBy('Usage: superbill plan REMITTANCE_ID\n', words, () => {
    const { positionals } = readOptions({ args: [...words], allowPositionals: true });
    return { remittanceId: onlyWord('id of a remittance', positionals) };
  });
  if (typeof asked === 'number') return asked;
  return tellingProblems('plan', () => print(findTarget('api-client'), asked.remittanceId));
}

async function print(target: ApiTarget, remittanceId: string): Promise<number> {
  const path = `/v1/remittances/${encodeURIComponent(remittanceId)}`;
  let page: PlanPage | undefined;
  do {
    const query = page?.nextPageToken === undefined ? '' : `?pageToken=${encodeURIComponent(page.nextPageToken)}`;
    page = (await callApi<PlanPage>(target, 'GET', `${path}/posting-plan${query}`)).body;
    for (const line of pageLines(page)) process.stdout.write(`${line}\n`);
  } while (page.nextPageToken !== undefined);
  for (const line of totalLines(page, path)) process.stdout.write(`${line}\n`);
  return page.soFar.exceptions === 0 ? 0 : 1;
}

function* pageLines({ payment, items, period, rulesVersion }: PlanPage): Iterable<string> {
  if (payment !== undefined) {
    yield `The payment itself, booked in ${period} by rules ${rulesVersion}`;
    yield* legLines(payment.legs);
    yield* exceptionLines(payment.exceptions);
  }
  for (const claim of items) yield* claimLines(claim);
}

function* claimLines(claim: PlannedClaim): Iterable<string> {
  const { claimId, kind, chargeCents, paidCents, before, after } = claim;
  yield '';
  yield `Claim ${claimId ?? '(not ours)'}  charge ${formatCents(chargeCents)}  paid ${formatCents(paidCents)}  ${kind}`;
  yield* legLines(claim.legs);
  for (const { meaning, reason, cents } of claim.notes) yield `  ${money(cents)}  ${meaning}: ${reason}, moves nothing`;
  yield* exceptionLines(claim.exceptions);
  if (before !== undefined) yield `  before: ${standingText(before)}`;
  if (after !== undefined) yield `  after:  ${standingText(after)}`;
}

function* legLines(legs: readonly Leg[]): Iterable<string> {
  for (const { account, cents, payerId, line, reason } of legs) {
    const words = [account, payerId, line === undefined ? undefined : `line ${line}`, reason];
    yield `  ${money(cents)}  ${words.filter((word) => word !== undefined).join('  ')}`;
  }
}

function* exceptionLines(exceptions: readonly PlannedException[]): Iterable<string> {
  for (const { code, cents, detail } of exceptions) {
    yield `  ! ${code}${cents === undefined ? '' : ` ${formatCents(cents)}`}: ${detail}`;
  }
}

function standingText({ state, payers, patientCents }: Standing): string {
  const owed = payers.map(({ payerId, receivableCents }) => `${payerId} owes ${formatCents(receivableCents)}`);
  return [state, ...owed, `the patient ${formatCents(patientCents)}`].join(', ');
}

function* totalLines({ soFar, planHash }: PlanPage, path: string): Iterable<string> {
  yield '';
  yield `${soFar.claims} claims, ${soFar.exceptions} exceptions would open. In all, debits above zero and credits below:`;
  for (const { account, cents } of soFar.accounts) yield `  ${money(cents)}  ${account}`;
  yield '';
  yield 'Nothing is booked yet. To have exactly this posted:';
  yield `  POST ${path}/post  { "planHash": "${planHash}" }  with an Idempotency-Key`;
}

function money(cents: Cents): string {
  return formatCents(cents).padStart(14);
}
