import { usualNoticeDays } from '../../shared/domain/deadline/notice.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import {
  type DeadlineList,
  deadlinePartitions,
  indexOfList,
  listedOf,
  openDeadlines,
} from '../../shared/filing/open-deadlines.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { booksRound } from '../../shared/store/ageing.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { deadlineRound, roundAt } from '../../shared/store/deadline-alarms.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Item } from '../../shared/store/table.ts';
import { varianceRound } from '../../shared/store/variance-rounds.ts';
import { closeEnded } from './close-ended.ts';
import type { WatchDeps } from './context.ts';
import { openAlarms, type Watch } from './open-alarms.ts';

type Message = MessageOf<'watch-deadlines'>;

/** How many index rows are read at once. */
const pageSize = 100;
/** Items that another writer was changing are checked again after this time. */
const againMilliseconds = 5 * 60_000;

/**
 * Checks all deadlines, page by page of the office's lists: opens an exception where a deadline is near or has passed,
 * and closes those whose action was taken. The next day's round is planned first, so that a failed round loses a day at
 * most; open exceptions are not opened again. When time is short, a new message continues.
 */
export async function watchDeadlines(message: Message, delivery: Delivery, deps: WatchDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const at = deps.now().toISOString();
  // This message also starts the office's other daily rounds. The round of the books then plans its own next one.
  const first = message.work === 'round' && message.from === undefined ? [dueWrite(at, varianceRound(tenant))] : [];
  await deps.table.transact([
    ...[dueWrite(at, deadlineRound(tenant, at)), dueWrite(at, booksRound(tenant, at))],
    ...first,
  ]);
  const office = await readOffice(deps.table, tenant);
  const { timeZone, deadlineNoticeDays: noticeDays = usualNoticeDays } = office;
  const watch: Watch = { tenant, at, today: dayIn(timeZone, at), timeZone, noticeDays, overtaken: 0 };
  const isDone = await lookAtLists(message, watch, delivery, deps);
  if (isDone && watch.overtaken > 0 && message.work === 'round') {
    const again = new Date(deps.now().getTime() + againMilliseconds).toISOString();
    await deps.table.transact([dueWrite(at, roundAt(tenant, again))]);
  }
}

/** @returns whether everything was checked; otherwise a message continues */
async function lookAtLists(message: Message, watch: Watch, delivery: Delivery, deps: WatchDeps): Promise<boolean> {
  const { table } = deps;
  const lists = await deadlinePartitions(table, watch.tenant);
  // A deadline that has ended is on no list any more, but its alarm is.
  const looked = message.work === 'ended' ? (['exceptions'] as const) : (Object.keys(lists) as DeadlineList[]);
  const kinds = looked.flatMap((kind) => lists[kind].map((partition) => [kind, partition] as const));
  const from = message.work === 'round' ? message.from : undefined;
  const start = Math.max(
    0,
    kinds.findIndex(([, partition]) => partition === from?.partition),
  );
  for (const [kind, partition] of kinds.slice(start)) {
    let after = partition === from?.partition ? from.after : undefined;
    do {
      if (isTimeShort(delivery)) {
        const rest = { partition, ...present({ after }) };
        const { tenantId, schemaVersion } = message;
        await deps.queues.send('watch-deadlines', [{ schemaVersion, tenantId, work: 'round', from: rest }]);
        return false;
      }
      const page = await table.query({ partition, index: indexOfList(kind), limit: pageSize, after });
      const items = await table.batchGet(page.items.map(({ pk, sk }) => ({ pk, sk })));
      await lookAtPage(
        kind,
        items.filter((item) => item !== undefined),
        { message, watch, deps },
      );
      after = page.next;
    } while (after !== undefined);
  }
  return true;
}

/** What is needed to check a page. */
interface Look {
  readonly message: Message;
  readonly watch: Watch;
  readonly deps: WatchDeps;
}

async function lookAtPage(kind: DeadlineList, items: readonly Item[], { message, watch, deps }: Look): Promise<void> {
  const { exceptions: read = [], ...others } = listedOf(kind, items);
  const exceptions = read.filter(({ state }) => state === 'open');
  const isAlarm = ({ code }: StoredException) => code === 'deadline-near' || code === 'deadline-missed';
  await closeEnded(exceptions.filter(isAlarm), watch, deps);
  if (message.work === 'ended') return;
  const listed = { ...others, exceptions: exceptions.filter((exception) => !isAlarm(exception)) };
  await openAlarms(await openDeadlines(deps.table, watch.tenant, listed, watch), watch, deps);
}
