import type { Claim } from '../shared/domain/claim/claim.ts';
import { present } from '../shared/domain/present.ts';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import type { StatedStatus } from '../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { memberOf, type Person } from './members.ts';
import type { NumberedClaim } from './read-claims.ts';
import type { AcknowledgementSpec } from './scenario.ts';
import type { Knows } from './scenario-checks.ts';
import { firstDayOf, selectClaims } from './select-claims.ts';

/** A payer's verdict on a claim on arrival. */
export interface ClaimVerdict {
  readonly numbered: NumberedClaim;
  readonly isTaken: boolean;
  readonly statuses: readonly StatedStatus[];
  /** Lines, from 1, with the first status. */
  readonly lines: readonly number[];
}

interface Checks {
  readonly knows: Knows;
  readonly said: AcknowledgementSpec['claims'];
  /** The claims whose charge is not their lines’ sum, by their offset. */
  readonly unbalanced: ReadonlySet<number>;
  /** Whether the payer has given a claim this number. */
  hasGiven(payerClaimNumber: string, claim: Claim): boolean;
}

/** Checks claims like a payer's front office, before any decision. */
export function checkClaims(claims: readonly NumberedClaim[], checks: Checks): readonly ClaimVerdict[] {
  const said = new Map<NumberedClaim, NonNullable<Checks['said']>[number]>();
  for (const rule of checks.said ?? []) {
    const open = claims.filter((each) => !said.has(each));
    for (const each of rule.claims === 'all' ? open : selectClaims(open, rule.claims)) said.set(each, rule);
  }
  return claims.map((numbered) => {
    const rule = said.get(numbered);
    const texts = rule?.status ?? faultOf(numbered, checks);
    const on = numbered.receivedOn;
    if (texts === undefined) return { numbered, isTaken: true, statuses: [statusOf('A2:20:PR', on)], lines: [] };
    const statuses = texts.map((text, index) => statusOf(text, index === 0 ? on : undefined));
    const [first] = statuses as [StatedStatus];
    const withMessage = rule?.message === undefined ? first : { ...first, message: rule.message };
    const isTaken = first.action === 'accept';
    return { numbered, isTaken, statuses: [withMessage, ...statuses.slice(1)], lines: rule?.lines ?? [] };
  });
}

const rejecting = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);

/** `A7:562:85` in a segment of its own, or next to another status, without a day. */
function statusOf(text: string, on: LocalDate | undefined): StatedStatus {
  const [category = '', code = '', entity] = text.split(':');
  const action = rejecting.has(category) ? ('reject' as const) : ('accept' as const);
  return { category, code, ...present({ entity }), ...(on === undefined ? {} : { action, on }) };
}

/** The first fault of a claim, as a payer reports it. */
function faultOf({ claim, receivedOn, byteOffset }: NumberedClaim, checks: Checks): readonly string[] | undefined {
  const { knows } = checks;
  const from = firstDayOf(claim);
  if (checks.unbalanced.has(byteOffset)) return ['A8:400'];
  if (from !== undefined && from > receivedOn) return ['A7:510'];
  const isKnown = (npi: string | undefined) => npi === undefined || (knows.providers?.includes(npi) ?? true);
  if (!isKnown(claim.billingProvider.npi)) return ['A7:562:85'];
  if (!isKnown(claim.renderingProvider?.npi)) return ['A7:562:82'];
  const fault = memberFault(claim, from, knows);
  if (fault !== undefined) return [fault];
  const { filingDays } = knows;
  if (filingDays !== undefined && from !== undefined && from < addDays(receivedOn, -filingDays)) return ['A3:718'];
  const number = claim.payerClaimControlNumber;
  const isCorrected = claim.frequency === '7' || claim.frequency === '8';
  return isCorrected && (number === undefined || !checks.hasGiven(number, claim)) ? ['A3:464'] : undefined;
}

function memberFault(claim: Claim, from: LocalDate | undefined, knows: Knows): string | undefined {
  const person: Person = { name: claim.subscriber.name, demographics: claim.subscriber.demographics };
  const found = memberOf(knows, claim.subscriber.memberId, person);
  if (found.kind === 'unknown') return 'A7:164:IL';
  if (found.kind === 'born-otherwise') return 'A7:158:IL';
  if (found.kind === 'other') return undefined;
  const { from: begin = '', until = '9999-12-31' } = found.member;
  return from !== undefined && (from < begin || from > until) ? 'A7:88:IL' : undefined;
}
