import { describe, expect, test } from 'vitest';
import { comparedText } from '../../../shared/domain/text/compared-text.ts';

const note = 'Knee pain since a fall.\nKetorolac 30 mg IM given.\n\nDenies chest pain.';

describe('text that is compared with an earlier text', () => {
  test('has lines that are the same, added, or changed word by word', () => {
    const lines = comparedText(
      [note],
      'Denies chest pain.\r\nKetorolac 15 mg IM was given.\nSeen by a second physician.',
    );
    expect(lines).toEqual([
      { change: 'same', text: 'Denies chest pain.' },
      {
        change: 'changed',
        text: 'Ketorolac 15 mg IM was given.',
        words: [
          { change: 'same', text: 'Ketorolac' },
          { change: 'removed', text: '30' },
          { change: 'added', text: '15' },
          { change: 'same', text: 'mg IM' },
          { change: 'added', text: 'was' },
          { change: 'same', text: 'given.' },
        ],
      },
      { change: 'added', text: 'Seen by a second physician.' },
    ]);
  });

  test('is all added when there was no earlier text', () => {
    expect(comparedText([], 'One.\n\nTwo.')).toEqual([
      { change: 'added', text: 'One.' },
      { change: 'added', text: 'Two.' },
    ]);
  });

  test('is compared in limited time, however long its lines are', () => {
    const before = Array.from({ length: 3_000 }, (_, index) => `a${index}`);
    const after = before.map((word, index) => (index % 3 === 1 ? `b${index}` : word));
    const [line] = comparedText([before.join(' ')], after.join(' '));
    expect(line).toMatchObject({
      change: 'changed',
      words: [{ change: 'same', text: 'a0' }, { change: 'removed' }, { change: 'added' }, {}],
    });
    expect(line?.change === 'changed' && line.words.at(-1)).toEqual({ change: 'same', text: 'a2999' });
  });

  test('can be put together again from its runs of words', () => {
    const [before, after] = ['a b c d e f g h', 'a x c d y z g h i'];
    const [line] = comparedText([before], after);
    const text = (without: string) =>
      line?.change === 'changed'
        ? line.words
            .filter(({ change }) => change !== without)
            .map((run) => run.text)
            .join(' ')
        : '';
    expect([text('added'), text('removed')]).toEqual([before, after]);
  });
});
