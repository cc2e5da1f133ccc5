import { ArithmeticError, evaluate } from './arithmetic.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import { getParameter, itemsOf, setItem, setVariable } from './variables.ts';

/** The value of an arithmetic text in the shell's variables. Throws ShellError. */
export function calculate(interpreter: Interpreter, text: string): bigint {
  const { shell } = interpreter;
  try {
    return evaluate(text, {
      get: (name, index) => {
        if (index !== undefined)
          return itemsOf(interpreter, name).find(([at]) => at === String(index))?.[1] ?? '';
        const value = getParameter(interpreter, name);
        if (value === undefined && shell.options.nounset)
          throw new ShellError(`${name}: parameter not set`);
        return typeof value === 'string' ? value : '';
      },
      set: (name, index, value) => {
        if (index === undefined) setVariable(shell, name, String(value));
        else setItem(shell, name, Number(index), String(value));
      },
    });
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellError(error.message, 2);
    throw error;
  }
}

/** `(( ))`: succeeds when the value is not 0. */
export function arithmeticCommand(interpreter: Interpreter): Outcome {
  const value = calculate(interpreter, interpreter.shell.values.pop() ?? '');
  interpreter.shell.status = value === 0n ? 1 : 0;
  return undefined;
}
