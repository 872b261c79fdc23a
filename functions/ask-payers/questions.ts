import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import { dependentParty, postal, subscriberParty } from '../../shared/domain/claim/assemble/parties.ts';
import type { PartyName } from '../../shared/domain/claim/party.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Inquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { mayAskEligibility } from '../../shared/domain/practice/enrollment.ts';
import type { Coverage, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readAuthorization } from '../../shared/store/authorizations.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import {
  type EligibilityQuestionOf,
  type InquiryFile,
  writeEligibilityInquiry,
} from '../../shared/x12/270/write-inquiry.ts';
import { type StatusQuestionOf, writeStatusInquiry } from '../../shared/x12/276/write-status-inquiry.ts';
import { type ReviewQuestionOf, writeReviewRequest } from '../../shared/x12/278/write-review.ts';
import type { TransactionUnwritable } from '../../shared/x12/loops/write-guide.ts';
import { readAskedClaim } from './asked-claim.ts';

/** What is asked, ready to be written. */
export type Question =
  | { readonly kind: 'eligibility'; readonly submitterId: string; readonly asked: EligibilityQuestionOf }
  | { readonly kind: 'claim-status'; readonly submitterId: string; readonly asked: StatusQuestionOf }
  | { readonly kind: 'prior-authorization'; readonly submitterId: string; readonly asked: ReviewQuestionOf };

/** The name of each kind of question in files and envelopes. */
export const transactions = {
  eligibility: { type: '270', answer: '271', payloadType: 'X12_270_Request_005010X279A1' },
  'claim-status': { type: '276', answer: '277', payloadType: 'X12_276_Request_005010X212' },
  'prior-authorization': { type: '278', answer: '278-answer', payloadType: 'X12_278_Request_005010X217' },
} as const;

/** Builds a question from the current records. */
export async function questionOf(
  tenant: TenantId,
  inquiry: Inquiry,
  table: Table,
  today: LocalDate,
): Promise<Result<Question, 'record-missing' | 'attestation-missing'>> {
  const about = await subjectOf(tenant, inquiry, table);
  if (about === undefined) return fail('record-missing');
  const items = await table.batchGet([
    entityKey(tenant, 'PATIENT', about.patientId),
    coverageKey(tenant, about.patientId, about.coverageId),
    entityKey(tenant, 'PAYER', inquiry.payerId),
    entityKey(tenant, 'PROVIDER', inquiry.providerId),
  ]);
  const [patient, coverage, payer, provider] = items.map(documentIfThere) as [Patient?, Coverage?, Payer?, Provider?];
  if (patient === undefined || coverage === undefined || payer === undefined || provider?.billing === undefined) {
    return fail('record-missing');
  }
  const { taxId, submitter } = provider.billing;
  const common = {
    trace: inquiry.id,
    originator: `9${taxId.value}`,
    payer: { name: payer.name, id: payer.claimPayerId },
    provider: providerParty(provider),
    ...membersOf(patient, coverage, payer),
  };
  if (inquiry.kind === 'eligibility') {
    if (!mayAskEligibility(provider, payer, today)) return fail('attestation-missing');
    const { serviceOn: on, serviceTypes } = inquiry;
    return ok({ kind: 'eligibility', submitterId: submitter.id, asked: { ...common, on, serviceTypes } });
  }
  if (about.kind === 'authorization') {
    const asked = { ...common, ...(await reviewedOf(tenant, about.authorization, table)) };
    return ok({ kind: 'prior-authorization', submitterId: submitter.id, asked });
  }
  if (about.kind !== 'claim') return fail('record-missing');
  const { claim } = about;
  const receiver = { name: common.provider.name, id: submitter.id };
  return ok({ kind: 'claim-status', submitterId: submitter.id, asked: { ...common, receiver, claim } });
}

/** The document of a row; undefined when there is no row. */
export function documentIfThere(item: Item | undefined): unknown {
  return item === undefined ? undefined : documentOfItem(item);
}

/** The person and the subject of a question. */
async function subjectOf(tenant: TenantId, inquiry: Inquiry, table: Table) {
  if (inquiry.kind === 'claim-status') return readAskedClaim(tenant, inquiry, table);
  const { patientId } = inquiry;
  if (inquiry.kind === 'eligibility') return { kind: 'coverage', patientId, coverageId: inquiry.coverageId } as const;
  const authorization = await readAuthorization(table, tenant, patientId, inquiry.authorizationId);
  if (authorization === undefined) return undefined;
  return { kind: 'authorization', patientId, coverageId: authorization.coverageId, authorization } as const;
}

/** The services to be authorised, and who provides them. */
async function reviewedOf(tenant: TenantId, authorization: Authorization, table: Table) {
  const {
    renderingProviderId,
    billingProviderId,
    diagnoses = [],
    services,
    from,
    to,
    placeOfService,
    note,
    isReferral,
  } = authorization;
  const isOther = renderingProviderId !== undefined && renderingProviderId !== billingProviderId;
  const item = isOther ? await table.get(entityKey(tenant, 'PROVIDER', renderingProviderId)) : undefined;
  const rendering = item === undefined ? undefined : documentOfItem<Provider>(item);
  const servicing =
    rendering?.npi === undefined ? undefined : { name: providerName(rendering), idKind: 'XX', id: rendering.npi };
  return { diagnoses, services, from, to, ...present({ placeOfService, note, servicing, isReferral }) };
}

/** A billing provider, by NPI or tax id. */
export function providerParty(provider: Provider): EligibilityQuestionOf['provider'] {
  return { name: providerName(provider), ...identityOf(provider.npi, provider.billing?.taxId.value ?? '') };
}

function identityOf(npi: string | undefined, taxId: string) {
  return npi === undefined ? { idKind: 'FI', id: taxId } : { idKind: 'XX', id: npi };
}

function providerName({ name }: Provider): PartyName {
  if (name.kind === 'organization') return { kind: 'organization', name: name.organizationName };
  return { kind: 'person', last: name.lastName, ...present({ first: name.firstName }) };
}

/** The subscriber, and the patient when that is another person. */
function membersOf(
  patient: Patient,
  coverage: Coverage,
  payer: Payer,
): Pick<EligibilityQuestionOf, 'subscriber' | 'dependent'> {
  const { name, memberId = '', address, demographics } = subscriberParty(0, { patient, coverage, payer });
  const other = coverage.subscriber;
  const ofOther = other && {
    ...present({ address: other.address && postal(other.address) }),
    ...('name' in other ? { demographics: present({ birthDate: other.birthDate, gender: other.sex }) } : {}),
  };
  const subscriber = { name, memberId, ...present({ address, demographics }), ...ofOther };
  if (coverage.relationship === '18') return { subscriber };
  const dependent = dependentParty(patient, coverage);
  return {
    subscriber,
    dependent: {
      name: dependent.name,
      relationship: dependent.relationship,
      ...present({ demographics: dependent.demographics }),
    },
  };
}

/** Writes questions of one kind as one file. One request for prior authorisation is a file. */
export function writeQuestions(
  questions: readonly Question[],
  file: InquiryFile,
): Result<string, TransactionUnwritable> {
  const eligibility = questions.flatMap((question) => (question.kind === 'eligibility' ? [question.asked] : []));
  if (eligibility.length > 0) return writeEligibilityInquiry(eligibility, file);
  const [first] = questions;
  if (first?.kind === 'prior-authorization') {
    invariant(questions.length === 1, 'a 278 has one request');
    return writeReviewRequest(first.asked, file);
  }
  return writeStatusInquiry(
    questions.flatMap((question) => (question.kind === 'claim-status' ? [question.asked] : [])),
    file,
  );
}
