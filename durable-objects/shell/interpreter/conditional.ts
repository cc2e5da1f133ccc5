import { fileComparison, numericTest, shellScope, unaryTest } from './file-tests.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import { matchesPattern } from './pattern.ts';
import { compileRegex } from './regex.ts';
import { calculate } from './scope.ts';
import { setItems } from './variables.ts';

/** A primary between `[[` and `]]`; its operands are on the stack of values. */
export function conditionalTest(
  interpreter: Interpreter,
  operator: string,
  operands: 1 | 2,
): Outcome {
  const { shell } = interpreter;
  const right = shell.values.pop() ?? '';
  const left = operands === 2 ? (shell.values.pop() ?? '') : '';
  const isTrue =
    operands === 1
      ? unaryTest(shellScope(interpreter), operator, right)
      : compare(interpreter, left, operator, right);
  shell.status = isTrue ? 0 : 1;
  return undefined;
}

function compare(interpreter: Interpreter, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return matchesPattern(right, left);
    case '!=':
      return !matchesPattern(right, left);
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '=~': {
      const regex = compileRegex(right, { isExtended: true });
      if ('error' in regex) throw new ShellError('', 2);
      const match = regex.exec(left, 0);
      setItems(
        interpreter.shell,
        'BASH_REMATCH',
        match ? match.groups.map((group) => group ?? '') : [],
      );
      return match !== undefined;
    }
    default:
      return (
        fileComparison(shellScope(interpreter), left, operator, right) ??
        numericTest(operator, calculate(interpreter, left), calculate(interpreter, right)) ??
        false
      );
  }
}
