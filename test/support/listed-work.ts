import type { AttachmentRequest } from '../../shared/domain/attachment/attachment.ts';
import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import type { CardCharge } from '../../shared/domain/card/charge.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import type { EligibilityCheck } from '../../shared/domain/inquiry/inquiry.ts';
import type { IntakeFailure } from '../../shared/domain/intake/intake.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { ConditionGap } from '../../shared/domain/self-audit/condition-gaps.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { newAttachmentRequestWrite } from '../../shared/store/attachments.ts';
import { newAuthorizationWrites } from '../../shared/store/authorizations.ts';
import { cardChargeWrite } from '../../shared/store/cards.ts';
import { conditionGapWrite } from '../../shared/store/condition-gaps.ts';
import { onItsWayWrites } from '../../shared/store/deposits.ts';
import { inquiryWrite } from '../../shared/store/inquiries.ts';
import { newFailureWrite } from '../../shared/store/intakes.ts';
import type { Table, Write } from '../../shared/store/table.ts';

interface Ids {
  readonly tenant: TenantId;
  readonly claimId: string;
  readonly accountId: string;
  readonly entityId: string;
  readonly patientId: string;
  readonly paymentId: string;
}

const at = '2026-11-23T10:00:00.000Z';
const on = '2026-11-23' as LocalDate;
const idOf = (prefix: string) => `${prefix}_01JD0EXAMP1E00000000000000`;

/**
 * Work that payers, processors and files cause, stored where its lists read it.
 * @returns each list, with the id by which its work is marked
 */
export async function workOfOtherFamilies(
  table: Table,
  { tenant, claimId, accountId, entityId, patientId, paymentId }: Ids,
): Promise<[list: string, id: string][]> {
  const request: AttachmentRequest = {
    ...{ id: idOf('atr'), claimId: claimId as ClaimId, trace: 'REQUEST1', wanted: [{ code: '11506-3' }] },
    ...{ receivedAt: at, state: 'open' },
  };
  const charge: CardCharge = {
    ...{ id: idOf('cch'), version: 1, connectionId: idOf('ccn'), entityId, accountId, way: 'page', state: 'declined' },
    ...{ cents: cents(100), createdAt: at, createdBy: 'user-biller', claimIds: [], attempt: 1 },
  };
  const failure: IntakeFailure = {
    ...{ intakeId: idOf('itk'), format: 'json-lines', record: 7, line: 7, byteOffset: 0, byteLength: 2 },
    ...{ since: at, at, errors: [], state: 'open' },
  };
  const check: EligibilityCheck = {
    ...{ kind: 'eligibility', id: idOf('inq'), version: 0, receiverId: 'EXCLEAR', payerId: idOf('pay') },
    ...{ providerId: idOf('prv'), patientId, coverageId: idOf('cov'), serviceOn: on, serviceTypes: ['30'] },
    ...{ requestedAt: at, requestedBy: 'user-coder', state: { kind: 'cancelled', cancelledAt: at } },
  };
  const gap: ConditionGap = {
    ...{ id: idOf('gap'), version: 1, year: 2026, foundAt: at, state: 'open', model: 'MODEL', category: '999' },
    ...{ patientId, diagnoses: ['I10'], encounterIds: [], providerIds: [], lastOn: on },
  };
  const authorization: Authorization = {
    ...{ id: idOf('aut'), version: 1, patientId, coverageId: idOf('cov'), payerId: idOf('pay'), status: 'draft' },
    ...{ services: [{ procedures: ['X9003'] }], from: on, to: on, billingProviderId: idOf('prv') },
  };
  const row = { remittanceId: paymentId, entityId, payerName: 'A BATCH', traceNumber: '1001', method: 'CHK' };
  await table.transact([
    newAttachmentRequestWrite(tenant, request),
    cardChargeWrite(tenant, charge) as Write<never>,
    newFailureWrite(tenant, failure),
    { put: (inquiryWrite(tenant, check, check) as { readonly put: object }).put as never },
    conditionGapWrite(tenant, gap) as Write<never>,
    ...newAuthorizationWrites(tenant, authorization),
    ...onItsWayWrites(tenant, { ...row, paidOn: on, cents: cents(100) }, at),
  ]);
  return [
    ['/v1/attachment-requests?', request.id],
    ['/v1/card-charges?list=declined&', charge.id],
    ['/v1/intake-failures?', `${failure.intakeId}.7`],
    ['/v1/eligibility-checks?', check.id],
    ['/v1/authorizations?', authorization.id],
    ['/v1/condition-gaps?year=2026&', gap.id],
    ['/v1/deposits-in-transit?', paymentId],
  ];
}
