import { Transform } from 'node:stream';

/**
 * Decodes `aws-chunked` bodies, which the SDK sends for streams: `<hex size>[;signature]\r\n<bytes>\r\n`, an empty
 * chunk at the end, then trailers, which are dropped.
 */
export function decodeAwsChunked(): Transform {
  let pending: Buffer = Buffer.alloc(0);
  let wanted = 0;
  let state: 'size' | 'bytes' | 'line-end' | 'trailers' = 'size';
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      for (;;) {
        if (state === 'trailers') {
          pending = Buffer.alloc(0);
          break;
        }
        if (state === 'bytes') {
          if (pending.length === 0) break;
          const bytes = pending.subarray(0, wanted);
          this.push(bytes);
          wanted -= bytes.length;
          pending = pending.subarray(bytes.length);
          if (wanted > 0) break;
          state = 'line-end';
        }
        if (state === 'line-end') {
          if (pending.length < 2) break;
          pending = pending.subarray(2);
          state = 'size';
        }
        const end = pending.indexOf('\r\n');
        if (end < 0) break;
        wanted = Number.parseInt(pending.toString('latin1', 0, end), 16);
        pending = pending.subarray(end + 2);
        state = wanted > 0 ? 'bytes' : 'trailers';
      }
      done();
    },
    flush(done) {
      done(state === 'trailers' ? null : new Error('the chunked body ends early'));
    },
  });
}
