/** Files of volumes, nodes and containers as records of the store. */

export { fromBase64, toBase64 } from '../../lib/base64.ts';
export { type BaseFiles, indexFiles } from './base-files.ts';
export { bytesOf } from './bytes.ts';
export {
  type ContentsFile,
  contentsOf,
  headOf,
  newestFile,
  removeContents,
  removeContentsUnder,
  sealOf,
} from './contents.ts';
export { contentsHeads, type FileRecord, fileRecords, type RecordAccess } from './file-records.ts';
export * from './identity.ts';
export { contentsLimits } from './limits.ts';
export {
  type ContentsPlace,
  placeOfVolume,
  removeVolumeFiles,
  volumeFiles,
  volumeSeal,
} from './persistent-volume.ts';
export { RecordFileSystem } from './record-filesystem.ts';
