import { selectorText } from '../../../apimachinery/labels.ts';
import { defineResource, type ScaleMapping } from '../../../apimachinery/resource.ts';
import { templateText } from '../../pod-template/describe/template.ts';
import { describeDeployment } from './describe.ts';
import { type Deployment, deploymentSchema } from './schema.ts';
import { deploymentStrategy } from './strategy.ts';
import { deploymentTable } from './table.ts';

/** `autoscaling/v1 Scale` of a Deployment. */
const deploymentScale: ScaleMapping<Deployment> = {
  read: (deployment) => ({
    replicas: deployment.spec.replicas,
    statusReplicas: deployment.status.replicas ?? 0,
    selector: selectorText(deployment.spec.selector),
  }),
  write(draft, replicas) {
    draft.spec.replicas = replicas;
  },
};

/** Handle of Deployment: `read.get(deployments, key)` is `Frozen<Deployment> | undefined`. */
export const deployments = defineResource<Deployment>({
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  schema: deploymentSchema,
  strategy: deploymentStrategy,
  table: deploymentTable,
  describe: describeDeployment,
  describeTemplate: templateText,
  subresources: { status: true, scale: deploymentScale },
});
