import type { Cluster } from '../../cluster/index.ts';
import { call } from '../../testing/clusters.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** `POST roles` and the like in the group of roles; `place` is a namespace or ''. */
export function make(
  cluster: Cluster,
  plural: string,
  place: string,
  body: object,
  as = '',
): string {
  const path = `${rbac}${place === '' ? '' : `/namespaces/${place}`}/${plural}`;
  return lineOf(call(cluster, 'POST', path, body, as === '' ? {} : headersOf(as)));
}

/** A role in the notation of the policy's rules: `role(cluster, 'default', 'r', 'get | core | pods')`. */
export function role(name: string, ...rules: readonly object[]): object {
  return { metadata: { name }, rules };
}

/** `binding('b', 'Role/r', 'User/jane', 'ServiceAccount/robot')`. */
export function binding(name: string, to: string, ...subjects: readonly string[]): object {
  const [kind, of] = to.split('/');
  return {
    metadata: { name },
    roleRef: { kind, name: of },
    subjects: subjects.map((text) => {
      const [who, id, namespace] = text.split('/');
      return { kind: who, name: id, ...(namespace ? { namespace } : {}) };
    }),
  };
}

/** `jane+dev` asks as the user jane of the group dev. `GET /api/v1/pods` gives `200` or `403 ...`. */
export function ask(cluster: Cluster, as: string, request: string, body?: unknown): string {
  const [method = '', path = ''] = request.split(' ');
  return lineOf(call(cluster, method, path, body, headersOf(as)));
}

function headersOf(as: string): { readonly [header: string]: string } {
  const [user = '', ...groups] = as.split('+');
  return {
    'impersonate-user': user,
    ...(groups.length > 0 ? { 'impersonate-group': groups.join(', ') } : {}),
  };
}

function lineOf({ status, body }: { status: number; body: string | Uint8Array }): string {
  if (status < 400) return String(status);
  const text = String(body);
  // Paths that nothing serves are answered in plain text.
  if (!text.startsWith('{')) return `${status} ${text.trim()}`;
  return `${status} ${(JSON.parse(text) as { message: string }).message}`;
}
