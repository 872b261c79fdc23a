import { crc32 } from 'node:zlib';

/** A file of a ZIP archive, with the offset of its bytes. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bytes of an archive, and the offset of each file's bytes in it, in order. */
export interface Zip {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

const localHeaderSize = 30;
const entrySize = 46;
/** 1 January 1980, the format's first day. A fixed date makes the bytes depend only on the files. */
const noDate = 0x21;

/** Writes files into a ZIP archive uncompressed: PDF is already compressed, and each file can be read at its offset. */
export function zipOf(files: readonly ZippedFile[]): Zip {
  const parts: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const label = Buffer.from(name);
    const facts = factsOf(bytes, label.length);
    const local = Buffer.alloc(localHeaderSize);
    local.writeUInt32LE(0x04034b50, 0);
    local.set(facts, 4);
    const entry = Buffer.alloc(entrySize);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.set(facts, 6);
    entry.writeUInt32LE(at, 42);
    entries.push(entry, label);
    parts.push(local, label, bytes);
    offsets.push(at + localHeaderSize + label.length);
    at += localHeaderSize + label.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  return { bytes: Buffer.concat([...parts, directory, endOf(files.length, directory.length, at)]), offsets };
}

/**
 * The fields that a file's local header and directory entry share: version, flags (names are UTF-8), method, time,
 * checksum, sizes, length of the name.
 */
function factsOf(bytes: Uint8Array, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt16LE(noDate, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}

function endOf(files: number, directorySize: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(directoryAt, 16);
  return end;
}
