/** One key: a character, or the name of another one: `up`, `enter`, `^x`. */
export type Key = string;

/** What terminals send for keys without a character (xterm). */
const sequences: readonly (readonly [bytes: string, key: Key])[] = [
  ['\x1b[A', 'up'],
  ['\x1b[B', 'down'],
  ['\x1b[C', 'right'],
  ['\x1b[D', 'left'],
  ['\x1bOA', 'up'],
  ['\x1bOB', 'down'],
  ['\x1bOC', 'right'],
  ['\x1bOD', 'left'],
  ['\x1b[H', 'home'],
  ['\x1b[F', 'end'],
  ['\x1b[1~', 'home'],
  ['\x1b[4~', 'end'],
  ['\x1bOH', 'home'],
  ['\x1bOF', 'end'],
  ['\x1b[3~', 'delete'],
  ['\x1b[5~', 'page-up'],
  ['\x1b[6~', 'page-down'],
];

const named: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b': 'escape',
};

/** The keys of a text that a terminal has sent. Sequences of other keys are passed over. */
export function keysOf(text: string): readonly Key[] {
  const keys: Key[] = [];
  for (let rest = text; rest !== ''; ) {
    const known = sequences.find(([bytes]) => rest.startsWith(bytes));
    if (known) {
      keys.push(known[1]);
      rest = rest.slice(known[0].length);
      continue;
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal sends them.
    const [unknown] = /^\x1b[[O][\d;]*[A-Za-z~]/.exec(rest) ?? [];
    if (unknown !== undefined) {
      rest = rest.slice(unknown.length);
      continue;
    }
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    keys.push(named[character] ?? controlName(character));
    rest = rest.slice(character.length);
  }
  return keys;
}

function controlName(character: string): Key {
  const code = character.charCodeAt(0);
  return code < 32 ? `^${String.fromCharCode(code + 64).toLowerCase()}` : character;
}

/** True for a key that stands for itself. */
export function isCharacter(key: Key): boolean {
  return [...key].length === 1;
}
