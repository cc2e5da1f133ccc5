import type { Resource } from '../../apimachinery/resource.ts';
import type { RequestOptions } from '../cluster-client.ts';
import { KubectlError } from '../failure.ts';
import { kindName } from '../kinds.ts';
import { readManifests } from '../manifest.ts';
import { parseOutput } from '../print/output.ts';
import type { TableOptions } from '../print/table.ts';
import { hasFiles } from '../selected.ts';
import { parseTargets, type Target } from '../targets.ts';
import type { Call } from '../verb.ts';

/** What `-o` and its companions ask for. */
export function outputOf(call: Call): ReturnType<typeof parseOutput> {
  const { args, files, kinds } = call;
  return parseOutput(args.text('output'), {
    files,
    resourceOf: (object) => kinds.ofManifest(String(object.apiVersion), String(object.kind)),
    headers: !args.is('no-headers'),
    managedFields: args.is('show-managed-fields'),
    template: args.text('template'),
    allowsMissingKeys: args.is('allow-missing-template-keys'),
  });
}

/** What `get` was asked for, with the namespace to look in: '' for all. */
export interface GetTarget extends Target {
  readonly namespace: string;
}

/** The kinds and names of a command line, or of the files that it names. */
export function targetsOf(call: Call): {
  readonly targets: readonly GetTarget[];
  readonly failures: readonly Error[];
} {
  if (!hasFiles(call)) {
    const namespace = namespaceOf(call);
    const targets = parseTargets(call.args.words, call.kinds);
    return { targets: targets.map((target) => ({ ...target, namespace })), failures: [] };
  }
  if (call.args.words.length > 0)
    throw new KubectlError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    );
  const { manifests, failures } = readManifests(call);
  const targets = manifests.map(({ resource, namespace, name }) => ({
    resource,
    namespace,
    names: [name],
  }));
  return { targets, failures };
}

/** Throws KubectlError for names together with what only lists have. */
export function checkSelectors({ args }: Call, targets: readonly GetTarget[]): void {
  const hasNames = targets.some(({ names }) => names.length > 0);
  if (!hasNames) {
    if (args.text('subresource') !== '')
      throw new KubectlError('subresource cannot be used when bulk resources are specified');
    return;
  }
  if (args.text('selector') !== '' || args.text('field-selector') !== '')
    throw new KubectlError('name cannot be provided when a selector is specified');
  if (args.is('all-namespaces'))
    throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
}

/** `--subresource`, as `pathOf` takes it. */
export function subresourceOf({ args }: Call): string | undefined {
  return args.text('subresource') || undefined;
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
