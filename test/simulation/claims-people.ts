import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Sender } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { MemoryDynamodb } from '../support/memory-dynamodb.ts';
import type { Said } from './claims-payers.ts';
import { apiOf, type Surroundings } from './claims-world.ts';
import type { Worker } from './network.ts';

type Task = (worker: Worker) => Promise<void>;
type Api = ReturnType<typeof apiOf>;

export function itemsOf(database: MemoryDynamodb, type: string): (Item & { readonly type: string })[] {
  return database
    .items()
    .filter((raw) => raw.type?.S === type)
    .map((raw) => unmarshall(raw) as Item & { readonly type: string });
}

const onClaim = ['hold', 'release', 'withdraw', 'reassemble'] as const;

interface Desk {
  readonly database: MemoryDynamodb;
  readonly deps: (wrap: (sender: Sender) => Sender) => Surroundings;
  /** The filing that an answer or an acknowledgement is about, according to its payer. */
  filingMeant(kinds: readonly Said['kind'][], trace: string, claimId: string): number | undefined;
}

/**
 * What people of the office do: they send, file what is proposed, correct, void, hold, and decide what the product
 * cannot decide.
 */
export function claimsPeople(chance: Chance, { database, deps, filingMeant }: Desk) {
  const told = new Map<string, number>();
  let deeds = 0;
  const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);

  /** Sends one request, with the version that the person has seen. */
  const act = async (api: Api, what: string, path: string, request: { body?: unknown; version?: string }) => {
    deeds += 1;
    const version = request.version ?? '';
    const headers = { 'Idempotency-Key': `deed-${deeds}`, ...(version === '' ? {} : { 'If-Match': version }) };
    const answer = await api('POST', path, { headers, body: request.body });
    count(answer.status < 300 ? what : String(answer.status));
    return answer;
  };

  const onEncounter = async (api: Api, id: string, what: 'correct' | 'void'): Promise<void> => {
    const seen = await api('GET', `/v1/encounters/${id}`);
    let { body } = seen;
    if (body?.state === undefined) return;
    let version = seen.headers.ETag ?? '';
    if (what === 'void') {
      await act(api, what, `/v1/encounters/${id}/void`, { version, body: { reason: 'billed in error' } });
      return;
    }
    if (body.state.kind === 'final') {
      const opened = await act(api, what, `/v1/encounters/${id}/correct`, {
        version,
        body: { reason: 'coded wrongly' },
      });
      if (opened.status !== 200) return;
      body = opened.body;
      version = opened.headers.ETag ?? '';
    }
    if (body.state.kind !== 'draft') return;
    const { id: _id, version: _version, state: _state, createdAt: _createdAt, ...stated } = body;
    const changed = { ...stated, ...changeOf(chance, stated) };
    const saved = await api('PUT', `/v1/encounters/${id}`, { headers: { 'If-Match': version }, body: changed });
    if (saved.status === 200) version = saved.headers.ETag ?? '';
    await act(api, 'finalize', `/v1/encounters/${id}/finalize`, { version });
  };

  const onOneClaim = async (api: Api, claimId: string, what: string, body?: object): Promise<void> => {
    const seen = await api('GET', `/v1/claims/${claimId}`);
    if (seen.status !== 200) return;
    await act(api, what, `/v1/claims/${claimId}/${what}`, { version: seen.headers.ETag ?? '', body });
  };

  /** Names the filing of each answer whose filing was uncertain. */
  const decideUnclear = async (api: Api): Promise<void> => {
    const open = itemsOf(database, 'exception').filter(
      ({ code, state }) => code === 'answered-filing-unclear' && state === 'open',
    );
    for (const { id, remittanceId, claimId } of open) {
      const remittance = itemsOf(database, 'remittance').find((each) => each.id === remittanceId);
      const seen = await api('GET', `/v1/exceptions/${id}`);
      const filing = filingMeant(['answered'], String(remittance?.traceNumber), String(claimId));
      const body = { claimId, reason: 'as the payer said by phone', ...(filing === undefined ? {} : { filing }) };
      await act(api, 'name the filing', `/v1/exceptions/${id}/match`, { version: seen.headers.ETag ?? '', body });
    }
  };

  /** Names the filing of each acknowledgement whose filing was uncertain. */
  const nameAcknowledged = async (api: Api): Promise<void> => {
    const open = itemsOf(database, 'exception').filter(
      ({ code, state }) => code === 'acknowledged-filing-unclear' && state === 'open',
    );
    for (const { claimId, facts } of open) {
      const { acknowledgementId: id } = facts as { acknowledgementId: string };
      const about = itemsOf(database, 'claim-acknowledgement').find((each) => each.id === id);
      const filing = filingMeant(['accepted', 'rejected'], String(about?.submissionId), String(claimId));
      const seen = await api('GET', `/v1/claims/${claimId}`);
      if (filing === undefined || seen.status !== 200) continue;
      const path = `/v1/claims/${claimId}/acknowledgements/${id}/filing`;
      const body = { filing, reason: 'as the clearinghouse said by phone' };
      await act(api, 'name the acknowledged filing', path, { version: seen.headers.ETag ?? '', body });
    }
  };

  /** The next thing that a person does. */
  const next = (): Task => {
    const dice = chance.below(100);
    const claims = itemsOf(database, 'balance').map((item) => String(item.claimId));
    const encounters = itemsOf(database, 'encounter').map((item) => String(item.id));
    const claimId = claims[chance.below(Math.max(1, claims.length))] as string;
    const encounterId = encounters[chance.below(Math.max(1, encounters.length))] as string;
    const small = chance.pick(onClaim);
    return async ({ wrap }) => {
      const api = apiOf(deps(wrap));
      if (dice < 30) await act(api, 'submit', '/v1/submissions', { body: {} });
      else if (dice < 52) await onOneClaim(api, claimId, 'filings', {});
      else if (dice < 70) await onEncounter(api, encounterId, 'correct');
      else if (dice < 75) await onEncounter(api, encounterId, 'void');
      else if (dice < 90) {
        const isReasoned = small === 'hold' || small === 'withdraw';
        await onOneClaim(api, claimId, small, isReasoned ? { reason: 'to be looked at' } : undefined);
      } else if (dice < 93)
        await onOneClaim(api, claimId, 'pass-over', { to: 'patient', reason: 'the plan had ended' });
      else if (dice < 96) await resend(api);
      else {
        await decideUnclear(api);
        await nameAcknowledged(api);
      }
    };
  };

  const resend = async (api: Api): Promise<void> => {
    const sent = itemsOf(database, 'submission').filter(({ state }) => state === 'submitted');
    const one = sent[chance.below(Math.max(1, sent.length))];
    if (one === undefined) return;
    // A rejected file is not sent again: its claims are filed again.
    if (one.interchangeAnswer === 'rejected' || one.functionalAnswer === 'rejected') {
      await act(api, 'file-again', `/v1/submissions/${one.id}/file-again`, {});
      return;
    }
    await act(api, 'resend', `/v1/submissions/${one.id}/resend`, { body: { reason: 'it was not found there' } });
  };

  /**
   * At the end of the day nothing is left undone: drafts are finalised, held claims are released, and proposed filings
   * are opened.
   */
  const tidy = async (api: Api): Promise<void> => {
    for (const { id, state } of itemsOf(database, 'encounter')) {
      if ((state as { kind: string }).kind === 'draft') await onEncounter(api, String(id), 'correct');
    }
    await decideUnclear(api);
    await nameAcknowledged(api);
    // It is uncertain whether the receiver took the file before its delivery broke. The receiver says no, so it is sent
    // again.
    const deliveries = itemsOf(database, 'delivery');
    for (const id of new Set(deliveries.map(({ submissionId }) => String(submissionId)))) {
      const own = deliveries.filter(({ submissionId }) => submissionId === id).map(({ state }) => state);
      if (own.includes('uncertain') && !own.includes('sent') && !own.includes('pending')) {
        await act(api, 'resend', `/v1/submissions/${id}/resend`, { body: { reason: 'it is not there' } });
      }
    }
    for (const { claimId } of itemsOf(database, 'balance')) {
      const { body } = await api('GET', `/v1/claims/${claimId}`);
      if (body.state?.kind === 'held' && body.state.hold !== undefined)
        await onOneClaim(api, String(claimId), 'release');
      else if (body.state?.kind === 'withdrawn') await onOneClaim(api, String(claimId), 'reassemble');
      else await onOneClaim(api, String(claimId), 'filings', {});
    }
  };

  const send = async (api: Api): Promise<void> => void (await act(api, 'submit', '/v1/submissions', { body: {} }));

  return { next, tidy, send, told };
}

/** Other units, other diagnoses with the same charge, or one more line. */
function changeOf(chance: Chance, { kind, lines }: { kind?: string; lines?: Record<string, unknown>[] }): object {
  if (lines === undefined) return {};
  const [first] = lines;
  if (kind === 'outpatient-facility') {
    if (chance.percent(70)) {
      const added = { ...first, revenueCode: '0250', units: '1', unit: 'UN', chargeCents: 1000 + chance.below(2000) };
      return { lines: [...lines, added] };
    }
    return {
      lines: lines.map((line, index) => (index === 0 ? { ...line, chargeCents: 9000 + chance.below(2000) } : line)),
    };
  }
  const units = 1 + chance.below(6);
  const pointers = chance.pick([
    [1, 2],
    [2, 1],
  ]);
  return {
    lines: lines.map((line) => {
      if (line.procedure === 'J1885') return { ...line, units: String(units) };
      return { ...line, diagnosisPointers: pointers };
    }),
  };
}
