import type { DocumentType } from './documentation.ts';

/** Why a file is not the document that it claims to be. */
export type ContentFault = 'document-is-program' | 'document-of-another-type' | 'document-damaged';

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** Programs of Windows, Linux and macOS, Java classes, WebAssembly, and scripts that name their interpreter. */
function isProgram(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, 0x4d, 0x5a) ||
    startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46) ||
    startsWith(bytes, 0xca, 0xfe, 0xba, 0xbe) ||
    startsWith(bytes, 0x00, 0x61, 0x73, 0x6d) ||
    [0xce, 0xcf].some(
      (last) => startsWith(bytes, 0xfe, 0xed, 0xfa, last) || startsWith(bytes, last, 0xfa, 0xed, 0xfe),
    ) ||
    startsWith(bytes, 0x23, 0x21)
  );
}

/** Text in UTF-8 without control characters; undefined when the bytes are something else. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^(?:[\t\n\r\f]|[^\p{Cc}])*$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An HL7 clinical document. A document type declaration has no use in one, and can make readers fetch or expand things.
 */
function isClinicalDocument(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  if (text === undefined || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return false;
  const root = /^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->)*<(?:[\w.-]+:)?ClinicalDocument[\s>]/.test(text);
  return root && /<\/(?:[\w.-]+:)?ClinicalDocument\s*>\s*$/.test(text);
}

/** Whether bytes begin as their type requires, and end with its end mark where it has one. */
const contents: Readonly<Record<DocumentType, (bytes: Uint8Array) => 'right' | 'damaged' | 'another'>> = {
  'application/pdf': (bytes) => {
    if (ascii(bytes, 0, 5) !== '%PDF-') return 'another';
    return ascii(bytes, Math.max(0, bytes.length - 1024), bytes.length).includes('%%EOF') ? 'right' : 'damaged';
  },
  'image/png': (bytes) => {
    if (!startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'another';
    return ascii(bytes, Math.max(0, bytes.length - 12), bytes.length).includes('IEND') ? 'right' : 'damaged';
  },
  'image/jpeg': (bytes) => {
    if (!startsWith(bytes, 0xff, 0xd8, 0xff)) return 'another';
    return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9 ? 'right' : 'damaged';
  },
  'image/tiff': (bytes) =>
    startsWith(bytes, 0x49, 0x49, 0x2a, 0x00) || startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a) ? 'right' : 'another',
  'text/plain': (bytes) => (textOf(bytes) === undefined ? 'another' : 'right'),
  'application/xml': (bytes) => (isClinicalDocument(bytes) ? 'right' : 'another'),
};

/**
 * Checks a document's bytes. A program is refused whatever type it claims.
 * @returns undefined when it is what it claims to be
 */
export function contentFault(type: DocumentType, bytes: Uint8Array): ContentFault | undefined {
  if (isProgram(bytes)) return 'document-is-program';
  const found = contents[type](bytes);
  if (found === 'right') return undefined;
  return found === 'damaged' ? 'document-damaged' : 'document-of-another-type';
}
