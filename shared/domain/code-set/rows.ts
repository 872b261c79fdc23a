import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * One row of each official file, as readers make it and lookups return it. Codes have no point. `line` is the first
 * line of the row in the file (from 1), so that a finding can name it.
 */
export interface FileRow {
  readonly line: number;
}

/** ICD-10-CM or ICD-10-PCS. */
export interface IcdRow extends FileRow {
  readonly code: string;
  /** Whether the code can be billed; the others are headers. */
  readonly billable: boolean;
  readonly shortDescription: string;
  readonly longDescription: string;
}

/** The notes of a code in the tabular list. Notes of a chapter, block or category apply to all codes below. */
export interface TabularRow extends FileRow {
  readonly code: string;
  /** The code above, or the block (`J09-J18`) or chapter (`10`); undefined on a chapter. */
  readonly parent: string | undefined;
  readonly description: string;
  readonly inclusionTerms: readonly string[];
  readonly includes: readonly string[];
  readonly excludes1: readonly string[];
  readonly excludes2: readonly string[];
  readonly codeFirst: readonly string[];
  readonly useAdditional: readonly string[];
  readonly codeAlso: readonly string[];
  readonly notes: readonly string[];
  /** The seventh characters that the code takes, with their meaning. */
  readonly seventhCharacters: readonly { readonly character: string; readonly meaning: string }[];
}

/** A term of the index and the code to which it leads. */
export interface IndexRow extends FileRow {
  /** Its position among the terms of the file, from 1. */
  readonly number: number;
  /** From the main term to the most indented one: `Pneumonia`, `viral`, `RSV`. */
  readonly terms: readonly string[];
  /** As in the index, without the point; `-` at the end means that more characters follow. */
  readonly code: string | undefined;
  readonly see: string | undefined;
}

export interface PoaExemptRow extends FileRow {
  readonly code: string;
}

/** A code that a release replaced. */
export interface ConversionRow extends FileRow {
  readonly code: string;
  readonly effectiveFrom: LocalDate;
  /** The replaced code; a code with several predecessors has a row for each. */
  readonly previousCode: string;
}

/** A procedure code of HCPCS Level II, CPT or CDT, with the dates between which it may be used, both ends included. */
export interface ProcedureRow extends FileRow {
  readonly code: string;
  readonly shortDescription: string;
  readonly longDescription: string;
  readonly from: LocalDate;
  readonly to: LocalDate | undefined;
  /** HCPCS only: Medicare's coverage code (`C`, `D`, `I`, `M`, `S`). */
  readonly coverage?: string;
  /** HCPCS only: Berenson-Eggers type of service. */
  readonly betos?: string;
}

export interface ModifierRow extends FileRow {
  readonly modifier: string;
  readonly description: string;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
}

/**
 * A pair whose column 2 is not paid together with column 1. `modifierIndicator`: 0 never both, 1 both with a modifier,
 * 9 not applicable.
 */
export interface PtpRow extends FileRow {
  readonly column1: string;
  readonly column2: string;
  readonly from: LocalDate;
  /** The last day of the edit. */
  readonly to: LocalDate | undefined;
  readonly modifierIndicator: '0' | '1' | '9';
  readonly rationale: string;
}

/** `adjudication`: 1 by line, 2 by day and by policy, 3 by day and by clinical benchmark. */
export interface MueRow extends FileRow {
  readonly code: string;
  readonly units: number;
  readonly adjudication: 1 | 2 | 3;
  readonly rationale: string;
}

/** An add-on code. `type`: 1 with its listed primaries, 2 the contractor says which, 3 some listed and the contractor may add more. */
export interface AddOnRow extends FileRow {
  readonly addOn: string;
  readonly type: 1 | 2 | 3;
  /** Undefined where the contractor defines the primaries. */
  readonly primary: string | undefined;
  readonly from: LocalDate;
  readonly to: LocalDate | undefined;
}

/** A row of the physician fee schedule. Relative values are hundredths as integers (1.30 is 130); the conversion factor is 1/10,000 dollars. */
export interface MpfsRow extends FileRow {
  readonly code: string;
  readonly modifier: string | undefined;
  readonly description: string;
  readonly status: string;
  readonly work: number;
  readonly nonFacilityExpense: number;
  readonly facilityExpense: number;
  readonly malpractice: number;
  readonly professionalTechnical: string;
  /** Days of the global period: `000`, `010`, `090`, or `MMM`, `XXX`, `YYY`, `ZZZ`. */
  readonly globalDays: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly coSurgeon: string;
  readonly team: string;
  readonly conversionFactor: number;
  /** The conversion factor for participants in advanced payment models, if their file is loaded too. */
  readonly qualifyingConversionFactor: number | undefined;
}

/** Where the numeric codes of visits are: eye examinations, and the section of evaluation and management. */
const visitSections = [
  ['92002', '92014'],
  ['99202', '99499'],
] as const;

/**
 * Whether a row of the fee schedule is a visit: a physician's service without a global period. The schedule has no mark of
 * its own for visits, so numeric codes of other sections are left out: a puncture or a sedation is no visit either.
 */
export function isVisitRow({ code, globalDays, professionalTechnical }: MpfsRow): boolean {
  const isElsewhere = /^\d/.test(code) && !visitSections.some(([from, to]) => code >= from && code <= to);
  return globalDays === 'XXX' && professionalTechnical === '0' && !isElsewhere;
}

/** A row of one of the two files of the fee schedule. */
export interface MpfsFileRow extends Omit<MpfsRow, 'qualifyingConversionFactor'> {
  /** Whether the file is that for participants in advanced payment models. */
  readonly qualifying: boolean;
}

/** Indices are thousandths as integers. */
export interface GpciRow extends FileRow {
  readonly contractor: string;
  readonly state: string;
  readonly locality: string;
  readonly localityName: string;
  readonly work: number;
  readonly expense: number;
  readonly malpractice: number;
}

export interface ZipLocalityRow extends FileRow {
  readonly zip: string;
  /** The last four digits, where they decide and are known. */
  readonly plusFour?: string;
  readonly state: string;
  readonly carrier: string;
  readonly locality: string;
  /** `R` rural, `B` super rural, or empty. */
  readonly rural: string;
  /** Whether the ZIP code lies in several localities, so that its last four digits decide. */
  readonly needsPlusFour: boolean;
}

export interface AnesthesiaRow extends FileRow {
  readonly code: string;
  readonly baseUnits: number;
}

/** The price of an anesthesia unit in a locality, in 1/10,000 dollars. */
export interface AnesthesiaFactorRow extends FileRow {
  readonly contractor: string;
  readonly locality: string;
  readonly localityName: string;
  readonly conversionFactor: number;
  /** For participants in advanced payment models, if the file has such a column. */
  readonly qualifyingConversionFactor: number | undefined;
}

/** Medicare's code editor on a diagnosis or procedure. Ages are in years, both ends included. */
export interface CodeEditorRow extends FileRow {
  readonly code: string;
  readonly system: 'icd-10-cm' | 'icd-10-pcs';
  readonly edit:
    | { readonly kind: 'sex'; readonly sex: 'F' | 'M' }
    | { readonly kind: 'age'; readonly group: string; readonly fromYears: number; readonly toYears: number }
    | {
        readonly kind: 'unacceptable-principal';
        /** The code may be principal with a secondary diagnosis. */
        readonly acceptableWithSecondary?: true;
      }
    | { readonly kind: 'manifestation' };
}

/** The key of a contractor in the coverage database. */
interface ContractorKey {
  readonly contractor: string;
  readonly contractorType: string;
  readonly contractorVersion: string;
}

/** A version of an article in the coverage database. */
interface ArticleKey {
  readonly article: string;
  readonly version: number;
}

/** A row of one of the files that make a release of coverage articles. */
export type CoverageFileRow = FileRow &
  (
    | (ArticleKey & {
        readonly table: 'articles';
        /** In the database's form: `A52369`. */
        readonly name: string;
        readonly title: string;
        /** An article that is not yet in effect has no date. */
        readonly from: LocalDate | undefined;
        readonly to: LocalDate | undefined;
      })
    | (ArticleKey & { readonly table: 'procedures'; readonly procedure: string })
    | (ArticleKey & { readonly table: 'diagnoses'; readonly diagnosis: string; readonly supports: boolean })
    | (ArticleKey & ContractorKey & { readonly table: 'articleContractors' })
    | (ContractorKey & { readonly table: 'contractors'; readonly name: string; readonly number: string })
    | (ContractorKey & {
        readonly table: 'jurisdictions';
        readonly state: string;
        readonly from: LocalDate | undefined;
        readonly to: LocalDate | undefined;
      })
    | {
        readonly table: 'states';
        readonly state: string;
        readonly abbreviation: string;
        readonly description: string;
      }
  );

/** A contractor's article about a procedure, with its statements on the diagnoses in question. */
export interface CoverageArticleRow extends FileRow {
  readonly article: string;
  readonly title: string;
  /** The contractor's number and name. */
  readonly contractor: string;
  readonly state: string;
  readonly procedure: string;
  readonly from: LocalDate;
  readonly to: LocalDate | undefined;
  /** Whether the article lists supporting diagnoses at all. If it lists none, no diagnosis is missing. */
  readonly listsDiagnoses: boolean;
  /**
   * The diagnoses in question that the article names; `supports` is false for one that expressly does not support the
   * procedure.
   */
  readonly named: readonly { readonly diagnosis: string; readonly supports: boolean }[];
}

export interface TaxonomyRow extends FileRow {
  readonly code: string;
  readonly grouping: string;
  readonly classification: string;
  readonly specialization: string;
  readonly displayName: string;
  readonly section: string;
}

/** A drug's package and the HCPCS code that bills it. Amounts are decimals as text. */
export interface NdcRow extends FileRow {
  /** Eleven digits, without hyphens. A device that is billed under a drug's code carries another product number. */
  readonly ndc: string;
  readonly code: string;
  readonly drugName: string;
  readonly labeler: string;
  readonly billUnits: string;
  readonly billUnitsPerPackage: string;
}

export interface CliaWaivedRow extends FileRow {
  readonly code: string;
  /** Whether the test is waived only with modifier QW. */
  readonly needsQw: boolean;
  readonly description: string;
}

export interface HccRow extends FileRow {
  readonly diagnosis: string;
  readonly category: string;
  readonly model: string;
}

/** A code with its meaning and dates: CARC, RARC, place of service, revenue code. */
export interface ListedCodeRow extends FileRow {
  readonly code: string;
  readonly description: string;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
}

/** A service's price in the Medicare physician fee schedule. */
export interface MpfsAmount {
  readonly nonFacilityCents: Cents;
  readonly facilityCents: Cents;
}
