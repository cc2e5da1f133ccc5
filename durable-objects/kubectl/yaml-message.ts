import type { YAMLParseError, YAMLWarning } from 'yaml';

/** What go-yaml would say about a document that our parser refuses; `text` is the document. */
export function yamlMessage(error: YAMLParseError | YAMLWarning, text: string): string {
  const line = text.slice(0, error.pos[0]).split('\n').length;
  const { code, message } = error;
  if (/tab/i.test(message) || code === 'TAB_AS_INDENT')
    return `line ${line}: found character that cannot start any token`;
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `line ${line}: mapping values are not allowed in this context`;
    case 'MULTILINE_IMPLICIT_KEY':
      return `line ${line + 1}: could not find expected ':'`;
    case 'BAD_INDENT':
    case 'UNEXPECTED_TOKEN':
    case 'IMPOSSIBLE':
      return missingKey(line, text);
    case 'MISSING_CHAR':
      if (/quote/.test(message)) return `line ${line}: found unexpected end of stream`;
      if (/[\]}]/.test(message))
        return `line ${line}: did not find expected ',' or '${/]/.test(message) ? ']' : '}'}'`;
      return `line ${line + 1}: could not find expected ':'`;
    case 'BAD_ALIAS':
      return `line ${line}: did not find expected alphabetic or numeric character`;
    case 'BAD_DQ_ESCAPE':
      return `line ${line}: found unknown escape character`;
    case 'BAD_SCALAR_START':
      return `line ${line}: found character that cannot start any token`;
    default:
      return missingKey(line, text);
  }
}

/** The parser's own errors count lines from 0 and prefer the line where the mapping began. */
function missingKey(line: number, text: string): string {
  const start = text.split('\n').findIndex((one) => /^[^\s#]/.test(one));
  const said = start > 0 ? start : line - 1;
  return said > 0 ? `line ${said}: did not find expected key` : 'did not find expected key';
}
