import type { CodeReferences } from './references.ts';

/** The most answers of one kind that are kept; then they are asked anew. */
const most = 100_000;

/** The same question gives the same answer while a release is in force: codes, a day, and lists of codes. */
function remembering<Args extends readonly unknown[], Answer>(ask: (...args: Args) => Answer) {
  const known = new Map<string, Answer>();
  return (...args: Args): Answer => {
    const question = args.join('|');
    const remembered = known.get(question);
    if (remembered !== undefined) return remembered;
    const answer = ask(...args);
    if (known.size >= most) known.clear();
    known.set(question, answer);
    return answer;
  };
}

/**
 * Lookups that ask each question once. Edits ask the same of a code in several places, and of the same codes in claim after claim. Not to be kept
 * longer than one piece of work: releases are loaded and withdrawn.
 */
export function rememberingReferences(references: CodeReferences): CodeReferences {
  const asks = Object.entries(references).map(([name, ask]) => [
    name,
    remembering(ask as (...args: readonly unknown[]) => unknown),
  ]);
  return Object.fromEntries(asks) as CodeReferences;
}
