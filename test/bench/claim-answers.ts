import { createTable } from '../../shared/store/table.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { acknowledgementOffices, receiver, submissionId } from '../support/acknowledgement-office.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import type { TestTable } from '../support/table.ts';
import { unitsOf } from './claim-life.ts';
import { costMeter, type Meter } from './cost-meter.ts';

/**
 * The most write units for the 999 of a file, however many claims the file has, and for each claim that a 277CA
 * accepts.
 */
export const answerTargets = { perFile: 20, perClaim: 4.5 } as const;

/** Measures the write units of acknowledgements: of one file's 999, and of a 277CA per claim. */
export async function measureAnswers(claims: number): Promise<{ readonly perFile: number; readonly perClaim: number }> {
  const database = memoryDynamodb();
  const meters = { functional: costMeter(), claims: costMeter() };
  let meter: Meter | undefined;
  const sender: TestTable['sender'] = {
    send: (command, options) => {
      const own = meter === meters.functional ? meters.functional : meter === undefined ? undefined : meters.claims;
      return (own === undefined ? database : own.table(database)).send(command, options);
    },
  };
  const table = createTable(sender, 'table');
  const offices = acknowledgementOffices({ table, sender, tableName: 'table' } as TestTable);
  const office = await offices.sent(claims);
  const received = await offices.receive(office, functionalAnswer('1', 'A', [], receiver));
  const said = office.claimIds.map((claimId, index) => ({
    claimId,
    status: 'A2:20:PR',
    action: 'WQ' as const,
    payerClaimNumber: `ICN${index}`,
  }));
  const answered = await offices.receive(office, claimAnswers({ trace: submissionId, claims: said }));
  meter = meters.functional;
  await offices.work(office, received);
  meter = meters.claims;
  await offices.work(office, answered);
  return { perFile: unitsOf(meters.functional, 1), perClaim: unitsOf(meters.claims, claims) };
}

/** Prints what acknowledgements write. @returns whether the targets are met */
export async function printAnswers(claims: number): Promise<boolean> {
  const { perFile, perClaim } = await measureAnswers(claims);
  const isMet = perFile <= answerTargets.perFile && perClaim <= answerTargets.perClaim;
  const row = (name: string, units: number, target: number) =>
    process.stdout.write(`${name.padEnd(24)}${units.toFixed(2).padStart(24)}   target ${target}\n`);
  row('999, a file', perFile, answerTargets.perFile);
  row('277CA, a claim', perClaim, answerTargets.perClaim);
  return isMet;
}
