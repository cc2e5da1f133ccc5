import { describe, expect, test } from 'vitest';
import { decodeText, validateFields } from '../apimachinery/decode-body.ts';
import { allResources, configMaps, pods, secrets, statefulSets } from './index.ts';

const pod = (spec: string): string => `{"metadata":{"name":"p"},"spec":${spec}}`;

describe('texts that a real cluster answers with', () => {
  test.each([
    [
      statefulSets,
      '{"spec":{"replicas":"three","template":{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}}}',
      'StatefulSet in version "v1" cannot be handled as a StatefulSet: json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32',
    ],
    [
      configMaps,
      '{"data":{"n":5}}',
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    ],
    [
      pods,
      pod('{"containers":{"name":"a"}}'),
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
    ],
    [
      pods,
      pod('{"containers":[{"env":[{"name":"A","value":1}]}]}'),
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
    ],
    [
      pods,
      pod('{"volumes":[{"emptyDir":"x"}]}'),
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field Volume.spec.volumes.emptyDir of type v1.EmptyDirVolumeSource',
    ],
    [
      secrets,
      '{"data":{"k":"not base64!"}}',
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 3',
    ],
    [
      configMaps,
      '{"apiVersion":"v1","kind":"Pod"}',
      'Pod in version "v1" cannot be handled as a ConfigMap: converting (v1.Pod) to (core.ConfigMap): unknown conversion',
    ],
  ])('%#', (resource, body, message) => {
    expect(() => decodeText<unknown>(resource, body, allResources)).toThrow(message);
  });
});

test('unknown fields of a manifest', () => {
  const { strictErrors } = decodeText(
    statefulSets,
    '{"spec":{"replica":3,"template":{"spec":{"containers":[{"name":"c","imagePullPolice":"Always"}]}}}}',
  );
  expect(() => validateFields('Strict', statefulSets, strictErrors)).toThrow(
    'StatefulSet in version "v1" cannot be handled as a StatefulSet: strict decoding error: unknown field "spec.replica", unknown field "spec.template.spec.containers[0].imagePullPolice"',
  );
  expect(validateFields('Warn', statefulSets, strictErrors)).toEqual([
    'unknown field "spec.replica"',
    'unknown field "spec.template.spec.containers[0].imagePullPolice"',
  ]);
});
