import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileAgain } from '../../functions/assemble-claims/file-again.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { acknowledgedDesk, type SentFile } from '../support/acknowledged-desk.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../support/acknowledgement-files.ts';
import { manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A whole file was rejected: its claims are filed again in one step, except those with errors. */

const tenantId = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let claimIds: string[];
let sent: SentFile;

beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  claimIds = [await desk.finalise(), await desk.finalise(), await desk.finalise()];
  sent = await acknowledgedDesk(desk).send();
});
afterEach(() => store.stop());

const acknowledge = (text: string) => acknowledgedDesk(desk).acknowledge(text);
const again = () => desk.call('POST', `/v1/submissions/${sent.submissionId}/file-again`, { headers: desk.newKey() });
const states = async () =>
  Promise.all(
    claimIds.map(async (claimId) => {
      const { body } = await desk.call('GET', `/v1/claims/${claimId}`);
      return [body.state.kind, ...(body.state.reasons ?? []).map(({ code }: { code: string }) => code)].join(' ');
    }),
  );

describe('the claims of a file that was rejected', () => {
  it('are filed again in one step, each once, except the one that an error names', async () => {
    const position =
      sent.text
        .split('~')
        .slice(2)
        .findIndex((segment) => segment.startsWith('CLM*')) + 1;
    const named = sent.text.split('~')[position + 1]?.split('*')[1];
    await acknowledge(functionalAnswer(sent.group, 'R', [`IK3*CLM*${position}*2300*8`, 'IK4*2*782*6'], sent.envelope));
    const isNamed = (claimId: string) => claimId === named;
    expect(await states()).toEqual(
      claimIds.map((id) => (isNamed(id) ? 'rejected claim-syntax-rejected' : 'rejected transaction-rejected')),
    );
    expect(await again()).toMatchObject({ status: 202, body: { claims: 2 } });
    await desk.workOff();
    // The message is delivered twice.
    await fileAgain({ tenantId, submissionId: sent.submissionId, by: 'tester' }, desk.edge);
    await desk.workOff();
    expect(await states()).toEqual(claimIds.map((id) => (isNamed(id) ? 'rejected claim-syntax-rejected' : 'ready')));
    const second = await acknowledgedDesk(desk).send();
    expect([...second.text.matchAll(/~CLM\*([^*]+)/g)].map((match) => match[1]).sort()).toEqual(
      claimIds.filter((id) => !isNamed(id)).sort(),
    );
    expect((await again()).body.type).toContain('nothing-to-file');
    const history = (await desk.call('GET', `/v1/claims/${claimIds.find((id) => !isNamed(id))}/history`)).body.items;
    expect(history).toContainEqual(
      expect.objectContaining({
        event: 'filing-opened',
        actor: manager.subject,
        facts: expect.objectContaining({ because: 'rejected' }),
      }),
    );
  });

  it('are filed again after a TA1, from what is on file then', async () => {
    const [date, time] = [sent.text.slice(70, 76), sent.text.slice(77, 81)];
    const control = sent.text.slice(90, 99);
    await acknowledge(interchangeAnswer(control, 'R', sent.envelope, `${date}*${time}`));
    expect(new Set(await states())).toEqual(new Set(['rejected interchange-rejected']));
    expect((await again()).body).toEqual({ claims: 3 });
    await desk.workOff();
    await desk.workOff();
    expect(await states()).toEqual(['ready', 'ready', 'ready']);
  });

  it('do not include those that a payer rejected one by one', async () => {
    const claims = claimIds.map((claimId) => ({ claimId, status: 'A7:562:85', action: 'U' as const }));
    await acknowledge(claimAnswers({ trace: sent.submissionId, claims }));
    expect(await again()).toMatchObject({ status: 409, body: { type: expect.stringContaining('nothing-to-file') } });
    const unknown = 'sub_00000000000000000000000000';
    const missing = await desk.call('POST', `/v1/submissions/${unknown}/file-again`, { headers: desk.newKey() });
    expect(missing.status).toBe(404);
  });
});
