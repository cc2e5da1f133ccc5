import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { sortedEntries, writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { ConfigMap } from './schema.ts';

/** `kubectl describe configmap`. */
export const describeConfigMap: Describe<ConfigMap> = (configMap, context) =>
  describeText((writer) => {
    writeMetadata(writer, configMap);
    writer.write(0, '\nData\n====\n');
    for (const [key, value] of sortedEntries(configMap.data))
      writer.write(0, `${key}:\n----\n${value}\n\n`);
    writer.write(0, '\nBinaryData\n====\n');
    for (const [key, value] of sortedEntries(configMap.binaryData))
      writer.line(0, `${key}: ${atob(value).length} bytes`);
    writer.line(0, '');
    writeEvents(writer, configMap, context);
  });
