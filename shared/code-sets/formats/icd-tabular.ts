import type { TabularRow } from '../../domain/code-set/rows.ts';
import type { CodeSetFormat } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { SeenKeys } from '../read/unique.ts';
import { rowsOfXml, type XmlElement, type XmlReader } from '../read/xml.ts';
import { searchTabular } from '../search/searchable-sets.ts';
import { icdRelease } from './icd-order.ts';

/**
 * The tabular list of ICD-10-CM: chapters contain sections, sections contain categories, and each `diag` contains its
 * subcategories. Notes of a level apply to the levels below; each row keeps only its own. A block of a single category
 * has that category's name; here it is `B10-B10`, so that keys are unique.
 */
export const icdTabular: CodeSetFormat<TabularRow> = {
  kind: 'icd-10-cm-tabular',
  recognises: (head) => head.text.includes('<ICD10CM.tabular'),
  stated: icdRelease,
  read: (text) => rowsOfXml(text, tabularReader()),
  tables: [
    {
      name: 'rows',
      columns: {
        code: 'TEXT',
        line: 'INTEGER',
        parent: 'TEXT',
        description: 'TEXT',
        inclusionTerms: 'JSON',
        includes: 'JSON',
        excludes1: 'JSON',
        excludes2: 'JSON',
        codeFirst: 'JSON',
        useAdditional: 'JSON',
        codeAlso: 'JSON',
        notes: 'JSON',
        seventhCharacters: 'JSON',
      },
      primaryKey: ['code'],
      indexes: [['parent']],
    },
  ],
  finish: searchTabular,
};

const levels: ReadonlySet<string> = new Set(['chapter', 'section', 'diag']);

/** Elements of notes, and the field that keeps them. */
const noteFields = {
  inclusionTerm: 'inclusionTerms',
  includes: 'includes',
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'codeFirst',
  useAdditionalCode: 'useAdditional',
  codeAlso: 'codeAlso',
  notes: 'notes',
  sevenChrNote: 'notes',
} as const;

type NoteField = (typeof noteFields)[keyof typeof noteFields];

function isNoteField(name: string): name is keyof typeof noteFields {
  return Object.hasOwn(noteFields, name);
}

/** A chapter, block or code whose own elements are being read. */
interface OpenLevel {
  readonly element: XmlElement;
  readonly notes: Record<NoteField, string[]>;
  readonly seventhCharacters: { readonly character: string; readonly meaning: string }[];
  code: string;
  description: string;
  isKept: boolean;
}

function openLevel(element: XmlElement): OpenLevel {
  const notes = {
    inclusionTerms: [],
    includes: [],
    excludes1: [],
    excludes2: [],
    codeFirst: [],
    useAdditional: [],
    codeAlso: [],
    notes: [],
  };
  return { element, notes, seventhCharacters: [], code: '', description: '', isKept: false };
}

function tabularReader(): XmlReader<TabularRow> {
  const seen = new SeenKeys();
  const stack: OpenLevel[] = [];
  let field: NoteField | undefined;

  /** A level is complete when a lower one starts or when it ends: its own elements come first. */
  const keep = (rows: TabularRow[]) => {
    const level = stack.at(-1);
    if (level === undefined || level.isKept) return undefined;
    const { line, column, name } = level.element;
    const code = name === 'section' ? blockOf(level.element) : level.code.replace('.', '');
    if (!codeForms[name as keyof typeof codeForms].test(code)) {
      return faultAt(line, column, `The ${name} must be named by a code of ICD-10-CM.`).failure;
    }
    if (level.description === '') return faultAt(line, column, `The ${name} has no description.`).failure;
    level.isKept = true;
    level.code = code;
    rows.push({
      line,
      code,
      parent: stack.at(-2)?.code,
      description: level.description,
      ...level.notes,
      seventhCharacters: level.seventhCharacters,
    });
    return seen.repeated(code, line, column)?.failure;
  };

  return {
    root: 'ICD10CM.tabular',
    containers: new Set(['ICD10CM.tabular', ...levels, 'sectionIndex', 'introduction']),
    open: (element, rows) => {
      if (!levels.has(element.name)) {
        if (isNoteField(element.name)) field = noteFields[element.name];
        return undefined;
      }
      const fault = keep(rows);
      stack.push(openLevel(element));
      return fault;
    },
    close: (element, text, rows) => {
      const level = stack.at(-1);
      if (level === undefined) return undefined;
      if (levels.has(element.name)) {
        const fault = keep(rows);
        stack.pop();
        return fault;
      }
      if (element.name === 'name' && level.code === '') level.code = text;
      if (element.name === 'desc' && level.description === '') level.description = text;
      if (element.name === 'note' && field !== undefined && text !== '') level.notes[field].push(text);
      if (element.name === 'extension') {
        level.seventhCharacters.push({ character: element.attributes.char ?? '', meaning: text });
      }
      if (isNoteField(element.name)) field = undefined;
      return undefined;
    },
  };
}

const codeForms = {
  chapter: /^\d{1,2}$/,
  section: /^[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]$/,
  diag: /^[A-Z]\d[0-9A-Z]{1,5}$/,
} as const;

function blockOf(section: XmlElement): string {
  const id = section.attributes.id ?? '';
  return id.includes('-') ? id : `${id}-${id}`;
}
