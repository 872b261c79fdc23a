import { procedureIsIn } from '../edits/code-ranges.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type Authorization, type AuthorizedService, isInForce } from './authorization.ts';

/** Authorisations and referrals have places of their own in claims, and do not stand for each other. */
export type ApprovalKind = 'authorization' | 'referral';

export const approvalKinds: readonly ApprovalKind[] = ['authorization', 'referral'];

export function approvalKind({ isReferral }: Pick<Authorization, 'isReferral'>): ApprovalKind {
  return isReferral === true ? 'referral' : 'authorization';
}

/** Those of a kind. */
export function approvalsOf(kind: ApprovalKind, all: readonly Authorization[]): readonly Authorization[] {
  return all.filter((each) => approvalKind(each) === kind);
}

/** Whether a service of an authorisation is approved, and includes the procedure. */
export function isApprovedFor(procedure: string, { procedures, isDenied }: AuthorizedService): boolean {
  return isDenied === undefined && procedureIsIn(procedure, procedures);
}

/** A service that a provider bills, and for which payers may have given authorisations. */
export interface AuthorizedWork {
  /** Absent for a service that only a revenue code names. */
  readonly procedure?: string | undefined;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate | undefined;
  readonly billingProviderId: string;
}

/** The coverages that a claim is billed to, in order. */
export interface BilledTo {
  readonly coverageIds: readonly string[];
  /** The coverage that is billed first. */
  readonly firstId: string | undefined;
}

/**
 * The coverages whose payers gave a number that a person entered: those under which it is recorded, otherwise the one
 * that is billed first.
 */
export function giversOf(
  entered: string,
  { coverageIds, firstId }: BilledTo,
  authorizations: readonly Authorization[],
): readonly string[] {
  const recorded = authorizations
    .filter(({ number, coverageId }) => number === entered && coverageIds.includes(coverageId))
    .map(({ coverageId }) => coverageId);
  if (recorded.length > 0) return [...new Set(recorded)];
  return firstId === undefined ? [] : [firstId];
}

/**
 * The authorisation on record that covers a service under a coverage: approved, with a number, for this provider,
 * procedure and all of its days. Of several the one counts that begins last, and of these the one recorded last.
 */
export function authorizationOnRecord(
  { procedure, serviceOn, serviceTo = serviceOn, billingProviderId }: AuthorizedWork,
  coverageId: string,
  authorizations: readonly Authorization[],
): Authorization | undefined {
  if (procedure === undefined) return undefined;
  const fitting = authorizations.filter(
    (each) =>
      each.coverageId === coverageId &&
      each.billingProviderId === billingProviderId &&
      each.number !== undefined &&
      isInForce(each) &&
      each.from <= serviceOn &&
      serviceTo <= each.to &&
      each.services.some((service) => isApprovedFor(procedure, service)),
  );
  // Ids rise with the time at which they are made.
  const latest = (one: Authorization) => `${one.from} ${one.id}`;
  return fitting.toSorted((left, right) => (latest(left) < latest(right) ? 1 : -1))[0];
}

/** A payer's number for a service, and the authorisation that gave it, if nobody entered it. */
export interface NumberOfPayer {
  readonly number: string;
  readonly onRecord?: Authorization;
}

/**
 * The number under which a service is billed to a payer: the one that was entered, where that payer gave it, otherwise
 * that of its authorisation on record.
 */
export function numberOfPayer(
  work: AuthorizedWork & { readonly entered: string | undefined },
  coverageId: string,
  { billed, authorizations }: { readonly billed: BilledTo; readonly authorizations: readonly Authorization[] },
): NumberOfPayer | undefined {
  const { entered } = work;
  if (entered !== undefined && giversOf(entered, billed, authorizations).includes(coverageId))
    return { number: entered };
  const onRecord = authorizationOnRecord(work, coverageId, authorizations);
  return onRecord?.number === undefined ? undefined : { number: onRecord.number, onRecord };
}
