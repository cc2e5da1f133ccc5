import type { Resource } from '../../apimachinery/resource.ts';
import type { RequestOptions } from '../cluster-client.ts';
import { kindName } from '../kinds.ts';
import { parseOutput } from '../print/output.ts';
import type { TableOptions } from '../print/table.ts';
import type { Target } from '../targets.ts';
import type { Call } from '../verb.ts';

/** What `-o` and its companions ask for. */
export function outputOf(call: Call): ReturnType<typeof parseOutput> {
  const { args, files, kinds } = call;
  return parseOutput(args.text('output'), {
    files,
    resourceOf: (object) => kinds.ofManifest(String(object.apiVersion), String(object.kind)),
    headers: !args.is('no-headers'),
    managedFields: args.is('show-managed-fields'),
  });
}

/** The namespace of a request: '' for all. */
export function namespaceOf({ args, namespace }: Call): string {
  return args.is('all-namespaces') ? '' : namespace;
}

/** What `-l` and `--field-selector` ask for. */
export function selectorQuery({ args }: Call): NonNullable<RequestOptions['query']> {
  return {
    labelSelector: args.text('selector') || undefined,
    fieldSelector: args.text('field-selector') || undefined,
  };
}

/** How rows of this kind are shown. */
export function tableOptions(
  call: Call,
  resource: Resource,
  wide: boolean,
  hasSeveralKinds: boolean,
): TableOptions {
  const { args } = call;
  return {
    wide,
    headers: !args.is('no-headers'),
    withNamespace: args.is('all-namespaces') && resource.namespaced,
    kindPrefix: hasSeveralKinds || args.is('show-kind') ? `${kindName(resource)}/` : '',
    showLabels: args.is('show-labels'),
    labelColumns: args.list('label-columns'),
    withEvent: args.is('output-watch-events'),
  };
}

/** Tells that there is nothing of that kind. */
export function sayNothing(call: Call, targets: readonly Target[]): void {
  const inNamespace =
    !call.args.is('all-namespaces') && targets.every(({ resource }) => resource.namespaced);
  call.err(
    inNamespace ? `No resources found in ${call.namespace} namespace.\n` : 'No resources found\n',
  );
}
