import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statementsApi } from '../../functions/statements/api.ts';
import { operations } from '../../functions/statements/operations.ts';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { fail } from '../../shared/domain/result.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { callApi, coder, manager } from '../support/api-event.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { hospitalVisit, otherSystemFile } from '../support/other-system-files.ts';
import { textOfPdf } from '../support/pdf-content.ts';
import { referencesOfRows } from '../support/references-of-rows.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';
import { startTestTable, type TestEdge } from '../support/table.ts';

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
});
afterEach(() => desk.store.stop());

/** The text of an account's bill for November, with these code sets. */
async function billOver(
  codeSets: Pick<CodeSets, 'prepare'>,
  { edge, accountId }: { readonly edge: TestEdge; readonly accountId: string } = desk,
): Promise<string> {
  const bucket = memoryS3();
  const files: Files = { ...createFiles(bucket, 'bucket'), presignGet: async (key) => key };
  const handler = createApiHandler(statementsApi, operations, { ...edge, files, codeSets });
  const body = { accountId, from: '2026-11-01', to: '2026-11-30' };
  const headers = { 'Idempotency-Key': 'bill-1' };
  const request = { method: 'POST', path: '/v1/itemized-bills', body, principal: manager, headers };
  const made = await callApi(handler, request);
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  return textOfPdf(bucket.objects.get(made.body.url) as Uint8Array);
}

/** Finalises an inpatient stay: three days of a room, and a visit to the emergency room. */
async function stay(change: (line: Record<string, unknown>) => object): Promise<void> {
  const body = encountersOfKinds(desk.office)['inpatient-facility'];
  const lines = (body.lines as Record<string, unknown>[]).map(change);
  const { body: made } = await desk.send('POST', '/v1/encounters', { ...body, lines }, { principal: coder });
  const path = `/v1/encounters/${made.id}/finalize`;
  const final = await desk.send('POST', path, undefined, { version: 1, principal: coder });
  if (final.status !== 200) throw new Error(JSON.stringify(final.body));
}

describe('an itemised bill shows what each service was', () => {
  test('with the titles of the loaded sets, which are prepared once for all lines', async () => {
    await desk.selfPaid();
    await desk.selfPaid();
    const prepared: (readonly CodeSetKind[])[] = [];
    const text = await billOver({
      prepare: (tenant, kinds, days) => {
        prepared.push(kinds);
        return syntheticCodeSets.prepare(tenant, kinds, days);
      },
    });
    const services = [
      'November 20, 2026 X9003-25 SYNTHETIC office visit, established patient, 25 minutes 1 130.00',
      'November 20, 2026 J1885 Injection, ketorolac tromethamine, per 15 mg 4 11.00',
    ];
    expect(text.split(services.join(' '))).toHaveLength(3);
    // A physician's bill needs no code set for stays or dental services, so none is fetched.
    expect(prepared).toEqual([['hcpcs', 'cpt']]);
  });

  test('in the office’s own words before any title', async () => {
    const line = { diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20' };
    await desk.selfPaid(undefined, {
      lines: [
        { ...line, procedure: 'X9003', chargeCents: 20_00, description: 'Visit with the nurse' },
        { ...line, procedure: 'J1885', chargeCents: 5_00 },
      ],
    });
    const text = await billOver(syntheticCodeSets);
    expect(text).toContain('X9003 Visit with the nurse 1 20.00');
    expect(text).toContain('J1885 Injection, ketorolac tromethamine, per 15 mg 1 5.00');
    expect(text).not.toContain('SYNTHETIC office visit');
  });

  test('with the code alone if no loaded set has a title', async () => {
    await desk.selfPaid();
    const noTitle = {
      ...{ code: 'X9003', shortDescription: ' ', longDescription: '', from: '2020-01-01' as never, to: undefined },
    };
    const references = referencesOfRows([
      { set: 'cpt', release: 'own', effectiveFrom: '2026-01-01', rows: [noTitle] },
      // The release came into force after the service.
      {
        ...{ set: 'hcpcs', release: 'next', effectiveFrom: '2027-01-01' },
        rows: [{ ...noTitle, code: 'J1885', longDescription: 'SYNTHETIC title of the next year' }],
      },
    ]);
    const text = await billOver({
      prepare: async () => ({ ok: true, value: { references, inForce: () => undefined } }),
    });
    expect(text).toContain('November 20, 2026 X9003-25 1 130.00 November 20, 2026 J1885 4 11.00');
  });

  test('for a stay, by procedure and revenue code, with the procedures of the stay, which have no charge', async () => {
    await stay(({ description, ...line }) => line);
    const text = await billOver(syntheticCodeSets);
    expect(text).toContain('November 18, 2026 0120 SYNTHETIC room and board, two beds 3 3,000.00');
    expect(text).toContain('0450 X9003-25 SYNTHETIC office visit, established patient, 25 minutes 1 200.00');
    expect(text).toContain(
      'November 19, 2026 0DTJ4ZZ Resection of Appendix, Percutaneous Endoscopic Approach Charge 3,200.00',
    );
  });

  test('for a claim that another system sent, with its revenue codes and the procedures', async () => {
    const intake = await claimIntakeDesk(await startTestTable());
    await intake.send(otherSystemFile([{ segments: hospitalVisit('OTH1002') }], { form: 'institutional' }), 'sent');
    const accountId = ownAccountId(intake.office.patientId);
    const text = await billOver(syntheticCodeSets, { edge: intake.edge, accountId });
    expect(text).toContain(
      [
        'November 2, 2026 0450 X9003 SYNTHETIC office visit, established patient, 25 minutes 1 200.00',
        'November 3, 2026 0250 SYNTHETIC pharmacy 2 50.00 Charge 250.00',
      ].join(' '),
    );
  });

  test('or is refused when a loaded set cannot be read', async () => {
    await desk.selfPaid();
    const damaged = { kind: 'code-set-damaged', facts: { set: 'hcpcs', release: '2026 October' } } as const;
    await expect(billOver({ prepare: async () => fail(damaged) })).rejects.toThrow('code-set-damaged');
  });
});
