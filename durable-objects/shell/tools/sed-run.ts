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

/** Runs the script over one line. */
export function runCycle(
  commands: readonly SedCommand[],
  state: SedState,
  first: string,
  cycle: Cycle,
): void {
  let pattern = first;
  let { isLast } = cycle;
  let isDeleted = false;
  let hasSubstituted = false;
  let appended = '';
  let at = 0;
  const endCycle = (prints: boolean) => {
    if (prints) cycle.write(`${pattern}\n`);
    if (appended !== '') cycle.write(appended);
    appended = '';
  };
  for (let steps = 0; at < commands.length && steps < cycleLimit; steps++, at++) {
    const command = commands[at];
    if (!command) break;
    if (isSelected(command, at, state, pattern, isLast, cycle) === command.isNegated) {
      if (command.name === '{') at = command.end ?? at;
      continue;
    }
    switch (command.name) {
      case 's': {
        const result =
          command.substitution &&
          substitute(pattern, command.substitution, state, cycle.isExtended);
        if (result === undefined) break;
        pattern = result;
        hasSubstituted = true;
        if (command.substitution?.prints) cycle.write(`${pattern}\n`);
        break;
      }
      case 'y': {
        const [from = '', to = ''] = command.text.split('\n');
        pattern = [...pattern]
          .map((c) => (from.includes(c) ? (to[from.indexOf(c)] ?? c) : c))
          .join('');
        break;
      }
      case 'd':
        isDeleted = true;
        at = commands.length;
        break;
      case 'D': {
        const end = pattern.indexOf('\n');
        if (end < 0) isDeleted = true;
        else {
          pattern = pattern.slice(end + 1);
          at = -1;
          continue;
        }
        at = commands.length;
        break;
      }
      case 'p':
        cycle.write(`${pattern}\n`);
        break;
      case 'P':
        cycle.write(`${pattern.split('\n')[0]}\n`);
        break;
      case '=':
        cycle.write(`${state.line}\n`);
        break;
      case 'a':
        appended += `${command.text}\n`;
        break;
      case 'i':
        cycle.write(`${command.text}\n`);
        break;
      case 'c':
        if (!command.to || state.open[at] === undefined) cycle.write(`${command.text}\n`);
        isDeleted = true;
        at = commands.length;
        break;
      case 'r':
        appended += cycle.readFile(command.text);
        break;
      case 'w':
        cycle.writeFile(command.text, `${pattern}\n`);
        break;
      case 'h':
        state.hold = pattern;
        break;
      case 'H':
        state.hold += `\n${pattern}`;
        break;
      case 'g':
        pattern = state.hold;
        break;
      case 'G':
        pattern += `\n${state.hold}`;
        break;
      case 'x':
        [pattern, state.hold] = [state.hold, pattern];
        break;
      case 'n':
      case 'N': {
        const next = cycle.nextLine();
        if (!next) {
          if (command.name === 'N' || !cycle.isQuiet) isDeleted = false;
          at = commands.length;
          break;
        }
        if (command.name === 'n') {
          endCycle(!cycle.isQuiet);
          pattern = next.text;
        } else pattern += `\n${next.text}`;
        state.line += 1;
        isLast = next.isLast;
        break;
      }
      case 'q':
      case 'Q':
        state.quit = Number(command.text || 0);
        if (command.name === 'Q') isDeleted = true;
        at = commands.length;
        break;
      case 'b':
      case 't':
      case 'T': {
        const isTaken = command.name === 'b' || hasSubstituted === (command.name === 't');
        if (command.name !== 'b') hasSubstituted = false;
        if (!isTaken) break;
        const label = commands.findIndex(({ name, text }) => name === ':' && text === command.text);
        at = command.text === '' ? commands.length : label;
        break;
      }
    }
  }
  endCycle(!isDeleted && !cycle.isQuiet);
}

function isSelected(
  command: SedCommand,
  at: number,
  state: SedState,
  pattern: string,
  isLast: boolean,
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
