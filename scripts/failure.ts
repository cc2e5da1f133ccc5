/** Something that the person at the keyboard can mend: printed without a stack. */
export class Failure extends Error {}

/** Runs a script's work; a Failure ends it with its text on standard error and exit code 1. */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
