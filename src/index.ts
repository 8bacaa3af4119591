export { type KeptCredential, RenewingCredential } from './auth/renewing-credential.ts'
export { AuthPeer, type AuthPeerOptions } from './auth-peer/auth-peer.ts'
export { type AuthStore, MemoryAuthStore } from './auth-peer/auth-store.ts'
export { LevelAuthStore } from './auth-peer/level-auth-store.ts'
export { formatKey, parseKey } from './block/key.ts'
export { BlockPeer, type BlockPeerOptions } from './block-peer/block-peer.ts'
export { LevelNotes } from './block-peer/level-notes.ts'
export type { Notes } from './block-peer/notes.ts'
export type { Administration } from './client/administration.ts'
export { AuthClient, type AuthClientOptions } from './client/auth-client.ts'
export type { Client } from './client/client.ts'
export { type ClientOptions, createClient } from './client/create-client.ts'
export type { DownloadFilesOptions, WantedFile } from './client/download-files.ts'
export { Secret } from './client/encryption/secret.ts'
export { createSecretFile, readSecretFile } from './client/encryption/secret-file.ts'
export type { EncryptOptions } from './client/encryption/user-encryption.ts'
export { type CarOptions, type CarReport, exportCar } from './client/export-car.ts'
export { type ExportOptions, exportFiles, type MoveReport } from './client/export-files.ts'
export { type ImportOptions, importFiles } from './client/import-files.ts'
export type { ListOptions } from './client/list-files.ts'
export type { FolderEntry } from './client/list-folder.ts'
export { type LocalFile, localFolder, type UnusableFile } from './client/local-folder.ts'
export type { FileOutcome, ManyFilesReport } from './client/many-files.ts'
export type {
  BlockLocation,
  DownloadReport,
  EditReport,
  FileReference,
  OverlayStatus,
  Progress,
  UploadReport,
} from './client/report.ts'
export type { SearchOptions } from './client/search.ts'
export type { SyncOptions } from './client/sync.ts'
export type {
  ChangeOptions,
  DownloadOptions,
  EditOptions,
  ReadOptions,
  ReplaceOptions,
  TransferOptions,
  UploadOptions,
} from './client/transfer-options.ts'
export type { UploadFilesOptions } from './client/upload-files.ts'
export { type Clock, systemClock } from './clock.ts'
export { ERROR_CODES, type ErrorCode, isTritonError, TritonError } from './errors.ts'
export { growHeapFreely } from './heap.ts'
export { DataDirectory } from './membership/data-directory.ts'
export { OverlayView } from './membership/view.ts'
export { MetadataPeer, type MetadataPeerOptions } from './metadata-peer/metadata-peer.ts'
export { Ring } from './ring/ring.ts'
export { freshIdentity } from './rpc/identity.ts'
export { Libp2pTransport, type Libp2pTransportOptions } from './rpc/libp2p-transport.ts'
export { MemoryNetwork } from './rpc/memory-transport.ts'
export { Network } from './rpc/network.ts'
export { DiskStore, type DiskStoreOptions } from './store/disk.ts'
export { MemoryStore } from './store/memory.ts'
export type { BlockStore } from './store/store.ts'
export { type FileRecord, RecordState } from './wire/generated/tritonring.ts'
