/** Files of volumes, nodes and containers as records of the store. */
export { type BaseFiles, indexFiles } from './base-files.ts';
export { bytesOf, fromBase64, toBase64 } from './bytes.ts';
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
