import type { Demographics, PartyName, PostalAddress } from '../../domain/claim/party.ts';
import { present } from '../../domain/present.ts';
import type { Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { InquiryProcedure } from '../inquiry/inquiry-parts.ts';
import type { InterchangeEnvelope } from '../loops/envelope.ts';
import { type TransactionUnwritable, writeByGuide } from '../loops/write-guide.ts';
import { eligibilityInquiryGuide } from './eligibility-loops.ts';
import type { EligibilityInquiry, InquiredSubscriber } from './eligibility-parts.ts';

/** A question about one patient. */
export interface EligibilityQuestionOf {
  /** Identifies the question in the answer. */
  readonly trace: string;
  /** The originator of the trace: `9` and the provider's tax id. */
  readonly originator: string;
  readonly payer: { readonly name: string; readonly id: string };
  /** The provider: by its NPI (`XX`), or if it has none by its tax id (`FI`). */
  readonly provider: { readonly name: PartyName; readonly idKind: string; readonly id: string };
  readonly subscriber: {
    readonly name: PartyName;
    readonly memberId: string;
    readonly address?: PostalAddress;
    readonly demographics?: Demographics;
  };
  /** The patient, if not the subscriber. */
  readonly dependent?: {
    readonly name: PartyName;
    readonly relationship: string;
    readonly demographics?: Demographics;
  };
  readonly on: LocalDate;
  readonly serviceTypes: readonly string[];
  readonly procedures?: readonly InquiryProcedure[];
}

export interface InquiryFile {
  readonly reference: string;
  readonly createdOn: LocalDate;
  readonly createdTime: string;
  readonly envelope: InterchangeEnvelope;
}

/** Writes questions as one 270. Questions to one payer by one provider are grouped. */
export function writeEligibilityInquiry(
  questions: readonly EligibilityQuestionOf[],
  { envelope, ...header }: InquiryFile,
): Result<string, TransactionUnwritable> {
  const inquiry: EligibilityInquiry = {
    purpose: '13',
    ...header,
    sources: grouped(questions, ({ payer }) => `${payer.id} ${payer.name}`).map((ofPayer) => ({
      role: 'PR',
      kind: 'organization',
      name: { kind: 'organization', name: ofPayer[0].payer.name },
      idKind: 'PI',
      id: ofPayer[0].payer.id,
      receivers: grouped(ofPayer, ({ provider }) => provider.id).map((ofProvider) => ({
        role: '1P',
        kind: ofProvider[0].provider.name.kind,
        name: ofProvider[0].provider.name,
        idKind: ofProvider[0].provider.idKind,
        id: ofProvider[0].provider.id,
        subscribers: ofProvider.map(subscriberOf),
      })),
    })),
  };
  return writeByGuide(inquiry, eligibilityInquiryGuide, { envelope });
}

function subscriberOf(question: EligibilityQuestionOf): InquiredSubscriber {
  const { subscriber, dependent, trace, originator, on, serviceTypes, procedures = [] } = question;
  const asked = {
    traces: [{ kind: '1', number: trace, originator }],
    dates: [{ kind: '291', on }],
    questions: [
      ...(serviceTypes.length === 0 ? [] : [{ serviceTypes }]),
      ...procedures.map((procedure) => ({ procedure })),
    ],
  };
  const who = {
    role: 'IL',
    kind: subscriber.name.kind,
    name: subscriber.name,
    idKind: 'MI',
    id: subscriber.memberId,
    ...present({ address: subscriber.address, demographics: subscriber.demographics }),
  };
  if (dependent === undefined) return { ...who, ...asked };
  return {
    ...who,
    dependents: [
      {
        role: '03',
        kind: dependent.name.kind,
        name: dependent.name,
        ...present({ demographics: dependent.demographics }),
        insured: { isSubscriber: false, relationship: dependent.relationship },
        ...asked,
      },
    ],
  };
}

type Some<Item> = readonly [Item, ...Item[]];

/** Groups items by name, in the order of each group's first item. */
function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Some<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
