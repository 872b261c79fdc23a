/**
 * A scanner that knows just enough of TypeScript to tell code from comments: strings, templates with expressions in them,
 * comments and regular expressions. There is no compiler API to ask (TypeScript 7 has none), and none is needed for this.
 */

/** After these a slash begins a regular expression, not a division. */
const regexMayFollow =
  /(?:^|[=(,:;!&|?{}[<>+\-*%~^]|\b(?:return|typeof|case|in|of|await|yield|throw|new|delete|void))\s*$/;

function endOfQuoted(text: string, start: number, quote: string): number {
  let index = start + 1;
  while (index < text.length && text[index] !== quote && text[index] !== '\n') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function endOfRegex(text: string, start: number): number {
  let index = start + 1;
  let inClass = false;
  while (index < text.length && text[index] !== '\n' && (inClass || text[index] !== '/')) {
    if (text[index] === '[') inClass = true;
    else if (text[index] === ']') inClass = false;
    index += text[index] === '\\' ? 2 : 1;
  }
  return index + 1;
}

/** The end of a template's text: after its closing backtick, or after the `${` of its next expression. */
function endOfTemplateText(text: string, start: number): { readonly end: number; readonly opens: boolean } {
  let index = start;
  while (index < text.length && text[index] !== '`') {
    if (text.startsWith('${', index)) return { end: index + 2, opens: true };
    index += text[index] === '\\' ? 2 : 1;
  }
  return { end: index + 1, opens: false };
}

/** Characters that may end a stretch of plain code. */
const mayBegin = /['"`/{}]/g;

/** Sources that were scanned: many tests look at the same ones, and some again for each function. */
const scanned = new Map<string, string>();

/** The source with every comment blanked; line breaks stay, so line numbers do too. */
export function withoutComments(text: string): string {
  const before = scanned.get(text);
  if (before !== undefined) return before;
  const code = scan(text);
  scanned.set(text, code);
  return code;
}

function scan(text: string): string {
  let code = '';
  let index = 0;
  /** For each template that we are inside of, one number: how many braces are open in its current expression. */
  const templates: number[] = [];
  const keep = (end: number): void => {
    code += text.slice(index, end);
    index = end;
  };
  const blank = (end: number): void => {
    code += text.slice(index, end).replace(/[^\n]/g, ' ');
    index = end;
  };
  const template = (start: number): void => {
    const { end, opens } = endOfTemplateText(text, start);
    if (opens) templates.push(0);
    keep(end);
  };
  while (index < text.length) {
    const character = text[index] as string;
    // Two slashes always begin a comment: there is no empty regular expression.
    if (text.startsWith('//', index)) {
      const end = text.indexOf('\n', index);
      blank(end < 0 ? text.length : end);
    } else if (text.startsWith('/*', index)) {
      const end = text.indexOf('*/', index + 2);
      blank(end < 0 ? text.length : end + 2);
    } else if (character === "'" || character === '"') {
      keep(endOfQuoted(text, index, character));
    } else if (character === '`') {
      template(index + 1);
    } else if (character === '/' && regexMayFollow.test(code.slice(-80))) {
      keep(endOfRegex(text, index));
    } else if (character === '}' && templates.at(-1) === 0) {
      templates.pop();
      template(index + 1);
    } else {
      const open = templates.length - 1;
      if (open >= 0 && character === '{') templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && character === '}') templates[open] = (templates[open] ?? 0) - 1;
      mayBegin.lastIndex = index + 1;
      keep(mayBegin.exec(text)?.index ?? text.length);
    }
  }
  return code;
}

const staticImport = /^[ \t]*(?:import|export)\b(?:[^;'"`]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm;
const dynamicImport = /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n$]+)\1\s*[,)]/g;
const computedImport = /\b(?:import|require)\s*\(\s*(?!['"`][^'"`\n$]+['"`]\s*[,)])[^)\s]/g;
const fileUrl = /\bnew URL\(\s*(['"])(\.{1,2}\/[^'"\n]+\.ts)\1\s*,\s*import\.meta\.url/g;

/** What a source imports. `computed` counts imports whose target is known only at run time. */
export interface Imports {
  readonly specifiers: readonly string[];
  readonly computed: number;
}

/** Finds the imports of a source: static, of types, re-exports, dynamic, `require`, and workers' files by URL. */
export function importsOf(text: string): Imports {
  const code = withoutComments(text);
  const found = [staticImport, dynamicImport, fileUrl].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[2] as string),
  );
  return { specifiers: found, computed: [...code.matchAll(computedImport)].length };
}
