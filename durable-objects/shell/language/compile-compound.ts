import type { Assembler } from './assembler.ts';
import type { Command, List, Test, Word } from './ast.ts';
import { expandBraces } from './braces.ts';
import { compileValue, compileWord } from './compile-words.ts';

type Compound = Exclude<Command, { kind: 'simple' | 'pipeline' | 'not' | 'and' | 'or' }>;
type Of<Kind extends Compound['kind']> = Extract<Compound, { kind: Kind }>;

/** Compiles a compound command. */
export function compileCompound(assembler: Assembler, command: Compound): void {
  switch (command.kind) {
    case 'group':
      assembler.list(command.body);
      return;
    case 'subshell': {
      const entry = assembler.apart(() => {
        assembler.list(command.body, true);
        assembler.emit({ do: 'exit' });
      });
      assembler.emit({ do: 'subshell', entry }, { do: 'collect' }, { do: 'check' });
      return;
    }
    case 'redirected':
      compileRedirected(assembler, command);
      return;
    case 'if':
      compileIf(assembler, command);
      return;
    case 'loop':
      compileLoop(assembler, command);
      return;
    case 'for':
      compileFor(assembler, command);
      return;
    case 'count':
      compileCount(assembler, command);
      return;
    case 'case':
      compileCase(assembler, command);
      return;
    case 'function': {
      const entry = assembler.apart(() => {
        assembler.command(command.body);
        assembler.emit({ do: 'return' });
      });
      assembler.emit({ do: 'define', name: command.name, entry });
      return;
    }
    case 'arithmetic':
      compileValue(assembler, command.expression, 'value');
      assembler.emit({ do: 'arithmetic-command' }, { do: 'check' });
      return;
    case 'conditional':
      compileTest(assembler, command.test);
      assembler.emit({ do: 'check' });
      return;
  }
}

function compileRedirected(assembler: Assembler, command: Of<'redirected'>): void {
  const end = assembler.label();
  assembler.emit({ do: 'draft', line: command.line });
  for (const { fd, kind, target } of command.redirects) {
    compileValue(assembler, target, 'value');
    assembler.emit({ do: 'redirect', fd, kind });
  }
  assembler.jump((to) => ({ do: 'prepare', to, isCompound: true }), end);
  assembler.command(command.body);
  assembler.place(end);
  assembler.emit({ do: 'finish' });
}

/** Commands whose failure is an answer: errexit does not apply. */
function compileCondition(assembler: Assembler, list: List): void {
  assembler.emit({ do: 'condition' });
  assembler.list(list);
  assembler.emit({ do: 'end-condition' });
}

function compileIf(assembler: Assembler, command: Of<'if'>): void {
  const otherwise = assembler.label();
  const end = assembler.label();
  compileCondition(assembler, command.condition);
  assembler.jump((to) => ({ do: 'jump-if', success: false, to }), otherwise);
  assembler.list(command.then);
  assembler.jump((to) => ({ do: 'jump', to }), end);
  assembler.place(otherwise);
  assembler.emit({ do: 'status', status: 0 });
  if (command.otherwise) assembler.list(command.otherwise);
  assembler.place(end);
}

function compileLoop(assembler: Assembler, command: Of<'loop'>): void {
  const [start, end] = [assembler.label(), assembler.label()];
  assembler.jump((breakTo, continueTo) => ({ do: 'loop', breakTo, continueTo }), end, start);
  assembler.place(start);
  assembler.emit({ do: 'keep-status' });
  compileCondition(assembler, command.condition);
  assembler.jump((to) => ({ do: 'jump-if', success: command.until, to }), end);
  assembler.list(command.body);
  assembler.jump((to) => ({ do: 'jump', to }), start);
  assembler.place(end);
  assembler.emit({ do: 'end-loop' });
}

function compileFor(assembler: Assembler, command: Of<'for'>): void {
  const [start, end] = [assembler.label(), assembler.label()];
  assembler.emit({ do: 'draft', line: command.line });
  const words = command.words ?? [];
  for (const word of assembler.hasBraces ? words.flatMap(expandBraces) : words) {
    assembler.emit({ do: 'word' });
    compileWord(assembler, word);
    assembler.emit({ do: 'end-word', as: 'fields' });
  }
  const isPositional = command.words === undefined;
  const loop = (breakTo = 0, continueTo = 0) =>
    ({ do: 'for', breakTo, continueTo, isPositional }) as const;
  assembler.jump(loop, end, start);
  assembler.place(start);
  assembler.emit({ do: 'keep-status' });
  assembler.jump((to) => ({ do: 'next', name: command.name, to }), end);
  assembler.list(command.body);
  assembler.jump((to) => ({ do: 'jump', to }), start);
  assembler.place(end);
  assembler.emit({ do: 'end-loop' });
}

function compileCount(assembler: Assembler, command: Of<'count'>): void {
  const [start, next, end] = [assembler.label(), assembler.label(), assembler.label()];
  const one: Word = { parts: [{ kind: 'text', text: '1', quoted: true }] };
  const evaluate = (word: Word) => {
    compileValue(
      assembler,
      word.parts.some((part) => part.kind !== 'text' || part.text.trim() !== '') ? word : one,
      'value',
    );
    assembler.emit({ do: 'arithmetic-command' });
  };
  evaluate(command.start);
  assembler.jump((breakTo, continueTo) => ({ do: 'loop', breakTo, continueTo }), end, next);
  assembler.place(start);
  assembler.emit({ do: 'keep-status' });
  evaluate(command.test);
  assembler.jump((to) => ({ do: 'jump-if', success: false, to }), end);
  assembler.list(command.body);
  assembler.place(next);
  evaluate(command.next);
  assembler.jump((to) => ({ do: 'jump', to }), start);
  assembler.place(end);
  assembler.emit({ do: 'end-loop' });
}

function compileCase(assembler: Assembler, command: Of<'case'>): void {
  const end = assembler.label();
  compileValue(assembler, command.subject, 'value');
  const bodies = command.clauses.map(() => assembler.label());
  for (const [n, clause] of command.clauses.entries()) {
    const body = bodies[n];
    for (const pattern of clause.patterns) {
      compileValue(assembler, pattern, 'pattern');
      if (body) assembler.jump((to) => ({ do: 'match', to }), body);
    }
  }
  assembler.emit({ do: 'drop' }, { do: 'status', status: 0 });
  assembler.jump((to) => ({ do: 'jump', to }), end);
  for (const [n, clause] of command.clauses.entries()) {
    const body = bodies[n];
    if (body) assembler.place(body);
    assembler.emit({ do: 'status', status: 0 });
    assembler.list(clause.body);
    if (!clause.fallsThrough) assembler.jump((to) => ({ do: 'jump', to }), end);
  }
  assembler.place(end);
}

function compileTest(assembler: Assembler, test: Test): void {
  switch (test.kind) {
    case 'not':
      compileTest(assembler, test.test);
      assembler.emit({ do: 'negate' });
      return;
    case 'and':
    case 'or': {
      const end = assembler.label();
      compileTest(assembler, test.left);
      assembler.jump((to) => ({ do: 'jump-if', success: test.kind === 'or', to }), end);
      compileTest(assembler, test.right);
      assembler.place(end);
      return;
    }
    case 'unary':
      compileValue(assembler, test.operand, 'value');
      assembler.emit({ do: 'test', operator: test.operator, operands: 1 });
      return;
    case 'binary': {
      const { operator } = test;
      const isPattern = operator === '=' || operator === '==' || operator === '!=';
      compileValue(assembler, test.left, 'value');
      compileValue(
        assembler,
        test.right,
        operator === '=~' ? 'regex' : isPattern ? 'pattern' : 'value',
      );
      assembler.emit({ do: 'test', operator, operands: 2 });
      return;
    }
  }
}
