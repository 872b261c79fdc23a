import type { CollectionAgency } from '../../shared/domain/collections/agency.ts';
import { type AgencyRemit, inTransitOfRemit } from '../../shared/domain/collections/remit.ts';
import { type RemitLine, readRemit, remitRecords } from '../../shared/domain/collections/remit-file.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { bookLine, type LineWork } from '../../shared/posting/agency-lines.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import { continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import { agencyRemitWrite, readAgencyRemit } from '../../shared/store/agency-remits.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readAgency } from '../../shared/store/collections.ts';
import { onItsWayWrites } from '../../shared/store/deposits.ts';
import { digestOf } from '../../shared/store/digest.ts';
import type { Files } from '../../shared/store/files.ts';
import { readOffice } from '../../shared/store/office.ts';

/** What the work needs. */
export interface RemitDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly queues: Queues;
  readonly files: Pick<Files, 'get'>;
}

/**
 * Books an agency's remittance, line by line. One transaction writes each line and the position of the next, so that no
 * line is missed or booked twice. After the last one, the file's money is in transit to the bank.
 */
export async function postAgencyRemit(
  message: MessageOf<'post-agency-remit'>,
  delivery: Delivery,
  deps: RemitDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  return continueByMessage(
    'post-agency-remit',
    () => message,
    deps.queues,
    async () => {
      let remit = await readAgencyRemit(deps.table, tenant, message.remitId);
      invariant(remit !== undefined, 'the item of a file precedes its message');
      if (remit.state === 'posted') return;
      const lines = await linesOf(remit, deps);
      const agency = await readAgency(deps.table, tenant, remit.agencyId);
      invariant(agency !== undefined, 'an agency stays');
      const { timeZone } = await readOffice(deps.table, tenant);
      while (remit.done < lines.length) {
        stopInTime(delivery);
        remit = await postNext(remit, lines, { ...deps, tenant, agency, timeZone });
      }
      await end(remit, { ...deps, tenant });
    },
  );
}

async function linesOf(remit: AgencyRemit, { files }: RemitDeps): Promise<readonly RemitLine[]> {
  const text = Buffer.from(await files.get(remit.fileKey)).toString('utf8');
  const read = readRemit(remitRecords(text), remit.remits);
  invariant(read.ok, 'a file was checked before it was taken');
  return read.value.lines;
}

interface Posting extends RemitDeps {
  readonly tenant: TenantId;
  readonly agency: CollectionAgency;
  readonly timeZone: TimeZone;
}

async function postNext(remit: AgencyRemit, lines: readonly RemitLine[], posting: Posting): Promise<AgencyRemit> {
  const { table, tenant, agency } = posting;
  const line = lines[remit.done];
  invariant(line !== undefined, 'there is a next line');
  const work: LineWork = { table, remit, agency, booking: bookingOf(remit, line, posting) };
  const booked = await bookLine(line, work);
  const after: AgencyRemit = { ...remit, version: remit.version + 1, done: remit.done + 1 };
  const written = await table.transact([...booked.writes, agencyRemitWrite(tenant, after)]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return after;
}

function bookingOf(remit: AgencyRemit, { line }: RemitLine, { tenant, timeZone, now }: Posting) {
  const at = now().toISOString();
  let entries = 0;
  const newEntryId = (): string => {
    entries += 1;
    return idFromDigest('ledgerEntry', digestOf('agency-remit', tenant, remit.id, String(line), String(entries)));
  };
  return { tenant, subject: remit.takenBy, at, today: dayIn(timeZone, at), newEntryId };
}

async function end(
  remit: AgencyRemit,
  { table, tenant, now, logger }: Omit<Posting, 'agency' | 'timeZone'>,
): Promise<void> {
  const at = now().toISOString();
  const after: AgencyRemit = { ...remit, version: remit.version + 1, state: 'posted' };
  const money = inTransitOfRemit(after);
  const facts = { lines: remit.done, netCents: remit.sums.netCents };
  const written = await table.transact([
    agencyRemitWrite(tenant, after),
    ...(money === undefined ? [] : onItsWayWrites(tenant, money, at)),
    workerAudit('post-agency-remit', tenant, at, { action: 'agency-remit-posted', entityId: remit.id, facts }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  logger.info('agency-remit-posted', { tenantId: tenant, remitId: remit.id, ...facts });
}
