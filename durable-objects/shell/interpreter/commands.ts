import { findBuiltin } from '../builtins/index.ts';
import type { Wait } from '../machine/process.ts';
import { signalTexts } from '../machine/signal-names.ts';
import { emit } from '../machine/streams.ts';
import { checkDepth, type Interpreter, type Outcome, pushFrame } from './interpreter.ts';
import { runBuiltin, runProgram } from './launch.ts';
import { assign } from './parameters.ts';
import { redirectAll } from './redirect.ts';
import type { Draft, Variable } from './state.ts';
import { itemsOf, setItems } from './variables.ts';

/** `name=(words)`: the words are the argv of the innermost draft, the assignment its outer one's. */
export function assignItems({ shell }: Interpreter, name: string, append: boolean): Outcome {
  const items = shell.drafts.pop()?.argv ?? [];
  shell.drafts.at(-1)?.assigns.push({ name, append, value: '', items });
  return undefined;
}

/** Redirects and assigns for the command in hand; false when it must not run. */
export function prepare(interpreter: Interpreter, isCompound: boolean): boolean {
  const { shell } = interpreter;
  const draft = shell.drafts.at(-1);
  if (!draft) return false;
  const fds: Record<string, string | null> = {};
  const variables: Record<string, Variable | null> = {};
  // The depths noted are those without this draft, so that leaving the frame drops it as well.
  pushFrame(shell, { kind: 'prepared', fds, variables });
  if (!isCompound) {
    expandAlias(interpreter, draft);
    trace(interpreter, draft);
  }
  if (!redirectAll(interpreter, draft.redirects, fds)) {
    shell.status = shell.flavour === 'dash' ? 2 : 1;
    return false;
  }
  const isTemporary = draft.argv.length > 0;
  for (const one of draft.assigns) {
    if (isTemporary && !(one.name in variables))
      variables[one.name] = structuredClone(shell.variables[one.name] ?? null);
    if (one.items) appendItems(interpreter, one.name, one.append, one.items);
    else assign(interpreter, one);
    const variable = shell.variables[one.name];
    if (isTemporary && variable) variable.isExported = true;
  }
  if (!isTemporary && !isCompound) shell.status = shell.substitutionStatus;
  shell.substitutionStatus = 0;
  return true;
}

function appendItems(
  interpreter: Interpreter,
  name: string,
  append: boolean,
  items: string[],
): void {
  const before = append ? itemsOf(interpreter, name).map(([, item]) => item) : [];
  setItems(interpreter.shell, name, [...before, ...items]);
}

/** Aliases are looked up where the command starts; their text is split at blanks. */
function expandAlias({ shell }: Interpreter, draft: Draft): void {
  const seen = new Set<string>();
  for (;;) {
    const [name = ''] = draft.argv;
    const text = shell.aliases[name];
    if (text === undefined || seen.has(name)) return;
    seen.add(name);
    draft.argv.splice(0, 1, ...text.trim().split(/\s+/));
  }
}

function trace(interpreter: Interpreter, draft: Draft): void {
  const { shell, kernel, process } = interpreter;
  if (!shell.options.xtrace) return;
  const assigns = draft.assigns.map(({ name, value }) => `${name}=${quote(value)}`);
  const line = [...assigns, ...draft.argv.map(quote)].join(' ');
  if (line !== '') emit(kernel, process, 2, `+ ${line}\n`);
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** Runs the prepared command: a function, a builtin, or a program in a process of its own. */
export function run(interpreter: Interpreter, isLast: boolean): Outcome {
  const { shell } = interpreter;
  const draft = shell.drafts.at(-1);
  const [name, ...args] = draft?.argv ?? [];
  if (!draft || name === undefined || shell.options.noexec) return undefined;
  const position = shell.functions[name];
  if (position) {
    checkDepth(interpreter);
    const { positional } = shell;
    pushFrame(shell, { kind: 'function', returnTo: { ...shell.at }, positional, locals: {} });
    shell.positional = args;
    shell.at = { ...position };
    return undefined;
  }
  const builtin = findBuiltin(shell.flavour, name);
  if (builtin) return runBuiltin(interpreter, builtin, name, args);
  return runProgram(interpreter, draft.argv, isLast);
}

/** Waits for what runs in the foreground and takes its status over. */
export function collect(interpreter: Interpreter): Outcome {
  const { shell, kernel, process } = interpreter;
  const running = shell.foreground.filter(({ status }) => status === null);
  if (running.length > 0) return running.map(({ pid }): Wait => ({ for: 'child', pid }));
  const last = shell.foreground.at(-1);
  if (!last) return undefined;
  const failed = shell.foreground.findLast(({ status }) => status !== 0);
  shell.status = (shell.options.pipefail ? failed?.status : last.status) ?? 0;
  shell.foreground = [];
  const text = last.signal && signalTexts[last.signal];
  if (text !== undefined) emit(kernel, process, 2, `${text}\n`);
  return undefined;
}
