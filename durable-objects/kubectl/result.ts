import type { Resource } from '../apimachinery/resource.ts';
import type { JsonObject } from '../lib/json.ts';
import { dryRunOf } from './dry-run.ts';
import type { Arguments } from './flags.ts';
import { kindName } from './kinds.ts';
import { newPrintState, parseOutput } from './print/output.ts';
import { nameIn } from './selected.ts';
import type { Call } from './verb.ts';

/** Reports an object that a verb has handled. */
export type ResultPrinter = (
  resource: Pick<Resource, 'singular' | 'group'>,
  object: JsonObject,
  operation: string,
) => void;

/**
 * How a verb reports its objects: a line each (`pod/web created`), or in the form of `-o`.
 * `isTyped`: the real kubectl knows the objects' Go types, whose JSON has its fields in their
 * order. `isPretenceSaid`: whether a line ends with `(dry run)`. Throws KubectlError for a form that isn't known. Follows k8s.io/cli-runtime PrintFlags.
 */
export function resultPrinter(call: Call, isTyped = false, isPretenceSaid = true): ResultPrinter {
  const { args, files, kinds } = call;
  const suffix = isPretenceSaid ? dryRunOf(args).suffix : '';
  const text = outputText(args);
  const output = parseOutput(text, {
    files,
    resourceOf: (object) => kinds.ofManifest(String(object.apiVersion), String(object.kind)),
    headers: true,
    managedFields: args.is('show-managed-fields'),
    isForOneObject: true,
    isTyped,
  });
  const state = newPrintState();
  return (resource, object, operation) => {
    if (output.form === 'objects') call.out(output.print(object, state));
    else call.out(`${kindName(resource)}/${nameIn(object) || '<unknown>'} ${operation}${suffix}\n`);
  };
}

/** `-o`, with `--template` as its argument. */
function outputText(args: Arguments): string {
  const output = args.text('output');
  const template = args.text('template');
  if (template === '' || output.includes('=')) return output;
  return `${output === '' ? 'go-template' : output}=${template}`;
}
