import type { LocalDate } from '../time/local-date.ts';
import type { CodeSetKind } from './kinds.ts';
import type {
  AddOnRow,
  AnesthesiaFactorRow,
  AnesthesiaRow,
  CliaWaivedRow,
  CodeEditorRow,
  ConversionRow,
  CoverageArticleRow,
  GpciRow,
  HccRow,
  IcdRow,
  ListedCodeRow,
  ModifierRow,
  MpfsRow,
  MueRow,
  NdcRow,
  PoaExemptRow,
  ProcedureRow,
  PtpRow,
  TabularRow,
  TaxonomyRow,
  ZipLocalityRow,
} from './rows.ts';

/** The source of an official rule: set, release, row of the file, and the release's effective date. */
export interface Citation {
  readonly set: CodeSetKind;
  readonly release: string;
  /** For example `line 1204`. */
  readonly row: string;
  readonly effective: LocalDate;
}

/** A row of the release that was in force on a day, with its place. */
export interface Cited<Row> {
  readonly row: Row;
  readonly citation: Citation;
}

/** A release that has ended, and when. */
export interface EndedRelease {
  readonly release: string;
  readonly effectiveTo: LocalDate;
}

/** No release is in force on the day; `ended`: the last one. */
export interface NotLoaded {
  readonly kind: 'not-loaded';
  readonly ended?: EndedRelease;
}

/**
 * The result of looking up one row. `absent`: a release is in force and has no such row; its citation names the
 * release. `not-loaded`: no release of the set is in force on that day, so the answer is unknown.
 */
export type Lookup<Row> =
  | ({ readonly kind: 'found' } & Cited<Row>)
  | { readonly kind: 'absent'; readonly citation: Omit<Citation, 'row'> }
  | NotLoaded;

/** The result of looking up several rows; `found` may be empty. */
export type Lookups<Row> =
  | { readonly kind: 'loaded'; readonly found: readonly Cited<Row>[]; readonly citation: Omit<Citation, 'row'> }
  | NotLoaded;

/** Whose edits apply: practitioners (professional claims), outpatient hospitals, or equipment suppliers (MUE only). */
export type NcciSetting = 'practitioner' | 'outpatient' | 'equipment';

/** The procedure systems that line codes come from. */
export type ProcedureSystem = 'hcpcs' | 'cpt' | 'cdt';

/**
 * The lookups that edits may use: the loaded official tables, each as of a day. Synchronous and read-only; codes
 * without their point. Tests build one from rows; the product builds it from artifacts.
 */
export interface CodeReferences {
  readonly diagnosis: (code: string, day: LocalDate) => Lookup<IcdRow>;
  /** The billable codes below a header, in their order; at most a hundred. */
  readonly moreSpecific: (code: string, day: LocalDate) => Lookups<IcdRow>;
  readonly inpatientProcedure: (code: string, day: LocalDate) => Lookup<IcdRow>;
  /** The rows of a code and of everything above it, the code's own first. */
  readonly tabular: (code: string, day: LocalDate) => Lookups<TabularRow>;
  readonly poaExempt: (code: string, day: LocalDate) => Lookup<PoaExemptRow>;
  /** The rows whose previous code is this one. */
  readonly successors: (code: string, day: LocalDate) => Lookups<ConversionRow>;
  /** A line's code in a system; a code outside its dates is found too, with its dates. */
  readonly procedure: (system: ProcedureSystem, code: string, day: LocalDate) => Lookup<ProcedureRow>;
  readonly modifier: (modifier: string, day: LocalDate) => Lookup<ModifierRow>;
  /**
   * The edit in force on the day with these two codes as its columns, in this order. One that does not apply (indicator
   * 9) is absent.
   */
  readonly ptp: (
    setting: Exclude<NcciSetting, 'equipment'>,
    pair: readonly [column1: string, column2: string],
    day: LocalDate,
  ) => Lookup<PtpRow>;
  readonly mue: (setting: NcciSetting, code: string, day: LocalDate) => Lookup<MueRow>;
  /** The rows of an add-on code in force on the day; empty for other codes. */
  readonly addOn: (code: string, day: LocalDate) => Lookups<AddOnRow>;
  readonly mpfs: (code: string, modifier: string | undefined, day: LocalDate) => Lookup<MpfsRow>;
  readonly gpci: (contractor: string, locality: string, day: LocalDate) => Lookup<GpciRow>;
  /** For a ZIP code of five digits; of nine, where the last four decide and their file is loaded. */
  readonly zipLocality: (zip: string, day: LocalDate) => Lookup<ZipLocalityRow>;
  readonly anesthesia: (code: string, day: LocalDate) => Lookup<AnesthesiaRow>;
  readonly anesthesiaFactor: (contractor: string, locality: string, day: LocalDate) => Lookup<AnesthesiaFactorRow>;
  readonly codeEditor: (system: CodeEditorRow['system'], code: string, day: LocalDate) => Lookups<CodeEditorRow>;
  /** The articles in force on the day for a procedure in a state; each says which of these diagnoses it lists. */
  readonly coverageArticles: (
    procedure: string,
    state: string,
    diagnoses: readonly string[],
    day: LocalDate,
  ) => Lookups<CoverageArticleRow>;
  readonly taxonomy: (code: string, day: LocalDate) => Lookup<TaxonomyRow>;
  readonly ndc: (ndc: string, day: LocalDate) => Lookups<NdcRow>;
  /** The packages that a HCPCS code bills: when there are any, the code is a drug. */
  readonly ndcOf: (code: string, day: LocalDate) => Lookups<NdcRow>;
  readonly cliaWaived: (code: string, day: LocalDate) => Lookup<CliaWaivedRow>;
  readonly hcc: (diagnosis: string, day: LocalDate) => Lookups<HccRow>;
  readonly listed: (
    set: 'carc' | 'rarc' | 'place-of-service' | 'revenue-codes' | 'single-dose-drugs',
    code: string,
    day: LocalDate,
  ) => Lookup<ListedCodeRow>;
}
