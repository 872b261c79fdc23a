import { contact, demographics } from '../837/parties/party-segments.ts';
import {
  dates,
  documents,
  header,
  party,
  procedureElement,
  references,
  several,
  trace,
} from '../inquiry/inquiry-segments.ts';
import { type ElementRule, type Fields, rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { level } from '../loops/level-rules.ts';
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
/** Any number of levels may be below one level. */
const many = { limit: 99_999 } as const;

const claims = rulesFor<InquiredClaim>();
const lines = rulesFor<InquiredLine>();

/** The lines of a claim: the elements of SVC between charge and revenue code, and the segments after SVC. */
function linesOf(amounts: readonly ElementRule[], slots: readonly Slot[]): LoopSlot {
  const service = segment('SVC', [
    procedureElement(1, true),
    lines.money(2, 'chargeCents', { required: true }),
    ...amounts,
    lines.text(4, 'revenueCode', 48),
    lines.decimal(7, 'units'),
  ]);
  return loop('lines', { name: 'line', slots: [service, ...slots] }, many);
}

const inquiredClaim: LoopRule = {
  name: 'claim',
  slots: [
    trace,
    references(9),
    qualified('AMT', 'T3', [claims.money(2, 'chargeCents', { required: true })]),
    dates(2),
    linesOf([], [references(1), dates(1)]),
  ],
};

/** The levels from payer to dependent, with the given content of each. */
interface Levels {
  readonly payer: readonly Slot[];
  readonly receiver: readonly Slot[];
  readonly provider: readonly Slot[];
  readonly beforeMember: readonly Slot[];
  readonly claim: LoopRule;
  /** Whether patients may stand below the provider in a level of their own (`PT`), whoever is the subscriber. */
  readonly hasPatients?: true;
}

function levels({ payer, receiver, provider, beforeMember, claim, hasPatients }: Levels): LoopSlot {
  const inLevel = [...beforeMember, party(memberRoles), loop('claims', claim, many)];
  const dependent = level('dependent', '23', inLevel, { isLowest: true });
  const member = level('member', '22', [...inLevel, loop('dependents', dependent, many)], {
    levelsBelow: ['dependents'],
  });
  const patients = loop('patients', level('patient', 'PT', inLevel, { isLowest: true }), many);
  const below = [loop('members', member, many), ...(hasPatients === true ? [patients] : [])];
  const providerLevel = level('provider', '19', [party(['1P']), ...provider, ...below], {
    levelsBelow: hasPatients === true ? ['members', 'patients'] : ['members'],
  });
  const receiverLevel = level(
    'information receiver',
    '21',
    [party(['41']), ...receiver, loop('providers', providerLevel, many)],
    { levelsBelow: ['providers'] },
  );
  const payerLevel = level('payer', '20', [party(payerRoles), ...payer, loop('receivers', receiverLevel, many)], {
    levelsBelow: ['receivers'],
  });
  return loop('payers', payerLevel, { ...many, required: true });
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

const ofAll = loop('ofAll', { name: 'status of all', slots: [trace, statuses] }, { limit: 1 });

const answeredClaim: LoopRule = {
  name: 'claim',
  slots: [
    trace,
    statuses,
    references(9),
    dates(9),
    documents(99),
    linesOf([rulesFor<AnsweredLine>().money(3, 'paidCents')], [statuses, references(9), dates(9)]),
  ],
};

const answerContent: Levels = {
  payer: [contact('contacts', 1)],
  receiver: [ofAll],
  provider: [ofAll],
  beforeMember: [],
  claim: answeredClaim,
};

export const claimStatusAnswerGuide: Guide<ClaimStatusAnswer> = {
  functionalGroup: 'HN',
  type: '277',
  guide: '005010X212',
  versions: /^005010X212/,
  loop: transaction('0010', levels(answerContent)),
};

/** The payer's request for documents to a claim (RFAI). The same structure, with its own BHT. */
export const attachmentRequestGuide: Guide<ClaimStatusAnswer> = {
  functionalGroup: 'HN',
  type: '277',
  guide: '005010X213',
  versions: /^00(?:5010X213|6020X313)/,
  loop: transaction('0085', levels({ ...answerContent, hasPatients: true })),
};
