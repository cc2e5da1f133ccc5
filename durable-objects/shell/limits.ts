/** Every limit of the simulated processes, each with its reason; reaching one is a visible outcome. */
export const limits = {
  /**
   * Instructions one call of step() runs for a whole process table: about 50 ms of CPU, so that a
   * busy container can't hold up the cluster's other work.
   */
  instructionsPerStep: 50_000,
  /** Instructions a process runs before the next one's turn; part of the state, so never varied. */
  instructionsPerTurn: 500,
  /**
   * Instructions a process may run without once waiting. A script beyond it spins; it is ended by
   * XCPU with a line on its standard error that says so.
   */
  instructionsWithoutWaiting: 1_000_000,
  /** Unread output of one session; the writers wait until the outside takes it. */
  sessionOutputBytes: 1 << 20,
  /** What a session's standard input holds before the outside is refused. */
  sessionInputBytes: 1 << 20,
  /** A pipe's buffer, as Linux has it; a writer waits when it is full. */
  pipeBytes: 65_536,
  /** Pipes open at once in a process table: more is a script that forks without end. */
  openPipes: 256,
  /** Processes in one table, zombies included: a fork bomb ends here with Linux' message. */
  processes: 64,
  /** File descriptors of a process, numbers 0 to 63: more than any shell script uses. */
  fileDescriptors: 64,
  /** One file's bytes: contents are persisted whole, so a file must fit a request's memory. */
  fileBytes: 8 << 20,
  /** What a read of an endless device such as /dev/zero gives at most. */
  deviceBytes: 8 << 20,
  /** Nested function calls, sources, evals and traps: below it no stack of ours overflows. */
  callDepth: 200,
  /** Nesting of the source text itself, which the parser follows by recursion. */
  syntaxDepth: 100,
  /** A script's length; ConfigMaps end at 1 MiB as well. */
  sourceBytes: 1 << 20,
  /** A variable's or an expanded word's bytes: `x=$x$x` must not fill the memory. */
  valueBytes: 1 << 20,
  /** Words one expansion makes, glob results included. */
  expandedWords: 20_000,
  /** Symbolic links followed for one path, as Linux. */
  symbolicLinks: 40,
  /** Steps of an awk program for one record: it runs in one go, so a loop in it must end. */
  awkSteps: 200_000,
} as const;
