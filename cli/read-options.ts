import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake on the command line. It is reported with the command's usage, without a stack trace. */
export class UsageProblem extends Error {}

/**
 * Reads the words of a command line.
 * @throws UsageProblem for an unknown option, an option without its value, or a surplus word
 */
export function readOptions<const Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const isOfWords = String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    if (!isOfWords || !(error instanceof Error)) throw error;
    // Only the first sentence is kept. Node's next sentences explain arguments that begin with a dash.
    throw new UsageProblem(error.message.split('. ')[0]);
  }
}

/**
 * Reads an option's whole number, at least 1.
 * @throws UsageProblem for anything else
 */
export function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageProblem(`--${option} takes a whole number from 1, not ${text}`);
  return Number(text);
}

/**
 * Reads the only word that is not an option, such as a file or a folder.
 * @throws UsageProblem when it is missing, or there are more words
 */
export function onlyWord(what: string, words: readonly string[]): string {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0) throw new UsageProblem(`it takes one ${what}`);
  return word;
}

/**
 * Reads an option that must be one of some words.
 * @throws UsageProblem for any other word
 */
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
 * What a command line asks for. `--help` prints the usage; a mistake is printed, followed by the usage.
 * @returns the exit code when there is nothing more to do: 0 after help, 2 after a mistake
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
