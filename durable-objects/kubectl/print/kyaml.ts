import { isObject, type Json } from '../../lib/json.ts';
import { sorted } from './json.ts';
import { isAmbiguous } from './yaml.ts';

/** KYAML: YAML in braces, with texts in quotes and keys in order (sigs.k8s.io/yaml/kyaml). */
export function kyamlText(value: Json, keepsOrder = false): string {
  return `---\n${valueText(keepsOrder ? value : sorted(value), '')}\n`;
}

function valueText(value: Json, indent: string): string {
  if (Array.isArray(value)) return listText(value, indent);
  if (isObject(value)) return mapText(value, indent);
  return typeof value === 'string' ? textText(value, indent) : JSON.stringify(value);
}

function mapText(map: { readonly [key: string]: Json | undefined }, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [`${inner}${keyText(key)}: ${valueText(value, inner)},\n`],
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

/** Maps and lists in a list stand against its brackets; anything else has a line for itself. */
function listText(list: readonly Json[], indent: string): string {
  if (list.length === 0) return '[]';
  const isCuddled = list.every((item) => typeof item === 'object' && item !== null);
  if (isCuddled) return `[${list.map((item) => valueText(item, indent)).join(', ')}]`;
  const inner = `${indent}  `;
  return `[\n${list.map((item) => `${inner}${valueText(item, inner)},\n`).join('')}${indent}]`;
}

function keyText(key: string): string {
  return !isAmbiguous(key) && /^[A-Za-z_][\w./-]*$/.test(key) ? key : quoted(key);
}

function textText(text: string, indent: string): string {
  if (!text.includes('\n')) return quoted(text);
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const inner = `${indent}  `;
  const body = lines.map((line) => `${inner}${lead(line)}${escaped(line)}\\n\\\n`).join('');
  return `"\\\n${body}${inner}${last === '' ? '' : `${lead(last)}${escaped(last)}\\\n${inner}`}"`;
}

/** A line's own spaces would be folded away: the first is escaped. */
function lead(line: string): string {
  return /^[ \t]/.test(line) ? '\\' : ' ';
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
