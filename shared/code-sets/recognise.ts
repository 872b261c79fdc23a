import { type CodeSetKind, codeSets } from '../domain/code-set/kinds.ts';
import type { LoadRefusal, SaidRelease } from '../domain/code-set/load.ts';
import type { Release } from '../domain/code-set/release.ts';
import { present } from '../domain/present.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { decodeBeginning } from './decode-text.ts';
import type { CodeSetFormat, FileHead, StatedRelease } from './format.ts';

/** How much of a file is read to recognise it. */
export const headBytes = 65_536;

/** A file whose layout is known. */
export interface RecognisedFile {
  readonly head: FileHead;
  readonly format: CodeSetFormat;
}

/** Files of other kinds that people try to load, by their first bytes, with what to do instead. */
const otherKinds: readonly (readonly [magic: readonly number[], detail: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'It is a ZIP archive or an Excel workbook: unpack it, and load the text or CSV file in it.',
  ],
  [[0x50, 0x4b, 0x05, 0x06], 'It is an empty ZIP archive.'],
  [[0x1f, 0x8b], 'It is compressed (gzip): unpack it first.'],
  [[0x25, 0x50, 0x44, 0x46], 'It is a PDF file: load the text or CSV file that is published beside it.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'It is an old Excel or Word file: load the text or CSV file that is published beside it.'],
  [[0x4d, 0x5a], 'It is a program.'],
  [[0x7f, 0x45, 0x4c, 0x46], 'It is a program.'],
  [[0xff, 0xfe], 'It is text in UTF-16: save it as UTF-8.'],
  [[0xfe, 0xff], 'It is text in UTF-16: save it as UTF-8.'],
];

/** Recognises an official file by its beginning. The refusal says what the file is instead, where that is known. */
export function recogniseFile(
  formats: readonly CodeSetFormat[],
  name: string,
  beginning: Uint8Array,
): Result<RecognisedFile, LoadRefusal> {
  const refuse = (detail: string) => fail({ code: 'not-a-code-set', file: name, detail } as const);
  if (beginning.length === 0) return refuse('It is empty.');
  const other = otherKinds.find(([magic]) => magic.every((byte, index) => beginning[index] === byte));
  if (other !== undefined) return refuse(other[1]);
  if (beginning.includes(0)) return refuse('It is not text.');
  const head: FileHead = { name, text: decodeBeginning(beginning) };
  const found = formats.filter((format) => format.recognises(head));
  const [format, second] = found;
  if (format === undefined) return refuse('Files with this layout cannot be loaded.');
  if (second !== undefined)
    return refuse(`It may be ${format.kind} or ${second.kind}: give it the name under which it was published.`);
  return ok({ head, format });
}

/** The release to load, with its files, each in its part's place. */
export interface PlannedRelease<File extends RecognisedFile> {
  readonly release: Release;
  readonly files: readonly File[];
}

/**
 * Makes a release of recognised files, from what they state and what the person states. All must be of the set, and
 * every needed part must be present.
 */
export function planRelease<File extends RecognisedFile>(
  kind: CodeSetKind,
  files: readonly File[],
  said: SaidRelease,
): Result<PlannedRelease<File>, LoadRefusal> {
  const other = files.find(({ format }) => format.kind !== kind);
  if (other !== undefined) {
    const detail = `It is of ${other.format.kind} (${codeSets[other.format.kind].title}), not of ${kind}.`;
    return fail({ code: 'other-set', file: other.head.name, detail });
  }
  const ordered = orderParts(files);
  if (!ordered.ok) return ordered;
  const stated = agreed(ordered.value);
  if (!stated.ok) return stated;
  const { release, effectiveFrom, effectiveTo } = { ...stated.value, ...said };
  if (effectiveFrom === undefined) {
    return fail({ code: 'release-not-stated', ...present({ file: files[0]?.head.name }) });
  }
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    return fail({ code: 'release-not-stated', detail: 'The release would end before it begins.' });
  }
  const planned = { kind, release: release ?? effectiveFrom, effectiveFrom, ...present({ effectiveTo }) };
  return ok({ release: planned, files: ordered.value });
}

/** The files in the order of their parts. Without parts a release is one file. */
function orderParts<File extends RecognisedFile>(files: readonly File[]): Result<readonly File[], LoadRefusal> {
  const parts = files[0]?.format.parts;
  if (parts === undefined) {
    const second = files[1];
    if (second === undefined) return ok(files);
    return fail({ code: 'part-twice', file: second.head.name, detail: 'A release of this set is one file.' });
  }
  const placed = new Map<string, File>();
  for (const file of files) {
    const part = parts.of(file.head);
    if (part === undefined) {
      const detail = `It does not say which part of the release it is: ${parts.needed.join(', ')}.`;
      return fail({ code: 'part-missing', file: file.head.name, detail });
    }
    if (placed.has(part))
      return fail({ code: 'part-twice', file: file.head.name, detail: `Part ${part} is there twice.` });
    placed.set(part, file);
  }
  const missing = parts.needed.filter((part) => !placed.has(part));
  if (missing.length > 0) return fail({ code: 'part-missing', detail: `Missing: ${missing.join(', ')}.` });
  return ok([...placed].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, file]) => file));
}

/** What the files state about their release together; they must not contradict each other. */
function agreed(files: readonly RecognisedFile[]): Result<StatedRelease, LoadRefusal> {
  let together: StatedRelease = {};
  for (const { head, format } of files) {
    const stated = format.stated(head);
    for (const name of ['release', 'effectiveFrom', 'effectiveTo'] as const) {
      if (stated[name] === undefined || together[name] === undefined || stated[name] === together[name]) continue;
      return fail({ code: 'releases-differ', file: head.name });
    }
    together = { ...together, ...stated };
  }
  return ok(together);
}

/**
 * Groups files by set and release, so that each group can be loaded: parts of one release belong together; any other
 * file is a release of its own.
 */
export function groupByRelease<File extends RecognisedFile>(files: readonly File[]): readonly (readonly File[])[] {
  const groups = new Map<string, File[]>();
  for (const [index, file] of files.entries()) {
    const { format, head } = file;
    const stated = format.stated(head);
    const own = format.parts === undefined ? String(index) : `${stated.release ?? ''} ${stated.effectiveFrom ?? ''}`;
    const name = `${format.kind} ${own}`;
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return [...groups.values()];
}
