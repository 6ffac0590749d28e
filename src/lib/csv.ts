/** One cell: quoted where it must be, and never read as a formula by a spreadsheet. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? String(value).replace('.', ',') : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of cells as French spreadsheets open them: semicolons, decimal commas, UTF-8 with its mark. */
export const csv = (lines: (string | number | null | undefined)[][]): string => `\ufeff${lines.map((line) => line.map(csvCell).join(';')).join('\r\n')}\r\n`;

/** The same as a file to download. */
export const csvResponse = (name: string, lines: Parameters<typeof csv>[0]): Response =>
  new Response(csv(lines), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` } });
