import { apiVersionOf, type Resource } from '../../../apimachinery/resource.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import type { Flag } from '../../flags.ts';
import { requireFlags } from '../../required.ts';
import { resultPrinter } from '../../result.ts';
import { fieldManagerFlag, printFlags, saveConfigFlag, validateFlag } from '../../shared-flags.ts';
import { typedAnnotated, typedObject } from '../../typed.ts';
import { type Call, usageOf, type Verb } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';

/** A kind that a generator knows without asking the cluster. */
export type KnownKind = Pick<
  Resource,
  'group' | 'version' | 'kind' | 'plural' | 'singular' | 'namespaced'
>;

/** A verb that makes one object from flags. Follows k8s.io/kubectl/pkg/cmd/create. */
export interface Generator extends Omit<Verb, 'run' | 'flags'> {
  /** Beside those that all generators have. */
  readonly flags: readonly Flag[];
  /** Flags without which it does not start. */
  readonly required?: readonly string[];
  readonly makes: KnownKind;
  /** What a refusal of the server is told as: `failed to create deployment: `. */
  readonly failure?: string;
  /** The object without apiVersion and kind. Throws KubectlError. */
  build(call: Call, name: string): JsonObject;
}

const sharedFlags: readonly Flag[] = [
  dryRunFlag,
  fieldManagerFlag('kubectl-create'),
  ...printFlags,
  saveConfigFlag,
  validateFlag,
];

/** Makes the verb of a generator. */
export function generatorVerb(generator: Generator): Verb {
  const { build, makes, failure, required, ...described } = generator;
  return {
    ...described,
    flags: [...described.flags, ...sharedFlags],
    run(call) {
      requireFlags(call, required ?? []);
      const name = nameArgument(call);
      dryRunOf(call.args);
      const print = resultPrinter(call, true);
      fieldValidation(call);
      const object = { kind: makes.kind, apiVersion: apiVersionOf(makes), ...build(call, name) };
      const typed = typedObject(object, call.kinds);
      const made = call.args.is('save-config') ? typedAnnotated(typed, call.kinds) : typed;
      print(makes, created(call, makes, made, failure), 'created');
      return 0;
    },
  };
}

/** Sends the object, unless the client only pretends to. */
function created(
  call: Call,
  makes: KnownKind,
  object: JsonObject,
  failure: string | undefined,
): JsonObject {
  const { args, cluster, namespace, kinds } = call;
  const dryRun = dryRunOf(args);
  if (dryRun.mode === 'client') return object;
  const query = {
    ...dryRun.query,
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  try {
    const path = pathOf(makes, makes.namespaced ? namespace : '');
    return typedObject(cluster.request('POST', path, { query, body: object }), kinds);
  } catch (error) {
    if (failure === undefined || !(error instanceof StatusFailure)) throw error;
    throw new KubectlError(`${failure}${error.message}`);
  }
}

/** The one word before `--`. Throws KubectlError. */
export function nameArgument(call: Call): string {
  const { words } = call.args;
  const [name] = words;
  if (name === undefined || words.length > 1)
    throw new KubectlError(`exactly one NAME is required, got ${words.length}\n${usageOf(call)}`);
  return name;
}

/** `metadata` as a generator writes it: the namespace stands there only when `-n` was given. */
export function metadataOf(
  { namespace, hasNamespaceFlag }: Call,
  name: string,
  isNamespaced = true,
): { readonly name: string; readonly namespace?: string } {
  return isNamespaced && hasNamespaceFlag ? { name, namespace } : { name };
}

/** Throws unless there is a name: `create namespace ''`. */
export function requireName(name: string): void {
  if (name === '') throw new KubectlError('name must be specified');
}

/** A `command` member, if there is a command after `--`. */
export function commandOf({ args }: Call): { readonly command?: readonly string[] } {
  const command = args.afterDash ?? [];
  return command.length === 0 ? {} : { command };
}
