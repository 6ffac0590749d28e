/** Rows of a file cut by semicolons under a line of names; cells may be quoted, quotes doubled, and hold ends of lines. Missing cells are left out. */
export function semicolonRows(text: string): Record<string, string>[] {
  const [head, ...lines] = cells(text.replace(/^\ufeff/, ''));
  if (!head) return [];
  const names = head.map((name) => name.trim());
  return lines.filter((line) => line.length > 1 || line[0] !== '').map((line) => Object.fromEntries(line.map((value, i) => [names[i] ?? `column ${i + 1}`, value])));
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let value: string;
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end < 0) end = text.length;
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== ';' && text[end] !== '\n') end++;
      value = text.slice(at, end).replace(/\r$/, '');
      at = end;
    }
    row.push(value);
    while (at < text.length && text[at] !== ';' && text[at] !== '\n') at++;
    if (at >= text.length || text[at] === '\n') {
      rows.push(row);
      row = [];
    }
    at++;
  }
  return rows;
}
