import { type Functions, functionsOf } from '../../cel/environment.ts';
import {
  type CelType,
  compile,
  type Environment,
  type ObjectType,
  type Program,
} from '../../cel/index.ts';
import {
  authorizerLibrary,
  authorizerType,
  resourceCheckType,
} from '../../cel/library/authorizer.ts';
import { jsonPatchLibrary, kubernetesLibraries } from '../../cel/library/index.ts';
import { bool, dyn, int, listOf, mapOf, string, timestamp, typeName } from '../../cel/types.ts';

/** What an expression of a policy may name, beside object, oldObject, request, namespaceObject. */
export interface Declarations {
  readonly hasParams: boolean;
  readonly hasAuthorizer: boolean;
  /** `Object{}` and `JSONPatch{}` may be made. */
  readonly hasPatchTypes?: true;
  /** The types of the policy's own variables; absent: `variables` is unknown. */
  readonly variables?: ReadonlyMap<string, CelType>;
  /** The type of object and oldObject; absent: anything. */
  readonly object?: CelType;
  readonly params?: CelType;
}

/** The environment of a policy's expressions (apiserver/pkg/admission/plugin/cel/compile.go). */
export function policyEnvironment(declared: Declarations): Environment {
  const { hasParams, hasAuthorizer, hasPatchTypes, variables } = declared;
  const object = declared.object ?? dyn;
  return {
    variables: {
      object,
      oldObject: object,
      namespaceObject: namespaceType,
      request: requestType,
      ...(hasParams ? { params: declared.params ?? dyn } : {}),
      ...(hasAuthorizer
        ? { authorizer: authorizerType, 'authorizer.requestResource': resourceCheckType }
        : {}),
      ...(variables ? { variables: variablesType(variables) } : {}),
    },
    functions: hasPatchTypes ? patchFunctions : policyFunctions,
    ...(hasPatchTypes ? { message: patchType } : {}),
  };
}

/** Compiles an expression that must give one of these types; in upstream's words, why it can't. */
export function compileExpression(
  source: string,
  environment: Environment,
  wanted: readonly string[] = [],
): Program | { readonly error: string } {
  const program = compile(source, environment);
  if ('error' in program) return { error: `compilation failed: ${program.error}` };
  const found = program.type.kind === 'null' ? 'null_type' : typeName(program.type);
  if (wanted.length === 0 || wanted.includes(found)) return program;
  const types = wanted.length === 1 ? wanted[0] : `one of [${wanted.join(' ')}]`;
  return { error: `must evaluate to ${types} but got ${found}` };
}

/** The result type of a program, as the type of a variable; dyn where it isn't known. */
export function variableType(program: Program | { readonly error: string }): CelType {
  if ('error' in program) return dyn;
  const { type } = program;
  return type.kind === 'object' || type.kind === 'opaque' || type.kind === 'optional' ? dyn : type;
}

/** The message type of a policy's variables. */
export function variablesType(variables: ReadonlyMap<string, CelType>): ObjectType {
  return {
    kind: 'object',
    name: 'kubernetes.variables',
    field: (name) => variables.get(name),
  };
}

const policyFunctions: Functions = functionsOf(...kubernetesLibraries, authorizerLibrary);
const patchFunctions: Functions = functionsOf(
  ...kubernetesLibraries,
  authorizerLibrary,
  jsonPatchLibrary,
);

/** Messages that mutations make; what `Object{}` has for members is not checked here. */
function patchType(name: string): ObjectType | undefined {
  if (name === 'JSONPatch') return jsonPatchType;
  if (name !== 'Object' && !name.startsWith('Object.')) return undefined;
  return { kind: 'object', name, field: () => dyn };
}

function message(name: string, fields: { readonly [name: string]: CelType }): ObjectType {
  return {
    kind: 'object',
    name,
    field: (field) => (Object.hasOwn(fields, field) ? fields[field] : undefined),
  };
}

const jsonPatchType = message('JSONPatch', {
  op: string,
  path: string,
  from: string,
  value: dyn,
});

const kindType = message('kubernetes.GroupVersionKind', {
  group: string,
  version: string,
  kind: string,
});

const resourceType = message('kubernetes.GroupVersionResource', {
  group: string,
  version: string,
  resource: string,
});

export const requestType = message('kubernetes.AdmissionRequest', {
  kind: kindType,
  resource: resourceType,
  subResource: string,
  requestKind: kindType,
  requestResource: resourceType,
  requestSubResource: string,
  name: string,
  namespace: string,
  operation: string,
  userInfo: message('kubernetes.UserInfo', {
    username: string,
    uid: string,
    groups: listOf(string),
    extra: mapOf(string, listOf(string)),
  }),
  dryRun: bool,
  options: dyn,
});

export const namespaceType = message('kubernetes.Namespace', {
  metadata: message('kubernetes.NamespaceMetadata', {
    name: string,
    generateName: string,
    namespace: string,
    labels: mapOf(string, string),
    annotations: mapOf(string, string),
    UID: string,
    creationTimestamp: timestamp,
    deletionGracePeriodSeconds: int,
    deletionTimestamp: timestamp,
    generation: int,
    resourceVersion: string,
    finalizers: listOf(string),
  }),
  spec: message('kubernetes.NamespaceSpec', { finalizers: listOf(string) }),
  status: message('kubernetes.NamespaceStatus', {
    conditions: listOf(
      message('kubernetes.NamespaceCondition', {
        status: string,
        type: string,
        lastTransitionTime: timestamp,
        message: string,
        reason: string,
      }),
    ),
    phase: string,
  }),
});
