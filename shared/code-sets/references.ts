import type { SQLInputValue } from 'node:sqlite';
import type { CodeSetKind } from '../domain/code-set/kinds.ts';
import type {
  Cited,
  CodeReferences,
  EndedRelease,
  Lookup,
  Lookups,
  NcciSetting,
} from '../domain/code-set/references.ts';
import type {
  AddOnRow,
  CodeEditorRow,
  IcdRow,
  ModifierRow,
  MpfsFileRow,
  MpfsRow,
  ProcedureRow,
  PtpRow,
  TabularRow,
  ZipLocalityRow,
} from '../domain/code-set/rows.ts';
import { present } from '../domain/present.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { findArticles } from './coverage-lookup.ts';
import type { OpenArtifact } from './open.ts';
import { mayHavePair } from './pair-lookup.ts';

type Where = Readonly<Record<string, SQLInputValue>>;

/**
 * The artifact of the release that is in force on a day; undefined when none is loaded.
 * @throws when it is loaded and was not opened first, which is a bug: it must not be mistaken for not loaded
 */
export type ArtifactInForce = (kind: CodeSetKind, day: LocalDate) => OpenArtifact | undefined;

/** The release of a set that ended last before a day. */
export type EndedBefore = (kind: CodeSetKind, day: LocalDate) => EndedRelease | undefined;

const mueKinds = {
  practitioner: 'mue-practitioner',
  outpatient: 'mue-outpatient',
  equipment: 'mue-dme',
} as const satisfies Record<NcciSetting, CodeSetKind>;

const ptpKinds = { practitioner: 'ncci-ptp-practitioner', outpatient: 'ncci-ptp-outpatient' } as const;

/** The lookups that edits use, over artifacts. Everything is read on demand; no table is kept in memory. */
export function createReferences(inForce: ArtifactInForce, ended: EndedBefore = () => undefined): CodeReferences {
  const { first, all } = lookupsOver(inForce, ended);
  return {
    diagnosis: (code, day) => first<IcdRow>('icd-10-cm', day, { code }),
    inpatientProcedure: (code, day) => first<IcdRow>('icd-10-pcs', day, { code }),
    moreSpecific: (code, day) => moreSpecific(inForce, code, day),
    tabular: (code, day) => tabularChain(inForce, code, day),
    poaExempt: (code, day) => first('icd-10-cm-poa-exempt', day, { code }),
    successors: (previousCode, day) => all('icd-10-cm-conversion', day, { previousCode }),
    procedure: (system, code, day) => first<ProcedureRow>(system, day, { code }),
    modifier: (modifier, day) => modifierOf(inForce, modifier, day),
    ptp: (setting, [column1, column2], day) => {
      const artifact = inForce(ptpKinds[setting], day);
      if (artifact === undefined) return { kind: 'not-loaded' };
      if (!mayHavePair(artifact, column1, column2)) return { kind: 'absent', citation: artifact.citation };
      const keep = (row: PtpRow) => row.modifierIndicator !== '9' && holdsOn(row, day);
      return first<PtpRow>(ptpKinds[setting], day, { column1, column2 }, { keep });
    },
    mue: (setting, code, day) => first(mueKinds[setting], day, { code }),
    addOn: (addOn, day) =>
      all<AddOnRow>(
        'ncci-add-on',
        day,
        { addOn },
        {
          keep: (row) => holdsOn(row, day),
          shape: (row) => ({ ...row, primary: row.primary === '' ? undefined : row.primary }),
        },
      ),
    mpfs: (code, modifier = '', day) => bothFactors(all<MpfsFileRow>('mpfs', day, { code, modifier })),
    gpci: (contractor, locality, day) => first('gpci', day, { contractor, locality }),
    zipLocality: (zip, day) => {
      const [five, plusFour] = [zip.slice(0, 5), zip.slice(5)];
      const whole = first<ZipLocalityRow>('zip-locality', day, { zip: five });
      if (whole.kind !== 'found' || !whole.row.needsPlusFour || plusFour === '') return whole;
      const exact = first<ZipLocalityRow>('zip-locality', day, { zip: five, plusFour }, { table: 'plusFour' });
      return exact.kind === 'found' ? exact : whole;
    },
    anesthesia: (code, day) => first('anesthesia-units', day, { code }),
    anesthesiaFactor: (contractor, locality, day) =>
      first('anesthesia-units', day, { contractor, locality }, { table: 'factors' }),
    codeEditor: (system, code, day) => all<CodeEditorRow>('code-editor', day, { system, code }),
    coverageArticles: (procedure, state, diagnoses, day) => {
      const artifact = inForce('coverage-articles', day);
      if (artifact === undefined) return { kind: 'not-loaded' };
      return findArticles(artifact, { procedure, state, diagnoses, day });
    },
    taxonomy: (code, day) => first('taxonomy', day, { code }),
    ndc: (ndc, day) => all('ndc-hcpcs', day, { ndc }),
    ndcOf: (code, day) => all('ndc-hcpcs', day, { code }),
    cliaWaived: (code, day) => first('clia-waived', day, { code }),
    hcc: (diagnosis, day) => all('hcc', day, { diagnosis }),
    listed: (set, code, day) => first(set, day, { code }),
  };
}

function holdsOn(
  row: { readonly from: LocalDate | undefined; readonly to: LocalDate | undefined },
  day: LocalDate,
): boolean {
  return (row.from === undefined || row.from <= day) && (row.to === undefined || day <= row.to);
}

/** Which rows to use, and how to return them. */
interface Picked<Row> {
  /** The table to read; `rows` by default. */
  readonly table?: string;
  readonly keep?: (row: Row) => boolean;
  readonly shape?: (row: Row) => Row;
}

function lookupsOver(inForce: ArtifactInForce, ended: EndedBefore) {
  const all = <Row>(kind: CodeSetKind, day: LocalDate, where: Where, picked: Picked<Row> = {}): Lookups<Row> => {
    const artifact = inForce(kind, day);
    if (artifact === undefined) return { kind: 'not-loaded', ...present({ ended: ended(kind, day) }) };
    const { keep, shape, table = 'rows' } = picked;
    const rows = artifact.rows<Row>(table, where);
    const kept = keep === undefined ? rows : rows.filter(({ row }) => keep(row));
    const found = shape === undefined ? kept : kept.map(({ row, citation }) => ({ row: shape(row), citation }));
    return { kind: 'loaded', found, citation: artifact.citation };
  };
  const first = <Row>(kind: CodeSetKind, day: LocalDate, where: Where, picked: Picked<Row> = {}): Lookup<Row> =>
    firstOf(all(kind, day, where, picked));
  return { all, first };
}

function firstOf<Row>(rows: Lookups<Row>): Lookup<Row> {
  if (rows.kind === 'not-loaded') return rows;
  const [found] = rows.found;
  return found === undefined ? { kind: 'absent', citation: rows.citation } : { kind: 'found', ...found };
}

/** A row of the fee schedule with the conversion factors of both its files. */
function bothFactors(rows: Lookups<MpfsFileRow>): Lookup<MpfsRow> {
  if (rows.kind === 'not-loaded') return rows;
  const standard = rows.found.find(({ row }) => !row.qualifying);
  if (standard === undefined) return { kind: 'absent', citation: rows.citation };
  const { qualifying: _, modifier, ...row } = standard.row;
  return {
    kind: 'found',
    row: {
      ...row,
      modifier: modifier === '' ? undefined : modifier,
      qualifyingConversionFactor: rows.found.find((other) => other.row.qualifying)?.row.conversionFactor,
    },
    citation: standard.citation,
  };
}

/** At most this many billable codes below a header are named. */
const mostSpecific = 100;

function moreSpecific(inForce: ArtifactInForce, header: string, day: LocalDate): Lookups<IcdRow> {
  const artifact = inForce('icd-10-cm', day);
  if (artifact === undefined) return { kind: 'not-loaded' };
  const below = artifact.database
    .prepare('SELECT code FROM "rows" WHERE code > ? AND code < ? ORDER BY code')
    .all(header, `${header}~`)
    .flatMap(({ code }) => artifact.rows<IcdRow>('rows', { code: String(code) }))
    .filter(({ row }) => row.billable);
  return { kind: 'loaded', found: below.slice(0, mostSpecific), citation: artifact.citation };
}

/** The depth limit of the tree: chapter, block, category and four more places, with some room. */
const deepestTabular = 12;

function tabularChain(inForce: ArtifactInForce, code: string, day: LocalDate): Lookups<TabularRow> {
  const artifact = inForce('icd-10-cm-tabular', day);
  if (artifact === undefined) return { kind: 'not-loaded' };
  const found: Cited<TabularRow>[] = [];
  let next: string | undefined = code;
  while (next !== undefined && found.length < deepestTabular) {
    const [cited]: readonly Cited<TabularRow>[] = artifact.rows<TabularRow>('rows', { code: next });
    if (cited === undefined) {
      // The list does not contain codes with a seventh character: it states once which characters a category takes.
      next = found.length === 0 && next.length > 3 ? next.slice(0, -1) : undefined;
      continue;
    }
    found.push(cited);
    next = cited.row.parent;
  }
  return { kind: 'loaded', found, citation: artifact.citation };
}

/** A modifier is in a list of modifiers (such as CPT’s), or in the release of HCPCS, whose file has its own. */
function modifierOf(inForce: ArtifactInForce, modifier: string, day: LocalDate): Lookup<ModifierRow> {
  const list = inForce('modifiers', day);
  const hcpcs = inForce('hcpcs', day);
  const [listed] = list?.rows<ModifierRow>('rows', { modifier }) ?? [];
  if (listed !== undefined) return { kind: 'found', ...listed };
  const [published] = hcpcs?.rows<ModifierRow>('modifiers', { modifier }) ?? [];
  if (published !== undefined) return { kind: 'found', ...published };
  const release = list ?? hcpcs;
  return release === undefined ? { kind: 'not-loaded' } : { kind: 'absent', citation: release.citation };
}
