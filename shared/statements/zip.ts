import { crc32 } from 'node:zlib';

/** A file of a ZIP archive, with where its bytes begin. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bytes of an archive, and where each file's bytes begin in it, in their order. */
export interface Zip {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

const localHeaderSize = 30;
const entrySize = 46;
/** 1 January 1980, the first day that the format knows: the bytes depend on the files alone. */
const noDate = 0x21;

/** Writes files into a ZIP archive as they are: PDF is compressed already, and each file can be read by its place. */
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

/** What local header and directory both say of a file: version, flags (names are UTF-8), method, time, checksum, sizes, length of the name. */
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
