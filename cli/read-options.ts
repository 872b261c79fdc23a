import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake in the words of a command. It is told with the command's usage, without a stack trace. */
export class UsageProblem extends Error {}

/**
 * Reads the words of a command.
 * @throws UsageProblem for an unknown option, an option without its value, and a word too many
 */
export function readOptions<const Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const isOfWords = String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    if (!isOfWords || !(error instanceof Error)) throw error;
    // What follows is about words that begin with a dash.
    throw new UsageProblem(error.message.split('. ')[0]);
  }
}

/** A whole number that an option gives, from 1 on. @throws UsageProblem for anything else */
export function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageProblem(`--${option} takes a whole number from 1, not ${text}`);
  return Number(text);
}

/** The one word that is no option: a file, a folder. @throws UsageProblem when it is missing, or there are more */
export function onlyWord(what: string, words: readonly string[]): string {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0) throw new UsageProblem(`it takes one ${what}`);
  return word;
}

/** One of some words. @throws UsageProblem for another one */
export function oneOf<const Word extends string>(
  option: string,
  text: string | undefined,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const given = text === undefined ? 'and is missing' : `not ${text}`;
  throw new UsageProblem(`--${option} takes one of ${words.join(', ')}, ${given}`);
}

/**
 * What the words of a command ask for. `--help` prints its usage; a mistake is told before the usage.
 * @returns the exit code when nothing is to be done: 0 after help, 2 after a mistake
 */
export function askedBy<Asked extends object>(
  usage: string,
  words: readonly string[],
  read: () => Asked,
): Asked | 0 | 2 {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    process.stderr.write(`${error.message}.\n${usage}`);
    return 2;
  }
}
