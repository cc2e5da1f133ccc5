import { compileRegex, type RegexMatch } from '../interpreter/regex.ts';
import type { Address, SedCommand, Substitution } from './sed-script.ts';

/** What sed remembers between lines. */
export interface SedState {
  line: number;
  hold: string;
  /** Indexes of commands whose range is open, and the line on which a `+n` range ends. */
  open: Record<string, number>;
  /** The last regular expression used, which an empty one repeats. */
  lastRegex: string;
  quit: number | null;
}

/** What one cycle needs and does. */
export interface Cycle {
  readonly isLast: boolean;
  readonly isExtended: boolean;
  readonly isQuiet: boolean;
  readonly write: (text: string) => void;
  readonly readFile: (path: string) => string;
  readonly writeFile: (path: string, text: string) => void;
  /** The next line for n and N; undefined when there is none. */
  readonly nextLine: () => { text: string; isLast: boolean } | undefined;
}

/** Commands one line may take: a branch that loops for ever ends there. */
const cycleLimit = 100_000;

/** The line being worked on. */
interface Space {
  pattern: string;
  isLast: boolean;
  isDeleted: boolean;
  hasSubstituted: boolean;
  /** Text of `a` and `r`, which comes after the line. */
  appended: string;
}

/** Runs the script over one line. */
export function runCycle(
  commands: readonly SedCommand[],
  state: SedState,
  first: string,
  cycle: Cycle,
): void {
  const space: Space = {
    pattern: first,
    isLast: cycle.isLast,
    isDeleted: false,
    hasSubstituted: false,
    appended: '',
  };
  let at = 0;
  for (let steps = 0; at < commands.length && steps < cycleLimit; steps++) {
    const command = commands[at];
    if (!command) break;
    if (isSelected(command, at, state, space, cycle) !== command.isNegated) {
      edit(command, space, state, cycle);
      write(command, at, space, state, cycle);
      at = follow(command, at, commands, space, state, cycle);
    } else at = command.name === '{' ? (command.end ?? at) + 1 : at + 1;
  }
  endCycle(space, cycle, !space.isDeleted && !cycle.isQuiet);
}

function endCycle(space: Space, cycle: Cycle, prints: boolean): void {
  if (prints) cycle.write(`${space.pattern}\n`);
  if (space.appended !== '') cycle.write(space.appended);
  space.appended = '';
}

/** Commands that change the pattern and hold spaces. */
function edit(command: SedCommand, space: Space, state: SedState, cycle: Cycle): void {
  switch (command.name) {
    case 's': {
      const one = command.substitution;
      const result = one && substitute(space.pattern, one, state, cycle.isExtended);
      if (result === undefined) break;
      space.pattern = result;
      space.hasSubstituted = true;
      if (one?.prints) cycle.write(`${result}\n`);
      break;
    }
    case 'y': {
      const [from = '', to = ''] = command.text.split('\n');
      const change = (c: string) => (from.includes(c) ? (to[from.indexOf(c)] ?? c) : c);
      space.pattern = [...space.pattern].map(change).join('');
      break;
    }
    case 'h':
      state.hold = space.pattern;
      break;
    case 'H':
      state.hold += `\n${space.pattern}`;
      break;
    case 'g':
      space.pattern = state.hold;
      break;
    case 'G':
      space.pattern += `\n${state.hold}`;
      break;
    case 'x':
      [space.pattern, state.hold] = [state.hold, space.pattern];
      break;
  }
}

/** Commands that write. */
function write(command: SedCommand, at: number, space: Space, state: SedState, cycle: Cycle): void {
  switch (command.name) {
    case 'p':
      cycle.write(`${space.pattern}\n`);
      break;
    case 'P':
      cycle.write(`${space.pattern.split('\n')[0]}\n`);
      break;
    case '=':
      cycle.write(`${state.line}\n`);
      break;
    case 'a':
      space.appended += `${command.text}\n`;
      break;
    case 'i':
      cycle.write(`${command.text}\n`);
      break;
    case 'c':
      // Of a range only its end is replaced.
      if (!command.to || state.open[at] === undefined) cycle.write(`${command.text}\n`);
      break;
    case 'r':
      space.appended += cycle.readFile(command.text);
      break;
    case 'w':
      cycle.writeFile(command.text, `${space.pattern}\n`);
      break;
  }
}

/** Where the script goes on after a command. */
function follow(
  command: SedCommand,
  at: number,
  commands: readonly SedCommand[],
  space: Space,
  state: SedState,
  cycle: Cycle,
): number {
  const over = commands.length;
  switch (command.name) {
    case 'c':
    case 'd':
      space.isDeleted = true;
      return over;
    case 'D': {
      const end = space.pattern.indexOf('\n');
      space.isDeleted = end < 0;
      space.pattern = space.pattern.slice(end + 1);
      return end < 0 ? over : 0;
    }
    case 'n':
    case 'N':
      return nextLine(command.name, space, state, cycle) ? at + 1 : over;
    case 'q':
    case 'Q':
      state.quit = Number(command.text || 0);
      space.isDeleted = command.name === 'Q';
      return over;
    case 'b':
    case 't':
    case 'T': {
      const isTaken = command.name === 'b' || space.hasSubstituted === (command.name === 't');
      if (command.name !== 'b') space.hasSubstituted = false;
      if (!isTaken) return at + 1;
      const label = commands.findIndex(({ name, text }) => name === ':' && text === command.text);
      return command.text === '' || label < 0 ? over : label;
    }
    default:
      return at + 1;
  }
}

/** Takes the next line in for n and N; false at the end, where the cycle ends as usual. */
function nextLine(name: 'n' | 'N', space: Space, state: SedState, cycle: Cycle): boolean {
  const next = cycle.nextLine();
  if (!next) return false;
  if (name === 'N') space.pattern += `\n${next.text}`;
  else {
    endCycle(space, cycle, !cycle.isQuiet);
    space.pattern = next.text;
  }
  state.line += 1;
  space.isLast = next.isLast;
  return true;
}

function isSelected(
  command: SedCommand,
  at: number,
  state: SedState,
  { pattern, isLast }: Space,
  cycle: Cycle,
): boolean {
  const { from, to } = command;
  const matches = (address: Address) =>
    matchesAddress(address, state, pattern, isLast, cycle.isExtended);
  if (!from) return true;
  if (!to) return matches(from);
  const end = state.open[at];
  if (end === undefined) {
    if (!matches(from)) return false;
    const isOver =
      (to.kind === 'line' && to.line <= state.line) || (to.kind === 'plus' && to.count === 0);
    if (!isOver) state.open[at] = to.kind === 'plus' ? state.line + to.count : 0;
    return true;
  }
  const isPast = to.kind === 'line' && state.line > to.line;
  if (isPast || (to.kind === 'plus' ? state.line >= end : matches(to))) delete state.open[at];
  return !isPast;
}

function matchesAddress(
  address: Address,
  state: SedState,
  pattern: string,
  isLast: boolean,
  isExtended: boolean,
): boolean {
  switch (address.kind) {
    case 'line':
      return state.line === address.line;
    case 'last':
      return isLast;
    case 'step':
      return address.step === 0
        ? state.line === address.first
        : state.line >= address.first && (state.line - address.first) % address.step === 0;
    case 'plus':
      return false;
    case 'regex':
      return exec(address.source, address.ignoreCase, isExtended, state, pattern, 0) !== undefined;
  }
}

function exec(
  source: string,
  ignoreCase: boolean,
  isExtended: boolean,
  state: SedState,
  text: string,
  from: number,
): RegexMatch | undefined {
  const own = source === '' ? state.lastRegex : source;
  state.lastRegex = own;
  const regex = compileRegex(own, { isExtended, ignoreCase });
  return 'error' in regex ? undefined : regex.exec(text, from);
}

function substitute(
  pattern: string,
  one: Substitution,
  state: SedState,
  isExtended: boolean,
): string | undefined {
  let out = '';
  let at = 0;
  let count = 0;
  let hasReplaced = false;
  while (at <= pattern.length) {
    const match = exec(one.source, one.ignoreCase, isExtended, state, pattern, at);
    if (!match) break;
    count += 1;
    out += pattern.slice(at, match.start);
    const isReplaced = count >= one.nth && (one.isGlobal || count === one.nth);
    const whole = pattern.slice(match.start, match.end);
    out += isReplaced ? expand(one.replacement, match) : whole;
    hasReplaced ||= isReplaced;
    at = match.end;
    if (match.end === match.start) {
      out += pattern[at] ?? '';
      at += 1;
    }
    if (isReplaced && !one.isGlobal) break;
  }
  return hasReplaced ? out + pattern.slice(at) : undefined;
}

/** `&`, `\1` to `\9`, `\n`, and GNU's case conversions `\U \L \E`. */
function expand(replacement: string, match: RegexMatch): string {
  let out = '';
  let convert = (text: string) => text;
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement[at] ?? '';
    if (character === '&') out += convert(match.groups[0] ?? '');
    else if (character !== '\\') out += convert(character);
    else {
      at += 1;
      const next = replacement[at] ?? '';
      if (/\d/.test(next)) out += convert(match.groups[Number(next)] ?? '');
      else if (next === 'U') convert = (text) => text.toUpperCase();
      else if (next === 'L') convert = (text) => text.toLowerCase();
      else if (next === 'E') convert = (text) => text;
      else out += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    }
  }
  return out;
}
