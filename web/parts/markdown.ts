/** A small part of Markdown, as data: what lab guides and results are written in. */
export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: readonly Inline[] }
  | { readonly is: 'paragraph'; readonly text: readonly Inline[] }
  | {
      readonly is: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly is: 'code'; readonly language: string; readonly text: string }
  | { readonly is: 'quote'; readonly text: readonly Inline[] };

export type Inline =
  | { readonly is: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string };

/** The blocks of a document. Never fails: what it doesn't know is text. */
export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      i += 1;
      continue;
    }
    const fence = /^```(\S*)/.exec(line);
    const end = fence ? fenceEnd(lines, i + 1) : blockEnd(lines, i);
    const taken = lines.slice(i, end);
    blocks.push(fence ? codeBlock(fence[1] ?? '', lines.slice(i + 1, end - 1)) : textBlock(taken));
    i = end;
  }
  return blocks;
}

function fenceEnd(lines: readonly string[], from: number): number {
  const close = lines.findIndex((line, i) => i >= from && line.startsWith('```'));
  return close < 0 ? lines.length + 1 : close + 1;
}

const heading = /^(#{1,4})\s+(.*)$/;
const item = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/;

/** A block of text ends at an empty line, a fence, a heading, or where a list begins. */
function blockEnd(lines: readonly string[], from: number): number {
  if (heading.test(lines[from] ?? '')) return from + 1;
  const isList = item.test(lines[from] ?? '');
  let end = from + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || line.startsWith('```') || heading.test(line)) break;
    if (!isList && item.test(line)) break;
    if (line.startsWith('>') !== lines[from]?.startsWith('>')) break;
    end += 1;
  }
  return end;
}

function codeBlock(language: string, lines: readonly string[]): Block {
  return { is: 'code', language, text: lines.join('\n') };
}

function textBlock(lines: readonly string[]): Block {
  const first = lines[0] ?? '';
  const head = heading.exec(first);
  if (head) return { is: 'heading', level: head[1]?.length ?? 1, text: inlinesOf(head[2] ?? '') };
  if (item.test(first)) {
    return { is: 'list', ordered: item.exec(first)?.[1] !== undefined, items: itemsOf(lines) };
  }
  if (first.startsWith('>')) {
    const text = lines.map((line) => line.replace(/^>\s?/, '')).join(' ');
    return { is: 'quote', text: inlinesOf(text) };
  }
  return { is: 'paragraph', text: inlinesOf(lines.join(' ')) };
}

function itemsOf(lines: readonly string[]): readonly (readonly Inline[])[] {
  const items: string[] = [];
  for (const line of lines) {
    const found = item.exec(line);
    if (found) items.push(found[2] ?? '');
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items.map(inlinesOf);
}

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(((?:https?:\/\/|\/)[^)\s]+)\)/g;

/** The pieces of a line: code, strong text, links. */
export function inlinesOf(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(inline)) {
    if (found.index > at) pieces.push({ is: 'text', text: text.slice(at, found.index) });
    const [whole, code, strong, label, href] = found;
    if (code !== undefined) pieces.push({ is: 'code', text: code });
    else if (strong !== undefined) pieces.push({ is: 'strong', text: strong });
    else pieces.push({ is: 'link', text: label ?? '', href: href ?? '' });
    at = found.index + whole.length;
  }
  if (at < text.length) pieces.push({ is: 'text', text: text.slice(at) });
  return pieces;
}
