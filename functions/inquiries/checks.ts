import type { EligibilityCheck } from '../../shared/domain/inquiry/inquiry.ts';
import { attentionFrom, needsAttention } from '../../shared/domain/inquiry/inquiry.ts';
import { mayAskEligibility } from '../../shared/domain/practice/enrollment.ts';
import type { Coverage, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, invalid, ok } from '../../shared/domain/result.ts';
import { startOfDay } from '../../shared/domain/time/time-zone.ts';
import { askedMarks, asRead, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import {
  firstState,
  inquiryOfItem,
  inquiryWrite,
  newInquiry,
  readInquiry,
  readPayerChannel,
} from '../../shared/store/inquiries.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { inquiriesToSee } from '../../shared/store/keys/inquiry.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
import type { InquiriesOperations } from './context.ts';
import { checkView, listedCheckView } from './views.ts';

export const checkOperations: InquiriesOperations<
  | 'createEligibilityCheck'
  | 'listEligibilityChecks'
  | 'getEligibilityCheck'
  | 'cancelEligibilityCheck'
  | 'dismissEligibilityCheck'
> = {
  createEligibilityCheck: async (request, { table }) => {
    const { principal, at, body } = request;
    const { tenantId, subject } = principal;
    const { patientId, coverageId, providerId, serviceOn, serviceTypes, askOn } = body;
    const [coverageItem, providerItem] = await table.batchGet([
      coverageKey(tenantId, patientId, coverageId),
      entityKey(tenantId, 'PROVIDER', providerId),
    ]);
    const provider = providerItem === undefined ? undefined : documentOfItem<Provider>(providerItem);
    if (coverageItem === undefined || provider === undefined) {
      return fail({ kind: 'not-found', errors: missing(coverageItem, provider) });
    }
    if (provider.billing === undefined) {
      const detail = 'this provider is not set up for billing; name one that is';
      return invalid('/providerId', detail);
    }
    const { payerId } = documentOfItem<Coverage>(coverageItem);
    const { payer, channel } = await readPayerChannel(table, tenantId, payerId);
    if (channel === undefined) return fail({ kind: 'inquiry-channel-missing' });
    const today = await request.today();
    const isLater = askOn !== undefined && askOn > today;
    if (!mayAskEligibility(provider, payer, isLater ? askOn : today))
      return fail({ kind: 'eligibility-attestation-missing' });
    const { timeZone } = await readOffice(table, tenantId);
    const askAt = isLater ? startOfDay(timeZone, askOn) : undefined;
    const check: EligibilityCheck = {
      ...{ kind: 'eligibility', id: request.newId('inquiry'), version: 1 },
      ...{ receiverId: channel.receiverId, payerId, providerId, patientId, coverageId, serviceOn, serviceTypes },
      ...{ requestedAt: at, requestedBy: subject },
      ...present({ plannedFor: askAt }),
      state: askAt === undefined ? firstState(channel, 'eligibility') : { kind: 'planned', askAt },
    };
    const { writes, due } = newInquiry(tenantId, check, channel);
    return ok({
      body: checkView(check, at),
      version: 1,
      writes,
      audit: { action: 'eligibility-check-requested', entityId: patientId, facts: { checkId: check.id } },
      due,
    });
  },

  listEligibilityChecks: async (request, { table }) => {
    const { patientId, state, needsAttention: asked } = request.query;
    const viewOf = (item: Item, mark: ShownMark | undefined) => {
      const check = inquiryOfItem(item) as EligibilityCheck;
      const isAsked =
        (patientId === undefined || check.patientId === patientId) &&
        (state === undefined || check.state.kind === state) &&
        (asked === undefined || needsAttention(check, request.at));
      return isAsked ? { ...listedCheckView(check, request.at), ...present({ mark }) } : undefined;
    };
    const marks = askedMarks(request);
    const isWork = asked !== undefined && request.query.month === undefined;
    const { tenantId } = request.principal;
    const work = {
      partitions: [inquiriesToSee(tenantId, 'eligibility')],
      index: 'second',
      limit: request.query.limit,
      marks,
    } as const;
    const page = isWork
      ? await listPage(request, table, work, viewOf)
      : await listMonth(request, table, { entity: 'ELIGIBILITY-CHECK', marks }, viewOf);
    return asRead(page, { action: 'eligibility-checks-read', entityId: 'eligibility-checks' }, () => []);
  },

  getEligibilityCheck: async (request, { table }) => {
    const check = await readCheck(table, request.principal.tenantId, request.params.checkId);
    if (check === undefined) return fail({ kind: 'not-found' });
    const audit = {
      action: 'eligibility-check-read',
      entityId: check.patientId,
      facts: { checkId: check.id },
    } as const;
    return ok({ body: checkView(check, request.at), version: check.version, writes: [], audit });
  },

  cancelEligibilityCheck: async (request, { table }) => {
    const { tenantId } = request.principal;
    const check = await readCheck(table, tenantId, request.params.checkId);
    if (check === undefined) return fail({ kind: 'not-found' });
    // An inquiry that is being asked in real time is answered, or fails, in a moment.
    if (check.state.kind !== 'planned' && check.state.kind !== 'queued') return fail({ kind: 'inquiry-over' });
    const after = { ...check, state: { kind: 'cancelled', cancelledAt: request.at } } as const;
    return ok({
      body: checkView({ ...after, version: check.version + 1 }, request.at),
      version: check.version + 1,
      writes: [{ ...inquiryWrite(tenantId, check, after), orElse: { kind: 'inquiry-over' } }],
      audit: { action: 'eligibility-check-cancelled', entityId: check.patientId, facts: { checkId: check.id } },
    });
  },

  dismissEligibilityCheck: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const check = await readCheck(table, tenantId, request.params.checkId);
    if (check === undefined) return fail({ kind: 'not-found' });
    if (attentionFrom(check) === undefined) return fail({ kind: 'inquiry-needs-nobody' });
    // A dismissed check keeps its state: if an answer still arrives, it is stored and needs attention.
    const after = { ...check, dismissed: { by: subject, at: request.at, reason: request.body.reason } };
    return ok({
      body: checkView({ ...after, version: check.version + 1 }, request.at),
      version: check.version + 1,
      writes: [{ ...inquiryWrite(tenantId, check, after), orElse: { kind: 'inquiry-needs-nobody' } }],
      audit: { action: 'eligibility-check-dismissed', entityId: check.patientId, facts: { checkId: check.id } },
    });
  },
};

function missing(coverage: Item | undefined, provider: Provider | undefined): FieldError[] {
  const detail = 'nothing here has this id';
  return [
    ...(coverage === undefined
      ? [{ pointer: '/coverageId', detail: `the patient has no such coverage: ${detail}` }]
      : []),
    ...(provider === undefined ? [{ pointer: '/providerId', detail }] : []),
  ];
}

async function readCheck(
  table: Table,
  tenant: Parameters<typeof readInquiry>[1],
  id: string,
): Promise<EligibilityCheck | undefined> {
  const inquiry = await readInquiry(table, tenant, id);
  return inquiry?.kind === 'eligibility' ? inquiry : undefined;
}
