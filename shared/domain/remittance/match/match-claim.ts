import type { ClaimBalance } from '../../claim/balance.ts';
import { base32Alphabet, type ClaimId, parseClaimId } from '../../identity/ids.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { RemittanceClaim } from '../remittance.ts';

/**
 * Finds our claim for a claim of a remittance, even when the payer altered what it returns: a control number in other case, with
 * punctuation, padded or cut off; a member id; a charge. Every reason that counts is named, so that a person sees why.
 */

/** What a payer states about a claim that helps to find it. */
export interface SoughtClaim {
  readonly claim: RemittanceClaim;
  /** Our payers that have the payer identity of this remittance. */
  readonly payerIds: readonly string[];
  /** Member ids of subscriber and patient, as the payer states them. */
  readonly memberIds: readonly string[];
  readonly patientLastName?: string;
}

/** A claim of ours that it could be. */
export interface PossibleClaim {
  readonly balance: ClaimBalance;
  /** As the claim was sent; absent when its document was not read. */
  readonly memberId?: string;
  readonly patientLastName?: string;
  /** Numbers that payers gave this claim in earlier answers. */
  readonly payerClaimNumbers?: readonly { readonly payerId: string; readonly number: string }[];
}

export type MatchCriterion =
  | 'control-number'
  | 'payer-claim-number'
  | 'member-id'
  | 'service-date'
  | 'charge'
  | 'payer'
  | 'patient-name';

/** One reason for or against a claim. */
export interface MatchReason {
  readonly criterion: MatchCriterion;
  readonly points: number;
  readonly words: string;
}

export interface ClaimCandidate {
  readonly claimId: ClaimId;
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** Letters and digits only, without accents, in upper case. */
export function canonicalNumber(text: string): string {
  return plainLetters(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

/**
 * Whether a payer's own number can identify a claim: it has a digit and at least three different characters. Some
 * payers put zeros, nines, `NONE` or `PENDING` on any claim.
 */
export function tellsClaims(payerClaimNumber: string): boolean {
  const number = canonicalNumber(payerClaimNumber);
  return /[0-9]/.test(number) && new Set(number).size >= 3;
}

/** Letters that our ids never have because they look like digits; a clerk may have typed them. */
function asTyped(text: string): string {
  return text.replace(/[IL]/g, '1').replace(/O/g, '0');
}

/**
 * Our claim ids that a control number may mean: the same id in other case, with punctuation, with characters or zeros before or after it,
 * or with its last one or two characters cut off. Because of the check character these are only a few look-ups. A number of another system
 * gives none, except by chance.
 */
export function claimIdsLike(controlNumber: string): readonly ClaimId[] {
  const text = canonicalNumber(controlNumber);
  const found = new Set<ClaimId>();
  const keep = (candidate: string): void => {
    const parsed = parseClaimId(candidate);
    if (parsed.ok) found.add(parsed.value);
  };
  for (const form of new Set([text, asTyped(text)])) {
    for (let start = form.indexOf('S'); start !== -1; start = form.indexOf('S', start + 1)) {
      const rest = form.slice(start);
      if (rest.length >= 16) keep(rest.slice(0, 16));
      else if (rest.length === 15) for (const last of base32Alphabet) keep(`${rest}${last}`);
      else if (rest.length === 14) {
        for (const character of base32Alphabet) for (const last of base32Alphabet) keep(`${rest}${character}${last}`);
      }
    }
  }
  return [...found];
}

/** Other forms in which a system may have issued a number: upper case, without punctuation, without leading zeros. */
export function numberForms(controlNumber: string): readonly string[] {
  const trimmed = controlNumber.trim();
  const bare = canonicalNumber(trimmed);
  const forms = [trimmed, trimmed.toUpperCase(), bare, bare.replace(/^0+/, '')];
  return [...new Set(forms)].filter((form) => form !== '' && form !== controlNumber);
}

/** The first day of service that a remittance states for a claim: the claim's own, or the earliest of its lines. */
export function statedServiceDate(claim: RemittanceClaim): LocalDate | undefined {
  const days = claim.lines.flatMap((line) => (line.serviceFrom === undefined ? [] : [line.serviceFrom]));
  return claim.statementFrom ?? days.sort()[0];
}

/** Scores one claim of ours, reason by reason. */
function scoreClaim(sought: SoughtClaim, possible: PossibleClaim): ClaimCandidate {
  const reasons = [
    ...controlNumberReason(sought, possible),
    ...payerNumberReason(sought, possible),
    ...memberReason(sought, possible),
    ...dateReason(sought, possible),
    ...chargeReason(sought, possible),
    ...payerReason(sought, possible),
    ...nameReason(sought, possible),
  ];
  const score = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return { claimId: possible.balance.claimId, score, reasons };
}

/** All candidates, best first; those without a reason in favour are left out. */
export function rankClaims(sought: SoughtClaim, possible: readonly PossibleClaim[]): readonly ClaimCandidate[] {
  return possible
    .map((one) => scoreClaim(sought, one))
    .filter((candidate) => candidate.score > 0)
    .sort((left, right) => right.score - left.score || (left.claimId < right.claimId ? -1 : 1));
}

/** The best candidate must lead by this many points. */
const certainLead = 30;

/**
 * The candidate that is certain enough to post without a person: our number or the payer's own names it, charge and payer are the claim's,
 * no reason is against it, and no other candidate comes close. A claim that was found only by member, date and charge is never certain:
 * another system may have billed the same service.
 */
export function certainClaim(candidates: readonly ClaimCandidate[]): ClaimCandidate | undefined {
  const [best, second] = candidates;
  if (best === undefined) return undefined;
  if (second !== undefined && best.score - second.score < certainLead) return undefined;
  if (best.reasons.some((reason) => reason.points < 0)) return undefined;
  const speaks = (criterion: MatchCriterion) => best.reasons.some((reason) => reason.criterion === criterion);
  const isNamed = speaks('control-number') || speaks('payer-claim-number');
  return isNamed && speaks('charge') && speaks('payer') ? best : undefined;
}

function reason(criterion: MatchCriterion, points: number, words: string): readonly MatchReason[] {
  return [{ criterion, points, words }];
}

function controlNumberReason({ claim }: SoughtClaim, { balance }: PossibleClaim): readonly MatchReason[] {
  const stated = claim.patientControlNumber;
  const { claimId, controlNumber } = balance;
  if (controlNumber !== undefined && isSameNumber(stated, controlNumber)) {
    return reason('control-number', 50, 'the control number is the one that the claim had in another system');
  }
  if (stated === claimId) return reason('control-number', 60, 'the control number is this claim’s');
  if (!claimIdsLike(stated).includes(claimId)) return [];
  const text = asTyped(canonicalNumber(stated));
  if (text.includes(asTyped(claimId))) {
    return reason('control-number', 50, 'the control number is this claim’s, with other case, punctuation or padding');
  }
  return reason('control-number', 40, 'the control number is this claim’s, cut off at its end');
}

function isSameNumber(left: string, right: string): boolean {
  const bare = (text: string) => canonicalNumber(text).replace(/^0+/, '');
  return bare(left) === bare(right) && bare(left) !== '';
}

function payerNumberReason(sought: SoughtClaim, possible: PossibleClaim): readonly MatchReason[] {
  const stated = canonicalNumber(sought.claim.payerClaimNumber);
  if (!tellsClaims(stated)) return [];
  const isKnown = (possible.payerClaimNumbers ?? []).some(
    ({ payerId, number }) => canonicalNumber(number) === stated && sought.payerIds.includes(payerId),
  );
  return isKnown ? reason('payer-claim-number', 50, 'this payer gave the claim this number in an earlier answer') : [];
}

function memberReason({ memberIds }: SoughtClaim, { memberId }: PossibleClaim): readonly MatchReason[] {
  if (memberId === undefined || memberIds.length === 0) return [];
  const own = canonicalNumber(memberId);
  const isSame = memberIds.some((stated) => canonicalNumber(stated) === own);
  return isSame
    ? reason('member-id', 30, 'the member id is the one that was sent')
    : reason('member-id', -10, 'the member id is another one');
}

function dateReason({ claim }: SoughtClaim, { balance }: PossibleClaim): readonly MatchReason[] {
  const stated = statedServiceDate(claim);
  if (stated === undefined) return [];
  return stated === balance.serviceFrom
    ? reason('service-date', 20, 'the date of service is the claim’s')
    : reason('service-date', -20, 'the date of service is another one');
}

function chargeReason({ claim }: SoughtClaim, { balance }: PossibleClaim): readonly MatchReason[] {
  // A reversal states the charge as a negative amount.
  return Math.abs(claim.chargeCents) === balance.chargeCents
    ? reason('charge', 20, 'the charge is the claim’s')
    : reason('charge', -10, 'the charge is another one');
}

function payerReason({ payerIds }: SoughtClaim, { balance }: PossibleClaim): readonly MatchReason[] {
  if (payerIds.length === 0) return [];
  return balance.payers.some((payer) => payerIds.includes(payer.payerId))
    ? reason('payer', 20, 'the payer is on the claim')
    : reason('payer', -20, 'the payer is not on the claim');
}

function nameReason({ patientLastName: stated }: SoughtClaim, possible: PossibleClaim): readonly MatchReason[] {
  const own = possible.patientLastName;
  if (stated === undefined || own === undefined) return [];
  return canonicalNumber(stated) === canonicalNumber(own)
    ? reason('patient-name', 10, 'the patient’s last name is the same')
    : reason('patient-name', -10, 'the patient’s last name is another one');
}
