import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { encounter, predetermination, predetermined } from './walked/claims.ts';
import { idOf } from './walked/walk.ts';

/* A dentist asked what a service would come to, and the payer does not say: where a person sees it, and what ends the wait. */

let office: WholeOffice;
beforeEach(async () => {
  office = await openWholeOffice();
});
afterEach(() => office.store.stop());

const unanswered = async () => (await office.read('/v1/unanswered-claims')).items;
const encounterOf = async (claim: string) => encounter(claim, await office.read(claim));

describe('a predetermination that its payer does not answer', () => {
  it('is listed once the payer takes longer than usual after it was sent', async () => {
    const claim = await predetermination(office);
    expect(await unanswered()).toEqual([]);
    await office.pass(45);
    expect(await unanswered()).toEqual([]);
    await office.pass(1);
    expect(await unanswered()).toMatchObject([
      { claimId: idOf(claim), payerPosition: 0, cents: 0, days: 46, isPredetermination: true },
    ]);
    const [{ endedBy }] = await unanswered();
    expect(endedBy).toEqual(['createStatusInquiry', 'createPaperRemittance', 'billPredetermination', 'voidEncounter']);
  });

  it('leaves the list when the payer answers', async () => {
    await predetermined(office);
    await office.pass(60);
    expect(await unanswered()).toEqual([]);
  });

  it('leaves the list when nobody wants the answer any more', async () => {
    const claim = await predetermination(office);
    await office.pass(60);
    expect(await unanswered()).toHaveLength(1);
    await office.do('voidEncounter', await encounterOf(claim), { reason: 'the patient went elsewhere' });
    expect(await unanswered()).toEqual([]);
  });

  it('leaves the list when its services are billed, and not while the bill is a draft', async () => {
    const claim = await predetermination(office);
    const asked = await encounterOf(claim);
    await office.pass(60);
    const bill = () => office.do('billPredetermination', asked, { serviceOn: '2026-11-21' });
    const first = await bill();
    expect(await unanswered()).toHaveLength(1);
    await office.do('voidEncounter', `/v1/encounters/${first.id}`, { reason: 'on another day' });
    const second = await bill();
    expect(await unanswered()).toHaveLength(1);
    const final = await office.do('finalizeEncounter', `/v1/encounters/${second.id}`);
    expect(final.state.kind).toBe('final');
    expect((await unanswered()).filter(({ claimId }: { claimId: string }) => claimId === idOf(claim))).toEqual([]);
  });
});
