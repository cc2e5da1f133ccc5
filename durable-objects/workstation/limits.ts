/** Every limit of the learner's computer, with its reason. */
export const limits = {
  /** All files together: the whole computer is one stored record beside the cluster. */
  diskBytes: 2 << 20,
  /** One file that the editor writes; a manifest is a thousandth of it. */
  fileBytes: 1 << 20,
  /** Terminals open at once: what the console has room for, twice. */
  terminals: 8,
  /** A command line's characters: a pasted manifest still fits. */
  lineLength: 65_536,
  /** Files that the console lists; a loop that makes more goes on, its files are just not listed. */
  listedFiles: 500,
  /** Rounds of the shell machine per call: a busy loop goes on in the next one. */
  stepsPerCall: 20,
  /** Names that a completion offers. */
  completions: 200,
  /** A terminal's size: beyond it a program would format for a screen that nobody has. */
  columns: 500,
  rows: 200,
} as const;
