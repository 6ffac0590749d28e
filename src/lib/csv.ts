/** One cell: quoted where it must be, and never read as a formula by a spreadsheet; a number below zero is none. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? String(value).replace('.', ',') : /^[=+\-@\t\r]/.test(value) && !/^-\d+(,\d+)?$/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of cells as French spreadsheets open them: semicolons, decimal commas, UTF-8 with its mark. */
export const csv = (lines: (string | number | null | undefined)[][]): string => `\ufeff${lines.map((line) => line.map(csvCell).join(';')).join('\r\n')}\r\n`;

/** The same as a file to download. */
export const csvResponse = (name: string, lines: Parameters<typeof csv>[0]): Response =>
  new Response(csv(lines), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` } });

/** Reads a table as spreadsheets write it: semicolons, commas or tabs, quotes, any end of line. Cells are trimmed, empty lines left out; each with its line in the file, from 1. */
export function readCsv(text: string): { line: number; cells: string[] }[] {
  const content = text.replace(/^\ufeff/, '');
  const first = content.split(/\r?\n/, 1)[0] ?? '';
  const mark = [';', '\t', ','].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!;
  const rows: { line: number; cells: string[] }[] = [];
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== '')) rows.push({ line: begun, cells });
    [cells, cell, begun] = [[], '', line + 1];
  };
  for (let i = 0; i < content.length; i++) {
    const letter = content[i]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (content[i + 1] === '"') cell += content[i++];
      else quoted = false;
    } else if (letter === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
    else if (letter === mark) {
      cells.push(cell.trim());
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
    if (letter === '\n') line++;
  }
  endRow();
  return rows;
}
