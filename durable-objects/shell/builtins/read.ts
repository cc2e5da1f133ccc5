import { complainOf } from '../interpreter/complaints.ts';
import { separators } from '../interpreter/fields.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { setItems, setVariable } from '../interpreter/variables.ts';
import { limits } from '../limits.ts';
import { isTerminal } from '../machine/commands.ts';
import { emit, inputWait, readFrom, unread } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';

interface Options {
  raw: boolean;
  silent: boolean;
  array: boolean;
  prompt: string;
  delimiter: string;
  count: number | undefined;
  timeoutMs: number | undefined;
  fd: number;
  names: string[];
}

/** `read [-r] [-s] [-a] [-p prompt] [-d c] [-n count] [-t seconds] [-u fd] names`. */
export const read: Builtin = (interpreter, args, name) => {
  const options = parse(args);
  if (typeof options === 'string') {
    complainOf(interpreter, name, `${options}: illegal option`);
    return 2;
  }
  const { kernel, process, shell } = interpreter;
  const bytes = readFrom(kernel, process, options.fd, limits.valueBytes) ?? undefined;
  const end = endOfInput(bytes ?? '', options);
  if (end < 0 && bytes !== undefined) {
    // More may come: only when the end of input is sure does an open line count.
    const more = bytes === '' ? '' : readFrom(kernel, process, options.fd, 1);
    if (more !== undefined) {
      unread(kernel, process, options.fd, bytes + more);
      return waitForLine(interpreter, options);
    }
  }
  delete shell.variables[deadlineName];
  const line = end < 0 ? (bytes ?? '') : (bytes ?? '').slice(0, end);
  unread(
    kernel,
    process,
    options.fd,
    (bytes ?? '').slice(
      end < 0 ? (bytes ?? '').length : end + (options.count === undefined ? 1 : 0),
    ),
  );
  assignFields(interpreter, options, line);
  return end < 0 ? 1 : 0;
};

const deadlineName = ' read deadline';

/** Waits, at most until the time that -t gave when the waiting began. */
function waitForLine(interpreter: Interpreter, options: Options) {
  const { kernel, process, shell } = interpreter;
  const wait = inputWait(kernel, process, options.fd);
  const isFirst = shell.variables[deadlineName] === undefined;
  const { monotonic } = kernel.system;
  if (isFirst) {
    if (options.prompt !== '' && isTerminal(kernel, process, 0))
      emit(kernel, process, 2, options.prompt);
    shell.variables[deadlineName] = { value: String(monotonic + (options.timeoutMs ?? 0)) };
  }
  if (options.timeoutMs === undefined) return [wait];
  const until = Number(shell.variables[deadlineName]?.value);
  if (monotonic < until) return [wait, { for: 'time', until } as const];
  delete shell.variables[deadlineName];
  return 142;
}

function parse(args: readonly string[]): Options | string {
  const options: Options = {
    raw: false,
    silent: false,
    array: false,
    prompt: '',
    delimiter: '\n',
    count: undefined,
    timeoutMs: undefined,
    fd: 0,
    names: [],
  };
  let n = 0;
  for (; n < args.length; n++) {
    const arg = args[n] ?? '';
    if (!/^-./.test(arg)) break;
    if (arg === '--') {
      n += 1;
      break;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      if (letter === 'r') options.raw = true;
      else if (letter === 's') options.silent = true;
      else if (letter === 'a') options.array = true;
      else if ('pdntuN'.includes(letter)) {
        const value = arg.slice(at + 1) || args[++n] || '';
        if (letter === 'p') options.prompt = value;
        else if (letter === 'd') options.delimiter = value.slice(0, 1) || '\0';
        else if (letter === 't') options.timeoutMs = Number(value) * 1000;
        else if (letter === 'u') options.fd = Number(value);
        else options.count = Number(value);
        break;
      } else return `-${letter}`;
    }
  }
  options.names = args.slice(n);
  return options;
}

/** Where the line ends in what has come; -1 when its end is still to come. */
function endOfInput(bytes: string, { raw, delimiter, count }: Options): number {
  for (let at = 0; at < bytes.length; at++) {
    if (count !== undefined && at >= count) return at;
    if (!raw && bytes[at] === '\\') at += 1;
    else if (bytes[at] === delimiter) return at;
  }
  return count !== undefined && bytes.length >= count ? count : -1;
}

function assignFields(interpreter: Interpreter, options: Options, line: string): void {
  const { shell } = interpreter;
  const ifs = separators(interpreter);
  const characters = charactersOf(line, options.raw);
  if (options.array) {
    setItems(
      shell,
      options.names[0] ?? 'REPLY',
      splitFields(characters, ifs, Number.POSITIVE_INFINITY),
    );
    return;
  }
  if (options.names.length === 0) {
    setVariable(shell, 'REPLY', characters.map(({ text }) => text).join(''));
    return;
  }
  const fields = splitFields(characters, ifs, options.names.length);
  for (const [n, name] of options.names.entries()) setVariable(shell, name, fields[n] ?? '');
}

interface Character {
  readonly text: string;
  readonly isEscaped: boolean;
}

function charactersOf(line: string, raw: boolean): Character[] {
  const characters: Character[] = [];
  for (let at = 0; at < line.length; at++) {
    const isEscape = !raw && line[at] === '\\';
    if (isEscape) at += 1;
    const text = line[at] ?? '';
    // An escaped line end joins two lines.
    if (isEscape && text === '\n') continue;
    characters.push({ text, isEscaped: isEscape });
  }
  return characters;
}

/** Splits into at most so many fields; the last one keeps its separators inside. */
function splitFields(characters: readonly Character[], ifs: string, most: number): string[] {
  const isBlank = (c: Character | undefined) =>
    c !== undefined && !c.isEscaped && ifs.includes(c.text) && /\s/.test(c.text);
  const isSeparator = (c: Character | undefined) =>
    c !== undefined && !c.isEscaped && ifs.includes(c.text);
  const fields: string[] = [];
  let at = 0;
  let end = characters.length;
  while (isBlank(characters[at])) at += 1;
  while (end > at && isBlank(characters[end - 1])) end -= 1;
  while (at < end) {
    if (fields.length === most - 1) {
      fields.push(
        characters
          .slice(at, end)
          .map(({ text }) => text)
          .join(''),
      );
      break;
    }
    let stop = at;
    while (stop < end && !isSeparator(characters[stop])) stop += 1;
    fields.push(
      characters
        .slice(at, stop)
        .map(({ text }) => text)
        .join(''),
    );
    at = stop;
    while (at < end && isBlank(characters[at])) at += 1;
    if (at < end && isSeparator(characters[at])) at += 1;
    while (at < end && isBlank(characters[at])) at += 1;
  }
  return fields;
}
