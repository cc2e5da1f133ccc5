import { type Assembler, newAssembler } from './assembler.ts';
import type { Command, List, ListItem, Redirect, SimpleNode, Word } from './ast.ts';
import { expandBraces } from './braces.ts';
import { compileCompound } from './compile-compound.ts';
import { compileValue, compileWord } from './compile-words.ts';
import type { Program } from './instructions.ts';
import { literal, parse } from './parser.ts';

/** How a source is to be compiled. */
export interface CompileOptions {
  /** Whether `{a,b}` and `{1..3}` make several words: bash only. */
  readonly hasBraces: boolean;
  /** Whether the last command may take the shell's place, as for `sh -c`. */
  readonly isWhole: boolean;
}

/** Compiles a source text. A syntax error becomes an instruction after the lines before it. */
export function compile(source: string, options: CompileOptions): Program {
  const parsed = parse(source);
  const assembler = newAssembler(options.hasBraces, compileCommand, compileList);
  const { error } = parsed;
  const items = parsed.list.items;
  for (const [n, item] of items.entries()) {
    const isLast = options.isWhole && !error && n === items.length - 1;
    compileItem(assembler, item, isLast);
  }
  if (error) assembler.emit({ do: 'fail', error });
  assembler.emit({ do: 'end' });
  return { instructions: assembler.finish() };
}

function compileList(assembler: Assembler, list: List, isLast = false): void {
  for (const [n, item] of list.items.entries())
    compileItem(assembler, item, isLast && n === list.items.length - 1);
}

function compileItem(assembler: Assembler, item: ListItem, isLast: boolean): void {
  if (!item.isBackground) {
    compileCommand(assembler, item.command, isLast);
    return;
  }
  const entry = assembler.apart(() => {
    compileCommand(assembler, item.command, true);
    assembler.emit({ do: 'exit' });
  });
  assembler.emit({ do: 'background', entry, text: item.text });
}

function compileCommand(assembler: Assembler, command: Command, isLast = false): void {
  switch (command.kind) {
    case 'simple':
      compileSimple(assembler, command, isLast);
      assembler.emit({ do: 'check' });
      return;
    case 'pipeline':
      compilePipeline(assembler, command.stages);
      assembler.emit({ do: 'check' });
      return;
    case 'not':
      assembler.emit({ do: 'condition' });
      compileCommand(assembler, command.command);
      assembler.emit({ do: 'end-condition' }, { do: 'negate' });
      return;
    case 'and':
    case 'or': {
      const end = assembler.label();
      assembler.emit({ do: 'condition' });
      compileCommand(assembler, command.left);
      assembler.emit({ do: 'end-condition' });
      assembler.jump((to) => ({ do: 'jump-if', success: command.kind === 'or', to }), end);
      compileCommand(assembler, command.right, isLast);
      assembler.place(end);
      return;
    }
    default:
      compileCompound(assembler, command);
  }
}

function compilePipeline(assembler: Assembler, stages: readonly Command[]): void {
  const entries = stages.map((stage) =>
    assembler.apart(() => {
      compileCommand(assembler, stage, true);
      assembler.emit({ do: 'exit' });
    }),
  );
  assembler.emit({ do: 'pipeline', entries }, { do: 'collect' });
}

const declarations = new Set(['export', 'local', 'readonly', 'declare', 'typeset', 'alias']);

function compileSimple(assembler: Assembler, node: SimpleNode, isLast: boolean): void {
  assembler.emit({ do: 'draft', line: node.line });
  const [first] = node.words;
  const isDeclaration = first !== undefined && declarations.has(literal(first) ?? '');
  for (const word of node.words.flatMap((word) =>
    assembler.hasBraces ? expandBraces(word) : word,
  ))
    compileArgument(assembler, word, isDeclaration);
  for (const redirect of node.redirects) compileRedirect(assembler, redirect);
  for (const { name, index, append, value } of node.assignments) {
    if ('items' in value) {
      assembler.emit({ do: 'draft', line: node.line });
      for (const word of value.items) compileArgument(assembler, word, false);
      assembler.emit({ do: 'assign-items', name, append });
      continue;
    }
    if (index) compileValue(assembler, index, 'value');
    compileValue(assembler, value, 'value');
    assembler.emit({ do: 'assign', name, append, indexed: index !== undefined });
  }
  const end = assembler.label();
  assembler.jump((to) => ({ do: 'prepare', to, isCompound: false }), end);
  // With redirections in place the frame that restores them must stay: no replacement then.
  assembler.emit({ do: 'run', isLast }, { do: 'collect' });
  assembler.place(end);
  assembler.emit({ do: 'finish' });
}

function compileArgument(assembler: Assembler, word: Word, isDeclaration: boolean): void {
  const [part] = word.parts;
  const isAssignment =
    isDeclaration && part?.kind === 'text' && /^[A-Za-z_]\w*\+?=/.test(part.text);
  assembler.emit({ do: 'word' });
  compileWord(assembler, word);
  assembler.emit({ do: 'end-word', as: isAssignment ? 'field' : 'fields' });
}

function compileRedirect(assembler: Assembler, redirect: Redirect): void {
  compileValue(assembler, redirect.target, 'value');
  assembler.emit({ do: 'redirect', fd: redirect.fd, kind: redirect.kind });
}
