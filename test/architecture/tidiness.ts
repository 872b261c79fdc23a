import { basename } from 'node:path';
import { withoutComments } from './code-text.ts';
import { type SourceTree, typescriptFiles, type Violation } from './source-tree.ts';

/** Files with tables of code, which may be longer than other code: the rows of one table are best read in one place. */
export const codeTables: ReadonlySet<string> = new Set<string>(['shared/http/field-words.ts']);

const mostLines = 400;

/** Names that say nothing about the content. */
const emptyNames = /^(utils?|helpers?|types|common|misc|constants|index)\.ts$/;
const emptyFolders = /(^|\/)(utils?|helpers|types|services|common|misc|lib)\//;

/** Lower-case words joined by hyphens, with further endings such as `.test.ts`. */
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const ownNames = new Set(['LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']);

/**
 * A segment's id with an element's number is the language of X12. The rest of the product does not use it, not even in
 * comments. Segments N1 to N4 are left out, because remark codes and diagnoses look like their positions.
 */
const x12Position =
  /\b(?:AMT|BHT|BPR|CAS|CLM|CLP|DMG|DTM|DTP|GE|GS|HI|HL|IEA|ISA|LQ|LX|MIA|MOA|NM1|PAT|PER|PLB|PRV|QTY|RDM|REF|SBR|SE|ST|SV[1-5]|SVC|SVD|TRN|TS[23])\d\d\b/;

const unfinished = /\b(?:TODO|FIXME)\b/;

/** In a comment of several lines, editors show `@param`, `@returns` and `@throws` only when they begin a line. */
const tagInside = /^\s*\* .*\S @(?:param|returns|throws)\b|^\s*\* @(?:param|returns|throws)$/;

/**
 * An optional field that is left out by hand: `present` does that in the product. X12 is exempt: its readers and writers make
 * millions of values.
 */
const leftOutByHand =
  /\.\.\.\(([\w.]+) (?:=== undefined \? \{\} :|!== undefined &&) \{\s*(?:'?[\w-]+'?: )?\1,?\s*\}\)/g;

/** Names, sizes and leftovers: what is wrong with the form of a tree's files. */
export function untidiness(tree: SourceTree): readonly Violation[] {
  const names = [...tree.keys()].flatMap((file) => [...badNames(file)].map((problem) => ({ file, problem })));
  const texts = typescriptFiles(tree).flatMap(([file, text]) =>
    [...badText(file, text)].map((problem) => ({ file, problem })),
  );
  return [...names, ...texts];
}

function* badNames(file: string): Iterable<string> {
  const name = basename(file);
  const folders = file.split('/').slice(0, -1);
  const isHidden = file.startsWith('.') || file.includes('/.');
  // Fixtures are named after what they show, in kebab-case too; only their endings are free.
  if (!isHidden && !ownNames.has(name) && !kebabCase.test(name)) yield 'is not named in kebab-case';
  if (!isHidden && !folders.every((folder) => kebabCase.test(folder)))
    yield 'stands in a folder not named in kebab-case';
  if (emptyNames.test(name)) yield 'has a name that says nothing';
  if (emptyFolders.test(file)) yield 'stands in a folder whose name says nothing';
}

function* badText(file: string, text: string): Iterable<string> {
  const lines = text.split('\n');
  if (lines.length - 1 > mostLines && !codeTables.has(file))
    yield `has ${lines.length - 1} lines; ${mostLines} at most`;
  if (isAbout(file)) return;
  const code = withoutComments(text).split('\n');
  for (const [index, line] of lines.entries()) {
    if (unfinished.test(line)) yield `line ${index + 1} is unfinished`;
    if (tagInside.test(line)) yield `line ${index + 1} has a tag inside`;
    if (!mayNamePositions(file) && x12Position.test(line)) yield `line ${index + 1} speaks of an X12 position`;
  }
  if (/^(?:cli|functions|shared)\//.test(file) && !file.startsWith('shared/x12/')) {
    for (const [text] of code.join('\n').matchAll(leftOutByHand)) yield `leaves an absent field out by hand: ${text}`;
  }
  for (const [index, line] of code.entries()) {
    if (!mayPrint(file) && /\bconsole\.\w+/.test(line)) yield `line ${index + 1} prints`;
  }
}

/** The files of this check contain what they look for. */
function isAbout(file: string): boolean {
  return /^test\/architecture\/tidiness(\.test)?\.ts$/.test(file);
}

function mayNamePositions(file: string): boolean {
  return /^(shared\/x12|test)\//.test(file);
}

function mayPrint(file: string): boolean {
  return /^(cli|infra|test)\//.test(file) || file === 'shared/runtime/logger.ts';
}
