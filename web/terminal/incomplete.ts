/**
 * True when a shell would ask for another line: an open quote, a line that ends in a backslash, or
 * a here-document without its end.
 */
export function isIncomplete(text: string): boolean {
  return openQuote(text) || /(^|[^\\])(\\\\)*\\$/.test(text) || openHereDocument(text);
}

function openQuote(text: string): boolean {
  let quote = '';
  const commands = withoutHereDocuments(text);
  for (let i = 0; i < commands.length; i += 1) {
    const character = commands[i] ?? '';
    if (character === '\\' && quote !== "'") i += 1;
    else if (quote === '') quote = character === "'" || character === '"' ? character : '';
    else if (character === quote) quote = '';
  }
  return quote !== '';
}

const hereDocument = /<<(-?)\s*(['"]?)([A-Za-z_]\w*)\2/;

function openHereDocument(text: string): boolean {
  return hereDocumentEnd(text.split('\n')) === undefined;
}

/** Text within a here-document may have single quotes: they open nothing. */
function withoutHereDocuments(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => hereDocument.test(line));
  if (start < 0) return text;
  const end = hereDocumentEnd(lines);
  const after = end === undefined ? [] : lines.slice(end + 1);
  return [...lines.slice(0, start + 1), ...after].join('\n');
}

/** The index of the line that ends the first one; -1 when there is none to end. */
function hereDocumentEnd(lines: readonly string[]): number | undefined {
  const start = lines.findIndex((line) => hereDocument.test(line));
  if (start < 0) return -1;
  const [, dash, , word] = hereDocument.exec(lines[start] ?? '') ?? [];
  const end = lines.findIndex(
    (line, i) => i > start && (dash === '-' ? line.replace(/^\t+/, '') : line) === word,
  );
  return end < 0 ? undefined : end;
}
