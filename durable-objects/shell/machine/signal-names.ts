/** Linux' signals that shells name, with their numbers. */
export const signalNumbers = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  XCPU: 24,
  WINCH: 28,
} as const;

/** A signal without its SIG prefix. */
export type SignalName = keyof typeof signalNumbers;

/** The signal that a name or a number means: `TERM`, `SIGTERM`, `term`, `15`. */
export function parseSignal(text: string): SignalName | undefined {
  const bare = text.toUpperCase().replace(/^SIG/, '');
  const names = Object.keys(signalNumbers) as SignalName[];
  return names.find((name) => name === bare || String(signalNumbers[name]) === text);
}

/** What a shell prints of a job that a signal ended: glibc's strsignal. */
export const signalTexts: Readonly<Partial<Record<SignalName, string>>> = {
  HUP: 'Hangup',
  QUIT: 'Quit',
  ILL: 'Illegal instruction',
  ABRT: 'Aborted',
  KILL: 'Killed',
  USR1: 'User defined signal 1',
  SEGV: 'Segmentation fault',
  USR2: 'User defined signal 2',
  ALRM: 'Alarm clock',
  TERM: 'Terminated',
  XCPU: 'CPU time limit exceeded',
};
