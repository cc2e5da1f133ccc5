import type { Deployment, PodTemplateSpec, StatefulSet } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';

/** A template of one container, labelled `app: web`. */
export function template(image: string): PodTemplateSpec {
  const container = { name: 'app', image, resources: {} };
  return {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [container] },
  } as unknown as PodTemplateSpec;
}

/** StatefulSet `web` with a claim per pod. */
export function statefulSet(
  replicas: number,
  spec: Partial<StatefulSet['spec']> = {},
): Manifest<StatefulSet> {
  const claim = {
    metadata: { name: 'www' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      serviceName: 'web',
      template: template('web:1'),
      volumeClaimTemplates: [claim],
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      ...spec,
    },
  };
}

/** Deployment `web`. */
export function deployment(
  replicas: number,
  spec: Partial<Deployment['spec']> = {},
): Manifest<Deployment> {
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: template('web:1'),
      ...spec,
    },
  };
}
