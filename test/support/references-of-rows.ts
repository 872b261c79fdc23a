import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import type { Cited, CodeReferences, Lookup, Lookups } from '../../shared/domain/code-set/references.ts';
import type * as rows from '../../shared/domain/code-set/rows.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';

/** A row of a test's release. Its line is its position in the list, unless it states another. */
type Row<Full extends rows.FileRow> = Omit<Full, 'line'> & { readonly line?: number };

/** A diagnosis that an article names, as the articles' own release lists it. */
export interface ArticleDiagnosis {
  readonly diagnosis: string;
  readonly supports: boolean;
}

/** The rows by set. */
export interface RowsOfSets {
  readonly 'icd-10-cm': Row<rows.IcdRow>;
  readonly 'icd-10-pcs': Row<rows.IcdRow>;
  readonly 'icd-10-cm-tabular': Row<rows.TabularRow>;
  readonly 'icd-10-cm-poa-exempt': Row<rows.PoaExemptRow>;
  readonly 'icd-10-cm-conversion': Row<rows.ConversionRow>;
  readonly hcpcs: Row<rows.ProcedureRow>;
  readonly cpt: Row<rows.ProcedureRow>;
  readonly cdt: Row<rows.ProcedureRow>;
  readonly modifiers: Row<rows.ModifierRow>;
  readonly 'ncci-ptp-practitioner': Row<rows.PtpRow>;
  readonly 'ncci-ptp-outpatient': Row<rows.PtpRow>;
  readonly 'mue-practitioner': Row<rows.MueRow>;
  readonly 'mue-outpatient': Row<rows.MueRow>;
  readonly 'mue-dme': Row<rows.MueRow>;
  readonly 'ncci-add-on': Row<rows.AddOnRow>;
  readonly mpfs: Row<rows.MpfsRow>;
  readonly gpci: Row<rows.GpciRow>;
  readonly 'zip-locality': Row<rows.ZipLocalityRow>;
  readonly 'anesthesia-units': Row<rows.AnesthesiaRow>;
  readonly 'code-editor': Row<rows.CodeEditorRow>;
  readonly 'coverage-articles': Row<Omit<rows.CoverageArticleRow, 'named' | 'listsDiagnoses'>> & {
    readonly diagnoses: readonly ArticleDiagnosis[];
  };
  readonly taxonomy: Row<rows.TaxonomyRow>;
  readonly 'ndc-hcpcs': Row<rows.NdcRow>;
  readonly 'clia-waived': Row<rows.CliaWaivedRow>;
  readonly hcc: Row<rows.HccRow>;
  readonly carc: Row<rows.ListedCodeRow>;
  readonly rarc: Row<rows.ListedCodeRow>;
  readonly 'place-of-service': Row<rows.ListedCodeRow>;
  readonly 'revenue-codes': Row<rows.ListedCodeRow>;
  readonly 'single-dose-drugs': Row<rows.ListedCodeRow>;
}

/** A release of a set, in force from its day until it ends or the next one of the set begins. */
export type RowsRelease = {
  readonly [Set in keyof RowsOfSets]: {
    readonly set: Set;
    readonly release: string;
    readonly effectiveFrom: string;
    readonly effectiveTo?: string;
    readonly rows: readonly RowsOfSets[Set][];
  };
}[keyof RowsOfSets];

type Cite<Set extends keyof RowsOfSets> = Cited<RowsOfSets[Set] & rows.FileRow>;

interface Held {
  readonly citation: { readonly set: CodeSetKind; readonly release: string; readonly effective: LocalDate };
  readonly to: string | undefined;
  /** Rows by a key that the lookup derives; the index is made once. */
  readonly byKey: Map<string, Map<string, Cited<rows.FileRow>[]>>;
  readonly rows: readonly Cited<rows.FileRow>[];
}

function held(release: RowsRelease): Held {
  const citation = {
    set: release.set,
    release: release.release,
    effective: release.effectiveFrom as LocalDate,
  };
  const list = (release.rows as readonly Row<rows.FileRow>[]).map((row, index) => {
    const line = row.line ?? index + 1;
    return { row: { ...row, line }, citation: { ...citation, row: `line ${line}` } };
  });
  return { citation, to: release.effectiveTo, byKey: new Map(), rows: list };
}

/** The official tables of a test, made from rows in memory. A set without a release counts as not loaded. */
export function referencesOfRows(releases: readonly RowsRelease[]): CodeReferences {
  const all = releases.map(held).sort((left, right) => (left.citation.effective < right.citation.effective ? 1 : -1));
  const inForce = (set: CodeSetKind, day: LocalDate): Held | undefined => {
    const newest = all.find((each) => each.citation.set === set && each.citation.effective <= day);
    return newest === undefined || (newest.to !== undefined && newest.to < day) ? undefined : newest;
  };
  const ended = (set: CodeSetKind, day: LocalDate) => {
    const last = all.find((each) => each.citation.set === set && each.to !== undefined && each.to < day);
    return last && { release: last.citation.release, effectiveTo: last.to as LocalDate };
  };
  /** The rows with this key in the release of the day. */
  function many<Set extends keyof RowsOfSets>(
    set: Set,
    day: LocalDate,
    key: readonly [name: string, of: (row: RowsOfSets[Set]) => string, wanted: string],
  ): Lookups<RowsOfSets[Set] & rows.FileRow> {
    const release = inForce(set, day);
    if (release === undefined) return { kind: 'not-loaded', ...present({ ended: ended(set, day) }) };
    const [name, of, wanted] = key;
    let index = release.byKey.get(name);
    if (index === undefined) {
      index = new Map();
      for (const each of release.rows) {
        const value = of(each.row as unknown as RowsOfSets[Set]);
        index.set(value, [...(index.get(value) ?? []), each]);
      }
      release.byKey.set(name, index);
    }
    return { kind: 'loaded', found: (index.get(wanted) ?? []) as Cite<Set>[], citation: release.citation };
  }
  function one<Row>(answer: Lookups<Row>, holds: (row: Row) => boolean = () => true): Lookup<Row> {
    if (answer.kind === 'not-loaded') return answer;
    const found = answer.found.find(({ row }) => holds(row));
    return found === undefined ? { kind: 'absent', citation: answer.citation } : { kind: 'found', ...found };
  }
  function holding<Row extends { from: LocalDate | undefined; to: LocalDate | undefined }>(
    answer: Lookups<Row>,
    day: LocalDate,
  ): Lookups<Row> {
    if (answer.kind === 'not-loaded') return answer;
    const found = answer.found.filter(
      ({ row }) => (row.from === undefined || row.from <= day) && (row.to === undefined || day <= row.to),
    );
    return { ...answer, found };
  }
  const byCode = (row: { readonly code: string }) => row.code;
  return {
    diagnosis: (code, day) => one(many('icd-10-cm', day, ['code', byCode, code])),
    inpatientProcedure: (code, day) => one(many('icd-10-pcs', day, ['code', byCode, code])),
    moreSpecific: (code, day) => {
      const answer = many('icd-10-cm', day, ['', () => '', '']);
      if (answer.kind === 'not-loaded') return answer;
      const found = answer.found.filter(({ row }) => row.billable && row.code !== code && row.code.startsWith(code));
      return { ...answer, found: found.slice(0, 100) };
    },
    tabular: (code, day) => {
      const first = many('icd-10-cm-tabular', day, ['code', byCode, '']);
      if (first.kind === 'not-loaded') return first;
      const above = (wanted: string): readonly Cite<'icd-10-cm-tabular'>[] => {
        const answer = many('icd-10-cm-tabular', day, ['code', byCode, wanted]);
        const [own] = answer.kind === 'loaded' ? answer.found : [];
        if (own === undefined) return wanted.length > 3 ? above(wanted.slice(0, -1)) : [];
        return [own, ...(own.row.parent === undefined ? [] : above(own.row.parent))];
      };
      return { ...first, found: above(code) };
    },
    poaExempt: (code, day) => one(many('icd-10-cm-poa-exempt', day, ['code', byCode, code])),
    successors: (code, day) => many('icd-10-cm-conversion', day, ['previous', (row) => row.previousCode, code]),
    procedure: (system, code, day) => one(many(system, day, ['code', byCode, code])),
    modifier: (modifier, day) => one(many('modifiers', day, ['modifier', (row) => row.modifier, modifier])),
    ptp: (setting, [first, second], day) => {
      const key = (row: rows.PtpRow | RowsOfSets['ncci-ptp-practitioner']) => `${row.column1} ${row.column2}`;
      const pairs = holding(many(`ncci-ptp-${setting}`, day, ['pair', key, `${first} ${second}`]), day);
      return one(pairs, (row) => row.modifierIndicator !== '9');
    },
    mue: (setting, code, day) =>
      one(many(setting === 'equipment' ? 'mue-dme' : `mue-${setting}`, day, ['code', byCode, code])),
    addOn: (code, day) => holding(many('ncci-add-on', day, ['addOn', (row) => row.addOn, code]), day),
    mpfs: (code, modifier, day) => one(many('mpfs', day, ['code', byCode, code]), (row) => row.modifier === modifier),
    gpci: (contractor, locality, day) =>
      one(many('gpci', day, ['place', (row) => `${row.contractor} ${row.locality}`, `${contractor} ${locality}`])),
    zipLocality: (zip, day) => one(many('zip-locality', day, ['zip', (row) => row.zip, zip])),
    anesthesia: (code, day) => one(many('anesthesia-units', day, ['code', byCode, code])),
    anesthesiaFactor: () => ({ kind: 'not-loaded' }),
    codeEditor: (system, code, day) =>
      many('code-editor', day, ['code', (row) => `${row.system} ${row.code}`, `${system} ${code}`]),
    coverageArticles: (procedure, state, diagnoses, day) => {
      const key = (row: RowsOfSets['coverage-articles']) => `${row.procedure} ${row.state}`;
      const answer = holding(many('coverage-articles', day, ['about', key, `${procedure} ${state}`]), day);
      if (answer.kind === 'not-loaded') return answer;
      const found = answer.found.map(({ row: { diagnoses: listed, ...row }, citation }) => {
        const named = listed.filter(({ diagnosis }) => diagnoses.includes(diagnosis));
        return { citation, row: { ...row, named, listsDiagnoses: listed.some(({ supports }) => supports) } };
      });
      return { ...answer, found };
    },
    taxonomy: (code, day) => one(many('taxonomy', day, ['code', byCode, code])),
    ndc: (ndc, day) => many('ndc-hcpcs', day, ['ndc', (row) => row.ndc, ndc]),
    ndcOf: (code, day) => many('ndc-hcpcs', day, ['code', byCode, code]),
    cliaWaived: (code, day) => one(many('clia-waived', day, ['code', byCode, code])),
    hcc: (diagnosis, day) => many('hcc', day, ['diagnosis', (row) => row.diagnosis, diagnosis]),
    listed: (set, code, day) => one(many(set, day, ['code', byCode, code])),
  };
}
