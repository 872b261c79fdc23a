import type { IndexRow } from '../../domain/code-set/rows.ts';
import type { CodeSetFormat } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { rowsOfXml, type XmlElement, type XmlReader } from '../read/xml.ts';
import { searchIndex } from '../search/searchable-sets.ts';
import { icdRelease } from './icd-order.ts';

/** The indexes of neoplasms, drugs and external causes have the same root element, and are not used here. */
const otherIndex = /<indexHeading|<title>[^<]*external cause/i;

/**
 * The index to diseases and injuries: main terms with subterms, each with a code, or with another term to look up.
 * Nonessential modifiers are in parentheses.
 */
export const icdIndex: CodeSetFormat<IndexRow> = {
  kind: 'icd-10-cm-index',
  recognises: (head) =>
    head.text.includes('<ICD10CM.index') && !otherIndex.test(head.text) && !/eindex/i.test(head.name),
  stated: icdRelease,
  read: (text) => rowsOfXml(text, indexReader()),
  tables: [
    {
      name: 'rows',
      columns: { number: 'INTEGER', line: 'INTEGER', terms: 'JSON', code: 'TEXT', see: 'TEXT' },
      primaryKey: ['number'],
      indexes: [['code']],
    },
  ],
  finish: searchIndex,
};

const levels: ReadonlySet<string> = new Set(['mainTerm', 'term']);

interface OpenTerm {
  readonly element: XmlElement;
  title: string;
  code: string | undefined;
  see: string | undefined;
  isKept: boolean;
}

function indexReader(): XmlReader<IndexRow> {
  const stack: OpenTerm[] = [];
  let number = 0;

  const keep = (rows: IndexRow[]) => {
    const term = stack.at(-1);
    if (term === undefined || term.isKept) return undefined;
    const { line, column } = term.element;
    if (term.title === '') return faultAt(line, column, 'The term has no title.').failure;
    term.isKept = true;
    // A heading without a code or reference leads nowhere.
    if (term.code === undefined && term.see === undefined) return undefined;
    if (term.code !== undefined && !/^[A-Z]\d[0-9A-Z]{1,5}-?$/.test(term.code)) {
      return faultAt(line, column, 'The term must lead to a code of ICD-10-CM.').failure;
    }
    number += 1;
    rows.push({ line, number, terms: stack.map(({ title }) => title), code: term.code, see: term.see });
    return undefined;
  };

  return {
    root: 'ICD10CM.index',
    containers: new Set(['ICD10CM.index', 'letter', ...levels]),
    open: (element, rows) => {
      if (!levels.has(element.name)) return undefined;
      const fault = keep(rows);
      stack.push({ element, title: '', code: undefined, see: undefined, isKept: false });
      return fault;
    },
    close: (element, text, rows) => {
      const term = stack.at(-1);
      if (term === undefined) return undefined;
      if (levels.has(element.name)) {
        const fault = keep(rows);
        stack.pop();
        return fault;
      }
      if (element.name === 'title') term.title = text;
      if (element.name === 'code' && text !== '') term.code = text.replace('.', '').replace(/\.?-+$/, '-');
      if (element.name === 'see' || element.name === 'seeAlso') term.see ??= text;
      return undefined;
    },
  };
}
