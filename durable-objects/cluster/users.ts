import type { User } from '../apimachinery/resource.ts';

/** Whom a learner's kubeconfig makes them. */
export const administrator: User = {
  name: 'kubernetes-admin',
  uid: '1',
  groups: ['system:masters', 'system:authenticated'],
};

/** Whoever comes without a token. */
export const anonymous: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
