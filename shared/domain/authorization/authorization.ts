import { procedureIsIn } from '../edits/code-ranges.ts';
import type { PastService } from '../edits/history.ts';
import { type Quantity, thousandthsOf } from '../encounter/quantity.ts';
import type { LocalDate } from '../time/local-date.ts';

/** How far a prior authorisation is. */
export const authorizationStatuses = {
  draft: 'Not asked for yet.',
  requested: 'Asked for; the payer has not answered.',
  pended: 'The payer decides later, or wants to know more.',
  approved: 'The payer approved it.',
  'partly-approved': 'The payer approved a part, or something else than was asked for.',
  denied: 'The payer did not approve it.',
  refused: 'The payer did not look at the request: `decision` says why. Mend that, and ask again.',
  'not-needed': 'The payer says that none is needed.',
  cancelled: 'It was taken back.',
} as const;

export type AuthorizationStatus = keyof typeof authorizationStatuses;

/** The action codes of a review (HCR01 of a 278, `reviewAction` of a ClaimResponse). */
const statusOfActions: ReadonlyMap<string, AuthorizationStatus> = new Map([
  ['A1', 'approved'],
  ['A2', 'partly-approved'],
  ['A3', 'denied'],
  ['A4', 'pended'],
  ['A6', 'partly-approved'],
  ['C', 'cancelled'],
  ['CT', 'pended'],
  ['NA', 'not-needed'],
]);

/** What a payer's action code says of a request. A code that is not on the list decides nothing yet: a person looks. */
export function statusOfAction(code: string): AuthorizationStatus {
  return statusOfActions.get(code) ?? 'pended';
}

/** What the payer says of a request whose services it decided one by one; at least one is decided. */
export function statusOfServices(decided: readonly AuthorizationStatus[]): AuthorizationStatus {
  const [first, ...others] = new Set(decided);
  if (first === undefined) throw new Error('no service is decided');
  if (others.length === 0) return first;
  if (decided.includes('pended')) return 'pended';
  return decided.some((status) => status === 'approved' || status === 'partly-approved') ? 'partly-approved' : 'denied';
}

/** Procedures that are authorised together, and how many units of them. */
export interface AuthorizedService {
  /** Codes, ranges (`X9001-X9005`) or beginnings (`J*`). */
  readonly procedures: readonly string[];
  /** Any number when absent. */
  readonly units?: Quantity;
}

/** A payer's word, asked for beforehand, that it will pay for services. */
export interface Authorization {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly coverageId: string;
  readonly payerId: string;
  readonly status: AuthorizationStatus;
  /** The payer's number of it; there once it is approved. */
  readonly number?: string;
  readonly services: readonly AuthorizedService[];
  /** The days on which the services must be given. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Who asks and bills, who gives the services, and where. */
  readonly billingProviderId: string;
  readonly renderingProviderId?: string;
  readonly diagnoses?: readonly string[];
  readonly placeOfService?: string;
  readonly note?: string;
  /** What the payer said, in its codes and words. */
  readonly decision?: AuthorizationDecision;
}

/** What a payer decided about a request. */
export interface AuthorizationDecision {
  readonly status: AuthorizationStatus;
  readonly decidedOn: LocalDate;
  readonly number?: string;
  readonly reasons: readonly string[];
  readonly messages: readonly string[];
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** By service in the order of the request: what was said of it, where anything was. */
  readonly services: readonly { readonly status?: AuthorizationStatus; readonly units?: Quantity }[];
}

/** What of a service is used up, in thousandths of units, by which encounters. */
export interface ServiceUsage {
  readonly usedThousandths: number;
  /** Absent when any number is authorised. Below zero when more was billed than was authorised. */
  readonly leftThousandths?: number;
  readonly encounterIds: readonly string[];
}

/**
 * What is used up of each service of an authorisation. It is the sum of what final encounters billed under its number: so an encounter counts
 * once, whatever comes twice, and counts no more once it is voided or corrected.
 */
export function usageOf({ number, services }: Authorization, billed: readonly PastService[]): readonly ServiceUsage[] {
  return services.map(({ procedures, units }) => {
    const own = billed.filter(
      (service) =>
        number !== undefined && service.authorization === number && procedureIsIn(service.procedure, procedures),
    );
    const usedThousandths = own.reduce((sum, service) => sum + thousandthsOf(service.units), 0);
    return {
      usedThousandths,
      ...(units === undefined ? {} : { leftThousandths: thousandthsOf(units) - usedThousandths }),
      encounterIds: [...new Set(own.map(({ encounterId }) => encounterId))],
    };
  });
}

/** The authorisation after the payer's decision: what it says takes the place of what was asked for. */
export function decided(authorization: Authorization, decision: AuthorizationDecision): Authorization {
  const { status, number, from, to } = decision;
  const services = authorization.services.map((service, index) => {
    const units = decision.services[index]?.units;
    return units === undefined ? service : { ...service, units };
  });
  return {
    ...authorization,
    ...{ status, services, decision },
    ...(number === undefined ? {} : { number }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Whether claims may name it. */
export function isInForce({ status }: Authorization): boolean {
  return status === 'approved' || status === 'partly-approved';
}
