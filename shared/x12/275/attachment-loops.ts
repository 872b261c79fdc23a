import { statuses } from '../276/claim-status-loops.ts';
import { dates, party, providerInformation, references, traces } from '../inquiry/inquiry-segments.ts';
import { type ElementRule, rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { type LoopRule, loop, type SegmentSlot, type Slot, segment } from '../loops/loop-rules.ts';
import type { AttachedContent, Attachment, AttachmentTransaction } from './attachment-parts.ts';

/* 275 as data. Two releases differ in the segment that holds the document. */

function partyLoop(into: string, roles: readonly string[]): Slot {
  const name: LoopRule = { name: into, slots: [party(roles), references(9), dates(9), providerInformation] };
  return loop(into, name, { required: true });
}

const transactions = rulesFor<AttachmentTransaction>();

const beginning = segment(
  'BGN',
  [
    transactions.text(1, 'purpose', 2, { required: true, min: 2 }),
    transactions.text(2, 'reference', 50, { required: true }),
    transactions.day(3, 'createdOn', { required: true }),
  ],
  { required: 'loop' },
);

const contents = rulesFor<AttachedContent>();

/** A document may have as many characters as a 275 may: 64 MB. */
const attachedLimit = 64_000_000;

const text = contents.text(2, 'data', attachedLimit, { required: true });

/** BIN of 005010X210. */
const binary = segment('BIN', [contents.count(1, 'length', { required: true }), text], { into: 'content' });

/** BDS of 006020X314 also states the document's encoding. */
const binaryData = segment(
  'BDS',
  [
    contents.text(1, 'filter', 3, { required: true, min: 3 }),
    contents.count(2, 'length', { required: true }),
    contents.text(3, 'data', attachedLimit, { required: true }),
  ],
  { into: 'content' },
);

const attachments = rulesFor<Attachment>();

const category = segment('CAT', [
  attachments.text(1, 'category', 2, { min: 2 }),
  attachments.text(2, 'form', 2, { min: 2 }),
  attachments.text(3, 'version', 15),
]);

const security = segment('EFI', [attachments.text(1, 'securityLevel', 2, { min: 2 })]);

const objectIdentity = segment('OOI', [attachments.text(1, 'objectKind', 3), attachments.text(2, 'objectId', 80)]);

/** LX; the writer sets its number. */
function line(): SegmentSlot {
  const element: ElementRule = rulesFor<object>().constant(1, '');
  return segment('LX', [element]);
}

function attachmentLoop(document: readonly Slot[]): LoopRule {
  return {
    name: 'attachment',
    numbering: 'line',
    closed: true,
    slots: [line(), traces(2), statuses, references(9), dates(9), category, ...document],
  };
}

function guideOf(guide: string, document: readonly Slot[]): Guide<AttachmentTransaction> {
  return {
    functionalGroup: 'PI',
    type: '275',
    guide,
    versions: new RegExp(`^${guide}`),
    loop: {
      name: 'transaction',
      slots: [
        segment('ST', []),
        beginning,
        partyLoop('payer', ['PR']),
        partyLoop('submitter', ['41']),
        partyLoop('provider', ['1P', '85']),
        partyLoop('patient', ['QC']),
        loop('attachments', attachmentLoop(document), { limit: 9999, required: true }),
      ],
    },
  };
}

export const attachmentGuide = guideOf('005010X210', [security, binary]);

/** The release that is mandatory from May 2028 on. */
export const attachmentGuide6020 = guideOf('006020X314', [security, objectIdentity, binaryData]);
