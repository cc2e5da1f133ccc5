import type { Command, List } from './ast.ts';
import type { Instruction } from './instructions.ts';

/** A place in the code that jumps can lead to before it is known. */
export interface Label {
  at: number;
}

/** Code under construction: the main line, and pieces apart from it that follow at its end. */
export interface Assembler {
  readonly hasBraces: boolean;
  emit(...instructions: readonly Instruction[]): void;
  label(): Label;
  /** Puts a label here. */
  place(label: Label): void;
  /** Emits an instruction that needs labels' places. */
  jump(make: (...to: number[]) => Instruction, ...labels: readonly Label[]): void;
  /** Compiles something that is entered by a fork; the index where it begins. */
  apart(compile: () => void): number;
  finish(): Instruction[];
  command(command: Command, isLast?: boolean): void;
  list(list: List, isLast?: boolean): void;
}

/** An empty assembler; the two compilers are handed in to spare a cycle of modules. */
export function newAssembler(
  hasBraces: boolean,
  compileCommand: (assembler: Assembler, command: Command, isLast?: boolean) => void,
  compileList: (assembler: Assembler, list: List, isLast?: boolean) => void,
): Assembler {
  const code: (Instruction | (() => Instruction))[] = [];
  const assembler: Assembler = {
    hasBraces,
    emit: (...instructions) => void code.push(...instructions),
    label: () => ({ at: -1 }),
    place: (label) => {
      label.at = code.length;
    },
    jump: (make, ...labels) => void code.push(() => make(...labels.map(({ at }) => at))),
    apart: (compile) => {
      const over = assembler.label();
      assembler.jump((to) => ({ do: 'jump', to }), over);
      const entry = code.length;
      compile();
      assembler.place(over);
      return entry;
    },
    finish: () => code.map((one) => (typeof one === 'function' ? one() : one)),
    command: (command, isLast) => compileCommand(assembler, command, isLast),
    list: (list, isLast) => compileList(assembler, list, isLast),
  };
  return assembler;
}
