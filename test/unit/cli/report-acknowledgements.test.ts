import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportAcknowledgements } from '../../../cli/report-acknowledgements.ts';

/* What a person reads about a file of acknowledgements. A server stands in for the API. */

const none = { claims: 0, accepted: 0, rejected: 0, passedOn: 0, filingUnclear: 0, unapplied: 0, repeated: 0 };
const applied = { state: 'applied', transactions: ['277'], ...none };
let server: Server;
/** The file at each request; the last one is repeated. */
let files: object[];
/** The results of the file's parts. */
let answers: object[];
let told: string;

beforeEach(async () => {
  told = '';
  answers = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  server = createServer(({ url = '' }, response) => {
    if (url.startsWith('/v1/acknowledgement-files/ack_1/answers')) response.end(JSON.stringify({ items: answers }));
    else if (url !== '/v1/acknowledgement-files/ack_1') response.writeHead(404).end('{}');
    else response.end(JSON.stringify(files.length > 1 ? files.shift() : files[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
});

const report = () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return reportAcknowledgements({ url, token: 'token' }, 'ack_1');
};

describe('a file of acknowledgements', () => {
  it('is summarised once it is applied: accepted, rejected, and reported before', async () => {
    const said = { ...applied, claims: 4, accepted: 2, passedOn: 1, repeated: 1 };
    files = [{ ...said, state: 'received' }, said];
    expect(await report()).toBe(0);
    expect(told).toBe('Acknowledgements: 277.\n4 claims: 2 accepted, 0 rejected, 1 only forwarded, 1 repeated.\n');
  });

  it('shows for each file that was sent what was reported about it', async () => {
    const about = { kind: '999', about: '7', submissionId: 'sub_1' };
    files = [{ ...applied, transactions: ['999'] }];
    answers = [
      { ...about, verdict: 'accepted' },
      { ...about, verdict: 'rejected', isOutOfDate: true },
    ];
    expect(await report()).toBe(0);
    expect(told).toBe(
      'Acknowledgements: 999.\n999 of the file 7 (sub_1): accepted.\n999 of the file 7 (sub_1): rejected, which is out of date.\n',
    );
    answers = [{ ...about, verdict: 'rejected' }];
    expect(await report()).toBe(1);
  });

  it('that leads to work shows which work, and where to find it', async () => {
    files = [{ ...applied, claims: 3, rejected: 1, filingUnclear: 1, unapplied: 1 }];
    expect(await report()).toBe(1);
    expect(told).toContain('1 part had no effect; for the reasons: GET /v1/acknowledgement-files/ack_1/answers');
    expect(told).toContain('Of 1 claim a person must say which filing is meant');
  });
});
