import type {
  BillingProvider,
  OrderingProvider,
  Payer,
  PayToPlan,
  Receiver,
  ServiceFacility,
  Submitter,
} from '../../../domain/claim/party.ts';
import { type ElementRule, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, qualified, type SegmentSlot } from '../../loops/loop-rules.ts';
import {
  address,
  billingIdKinds,
  contact,
  memberIdentity,
  partyName,
  payerIdKinds,
  providerIdentity,
  providerIdKinds,
  secondaryIds,
  taxId,
  taxonomy,
} from './party-segments.ts';

/* The loops of all parties in an 837: submitter, receiver, billing provider, payer, and the providers of claims and lines. */

const billing = rulesFor<BillingProvider>();
const plan = rulesFor<PayToPlan>();

const payToLoop: LoopRule = {
  name: 'pay-to provider',
  slots: [
    qualified('NM1', '87', [partyName({ kindField: 'kind' }), providerIdentity]),
    ...address(true),
    secondaryIds('secondaryIds', providerIdKinds, 5),
  ],
};

const payToPlanLoop: LoopRule = {
  name: 'pay-to plan',
  slots: [
    qualified('NM1', 'PE', [
      partyName({ required: true }),
      plan.text(8, 'idKind', 2, { required: true }),
      plan.text(9, 'id', 80, { required: true, min: 2 }),
    ]),
    ...address(true),
    secondaryIds('secondaryIds', ['2U', 'FY', 'NF'], 1),
    qualified('REF', 'EI', [plan.text(2, 'taxId', 50, { required: true })]),
  ],
};

/** The segments of a billing provider's level before and after its name. */
export const billingLevel = [
  taxonomy('BI'),
  qualified('CUR', '85', [billing.text(2, 'currency', 3, { required: true, min: 3 })]),
  loop(
    undefined,
    {
      name: 'billing provider',
      slots: [
        qualified('NM1', '85', [partyName({ required: true }), providerIdentity]),
        ...address(true),
        {
          kind: 'segment',
          many: false,
          limit: 1,
          segment: { id: 'REF', qualifier: { at: 1, codes: ['EI', 'SY'] }, elements: [taxId] },
        },
        secondaryIds('secondaryIds', billingIdKinds, 8),
        contact('contacts', 2),
      ],
    },
    { required: true },
  ),
  loop('payTo', payToLoop),
  loop('payToPlan', payToPlanLoop),
] as const;

const submitter = rulesFor<Submitter>();
const receiver = rulesFor<Receiver>();

export const submitterLoop: LoopRule = {
  name: 'submitter',
  slots: [
    qualified('NM1', '41', [
      partyName({ required: true }),
      submitter.constant(8, '46'),
      submitter.text(9, 'id', 80, { required: true, min: 2 }),
    ]),
    contact('contacts', 2, true),
  ],
};

export const receiverLoop: LoopRule = {
  name: 'receiver',
  slots: [
    qualified('NM1', '40', [
      partyName({ required: true }),
      receiver.constant(8, '46'),
      receiver.text(9, 'id', 80, { required: true, min: 2 }),
    ]),
  ],
};

/** The name of a member. */
export function memberName(code: string): SegmentSlot {
  return qualified('NM1', code, [partyName({ required: true }), ...memberIdentity]);
}

const payer = rulesFor<Payer>();

export const payerLoop: LoopRule = {
  name: 'payer',
  slots: [
    qualified('NM1', 'PR', [
      partyName({ required: true }),
      payer.text(8, 'idKind', 2, { required: true }),
      payer.text(9, 'id', 80, { required: true, min: 2 }),
    ]),
    ...address(false),
    secondaryIds('secondaryIds', payerIdKinds, 3),
    secondaryIds('billingProviderIds', ['G2', 'LU'], 2),
  ],
};

/**
 * A provider of a claim or line: referring (DN, P3), rendering (82), supervising (DQ), purchased service (QB),
 * attending (71), operating (72), other operating (ZZ), assistant surgeon (DD). `taxonomyOf` is the code with which the
 * guide allows a taxonomy.
 */
export function providerLoop(
  name: string,
  code: string,
  options: { taxonomyOf?: Parameters<typeof taxonomy>[0]; idLimit?: number } = {},
): LoopRule {
  return {
    name,
    slots: [
      qualified('NM1', code, [partyName(), providerIdentity]),
      ...(options.taxonomyOf === undefined ? [] : [taxonomy(options.taxonomyOf)]),
      secondaryIds('secondaryIds', providerIdKinds, options.idLimit ?? 20),
    ],
  };
}

/** NM101 of a facility: 77 now, FA in version 4010. */
const facilityCode: ElementRule = {
  covers: ['1'],
  fields: ['legacyCode'],
  required: false,
  read(cells, into) {
    if (cells.element(1) === 'FA') into.legacyCode = 'FA';
  },
  write: (from, cells) => cells.put(1, from.legacyCode ?? '77', 'legacyCode', { max: 3 }),
  blank: () => {},
};

/** A service facility; `withContact` where the guide allows a contact (on professional claims). */
export function facilityLoop(withContact: boolean): LoopRule {
  return {
    name: 'service facility',
    slots: [
      qualified('NM1', '77', [partyName(), providerIdentity]),
      ...address(false),
      secondaryIds('secondaryIds', providerIdKinds, 3),
      ...(withContact ? [contact('contact' satisfies keyof ServiceFacility, 1)] : []),
    ],
  };
}

/** The service facility of an institutional claim, to which version 4010 gave another code (FA) and a taxonomy. */
export const institutionalFacilityLoop: LoopRule = {
  name: 'service facility',
  slots: [
    {
      kind: 'segment',
      many: false,
      limit: 1,
      segment: {
        id: 'NM1',
        qualifier: { at: 1, codes: ['77', 'FA'] },
        elements: [facilityCode, partyName(), providerIdentity],
      },
    },
    taxonomy('RP'),
    ...address(false),
    secondaryIds('secondaryIds', providerIdKinds, 3),
  ],
};

export const orderingLoop: LoopRule = {
  name: 'ordering provider',
  slots: [
    qualified('NM1', 'DK', [partyName(), providerIdentity]),
    ...address(false),
    secondaryIds('secondaryIds', providerIdKinds, 20),
    contact('contact' satisfies keyof OrderingProvider, 1),
  ],
};

/** Where an ambulance picked the patient up (PW) or dropped them off (45). */
export function ambulanceLoop(name: string, code: string): LoopRule {
  return {
    name,
    slots: [qualified('NM1', code, [partyName()]), ...address(true)],
  };
}
