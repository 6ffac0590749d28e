const NAMES: Record<string, string> = { 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' };

/** Text of a file in UTF-8, with or without its mark, UTF-16 with its mark, or else Windows-1252. `encoding` names it when it is not UTF-8. */
export function decode(bytes: Uint8Array): { text: string; encoding: string | null } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: NAMES[marked]! };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: null };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: NAMES['windows-1252']! };
  }
}
