import { createHash, randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from 'superbill-api';
import { answered } from './answered.ts';
import { codersDay } from './coders-day.ts';

/*
 * The first day (docs/first-day.md) and a coder's day in TypeScript, using only the types of the API's description. The
 * test that runs this compiles it first: a field that the description does not have, or a missing field that it
 * requires, does not compile.
 */

type Role = 'coder' | 'physician' | 'biller' | 'manager' | 'operator';

/** An official file to upload. */
export interface CodeSetFile {
  readonly kind: 'icd-10-cm' | 'hcpcs';
  readonly name: string;
  readonly text: string;
}

/** The results of the story. */
export interface StoryEnd {
  readonly claim: components['schemas']['Claim'];
  readonly exception: components['schemas']['Exception'];
  readonly trialBalanceCents: number;
  /** What edits found in the coder's day that follows. */
  readonly found: readonly string[];
}

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('waited two minutes');
}

const key = () => ({ 'Idempotency-Key': randomUUID() });

/** Uploads an official file, requests its load, and waits until it is loaded. */
async function loadCodeSet(operator: ReturnType<typeof createClient<paths>>, file: CodeSetFile): Promise<void> {
  const bytes = Buffer.from(file.text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = answered(await operator.POST('/v1/code-sets/uploads', { body: { sha256, sizeBytes: bytes.length } }));
  const put = await fetch(upload.uploadUrl, { method: 'PUT', headers: upload.headers, body: new Uint8Array(bytes) });
  if (!put.ok) throw new Error(`the upload is refused: ${put.status}`);
  const files = [{ name: file.name, sha256 }];
  const load = answered(
    await operator.POST('/v1/code-sets/loads', { params: { header: key() }, body: { kind: file.kind, files } }),
  );
  await until(async () => {
    const path = { loadId: load.id };
    const { state } = answered(await operator.GET('/v1/code-sets/loads/{loadId}', { params: { path } }));
    if (state === 'refused') throw new Error(`${file.name} is refused`);
    return state === 'loaded' ? state : undefined;
  });
}

export async function firstDay(
  url: string,
  tokens: Readonly<Record<Role, string>>,
  files: readonly CodeSetFile[],
): Promise<StoryEnd> {
  const as = (role: Role) =>
    createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${tokens[role]}` } });
  const [manager, coder, biller] = [as('manager'), as('coder'), as('biller')];
  for (const file of files) await loadCodeSet(as('operator'), file);
  const address = { line1: '100 EXAMPLE AVE', city: 'COLUMBUS', state: 'OH', postalCode: '432150100' };
  const payer = answered(
    await manager.POST('/v1/payers', {
      body: {
        name: 'EVERGREEN HEALTH (SYNTHETIC)',
        claimPayerId: 'SYN10',
        filingIndicator: 'CI',
        receiver: { id: 'SYNTHCLEAR', name: 'SYNTHETIC CLEARINGHOUSE' },
        remittanceIdentities: [{ kind: 'payer-id', value: 'SYN10' }],
      },
    }),
  );
  const clinic = answered(
    await manager.POST('/v1/providers', {
      body: {
        npi: '1999990009',
        taxonomyCode: '261QP2300X',
        name: { kind: 'organization', organizationName: 'SYNTHETIC FAMILY CLINIC' },
        billing: {
          taxId: { kind: 'ein', value: '990000001' },
          address,
          submitter: { id: 'SYNTHCLINIC', contactName: 'PAT BILLING', phone: '6145550100' },
        },
      },
    }),
  );
  const doctor = answered(
    await manager.POST('/v1/providers', {
      body: { npi: '1003000126', name: { kind: 'person', lastName: 'HEALER', firstName: 'ADA' } },
    }),
  );
  const place = answered(
    await manager.POST('/v1/facilities', { body: { name: 'SYNTHETIC FAMILY CLINIC', address, placeOfService: '11' } }),
  );
  const fees = [{ procedure: 'G0447', cents: 12_500 }];
  answered(await manager.POST('/v1/fee-schedules', { body: { name: 'Prices', effectiveFrom: '2026-01-01', fees } }));
  const patient = answered(
    await coder.POST('/v1/patients', {
      body: { name: { lastName: 'NUÑEZ', firstName: 'ANN' }, birthDate: '1984-03-02', sex: 'F', address },
    }),
  );
  answered(
    await coder.POST('/v1/patients/{patientId}/coverages', {
      params: { path: { patientId: patient.id } },
      body: { payerId: payer.id, order: 1, memberId: 'EVG0000001', relationship: '18', activeFrom: '2026-01-01' },
    }),
  );
  const encounter = answered(
    await coder.POST('/v1/encounters', {
      body: {
        patientId: patient.id,
        billingProviderId: clinic.id,
        renderingProviderId: doctor.id,
        facilityId: place.id,
        placeOfService: '11',
        diagnoses: ['E669'],
        documentation: [{ kind: 'visit-note', text: 'Synthetic note: obesity; diet and exercise.' }],
        lines: [{ procedure: 'G0447', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-02' }],
      },
    }),
  );
  const final = answered(
    await coder.POST('/v1/encounters/{encounterId}/finalize', {
      params: { path: { encounterId: encounter.id }, header: { 'If-Match': '"1"', ...key() } },
    }),
  );
  if (final.state.kind !== 'final') throw new Error('the encounter is not final');
  const [claimId = ''] = final.state.claimIds;
  const path = { claimId };
  await until(async () => {
    const { state } = answered(await biller.GET('/v1/claims/{claimId}', { params: { path } }));
    return state.kind === 'ready' ? state : undefined;
  });
  answered(await biller.POST('/v1/submissions', { params: { header: key() }, body: {} }));
  const remittance = await until(async () => {
    const { items } = answered(await biller.GET('/v1/remittances'));
    return items.find(({ state }) => state === 'posted');
  });
  const exceptions = answered(await biller.GET('/v1/exceptions'));
  const open = exceptions.items.find((each) => each.remittanceId === remittance.id);
  const matched = answered(
    await biller.POST('/v1/exceptions/{exceptionId}/match', {
      params: { path: { exceptionId: open?.id ?? '' }, header: { 'If-Match': '"1"', ...key() } },
      body: { claimId, reason: 'The only visit of this day and charge' },
    }),
  );
  const claim = answered(await biller.GET('/v1/claims/{claimId}', { params: { path } }));
  const { totalCents } = answered(await biller.GET('/v1/trial-balance'));
  const [entry] = answered(await biller.GET('/v1/ledger-entries', { params: { query: { claimId } } })).items;
  if (entry?.claimId !== claimId) throw new Error('the claim has no entries');
  const { patientId, billingProviderId } = encounter;
  const about = {
    patientId,
    billingProviderId,
    renderingProviderId: doctor.id,
    facilityId: place.id,
    placeOfService: '11',
  };
  const found = await codersDay({ coder, physician: as('physician'), about });
  return { claim, exception: matched.exception, trialBalanceCents: totalCents, found };
}
