import { limits } from '../limits.ts';
import type { Word, WordPart } from './ast.ts';

/** bash's brace expansion: `a{b,c}d` is `abd acd`, `{1..3}` is `1 2 3`; others stay as they are. */
export function expandBraces(word: Word): Word[] {
  for (const [n, part] of word.parts.entries()) {
    if (part.kind !== 'text' || part.quoted) continue;
    const range = /\{(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?\}/.exec(part.text);
    if (range) {
      const [whole, from = '', to = '', by] = range;
      const items = rangeOf(from, to, Number(by ?? 1)).map((text) => textPart(text));
      return splice(
        word,
        n,
        part.text,
        range.index,
        range.index + whole.length,
        items.map((i) => [i]),
      );
    }
  }
  return expandLists(word);
}

/** Braces may hold other parts, such as `{$a,b}`, so lists are looked for across parts. */
function expandLists(word: Word): Word[] {
  const open = find(word, '{', [0, 0]);
  if (!open) return [word];
  const commas: Place[] = [];
  let depth = 0;
  for (let at: Place | undefined = next(open); at; at = next(at)) {
    const found = findAny(word, '{,}', at);
    if (!found) return [word];
    at = found.place;
    if (found.character === '{') depth += 1;
    else if (found.character === ',' && depth === 0) commas.push(at);
    else if (found.character === '}' && depth > 0) depth -= 1;
    else if (found.character === '}') {
      if (commas.length === 0) return [word];
      return alternatives(word, open, commas, at);
    }
  }
  return [word];
}

type Place = readonly [part: number, offset: number];

function next([part, offset]: Place): Place {
  return [part, offset + 1];
}

function alternatives(word: Word, open: Place, commas: readonly Place[], close: Place): Word[] {
  const before = cut(word, [0, 0], open);
  const after = cut(word, next(close), [word.parts.length, 0]);
  const bounds = [open, ...commas, close];
  const words = bounds.slice(0, -1).map((from, n) => cut(word, next(from), bounds[n + 1] ?? close));
  return words.flatMap((inner) => expandBraces({ parts: [...before, ...inner, ...after] }));
}

function cut(word: Word, from: Place, to: Place): WordPart[] {
  const parts: WordPart[] = [];
  for (const [n, part] of word.parts.entries()) {
    if (n < from[0] || n > to[0] || (n === to[0] && part.kind !== 'text')) continue;
    if (part.kind !== 'text') parts.push(part);
    else {
      const text = part.text.slice(n === from[0] ? from[1] : 0, n === to[0] ? to[1] : undefined);
      if (text !== '' || part.quoted) parts.push({ ...part, text });
    }
  }
  return parts;
}

function find(word: Word, character: string, from: Place): Place | undefined {
  return findAny(word, character, from)?.place;
}

function findAny(word: Word, characters: string, from: Place) {
  for (const [n, part] of word.parts.entries()) {
    if (n < from[0] || part.kind !== 'text' || part.quoted) continue;
    for (let at = n === from[0] ? from[1] : 0; at < part.text.length; at++) {
      const character = part.text[at] ?? '';
      if (characters.includes(character)) return { character, place: [n, at] as const };
    }
  }
  return undefined;
}

function splice(
  word: Word,
  part: number,
  text: string,
  from: number,
  to: number,
  items: readonly WordPart[][],
): Word[] {
  const before = [...word.parts.slice(0, part), textPart(text.slice(0, from))];
  const after = [textPart(text.slice(to)), ...word.parts.slice(part + 1)];
  return items.flatMap((item) => expandBraces({ parts: [...before, ...item, ...after] }));
}

function textPart(text: string): WordPart {
  return { kind: 'text', text, quoted: false };
}

function rangeOf(from: string, to: string, by: number): string[] {
  const isNumeric = /\d/.test(from);
  const [first, last] = isNumeric
    ? [Number(from), Number(to)]
    : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = Math.max(1, Math.abs(by)) * (last < first ? -1 : 1);
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const items: string[] = [];
  for (let n = first; step > 0 ? n <= last : n >= last; n += step) {
    items.push(isNumeric ? String(n).padStart(width, '0') : String.fromCharCode(n));
    if (items.length >= limits.expandedWords) break;
  }
  return items;
}
