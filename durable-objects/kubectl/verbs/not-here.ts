import type { Refused } from '../verb.ts';

/** A command of upstream's that is not here; `instead` ends the sentence that says so. */
export function notHere(
  name: string,
  short: string,
  instead = 'it works with your own kubectl and the kubeconfig download',
): Refused {
  return {
    name,
    short,
    long: `${short}.\n\n Not available in this terminal.`,
    examples: '',
    usage: `${name} [options]`,
    flags: [],
    refusal: `kubectl ${name} is not available in this terminal; ${instead}`,
  };
}
