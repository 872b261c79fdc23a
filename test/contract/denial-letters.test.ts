import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { LetterTemplate } from '../../shared/domain/remittance/denial/letter-fields.ts';
import type { Playbook } from '../../shared/domain/remittance/denial/playbooks.ts';
import { billingSettingsWrite } from '../../shared/store/billing-settings.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { openOffice, putPayer, type ResolutionOffice } from '../support/resolution-office.ts';

/** Letters and playbooks: what the office sends about a denial, and what it does next. */

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } });
  await putPayer(office, 'bluecross', { name: 'EXAMPLE BLUE CROSS', appealDays: 90 });
  await office.post(
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'D1' },
      `CLP*{A}*1*100*0*0*12*ICN1*11*1
       SVC*HC:99213*100*0**1
       CAS*CO*197*100
       LQ*HE*N54`,
    ),
  );
});
afterEach(() => office.stop());

const only = async () => (await office.get('/v1/denials')).body.items[0];
const write = async (body: object) => office.send(`/v1/denials/${(await only()).id}/letters`, body);

/** The records from which a letter takes its facts. */
async function record() {
  const { table } = office.pipeline;
  const [balance] = await (await import('../../shared/store/claims.ts')).readBalances(table, goldenTenant, [
    (await only()).claimId,
  ]);
  const { patientId = '', billingProviderId = '', payers = [] } = balance ?? {};
  const address = { line1: '1 EXAMPLE ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' };
  const patient = {
    id: patientId,
    version: 1,
    name: { lastName: 'ALDER', firstName: 'SAM' },
    birthDate: '1984-03-02',
    address,
  };
  const provider = {
    ...{ id: billingProviderId, version: 1, npi: '1234567893' },
    name: { kind: 'organization', organizationName: 'EXAMPLE CLINIC' },
    billing: { address, submitter: { id: 'SENDER1', contactName: 'PAT BILLING', phone: '6145550100' } },
  };
  const coverageId = payers[0]?.coverageId ?? '';
  await table.transact([
    { put: entityItem(entityKey(goldenTenant, 'PATIENT', patientId), 'patient', patient) },
    { put: entityItem(entityKey(goldenTenant, 'PROVIDER', billingProviderId), 'provider', provider) },
    {
      put: entityItem(coverageKey(goldenTenant, patientId, coverageId), 'coverage', {
        id: coverageId,
        memberId: 'M77',
      }),
    },
  ]);
}

async function settle(denials: { letters?: LetterTemplate[]; playbooks?: Playbook[] }) {
  const settings = { ...usualBillingSettings, version: 1, denials: { ...usualBillingSettings.denials, ...denials } };
  await office.pipeline.table.transact([billingSettingsWrite(goldenTenant, settings)]);
}

describe('a letter about a denial', () => {
  it('has the facts of the denial, the level that it is for, and the enclosures; the same letter is the same file', async () => {
    await record();
    const letter = await write({});
    expect(letter.status).toBe(200);
    expect(letter.body).toMatchObject({ template: 'authorisation', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const text = letter.body.text.replaceAll(/\s+/g, ' ');
    for (const part of [
      'First appeal to the payer',
      'you refused $100.00 of claim',
      '(your number ICN1)',
      'CO-197 (authorization or notification missing)',
      'SAM ALDER',
      'M77',
      'EXAMPLE BLUE CROSS',
      'EXAMPLE CLINIC',
      'PAT BILLING, 614-555-0100',
      '1. Your answer of November 2, 2026',
    ]) {
      expect(text).toContain(part);
    }
    expect((await write({})).body.sha256).toBe(letter.body.sha256);
    const other = await write({ template: 'appeal', attachments: ['The chart note'] });
    expect(other.body.attachments).toEqual(['The chart note']);
    expect(other.body.sha256).not.toBe(letter.body.sha256);
  });

  it('opens the negotiation of federal dispute resolution, with its days', async () => {
    await record();
    // Today is Monday 23 November 2026: 5 days in November without Thanksgiving, 22 in December without Christmas, then 4 to 6 January.
    const letter = await write({ template: 'open-negotiation' });
    expect(letter.status, JSON.stringify(letter.body)).toBe(200);
    const text = letter.body.text.replaceAll(/\s+/g, ' ');
    // The 15th: 23, 24, 25, 27 November, 30 November to 4 December, 7 to 11, and Monday.
    for (const part of [
      'ends on January 6, 2027.',
      'Please answer by December 14, 2026.',
      'We offer to accept $100.00',
      'ICN1',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('is kept with the appeal that it goes with', async () => {
    await record();
    const { sha256, sizeBytes } = (await write({})).body;
    const { id, version } = await only();
    const path = `/v1/denials/${id}/answer`;
    const unknown = await office.send(path, { by: 'appeal', reason: 'x', letter: '0'.repeat(64) }, { version });
    expect(unknown.status).toBe(400);
    const sent = await office.send(path, { by: 'appeal', reason: 'x', letter: sha256 }, { version });
    expect(sent.body.appeals).toMatchObject([{ letter: { sha256, sizeBytes } }]);
    const again = await office.get(`/v1/denials/${id}/appeals/${sent.body.appeals[0].id}/letter`);
    expect(again.body).toMatchObject({ sha256, sizeBytes, url: expect.stringContaining(sha256) });
  });

  it('is not written with a gap, or with an unknown template', async () => {
    const own = { name: 'with-member', title: 'T', paragraphs: ['{{memberId}} {{patient}} {{open}}'], attachments: [] };
    await settle({ letters: [own] });
    const refused = await write({ template: 'with-member' });
    expect(refused.status).toBe(409);
    // The fields that the text itself names, and the patient and the office, which every letter needs.
    expect(refused.body.fields).toBe('memberId, patient, office');
    expect((await write({ template: 'no-such-letter' })).status).toBe(400);
  });

  it('is the office’s own text if it has one', async () => {
    const own = {
      name: 'authorisation',
      title: 'About {{claimNumber}}',
      paragraphs: ['Pay {{ open }}.'],
      attachments: [],
    };
    await settle({ letters: [own] });
    await record();
    const { body } = await write({});
    expect(body.text).toContain('Pay $100.00.');
    const guide = (await office.get('/v1/denial-guide')).body;
    const named = guide.letters.filter(({ name }: { name: string }) => name === 'authorisation');
    expect(named).toEqual([{ ...own, isOwn: true }]);
    expect(guide.fields).toContainEqual({ name: 'open', meaning: 'The amount that is still open' });
  });
});

describe('a playbook', () => {
  it('is shown with each denial, the office’s own before the product’s', async () => {
    expect((await only()).playbook).toMatchObject({
      name: 'authorisation-missing',
      isOwn: false,
      deed: 'corrected-claim',
    });
    const own: Playbook = { name: 'call-first', carcs: ['197'], steps: ['Call them.'], attach: [], deed: 'ask-payer' };
    await settle({ playbooks: [own] });
    expect((await only()).playbook).toEqual({
      name: 'call-first',
      isOwn: true,
      steps: ['Call them.'],
      attach: [],
      deed: 'ask-payer',
    });
  });
});
