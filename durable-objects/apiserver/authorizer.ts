import type { User } from '../apimachinery/resource.ts';
import type { Reader } from '../storage/store.ts';

/** What somebody wants to do (k8s.io/apiserver/pkg/authorization/authorizer.Attributes). */
export interface Attributes {
  readonly user: User;
  readonly verb: string;
  /** False: `path` alone counts. */
  readonly isResource: boolean;
  readonly path: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  /** '' for cluster scope. */
  readonly namespace: string;
  readonly name: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Why; shown by `kubectl auth can-i` and in the 403's text after the standard words. */
  readonly reason: string;
}

/** What a user may do, as `kubectl auth can-i --list` prints it (rbac.PolicyRule). */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  /** Set for rules about paths, which then have none of the others. */
  readonly nonResourceURLs?: readonly string[];
}

export interface Authorizer {
  authorize(attributes: Attributes, read: Reader): Decision;
  /** Everything a user may do in a namespace, and what could not be found out ('': all was). */
  rules(
    user: User,
    namespace: string,
    read: Reader,
  ): { readonly rules: readonly Rule[]; readonly error: string };
}
