import { beforeEach, describe, expect, it } from 'vitest';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { standings } from '../support/claim-standing.ts';
import { answerToVisit, otherSystemFile, visit } from '../support/other-system-files.ts';
import { startTestTable } from '../support/table.ts';

type Desk = Awaited<ReturnType<typeof claimIntakeDesk>>;

let desk: Desk;

beforeEach(async () => {
  desk = await claimIntakeDesk(await startTestTable());
});

describe('nothing is accepted twice', () => {
  it('a repeated file is reported, even for the other purpose', async () => {
    const file = otherSystemFile([{ segments: visit('OTH1') }]);
    const first = await desk.send(file, 'sent');
    const again = await desk.send(file, 'sent');
    expect(again).toMatchObject({ id: first.id, taken: { claims: 1 } });
    const other = await desk.callIntake('POST', '/v1/claim-intakes', { sha256: first.sha256, purpose: 'to-send' });
    expect(other.status).toBe(409);
    expect(other.body.type).toContain('claim-intake-known');
    expect(await desk.claims()).toHaveLength(1);
  });

  it('the same claim in another file is known; a different one with its number waits', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1') }]), 'sent');
    const other = visit('OTH1').replaceAll('*141*', '*151*').replace('*130*UN', '*140*UN');
    const twice = [{ segments: visit('OTH1') }, { segments: visit('OTH2') }, { segments: visit('OTH2') }];
    const intake = await desk.send(otherSystemFile([...twice, { segments: other }], { control: '000000008' }), 'sent');
    expect(intake).toMatchObject({
      taken: { claims: 1 },
      known: { claims: 2 },
      waiting: { claims: 1, chargeCents: 15_100 },
    });
    expect(await desk.waiting(intake.id)).toMatchObject([{ record: 4, reasons: [{ code: 'number-taken' }] }]);
    // A claim that was taken over as sent is not sent a second time.
    const toSend = await desk.send(otherSystemFile([{ segments: visit('OTH1') }], { control: '000000009' }), 'to-send');
    expect(toSend).toMatchObject({ known: { claims: 1 }, taken: { claims: 0 } });
    expect(await desk.claims()).toHaveLength(2);
  });

  it('a replacement that the other system sent is one more filing, and its additional charges are an opening balance', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1') }]), 'sent');
    const dearer = visit('OTH1', { frequency: '7', reference: 'REF*F8*ICN9' })
      .replaceAll('*141*', '*151*')
      .replace('*130*UN', '*140*UN');
    const file = otherSystemFile([{ segments: dearer }], { control: '000000008' });
    expect(await desk.send(file, 'sent')).toMatchObject({ taken: { claims: 1, chargeCents: 15_100 } });
    const { id, filings, chargeCents } = await desk.claimOf('OTH1');
    expect(chargeCents).toBe(15_100);
    expect(filings).toMatchObject([
      { frequency: 'original', state: { kind: 'submitted' } },
      { number: 2, frequency: 'replacement', payerClaimNumber: 'ICN9', state: { kind: 'submitted' } },
    ]);
    expect(await standings(desk)(id)).toMatchObject({
      booked: [15_100, 0],
      accounts: { 'insurance-receivable': 15_100, 'opening-balances': -15_100 },
    });
    // From now on both states of the claim are known.
    const both = otherSystemFile([{ segments: visit('OTH1') }, { segments: dearer }], { control: '000000009' });
    expect(await desk.send(both, 'sent')).toMatchObject({ known: { claims: 2 }, taken: { claims: 0 } });
    await desk.receive(
      'first',
      '109',
      answerToVisit('OTH1')
        .replace('*141*99*', '*151*109*')
        .replace('*130*91*', '*140*101*')
        .replace('*11*1\n', '*11*7\n'),
    );
    expect(await standings(desk)(id)).toMatchObject({ status: 'adjudicated paid', owed: [0, 2200] });
    const late = visit('OTH1', { frequency: '7' });
    const waiting = await desk.send(otherSystemFile([{ segments: late }], { control: '000000010' }), 'sent');
    expect(await desk.waiting(waiting.id)).toMatchObject([{ reasons: [{ code: 'corrects-claim' }] }]);
  });

  it('a replacement and a void of a claim that we send correct the claim here, and are sent to the payer that has it', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1') }]), 'to-send');
    await desk.submit();
    const replaced = visit('OTH1', { frequency: '7', reference: 'REF*F8*ICN9' }).replace('HI*ABK:J209', 'HI*ABK:J210');
    const file = otherSystemFile([{ segments: replaced }], { control: '000000008' });
    expect(await desk.send(file, 'to-send')).toMatchObject({ taken: { claims: 1 } });
    await desk.workOff();
    const [{ id }] = await desk.claims();
    const sent = await desk.submit();
    expect(sent).toContain(`CLM*${id}*141***11:B:7*Y*A*Y*Y~REF*F8*ICN9~HI*ABK:J210~`);
    await desk.receive('first', '0', `CLP*${id}*4*141*0**12*ICN9*11*7\nCAS*CO*29*141`);
    const voiding = otherSystemFile([{ segments: visit('OTH1', { frequency: '8' }) }], { control: '000000009' });
    expect(await desk.send(voiding, 'to-send')).toMatchObject({ taken: { claims: 1 } });
    await desk.workOff();
    expect(await desk.submit()).toContain(`CLM*${id}*141***11:B:8*Y*A*Y*Y~REF*F8*ICN9~HI*ABK:J210~`);
    expect(await standings(desk)(id)).toMatchObject({ booked: [0, 0], accounts: {} });
  });

  it('a file that ends too early is refused; the whole file then brings the rest', async () => {
    const whole = otherSystemFile(['OTH1', 'OTH2', 'OTH3'].map((number) => ({ segments: visit(number) })));
    const cut = await desk.send(whole.slice(0, whole.indexOf('CLM*OTH3') + 20), 'sent');
    expect(cut).toMatchObject({ state: 'refused', refusal: { code: 'cut-off' }, taken: { claims: 2 } });
    const rest = await desk.send(whole, 'sent');
    expect(rest).toMatchObject({ state: 'done', known: { claims: 2 }, taken: { claims: 1 } });
  });

  it('a file without claims is refused', async () => {
    expect(await desk.send('no X12 at all', 'sent')).toMatchObject({
      state: 'refused',
      refusal: { code: 'no-claims' },
      remarks: [{ code: 'envelope-missing', byteOffset: 0 }],
    });
    // A remark says that the transaction has no envelope.
    const [, fragment = ''] = otherSystemFile([{ segments: visit('OTH1') }]).split(/(?=ST\*837)/);
    expect((await desk.send(fragment, 'sent')).remarks).toMatchObject([{ code: 'envelope-missing-fragment' }]);
  });
});
