import type { Command } from '../../verb.ts';
import { createClusterRoleBinding, createRoleBinding } from './binding.ts';
import { createConfigMap } from './configmap.ts';
import { createDeployment } from './deployment.ts';
import { createIngress } from './ingress.ts';
import { createCronJob, createJob } from './job.ts';
import { createNamespace, createServiceAccount } from './namespace.ts';
import { createPodDisruptionBudget, createPriorityClass } from './policy.ts';
import { createQuota } from './quota.ts';
import { createClusterRole, createRole } from './role.ts';
import { createSecret } from './secret.ts';
import { createService } from './service.ts';
import { createToken } from './token.ts';

/** The commands below `kubectl create`, in the order of its help. */
export const generators: readonly Command[] = [
  createClusterRole,
  createClusterRoleBinding,
  createConfigMap,
  createCronJob,
  createDeployment,
  createIngress,
  createJob,
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createRole,
  createRoleBinding,
  createSecret,
  createService,
  createServiceAccount,
  createToken,
];
