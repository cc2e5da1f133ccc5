import type { User } from '../apimachinery/resource.ts';

/** Whom a learner's kubeconfig makes them. */
export const administrator: User = {
  name: 'kubernetes-admin',
  groups: ['system:masters', 'system:authenticated'],
};
