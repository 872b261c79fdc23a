import { vi } from 'vitest';

/** Captures what a command writes to the terminal; `restore` ends this. */
function watchTerminal() {
  const said = { out: '', errors: '' };
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  const error = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.errors += String(text);
    return true;
  });
  const restore = () => {
    output.mockRestore();
    error.mockRestore();
  };
  return { said, restore };
}

/** Runs a command as the terminal would. */
export function runCommand(command: (words: readonly string[]) => number, words: readonly string[]) {
  const { said, restore } = watchTerminal();
  try {
    return { exitCode: command(words), ...said };
  } finally {
    restore();
  }
}

/** Runs an asynchronous command as the terminal would. */
export async function runLongCommand(command: (words: readonly string[]) => Promise<number>, words: readonly string[]) {
  const { said, restore } = watchTerminal();
  try {
    const exitCode = await command(words);
    return { exitCode, ...said };
  } finally {
    restore();
  }
}
