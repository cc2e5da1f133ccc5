import type { Json } from '../lib/json.ts';

/** JSON as it was written: repeated members, and numbers in their own digits. */
export type JsonNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonNode])[] };

/** Deeper documents are refused: readers recurse, and no Kubernetes object is as deep. */
export const maxDepth = 1_000;

/** What objects of the language that this is written in can't have as a member of their own. */
const unavailable = '__proto__';

/** Reads a whole JSON document; the error's text is that of Go's encoding/json. */
export function readJson(text: string): { readonly node: JsonNode } | { readonly error: string } {
  try {
    return { node: new JsonReader(text).document() };
  } catch (error) {
    if (error instanceof SyntaxFault) return { error: error.message };
    throw error;
  }
}

/** The plain value; the last of repeated members wins. */
export function toJson(node: JsonNode): Json {
  switch (node.kind) {
    case 'null':
      return null;
    case 'number':
      return Number(node.text);
    case 'array':
      return node.items.map(toJson);
    case 'object':
      return Object.fromEntries(node.members.map(([key, member]) => [key, toJson(member)]));
    default:
      return node.value;
  }
}

/** A value as a document, e.g. what a patch made; members that are `undefined` are left out. */
export function fromJson(value: Json): JsonNode {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'string') return { kind: 'string', value };
  if (isList(value)) return { kind: 'array', items: value.map(fromJson) };
  const members: [string, JsonNode][] = [];
  for (const [key, member] of Object.entries(value))
    if (member !== undefined) members.push([key, fromJson(member)]);
  return { kind: 'object', members };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Ends the reading from any depth; never leaves this file. */
class SyntaxFault extends Error {}

class JsonReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonNode {
    const node = this.value(0);
    this.space();
    if (this.at < this.text.length) this.fail('after top-level value');
    return node;
  }

  private value(depth: number): JsonNode {
    if (depth > maxDepth) throw new SyntaxFault('exceeded max depth');
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return { kind: 'string', value: this.string() };
      case 't':
        return this.literal('true', { kind: 'boolean', value: true });
      case 'f':
        return this.literal('false', { kind: 'boolean', value: false });
      case 'n':
        return this.literal('null', { kind: 'null' });
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonNode {
    const members: [string, JsonNode][] = [];
    this.at += 1;
    this.space();
    if (this.take('}')) return { kind: 'object', members };
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string');
      const key = this.string();
      if (key === unavailable) {
        throw new SyntaxFault(
          `a member named ${unavailable} is not available in this simulated cluster`,
        );
      }
      this.space();
      if (!this.take(':')) this.fail('after object key');
      members.push([key, this.value(depth + 1)]);
      this.space();
    } while (this.take(','));
    if (!this.take('}')) this.fail('after object key:value pair');
    return { kind: 'object', members };
  }

  private array(depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.at += 1;
    this.space();
    if (this.take(']')) return { kind: 'array', items };
    do {
      items.push(this.value(depth + 1));
      this.space();
    } while (this.take(','));
    if (!this.take(']')) this.fail('after array element');
    return { kind: 'array', items };
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    for (;;) {
      plain.lastIndex = this.at;
      this.at += plain.exec(this.text)?.[0].length ?? 0;
      if (this.take('"')) break;
      if (this.text[this.at] === '\\') this.escape();
      else this.fail('in string literal');
    }
    const value: unknown = JSON.parse(this.text.slice(start, this.at));
    return String(value).toWellFormed();
  }

  private escape(): void {
    this.at += 1;
    if (this.text[this.at] === 'u') {
      for (let i = 0; i < 4; i += 1) {
        this.at += 1;
        if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? ''))
          this.fail('in \\u hexadecimal character escape');
      }
    } else if (!/["\\/bfnrt]/.test(this.text[this.at] ?? '')) this.fail('in string escape code');
    this.at += 1;
  }

  private number(): JsonNode {
    const start = this.at;
    const isNegative = this.take('-');
    if (!this.take('0') && !this.digits())
      this.fail(isNegative ? 'in numeric literal' : 'looking for beginning of value');
    if (this.take('.') && !this.digits()) this.fail('after decimal point in numeric literal');
    if (this.take('e') || this.take('E')) {
      if (!this.take('+')) this.take('-');
      if (!this.digits()) this.fail('in exponent of numeric literal');
    }
    return { kind: 'number', text: this.text.slice(start, this.at) };
  }

  private digits(): boolean {
    const start = this.at;
    while (/\d/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.at > start;
  }

  private literal(word: string, node: JsonNode): JsonNode {
    for (const character of word) {
      if (this.take(character)) continue;
      this.fail(`in literal ${word} (expecting '${character}')`);
    }
    return node;
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private fail(context: string): never {
    const character = this.text[this.at];
    if (character === undefined) throw new SyntaxFault('unexpected end of JSON input');
    throw new SyntaxFault(`invalid character ${quote(character)} ${context}`);
  }
}

/** What a string holds besides escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters must be escaped.
const plain = /[^"\\\u0000-\u001f]*/y;

function quote(character: string): string {
  if (character === "'") return `'\\''`;
  if (character === '"') return `'"'`;
  return `'${JSON.stringify(character).slice(1, -1)}'`;
}
