import { claimsApi } from '../../functions/claims/api.ts';
import { operations as claimsOperations } from '../../functions/claims/operations.ts';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { operations as codeEntryOperations } from '../../functions/code-entry/operations.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { ulid } from '../../shared/runtime/edge.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createFiles } from '../../shared/store/files.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';
import { goldenPayers } from '../golden/remittance-text.ts';
import { callApi, manager, type TestAnswer } from '../support/api-event.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { encounterBody, type Office, officeApi, payerBody, setUpOffice } from '../support/office.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';

export const tenant = manager.tenantId as TenantId;
const principal = { ...manager, roles: 'manager biller coder' };
const noPause = async () => undefined;
const logger = createLogger('simulation', () => undefined);

/** The payers, in the order in which patients have them. */
export const payerNames = ['bluecross', 'medicare', 'medicaid'] as const;
export type PayerName = (typeof payerNames)[number];

/** The clock of a run: it stands still while something happens, and moves on between rounds. */
export interface Clock {
  now(): Date;
  /** The day, or the given number of days before it, as `YYYYMMDD`. */
  day(before?: number): string;
  pass(hours: number): void;
}

export function clockOf(): Clock {
  let instant = new Date('2026-11-23T15:00:00.000Z');
  return {
    now: () => instant,
    day: (before = 0) =>
      new Date(instant.getTime() - before * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
    pass: (hours) => {
      instant = new Date(instant.getTime() + hours * 3_600_000 + 1000);
    },
  };
}

/** The dependencies of the workers and people in a run, each behind its own seam. */
export function surroundings(database: Sender, bucket: Sender, clock: Clock, chance: Chance) {
  const bytes = () => Uint8Array.from({ length: 10 }, () => chance.below(256));
  return (wrap: (sender: Sender) => Sender) => ({
    table: createTable(wrap(database), 'table', noPause),
    files: createFiles(wrap(bucket), 'bucket'),
    now: clock.now,
    newUlid: () => ulid(clock.now(), bytes()),
    logger,
    logLines: [],
    setNow: () => undefined,
  });
}

export type Surroundings = ReturnType<ReturnType<typeof surroundings>>;

/** The office's API, as people use it. */
export function apiOf(deps: Surroundings) {
  const codeEntry = createApiHandler(codeEntryApi, codeEntryOperations, {
    ...deps,
    codeSets: syntheticCodeSets,
  } as never);
  const claims = createApiHandler(claimsApi, claimsOperations, deps as never);
  const exceptions = createApiHandler(exceptionsApi, exceptionsOperations, deps as never);
  const handlerOf = (path: string) =>
    path.startsWith('/v1/encounters') ? codeEntry : path.startsWith('/v1/exceptions') ? exceptions : claims;
  return (method: string, path: string, more: { body?: unknown; headers?: Record<string, string> } = {}) =>
    callApi(handlerOf(path), { method, path, principal, ...more }) as Promise<TestAnswer>;
}

/** An office with some patients of one to three coverages, and a final encounter of each: a physician's visit or a facility's. */
export async function openOffice(chance: Chance, deps: Surroundings): Promise<void> {
  const practice = officeApi(deps as never);
  const office = await setUpOffice(practice, principal);
  const create = async (path: string, body: object): Promise<string> => {
    const answer = await practice.call('POST', path, body, { principal });
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const payerIds = new Map<PayerName, string>();
  for (const name of payerNames) {
    const { payerId: claimPayerId, traceOriginator: value } = goldenPayers[name];
    const identity = { remittanceIdentities: [{ kind: 'trace-originator', value }] };
    payerIds.set(name, await create('/v1/payers', { ...payerBody, ...identity, name, claimPayerId }));
  }
  if (chance.percent(60)) await create('/v1/trading-partners', dropPartner);
  const ids = Array.from({ length: 2 + chance.below(2) }, (_, number) => number);
  for (const number of ids) {
    const patientId = await create('/v1/patients', { ...patientBody, birthDate: `1970-01-0${number + 1}` });
    const coverageIds: string[] = [];
    for (const [order, name] of payerNames.slice(0, chance.pick([1, 2, 2, 3, 3])).entries()) {
      const own = { payerId: payerIds.get(name), order: order + 1, memberId: `M${number}${order}` };
      const coverage = { ...own, relationship: '18', activeFrom: '2026-01-01' };
      coverageIds.push(await create(`/v1/patients/${patientId}/coverages`, coverage));
    }
    await finalise(practice, visitOf(chance, { ...office, patientId }, coverageIds));
  }
}

const patientBody = {
  name: { lastName: 'Synthetic', firstName: 'Testa' },
  sex: 'F',
  address: { line1: '7 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' },
};

/** A partner to which files are delivered automatically. */
const dropPartner = {
  name: 'Example Clearinghouse',
  receiverId: payerBody.receiver.id,
  envelope: {
    senderQualifier: 'ZZ',
    senderId: 'EXSUBMIT',
    receiverQualifier: 'ZZ',
    receiverId: payerBody.receiver.id,
    applicationSender: 'EXSUBMIT',
    applicationReceiver: payerBody.receiver.id,
  },
  usage: 'production',
  delivery: { kind: 's3-drop', folder: 'claims', fileName: '{submission}.837' },
};

function visitOf(chance: Chance, office: Office, coverageIds: readonly string[]): object {
  if (chance.percent(70)) return { ...encounterBody(office), coverageIds };
  return { ...encountersOfKinds(office)['outpatient-facility'], coverageIds };
}

async function finalise(practice: ReturnType<typeof officeApi>, body: object): Promise<void> {
  const draft = await practice.call('POST', '/v1/encounters', body, { principal });
  if (draft.status !== 201) throw new Error(`a visit is refused: ${JSON.stringify(draft.body)}`);
  const { id } = draft.body;
  const headers = { 'If-Match': draft.headers.ETag ?? '', 'Idempotency-Key': `final-${id}` };
  const final = await practice.call('POST', `/v1/encounters/${id}/finalize`, undefined, { principal, headers });
  if (final.status !== 200) throw new Error(`a visit is not finalised: ${JSON.stringify(final.body)}`);
}
