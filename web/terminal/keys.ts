/** What a person does to a line. */
export type Key =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: Exclude<Named, 'text'> };

type Named = 'text' | (typeof names)[keyof typeof names];

// What xterm sends for each key.
const names = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b[3~': 'delete',
  '\x1b[D': 'left',
  '\x02': 'left',
  '\x1b[C': 'right',
  '\x06': 'right',
  '\x1b[A': 'up',
  '\x10': 'up',
  '\x1b[B': 'down',
  '\x0e': 'down',
  '\x1b[H': 'home',
  '\x1bOH': 'home',
  '\x01': 'home',
  '\x1b[F': 'end',
  '\x1bOF': 'end',
  '\x05': 'end',
  '\x1b[1;5D': 'word-left',
  '\x1b[1;3D': 'word-left',
  '\x1bb': 'word-left',
  '\x1b[1;5C': 'word-right',
  '\x1b[1;3C': 'word-right',
  '\x1bf': 'word-right',
  '\x0b': 'kill-end',
  '\x15': 'kill-start',
  '\x17': 'kill-word',
  '\x1b\x7f': 'kill-word',
  '\x03': 'interrupt',
  '\x04': 'end-of-input',
  '\x0c': 'clear',
} as const;

const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
// An escape sequence that is bound to nothing must not be typed as text.
const esc = '\x1b';
const sequence = new RegExp(`^${esc}(?:\\[[\\d;?]*[ -/]*[@-~]|O.|.)?`);
const longest = 6;

/** The keys in what a terminal sent, in order. A paste is text, also where it has line ends. */
export function keysOf(data: string): readonly Key[] {
  const keys: Key[] = [];
  let rest = data;
  while (rest !== '') {
    const [key, taken] = firstKey(rest);
    if (key) keys.push(key);
    rest = rest.slice(taken);
  }
  return keys;
}

function firstKey(data: string): [Key | undefined, number] {
  if (data.startsWith(pasteStart)) {
    const end = data.indexOf(pasteEnd);
    const inner = data.slice(pasteStart.length, end < 0 ? undefined : end);
    const taken = end < 0 ? data.length : end + pasteEnd.length;
    return [{ is: 'text', text: inner.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '  ') }, taken];
  }
  for (let length = Math.min(longest, data.length); length > 0; length -= 1) {
    const name = nameOf(data.slice(0, length));
    if (name) return [{ is: name }, length];
  }
  const unknown = sequence.exec(data)?.[0];
  if (unknown) return [undefined, unknown.length];
  const plain = /^\P{Cc}+/u.exec(data)?.[0];
  return plain ? [{ is: 'text', text: plain }, plain.length] : [undefined, 1];
}

function nameOf(data: string): (typeof names)[keyof typeof names] | undefined {
  const known: Readonly<Record<string, (typeof names)[keyof typeof names]>> = names;
  return Object.hasOwn(known, data) ? known[data] : undefined;
}
