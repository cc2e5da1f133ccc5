import { method, type Overload, own, text, truth } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import type { CelType } from '../types.ts';
import { OpaqueValue } from '../values.ts';

/** What an expression asks about; a path, or a resource. */
export interface AccessQuestion {
  readonly verb: string;
  /** Asks as this service account: `[namespace, name]`. Otherwise as who makes the request. */
  readonly serviceAccount?: readonly [string, string];
  readonly path?: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** Who answers. */
export type AccessCheck = (question: AccessQuestion) => {
  readonly allowed: boolean;
  readonly reason: string;
};

interface Asked {
  readonly check: AccessCheck;
  readonly about: Omit<AccessQuestion, 'verb'>;
}

const typeOf = (name: string): string => `kubernetes.authorization.${name}`;
const authorizer = own(typeOf('Authorizer'));
const pathCheck = own(typeOf('PathCheck'));
const groupCheck = own(typeOf('GroupCheck'));
const resourceCheck = own(typeOf('ResourceCheck'));
const decision = own(typeOf('Decision'));

export const authorizerType: CelType = authorizer.type;
export const resourceCheckType: CelType = resourceCheck.type;

/** One question is dear: it walks through all roles (library/cost.go). */
const questionCost = (): number => 350_000;

/** `authorizer.group('apps').resource('deployments').check('create').allowed()`. */
export const authorizerLibrary: readonly Overload[] = [
  method('path', [authorizer, text], pathCheck, (asker, path) => {
    if (path === '') throw new EvaluationError('path must not be empty');
    return narrowed(asker, 'PathCheck', { path });
  }),
  method('group', [authorizer, text], groupCheck, (asker, group) =>
    narrowed(asker, 'GroupCheck', { group }),
  ),
  method('serviceAccount', [authorizer, text, text], authorizer, (asker, namespace, name) =>
    narrowed(asker, 'Authorizer', { serviceAccount: [namespace, name] }),
  ),
  method('resource', [groupCheck, text], resourceCheck, (asker, resource) =>
    narrowed(asker, 'ResourceCheck', { resource }),
  ),
  method('subresource', [resourceCheck, text], resourceCheck, (asker, subresource) =>
    narrowed(asker, 'ResourceCheck', { subresource }),
  ),
  method('namespace', [resourceCheck, text], resourceCheck, (asker, namespace) =>
    narrowed(asker, 'ResourceCheck', { namespace }),
  ),
  method('name', [resourceCheck, text], resourceCheck, (asker, name) =>
    narrowed(asker, 'ResourceCheck', { name }),
  ),
  // Roles know no selectors: what is asked with them is answered for the whole resource.
  method('fieldSelector', [resourceCheck, text], resourceCheck, (asker) => asker),
  method('labelSelector', [resourceCheck, text], resourceCheck, (asker) => asker),
  method('check', [pathCheck, text], decision, decide, questionCost),
  method('check', [resourceCheck, text], decision, decide, questionCost),
  method('allowed', [decision], truth, (answer) => answerOf(answer).allowed),
  method('reason', [decision], text, (answer) => answerOf(answer).reason),
  method('errored', [decision], truth, () => false),
  method('error', [decision], text, () => ''),
];

/** The value of a variable `authorizer`. */
export function authorizerValue(check: AccessCheck): OpaqueValue {
  return make('Authorizer', { check, about: nothing });
}

/** The value of `authorizer.requestResource`. */
export function resourceCheckValue(
  check: AccessCheck,
  about: Omit<AccessQuestion, 'verb' | 'path' | 'serviceAccount'>,
): OpaqueValue {
  return make('ResourceCheck', { check, about });
}

const nothing = { group: '', resource: '', subresource: '', namespace: '', name: '' };

function narrowed(asker: OpaqueValue, type: string, more: Partial<AccessQuestion>): OpaqueValue {
  const { check, about } = asker.data as Asked;
  return make(type, { check, about: { ...about, ...more } });
}

function decide(asker: OpaqueValue, verb: string): OpaqueValue {
  const { check, about } = asker.data as Asked;
  const answer = check({ ...about, verb });
  return new OpaqueValue(typeOf('Decision'), answer, JSON.stringify(answer));
}

function answerOf(value: OpaqueValue): ReturnType<AccessCheck> {
  return value.data as ReturnType<AccessCheck>;
}

function make(type: string, asked: Asked): OpaqueValue {
  return new OpaqueValue(typeOf(type), asked, JSON.stringify(asked.about));
}
