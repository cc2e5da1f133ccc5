import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';

/** `echo [-neE] words`. dash has no -e and always expands backslashes. */
export const echo: Builtin = ({ kernel, process, shell }, args) => {
  emit(kernel, process, 1, shell.flavour === 'dash' ? dashEcho(args) : echoText(args));
  return 0;
};

/** What echo writes for its arguments, as BusyBox and bash have it. */
export function echoText(args: readonly string[]): string {
  let n = 0;
  let isExpanding = false;
  let hasLineEnd = true;
  for (; /^-[neE]+$/.test(args[n] ?? ''); n++) {
    for (const letter of (args[n] ?? '').slice(1)) {
      if (letter === 'n') hasLineEnd = false;
      else isExpanding = letter === 'e';
    }
  }
  const text = args.slice(n).join(' ');
  return isExpanding ? finish(text, hasLineEnd) : text + (hasLineEnd ? '\n' : '');
}

function dashEcho(args: readonly string[]): string {
  const hasLineEnd = args[0] !== '-n';
  return finish((hasLineEnd ? args : args.slice(1)).join(' '), hasLineEnd);
}

function finish(text: string, hasLineEnd: boolean): string {
  const { text: expanded, isCut } = expandEscapes(text);
  return isCut ? expanded : expanded + (hasLineEnd ? '\n' : '');
}

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Expands backslash escapes; `\c` cuts everything after it off. */
export function expandEscapes(text: string): { text: string; isCut: boolean } {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character !== '\\') {
      out += character;
      continue;
    }
    const rest = text.slice(at + 1, at + 5);
    const code = /^x([0-9a-fA-F]{1,2})|^0?([0-7]{1,3})/.exec(rest);
    if (rest.startsWith('c')) return { text: out, isCut: true };
    if (code) {
      const [whole, hex, octal = '0'] = code;
      out += String.fromCharCode(
        (hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex, 16)) & 255,
      );
      at += whole.length;
    } else {
      const known = simple[rest[0] ?? ''];
      out += known ?? character;
      if (known !== undefined) at += 1;
    }
  }
  return { text: out, isCut: false };
}
