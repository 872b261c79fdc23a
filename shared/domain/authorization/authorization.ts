import type { Quantity } from '../encounter/quantity.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The state of a prior authorisation. */
export const authorizationStatuses = {
  draft: 'Not asked for yet.',
  requested: 'Asked for; the payer has not answered.',
  pended: 'The payer decides later, or wants to know more.',
  approved: 'The payer approved it.',
  'partly-approved': 'The payer approved a part, or something else than was asked for.',
  denied: 'The payer did not approve it.',
  refused: 'The payer did not look at the request; `decision` says why. Correct that, and ask again.',
  'not-needed': 'The payer says that none is needed.',
  cancelled: 'It was taken back.',
} as const;

export type AuthorizationStatus = keyof typeof authorizationStatuses;

/** The statuses of an authorisation that is still to be obtained: it is on the waiting list. */
export const waitingStatuses = [
  'draft',
  'requested',
  'pended',
  'refused',
] as const satisfies readonly AuthorizationStatus[];

/** Whether nobody has decided about it, or the payer did not look at it. */
export function isWaiting({ status }: Pick<Authorization, 'status'>): boolean {
  return waitingStatuses.some((waiting) => waiting === status);
}

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

/** The status for a payer's action code. An unknown code decides nothing yet: a person looks at it. */
export function statusOfAction(code: string): AuthorizationStatus {
  return statusOfActions.get(code) ?? 'pended';
}

/** The status of a request whose services were decided one by one; at least one is decided. */
export function statusOfServices(decided: readonly AuthorizationStatus[]): AuthorizationStatus {
  const [first, ...others] = new Set(decided);
  if (first === undefined) throw new Error('no service is decided');
  if (others.length === 0) return first;
  if (decided.includes('pended')) return 'pended';
  return decided.some((status) => status === 'approved' || status === 'partly-approved') ? 'partly-approved' : 'denied';
}

/** More services than a request may have. An answer about a later one is about none of ours. */
const mostServices = 1000;

/** The decisions about the services of a request, each from those about its procedures. */
export function decidedServices(
  procedures: readonly (AuthorizationDecision['services'][number] & { readonly service: number })[],
): AuthorizationDecision['services'] {
  const count = Math.max(0, ...procedures.map(({ service }) => (service < mostServices ? service + 1 : 0)));
  return Array.from({ length: count }, (_, index) => {
    const own = procedures.filter(({ service }) => service === index);
    const told = own.flatMap(({ status }) => status ?? []);
    return present({
      status: told.length === 0 ? undefined : statusOfServices(told),
      units: own.find(({ units }) => units !== undefined)?.units,
    });
  });
}

/** Procedures that are authorised together, and their units. */
export interface AuthorizedService {
  /** Codes, ranges (`X9001-X9005`) or prefixes (`J*`). */
  readonly procedures: readonly string[];
  /** Any number when absent. */
  readonly units?: Quantity;
  /** The payer approved other services of the request, and not this one: claims may not name the number for it. */
  readonly isDenied?: true;
}

/** A payer's approval of services, requested in advance. */
export interface Authorization {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly coverageId: string;
  readonly payerId: string;
  /** Whether it is a referral to another provider, which claims state in a place of its own. */
  readonly isReferral?: true;
  readonly status: AuthorizationStatus;
  /** The payer's number; present once approved. */
  readonly number?: string;
  readonly services: readonly AuthorizedService[];
  /** The dates on which the services must be given. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The requesting and billing provider, the servicing provider, and the place. */
  readonly billingProviderId: string;
  readonly renderingProviderId?: string;
  readonly diagnoses?: readonly string[];
  readonly placeOfService?: string;
  readonly note?: string;
  /** The last inquiry by which the payer was asked for it. */
  readonly requestId?: string;
  /** The payer's decision, in its codes and words. */
  readonly decision?: AuthorizationDecision;
}

/** A payer's decision on a request. */
export interface AuthorizationDecision {
  readonly status: AuthorizationStatus;
  readonly decidedOn: LocalDate;
  readonly number?: string;
  readonly reasons: readonly string[];
  readonly messages: readonly string[];
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Per service, in the order of the request: the decision, where there is one. */
  readonly services: readonly { readonly status?: AuthorizationStatus; readonly units?: Quantity }[];
}

/** The authorisation after the payer's decision: decided values replace the requested ones. */
export function decided(authorization: Authorization, decision: AuthorizationDecision): Authorization {
  const { status, number, from, to } = decision;
  const services = authorization.services.map(({ isDenied: _, ...service }, index) => {
    const { units = service.units, status: own } = decision.services[index] ?? {};
    const isDenied = status === 'partly-approved' && (own === 'denied' || own === 'cancelled');
    return { ...service, ...present({ units }), ...(isDenied ? { isDenied } : {}) };
  });
  return {
    ...authorization,
    ...{ status, services, decision },
    ...present({ number }),
    ...present({ from }),
    ...present({ to }),
  };
}

/** Whether claims may name it. */
export function isInForce({ status }: Authorization): boolean {
  return status === 'approved' || status === 'partly-approved';
}
