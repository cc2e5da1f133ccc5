/** kubectl for the shell machine. */
export { createKubectl, type KubectlHost, wantsRawKeys } from './command.ts';
export { completeKubectl } from './complete.ts';
export { currentNamespace, kubeconfigText, newKubeconfig, readKubeconfig } from './kubeconfig.ts';
