import type { Resource, Resources, ResourceState } from '../../src/server/protocol';

export function resource(path: string, state: ResourceState = 'in_sync'): Resource {
  return { path, uri: `file:///infra/${path}`, state };
}

/** Two prefixes: one connector that runs and one that failed; a prefix without connectors. */
export const resources: Resources = {
  prefixes: [
    {
      name: 'main',
      connectors: [
        {
          name: 'grafana',
          status: 'Running',
          memory: 44 * 1024 * 1024,
          resources: [
            resource('main/grafana/folders/ops.json'),
            resource('main/grafana/dashboards/latency.json', 'drifted'),
            resource('main/grafana/dashboards/errors.json', 'not_created'),
          ],
        },
        { name: 'dns', status: 'Error', message: 'connection refused', resources: [resource('main/zone.ron', 'unknown')] },
      ],
    },
    { name: 'empty', connectors: [] },
  ],
};
