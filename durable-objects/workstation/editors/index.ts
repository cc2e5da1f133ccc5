import type { Command } from '../../shell/index.ts';
import { nano } from './nano.ts';
import { editorCommand } from './program.ts';
import type { Size } from './screen.ts';
import { vi } from './vi.ts';

/** The editors of the terminal. */
export function editorCommands(terminalOf: (pid: number) => Size | undefined): readonly Command[] {
  return [
    ...editorCommand(nano, ['nano', 'pico'], terminalOf),
    ...editorCommand(vi, ['vi', 'vim', 'nvim'], terminalOf),
  ];
}
