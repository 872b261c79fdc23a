import {
  type AuthorizationDecision,
  type AuthorizationStatus,
  decidedServices,
  statusOfAction,
  statusOfServices,
} from '../domain/authorization/authorization.ts';
import { parseQuantity } from '../domain/encounter/quantity.ts';
import { isId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type LocalDate, parseLocalDate } from '../domain/time/local-date.ts';
import { serviceOfItem } from './pas-request.ts';
import {
  type ClaimResponseResource,
  type CodeableConcept,
  type Extension,
  type OperationOutcomeResource,
  pasNames,
} from './pas-resources.ts';

/**
 * Reads the answer of `Claim/$submit`: a bundle with a ClaimResponse, or a bare one; or an OperationOutcome with errors,
 * which says why the payer did not process the request. Fails when there is neither, or when it is for another request.
 * @param trace the identifier of the request, which a ClaimResponse returns
 */
export function readPasResponse(
  json: unknown,
  today: LocalDate,
  trace: string,
): Result<AuthorizationDecision, 'answer-unreadable'> {
  const resources = resourcesIn(json);
  const response = responseTo(trace, resources.filter(isClaimResponse));
  if (response === undefined) {
    const refusal = resources.some(isClaimResponse) ? undefined : refusalIn(resources, today);
    return refusal === undefined ? fail('answer-unreadable') : ok(refusal);
  }
  const items = listOf(response.item);
  const reviews = items.map((item) => ({
    service: serviceOfItem(typeof item.itemSequence === 'number' ? item.itemSequence : 0),
    review: reviewOf([
      ...listOf(item.extension),
      ...listOf(item.adjudication).flatMap((each) => listOf(each.extension)),
    ]),
    units: listOf(item.adjudication).find(({ category }) => codesOf(category).includes('benefit'))?.value,
  }));
  const errors = listOf(response.error).flatMap(({ code }) => codesOf(code));
  const services = decidedServices(
    reviews.map(({ service, review, units }) => {
      const parsed = parseQuantity(String(units ?? ''));
      return { service, ...present({ status: review.status, units: parsed.ok ? parsed.value : undefined }) };
    }),
  );
  return ok({
    status: statusOf(
      response,
      reviews.map(({ review }) => review.status),
      errors,
    ),
    decidedOn: dayOf(response.created) ?? today,
    ...present({
      number: response.preAuthRef ?? reviews.find(({ review }) => review.number !== undefined)?.review.number,
      from: dayOf(response.preAuthPeriod?.start),
      to: dayOf(response.preAuthPeriod?.end),
    }),
    reasons: [...new Set([...errors, ...reviews.flatMap(({ review }) => review.reasons)])],
    messages: [
      ...(typeof response.disposition === 'string' ? [response.disposition] : []),
      ...listOf(response.processNote).flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    ],
    services,
  });
}

function listOf<Item>(value: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

interface Resource {
  readonly resourceType: string;
}

/** A resource by itself, or those of a bundle. */
function resourcesIn(json: unknown): readonly Resource[] {
  if (typeof json !== 'object' || json === null) return [];
  const { resourceType, entry } = json as { readonly resourceType?: unknown; readonly entry?: unknown };
  if (typeof resourceType !== 'string') return [];
  if (resourceType !== 'Bundle') return [json as Resource];
  return Array.isArray(entry)
    ? entry.flatMap((each) => resourcesIn((each as { readonly resource?: unknown } | null)?.resource))
    : [];
}

function isClaimResponse(resource: Resource): resource is ClaimResponseResource {
  return resource.resourceType === 'ClaimResponse';
}

/** The response with the identifier of the request, or else one that has none of ours. */
function responseTo(trace: string, responses: readonly ClaimResponseResource[]): ClaimResponseResource | undefined {
  const namesOf = ({ identifier }: ClaimResponseResource) => listOf(identifier).map(({ value }) => String(value));
  const own = responses.find((response) => namesOf(response).includes(trace));
  return own ?? responses.find((response) => !namesOf(response).some((name) => isId('inquiry', name)));
}

/** At most this much of a payer's explanation is kept. */
const messageLength = 500;

/** What errors of an OperationOutcome say; undefined when there are none. */
function refusalIn(resources: readonly Resource[], decidedOn: LocalDate): AuthorizationDecision | undefined {
  const issues = resources
    .filter((resource): resource is OperationOutcomeResource => resource.resourceType === 'OperationOutcome')
    .flatMap(({ issue }) => listOf(issue))
    .filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (issues.length === 0) return undefined;
  return {
    status: 'refused',
    decidedOn,
    reasons: issues.flatMap(({ code, details }) => {
      const codes = codesOf(details);
      return codes.length > 0 || typeof code !== 'string' ? codes : [code];
    }),
    messages: issues.flatMap(({ details, diagnostics }) => {
      const text = details?.text ?? diagnostics;
      return typeof text === 'string' ? [text.slice(0, messageLength)] : [];
    }),
    services: [],
  };
}

function codesOf(concept: CodeableConcept | undefined): readonly string[] {
  return listOf(concept?.coding).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}

interface Review {
  readonly status?: AuthorizationStatus;
  readonly number?: string;
  readonly reasons: readonly string[];
}

function reviewOf(extensions: readonly Extension[]): Review {
  const parts = extensions
    .filter(({ url }) => url === pasNames.reviewAction)
    .flatMap(({ extension }) => listOf(extension));
  const action = parts.find(({ url }) => url === pasNames.reviewActionCode);
  const code = codesOf(action?.valueCodeableConcept)[0];
  return {
    ...present({
      status: code === undefined ? undefined : statusOfAction(code),
      number: parts.find(({ url }) => url === 'number')?.valueString,
    }),
    reasons: parts
      .filter(({ url }) => url === 'reasonCode')
      .flatMap(({ valueCodeableConcept }) => codesOf(valueCodeableConcept)),
  };
}

/**
 * The status from the items; items that are queued or have no decision yet are decided later. If there is an error and
 * no decision, the payer did not consider the request.
 */
function statusOf(
  { outcome }: ClaimResponseResource,
  items: readonly (AuthorizationStatus | undefined)[],
  errors: readonly string[],
): AuthorizationStatus {
  const told = items.filter((status) => status !== undefined);
  if (told.length > 0) return statusOfServices(told);
  return outcome === 'error' || errors.length > 0 ? 'refused' : 'pended';
}

function dayOf(text: string | undefined): LocalDate | undefined {
  const day = typeof text === 'string' ? parseLocalDate(text.slice(0, 10)) : undefined;
  return day?.ok === true ? day.value : undefined;
}
