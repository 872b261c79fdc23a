import type { FileToLoad } from '../../../shared/code-sets/build.ts';
import type { CodeSetFormat } from '../../../shared/code-sets/format.ts';
import type { FileRow } from '../../../shared/domain/code-set/rows.ts';
import { fail, ok } from '../../../shared/domain/result.ts';

/** A layout of our own for tests of artifacts: `CODE|flag|group|day|words`, one row per line. */
export interface SampleRow extends FileRow {
  readonly code: string;
  readonly billable: boolean;
  readonly group: string | undefined;
  readonly from: string | undefined;
  readonly words: readonly string[];
}

export const sampleFormat: CodeSetFormat<SampleRow> = {
  kind: 'icd-10-cm',
  recognises: ({ text }) => text.includes('|'),
  stated: () => ({}),
  async *read(text) {
    let line = 0;
    let rest = '';
    for await (const piece of text) {
      const lines = `${rest}${piece}`.split('\n');
      rest = lines.pop() ?? '';
      const rows: SampleRow[] = [];
      for (const written of lines) {
        line += 1;
        const [code = '', flag = '', group = '', from = '', words = ''] = written.split('|');
        if (!/^[A-Z0-9]+$/.test(code)) return void (yield fail({ line, column: 1, detail: 'a code was expected' }));
        rows.push({
          line,
          code,
          billable: flag === '1',
          group: group || undefined,
          from: from || undefined,
          words: words.split(' '),
        });
      }
      yield ok(rows);
    }
  },
  tables: [
    {
      name: 'rows',
      columns: { code: 'TEXT', billable: 'BOOLEAN', group: 'TERM', from: 'DATE', words: 'JSON', line: 'INTEGER' },
      primaryKey: ['code'],
      indexes: [['group']],
    },
  ],
};

/** A file made of texts, each of which arrives as a separate piece. */
export function fileOf(name: string, ...pieces: readonly (string | Uint8Array)[]): FileToLoad {
  return {
    head: { name, text: pieces.map(String).join('') },
    async *content() {
      for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
    },
  };
}
