import { randomUUID } from 'node:crypto';
import type createClient from 'openapi-fetch';
import type { paths } from 'superbill-api';
import { answered } from './answered.ts';

type Client = ReturnType<typeof createClient<paths>>;

/** The patient and providers of the visit, the coder, and the physician who is asked. */
interface Visit {
  readonly coder: Client;
  readonly physician: Client;
  readonly about: Readonly<
    Record<'patientId' | 'billingProviderId' | 'renderingProviderId' | 'facilityId' | 'placeOfService', string>
  >;
}

/** A coder's day (docs/coders-day.md), from the list to a final encounter. Returns what an edit found on the way. */
export async function codersDay({ coder, physician, about }: Visit): Promise<readonly string[]> {
  const documentation = [{ kind: 'visit-note', text: 'Synthetic note: obesity; diet and exercise, which was long.' }];
  answered(await physician.POST('/v1/encounters', { body: { ...about, documentation } }));
  const list = answered(await coder.GET('/v1/coding-work', { params: { query: { assignedTo: 'none' } } }));
  const encounterId = list.items[0]?.encounterId ?? '';
  const at = (version: number, more = {}) => ({
    path: { encounterId, ...more },
    header: { 'If-Match': `"${version}"` },
  });
  const take = { do: 'take' as const };
  answered(await coder.POST('/v1/coding-work/{encounterId}/actions', { params: at(0), body: take }));
  const search = { text: 'counseling obesity', systems: ['hcpcs' as const], day: '2026-11-03' };
  const found = answered(await coder.POST('/v1/codes/search', { body: search }));
  const procedure = found.items[0]?.code ?? '';
  const line = { procedure, units: 1, diagnosisPointers: [1], serviceOn: '2026-11-03' };
  const save = (version: number, diagnoses: string[]) =>
    coder.PUT('/v1/encounters/{encounterId}', { params: at(version), body: { ...about, diagnoses, lines: [line] } });
  answered(await save(1, ['E66']));
  const path = { encounterId };
  const { findings } = answered(await coder.GET('/v1/encounters/{encounterId}/findings', { params: { path } }));
  const [note] = answered(await coder.GET('/v1/encounters/{encounterId}/documentation', { params: { path } })).items;
  const query = answered(
    await coder.POST('/v1/coding-work/{encounterId}/queries', {
      params: { path },
      body: {
        indicators: [{ noteId: note?.id ?? '', quote: 'which was long' }],
        question: 'How many minutes were face to face?',
        form: { kind: 'open' },
      },
    }),
  );
  answered(
    await physician.POST('/v1/coding-work/{encounterId}/queries/{queryId}/answer', {
      params: { path: { encounterId, queryId: query.id }, header: { 'If-Match': '"1"' } },
      body: { kind: 'text', text: '15 minutes.' },
    }),
  );
  answered(await save(2, ['E669']));
  const header = { 'If-Match': '"3"', 'Idempotency-Key': randomUUID() };
  answered(await coder.POST('/v1/encounters/{encounterId}/finalize', { params: { path, header } }));
  return findings.filter(({ severity }) => severity === 'error').map(({ editId, pointer }) => `${editId} ${pointer}`);
}
