import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { attachedDocument, readAttachments } from '../../../../shared/x12/275/attachment-file.ts';
import { attachmentGuide, attachmentGuide6020 } from '../../../../shared/x12/275/attachment-loops.ts';
import type { AttachmentTransaction } from '../../../../shared/x12/275/attachment-parts.ts';
import type { Guide } from '../../../../shared/x12/loops/guide.ts';
import { type ReadTransaction, readByGuide } from '../../../../shared/x12/loops/read-guide.ts';
import { writeByGuide } from '../../../../shared/x12/loops/write-guide.ts';
import { sampleEnvelope } from '../837/sample-claim.ts';
import { samples } from './sample-transactions.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** A file with these segments, built here and not by the product. */
function fileWith({ functionalGroup, type, guide }: Guide<object>, segments: readonly string[]): string {
  const version = guide.startsWith('006') ? '00602' : '00501';
  return [
    `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261102*0930*^*${version}*000000007*0*T*:`,
    `GS*${functionalGroup}*SENDAPP*RECVAPP*20261102*0930*7*X*${guide}`,
    `ST*${type}*0007*${guide}`,
    ...segments,
    `SE*${segments.length + 2}*0007`,
    'GE*1*7',
    'IEA*1*000000007',
    '',
  ].join('~');
}

function readOne<Content>(text: string, guide: Guide<Content>): ReadTransaction<Content> {
  const read = readByGuide(bytesOf(text), guide);
  if (!read.ok) throw new Error(read.failure.kind);
  return read.value.interchanges[0]?.transactions[0] as ReadTransaction<Content>;
}

describe('inquiries, their answers and attachments', () => {
  it.each(samples)('reads %s without a comment', (_title, guide, segments) => {
    expect(readOne(fileWith(guide, segments), guide).findings).toEqual([]);
  });

  it.each(samples)('writes %s again, byte by byte the same', (_title, guide, segments) => {
    const text = fileWith(guide, segments);
    const { content } = readOne(text, guide);
    expect(writeByGuide(content as object, guide, { envelope: sampleEnvelope })).toEqual({ ok: true, value: text });
  });

  it.each(samples)('keeps no raw text of %s', (_title, guide, segments) => {
    const text = JSON.stringify(readOne(fileWith(guide, segments), guide).content);
    expect(text).not.toContain('*');
    expect(text).not.toContain('~');
  });

  it.each(samples)('comments on a segment that %s cannot have, and reads the others', (_title, guide, segments) => {
    const { findings, content } = readOne(fileWith(guide, [...segments, 'ZZZ*1']), guide);
    expect(findings.map(({ code }) => code)).toEqual(['segment-unknown']);
    expect(content).toEqual(readOne(fileWith(guide, segments), guide).content);
  });

  it.each(samples)('reports that another transaction is not its own, instead of %s', (_title, guide, segments) => {
    const text = fileWith(guide, segments).replace(`ST*${guide.type}`, 'ST*834');
    const { findings, content } = readOne(text, guide);
    expect(content).toBeUndefined();
    expect(findings.map(({ code }) => code)).toEqual(['transaction-of-another-type']);
  });

  test.prop([fc.nat(), fc.array(fc.nat(), { maxLength: 40 })], { numRuns: 60 })(
    'are never a reason to throw, whatever segments stand in whatever order',
    (chosen, order) => {
      const [, guide] = samples[chosen % samples.length] as (typeof samples)[number];
      const all = samples.flatMap(([, , segments]) => segments);
      const text = fileWith(
        guide,
        order.map((index) => all[index % all.length] as string),
      );
      expect(readOne(text, guide).findings).toBeDefined();
    },
  );
});

describe('a document in a 275', () => {
  const [, , segments] = samples.find(([title]) => title === 'documents for a claim (275)') as (typeof samples)[number];
  const [, , later] = samples.find(([title]) => title.includes('2028')) as (typeof samples)[number];

  function documents(text: string, guide: Guide<AttachmentTransaction>): readonly (string | undefined)[] {
    const read = readAttachments(bytesOf(text), guide);
    if (!read.ok) throw new Error(read.failure.kind);
    const [transaction] = read.value.interchanges[0]?.transactions ?? [];
    expect(transaction?.findings).toEqual([]);
    return (transaction?.content?.attachments ?? []).map(({ content }) => content?.data);
  }

  it('may contain delimiters and line ends: its length shows where it ends', () => {
    const raw = '<a b="~*:^">\r\n~SE*1*0007~</a>';
    const text = fileWith(attachmentGuide as Guide<object>, [...segments.slice(0, -1), `BIN*${raw.length}*${raw}`]);
    expect(documents(text, attachmentGuide)).toEqual([raw]);
  });

  it('is read in the later release, too, one per document', () => {
    expect(documents(fileWith(attachmentGuide6020 as Guide<object>, later), attachmentGuide6020)).toEqual([
      'SGVsbG8=',
      'HELLO',
    ]);
  });

  it('with a wrong length is left as it is', () => {
    const text = fileWith(attachmentGuide as Guide<object>, [...segments.slice(0, -1), 'BIN*99*SGVsbG8=']);
    expect(documents(text, attachmentGuide)).toEqual(['SGVsbG8=']);
  });

  it('is written in base64, so that any byte passes', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { length, data, filter } = attachedDocument(bytes);
    expect(filter).toBe('B64');
    expect(length).toBe(data.length);
    expect(new Uint8Array(Buffer.from(data, 'base64'))).toEqual(bytes);
  });

  it('longer than a mebibyte is returned whole', () => {
    const data = 'A'.repeat(1_500_000);
    const text = fileWith(attachmentGuide as Guide<object>, [...segments.slice(0, -1), `BIN*${data.length}*${data}`]);
    expect(documents(text, attachmentGuide)[0]?.length).toBe(1_500_000);
  });
});
