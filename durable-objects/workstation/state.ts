import type { MemoryTree, ProcessTable } from '../shell/index.ts';

/** The learner's computer as plain data. */
export interface WorkstationState {
  /** Every file: the home folder, /etc and /tmp. */
  files: MemoryTree;
  /** The processes of all terminals. */
  table: ProcessTable;
  /** By the names that the console gives them. */
  terminals: { [name: string]: TerminalState };
}

/** One terminal. */
export interface TerminalState {
  /** Its shell; null before the first line and after `exit`. */
  shell: number | null;
  columns: number;
  rows: number;
  /** A line runs: the prompt has not come back. */
  isBusy: boolean;
  /** The program that runs wants keys. */
  isRaw: boolean;
}

/** The home folder of the one user. */
export const home = '/home/student';

/** The user who owns it. */
export const student = { uid: 1000, gid: 1000 };
