import type { Plugin } from '../framework.ts';
import { dynamicResources } from './dynamic-resources.ts';
import { interPodAffinity } from './inter-pod-affinity.ts';
import {
  nodeAffinity,
  nodeName,
  nodePorts,
  nodeUnschedulable,
  taintToleration,
} from './node-fit.ts';
import { nodeResourcesBalancedAllocation, nodeResourcesFit } from './node-resources.ts';
import { podTopologySpread } from './pod-spread.ts';
import { volumeBinding, volumeRestrictions } from './volume-binding.ts';

/** The default profile, in the order of upstream's (apis/config/v1/default_plugins.go). */
export const defaultPlugins: readonly Plugin[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  volumeRestrictions,
  volumeBinding,
  dynamicResources,
  podTopologySpread,
  interPodAffinity,
  nodeResourcesBalancedAllocation,
];
