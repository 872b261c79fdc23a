import { disputeLetter } from '../../shared/document/dispute-letter.ts';
import { latePaymentLetter } from '../../shared/document/late-payment-letter.ts';
import type { DisputeResult, PaymentDispute } from '../../shared/domain/contract/dispute.ts';
import {
  type DisputedDirection,
  disputeLettersOf,
  usualDisputeLetters,
} from '../../shared/domain/contract/dispute-letters.ts';
import {
  type PaymentVariance,
  type VarianceDeed,
  varianceDecided,
  varianceDisputed,
} from '../../shared/domain/contract/variance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fillIn, type LetterTemplate } from '../../shared/domain/remittance/denial/letter-fields.ts';
import { type FieldError, fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { pdfOf } from '../../shared/runtime/api/kept-document.ts';
import { asAnswer, askedMarks, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { auditOfEach } from '../../shared/store/change.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { openVariancePartition } from '../../shared/store/keys/contract.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import { disputeOfItem, paymentDisputeWrite, readPaymentDispute } from '../../shared/store/payment-disputes.ts';
import type { Table } from '../../shared/store/table.ts';
import { readVariances, varianceOfItem, varianceWrite } from '../../shared/store/variances.ts';
import type { DisputeView } from './api.ts';
import type { ContractsDeps, ContractsOperations, ContractsRequest } from './context.ts';
import { readDisputeSource } from './dispute-source.ts';

/** At most this many claims in one dispute: one transaction writes them and the letters. */
const mostDisputed = 80;
/** At most this many billing providers in one dispute. */
const mostLetters = 8;

const letterKey = (tenant: TenantId, { sha256 }: PaymentDispute['letter']) =>
  fileKey(tenant, 'document', `${sha256}.pdf`);

export const disputeOperations: ContractsOperations<
  'disputePayments' | 'listPaymentDisputes' | 'getPaymentDispute' | 'getPaymentDisputeLetter' | 'decidePaymentDispute'
> = {
  disputePayments: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const asked = await askedFor(request, deps.table);
    if (!asked.ok) return asked;
    const { contracts: settings } = await readBillingSettings(deps.table, tenantId);
    const [[first] = []] = asked.value;
    const name = request.body.template ?? usualDisputeLetters[first === undefined ? 'underpaid' : disputedAs(first)];
    const template = disputeLettersOf(settings.letters).find((each) => each.name === name);
    if (template === undefined) {
      const detail = 'is not a letter: expected one of the billing settings, underpayment or late-payment';
      return invalid('/template', detail);
    }
    const today = await request.today();
    const made: PaymentDispute[] = [];
    for (const variances of asked.value) {
      const id = request.newId('paymentDispute');
      const letter = await writeLetter({ tenant: tenantId, id, today, template, variances }, deps);
      if (!letter.ok) return letter;
      const about = { template: name, createdAt: request.at, createdBy: subject };
      made.push({ ...disputeOf(id, variances), ...about, letter: letter.value });
    }
    const facts = made.map((dispute) => ({
      ...({ action: 'payment-dispute-written', entityId: dispute.id } as const),
      facts: { sha256: dispute.letter.sha256, claims: dispute.varianceIds.length },
    }));
    const { audit, others } = auditOfEach(request, facts);
    const disputed = asked.value.flatMap((variances, index) =>
      variances.map((variance) => varianceDisputed(variance, made[index]?.id as string)),
    );
    return ok({
      body: { items: made.map(disputeView) },
      writes: [
        ...made.map((dispute) => paymentDisputeWrite(tenantId, dispute)),
        ...disputed.map((variance) => varianceWrite(tenantId, variance)),
        ...others,
      ],
      audit,
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },

  listPaymentDisputes: async (request, { table }) => {
    const marks = askedMarks(request);
    const page = await listMonth(request, table, { entity: 'PAYMENT-DISPUTE', marks }, (item, mark) => {
      return { ...disputeView(disputeOfItem(item)), ...present({ mark }) };
    });
    return asAnswer(page);
  },

  getPaymentDispute: async (request, { table }) => {
    const dispute = await readPaymentDispute(table, request.principal.tenantId, request.params.paymentDisputeId);
    if (dispute === undefined) return fail({ kind: 'not-found' });
    return ok({ body: disputeView(dispute), version: dispute.version });
  },

  getPaymentDisputeLetter: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const dispute = await readPaymentDispute(table, tenantId, request.params.paymentDisputeId);
    if (dispute === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await signedFile(files, letterKey(tenantId, dispute.letter), dispute.letter),
      writes: [],
      audit: { action: 'payment-dispute-read', entityId: dispute.id, facts: { sha256: dispute.letter.sha256 } },
    });
  },

  decidePaymentDispute: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readPaymentDispute(table, tenantId, request.params.paymentDisputeId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (before.outcome !== undefined) return fail({ kind: 'dispute-decided' });
    const { result, noticeOn, reason, wonVarianceIds = [] } = request.body;
    const { timeZone } = await readOffice(table, tenantId);
    if (noticeOn > (await request.today())) return invalid('/noticeOn', 'is in the future');
    if (noticeOn < dayIn(timeZone, before.createdAt)) {
      return invalid('/noticeOn', 'is before the day on which the letter was written');
    }
    const strange = wonVarianceIds.findIndex((id) => !before.varianceIds.includes(id));
    if (strange >= 0) {
      const errors = [{ pointer: `/wonVarianceIds/${strange}`, detail: 'the letter is not about it' }];
      return fail({ kind: 'request-invalid', errors });
    }
    const by = { by: subject, at: request.at, reason };
    const variances = await readVariances(table, tenantId, before.varianceIds);
    // A variance that has ended or was decided separately since is left as it is.
    const after = variances.flatMap((variance) => {
      if (variance?.state !== 'disputed' || variance.disputeIds.at(-1) !== before.id) return [];
      return varianceDecided(variance, deedOf(result, wonVarianceIds.includes(variance.id)), by) ?? [];
    });
    const dispute: PaymentDispute = {
      ...{ ...before, version: before.version + 1 },
      outcome: { result, noticeOn, at: request.at, by: subject, reason },
    };
    return ok({
      body: disputeView(dispute),
      version: dispute.version,
      writes: [paymentDisputeWrite(tenantId, dispute), ...after.map((variance) => varianceWrite(tenantId, variance))],
      audit: { action: 'payment-dispute-decided', entityId: before.id, facts: { result } },
    });
  },
};

function deedOf(result: DisputeResult, isWon: boolean): VarianceDeed {
  if (result === 'withdrawn') return 'reopen';
  return result === 'won' || isWon ? 'win' : 'lose';
}

/** The variances to dispute, by billing provider: those that were named, or all open underpayments of a payer. */
async function askedFor(
  request: ContractsRequest<'disputePayments'>,
  table: Table,
): Promise<Result<readonly (readonly PaymentVariance[])[], Failure>> {
  const { tenantId } = request.principal;
  const { varianceIds, payerId, about = 'underpaid' } = request.body;
  const found =
    varianceIds === undefined
      ? ok(await openOf(table, tenantId, payerId as string, about))
      : await namedVariances(table, tenantId, [...new Set(varianceIds)]);
  if (!found.ok) return found;
  if (found.value.length === 0) return fail({ kind: 'nothing-to-dispute' });
  const groups = [...Map.groupBy(found.value, ({ billingProviderId }) => billingProviderId).values()];
  if (varianceIds === undefined || groups.length <= mostLetters) return ok(groups.slice(0, mostLetters));
  const detail = `are of more than ${mostLetters} billing providers`;
  return invalid('/varianceIds', detail);
}

async function openOf(
  table: Table,
  tenant: TenantId,
  payerId: string,
  about: DisputedDirection,
): Promise<PaymentVariance[]> {
  const partitions = Array.from({ length: shards.variances }, (_, shard) => openVariancePartition(tenant, shard));
  const { items } = await readOpen(table, partitions);
  const own = items
    .map(varianceOfItem)
    .filter((each) => each.payerId === payerId && each.state === 'open' && each.direction === about);
  const order = ({ disputeBy, id }: PaymentVariance) => `${disputeBy ?? '9999-12-31'} ${id}`;
  return own.sort((left, right) => (order(left) < order(right) ? -1 : 1)).slice(0, mostDisputed);
}

async function namedVariances(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<Result<readonly PaymentVariance[], Failure>> {
  const found = await readVariances(table, tenant, ids);
  const first = found.find((variance) => variance !== undefined);
  const wrong = (variance: PaymentVariance | undefined): string | undefined => {
    if (variance === undefined) return 'names no variance';
    if (variance.direction === 'overpaid') return 'is no underpayment';
    if (variance.direction !== first?.direction) return 'is of another kind than the first';
    return variance.payerId === first.payerId ? undefined : 'is of another payer';
  };
  const errorsOf = (fault: (variance: PaymentVariance | undefined) => string | undefined) =>
    found.flatMap((variance, index): FieldError[] => {
      const detail = fault(variance);
      return detail === undefined ? [] : [{ pointer: `/varianceIds/${index}`, detail }];
    });
  const errors = errorsOf(wrong);
  if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
  const standing = errorsOf((variance) => (variance?.state === 'open' ? undefined : `is ${variance?.state}`));
  if (standing.length > 0) return fail({ kind: 'variance-not-in-state', errors: standing });
  return ok(found as readonly PaymentVariance[]);
}

/** What a letter about a variance is about; nobody disputes what was paid too much. */
function disputedAs({ direction }: PaymentVariance): DisputedDirection {
  return direction === 'paid-late' ? 'paid-late' : 'underpaid';
}

interface Writing {
  readonly tenant: TenantId;
  readonly id: string;
  readonly today: LocalDate;
  readonly template: LetterTemplate;
  readonly variances: readonly PaymentVariance[];
}

async function writeLetter(
  { tenant, id, today, template, variances }: Writing,
  { table, files }: ContractsDeps,
): Promise<Result<PaymentDispute['letter'], Failure>> {
  const { facts, ...source } = await readDisputeSource(table, tenant, { reference: id, today, variances });
  const filled = fillIn(template, facts);
  if (!filled.ok) return fail({ kind: 'letter-facts-missing', facts: { fields: filled.failure.join(', ') } });
  const [first] = variances;
  const isLate = first !== undefined && disputedAs(first) === 'paid-late';
  const bytes = await pdfOf((isLate ? latePaymentLetter : disputeLetter)({ ...source, letter: filled.value }));
  const letter = { sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  await files.put(letterKey(tenant, letter), bytes, 'application/pdf');
  return ok(letter);
}

function disputeOf(id: string, variances: readonly PaymentVariance[]) {
  const [first] = variances;
  const sum = (field: 'expectedCents' | 'allowedCents' | 'cents') => sumCents(variances.map((each) => each[field]));
  const disputeBy = variances.flatMap((each) => each.disputeBy ?? []).sort()[0];
  return {
    ...{ id, version: 1, payerId: first?.payerId ?? '', billingProviderId: first?.billingProviderId ?? '' },
    varianceIds: variances.map((variance) => variance.id),
    ...{ expectedCents: sum('expectedCents'), allowedCents: sum('allowedCents'), cents: sum('cents') },
    ...present({ disputeBy }),
  };
}

/** The API shows what is stored. The types differ only in brands and in `readonly`. */
function disputeView(dispute: PaymentDispute): DisputeView {
  return dispute as unknown as DisputeView;
}
