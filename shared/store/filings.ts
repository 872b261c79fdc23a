import { type Filing, type FilingState, type Frequency, frequencyCodes } from '../domain/claim/filing.ts';

/**
 * The hot part of a filing as one text in its claim's balance: `number|share|frequency|state|facts`, the frequency by X12's code. Facts are
 * the submission and the outcome, `sub_…|paid`; of a filing that is held JSON, which costs nothing where claims are posted.
 */
export function filingText({ number, share, frequency, state }: Filing): string {
  const parts = [number, share, frequencyCodes[frequency], state.kind, ...factsOf(state)];
  while (parts.at(-1) === '') parts.pop();
  return parts.join('|');
}

function factsOf(state: FilingState): readonly string[] {
  if (state.kind === 'held') {
    const { kind: _kind, ...facts } = state;
    return [JSON.stringify(facts)];
  }
  return ['submissionId' in state ? (state.submissionId ?? '') : '', 'outcome' in state ? (state.outcome ?? '') : ''];
}

const frequencies = new Map(Object.entries(frequencyCodes).map(([frequency, code]) => [code, frequency as Frequency]));

/** Reads the hot part of a filing back. */
export function filingOfText(text: string): Filing {
  const [number, share, code = '', kind = '', ...facts] = text.split('|');
  return {
    number: Number(number),
    share: Number(share),
    frequency: frequencies.get(code) as Frequency,
    state: stateOf(kind as FilingState['kind'], facts),
  };
}

function stateOf(kind: FilingState['kind'], facts: readonly string[]): FilingState {
  if (kind === 'held') return { kind, ...JSON.parse(facts.join('|')) };
  const [submissionId = '', outcome = ''] = facts;
  return {
    kind,
    ...(submissionId === '' ? {} : { submissionId }),
    ...(outcome === '' ? {} : { outcome }),
  } as FilingState;
}
