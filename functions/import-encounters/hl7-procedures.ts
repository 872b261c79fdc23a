import type { Hl7Segment } from '@medplum/core';
import { present } from '../../shared/domain/present.ts';
import { component, dayOf, personOf } from './hl7-fields.ts';

/** The procedures of a message (PR1), and the field of each value. */
interface ToldProcedures {
  /** All procedures as documentation, for a coder to read. */
  readonly documentation: readonly object[];
  /** The procedures that have ICD-10-PCS codes, the principal one first: these codes bill a stay. */
  readonly coded: readonly object[];
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads the procedures. @param isStay whether the encounter is an inpatient stay, whose claim has ICD-10-PCS codes */
export function procedureNote(segments: readonly Hl7Segment[], isStay: boolean): ToldProcedures {
  const sources = new Map([['/documentation/0/text', 'PR1']]);
  const procedures = segments.map((segment, index) => documented(segment, index, sources));
  const text = procedures.map((each) => [each.performedOn, each.text].filter(Boolean).join(' ')).join('\n');
  return {
    documentation: [{ kind: 'procedures', text, procedures }],
    coded: isStay ? codedProcedures(segments, sources) : [],
    sources,
  };
}

function documented(segment: Hl7Segment, index: number, sources: Map<string, string>) {
  const words = [component(segment, 3, 1), component(segment, 3, 2) ?? component(segment, 4, 1)];
  const text = words.filter((word) => word !== undefined).join(' ');
  const performedOn = dayOf(component(segment, 5, 1));
  const [field, person] =
    [11, 12].map((each) => [each, personOf(segment, each)] as const).find(([, found]) => found) ?? [];
  const named = person === undefined ? {} : { [`provider${person[0]}`]: person[1] };
  const at = `/documentation/0/procedures/${index}`;
  for (const [name, from] of [['text', 3], ['performedOn', 5], ...Object.keys(named).map((each) => [each, field])])
    sources.set(`${at}/${name}`, `PR1[${index + 1}]-${from}`);
  return { text, ...present({ performedOn }), ...named };
}

/** ICD-10-PCS in HL7's table of coding systems (0396). */
const inpatientSystem = 'I10P';

/** The ICD-10-PCS code of a procedure: the first or the alternate one of PR1-3, by the named coding system. */
function inpatientCode(segment: Hl7Segment): string | undefined {
  const code = [1, 4].find((first) => component(segment, 3, first + 2) === inpatientSystem);
  return code === undefined ? undefined : component(segment, 3, code);
}

/** The principal procedure (PR1-14 is 1) comes first; the others keep their order. */
function codedProcedures(segments: readonly Hl7Segment[], sources: Map<string, string>): readonly object[] {
  const coded = segments.flatMap((segment, index) => {
    const code = inpatientCode(segment);
    return code === undefined ? [] : [{ code, segment, source: `PR1[${index + 1}]` }];
  });
  const isPrincipal = ({ segment }: (typeof coded)[number]) => component(segment, 14, 1) === '1';
  const ordered = [...coded.filter(isPrincipal), ...coded.filter((each) => !isPrincipal(each))];
  return ordered.map(({ code, segment, source }, index) => {
    sources.set(`/procedures/${index}/code`, `${source}-3`);
    sources.set(`/procedures/${index}/performedOn`, `${source}-5`);
    const performedOn = dayOf(component(segment, 5, 1));
    return { code, ...present({ performedOn }) };
  });
}
