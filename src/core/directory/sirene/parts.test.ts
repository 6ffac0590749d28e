import fc from 'fast-check';
import { readFileSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';
import { aFolder } from './testing/files.ts';

const line = fc.oneof(fc.stringMatching(/^[a-z,]{0,12}$/), fc.constant('"two\nlines",x'), fc.constant('"a,b",c'), fc.constant(''));

test('the parts of a table hold it whole, in order, each beginning at a line outside quotes, whose number is told', async () => {
  const folder = aFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 80 }), fc.integer({ min: 60, max: 200 }), fc.integer({ min: 1, max: 30 }), async (lines, partBytes, chunkBytes) => {
      const text = lines.join('\n');
      const chunks = Array.from({ length: Math.ceil(text.length / chunkBytes) }, (_, i) => Buffer.from(text.slice(i * chunkBytes, (i + 1) * chunkBytes)));
      let read = '';
      for await (const part of partsOf('t.csv', Readable.from(chunks), folder, partBytes)) {
        expect(part.firstLine).toBe(read.split('\n').length);
        expect(read === '' || read.endsWith('\n')).toBe(true);
        expect((read.split('"').length - 1) % 2).toBe(0);
        read += readFileSync(part.path, 'utf8');
        rmSync(part.path);
      }
      expect(read).toBe(text);
    }),
  );
  rmSync(folder, { recursive: true });
});

test('a quote that is never closed does not make a part without end', async () => {
  const folder = aFolder();
  const parts = [];
  for await (const part of partsOf('t.csv', Readable.from(Array.from({ length: 50 }, (_, i) => Buffer.from(i === 0 ? 'a,"b\n' : 'a,b,c,d\n'))), folder, 32)) parts.push(part.firstLine);
  expect(parts.length).toBeGreaterThan(5);
  rmSync(folder, { recursive: true });
});
