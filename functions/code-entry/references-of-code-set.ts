import type { CodeReferences, Lookup } from '../../shared/domain/code-set/references.ts';
import type { IcdRow, ProcedureRow } from '../../shared/domain/code-set/rows.ts';
import { type CodeSet, type CodeValidity, codeStanding } from '../../shared/domain/encounter/code-set.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';

const notLoaded = () => ({ kind: 'not-loaded' }) as const;

/** The synthetic code set as the edits ask for codes: diagnoses and procedures, and nothing of the official tables. */
export function referencesOfCodeSet(codeSet: CodeSet): CodeReferences {
  const began = '2015-10-01' as LocalDate;
  const release = codeSet.name;
  const absent = (set: 'icd-10-cm' | 'hcpcs') =>
    ({ kind: 'absent', citation: { set, release, effective: began } }) as const;
  const found = <Row>(set: 'icd-10-cm' | 'hcpcs', row: Row): Lookup<Row> => ({
    kind: 'found',
    row,
    citation: { set, release, row: 'line 1', effective: began },
  });
  const words = { shortDescription: '', longDescription: '', line: 1 };
  const diagnosis = (code: string, day: LocalDate): Lookup<IcdRow> =>
    codeStanding(codeSet.diagnoses, code, day) === 'valid'
      ? found('icd-10-cm', { ...words, code, billable: true })
      : absent('icd-10-cm');
  const procedure = (system: string, code: string): Lookup<ProcedureRow> => {
    const validity: CodeValidity | undefined = codeSet.procedures.get(code);
    if (system !== 'hcpcs' || validity === undefined) return absent('hcpcs');
    return found('hcpcs', { ...words, code, from: validity.from, to: validity.to });
  };
  return {
    diagnosis,
    procedure,
    inpatientProcedure: notLoaded,
    moreSpecific: notLoaded,
    tabular: notLoaded,
    poaExempt: notLoaded,
    successors: notLoaded,
    modifier: notLoaded,
    ptp: notLoaded,
    mue: notLoaded,
    addOn: notLoaded,
    mpfs: notLoaded,
    gpci: notLoaded,
    zipLocality: notLoaded,
    anesthesia: notLoaded,
    anesthesiaFactor: notLoaded,
    codeEditor: notLoaded,
    coverageArticles: notLoaded,
    taxonomy: notLoaded,
    ndc: notLoaded,
    ndcOf: notLoaded,
    cliaWaived: notLoaded,
    hcc: notLoaded,
    listed: notLoaded,
  };
}
