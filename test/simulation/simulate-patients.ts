import { ownAccountId } from '../../shared/domain/account/account.ts';
import { chanceOf } from '../../simulator/chance.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { brokenBooks, plainItems } from './invariants.ts';
import { network, type Worker } from './network.ts';
import { nextAnswer, type RunClaim } from './patients-answers.ts';
import { cardFaults } from './patients-card-invariants.ts';
import { deliver, dueMessages, happenAtProcessor, type Mail, openMail, workOff } from './patients-cards.ts';
import type { Seen } from './patients-drawing.ts';
import { brokenNow, watchClosedMonths } from './patients-invariants.ts';
import { lockboxFaults, upload, wrongLockbox } from './patients-lockbox.ts';
import { openPatientsOffice, type PatientsOffice, patients } from './patients-office.ts';
import { onFileFaults } from './patients-on-file.ts';
import { nextDeed, send } from './patients-people.ts';
import { watchPlans } from './patients-plans.ts';
import { keepReports, reportsHold } from './patients-reports.ts';
import { workRunsOff } from './patients-statements.ts';

/** How a run ended. */
export interface PatientsRun {
  readonly faults: readonly string[];
  /** What people did and what happened, by name and status. */
  readonly told: ReadonlyMap<string, number>;
  readonly injected: ReadonlyMap<string, number>;
}

const rounds = 26;

/**
 * One seeded run of what patients owe and pay. Payers answer, deny and correct, cards are charged and disputed, and an
 * agency collects. At the same time people take payments, apply them to claims, take them off and reverse them, refund,
 * write off, appeal, agree plans, close months and make statements, while requests fail. What must hold is checked
 * after each round; reports are checked at the end.
 */
export async function simulatePatients(seed: string): Promise<PatientsRun> {
  const chance = chanceOf(seed, 'patients');
  const office = await openPatientsOffice(chance);
  const { pipeline, insured } = office;
  const net = network(chance, 5);
  const mail = openMail(chance, office);
  const told = new Map<string, number>();
  const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);
  const closedMonths = watchClosedMonths();
  const plansHold = watchPlans(office);
  const faults = new Set<string>();
  const payPages: string[] = [];
  const pages: string[] = [];
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  let now = Date.parse('2026-10-27T15:00:00.000Z');
  const goOn = (hours: number): void => {
    now += hours * 3_600_000;
    pipeline.edge.setNow(new Date(now).toISOString());
  };
  const seen = (items: Seen['items']): Seen => ({
    items,
    accounts: patients.map((name) => ownAccountId(String(office.names.get(name)))),
    claims: office.claims.map(({ id }) => id),
    patients: patients.map((name) => String(office.names.get(name))),
    ...{ entityId: office.entityId, providerId: office.providerId, employerId: office.employerId },
    ...{ agencyId: office.agencyId, remits: office.remits },
    payPages,
    today: new Date(now).toISOString().slice(0, 10),
    number: next(),
  });

  for (let round = 0; round < rounds; round += 1) {
    goOn(chance.pick([2, 24, 24, 72]));
    if (chance.percent(50)) {
      const at = new Date(now).toISOString();
      await pipeline.receive(
        nextAnswer(insured[chance.below(insured.length)] as RunClaim, chance, { number: next(), at }),
      );
      await pipeline.drain();
      while ((await pipeline.relay()) > 0) await pipeline.drain();
    }
    if (chance.percent(5)) office.net.fail(chance.pick<'lost' | 'unsent' | 500>(['lost', 'unsent', 500]));
    const before = office.items();
    const drawn = Array.from({ length: 2 + chance.below(3) }, () => nextDeed(chance, seen(before)));
    const asked = drawn.flatMap((deed) =>
      deed === undefined ? [] : [{ deed, key: `simulated-${next()}`, status: 500 }],
    );
    const take = async (each: (typeof asked)[number], api: typeof office.call): Promise<void> => {
      if (each.deed.file !== undefined) await upload(office.files, each.deed.file);
      const { status, body } = await send(api, each.deed, each.key, goldenTenant);
      each.status = status;
      const { address, url = body?.pageUrl } = (body ?? {}) as { readonly address?: string; readonly url?: string };
      if (url !== undefined) pages.push(String(url.split('/').at(-1)));
      if (address !== undefined) payPages.push(`/v1/pay-pages/${address.split('/c/')[1]}`);
    };
    await net.run([
      ...asked.map(
        (each) =>
          async ({ wrap }: Worker) =>
            take(each, await office.apiOver(wrap(office.database))),
      ),
      ...(await backgroundWork(office, mail, count)),
    ]);
    for (const each of asked) {
      // A person without an answer asks again with the same key, or never learns the result.
      if (each.status >= 500 && chance.percent(70)) await take(each, office.call);
      count(`${each.deed.name} ${each.status}`);
      if (each.deed.name === wrongLockbox && each.status < 300)
        faults.add('a lockbox file that does not add up is taken');
    }
    const { processor } = office;
    for (const what of happenAtProcessor(chance, { processor, now: pipeline.edge.now }, pages)) count(what);
    const after = office.items();
    const found = [
      ...(await workRunsOff(office, net, seen(after), count)),
      ...(await brokenNow(after, office, seen(after), count)),
      ...(await plansHold(after, seen(after).today, count)),
      ...closedMonths(after),
    ];
    for (const fault of found) faults.add(`round ${round}: ${fault}`);
    if (faults.size > 0) break;
    if (chance.percent(12)) await net.run([({ wrap }) => keepReports(office, wrap(office.database))]);
  }
  if (faults.size === 0) {
    goOn(72);
    for (const fault of [...(await settleAll(office, mail)), ...cardFaults(office)]) faults.add(fault);
    for (const fault of [...lockboxFaults(office.items()), ...onFileFaults(office, now)]) faults.add(fault);
    goOn(48);
    for (const fault of await reportsHold(office)) faults.add(fault);
  }
  for (const fault of brokenBooks(plainItems(office.database))) faults.add(fault);
  return { faults: [...faults], told, injected: net.counts };
}

/** Events that arrive, and workers that run, in parallel with what people do. */
async function backgroundWork(office: PatientsOffice, mail: Mail, count: (what: string) => void) {
  const events = mail.takeSome().map((event) => async ({ wrap }: Worker) => {
    const status = await deliver(await office.apiOver(wrap(office.database)), office.webhookPath, event);
    // The processor sends an event again until it is accepted.
    if (status !== 200) mail.sendAgain(event);
    count(`event ${status}`);
  });
  const messages = (await dueMessages(office)).slice(0, 4).map((message) => async ({ wrap }: Worker) => {
    // A message that fails is delivered again, as from a queue.
    const isDone = await workOff(office, message, wrap(office.database)).then(
      () => true,
      () => false,
    );
    count(`${String(message.queue)} ${isDone ? 'done' : 'fails'}`);
  });
  return [...events, ...messages];
}

/**
 * Everything that is late arrives, and everything that is due is done, without faults. Returns what could not be done.
 */
async function settleAll(office: PatientsOffice, mail: Mail): Promise<string[]> {
  const refused: string[] = [];
  for (const event of mail.takeRest()) {
    const status = await deliver(office.call, office.webhookPath, event);
    if (status !== 200) refused.push(`an event is answered with ${status}`);
  }
  let undone: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    undone = [];
    for (const message of await dueMessages(office)) {
      await workOff(office, message, office.database).catch((error: unknown) => {
        undone.push(`${String(message.queue)} never ends: ${JSON.stringify(message.body)}: ${String(error)}`);
      });
    }
  }
  return [...refused, ...undone];
}
