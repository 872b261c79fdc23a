import { OutputProblem, outputProblem } from './output-file.ts';

/** A command of `superbill`: it writes to the terminal and answers with the process's exit code. */
interface Command {
  readonly usage: string;
  readonly purpose: string;
  /** Loads the code of this command only when it runs. */
  readonly load: () => Promise<(words: readonly string[]) => number | Promise<number>>;
}

const commands: Readonly<Record<string, Command>> = {
  inspect: {
    usage: 'inspect FILE [--json]',
    purpose: 'shows what is in an X12 file, and whether a remittance balances',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  explain: {
    usage: 'explain FILE [--claim N]',
    purpose: 'says what each segment of a remittance file means, beside its bytes',
    load: async () => (await import('./explain.ts')).explain,
  },
  remittance: {
    usage: 'remittance FILE --text | --pdf OUT',
    purpose: 'shows a remittance file as a biller reads it: on the terminal, or as a PDF file',
    load: async () => (await import('./remittance.ts')).remittance,
  },
  convert: {
    usage: 'convert FILE --to json|x12|text|pdf [--out FILE] [--line-ends] [--check] [--threads N]',
    purpose: 'turns an 837 into the JSON of its claims and back, or into paper forms; or shows what is in it',
    load: async () => (await import('./convert.ts')).convert,
  },
  post: {
    usage: 'post FILE',
    purpose: 'uploads a file of remittances or acknowledgements to the running host, and reports the outcome',
    load: async () => (await import('./post.ts')).post,
  },
  plan: {
    usage: 'plan REMITTANCE_ID',
    purpose: 'prints what a payment that waits for approval would book',
    load: async () => (await import('./plan.ts')).plan,
  },
  'code-sets': {
    usage: 'code-sets load FILE... | code-sets list | code-sets withdraw SET DAY | code-sets sample FOLDER',
    purpose: 'loads official files of codes and edits, shows what is loaded and missing, or writes synthetic files',
    load: async () => (await import('./code-sets.ts')).codeSetsCommand,
  },
  books: {
    usage: 'books check | books export DIR',
    purpose: 'adds up the books again and compares every account and claim; or writes entries, totals and raw files',
    load: async () => (await import('./books-check.ts')).books,
  },
  simulate: {
    usage: 'simulate FILE... --out FOLDER [--scenario NAME] [--seed TEXT] | simulate --list',
    purpose: 'writes a simulated payer’s answers to claims and questions, at random or by a scenario',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  verify: {
    usage: 'verify DIR',
    purpose: 'proves or disproves every cent of exported books from the raw files, without a server',
    load: async () => (await import('./verify/verify.ts')).verify,
  },
};

function usage(): string {
  const rows = Object.values(commands).map((command) => `  superbill ${command.usage}\n      ${command.purpose}`);
  return `Usage:\n${rows.join('\n')}\n`;
}

/** Runs the named command. It never shows a stack trace: an error is one line, with exit code 2. */
async function main(words: readonly string[]): Promise<number> {
  const [name = '', ...rest] = words;
  if (name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(name === '' ? usage() : `superbill: there is no command of that name.\n${usage()}`);
    return 2;
  }
  try {
    const run = await command.load();
    return await run(rest);
  } catch (error) {
    const kind = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'error';
    if (error instanceof OutputProblem || kind === 'ENOSPC') {
      process.stderr.write(`superbill ${name}: ${outputProblem(error).message}.\n`);
      return 2;
    }
    process.stderr.write(`superbill ${name}: it failed unexpectedly (${kind}).\n`);
    return 2;
  }
}

// Commands write files with patients' data: only their owner may read them.
process.umask(0o077);

// The reader of the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`superbill: ${outputProblem(error).message}.\n`);
  process.exit(2);
});

process.exitCode = await main(process.argv.slice(2));
