/** Shell patterns: `*`, `?`, `[...]` and backslashes, which quote. */

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
  cntrl: /[^ -~\x80-\xff]/,
  print: /[ -~]/,
  graph: /[!-~]/,
};

/** Whether the whole text matches; linear in the text for each star. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const next = pattern[p] === '*' ? undefined : matchOne(pattern, p, text[t] ?? '');
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (next !== undefined) {
      p = next;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p >= pattern.length;
}

/** Where the pattern goes on when its element at `p` takes the character. */
function matchOne(pattern: string, p: number, character: string): number | undefined {
  const element = pattern[p];
  if (element === undefined) return undefined;
  if (element === '?') return p + 1;
  if (element === '\\' && p + 1 < pattern.length)
    return pattern[p + 1] === character ? p + 2 : undefined;
  if (element === '[') {
    const end = bracketEnd(pattern, p);
    if (end > 0) return matchesBracket(pattern, p, end, character) ? end + 1 : undefined;
  }
  return element === character ? p + 1 : undefined;
}

function bracketEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at += 1;
  if (pattern[at] === ']') at += 1;
  for (; at < pattern.length; at++) {
    if (pattern[at] === ']') return at;
    if (pattern[at] === '\\') at += 1;
    if (pattern.startsWith('[:', at)) {
      const close = pattern.indexOf(':]', at);
      if (close > 0) at = close + 1;
    }
  }
  return -1;
}

function matchesBracket(pattern: string, start: number, end: number, character: string): boolean {
  let at = start + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at += 1;
  let isIn = false;
  while (at < end) {
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at, at + 12));
    if (named) {
      if (classes[named[1] ?? '']?.test(character)) isIn = true;
      at += named[0].length;
      continue;
    }
    if (pattern[at] === '\\') at += 1;
    const low = pattern[at] ?? '';
    const isRange = pattern[at + 1] === '-' && at + 2 < end;
    const high = isRange ? (pattern[at + 2] ?? '') : low;
    if (character >= low && character <= high) isIn = true;
    at += isRange ? 3 : 1;
  }
  return isIn !== isNegated;
}

/** Quotes a text so that a pattern matches just it. */
export function quotePattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

/** Whether a pattern could match anything but its own text. */
export function isPattern(pattern: string): boolean {
  return /[*?[]/.test(pattern.replace(/\\[\s\S]/g, ''));
}

/** The text that a pattern without special characters stands for. */
export function unquotePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1');
}
