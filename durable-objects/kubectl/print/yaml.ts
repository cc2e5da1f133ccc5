import { isObject, type Json } from '../../lib/json.ts';

/**
 * YAML as kubectl prints it (sigs.k8s.io/yaml over go-yaml v2): keys sorted, lists not indented
 * within mappings, long lines folded after column 80.
 */
export function yamlText(value: Json): string {
  if (isObject(value) || Array.isArray(value)) return block(value, 0, false);
  return `${scalar(value, 0, 0)}\n`;
}

const bestWidth = 80;

/** `inline`: the first line continues one that has its indentation, after `- `. */
function block(value: Json, indent: number, inline: boolean): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]\n';
    return value
      .map((item: Json, i) => `${inline && i === 0 ? '' : pad}- ${nested(item, indent + 2)}`)
      .join('');
  }
  if (!isObject(value)) return `${scalar(value, indent, indent)}\n`;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  if (keys.length === 0) return '{}\n';
  return keys
    .map((key, i) => {
      const head = `${inline && i === 0 ? '' : pad}${scalar(key, indent, indent)}:`;
      return head + member(value[key] ?? null, indent, indent + head.trimStart().length + 1);
    })
    .join('');
}

/** What follows `- `. */
function nested(item: Json, indent: number): string {
  if ((isObject(item) && hasMembers(item)) || (Array.isArray(item) && item.length > 0))
    return block(item, indent, true);
  return `${leaf(item, indent - 2, indent)}\n`;
}

/** What follows `key:`. */
function member(value: Json, indent: number, column: number): string {
  if (Array.isArray(value) && value.length > 0) return `\n${block(value, indent, false)}`;
  if (isObject(value) && hasMembers(value)) return `\n${block(value, indent + 2, false)}`;
  return ` ${leaf(value, indent, column)}\n`;
}

function hasMembers(value: { readonly [key: string]: Json | undefined }): boolean {
  return Object.values(value).some((one) => one !== undefined);
}

function leaf(value: Json, indent: number, column: number): string {
  if (Array.isArray(value)) return '[]';
  if (isObject(value)) return '{}';
  return scalar(value, indent, column);
}

function scalar(value: Json, indent: number, column: number): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  if (isAmbiguous(value)) return doubleQuoted(value, indent, column);
  if (value.includes('\n'))
    return isLiteral(value) ? literal(value, indent) : doubleQuoted(value, indent, column);
  if (hasSpecial(value)) return doubleQuoted(value, indent, column);
  if (isPlain(value)) return folded(value, indent, column, value.length);
  return `'${folded(value.replaceAll("'", "''"), indent, column + 1, value.length)}'`;
}

function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Texts that YAML 1.1 would read as something else. */
/** True for text that YAML would read as something else than a text. */
export function isAmbiguous(text: string): boolean {
  return (
    /^(|~|null|Null|NULL|<<)$/.test(text) ||
    /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/.test(
      text,
    ) ||
    /^[-+]?(0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|[\d][\d_]*)$/.test(text) ||
    /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text) ||
    /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text) ||
    /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?$/.test(text) ||
    /^\d{4}-\d\d?-\d\d?([Tt ]+\d\d?:\d\d:\d\d(\.\d*)?[ \t]*(Z|[-+]\d\d?(:?\d\d)?)?)?$/.test(text)
  );
}

function hasSpecial(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what YAML has to escape.
  return /[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]/.test(text);
}

function isLiteral(text: string): boolean {
  return !hasSpecial(text) && !/ (\n|$)/.test(text);
}

function isPlain(text: string): boolean {
  return (
    !(/^[-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/^[-?:][^\s]/.test(text)) &&
    !/^[-?:]\s?$/.test(text) &&
    !/^(---|\.\.\.)/.test(text) &&
    !/: |:$| #|^\s|\s$|\t/.test(text)
  );
}

function literal(text: string, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : /(^|\n)\n$/.test(text) ? '+' : '';
  const body = chomp === '-' ? text : text.slice(0, -1);
  const lines = body.split('\n').map((line) => (line === '' ? '' : pad + line));
  return `|${hint}${chomp}\n${lines.join('\n')}`;
}

/** Breaks at single spaces once a line is longer than it should be. */
function folded(text: string, indent: number, from: number, length: number): string {
  if (from + length <= bestWidth) return text;
  const pad = `\n${' '.repeat(indent + 2)}`;
  let result = '';
  let column = from;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    const isAlone = text[i - 1] !== ' ' && text[i + 1] !== ' ' && i > 0 && i < text.length - 1;
    if (character === ' ' && isAlone && column > bestWidth) {
      result += pad;
      column = indent + 2;
      continue;
    }
    result += character;
    column += 1;
  }
  return result;
}

function doubleQuoted(text: string, indent: number, from: number): string {
  const pad = `\n${' '.repeat(indent + 2)}`;
  let result = '"';
  let column = from + 1;
  const characters = [...text];
  for (const [i, character] of characters.entries()) {
    const isInside = i > 0 && i < characters.length - 1;
    if (character === ' ' && isInside && column > bestWidth && characters[i - 1] !== ' ') {
      // A space that a line begins with has to be marked, or it would be lost.
      result += characters[i + 1] === ' ' ? `${pad}\\` : pad;
      column = indent + 2;
      continue;
    }
    const shown = escaped(character);
    result += shown;
    column += shown.length;
  }
  return `${result}"`;
}

const names: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(character: string): string {
  const named = names[character];
  if (named !== undefined) return named;
  if (!hasSpecial(character)) return character;
  const code = character.charCodeAt(0);
  return code < 256
    ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
    : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
