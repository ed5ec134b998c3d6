// What the language server says and answers beyond the Language Server Protocol.

export type ResourceState = 'in_sync' | 'drifted' | 'not_created' | 'deferred' | 'gone' | 'unknown' | 'error';

export interface Resource {
  path: string;
  uri: string;
  state: ResourceState;
}

export interface Connector {
  name: string;
  status: string;
  message?: string | null;
  /** In bytes. */
  memory?: number | null;
  resources: Resource[];
}

export interface Prefix {
  name: string;
  connectors: Connector[];
}

export interface Resources {
  prefixes: Prefix[];
}

export interface Outputs {
  path: string;
  uri: string;
  /** What is sealed or sensitive has no value. */
  values: Record<string, string | null>;
}

export interface Planned {
  path: string;
  action: string;
  lines: string[];
  ops: { message: string; destroys: boolean }[];
  problems: string[];
}

export interface Pulled {
  path: string;
  changed: boolean;
  conflicts: number;
  lines: string[];
}

export interface Renamed {
  moved: { from: string; to: string }[];
  edited: string[];
}

export interface Drift {
  path: string;
  state: ResourceState;
  lines: string[];
}

export interface ServerStatus {
  state: 'starting' | 'ready' | 'untrusted' | 'error';
  message: string;
}

/** Parameters and results by method. */
export interface Requests {
  'autoschematic/remoteDocument': [{ uri: string }, { text: string } | null];
  'autoschematic/resources': [{ refresh?: boolean; workDoneToken?: string }, Resources];
  'autoschematic/outputs': [{ uri: string }, Outputs | null];
}

/** Arguments and results of `workspace/executeCommand`; paths may be URIs. */
export interface Commands {
  relaunch: [[], null];
  rename: [[from: string, to: string], Renamed];
  plan: [[path: string], Planned];
  pull: [[path: string], Pulled];
  drift: [[path: string], Drift];
}

export const StateChanged = 'autoschematic/stateChanged';
export const StatusChanged = 'autoschematic/status';
export const Trust = 'autoschematic/trust';
