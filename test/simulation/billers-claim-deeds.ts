import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { dueShare } from '../../shared/domain/claim/next-payer/due-share.ts';
import { claimAnswers } from '../support/acknowledgement-files.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { statusAnswer } from '../support/inquiry-desk.ts';
import { encounterBody } from '../support/office.ts';
import type { BillersDeed, BillersOffice, Scene } from './billers-office.ts';
import { type Document, reason } from './patients-drawing.ts';

/* What is billed, sent, held, corrected and voided, and what receivers and payers say before they decide. */

const mostVisits = 3;

const crown = {
  ...{ procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 90_000 },
  teeth: [{ tooth: '3' }],
};

/** The encounters of which claims are made. */
const visits = {
  professional: ({ ids }: BillersOffice) => encounterBody(ids),
  dental: (office: BillersOffice) => ({
    ...dental(office),
    lines: [crown, { ...crown, teeth: [{ tooth: '5' }], chargeCents: 10_000 }],
  }),
  facility: ({ ids }: BillersOffice) => {
    const { coverageIds: _billsAll, ...body } = encountersOfKinds(ids)['outpatient-facility'];
    return body;
  },
  'self-pay': (office: BillersOffice) => ({ ...dental(office), lines: [crown], selfPay: true }),
  forbidden: ({ ids }: BillersOffice) => ({ ...encounterBody(ids), disclosureForbidden: true }),
  predetermination: (office: BillersOffice) => ({ ...dental(office), lines: [crown], predetermination: true }),
  notice: ({ ids }: BillersOffice) => ({
    ...{ kind: 'hospice', patientId: ids.patientId, billingProviderId: ids.billingProviderId },
    ...{ attendingProviderId: ids.renderingProviderId, typeOfBill: '81A', diagnoses: [{ code: 'J209' }] },
    ...{ admissionDate: '2026-11-20', admissionType: '9', admissionSource: '1', dischargeStatus: '30' },
    lines: [{ revenueCode: '0651', procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 0 }],
  }),
} satisfies Readonly<Record<string, (office: BillersOffice) => object>>;

const dental = ({ ids: { patientId, billingProviderId, renderingProviderId } }: BillersOffice) => ({
  ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11' },
});

const makes = (name: keyof typeof visits, often: number): BillersDeed => ({
  ...{ name: `bill ${name}`, often },
  draw: ({ office, seen }) =>
    seen.items.filter(({ type }) => type === 'encounter').length >= mostVisits
      ? undefined
      : () => office.send('POST', '/v1/encounters', visits[name](office)),
});

const sends: BillersDeed = {
  ...{ name: 'submit', often: 8 },
  draw:
    ({ office }) =>
    () =>
      office.send('POST', '/v1/submissions', {}),
};

const acts = (
  name: string,
  often: number,
  holds: (claim: ClaimBalance, chance: Scene['chance']) => boolean,
  body: (scene: Scene, claim: ClaimBalance) => object | undefined = () => ({ reason }),
): BillersDeed => ({
  ...{ name, often },
  draw: (scene) => {
    const claim = scene.claim((each) => holds(each, scene.chance));
    const asked = claim && body(scene, claim);
    return claim && (() => scene.on(`/v1/claims/${claim.claimId}/${name}`, claim, asked));
  },
});

const isFiled = ({ filings }: ClaimBalance) => filings.length > 0;

/** The proposed filing, or one that a person names. */
function filingAsked({ chance }: Scene, { payers }: ClaimBalance): object {
  if (chance.percent(45)) return {};
  const frequency = chance.pick(['original', 'replacement', 'replacement', 'void', 'late-charges']);
  const named = { share: chance.pick([0, 0, 1, 2]) % Math.max(1, payers.length), frequency };
  return chance.percent(60) ? { ...named, payerClaimNumber: 'ICN1' } : named;
}

/** Whether a payer's turn has come; now and then a claim whose payers nobody should pass over. */
const isPassable = (claim: ClaimBalance, chance: Scene['chance']) =>
  dueShare(claim) !== undefined || (claim.payers.length > 0 && chance.percent(10));

const passesOn = ({ chance }: Scene) => ({ to: chance.pick(['next-payer', 'patient']), reason });

const onClaims: readonly BillersDeed[] = [
  acts('filings', 5, isFiled, filingAsked),
  acts('pass-over', 4.5, isPassable, passesOn),
  acts('hold', 1, isFiled),
  acts(
    'release',
    2,
    ({ filings }) => filings.at(-1)?.state.kind === 'held',
    () => undefined,
  ),
  acts('withdraw', 1, isFiled),
  acts('reassemble', 1, isFiled, () => undefined),
  acts('status-inquiries', 1, isFiled, () => undefined),
];

const isFinal = ({ state }: Document) => (state as { readonly kind?: string }).kind === 'final';
const isDraft = ({ state }: Document) => (state as { readonly kind?: string }).kind === 'draft';

const onEncounter = (
  name: string,
  often: number,
  holds: (encounter: Document) => boolean,
  body?: object,
): BillersDeed => ({
  ...{ name, often },
  draw: ({ one, on }) => {
    const encounter = one('encounter', holds);
    return encounter && (() => on(`/v1/encounters/${encounter.id}/${name}`, encounter, body));
  },
});

/** A coder changes what a line costs, or adds a service, in a draft. */
const recodes: BillersDeed = {
  ...{ name: 'code again', often: 3 },
  draw: ({ one, office, chance }) => {
    const encounter = one('encounter', isDraft);
    const [factor, isMore] = [chance.pick([50, 80, 110]), chance.percent(25)];
    if (encounter === undefined) return undefined;
    return async () => {
      const path = `/v1/encounters/${encounter.id}`;
      const { body } = await office.call('GET', path);
      const { id, version, createdAt, state, prices, codingRules, overrides, ...coded } = body;
      const lines = coded.lines.map((line: { readonly chargeCents?: number }) => ({
        ...line,
        chargeCents: Math.floor(((line.chargeCents ?? 12_500) * factor) / 100),
      }));
      const more = isMore ? [{ ...lines[0], chargeCents: 4_200 }] : [];
      return office.send('PUT', path, { ...coded, lines: [...lines, ...more] }, { version });
    };
  },
};

const onEncounters: readonly BillersDeed[] = [
  onEncounter('finalize', 14, isDraft),
  onEncounter('correct', 2.5, isFinal, { reason }),
  onEncounter('void', 0.3, () => true, { reason }),
  recodes,
  {
    ...{ name: 'bill what was asked', often: 2 },
    draw: ({ claim, office, seen }) => {
      const asked = claim(({ predetermination }) => predetermination !== undefined);
      const path = `/v1/encounters/${asked?.encounterId}/bill`;
      return asked && (() => office.send('POST', path, { serviceOn: seen.today }));
    },
  },
];

const told = { from: 'EXCLEAR', to: 'EXSUBMIT' };

/** A receiver accepts or rejects a claim of a file. */
const acknowledges = (name: string, often: number, status: string, action: 'WQ' | 'U'): BillersDeed => ({
  ...{ name, often },
  draw: ({ claim, office, seen, chance }) => {
    const about = claim(({ filings }) => filings.some(({ state }) => 'submissionId' in state));
    const sent = about?.filings.flatMap(({ state }) => ('submissionId' in state ? [String(state.submissionId)] : []));
    const trace = sent && (chance.percent(80) ? sent.at(-1) : sent[0]);
    if (about === undefined || trace === undefined) return undefined;
    const claims = [{ claimId: about.claimId, status, action, payerClaimNumber: `ICN${seen.number}` }];
    return async () => {
      const text = claimAnswers({ trace, claims, reference: `ACK${seen.number}` }, told);
      const sha256 = await office.upload('remittance', text, '.835');
      return office.send('POST', '/v1/acknowledgement-files', { sha256, name: 'ACK.277' });
    };
  },
});

/** A payer answers where a claim is. */
const answersStatus: BillersDeed = {
  ...{ name: 'answer a status inquiry', often: 2 },
  draw: ({ one, office, chance }) => {
    const inquiry = one('inquiry', ({ kind, state }) => kind === 'claim-status' && state === 'sent');
    const status = chance.pick(['STC*F2:88:QC*20261122**141*0', 'STC*P1:20*20261123', 'STC*F1:65*20261123**141*99']);
    if (inquiry === undefined) return undefined;
    return async () => {
      const sha256 = await office.upload('inquiry', statusAnswer(inquiry.id, status), '.edi');
      return office.send('POST', '/v1/inquiry-answers', { sha256 });
    };
  },
};

export const claimDeeds: readonly BillersDeed[] = [
  ...[makes('professional', 3), makes('dental', 4), makes('facility', 3)],
  ...[makes('self-pay', 1), makes('forbidden', 1), makes('predetermination', 1), makes('notice', 0.5)],
  ...[sends, ...onClaims, ...onEncounters],
  ...[acknowledges('accept a claim', 2, 'A2:20:PR', 'WQ'), acknowledges('reject a claim', 2, 'A7:562:85', 'U')],
  answersStatus,
];
