import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { otherSystemFile, visit } from '../support/other-system-files.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Payers' reports in forms of their own: a biller finds them from the claims that they name. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimIntakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimIntakeDesk(store);
});
afterEach(() => store.stop());

const saidOf = async (claimId: string) =>
  (await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`)).body.items.map(
    ({ kind, effect }: { kind: string; effect: string }) => `${kind} ${effect}`,
  );

describe('a payer’s report in a form of its own', () => {
  it('is found from a claim that another system sent, by that system’s number', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH-1001') }, { segments: visit('OTH-1002') }]), 'sent');
    const [named, other] = [await desk.claimOf('OTH-1001'), await desk.claimOf('OTH-1002')];
    await acknowledgedDesk(desk).acknowledge('SYNTHETIC REPORT OF 2026-11-24\nCLAIM OTH-1001: RECORDS WANTED\n');
    expect([await saidOf(named.id), await saidOf(other.id)]).toEqual([['report none'], []]);
    // It answers nothing: the claim stays as it was.
    expect((await desk.call('GET', `/v1/claims/${named.id}`)).body.state).toEqual(named.state);
  });

  it('is found once from a claim that was sent from here, and again when the same report comes under another name', async () => {
    const claimId = await desk.finalise();
    await acknowledgedDesk(desk).send();
    const report = `SYNTHETIC REPORT\nCLAIM ${claimId} PENDED\n`;
    await acknowledgedDesk(desk).acknowledge(report);
    expect(await saidOf(claimId)).toEqual(['report none']);
    await acknowledgedDesk(desk).acknowledge(report);
    expect(await saidOf(claimId)).toEqual(['report none']);
  });

  it('is not taken for one of a claim whose number is a part of another word', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH-1001') }]), 'sent');
    const { id } = await desk.claimOf('OTH-1001');
    await acknowledgedDesk(desk).acknowledge('SYNTHETIC REPORT\nCLAIM XOTH-1001, OTH-10012, OTH-1001-A\n');
    expect(await saidOf(id)).toEqual([]);
  });
});
