import type { ResourceState } from '../server/protocol';

/** How a state of a resource is shown. */
export interface Appearance {
  /** For people. */
  word: string;
  /** A codicon. */
  icon: string;
  /** The id of a theme colour, for icon and badge. */
  color?: string;
  /** The sign of the command line tool, beside file names; none where there is nothing to do. */
  badge?: string;
}

export const appearances: Readonly<Record<ResourceState, Appearance>> = {
  in_sync: { word: 'in sync', icon: 'pass', color: 'testing.iconPassed' },
  drifted: { word: 'drifted', icon: 'diff-modified', color: 'gitDecoration.modifiedResourceForeground', badge: '~' },
  not_created: { word: 'not created', icon: 'diff-added', color: 'gitDecoration.addedResourceForeground', badge: '+' },
  deferred: { word: 'deferred', icon: 'watch', color: 'descriptionForeground', badge: '…' },
  gone: { word: 'outputs without a file', icon: 'diff-removed', color: 'gitDecoration.deletedResourceForeground', badge: '-' },
  unknown: { word: 'not asked yet', icon: 'circle-outline', color: 'descriptionForeground' },
  error: { word: 'error', icon: 'error', color: 'list.errorForeground', badge: '!' },
};

// A server that is newer than the extension may know further states.
export function appearanceOf(state: ResourceState): Appearance {
  return appearances[state] ?? { word: state, icon: 'question' };
}
