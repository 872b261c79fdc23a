/** An element of XML that has only text, and what stands around it. */
export interface XmlElement {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly text: string;
  /** Whether it is in a SOAP fault. */
  readonly isInFault: boolean;
}

/**
 * The elements of these names in an answer, in their order. Comments are skipped, and only the five entities that every
 * XML has are replaced. Reads each character once, however the answer is made; what is around the XML (a part of a
 * multipart message) is passed over.
 */
export function elementsOf(xml: string, names: readonly string[]): readonly XmlElement[] {
  const found: XmlElement[] = [];
  let open: { readonly name: string; text: string } | undefined;
  let faults = 0;
  for (let at = 0; at < xml.length; ) {
    const { kind, content, next } = tokenAt(xml, at);
    at = next;
    if (kind === 'text' || kind === 'section') {
      if (open !== undefined) open.text += kind === 'section' ? content : unescaped(content);
    } else if (kind === 'end') {
      const name = localName(content);
      if (name === 'Fault') faults = Math.max(0, faults - 1);
      if (open?.name === name) found.push({ ...open, isInFault: faults > 0 });
      open = undefined;
    } else if (kind === 'start') {
      const name = localName(content);
      if (name === 'Fault') faults += 1;
      open = names.includes(name) ? { name, text: '' } : undefined;
    }
  }
  return found;
}

interface Token {
  readonly kind: 'text' | 'section' | 'start' | 'end' | 'other';
  readonly content: string;
  /** Where the next token begins. */
  readonly next: number;
}

/** What is neither text nor a tag of an element: its beginning, its end, and what it is. */
const marked = [
  ['<!--', '-->', 'other'],
  ['<![CDATA[', ']]>', 'section'],
  ['<?', '?>', 'other'],
  ['<!', '>', 'other'],
  ['</', '>', 'end'],
  ['<', '>', 'start'],
] as const;

function tokenAt(xml: string, at: number): Token {
  const mark = marked.find(([begin]) => xml.startsWith(begin, at));
  if (mark === undefined) {
    const end = xml.indexOf('<', at);
    const next = end === -1 ? xml.length : end;
    return { kind: 'text', content: xml.slice(at, next), next };
  }
  const [begin, end, kind] = mark;
  const from = at + begin.length;
  const to = xml.indexOf(end, from);
  // What does not end is the rest.
  if (to === -1) return { kind: 'other', content: '', next: xml.length };
  const content = xml.slice(from, to);
  const isEmpty = kind === 'start' && content.endsWith('/');
  return { kind: isEmpty ? 'other' : kind, content, next: to + end.length };
}

function localName(tag: string): string {
  const name = /^[^\s/]{1,200}/.exec(tag)?.[0] ?? '';
  return name.slice(name.indexOf(':') + 1);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g, (whole, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (hex !== undefined || decimal !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[name] ?? whole;
  });
}
