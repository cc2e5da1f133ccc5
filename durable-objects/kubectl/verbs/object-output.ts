import { type Flag, flag } from '../flags.ts';
import { type ObjectPrinter, parseOutput } from '../print/output.ts';
import type { Call } from '../verb.ts';
import { printFlags } from './get-flags.ts';

/** `-o` for commands that print single objects, with its companions. */
export const objectPrintFlags: readonly Flag[] = [
  ...printFlags.filter(({ name }) => name !== 'no-headers' && name !== 'output'),
  flag(
    "-o, --output=''",
    'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
  ),
];

/**
 * The printer that `-o` asks for, of those for single objects; undefined without one. What
 * upstream holds in Go's structs (`isTyped`) keeps its order in JSON.
 */
export function objectOutput(
  { args, files, kinds }: Call,
  { isTyped = false }: { readonly isTyped?: boolean } = {},
): ObjectPrinter | undefined {
  const output = parseOutput(args.text('output'), {
    files,
    resourceOf: (object) => kinds.ofManifest(String(object.apiVersion), String(object.kind)),
    headers: true,
    managedFields: args.is('show-managed-fields'),
    isForOneObject: true,
    isTyped,
    template: args.text('template'),
    allowsMissingKeys: args.is('allow-missing-template-keys'),
  });
  return output.form === 'objects' ? output.print : undefined;
}
