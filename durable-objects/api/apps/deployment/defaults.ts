import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { type Deployment, deploymentSchema } from './schema.ts';

/** Defaults of a Deployment, as pkg/apis/apps/v1/defaults.go has them. */
export function setDeploymentDefaults(draft: Deployment): void {
  fillZeroValues(deploymentSchema, draft);
  const { spec } = draft;
  spec.replicas ??= 1;
  spec.strategy.type ||= 'RollingUpdate';
  if (spec.strategy.type === 'RollingUpdate') {
    spec.strategy.rollingUpdate ??= { maxUnavailable: '25%', maxSurge: '25%' };
    spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
    spec.strategy.rollingUpdate.maxSurge ??= '25%';
  }
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  setPodSpecDefaults(spec.template.spec);
}
