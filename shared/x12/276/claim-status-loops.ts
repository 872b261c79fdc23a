import { contact, demographics } from '../837/parties/party-segments.ts';
import {
  dateElements,
  documents,
  header,
  level,
  party,
  procedureElement,
  referenceElements,
  several,
  traceElements,
} from '../inquiry/inquiry-segments.ts';
import { type ElementRule, type Fields, rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { type LoopRule, type LoopSlot, loop, qualified, type Slot, segment } from '../loops/loop-rules.ts';
import type {
  AnsweredLine,
  ClaimStatusAnswer,
  ClaimStatusInquiry,
  InquiredClaim,
  InquiredLine,
  StatusCode,
  StatusInformation,
} from './claim-status-parts.ts';

/* 276 and 277 as data: their segments and loops in the order of the guides. */

const payerRoles = ['PR', 'AY'];
const memberRoles = ['IL', 'QC'];
/** Everything below one level has room for as many. */
const many = { limit: 99_999 } as const;

const references = (limit: number) => several('REF', 'references', referenceElements, limit);
const dates = (limit: number) => several('DTP', 'dates', dateElements, limit);

const claims = rulesFor<InquiredClaim>();
const lines = rulesFor<InquiredLine>();

const inquiredClaim: LoopRule = {
  name: 'claim',
  slots: [
    segment('TRN', traceElements),
    references(9),
    qualified('AMT', 'T3', [claims.money(2, 'chargeCents', { required: true })]),
    dates(2),
    loop(
      'lines',
      {
        name: 'line',
        slots: [
          segment('SVC', [
            procedureElement(1, true),
            lines.money(2, 'chargeCents', { required: true }),
            lines.text(4, 'revenueCode', 48),
            lines.decimal(7, 'units'),
          ]),
          references(1),
          dates(1),
        ],
      },
      many,
    ),
  ],
};

/** The levels from payer to dependent; what stands in each is given. */
interface Levels {
  readonly payer: readonly Slot[];
  readonly receiver: readonly Slot[];
  readonly provider: readonly Slot[];
  readonly beforeMember: readonly Slot[];
  readonly claim: LoopRule;
}

function levels({ payer, receiver, provider, beforeMember, claim }: Levels): LoopSlot {
  const claimSlot = loop('claims', claim, many);
  const level23: LoopRule = {
    name: 'dependent',
    numbering: 'hierarchy',
    isLowest: true,
    closed: true,
    slots: [level('23'), ...beforeMember, party(memberRoles), claimSlot],
  };
  const level22: LoopRule = {
    name: 'member',
    numbering: 'hierarchy',
    levelsBelow: ['dependents'],
    closed: true,
    slots: [level('22'), ...beforeMember, party(memberRoles), claimSlot, loop('dependents', level23, many)],
  };
  const level19: LoopRule = {
    name: 'provider',
    numbering: 'hierarchy',
    levelsBelow: ['members'],
    closed: true,
    slots: [level('19'), party(['1P']), ...provider, loop('members', level22, many)],
  };
  const level21: LoopRule = {
    name: 'information receiver',
    numbering: 'hierarchy',
    levelsBelow: ['providers'],
    closed: true,
    slots: [level('21'), party(['41']), ...receiver, loop('providers', level19, many)],
  };
  const level20: LoopRule = {
    name: 'payer',
    numbering: 'hierarchy',
    levelsBelow: ['receivers'],
    closed: true,
    slots: [level('20'), party(payerRoles), ...payer, loop('receivers', level21, many)],
  };
  return loop('payers', level20, { ...many, required: true });
}

function transaction(structure: string, payers: LoopSlot): LoopRule {
  return { name: 'transaction', slots: [segment('ST', []), header(structure), payers] };
}

export const claimStatusInquiryGuide: Guide<ClaimStatusInquiry> = {
  functionalGroup: 'HR',
  type: '276',
  guide: '005010X212',
  versions: /^005010X212/,
  loop: transaction(
    '0010',
    levels({ payer: [], receiver: [], provider: [], beforeMember: [demographics()], claim: inquiredClaim }),
  ),
};

/** The composites of STC that hold a status: the first, and two more. */
const statusPlaces = [1, 10, 11];

const statusCodes: ElementRule = {
  covers: statusPlaces.flatMap((at) => [1, 2, 3, 4].map((component) => `${at}-${component}`)),
  fields: ['statuses'],
  required: true,
  read(cells, into: Fields) {
    const found: StatusCode[] = [];
    for (const at of statusPlaces) {
      const [category = '', code = '', entity = '', codeList = ''] = cells.components(at);
      if (category === '' && code === '') continue;
      found.push({
        category,
        ...(code === '' ? {} : { code }),
        ...(entity === '' ? {} : { entity }),
        ...(codeList === '' ? {} : { codeList }),
      });
    }
    if (found.length === 0) cells.remark('element-required', '1');
    into.statuses = found;
  },
  write(from, cells) {
    const statuses = from.statuses;
    if (!Array.isArray(statuses) || statuses.length === 0) return cells.remark('missing', 'statuses');
    if (statuses.length > statusPlaces.length) return cells.remark('too-many', 'statuses');
    for (const [index, status] of (statuses as StatusCode[]).entries()) {
      const at = statusPlaces[index] as number;
      const parts = [status.category, status.code, status.entity, status.codeList];
      const names = ['category', 'code', 'entity', 'codeList'];
      for (const [part, text] of parts.entries()) {
        if (text === undefined && part > 0) continue;
        cells.put([at, part + 1], text, `statuses/${index}/${names[part]}`, { max: 30 });
      }
    }
  },
  blank(into) {
    into.statuses = [];
  },
};

const information = rulesFor<StatusInformation>();

export const statuses = several(
  'STC',
  'information',
  [
    statusCodes,
    information.day(2, 'on'),
    information.text(3, 'action', 2),
    information.money(4, 'chargeCents'),
    information.money(5, 'paidCents'),
    information.day(6, 'decidedOn'),
    information.text(7, 'paymentMethod', 3),
    information.day(8, 'paidOn'),
    information.text(9, 'paymentNumber', 16),
    information.text(12, 'message', 264),
  ],
  99,
);

const ofAll = loop('ofAll', { name: 'status of all', slots: [segment('TRN', traceElements), statuses] }, { limit: 1 });

const answeredLines = rulesFor<AnsweredLine>();

const answeredClaim: LoopRule = {
  name: 'claim',
  slots: [
    segment('TRN', traceElements),
    statuses,
    references(9),
    dates(9),
    documents(99),
    loop(
      'lines',
      {
        name: 'line',
        slots: [
          segment('SVC', [
            procedureElement(1, true),
            answeredLines.money(2, 'chargeCents', { required: true }),
            answeredLines.money(3, 'paidCents'),
            answeredLines.text(4, 'revenueCode', 48),
            answeredLines.decimal(7, 'units'),
          ]),
          statuses,
          references(9),
          dates(9),
        ],
      },
      many,
    ),
  ],
};

const answerLevels = levels({
  payer: [contact('contacts', 1)],
  receiver: [ofAll],
  provider: [ofAll],
  beforeMember: [],
  claim: answeredClaim,
});

export const claimStatusAnswerGuide: Guide<ClaimStatusAnswer> = {
  functionalGroup: 'HN',
  type: '277',
  guide: '005010X212',
  versions: /^005010X212/,
  loop: transaction('0010', answerLevels),
};

/** The payer's request for documents to a claim (RFAI). Of the same shape, with a BHT of its own. */
export const attachmentRequestGuide: Guide<ClaimStatusAnswer> = {
  functionalGroup: 'HN',
  type: '277',
  guide: '005010X213',
  versions: /^00(?:5010X213|6020X313)/,
  loop: transaction('0085', answerLevels),
};
