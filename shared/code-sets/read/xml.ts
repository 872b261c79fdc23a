import { SaxesParser } from 'saxes';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';

/** An open element, and its place. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  readonly column: number;
}

/** A reader's handling of the elements of a file. Each callback may refuse the file at its element. */
export interface XmlReader<Row> {
  readonly root: string;
  /** Elements that only contain others: their text is white space and is dropped. */
  readonly containers: ReadonlySet<string>;
  readonly open: (element: XmlElement, rows: Row[]) => CodeSetFault | undefined;
  /** `text` is all text inside, including that of children. */
  readonly close: (element: XmlElement, text: string, rows: Row[]) => CodeSetFault | undefined;
}

interface OpenElement {
  readonly element: XmlElement;
  text: string;
}

/** The depth limit; the files that are read nest less. */
const deepest = 64;

/**
 * Reads rows from XML as it arrives. Ends with a fault where the file is not well-formed, ends too early, or its reader
 * refuses it. Entities beyond XML's five are refused, so that declarations cannot expand into more text.
 */
export async function* rowsOfXml<Row>(
  text: AsyncIterable<string>,
  reader: XmlReader<Row>,
): AsyncGenerator<Result<readonly Row[], CodeSetFault>> {
  const parser = new SaxesParser();
  const state = followElements(parser, reader);
  for await (const piece of text) {
    parser.write(piece.includes('\ufffd') ? piece.replaceAll('\ufffd', '\u0000') : piece);
    if (state.fault !== undefined) break;
    const rows = state.take();
    if (rows.length > 0) yield ok(rows);
  }
  if (state.fault === undefined) parser.close();
  if (state.fault !== undefined) {
    yield { ok: false, failure: state.fault };
    return;
  }
  const rows = state.take();
  if (rows.length > 0) yield ok(rows);
}

function followElements<Row>(parser: SaxesParser, reader: XmlReader<Row>) {
  let rows: Row[] = [];
  const stack: OpenElement[] = [];
  const state: { fault: CodeSetFault | undefined; take: () => readonly Row[] } = {
    fault: undefined,
    take: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
  const refuse = (detail: string) => {
    state.fault ??= faultAt(parser.line, parser.column + 1, detail).failure;
  };
  parser.on('error', () => refuse('The file is not well-formed XML here, or it is incomplete.'));
  parser.on('opentag', ({ name, attributes }) => {
    if (state.fault !== undefined) return;
    if (stack.length === 0 && name !== reader.root) return refuse(`The outermost element must be ${reader.root}.`);
    if (stack.length === deepest) return refuse('The elements are nested too deeply.');
    const element = {
      name,
      attributes: attributes as Record<string, string>,
      line: parser.line,
      column: parser.column,
    };
    stack.push({ element, text: '' });
    state.fault = reader.open(element, rows);
  });
  const addText = (text: string) => {
    for (let at = stack.length - 1; at >= 0; at -= 1) {
      const open = stack[at] as OpenElement;
      if (reader.containers.has(open.element.name)) return;
      open.text += text;
    }
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (state.fault !== undefined) return;
    const open = stack.pop() as OpenElement;
    state.fault = reader.close(open.element, open.text.replace(/\s+/g, ' ').trim(), rows);
  });
  return state;
}
