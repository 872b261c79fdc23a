import { claimsApi } from '../../functions/claims/api.ts';
import { operations as claimsOperations } from '../../functions/claims/operations.ts';
import { relayDue } from '../../functions/relay-due/relay.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageBody } from '../../shared/queue/sender.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { createTable } from '../../shared/store/table.ts';
import { callApi, coder, manager } from '../support/api-event.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { coverageBody, encounterBody, officeApi, patientBody, setUpOffice } from '../support/office.ts';
import { testEdge } from '../support/table.ts';
import { costMeter, type Meter } from './cost-meter.ts';

/** The steps of a claim from the encounter to the file; posting is measured separately (`cost.ts`). */
export const lifeSteps = ['draft', 'finalize', 'submit'] as const;
export type LifeStep = (typeof lifeSteps)[number];

export interface Life {
  readonly claims: number;
  readonly meters: Readonly<Record<LifeStep, Meter>>;
}

/** What a claim's whole life may cost in write units, posting included. */
export const lifeTarget = 40;

/** A visit note of a few paragraphs: 1,148 characters without repetitions. */
const note = [
  'Synthetic note of a visit. The patient comes with a cough that began nine days ago, first dry, now with some yellow sputum in the',
  'morning. There was a fever of up to 38.4 degrees on the first two evenings, none since. No blood, no pain when breathing, no',
  'shortness of breath at rest; climbing stairs takes longer than usual. Smokes about ten cigarettes a day. Takes lisinopril 10 mg',
  'for high blood pressure, no known allergies. On examination alert and well hydrated, temperature 37.1, pulse 84, blood pressure',
  '142 over 86, saturation 97 percent on room air. Throat slightly red without exudate. Lungs with scattered wheezes on both sides,',
  'no crackles, no dullness. Heart regular. The picture fits acute bronchitis; pneumonia is unlikely, so that no film was taken. We',
  'discussed that antibiotics would not shorten it, that fluids and rest help, and when to come back: breathlessness, fever again, or',
  'no change in two weeks. An injection against the wheezing was given and well borne. Blood pressure to be measured at home each',
  'morning and brought to the yearly visit, which is due. Stopping smoking was offered once more and the leaflet handed out.',
].join(' ');

/**
 * Takes encounters, each with three services, a note and its own patient, from the draft to the claim file, and meters
 * every request by its step.
 */
export async function measureLife(claims: number): Promise<Life> {
  const database = memoryDynamodb();
  const meters = { draft: costMeter(), finalize: costMeter(), submit: costMeter() };
  let step: LifeStep | undefined;
  const sender = {
    send: (command: unknown, options?: { readonly abortSignal?: AbortSignal }) =>
      (step === undefined ? database : meters[step].table(database)).send(command, options),
  };
  const table = createTable(sender, 'table');
  const edge = testEdge(table);
  const api = officeApi(edge);
  const office = await setUpOffice(api);
  const body = encounterBody(office);
  const lines = [...body.lines, { ...body.lines[1], procedure: 'G0439', units: 1 }];
  const visit = { ...body, lines, documentation: [{ kind: 'visit-note', text: note }] };
  const newPatient = async (): Promise<string> => {
    const patientId: string = (await api.call('POST', '/v1/patients', patientBody)).body.id;
    await api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId: office.payerId });
    return patientId;
  };
  const waiting = new Map<string, MessageBody[]>();
  const queues = {
    send: async (queue: string, bodies: readonly MessageBody[]) => {
      waiting.set(queue, [...(waiting.get(queue) ?? []), ...bodies]);
    },
  };
  const tenantId = manager.tenantId as TenantId;
  for (let index = 0; index < claims; index += 1) {
    step = undefined;
    const own = { ...visit, patientId: await newPatient() };
    step = 'draft';
    const headers = { 'Idempotency-Key': `draft-${index}` };
    const draft = await api.call('POST', '/v1/encounters', own, { principal: coder, headers });
    step = 'finalize';
    const final = await api.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
      principal: coder,
      headers: { 'Idempotency-Key': `final-${index}`, 'If-Match': '"1"' },
    });
    if (final.status !== 200) throw new Error('the encounter was not finalised');
  }
  step = 'submit';
  const files = createFiles(memoryS3(), 'bucket');
  const claimsHandler = createApiHandler(claimsApi, claimsOperations, { ...edge, files });
  const headers = { 'Idempotency-Key': 'submit' };
  await callApi(claimsHandler, { method: 'POST', path: '/v1/submissions', body: {}, principal: manager, headers });
  await relayDue({ ...edge, queues });
  const delivery = { remainingMilliseconds: () => 300_000 };
  for (const { submissionId } of waiting.get('submit-claims') ?? []) {
    const task = { tenantId, submissionId: String(submissionId), messageId: 'message', delivery };
    await submitClaims(task, { ...edge, files, queues, usage: 'T' });
  }
  return { claims, meters };
}

/** Write units a claim, of one step. */
export function unitsOf({ written }: Meter, claims: number): number {
  return [...written.values()].reduce((sum, kind) => sum + kind.units + kind.indexUnits, 0) / claims;
}

/** Write units a claim of its whole life. @param posting those of a posted claim */
export function lifeUnits({ meters, claims }: Life, posting: number): number {
  return lifeSteps.reduce((sum, step) => sum + unitsOf(meters[step], claims), posting);
}

/**
 * Prints what each step of a claim's life writes, and all of them together.
 * @param posting write units of a posted claim
 * @returns whether the target is met
 */
export async function printLife(claims: number, posting: number): Promise<boolean> {
  const life = await measureLife(claims);
  const { meters } = life;
  const print = (name: string, ...columns: readonly (string | number)[]) => {
    const texts = columns.map((column) => (typeof column === 'number' ? column.toFixed(2) : column).padStart(12));
    process.stdout.write(`${name.padEnd(24)}${texts.join('')}\n`);
  };
  print('');
  print('life of a claim', 'items', 'write units', 'index', 'largest B');
  for (const step of lifeSteps) {
    print(step, '', unitsOf(meters[step], claims));
    for (const [name, { writes, units, indexUnits, largestBytes }] of meters[step].written) {
      print(`  ${name}`, writes / claims, units / claims, indexUnits / claims, String(largestBytes));
    }
  }
  print('post', '', posting);
  const together = lifeUnits(life, posting);
  print('encounter to balance', '', together);
  const isMet = together < lifeTarget;
  print(`target ${lifeTarget}: ${isMet ? 'met' : 'MISSED'}`);
  return isMet;
}
