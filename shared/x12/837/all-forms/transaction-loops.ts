import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { Dependent, PatientDetails, Subscriber } from '../../../domain/claim/party.ts';
import { type ElementRule, rulesFor } from '../../loops/element-rules.ts';
import { level } from '../../loops/level-rules.ts';
import { type LoopRule, loop, qualified, segment } from '../../loops/loop-rules.ts';
import type { ClaimLevels } from '../claim-form.ts';
import { billingLevel, memberName, payerLoop, receiverLoop, submitterLoop } from '../parties/party-loops.ts';
import { address, contact, demographics, secondaryIds } from '../parties/party-segments.ts';

/* The HL segment of a level. The writer makes its numbers, and the reader checks them. */

const details = rulesFor<PatientDetails>();

const patientDetails: readonly ElementRule[] = [
  details.constantWith(5, 'D8', 'deathDate'),
  details.day(6, 'deathDate'),
  details.constantWith(7, '01', 'weightPounds'),
  details.decimal(8, 'weightPounds', { max: 10 }),
  details.yesNo(9, 'pregnant'),
];

const dependent = rulesFor<Dependent>();

const dependentLevel = (claimLoop: LoopRule): LoopRule =>
  level('dependent', '23', [
    segment('PAT', [dependent.text(1, 'relationship', 2, { required: true, min: 2 }), ...patientDetails], {
      required: 'loop',
    }),
    loop(
      undefined,
      {
        name: 'patient',
        slots: [
          memberName('QC'),
          ...address(false),
          demographics(),
          qualified('REF', 'Y4', [dependent.text(2, 'propertyCasualtyClaimNumber', 50, { required: true })]),
          secondaryIds('propertyCasualtyIds', ['1W', 'SY'], 2),
          contact('propertyCasualtyContact', 1),
        ],
      },
      { required: true },
    ),
    loop('claims', claimLoop, { limit: 100 }),
  ]);

/** A fact of the tree that the domain's subscriber lacks: whether the subscriber is the patient. */
const subscriberIsPatient = rulesFor<{ isPatient: true }>();
const subscriber = rulesFor<Subscriber>();

const subscriberLevel = (claimLoop: LoopRule, dependents: LoopRule): LoopRule =>
  level(
    'subscriber',
    '22',
    [
      segment(
        'SBR',
        [
          subscriber.text(1, 'payerResponsibility', 1, { required: true }),
          subscriberIsPatient.flag(2, 'isPatient', '18'),
          subscriber.text(3, 'groupNumber', 50),
          subscriber.text(4, 'groupName', 60),
          subscriber.text(5, 'medicareSecondaryType', 3),
          subscriber.text(9, 'filingIndicator', 2),
        ],
        { required: 'loop' },
      ),
      segment('PAT', patientDetails, { into: 'asPatient' }),
      loop(
        undefined,
        {
          name: 'subscriber name',
          slots: [
            memberName('IL'),
            ...address(false),
            demographics(),
            qualified('REF', 'SY', [subscriber.text(2, 'ssn', 50, { required: true })]),
            qualified('REF', 'Y4', [subscriber.text(2, 'propertyCasualtyClaimNumber', 50, { required: true })]),
            contact('propertyCasualtyContact', 1),
          ],
        },
        { required: true },
      ),
      loop('payer', payerLoop, { required: true }),
      loop('claims', claimLoop, { limit: 100 }),
      loop('dependents', dependents, { limit: 99_999 }),
    ],
    { levelsBelow: ['dependents'] },
  );

const billingProviderLevel = (subscribers: LoopRule): LoopRule =>
  level('billing provider level', '20', [...billingLevel, loop('subscribers', subscribers, { limit: 99_999 })], {
    levelsBelow: ['subscribers'],
  });

const file = rulesFor<ClaimFile<CommonClaim>>();

const header: LoopRule = {
  name: 'transaction',
  slots: [
    segment('ST', [], {}),
    segment(
      'BHT',
      [
        file.constant(1, '0019'),
        file.text(2, 'purpose', 2, { required: true, min: 2 }),
        file.text(3, 'reference', 50, { required: true }),
        file.day(4, 'createdOn', { required: true }),
        file.text(5, 'createdTime', 8, { required: true, min: 4 }),
        file.text(6, 'claimKind', 2, { required: true, min: 2 }),
      ],
      { required: 'loop' },
    ),
    // Version 4010 repeats the guide's name here.
    { kind: 'ignored', segment: { id: 'REF', qualifier: { at: 1, codes: ['87'] }, elements: [] } },
    loop('submitter', submitterLoop, { required: true }),
    loop('receiver', receiverLoop, { required: true }),
  ],
};

/** Fields of a claim that the levels above it write. */
const parties = ['billingProvider', 'subscriber', 'payer', 'dependent'] satisfies readonly (keyof CommonClaim)[];

/** The transaction from BHT to the segment before SE, with the claims of one form: whole for the reader, level by level for the writer. */
export function transactionLoops(form: LoopRule): {
  readonly transactionLoop: LoopRule;
  readonly levels: ClaimLevels;
} {
  const claim: LoopRule = { ...form, lists: ['diagnoses'], aside: ['kind', ...parties] };
  const dependentRule = dependentLevel(claim);
  const subscriberRule = subscriberLevel(claim, dependentRule);
  const billingProvider = billingProviderLevel(subscriberRule);
  return {
    transactionLoop: {
      ...header,
      slots: [...header.slots, loop('billingProviders', billingProvider, { limit: 99_999 })],
    },
    levels: { header, billingProvider, subscriber: subscriberRule, dependent: dependentRule, claim },
  };
}
