import { describe, expect, test } from 'vitest';
import { OrderedThreads } from '../../../cli/ordered-threads.ts';

describe('a thread that ends without a message', () => {
  test('keeps the main thread waiting for a limited time only', () => {
    const threads = new OrderedThreads<object, object>(
      'json-blocks',
      2,
      new URL('data:text/javascript,process.exit()'),
    );
    threads.begin({});
    expect(threads.take(1, 50)).toBeUndefined();
    threads.stop();
  });
});
