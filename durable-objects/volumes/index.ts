import type { Controller } from '../control/controller.ts';
import { createBinder } from './binder/controller.ts';
import { defaultPlugins, type VolumePlugin } from './plugins.ts';
import { claimProtectionController, volumeProtectionController } from './protection/controllers.ts';
import { createProvisioner } from './provisioner/controller.ts';

export { defaultPlugins, type VolumePlugin } from './plugins.ts';

/** Binding, provisioning, reclaiming and in-use protection, with the plugins a cluster has. */
export function createVolumeControllers(
  plugins: readonly VolumePlugin[] = defaultPlugins,
): readonly Controller[] {
  const external = plugins.filter((plugin) => !plugin.inTree);
  return [
    createBinder(plugins),
    ...external.map(createProvisioner),
    claimProtectionController,
    volumeProtectionController,
  ];
}
