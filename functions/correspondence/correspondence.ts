import type { Account } from '../../shared/domain/account/account.ts';
import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import {
  type Correspondence,
  isStopWord,
  mostCorrespondenceNotes,
} from '../../shared/domain/correspondence/correspondence.ts';
import { takeAnswers } from '../../shared/domain/correspondence/script.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { correspondenceOfItem, correspondenceWrite, readCorrespondence } from '../../shared/store/correspondence.ts';
import { readDelivery } from '../../shared/store/deliveries.ts';
import {
  correspondenceMonth,
  correspondencePartition,
  underwayCorrespondence,
} from '../../shared/store/keys/correspondence.ts';
import { correspondenceFileKey } from '../../shared/store/received-documents.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { readScript } from '../../shared/store/wordings.ts';
import { followUpWrite } from '../../shared/store/work-marks.ts';
import { readParty, readSubject, type Subject } from './about.ts';
import type { CorrespondenceDeps, CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { correspondenceView } from './views.ts';

export const recordOperations: CorrespondenceOperations<
  'recordCorrespondence' | 'listCorrespondence' | 'getCorrespondence' | 'getCorrespondenceFile' | 'noteCorrespondence'
> = {
  recordCorrespondence: async (request, { table }) => {
    const { principal, body, at: now } = request;
    const { tenantId, subject: by } = principal;
    const subject = await readSubject(table, tenantId, body.about);
    if (!subject.ok) return subject;
    const party = await readParty(table, tenantId, body.with, subject.value.account);
    if (!party.ok) return party;
    const today = await request.today();
    const script = await scriptOf(table, request, today);
    if (!script.ok) return script;
    const { followUpOn = script.value?.followUpOn } = body;
    const errors = faultsOf(request, followUpOn, today);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const { channel, direction, person, referenceNumber, summary, outcome } = body;
    const consent = consentOf(body);
    const record: Correspondence = {
      ...{ id: request.newId('correspondence'), version: 1, channel, direction, with: body.with },
      ...{ about: subject.value.about, at: happenedAt(request), recordedAt: now, recordedBy: by, summary, notes: [] },
      ...present({ person, referenceNumber, outcome, consent, script: script.value?.script }),
      ...present({ against: await againstOf(table, request, subject.value) }),
    };
    return ok({
      body: correspondenceView(record),
      version: 1,
      writes: [
        correspondenceWrite(tenantId, record),
        ...consentWrites(tenantId, subject.value.account, consent),
        ...(await followUpWrites(table, request, record, followUpOn)),
      ],
      audit: auditOf('correspondence-recorded', record),
    });
  },

  listCorrespondence: async (request, { table }) => {
    const { query } = request;
    const { claimId, channel, payerId, limit } = query;
    const places = await partitionsOf(request, table);
    const isByOwner = places.owners.length > 0;
    const partitions = isByOwner ? places.owners : [places.list];
    const how = { index: isByOwner ? (true as const) : ('second' as const), newestFirst: query.state === undefined };
    const marks = askedMarks(request);
    const page = await listPage(request, table, { partitions, ...how, limit, marks }, (item, mark) => {
      const record = correspondenceOfItem(item);
      const isAsked =
        (claimId === undefined || record.about.claimId === claimId) &&
        (channel === undefined || record.channel === channel) &&
        (payerId === undefined || (record.with.kind === 'payer' && record.with.payerId === payerId));
      return isAsked ? { ...correspondenceView(record), ...present({ mark }) } : undefined;
    });
    return asRead(page, { action: 'correspondence-read', entityId: 'correspondence' }, ({ items }) =>
      items.flatMap(({ about }) => about.claimId ?? []),
    );
  },

  getCorrespondence: async (request, { table }) => {
    const { tenantId } = request.principal;
    const record = await readCorrespondence(table, tenantId, request.params.correspondenceId);
    if (record === undefined) return fail({ kind: 'not-found' });
    const delivery =
      record.sending?.state === 'handed-over' ? await readDelivery(table, tenantId, record.id, 1) : undefined;
    const view = correspondenceView(record);
    const body =
      delivery === undefined || view.sending === undefined
        ? view
        : { ...view, sending: { ...view.sending, delivery: delivery.state } };
    return ok({ body, version: record.version, writes: [], audit: auditOf('correspondence-read', record) });
  },

  getCorrespondenceFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const record = await readCorrespondence(table, tenantId, request.params.correspondenceId);
    if (record === undefined) return fail({ kind: 'not-found' });
    if (record.file === undefined) return fail({ kind: 'correspondence-without-file' });
    const body = await signedFile(files, correspondenceFileKey(tenantId, record.file), record.file);
    return ok({ body, writes: [], audit: auditOf('correspondence-read', record) });
  },

  noteCorrespondence: async (request, deps) => {
    const found = await seenCorrespondence(request, deps);
    if (!found.ok) return found;
    const { tenantId, subject: by } = request.principal;
    const { text, outcome, referenceNumber, followUpOn } = request.body;
    const today = await request.today();
    if (followUpOn !== undefined && followUpOn < today) {
      return invalid('/followUpOn', 'has passed');
    }
    const { notes, version } = found.value;
    if (notes.length >= mostCorrespondenceNotes) return fail({ kind: 'correspondence-full' });
    const note = { at: request.at, by, ...present({ text, outcome, referenceNumber }) };
    const record: Correspondence = {
      ...found.value,
      ...{ version: version + 1, notes: [...notes, note] },
      ...present({ outcome: outcome ?? found.value.outcome }),
      ...present({ referenceNumber: referenceNumber ?? found.value.referenceNumber }),
    };
    return ok({
      body: correspondenceView(record),
      version: record.version,
      writes: [
        correspondenceWrite(tenantId, record),
        ...(await followUpWrites(deps.table, request, record, followUpOn)),
      ],
      audit: auditOf('correspondence-noted', record),
    });
  },
};

type Recording = CorrespondenceRequest<'recordCorrespondence'>;

/** The script of a call with its answers, and the follow-up day that they set. */
async function scriptOf(
  table: Table,
  { principal, body: { script } }: Recording,
  today: LocalDate,
): Promise<Result<{ script: Correspondence['script']; followUpOn?: LocalDate } | undefined, Failure>> {
  if (script === undefined) return ok(undefined);
  const found = await readScript(table, principal.tenantId, script.name);
  if (found === undefined || found.isRetired === true) {
    const detail = 'names no script that is in use; getCallScripts has them';
    return invalid('/script/name', detail);
  }
  const taken = takeAnswers(found, script.answers, today);
  if (!taken.ok) return fail({ kind: 'request-invalid', errors: taken.failure });
  const { answered, followUpOn } = taken.value;
  return ok({ script: { name: found.name, version: found.version, answers: answered }, ...present({ followUpOn }) });
}

/** The time of the contact, in UTC. */
function happenedAt({ body, at }: Pick<Recording, 'body' | 'at'>): string {
  return body.at === undefined ? at : new Date(body.at).toISOString();
}

function faultsOf({ body, at }: Recording, followUpOn: LocalDate | undefined, today: LocalDate): FieldError[] {
  const isOfGuarantor = body.with.kind === 'guarantor';
  return [
    ...(happenedAt({ body, at }) > at ? [{ pointer: '/at', detail: 'is in the future' }] : []),
    ...(followUpOn !== undefined && followUpOn < today ? [{ pointer: '/followUpOn', detail: 'has passed' }] : []),
    ...(body.consent !== undefined && !isOfGuarantor
      ? [{ pointer: '/consent', detail: 'only a guarantor can give or revoke consent' }]
      : []),
  ];
}

/** A consent that was given or revoked; STOP in reply to a text revokes it. */
function consentOf({
  consent,
  channel,
  direction,
  summary,
  with: party,
}: Recording['body']): Correspondence['consent'] {
  if (consent !== undefined) return consent;
  const isStop = channel === 'text' && direction === 'in' && party.kind === 'guarantor' && isStopWord(summary);
  return isStop ? { to: 'text', isGiven: false } : undefined;
}

const ruleOf = { text: 'mayText', email: 'mayEmail', 'autodialled-call': 'mayAutodial' } as const;

/** A consent is in force from the moment it is recorded. */
function consentWrites(
  tenant: Parameters<typeof accountWrite>[0],
  account: Account,
  consent: Correspondence['consent'],
): Write<Failure>[] {
  if (consent === undefined) return [];
  const { preferences } = account;
  const contactRules = { ...preferences.contactRules, [ruleOf[consent.to]]: consent.isGiven };
  return [
    accountWrite(tenant, { ...account, version: account.version + 1, preferences: { ...preferences, contactRules } }),
  ];
}

/** The rules that this contact broke: it has happened already, so they are recorded with it. */
async function againstOf(
  table: Table,
  { principal, body, at }: Recording,
  { account, claim }: Subject,
): Promise<string | undefined> {
  if (body.direction === 'in' || body.with.kind !== 'guarantor') return undefined;
  const party = await readContactParty(table, principal.tenantId, account);
  const { correspondence } = await readBillingSettings(table, principal.tenantId);
  const asked = {
    channel: body.channel,
    purpose: body.purpose ?? 'inform',
    at: happenedAt({ body, at }),
    claim,
  } as const;
  const may = mayContact(party, asked, correspondence.hours);
  return may.ok ? undefined : may.failure.because;
}

/** The follow-up day is stored with the claim, or with the account when there is no claim. */
export async function followUpWrites(
  table: Table,
  { principal, at }: Pick<Recording, 'principal' | 'at'>,
  { about }: Pick<Correspondence, 'about'>,
  followUpOn: LocalDate | undefined,
): Promise<Write<Failure>[]> {
  if (followUpOn === undefined) return [];
  const id = about.claimId ?? about.accountId;
  return [await followUpWrite(table, principal.tenantId, { id, followUpOn }, { at, by: principal.subject })];
}

export function auditOf(
  action:
    | 'correspondence-recorded'
    | 'correspondence-read'
    | 'correspondence-noted'
    | 'correspondence-voided'
    | 'correspondence-sending-changed'
    | 'message-written',
  { id, about, channel }: Correspondence,
) {
  const facts = {
    channel,
    accountId: about.accountId,
    ...present({ claimIds: about.claimId, patientId: about.patientId }),
  };
  return { action, entityId: id, facts } as const;
}

/** A record in the version that the request names, and not struck. */
export async function seenCorrespondence(
  {
    principal,
    params,
    expectedVersion,
  }: Pick<CorrespondenceRequest<'noteCorrespondence'>, 'principal' | 'params' | 'expectedVersion'>,
  { table }: Pick<CorrespondenceDeps, 'table'>,
): Promise<Result<Correspondence, Failure>> {
  const record = await readCorrespondence(table, principal.tenantId, params.correspondenceId);
  if (record === undefined) return fail({ kind: 'not-found' });
  if (record.version !== expectedVersion) return fail({ kind: 'version-changed' });
  return record.struck === undefined ? ok(record) : fail({ kind: 'correspondence-struck' });
}

/** Where the requested correspondence is stored: with patients and accounts, or on a list of the office. */
async function partitionsOf({ principal, query, at }: CorrespondenceRequest<'listCorrespondence'>, table: Table) {
  const { tenantId } = principal;
  const list =
    query.state === undefined
      ? correspondenceMonth(tenantId, query.month ?? at.slice(0, 7))
      : underwayCorrespondence(tenantId, query.state);
  const of = (ids: readonly string[]) => ({ list, owners: ids.map((id) => correspondencePartition(tenantId, id)) });
  if (query.patientId !== undefined) return of([query.patientId]);
  if (query.accountId !== undefined) {
    const account = await readAccount(table, tenantId, query.accountId);
    return of([...(account?.memberIds ?? []), query.accountId]);
  }
  if (query.claimId === undefined) return { list, owners: [] };
  const subject = await readSubject(table, tenantId, { claimId: query.claimId });
  return of([subject.ok ? (subject.value.about.patientId ?? subject.value.about.accountId) : query.claimId]);
}
