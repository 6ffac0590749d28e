import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of named contents (PKWARE APPNOTE 6.3.10: local headers, central directory, end record). */
export function zipOf(files: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content);
    const sizes = [crc32(content), data.length, Buffer.byteLength(content)];
    const fields = [20, 0, 8, 0, 0x21];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    fields.forEach((value, i) => local.writeUInt16LE(value, 4 + 2 * i));
    sizes.forEach((value, i) => local.writeUInt32LE(value, 14 + 4 * i));
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    [20, ...fields].forEach((value, i) => entry.writeUInt16LE(value, 4 + 2 * i));
    sizes.forEach((value, i) => entry.writeUInt32LE(value, 16 + 4 * i));
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), data);
    central.push(entry, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
