import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { Files } from '../../shared/store/files.ts';
import { coder, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { encounterBody, type Office, patientBody, setUpOffice } from './office.ts';
import { type RandomBytes, startTestTable, type TestEdge, type TestTable, testEdge } from './table.ts';
import { type CallApi, type CardsOutside, wholeApi } from './whole-api.ts';

/** An office that bills patients: the whole API over one table. */
export interface AccountDesk {
  readonly store: TestTable;
  readonly edge: TestEdge;
  readonly office: Office;
  /** The account of the office's patient. */
  readonly accountId: string;
  readonly call: CallApi;
  /** Sends a request with its own idempotency key, and with `If-Match` if a version is given. */
  send(method: string, path: string, body?: unknown, more?: Sent): Promise<TestAnswer>;
  /** Registers another patient. @returns the id */
  register(more?: object): Promise<string>;
  /**
   * Finalises an encounter without a payer: 130.00 and 4 units of 2.75, 141.00 in all.
   * @returns the claim
   */
  selfPaid(patientId?: string, more?: object): Promise<string>;
}

interface Sent {
  readonly version?: number;
  readonly principal?: TestPrincipal;
}

/** The table of a desk, and where its ids come from, if a test gives them. */
export interface DeskGround {
  readonly store?: TestTable;
  readonly bytes?: RandomBytes;
}

/**
 * @param files a bucket that a worker shares with the API
 * @param cards a card processor to practise with
 */
export async function openAccountDesk(
  files?: Files,
  cards?: CardsOutside,
  ground: DeskGround = {},
): Promise<AccountDesk> {
  const store = ground.store ?? (await startTestTable());
  const edge = testEdge(store.table, undefined, ground.bytes);
  const call = await wholeApi(edge, files, cards);
  const office = await setUpOffice({ call });
  const send: AccountDesk['send'] = (method, path, body, { version, principal } = {}) => {
    const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
    const headers = { 'Idempotency-Key': edge.newUlid(), ...match };
    return call(method, path, body, { headers, ...(principal === undefined ? {} : { principal }) });
  };
  const done = async (answer: Promise<TestAnswer>) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  return {
    ...{ store, edge, office, call, send, accountId: ownAccountId(office.patientId) },
    register: async (more = {}) => (await done(call('POST', '/v1/patients', { ...patientBody, ...more }))).id,
    selfPaid: async (patientId = office.patientId, more = {}) => {
      const body = { ...encounterBody(office), patientId, selfPay: true, ...more };
      const { id } = await done(send('POST', '/v1/encounters', body, { principal: coder }));
      const final = await done(
        send('POST', `/v1/encounters/${id}/finalize`, undefined, { version: 1, principal: coder }),
      );
      return final.state.claimIds[0];
    },
  };
}
