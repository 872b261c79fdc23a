import { beforeEach, describe, expect, it } from 'vitest';
import type { Sender } from '../../shared/store/table.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { standings } from '../support/claim-standing.ts';
import { otherSystemFile, visit } from '../support/other-system-files.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimIntakeDesk>>;

beforeEach(async () => {
  store = await startTestTable();
  desk = await claimIntakeDesk(store);
});

const numbers = Array.from({ length: 7 }, (_, index) => `OTH${index + 1}`);
/**
 * Seven claims of two patients, the second of whom is not on file here yet; one claim goes to a payer that is not on
 * file either.
 */
const file = otherSystemFile(
  numbers.map((number, index) => ({
    segments: visit(number),
    ...(index % 2 === 0 ? {} : { patient: { last: 'NEWNAME', first: 'NOVA', born: '19910203' }, memberId: 'N1' }),
    ...(index === 4 ? { payerId: '55555' } : {}),
  })),
);

/** Each claim exists once, and the books and the counts agree. */
async function expectEachOnce(intakeId: string): Promise<void> {
  expect(await desk.intakeOf(intakeId)).toMatchObject({
    state: 'done',
    all: { claims: 7, chargeCents: 98_700 },
    taken: { claims: 6, chargeCents: 84_600 },
    known: { claims: 0 },
    waiting: { claims: 1, chargeCents: 14_100 },
  });
  const claims = await desk.claims();
  expect(claims.map(({ controlNumber }) => controlNumber).sort()).toEqual(numbers.filter((name) => name !== 'OTH5'));
  expect(new Set(claims.map(({ patientId }) => patientId)).size).toBe(2);
  expect((await standings(desk)(claims[0].id)).accounts).toEqual({
    'insurance-receivable': 84_600,
    'opening-balances': -84_600,
  });
}

async function given(): Promise<string> {
  const body = { sha256: await desk.upload(file), purpose: 'sent' };
  return (await desk.callIntake('POST', '/v1/claim-intakes', body)).body.id;
}

const messageOf = (intakeId: string) => ({ schemaVersion: 1, tenantId: desk.tenant, intakeId }) as const;

describe('a file of claims whose reading is interrupted', () => {
  it('continues by a message to itself when time is short', async () => {
    const id = await given();
    let looks = 0;
    // Each message has time for two claims.
    const worked = await desk.takeIn({ remaining: () => (++looks % 3 === 0 ? 0 : 900_000) });
    expect(worked).toBeGreaterThan(2);
    await expectEachOnce(id);
  });

  it('continues after it died at any write, before or after it', async () => {
    const id = await given();
    let writes = 0;
    let deaths = 0;
    const dying =
      (at: number, isAfter: boolean) =>
      (sender: Sender): Sender => ({
        send: async (command, options) => {
          const isWrite = command.constructor.name === 'TransactWriteItemsCommand';
          if (isWrite) writes += 1;
          if (isWrite && writes === at && !isAfter) throw new Error('died before the write');
          const answer = await sender.send(command, options);
          if (isWrite && writes === at && isAfter) throw new Error('died after the write');
          return answer;
        },
      });
    for (let round = 0; round < 8; round += 1) {
      writes = 0;
      try {
        await desk.workOne(messageOf(id), { seam: dying(2, round % 2 === 0) });
      } catch {
        deaths += 1;
      }
    }
    expect(deaths).toBeGreaterThan(4);
    await desk.workOne(messageOf(id));
    await expectEachOnce(id);
  });

  it('is read by two workers at a time, each claim by one of them', async () => {
    const id = await given();
    await Promise.all([desk.workOne(messageOf(id)), desk.workOne(messageOf(id))]);
    await desk.workOne(messageOf(id));
    await expectEachOnce(id);
  });

  it('is given up after too many interruptions, and continued when a person asks for it', async () => {
    const id = await given();
    await desk.dueMessages();
    await desk.workOne(messageOf(id), { receiveCount: 5 });
    expect(await desk.intakeOf(id)).toMatchObject({ state: 'refused', refusal: { code: 'broke-off' } });
    expect((await desk.callIntake('POST', `/v1/claim-intakes/${id}/retry`)).body).toMatchObject({ state: 'reading' });
    await desk.takeIn();
    await expectEachOnce(id);
  });

  it('a retry that runs out of time continues after what it has tried', async () => {
    const many = otherSystemFile(numbers.map((number) => ({ payerId: '55555', segments: visit(number) })));
    const intake = await desk.send(many, 'sent');
    expect(intake).toMatchObject({ waiting: { claims: 7 } });
    await desk.callIntake('POST', `/v1/claim-intakes/${intake.id}/retry`);
    let looks = 0;
    expect(await desk.takeIn({ remaining: () => (++looks % 3 === 0 ? 0 : 900_000) })).toBe(4);
    expect(await desk.intakeOf(intake.id)).toMatchObject({ waiting: { claims: 7, chargeCents: 98_700 } });
  });
});
